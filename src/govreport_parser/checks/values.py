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
        elif size is not None and abs(size) > most:
            yield _impossible(cell, f"远超{limit.zh}可能达到的数量", f"is far above what {limit.en} can come to")


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
