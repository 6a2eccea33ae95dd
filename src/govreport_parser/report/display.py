"""How records are shown to people, in the summary and on the page alike: figures with units, names of cells, days."""

from decimal import Decimal

from govreport_parser.mentions import CountMention, DateMention, Event
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding
from govreport_parser.report.words import SHARED, phrase
from govreport_parser.tables.model import APPLICANTS, Indicator

__all__ = ["SIGNS", "cell_figure", "cell_name", "days", "figure", "grouped", "in_time", "severity_rank", "shortened"]

SIGNS = {"error": "✗", "warning": "!", "info": "·"}
"""The sign of each severity, the worst first."""

_LONGEST = 40
"""Digits: a longer number is a scraper's doing, and Python refuses to read one of more than 4,300 as an int."""


def grouped(value: Decimal) -> str:
    """Return 12,200 for 12200: easier to read in a column, exact all the same.

    >>> grouped(Decimal("12200.50"))
    '12,200.5'
    """
    text = plain(value)
    whole, point, fraction = text.partition(".")
    digits = whole.lstrip("-")
    return f"{int(whole):,}{point}{fraction}" if digits.isdecimal() and len(digits) < _LONGEST else text


def in_time(event: Event) -> tuple[bool, str, int]:
    """Return the sort key of an event: its first day, then its place in the text; last, events without a day."""
    start = event.date.start
    return start is None, start.isoformat() if start else "", event.span.start


def days(date: DateMention, *, joint: str) -> str:
    """Return the first and the last day with `joint` between them (2015-10-13/10-15); a whole month or year as such."""
    start, end = date.start, date.end
    if start is None:
        return date.text
    if end is None or end == start:
        return start.isoformat()
    if date.granularity == "year":
        return str(start.year)
    if date.granularity == "month":
        return f"{start.year}-{start.month:02}"
    return f"{start.isoformat()}{joint}{end.isoformat()[5:] if end.year == start.year else end.isoformat()}"


def figure(count: CountMention, lang: str) -> str:
    """Return a count's figure with its unit and the words that hedge it: 12,200余 条."""
    value = grouped(count.value)
    if count.value_to is not None:
        value += f"–{grouped(count.value_to)}"
    change = phrase(SHARED, count.change, lang) if count.change != "none" else ""
    hedge = phrase(SHARED, count.approximation, lang) if count.approximation not in {"exact", "range"} else ""
    behind = lang == "zh" and count.approximation == "over"
    return (
        f"{change}{value}{hedge} {count.unit or ''}".strip()
        if behind
        else f"{change}{hedge}{value} {count.unit or ''}".strip()
    )


def cell_name(cell: Indicator, lang: str) -> str:
    """Return a cell's name with the label above it, and its applicant where it is no total: 收到申请数 › 信函申请数."""
    above = cell.path[-1] if cell.path else ""
    name = f"{above} › {cell.label}" if above and above != cell.label else cell.label
    if cell.applicant is None or cell.applicant == "total":
        return name
    applicant = APPLICANTS[cell.applicant]
    return f"{name}（{applicant.zh}）" if lang == "zh" else f"{name} ({applicant.en})"


def cell_figure(cell: Indicator, lang: str) -> str:
    """Return a cell's figure with its unit, or what stands in its place: 86 件, 空白."""
    if cell.value is None:
        return phrase(SHARED, f"st_{cell.status}", lang)
    return f"{grouped(cell.value)} {cell.unit or ''}".strip()


def severity_rank(finding: Finding) -> int:
    """Return the sort key of a finding: the worst is 0."""
    return list(SIGNS).index(finding.severity)


def shortened(text: str, longest: int) -> str:
    """Return the text, cut where it is longer than `longest` characters."""
    return text if len(text) <= longest else text[: longest - 2] + "……"
