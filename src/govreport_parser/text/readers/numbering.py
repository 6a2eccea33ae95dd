"""Numbers that Word writes by itself: 一、 (一) 1. ① from numbering.xml, counted as Word counts them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from govreport_parser.text.readers.wordml import Element, children, find, value_of, whole

__all__ = ["Numbering", "chinese_numeral"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_PLACE = regex.compile(r"%([1-9])")
_LEVELS = 9


def chinese_numeral(number: int) -> str:
    """Write 1–99 as headings do.

    >>> [chinese_numeral(number) for number in (3, 10, 14, 20, 35)]
    ['三', '十', '十四', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return chinese_numeral(number).translate(_LEGAL)


def _stem(number: int) -> str:
    return _STEMS[(number - 1) % 10]


def _branch(number: int) -> str:
    return _BRANCHES[(number - 1) % 12]


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


def _lower_letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)


def _upper_letter(number: int) -> str:
    return _lower_letter(number).upper()


def _lower_roman(number: int) -> str:
    text, left = "", number % 100
    for sign, value in (("xc", 90), ("l", 50), ("xl", 40), *_ROMAN):
        count, left = divmod(left, value)
        text += sign * count
    return text


def _upper_roman(number: int) -> str:
    return _lower_roman(number).upper()


def _wide(number: int) -> str:
    return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def _padded(number: int) -> str:
    return f"{number:02d}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese_numeral,
    "chineseCountingThousand": chinese_numeral,
    "japaneseCounting": chinese_numeral,
    "taiwaneseCounting": chinese_numeral,
    "taiwaneseCountingThousand": chinese_numeral,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _stem,
    "ideographZodiac": _branch,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _wide,
    "decimalZero": _padded,
    "lowerLetter": _lower_letter,
    "upperLetter": _upper_letter,
    "lowerRoman": _lower_roman,
    "upperRoman": _upper_roman,
}


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    spaced: bool = True
    legal: bool = False


@dataclass(slots=True)
class _List:
    abstract: str
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has counted. Bullets are no numbers and give nothing.

    A number format that is none of China's headings is written in plain digits.
    """

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for abstract in children(root, "abstractNum"):
            levels = {whole(value_of(level, "ilvl"), 0): _read_level(level) for level in children(abstract, "lvl")}
            self._levels[value_of(abstract, "abstractNumId")] = levels
        for num in children(root, "num"):
            found = _List(value_of(find(num, "abstractNumId")))
            for override in children(num, "lvlOverride"):
                start = find(override, "startOverride")
                if start is not None:
                    found.overrides[whole(value_of(override, "ilvl"), 0)] = whole(value_of(start), 1)
            self._lists[value_of(num, "numId")] = found

    def next(self, number_id: str, level: int) -> str:
        """Count one paragraph of list `number_id` at `level` and return what Word writes before it."""
        found = self._lists.get(number_id)
        levels = self._levels.get(found.abstract, {}) if found else {}
        if found is None or level not in levels or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if number_id not in self._started:
            self._started.add(number_id)
            for one, start in found.overrides.items():
                if 0 <= one < _LEVELS:
                    counts[one] = start - 1
        current = counts[level]
        counts[level] = levels[level].start if current is None else current + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _label(levels, counts, level)


def _label(levels: dict[int, _Level], counts: list[int | None], level: int) -> str:
    own = levels[level]
    if own.form in {"bullet", "none"}:
        return ""

    def write(match: regex.Match[str]) -> str:
        place = int(match[1]) - 1
        part = levels.get(place, own)
        count = counts[place]
        form = str if own.legal else _FORMATS.get(part.form, str)
        return form(part.start if count is None else count)

    label: str = _PLACE.sub(write, own.text)
    # 一、概述 and （一）概述 stand close; 1. 2016年 must not become 1.2016.
    return f"{label} " if own.spaced and label and label[-1].isascii() and label[-1] != ")" else label


def _read_level(element: Element) -> _Level:
    return _Level(
        start=whole(value_of(find(element, "start")), 1),
        form=value_of(find(element, "numFmt")) or "decimal",
        text=value_of(find(element, "lvlText")),
        spaced=value_of(find(element, "suff")) != "nothing",
        legal=find(element, "isLgl") is not None,
    )
