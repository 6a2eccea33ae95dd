"""Prose against table: where both state one figure, they must agree; they are never merged, only compared."""

from collections.abc import Iterator
from decimal import Decimal

from govreport_parser.checks.base import check, finding, quoted
from govreport_parser.checks.examined import Examined
from govreport_parser.numerals import plain
from govreport_parser.report.comparison import absent_in_prose, agrees, both_values, named
from govreport_parser.report.model import Finding, Report

__all__: list[str] = []

_PENDING = ".pending"
"""What the tables leave undecided is compared by the check form.pending-outcomes."""
_READ = ("reported", "recovered")


@check(
    "prose.table-differs", zh="正文与统计表数字不一致", en="Prose and table state different figures for the same thing."
)
def table_differs(examined: Examined) -> Iterator[Finding]:
    """Compare exact figures; 余, 近, 约 must lie on the right side of the table's figure."""
    for count, cells, thing in examined.stated:
        if cells[0].code.endswith(_PENDING):
            continue
        stated, total = both_values(count, cells)
        if total is None or any(cell.status not in _READ for cell in cells) or agrees(count, stated, total):
            continue
        names = named(cells)
        unit = "元" if count.measure == "money" else count.unit or ""
        yield finding(
            "prose.table-differs",
            "warning",
            zh=f"正文称{quoted(thing)}{plain(stated)}{unit}，统计表{quoted(names)}为 {plain(total)}{unit}。",
            en=f"The prose states {plain(stated)} {unit} for {thing}, the table {plain(total)} {unit}: {names}.",
            left=stated,
            right=total,
            operands=[count.id, *(cell.id for cell in cells)],
            spans=[count.span, *(cell.span for cell in cells)],
            fault="source",
        )
    yield from _zero_differs(examined.report)


def _zero_differs(report: Report) -> Iterator[Finding]:
    """Compare what the prose says was not: 未发生行政诉讼 beside two in the table."""
    for absence, cells, thing in absent_in_prose(report):
        values = [cell.value for cell in cells if cell.value is not None and cell.status in _READ]
        total = sum(values, Decimal(0))
        if len(values) < len(cells) or not total:
            continue
        names = named(cells)
        unit = cells[0].unit or ""
        yield finding(
            "prose.table-differs",
            "warning",
            zh=f"正文称{absence.text}{quoted(thing)}，统计表{quoted(names)}为 {plain(total)}{unit}。",
            en=f"The prose states that there was no {thing}, the table {plain(total)} {unit}: {names}.",
            left=Decimal(0),
            right=total,
            operands=[absence.id, *(cell.id for cell in cells)],
            spans=[absence.span, *(cell.span for cell in cells)],
            fault="source",
        )


@check("prose.table-blank", zh="正文有数字而统计表空白", en="The prose states a figure, the table leaves it blank.")
def table_blank(examined: Examined) -> Iterator[Finding]:
    """Point at the blank cell: blank is not zero. Of a sum all rows must be blank: one may stand for the others."""
    for count, cells, thing in examined.stated:
        blank = [cell for cell in cells if cell.status == "blank"]
        if len(blank) == len(cells) and count.value:
            yield finding(
                "prose.table-blank",
                "info",
                zh=f"正文称{quoted(thing)}{plain(count.value)}{count.unit or ''}，统计表{quoted(named(blank))}空白。",
                en=f"The prose states {plain(count.value)} for {thing}; the table leaves {named(blank)} blank.",
                left=count.value,
                operands=[count.id, *(cell.id for cell in blank)],
                spans=[count.span, *(cell.span for cell in blank)],
                fault="source",
            )
