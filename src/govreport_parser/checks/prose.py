"""Prose against table: where both state one figure, they must agree; they are never merged, only compared."""

from collections.abc import Iterator

from govreport_parser.checks.base import check, finding
from govreport_parser.numerals import plain
from govreport_parser.report.comparison import agrees, both_values, stated_in_both
from govreport_parser.report.model import Finding, Report

__all__: list[str] = []

_READ = ("reported", "recovered")


@check(
    "prose.table-differs", zh="正文与统计表数字不一致", en="Prose and table state different figures for the same thing."
)
def table_differs(report: Report) -> Iterator[Finding]:
    """Compare exact figures; 余, 近, 约 must lie on the right side of the table's figure."""
    for count, cells in stated_in_both(report):
        stated, total = both_values(count, cells)
        if total is None or any(cell.status not in _READ for cell in cells) or agrees(count, stated, total):
            continue
        names = " + ".join(cell.label for cell in cells)
        unit = "元" if count.measure == "money" else count.unit or ""
        yield finding(
            "prose.table-differs",
            "warning",
            zh=f"正文称“{count.label}”{plain(stated)}{unit}，统计表“{names}”为 {plain(total)}{unit}。",
            en=f"The prose states {plain(stated)} {unit} for {count.label}, the table {plain(total)} {unit}: {names}.",
            left=stated,
            right=total,
            operands=[count.id, *(cell.id for cell in cells)],
            spans=[count.span, *(cell.span for cell in cells)],
            fault="source",
        )


@check("prose.table-blank", zh="正文有数字而统计表空白", en="The prose states a figure, the table leaves it blank.")
def table_blank(report: Report) -> Iterator[Finding]:
    """Point at the blank cell: blank is not zero. Of a sum all rows must be blank: one may stand for the others."""
    for count, cells in stated_in_both(report):
        blank = [cell for cell in cells if cell.status == "blank"]
        if len(blank) == len(cells) and count.value:
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
