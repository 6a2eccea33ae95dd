"""Periods: the date that governs a statement, found in its own sentence."""

import functools
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from govreport_parser.extractors.base import Passage
from govreport_parser.extractors.lexicon import GROUPS
from govreport_parser.mentions import DateMention, Period
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import Pattern, compile_short
from govreport_parser.spans import Span

__all__ = ["Periods"]

_ENDS = "。!?\n"
_REACH = 200
"""Characters before a place that are searched for its date."""
_NEAR = 4
"""Characters before a date that say what it is the date of."""


class _Words(NamedTuple):
    """Words of counts.toml beside a date that make it no period of the statement."""

    compared: Pattern
    until: Pattern
    carried: Pattern


@functools.cache
def _words() -> _Words:
    words = load_rules("counts", GROUPS).file.maps["period"]
    return _Words(
        compared=compile_short(rf"(?:{words['compared']})\Z"),
        until=compile_short(rf"(?:{words['until']})\Z"),
        carried=compile_short(rf"\s?(?:{words['carried']})"),
    )


class Periods:
    """Looks up the nearest date before a place, in the same sentence, that is a period of the statement."""

    def __init__(self, passage: Passage, dates: Sequence[DateMention]) -> None:
        self._prose = passage.prose
        rows = sorted((passage.normal.normal_span(*date.span), date) for date in dates if _usable(date))
        self._spans = [span for span, _ in rows]
        self._starts = [span.start for span in self._spans]
        self._dates = [date for _, date in rows]

    def before(self, position: int) -> Period | None:
        """Return the period that governs what stands at `position`; None where its sentence names none."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        low = max(0, position - _REACH)
        low = max(low, *(self._prose.rfind(mark, low, position) for mark in _ENDS))
        while index >= 0 and self._starts[index] >= low:
            span, date = self._spans[index], self._dates[index]
            if _words().until.search(self._prose, max(0, span.start - _NEAR), span.start):
                return None  # 截至2016年底累计: a stock up to that day, not the figure of a period
            if date.start and date.end and not self._refers(span):
                return Period(start=date.start, end=date.end)
            index -= 1
        return None

    def _refers(self, span: Span) -> bool:
        """比2014年增长, 上年结转: the date of something else."""
        compared = _words().compared.search(self._prose, max(0, span.start - _NEAR), span.start)
        return bool(compared or _words().carried.match(self._prose, span.end))


def _usable(date: DateMention) -> bool:
    return date.status == "read" and not date.recurring and date.granularity != "now"
