"""Numbers written: Chinese numerals for integers, ordinals of headings, plain decimals."""

from decimal import Decimal

__all__ = ["chinese_number", "ordinal", "parse_ordinal", "plain"]

_DIGITS = "零一二三四五六七八九"
_SMALL = ("", "十", "百", "千")
_LARGE = ("", "万", "亿", "兆")
_LIMIT = 10**16
_LAST_ORDINAL = 99


def chinese_number(number: int) -> str:
    """Write a whole number from 0 to 9,999 兆 in Chinese.

    >>> chinese_number(12), chinese_number(10_300), chinese_number(100_000_001)
    ('十二', '一万零三百', '一亿零一')
    """
    if not 0 <= number < _LIMIT:
        raise ValueError(f"{number} is not between 0 and {_LIMIT - 1}. Write it in Arabic figures.")
    if number == 0:
        return _DIGITS[0]
    text = ""
    for power in range(len(_LARGE) - 1, -1, -1):
        group, below = number // 10_000**power % 10_000, number // 10_000 ** (power + 1)
        if not group:
            continue
        gap = below and (group < 1_000 or below % 10_000 == 0)
        text += (_DIGITS[0] if gap else "") + _group(group) + _LARGE[power]
    return text.removeprefix("一") if text.startswith("一十") else text


def _group(number: int) -> str:
    """Write 1 to 9,999."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (_DIGITS[0] if gap and text else "") + _DIGITS[digit] + _SMALL[power]
        gap = not digit
    return text


def ordinal(number: int) -> str:
    """Write the number of a heading, 1 to 99: 12 → 十二."""
    if not 1 <= number <= _LAST_ORDINAL:
        raise ValueError(
            f"{number} is not between 1 and {_LAST_ORDINAL}. Headings beyond that are not numbered in Chinese."
        )
    return chinese_number(number)


_ORDINALS = {chinese_number(number): number for number in range(1, _LAST_ORDINAL + 1)}


def parse_ordinal(text: str) -> int | None:
    """Read the number of a heading as `ordinal` writes it; None for anything else.

    >>> parse_ordinal("二十一"), parse_ordinal("二一"), parse_ordinal("百")
    (21, None, None)
    """
    return _ORDINALS.get(text)


def plain(value: Decimal) -> str:
    """Write a Decimal without exponent, thousands separators or idle zeros after the point.

    >>> plain(Decimal("1.2E+4")), plain(Decimal("4.800")), plain(Decimal("-0"))
    ('12000', '4.8', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
