"""Prose against table: where both state one figure, they must agree; they are never merged, only compared."""

import functools
from collections.abc import Iterator
from decimal import Decimal

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.tables.model import Indicator

__all__ = ["stated_in_both"]

_TOTAL = (None, "total")
_READ = ("reported", "recovered")


@functools.cache
def _links() -> "tuple[tuple[regex.Pattern[str], tuple[tuple[str, ...], ...]], ...]":
    """Return label patterns with the codes that state the same figure; a sum of codes is a tuple of several."""
    rules = load_rules("prose")
    return tuple(
        (pattern, tuple(tuple(codes.split("+")) for codes in rule.values["codes"].split()))
        for rule, pattern in rules.patterns
    )


def stated_in_both(report: Report) -> Iterator[tuple[CountMention, tuple[Indicator, ...]]]:
    """Yield each count in prose with the cells of the tables that state the same figure."""
    cells = {cell.code: cell for cell in reversed(report.indicators) if cell.applicant in _TOTAL}
    for count in report.counts:
        if count.measure != "quantity" or count.change != "none" or not _is_of_the_year(report, count):
            continue
        for pattern, alternatives in _links():
            if pattern.fullmatch(count.label):
                found = next((codes for codes in alternatives if all(code in cells for code in codes)), None)
                if found is not None:
                    yield count, tuple(cells[code] for code in found)
                break


def _is_of_the_year(report: Report, count: CountMention) -> bool:
    """Tell whether the count speaks of the report's year as a whole: no stock, no last year, no single month."""
    period, own = count.period, report.metadata.period
    return period is None or own is None or (period.start, period.end) == (own.start, own.end)


@check("prose.table-differs", zh="正文与统计表数字不一致", en="Prose and table state different figures for the same thing.")
def table_differs(report: Report) -> Iterator[Finding]:
    """Compare exact figures; 余, 近, 约 must lie on the right side of the table's figure."""
    for count, cells in stated_in_both(report):
        if any(cell.status not in _READ or cell.value is None for cell in cells):
            continue
        total = sum((cell.value for cell in cells if cell.value is not None), Decimal(0))
        if _agrees(count, total):
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


def _agrees(count: CountMention, total: Decimal) -> bool:
    if count.approximation == "exact":
        return count.value == total
    if count.approximation in {"over", "at_least"}:
        return total >= count.value and total < 2 * count.value + 10
    if count.approximation in {"under", "at_most"}:
        return total <= count.value
    return abs(total - count.value) <= count.value / 5 + 1


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
