"""Numerals read: the canonical characters of one numeral → an exact Decimal.

Canonical means simplified, half-width, without blanks and without words of approximation; `find` sees to that.
"""

import decimal
import re
from decimal import Decimal

__all__ = ["CANONICAL", "read", "spread"]

_PAIRS = {
    "０１２３４５６７８９": "0123456789",
    "，．／－﹣−": ",./---",
    "壹弌": "一一", "贰貳弍": "二二二", "叁叄弎": "三三三", "肆": "四", "伍": "五",
    "陆陸": "六六", "柒": "七", "捌": "八", "玖": "九", "拾": "十", "佰": "百", "仟": "千",
    "萬": "万", "億": "亿", "兩俩倆": "两两两", "負": "负", "點": "点", "餘": "余", "幾": "几",
    "約": "约", "將": "将", "過": "过", "達": "达", "○": "〇", "◯": "〇",
}  # fmt: skip
CANONICAL = str.maketrans("".join(_PAIRS), "".join(_PAIRS.values()))
"""One character to one character, so that spans stay what they were."""

_DIGITS = {digit: Decimal(value) for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": Decimal(0),
    "两": Decimal(2),
}
_SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_LARGE = {"万": Decimal(10**4), "亿": Decimal(10**8), "兆": Decimal(10**12)}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|.")
_FRACTION = re.compile(r"(?:(.+)又)?(.+)分之(.+)")
_SLASH = re.compile(r"(?:(\d+) +)?(\d+)/(\d+)")
_SPREAD = re.compile(r"([十百千万]*)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)")
_WORK = decimal.Context(prec=200)
_ROUNDED = decimal.Context(prec=15)
"""A fraction that does not end is rounded to 15 digits."""


def read(text: str) -> Decimal | None:
    """Return the value of a canonical numeral; None where it cannot be read (a fraction over nought)."""
    negative = text.startswith(("-", "负"))
    body = text[1:] if negative else text
    value = _fraction(body)
    if value is None:
        return None
    return _WORK.minus(value) if negative and value else value


def _fraction(text: str) -> Decimal | None:
    parts = _SLASH.fullmatch(text)
    if parts:
        whole, above, below = (Decimal(part or 0) for part in parts.groups())
    elif parts := _FRACTION.fullmatch(text):
        first, denominator, numerator = parts.groups()
        whole = _number(first) if first else Decimal(0)
        below = _number(denominator)
        above = read(numerator) or Decimal(0)
    else:
        return _number(text)
    return _divide(_WORK.fma(whole, below, above), below) if below else None


def _divide(above: Decimal, below: Decimal) -> Decimal:
    exact = decimal.Context(prec=60)
    value = exact.divide(above, below)
    return _ROUNDED.divide(above, below) if exact.flags[decimal.Inexact] else value


def _number(text: str) -> Decimal:
    if "." not in text and text.isascii():
        return Decimal(text.replace(",", "").replace(" ", ""))
    for sign, tens in _TENS.items():
        text = text.replace(sign, tens)
    whole, point, rest = text.partition("点")
    if not point:
        return _integer(text)
    digits = rest.rstrip("十百千万亿兆")
    value = _integer(whole) + Decimal("0." + "".join(format(_DIGITS[digit], "f") for digit in digits))
    for unit in rest[len(digits) :]:
        value = _WORK.multiply(value, _SMALL.get(unit) or _LARGE[unit])
    return value


class _Reader:
    """Adds up one numeral from left to right: 四十五亿四千零四万."""

    def __init__(self) -> None:
        self.total = self.group = self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.group_unit = self.last_unit = Decimal(0)
        self.single = self.gap = False

    def take(self, token: str) -> None:
        if token in _LARGE:
            self._large(_LARGE[token])
        elif token in _SMALL:
            self._small(_SMALL[token])
        elif token == "半":  # 半百
            self.digit, self.single = Decimal("0.5"), False
        elif token in _DIGITS:
            self._figure(_DIGITS[token])
        else:
            self.digit = Decimal(token.replace(",", ""))
            self.single = len(token) == 1

    def _figure(self, value: Decimal) -> None:
        if self.digit is not None:  # 二〇一六: figures in a row are places
            self.digit, self.single = self.digit * 10 + value, False
        elif value == 0 and (self.last_unit or self.gap):
            self.gap = True
        else:
            self.digit, self.single = value, True

    def _small(self, unit: Decimal) -> None:
        self.section += (Decimal(1) if self.digit is None else self.digit) * unit
        self.digit, self.last_unit, self.gap = None, unit, False

    def _large(self, unit: Decimal) -> None:
        value = self.section + (self.digit or 0)
        if self.group_unit and self.group_unit <= unit:  # 二十万亿, 四万万
            self.group = _WORK.multiply(self.group + value, unit)
        else:
            self.total += self.group
            self.group = _WORK.multiply(value, unit)
        self.section, self.digit, self.gap = Decimal(0), None, False
        self.group_unit = self.last_unit = unit

    def value(self) -> Decimal:
        tail = self.digit or Decimal(0)
        if self.single and self.last_unit > 10 and not self.gap:  # 一万三, 二百五
            tail *= self.last_unit / 10
        return _WORK.add(self.total + self.group, self.section + tail)


def _integer(text: str) -> Decimal:
    reader = _Reader()
    for token in _TOKEN.findall(text.replace(" ", "") if text[:1].isdigit() and ", " in text else text):
        reader.take(token)
    return reader.value()


def spread(text: str) -> tuple[Decimal, Decimal] | None:
    """Read two neighbouring figures as a range: 两三百 → 200 and 300, 十七八 → 17 and 18; None for anything else."""
    parts = _SPREAD.fullmatch(text)
    if not parts:
        return None
    before, low, high, after = parts.groups()
    if _DIGITS[high] - _DIGITS[low] != 1 and low + high != "三五":
        return None
    return _integer(before + low + after), _integer(before + high + after)
