"""Periods: the date that governs a statement, found in its own sentence."""

from bisect import bisect_right
from collections.abc import Sequence

import regex

from govreport_parser.extractors.base import Passage
from govreport_parser.mentions import DateMention, Period
from govreport_parser.spans import Span

__all__ = ["Periods"]

_ENDS = "。!?\n"
_COMPARED = regex.compile(r"(?:比|较|与|同|相比|对比|超过)\Z")
_UNTIL = regex.compile(r"(?:截至|截止|截止到|截至到)\Z")
_CARRIED = regex.compile(r"\s?(?:结转|转入|转来|同期|制定|出台|印发)")
_REACH = 200


class Periods:
    """Looks up the nearest date before a place, in the same sentence, that is a period of the statement."""

    def __init__(self, passage: Passage, dates: Sequence[DateMention]) -> None:
        self._prose = passage.prose
        rows = (
            sorted(
                (passage.normal.normal_span(date.span.start, date.span.end), date) for date in dates if _usable(date)
            )
            if dates
            else []
        )
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
            if _UNTIL.search(self._prose, max(0, span.start - 4), span.start):
                return None  # 截至2016年底累计: a stock up to that day, not the figure of a period
            if date.start and date.end and not self._refers(span):
                return Period(start=date.start, end=date.end)
            index -= 1
        return None

    def _refers(self, span: Span) -> bool:
        """比2014年增长, 上年结转: the date of something else."""
        compared = _COMPARED.search(self._prose, max(0, span.start - 4), span.start)
        return bool(compared or _CARRIED.match(self._prose, span.end))


def _usable(date: DateMention) -> bool:
    return date.status == "read" and not date.recurring and date.granularity != "now"
