"""Which figures of the prose the tables state too: for the checks and for the page that shows both."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from govreport_parser.blocks import TITLE_ENDS
from govreport_parser.mentions import Absence, CountMention
from govreport_parser.report.links import Link, link_absences, link_counts
from govreport_parser.report.model import Report
from govreport_parser.sections.tree import Section
from govreport_parser.tables.model import Indicator

__all__ = ["Absent", "Stated", "absent_in_prose", "agrees", "both_values", "named", "stated_in_both"]

_TOTAL = (None, "total")
_REVIEWS = ("行政复议", "行政诉讼")
_BARE = ("总计", "其他")
_MOST_NAMES = 3
_BLANKS = frozenset(" \u3000\xa0\t")
_TITLE_ENDS = (*TITLE_ENDS, "情況", "概況", "事項")
"""The source may be in traditional characters."""


class Stated(NamedTuple):
    """A figure that prose and tables both state."""

    mention: CountMention
    cells: tuple[Indicator, ...]
    """The cell, or the cells of which the prose states the sum."""
    thing: str
    """What is counted, in the words of the prose."""


class Absent(NamedTuple):
    """A thing of which the prose says that there was none, and the cells that state its number."""

    mention: Absence
    cells: tuple[Indicator, ...]
    thing: str


def stated_in_both(report: Report) -> Iterator[Stated]:
    """Yield the counts in prose with the cells of the tables that state the same figure, in order."""
    cells = _by_code(report)
    if not cells:
        return
    links = link_counts(report.counts, _parted(report), issuer=_issuer(report))
    for count in report.counts:
        link = links.get(count.id)
        if link is not None and _is_of_the_year(report, count, link):
            found = _cells(count, link, cells)
            if found:
                yield Stated(count, found, link.thing)


def absent_in_prose(report: Report) -> Iterator[Absent]:
    """Yield each absence in prose that is a zero of the tables: 未发生行政诉讼."""
    cells = _by_code(report)
    if not cells:
        return
    for absence, link in link_absences(report.absences, _parted(report), issuer=_issuer(report)):
        if _is_of_the_year(report, absence, link):
            found = next((codes for codes in link.codes if all(code in cells for code in codes)), None)
            if found is not None:
                yield Absent(absence, tuple(cells[code] for code in found), link.thing)


def _parted(report: Report) -> str:
    """Return the source with a line end behind each heading, in place of a blank or of the title's last letter.

    What follows a heading in its line is no part of it.
    """
    text = report.source.text
    ends = [place for end in _heading_ends(report.sections) if (place := _break(text, end)) is not None]
    bounds = [0, *(end + 1 for end in ends)]
    pieces = [text[start:end] for start, end in zip(bounds, ends, strict=False)]
    return "\n".join([*pieces, text[bounds[-1] :]])


def _break(text: str, end: int) -> int | None:
    """Return the place between a heading's end and what follows in its line; None where that parts them already."""
    if end < len(text) and text[end] in _BLANKS:
        return end
    glued = text[end : end + 1].isalnum() and text.endswith(_TITLE_ENDS, 0, end)
    return end - 1 if glued else None


def _heading_ends(sections: Sequence[Section]) -> Iterator[int]:
    for section in sections:
        if section.heading_span is not None:
            yield section.heading_span.end
        yield from _heading_ends(section.children)


def _by_code(report: Report) -> dict[str, Indicator]:
    """Return the cells by their code, those of one kind of applicant by `code@applicant`."""
    return {
        cell.code if cell.applicant in _TOTAL else f"{cell.code}@{cell.applicant}": cell
        for cell in reversed(report.indicators)
    }


def _issuer(report: Report) -> str:
    return report.metadata.issuer.canonical if report.metadata.issuer else ""


def _cells(count: CountMention, link: Link, cells: dict[str, Indicator]) -> tuple[Indicator, ...]:
    """Return the cells of the first codes that the tables have; of several readings, the one that agrees."""
    readings = [tuple(cells[code] for code in codes) for codes in link.codes if all(code in cells for code in codes)]
    readings = [reading for reading in readings if _same_measure(count, reading)]
    if link.any_reading:
        for reading in readings:
            stated, total = both_values(count, reading)
            if total is None or agrees(count, stated, total):
                return reading
    return readings[0] if readings else ()


def _same_measure(count: CountMention, cells: tuple[Indicator, ...]) -> bool:
    """Tell whether money meets money: an amount is compared in yuan, and only where both units are known."""
    if count.measure == "money":
        return count.value_yuan is not None and all(cell.unit is not None and "元" in cell.unit for cell in cells)
    return not any(cell.unit is not None and "元" in cell.unit for cell in cells)


def named(cells: Sequence[Indicator]) -> str:
    """Return what the table calls a figure: 收到申请数; 行政许可 › 本年处理决定数量; a long sum by its ends."""
    names = [_name(cell) for cell in cells]
    if len(names) > _MOST_NAMES:
        return f"{cells[0].path[-1]}: {names[0]} + … + {names[-1]}"
    return " + ".join(names)


def _name(cell: Indicator) -> str:
    """Name a cell with its row where the label is that of a column, and with its column where there are several."""
    if not cell.path:
        return cell.label
    if cell.applicant is not None:
        return f"{cell.path[-1]} › {cell.label}" if cell.label in _BARE else cell.label
    if cell.path[0].startswith("第二十条"):
        return f"{cell.label} › {cell.path[-1]}"
    return f"{cell.path[-1]} › {cell.label}" if cell.path[0] in _REVIEWS else cell.label


def both_values(count: CountMention, cells: tuple[Indicator, ...]) -> tuple[Decimal, Decimal | None]:
    """Return the prose's and the tables' figure in one unit (amounts in yuan); None where a cell has none."""
    money = count.measure == "money" and count.value_yuan is not None
    values = [cell.value_yuan if money else cell.value for cell in cells]
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0)) if len(known) == len(values) else None
    return count.value_yuan if money and count.value_yuan is not None else count.value, total


def _is_of_the_year(report: Report, mention: CountMention | Absence, link: Link) -> bool:
    """Tell whether the mention speaks of the report's year as a whole: no stock, no last year, no single month."""
    period, own = mention.period, report.metadata.period
    if period is None or own is None or (period.start, period.end) == (own.start, own.end):
        return True
    # What is carried over is told of the end of the year (年末尚有5件) as well as of the year after.
    return link.period == "next" and (period.start.year == own.start.year + 1 or period.end == own.end)


def agrees(count: CountMention, stated: Decimal, total: Decimal) -> bool:
    """Tell whether a figure in prose fits the table's: 余, 近, 约 must lie on the right side of it."""
    if count.approximation == "exact":
        return stated == total
    if count.approximation in {"over", "at_least"}:
        return stated <= total < 2 * stated + 10
    if count.approximation in {"under", "at_most"}:
        return total <= stated
    return abs(total - stated) <= stated / 5 + 1
