"""Which figures of the prose the tables state too: found once, for the checks and for the page that shows both."""

import functools
from collections.abc import Iterator
from decimal import Decimal

import regex

from govreport_parser.mentions import CountMention
from govreport_parser.report.model import Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.tables.model import Indicator

__all__ = ["agrees", "stated_in_both"]

_TOTAL = (None, "total")


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


def agrees(count: CountMention, total: Decimal) -> bool:
    """Tell whether a figure in prose fits the table's: 余, 近, 约 must lie on the right side of it."""
    if count.approximation == "exact":
        return count.value == total
    if count.approximation in {"over", "at_least"}:
        return total >= count.value and total < 2 * count.value + 10
    if count.approximation in {"under", "at_most"}:
        return total <= count.value
    return abs(total - count.value) <= count.value / 5 + 1
