"""Prose against table: where both state one figure, they must agree; they are never merged, only compared."""

from collections.abc import Iterator
from decimal import Decimal

from govreport_parser.checks.base import check, finding
from govreport_parser.numerals import plain
from govreport_parser.report.comparison import agrees, stated_in_both
from govreport_parser.report.model import Finding, Report

__all__: list[str] = []

_READ = ("reported", "recovered")


@check("prose.table-differs", zh="正文与统计表数字不一致", en="Prose and table state different figures for the same thing.")
def table_differs(report: Report) -> Iterator[Finding]:
    """Compare exact figures; 余, 近, 约 must lie on the right side of the table's figure."""
    for count, cells in stated_in_both(report):
        if any(cell.status not in _READ or cell.value is None for cell in cells):
            continue
        total = sum((cell.value for cell in cells if cell.value is not None), Decimal(0))
        if agrees(count, total):
            continue
        names = " + ".join(cell.label for cell in cells)
        yield finding(
            "prose.table-differs",
            "warning",
            zh=f"正文称“{count.label}”{plain(count.value)}{count.unit or ''}，统计表“{names}”为 {plain(total)}。",
            en=f"The prose states {plain(count.value)} for {count.label}, the table {plain(total)} for {names}.",
            left=count.value,
            right=total,
            operands=[count.id, *(cell.id for cell in cells)],
            spans=[count.span, *(cell.span for cell in cells)],
            fault="source",
        )


@check("prose.table-blank", zh="正文有数字而统计表空白", en="The prose states a figure, the table leaves it blank.")
def table_blank(report: Report) -> Iterator[Finding]:
    """Point at the blank cell: blank is not zero."""
    for count, cells in stated_in_both(report):
        blank = [cell for cell in cells if cell.status == "blank"]
        if blank and count.value:
            yield finding(
                "prose.table-blank",
                "info",
                zh=f"正文称“{count.label}”{plain(count.value)}{count.unit or ''}，统计表“{blank[0].label}”空白。",
                en=f"The prose states {plain(count.value)} for {count.label}; the table leaves {blank[0].label} blank.",
                left=count.value,
                operands=[count.id, *(cell.id for cell in blank)],
                spans=[count.span, *(cell.span for cell in blank)],
                fault="source",
            )
