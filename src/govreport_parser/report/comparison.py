"""Which figures of the prose the tables state too: found once, for the checks and for the page that shows both."""

import functools
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import regex

from govreport_parser.mentions import CountMention
from govreport_parser.report.model import Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.tables.model import Indicator
from govreport_parser.text.normalize import normalize

__all__ = ["Link", "agrees", "both_values", "link_of", "stated_in_both"]

_TOTAL = (None, "total")
_CLAUSE = 60
_MEASURES = ("quantity", "money")


class Link(NamedTuple):
    """Labels and units of a count, and the codes that state the same figure; a sum of codes is a tuple of several."""

    rule: str
    label: "regex.Pattern[str]"
    unless: "regex.Pattern[str] | None"
    """Words in the clause before the count that make it another figure: 通过网站公开信息300条 is no total."""
    units: frozenset[str]
    codes: tuple[tuple[str, ...], ...]


@functools.cache
def _links() -> tuple[Link, ...]:
    return tuple(
        Link(
            rule.id,
            pattern,
            regex.compile(rule.values["unless"]) if "unless" in rule.values else None,
            frozenset(rule.values["units"].split()),
            tuple(tuple(codes.split("+")) for codes in rule.values["codes"].split()),
        )
        for rule, pattern in load_rules("prose").patterns
    )


def link_of(count: CountMention, source: str) -> Link | None:
    """Return the link whose label and units fit the count in `source`; None where the tables have no such figure."""
    for link in _links():
        if count.unit in link.units and link.label.fullmatch(count.label):
            clause = _clause(source, count.span.start)
            return None if link.unless is not None and link.unless.search(clause) else link
    return None


def _clause(source: str, end: int) -> str:
    """Return the clause before a place, from the last stop or comma on, in simplified wording."""
    start = max(source.rfind(stop, max(0, end - _CLAUSE), end) for stop in "。；;，,\n")
    return normalize(source[max(start + 1, end - _CLAUSE) : end]).text


def stated_in_both(report: Report) -> Iterator[tuple[CountMention, tuple[Indicator, ...]]]:
    """Yield each count in prose with the cells of the tables that state the same figure."""
    cells = {cell.code: cell for cell in reversed(report.indicators) if cell.applicant in _TOTAL}
    for count in report.counts:
        if count.measure not in _MEASURES or count.change != "none" or not _is_of_the_year(report, count):
            continue
        link = link_of(count, report.source.text)
        found = next((codes for codes in link.codes if all(code in cells for code in codes)), None) if link else None
        if found is not None and _same_measure(count, [cells[code] for code in found]):
            yield count, tuple(cells[code] for code in found)


def _same_measure(count: CountMention, cells: list[Indicator]) -> bool:
    """Tell whether money meets money: an amount is compared in yuan, and only where both units are known."""
    if count.measure == "money":
        return count.value_yuan is not None and all(cell.unit is not None and "元" in cell.unit for cell in cells)
    return not any(cell.unit is not None and "元" in cell.unit for cell in cells)


def both_values(count: CountMention, cells: tuple[Indicator, ...]) -> tuple[Decimal, Decimal | None]:
    """Return the prose's and the tables' figure in one unit (amounts in yuan); None where a cell has none."""
    money = count.measure == "money" and count.value_yuan is not None
    values = [cell.value_yuan if money else cell.value for cell in cells]
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0)) if len(known) == len(values) else None
    return count.value_yuan if money and count.value_yuan is not None else count.value, total


def _is_of_the_year(report: Report, count: CountMention) -> bool:
    """Tell whether the count speaks of the report's year as a whole: no stock, no last year, no single month."""
    period, own = count.period, report.metadata.period
    return period is None or own is None or (period.start, period.end) == (own.start, own.end)


def agrees(count: CountMention, stated: Decimal, total: Decimal) -> bool:
    """Tell whether a figure in prose fits the table's: 余, 近, 约 must lie on the right side of it."""
    if count.approximation == "exact":
        return stated == total
    if count.approximation in {"over", "at_least"}:
        return stated <= total < 2 * stated + 10
    if count.approximation in {"under", "at_most"}:
        return total <= stated
    return abs(total - stated) <= stated / 5 + 1
