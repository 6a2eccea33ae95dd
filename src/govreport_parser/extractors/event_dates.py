"""Which dates make an event, and which part of its sentence belongs to each of them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govreport_parser.extractors.base import Passage
from govreport_parser.extractors.event_words import event_words
from govreport_parser.mentions import DateMention, DocumentMention
from govreport_parser.spans import Span

__all__ = ["HAPPENING", "RULE", "Dated", "clause_start", "eventful", "extent"]

RULE = "events.dated"
HAPPENING = frozenset({"day", "part_of_month", "month", "quarter", "half", "range"})
"""Kinds of dates at which something happens; over a whole year only plans are events."""
_SPACIOUS = HAPPENING - {"day", "part_of_month"}
"""Kinds of dates that are as often the period of a total as the time of a happening."""
_WHOLE = frozenset({"year", "part_of_year"})
_LONGEST_RANGE = 62
"""Days: a longer range is the time that a report covers."""
_REACH = 400
"""Characters of a sentence that are looked at on each side of the date."""
_LEAD = 80
"""Characters before a date that can be the topic of its clause: 年度报告的编制工作,已于2015年12月31日启动."""
_BOUND = "。;!?\n"
_COMMA = ",:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date that may make an event: its place, and its sentence, in normalised coordinates."""

    date: DateMention
    start: int
    end: int
    sentence: Span


def eventful(passage: Passage, dates: Sequence[DateMention], documents: Sequence[DocumentMention]) -> Iterator[Dated]:
    """Yield the dates of a fitting kind that stand outside titles, laws, citations, totals and duties."""
    titles = [document.span for document in documents if document.title is not None]
    starts = [title.start for title in titles]
    for date in dates:
        if not _fits(passage, date):
            continue
        before = bisect_left(starts, date.span.start) - 1
        if before >= 0 and date.span.end <= titles[before].end:
            continue
        start, end = passage.normal.normal_span(*date.span)
        item = Dated(date=date, start=start, end=end, sentence=_sentence(passage.prose, start, end))
        if why := _refusal(passage.prose, item):
            passage.note(RULE, start, end, "refused", why)
        else:
            yield item


def _fits(passage: Passage, date: DateMention) -> bool:
    if date.recurring or date.start is None or date.end is None:
        return False
    if date.granularity in _WHOLE:
        year = passage.context.year
        return year is not None and date.start.year > year
    if date.granularity == "range":
        return (date.end - date.start).days <= _LONGEST_RANGE
    return date.granularity in HAPPENING


def _sentence(text: str, start: int, end: int) -> Span:
    """Return the sentence around `[start, end)`, without its closing mark."""
    lower, upper = max(0, start - _REACH), min(len(text), end + _REACH)
    first = max(text.rfind(mark, lower, start) for mark in _BOUND) + 1
    last = min((place for mark in _BOUND if (place := text.find(mark, end, upper)) >= 0), default=upper)
    return Span(max(first, lower), last)


def _refusal(text: str, item: Dated) -> str | None:
    """Say why a date makes no event; None where nothing speaks against it."""
    words, (first, last) = event_words(), item.sentence
    before = max(first, item.start - 12)
    closes = words.closing.search(text, before, item.start)
    if closes and not (item.date.granularity in _WHOLE and words.target.search(text, before, item.start)):
        return "the date closes a period or is compared with"
    if words.legal.match(text, item.end, last) and words.law.search(text, first, last):
        return "the day of a law"
    if words.cited.match(text, item.end, last):
        return "the date belongs to a document that is cited"
    if words.basis.search(text, max(first, item.start - 26), item.start) and words.of_basis.match(text, item.end, last):
        return "the date belongs to the basis of what is done"
    if words.since.match(text, item.end, last):
        return "the beginning of a period"
    if words.page.match(text, item.end, last):
        return "a field of the page"
    if words.to_be_had.match(text, item.end, last):
        return "the day from which the report can be had"
    if item.date.granularity in _WHOLE and _is_of_document(text, item):
        return "the year of the document that is published"
    if item.date.granularity in _SPACIOUS and words.total.match(text, item.end, last):
        return "the period of a total"
    duty = words.duty.search(text, clause_start(text, item), min(last, item.end + 12))
    return "a duty" if duty and not words.done.search(text, item.end, last) else None


def _is_of_document(text: str, item: Dated) -> bool:
    """Tell whether a year only names the document that is made (公布2016年度部门预算), or stands in a title."""
    words, (first, last) = event_words(), item.sentence
    named = words.of_document.match(text, item.end, last)
    if named is None:
        return False
    title = named.end() == last and clause_start(text, item) == first and text[last : last + 1] in {"", "\n"}
    return title or words.making.search(text, max(first, item.start - 20), item.start) is not None


def clause_start(text: str, item: Dated) -> int:
    """Return where the clause of the date begins: behind the last comma or colon before it."""
    first = item.sentence.start
    return max(first, *(text.rfind(mark, first, item.start) + 1 for mark in _COMMA))


def extent(text: str, dated: Sequence[Dated], index: int) -> Span:
    """Return the part of the sentence that belongs to a date: from its clause to that of the next date."""
    item = dated[index]
    start, end = item.sentence
    clause = clause_start(text, item)
    if index and dated[index - 1].sentence.end == end:
        start = clause if clause > dated[index - 1].end else item.start
    elif item.start - start > _LEAD or not event_words().predicate.fullmatch(text, clause, item.start):
        start = clause
    return _trimmed(text, start, _until(text, dated, index))


def _until(text: str, dated: Sequence[Dated], index: int) -> int:
    """Return where the clause of the next date begins, if it stands in the same sentence; else the sentence's end."""
    item, following = dated[index], index + 1
    while following < len(dated) and dated[following].sentence.end == item.sentence.end:
        if (clause := clause_start(text, dated[following])) > item.end:
            return clause - 1
        following += 1
    return item.sentence.end


def _trimmed(text: str, start: int, end: int) -> Span:
    if mark := event_words().enumerator.match(text, start, end):
        start = mark.end()
    while start < end and text[start] in " ,:、)":
        start += 1
    while end > start and text[end - 1] in " ,:、(":
        end -= 1
    return Span(start, end)
