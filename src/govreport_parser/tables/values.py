"""The text of a cell → status, value and unit. Blank, not applicable, none and zero are four different things."""

import functools
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.tables.model import IndicatorStatus

__all__ = ["UNITS", "CellValue", "in_yuan", "is_value", "read_value"]

UNITS = frozenset(
    (*"条件次篇个人元份宗起期场名家处项部种册例户字页张批%", "人次", "千元", "万元", "亿元", "万条", "万次", "——")
)
"""Words that stand in a column of units; `——` marks a heading row."""

_FACTORS = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "": Decimal(1)}
_YUAN = {"元": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_BLANKS = frozenset(("", "-", "—", "–", "－", "‐", "‑", "−"))
_NOT_APPLICABLE = frozenset(("/", "\\", "//", "不适用", "不涉及", "N/A", "n/a"))
_DASHES = regex.compile(r"[-—–―─－]{2,}\.?")
"""Two dashes or more say that there is nothing to fill in; one alone is an empty cell."""
_NONE = frozenset(("无", "没有", "暂无", "未发生", "无。"))
_NO_CHANGE = regex.compile(
    r"[+增]?加? ?0 ?[/、,] ?[-减]?少? ?0|(?:未|无|没有|不)增(?:[、,/]?(?:未|无|没有|不)?减)|无变化|未变化|持平"
)
"""Under 本年增/减: nothing more and nothing less."""
_NUMBER = regex.compile(
    r"""(?P<sign>[+＋]|[-−－—–]|增加?|减少?)?\s*
    (?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*
    (?P<power>[万亿](?!元))?\s*
    (?P<unit>亿元|万元|千元|元|人次|[条件次篇个人份宗起期场名家处项部%])?""",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell says; `unit` only where the cell itself names one."""

    status: IndicatorStatus
    value: Decimal | None = None
    unit: str | None = None
    scaled: bool = False
    """The cell writes 万 or 亿 without 元: its value is in units of one, whatever the header says."""
    of_change: bool = False
    """The cell says in words that nothing changed: 0 under 本年增/减, no figure elsewhere."""


_BLANK = CellValue("blank")
_ABSENT = CellValue("not_applicable")
_NOTHING = CellValue("none")
_UNREADABLE = CellValue("unreadable")


@functools.lru_cache(maxsize=8192)
def read_value(text: str) -> CellValue:
    """Read a cell, already stripped; labels and small figures come again in every report.

    >>> read_value("增1423").value, read_value("——").status, read_value("23600万元").unit
    (Decimal('1423'), 'not_applicable', '万元')
    """
    if text.isdecimal() and len(text) <= 40:
        return CellValue("reported", Decimal(text))
    if text in _BLANKS:
        return _BLANK
    if text in _NOT_APPLICABLE or _DASHES.fullmatch(text):
        return _ABSENT
    if text in _NONE:
        return _NOTHING
    if _NO_CHANGE.fullmatch(text):
        return CellValue("reported", Decimal(0), of_change=True)
    match = _NUMBER.fullmatch(text) if len(text) <= 40 else None
    return _number(match) if match else _UNREADABLE


def _number(match: "regex.Match[str]") -> CellValue:
    value = Decimal(match["digits"].replace(",", "").replace("，", "")) * _FACTORS[match["power"] or ""]
    if match["sign"] and match["sign"][0] in "-−－—–减":
        value = -value
    return CellValue("reported", _without_exponent(value), match["unit"], scaled=match["power"] is not None)


def _without_exponent(value: Decimal) -> Decimal:
    """Return a whole number without exponent or trailing zeros: 1.2万 is 12000; decimals as printed stay so."""
    whole = value.to_integral_value()
    return whole if value == whole and value.as_tuple().exponent != 0 else value


def is_value(text: str) -> bool:
    """Tell whether a cell's text is a value or one of the marks that stand for none.

    >>> is_value("1,234"), is_value("无"), is_value("规章")
    (True, True, False)
    """
    return text.isdecimal() or read_value(text).status != "unreadable"


def in_yuan(value: Decimal | None, unit: str | None) -> Decimal | None:
    """Return an amount in yuan where its unit is known.

    >>> in_yuan(Decimal("1646.5"), "万元")
    Decimal('16465000')
    """
    if value is None or unit not in _YUAN:
        return None
    return _without_exponent(value * _YUAN[unit])
