"""How values are shown to people, in the summary and on the page alike: digits in groups, events in order of time."""

from decimal import Decimal

from govreport_parser.mentions import Event
from govreport_parser.numerals import plain

__all__ = ["grouped", "in_time"]

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
