"""Values that cannot be: a fraction of a case, fewer than none, more than any body ever had."""

import functools
from collections.abc import Iterator
from decimal import Decimal

from govreport_parser.checks.base import check, finding, quoted
from govreport_parser.checks.examined import Examined
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding
from govreport_parser.tables.form_model import ValueKind
from govreport_parser.tables.forms import all_forms, limit_of
from govreport_parser.tables.model import Indicator

__all__ = ["impossible_values"]

_SELDOM = (
    "training.meetings",
    "training.courses",
    "reconsideration.",
    "litigation.",
    "resources.offices",
    "responses.press",
    "responses.interviews",
)
"""What no body of a county has in the thousands, so that its figure is the year where it looks like it."""
_MONTHS, _DAYS = 12, 31


@check("form.impossible-value", zh="数值不可能成立", en="A value that cannot be right.")
def impossible_values(examined: Examined) -> Iterator[Finding]:
    """Look at each cell by itself: its sign, its fraction, its magnitude for a body of that level."""
    report = examined.report
    kinds = _kinds()
    division = report.metadata.division
    county = division is not None and division.level == "county"
    for cell in report.indicators:
        if cell.value is None:
            continue
        code = _national(cell, kinds)
        kind = kinds.get((cell.rule, code), "count")
        limit = limit_of(code)
        most = limit.county if county else limit.any
        size = cell.value_yuan if kind == "money" else cell.value
        if kind != "change" and cell.value < 0:
            yield _impossible(cell, "不能为负数", "cannot be below zero")
        elif kind == "count" and cell.value != cell.value.to_integral_value():
            yield _impossible(cell, "应为整数", "must be a whole number")
        elif kind == "count" and _is_date(cell.value, report.metadata.year):
            yield _impossible(cell, "是一个日期", "is a date")
        elif kind == "count" and county and cell.value == report.metadata.year and code.startswith(_SELDOM):
            yield _impossible(cell, "与报告年度相同，应为误填", "is the year of the report")
        elif size is not None and abs(size) > most:
            yield _impossible(cell, f"远超{limit.zh}可能达到的数量", f"is far above what {limit.en} can come to")


def _is_date(value: Decimal, year: int | None) -> bool:
    """Tell whether a figure is a day of the report's year or of the next: 20161231."""
    own, day = divmod(int(value), 10000)
    month, day = divmod(day, 100)
    return year is not None and own in {year, year + 1} and 1 <= month <= _MONTHS and 1 <= day <= _DAYS


def _national(cell: Indicator, kinds: dict[tuple[str, str], ValueKind]) -> str:
    """Return the code of the national form: a province's own column (fees.on-request.government) adds a word to it."""
    code = cell.code
    while (cell.rule, code) not in kinds and "." in code:
        code = code.rpartition(".")[0]
    return code if (cell.rule, code) in kinds else cell.code


@functools.cache
def _kinds() -> dict[tuple[str, str], ValueKind]:
    return {(f"forms.{form.id}", spec.code): spec.kind for form in all_forms() for spec in form.indicators}


def _impossible(cell: Indicator, zh: str, en: str) -> Finding:
    value = plain(cell.value or Decimal(0))
    unit = cell.unit or ""
    return finding(
        "form.impossible-value",
        "warning",
        zh=f"{quoted(cell.label)}填作 {value}{unit}，{zh}。",
        en=f"{cell.label} is given as {value} {unit}, which {en}.",
        spans=[cell.span],
        operands=[cell.id],
        left=cell.value,
    )
