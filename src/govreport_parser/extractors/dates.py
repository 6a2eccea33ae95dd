"""Dates: every expression of the prose that fixes a time, resolved against the report's own year.

>>> from govreport_parser.sentences import find_dates as find
>>> [str(date.start) for date in find("去年上半年。4月9日", year=2015)]
['2014-01-01', '2015-04-09']
"""

from collections.abc import Iterator

import regex

from govreport_parser.extractors.base import SENTENCE_END, Passage, record_id
from govreport_parser.extractors.date_readings import Found, resolve
from govreport_parser.extractors.date_rules import DateMatch, date_matches
from govreport_parser.extractors.points import Anchor, Point
from govreport_parser.mentions import DateMention, DocumentMention
from govreport_parser.spans import Span

__all__ = ["find_dates"]

_ADJACENT = frozenset({"上年", "上一年", "下年", "下一年", "次年"})
"""In a sentence on what is done every year these are any year's."""
_CARRIED_IN = regex.compile(r"[上下]一?年")
_COMPARED = regex.compile(r"[比较与同和](?:截至)?\s?\Z")
_ENACTED = regex.compile(r"[^,。;]{0,6}?(?:修订|修改|修正|颁布|颁发|公布|施行|实施|制定|出台|印发)(?:的|后)")


def find_dates(passage: Passage, *, documents: tuple[DocumentMention, ...] = ()) -> tuple[DateMention, ...]:
    """Return the dates of the prose in order. Years come from the words, the sentence, the report; never the clock."""
    titles = [document.span for document in documents if document.title is not None]
    return tuple(_Reader(passage).read(titles))


class _Reader:
    """One pass over a passage; remembers the year named last in the sentence."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.prose
        context = passage.context
        self.reference = context.reference
        self.year = context.reference.year if context.reference else context.year
        self.named: int | None = None
        self.of_every_year = False
        """The sentence states a recurring duty: 上一年度 in it is any year's."""
        self.position = 0
        self.republic = "民国" in passage.text

    def read(self, titles: list[Span]) -> Iterator[DateMention]:
        """Yield the mentions from left to right; a year within one of the `titles` is not carried on."""
        index = 0
        for found in date_matches(self.text, chat=self.reference is not None):
            place = found.match.span()
            self._pass(place[0])
            self.position = place[1]
            point = self._resolve(found)
            if point is None:
                self._note(found, None)
                continue
            span = self.passage.source_span(*place)
            while index < len(titles) and titles[index].end <= span.start:
                index += 1
            self.of_every_year = self.of_every_year or found.rule == "dates.recurring"
            if index == len(titles) or titles[index].start > span.start:
                self._remember(point, *place)
            self._note(found, point)
            yield self._mention(found.rule, span, point)

    def _note(self, found: DateMatch, point: Point | None) -> None:
        if self.passage.trace is None:
            return
        start, end = found.match.span()
        if point is None:
            why = "no date: no such month, nothing to count from, or any year's"
            self.passage.note(found.rule, start, end, "refused", why)
        else:
            self.passage.note(found.rule, start, end, "won", f"{point.granularity} {point.start} to {point.end}")

    def _pass(self, start: int) -> None:
        """Forget at the end of a sentence the year named in it; a year to come holds for the paragraph of plans."""
        if SENTENCE_END.search(self.text, self.position, start) is None:
            return
        self.of_every_year = False
        to_come = self.named is not None and self.year is not None and self.named > self.year
        if not to_come or self.text.find("\n", self.position, start) >= 0:
            self.named = None

    def _resolve(self, found: DateMatch) -> Point | None:
        if self.of_every_year and found.groups.get("relative") in _ADJACENT:
            return None
        anchor = Anchor(year=self.year, named=self.named, period=self.passage.context.period)
        return resolve(Found(found, self.text, anchor, self.reference, self.republic))

    def _remember(self, point: Point, start: int, end: int) -> None:
        """Keep a year for the month-days behind it in the sentence, unless it is compared with or belongs to a law."""
        if point.year is None or not point.own_year or _CARRIED_IN.match(self.text, start):
            return
        if not _COMPARED.search(self.text, max(0, start - 4), start) and not _ENACTED.match(self.text, end):
            self.named = point.year

    def _mention(self, rule: str, span: Span, point: Point) -> DateMention:
        return DateMention(
            id=record_id("date", span),
            rule=rule,
            text=self.passage.source_text(span),
            span=span,
            start=point.start,
            end=point.end,
            granularity=point.granularity,
            approximate=point.approximate,
            anchored=point.anchored,
            recurring=rule == "dates.recurring",
            status=point.status,
        )
