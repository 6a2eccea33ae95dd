"""Events: what was done or is planned at a stated time; composed from dates, counts, institutions and documents.

An event is a sentence, or the part of it that belongs to one date, with a verb of doing. Undated policy, recurring duties,
totals over a period, laws and citations are none.
"""

import datetime
import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import regex

from govreport_parser.extractors.base import Passage, record_id
from govreport_parser.mentions import CountMention, DateMention, DocumentMention, Event, EventKind, Institution
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import words
from govreport_parser.spans import Span

__all__ = ["find_events"]

_GRAINS = frozenset({"day", "part_of_month", "month", "quarter", "half", "range"})
_SPACIOUS = frozenset({"month", "quarter", "half", "range"})
"""Kinds of dates that are as often the period of a total as the time of a happening."""
_LONGEST_RANGE = 62
"""Days: a longer range is the time that a report covers."""
_REACH = 400
"""Characters of a sentence that are looked at on each side of the date."""
_LEAD = 80
"""Characters before a date that can be the topic of its clause: 年度报告的编制工作,已于2015年12月31日启动."""
_RULE = "events.dated"

_LEGAL = regex.compile(r"[^,。;]{0,4}?起?(?:正式)?(?:施行|生效|实施)(?!了|方案)|[^。;)]{0,24}令第?\d|[^,。;]{0,10}(?:通过|公布|修订|修正|施行|实施)[^,。;]{0,6}[),]")
_CITED = regex.compile(
    r"[^,。;]{0,14}?(?:印发|发布|公布|修订|出台|通过|下发|制定|颁布|施行|实施|签发)的(?!通知)[^,。;]{0,12}(?:《|条例|文件|通知|意见|方案|规定|办法|要点|法律|报告)"
)
_NO_EVENT_BEFORE = regex.compile(r"(?:截[至止]到?|[比较与]|期限[为是:]?自?|自[^,。;]{0,2}|(?:日期|时间|期限)\s?[:|]\s?|至|到)\Z")
_SINCE = regex.compile(r"以来|(?:起)?(?:至|到)今|[止前]?(?:的|之)?(?:期间|同期)?,?(?:共|累计|总共|合计|总计|全[区市县局院省]共|我[区市县局院省]共)|相比|数据")
_DEADLINE = regex.compile(r"(?:之|以)?前")
_NOT_DONE = regex.compile(r"(?:未|没有|不曾|尚无|无)(?!来|烟|障)\p{Han}{0,3}\Z")
_PLACE = regex.compile(
    r"(?<![存现所正])在(?P<place>[^,。;、在]{1,24}?(?:会议室|礼堂|报告厅|会议中心|中心|大厅|广场|宾馆|酒店|党校|大楼|会堂|会场|社区|公园|图书馆|档案馆|展览馆|室|楼))(?:内|上)?,?(?:隆重|顺利|成功|集中|现场|同步)?(?:举行|举办|进行|召开|开展|组织|开设|召集)"
)
_WRITTEN_BY = 7
"""A day up to the end of July of the next year, told without a word of plan, is one that the writer saw."""
_BOUND = "。;!?\n"
_COMMA = ",:"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    """The words of events.toml, compiled."""

    kinds: "regex.Pattern[str]"
    names: tuple[str, ...]
    planned: "regex.Pattern[str]"
    done: "regex.Pattern[str]"
    duty: "regex.Pattern[str]"
    actor_before: "regex.Pattern[str]"


@functools.cache
def _lexicon() -> _Lexicon:
    file = load_rules("events").file
    lists, kinds = file.lists, file.maps["kind"]
    return _Lexicon(
        kinds=regex.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items())),
        names=tuple(kinds),
        planned=regex.compile(
            rf"{words(lists['planned'])}|将(?={words(lists['coming'])})|计划(?={words(lists['intended'])}|\d)"
        ),
        done=regex.compile(words(lists["done"])),
        duty=regex.compile(words(lists["duty"])),
        actor_before=regex.compile(rf"{words(lists['actor_before'])}\s?\Z"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """A date that may make an event: its place, and its sentence, in normalised coordinates."""

    date: DateMention
    start: int
    end: int
    sentence: Span


def find_events(
    passage: Passage,
    *,
    dates: tuple[DateMention, ...],
    counts: tuple[CountMention, ...],
    institutions: tuple[Institution, ...],
    documents: tuple[DocumentMention, ...],
) -> tuple[Event, ...]:
    """Return the dated happenings of the prose in order, each within one sentence."""
    dated = list(_dated(passage, dates, documents))
    if not dated:
        return ()
    named = sorted(
        (mention.span, institution.canonical) for institution in institutions for mention in institution.mentions
    )
    events = []
    for index, item in enumerate(dated):
        span = _extent(passage.prose, dated, index)
        if (event := _event(passage, item, span, named, counts)) is not None:
            events.append(event)
    return tuple(events)


def _dated(
    passage: Passage, dates: Sequence[DateMention], documents: Sequence[DocumentMention]
) -> Iterator[_Dated]:
    """Yield the dates of a fitting kind that stand outside titles, laws, citations, totals and duties."""
    titles = [document.span for document in documents if document.title is not None]
    starts = [title.start for title in titles]
    for date in dates:
        if date.recurring or date.start is None or date.end is None:
            continue
        if date.granularity not in _GRAINS and not _year_to_come(passage, date):
            continue
        if date.granularity == "range" and (date.end - date.start).days > _LONGEST_RANGE:
            continue
        before = bisect_left(starts, date.span.start) - 1
        if before >= 0 and date.span.end <= titles[before].end:
            continue
        start, end = passage.normal.normal_span(*date.span)
        sentence = _sentence(passage.prose, start, end)
        why = _refusal(passage.prose, date, start, end, sentence)
        if why:
            passage.note(_RULE, start, end, "refused", why)
        else:
            yield _Dated(date=date, start=start, end=end, sentence=sentence)


def _year_to_come(passage: Passage, date: DateMention) -> bool:
    """Tell whether a whole year, or its end, is one for which something is planned."""
    year = passage.context.year
    return date.granularity in {"year", "part_of_year"} and date.start is not None and year is not None and date.start.year > year


def _sentence(text: str, start: int, end: int) -> Span:
    """Return the sentence around `[start, end)`, without its closing mark."""
    lower, upper = max(0, start - _REACH), min(len(text), end + _REACH)
    first = max(text.rfind(mark, lower, start) for mark in _BOUND) + 1
    last = min((place for mark in _BOUND if (place := text.find(mark, end, upper)) >= 0), default=upper)
    return Span(max(first, lower), last)


def _refusal(text: str, date: DateMention, start: int, end: int, sentence: Span) -> str | None:
    """Say why a date makes no event; None where nothing speaks against it."""
    clause = max(sentence.start, *(text.rfind(mark, sentence.start, start) + 1 for mark in _COMMA))
    if _NO_EVENT_BEFORE.search(text, max(sentence.start, start - 12), start):
        # 自3月1日起 begins something; 自…施行 is left to the rule on laws.
        if not _BEGINS.search(text, max(sentence.start, start - 3), start) and not _target(text, date, start):
            return "the date closes a period or is compared with"
    if _LEGAL.match(text, end, sentence.end) and _law(text, start, sentence):
        return "the day of a law"
    if _CITED.match(text, end, sentence.end):
        return "the date belongs to a document that is cited"
    if date.granularity in _SPACIOUS and _SINCE.match(text, end, sentence.end):
        return "the period of a total"
    if _SINCE_ANY.match(text, end, sentence.end):
        return "the beginning of a period"
    if _lexicon().duty.search(text, clause, min(sentence.end, end + 12)) and not _lexicon().done.search(text, end, sentence.end):
        return "a duty"
    return None


_BEGINS = regex.compile(r"(?:自|从)\s?\Z")
_SINCE_ANY = regex.compile(r"以来|至今")
_TO = regex.compile(r"(?<!截)(?<!收)到\Z")


def _target(text: str, date: DateMention, start: int) -> bool:
    """到2020年 before a year is the time by which something is to be done."""
    return date.granularity in {"year", "part_of_year"} and _TO.search(text, max(0, start - 2), start) is not None


_LAWS = regex.compile(r"《|条例|办法|规定|法律|令第|新法|通则")


def _law(text: str, start: int, sentence: Span) -> bool:
    return _LAWS.search(text, sentence.start, sentence.end) is not None


def _clause_start(text: str, item: _Dated) -> int:
    return max(item.sentence.start, *(text.rfind(mark, item.sentence.start, item.start) + 1 for mark in _COMMA))


def _extent(text: str, dated: Sequence[_Dated], index: int) -> Span:
    """Return the part of the sentence that belongs to a date: up to the clause of the next date in it."""
    item = dated[index]
    start, end = item.sentence
    if index and dated[index - 1].sentence.end == end:
        clause = _clause_start(text, item)
        start = clause if clause > dated[index - 1].end else item.start
    else:
        clause = _clause_start(text, item)
        if item.start - start > _LEAD or not _PREDICATE.fullmatch(text, clause, item.start):
            start = clause
    for later in dated[index + 1 :]:
        if later.sentence.end != end:
            break
        if (clause := _clause_start(text, later)) > item.end:
            end = clause - 1
            break
    return _trimmed(text, start, end)


_PREDICATE = regex.compile(r"\s?(?:已经?|均|都|分别|先后|业已|现已|定|将|并|也)?[于在]")
"""What stands between comma and date where the subject is in the clause before."""
_ENUMERATOR = regex.compile(r"\(\d{1,2}\)|[①-⑳]|\d{1,2}[.、](?!\d)")


def _trimmed(text: str, start: int, end: int) -> Span:
    if mark := _ENUMERATOR.match(text, start, end):
        start = mark.end()
    while start < end and text[start] in " ,:、)":
        start += 1
    while end > start and text[end - 1] in " ,:、(":
        end -= 1
    return Span(start, end)


def _event(
    passage: Passage,
    item: _Dated,
    span: Span,
    named: Sequence[tuple[Span, str]],
    counts: Sequence[CountMention],
) -> Event | None:
    text = passage.prose
    verb = _verb(text, item, span)
    if verb is None:
        passage.note(_RULE, *span, "refused", "no verb of doing beside the date")
        return None
    kind, place = verb
    if _NOT_DONE.search(text, max(span.start, place - 5), place):
        passage.note(_RULE, *span, "refused", "it says what was not done")
        return None
    planned = _planned(passage, item, span)
    if not planned and item.date.granularity not in _GRAINS:
        passage.note(_RULE, *span, "refused", "a year is the time of a plan, not of a happening")
        return None
    passage.note(_RULE, *span, "won", kind)
    area = passage.source_span(*span)
    inside = _inside(named, area)
    where = _PLACE.search(text, *span)
    return Event(
        id=record_id("event", area),
        rule=_RULE,
        date=item.date,
        text=passage.source_text(area),
        normalized=text[span.start : span.end],
        span=area,
        kind=kind,
        planned=planned,
        actors=_actors(passage, inside, span, place),
        institutions=tuple(dict.fromkeys(name for _, name in inside)),
        counts=tuple(count.id for count in counts if area.covers(count.span)),
        place=where["place"] if where else None,
    )


def _verb(text: str, item: _Dated, span: Span) -> tuple[EventKind, int] | None:
    """Return the kind that the first clause with a verb of doing tells, looking behind the date first, and the verb's place.

    A light verb (组织, 进行) leaves the kind to the clause behind it.
    """
    start, light = item.end, None
    while start < span.end:
        comma = text.find(",", start, span.end)
        stop = comma if comma >= 0 else span.end
        found = _kind(text, start, stop)
        if found is not None and found[0] != _LIGHT:
            return cast(EventKind, found[0]), light if light is not None else found[1]
        if light is not None:
            return "other", light
        light = found[1] if found is not None else None
        start = stop + 1
    if light is not None:
        return "other", light
    found = _kind(text, span.start, item.start)
    return None if found is None else (cast(EventKind, "other" if found[0] == _LIGHT else found[0]), found[1])


_LIGHT = "light"


def _kind(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the first kind in the order of the file that has a word here, and the place of the first word of any kind."""
    found: dict[str, int] = {}
    for match in _lexicon().kinds.finditer(text, start, end):
        found.setdefault(str(match.lastgroup), match.start())
    for name in _lexicon().names:
        if name in found:
            return name, min(found.values())
    return None


def _planned(passage: Passage, item: _Dated, span: Span) -> bool:
    """Tell whether it is still to come: by its words, or by a time after the report's period with no word of done."""
    lexicon, text = _lexicon(), passage.prose
    clause = max(span.start, _clause_start(text, item))
    comma = text.find(",", item.end, span.end)
    near = span.end if comma < 0 else text.find(",", comma + 1, span.end)
    stop = span.end if near < 0 else near
    if lexicon.planned.search(text, clause, stop):
        return True
    context = passage.context
    last = context.period.end.year if context.period else context.year
    start = item.date.start
    if last is None or start is None or start.year <= last:
        return False
    written = item.date.granularity == "day" and start <= datetime.date(last + 1, _WRITTEN_BY, 31)
    return not written and not lexicon.done.search(text, span.start, span.end)


def _inside(named: Sequence[tuple[Span, str]], area: Span) -> list[tuple[Span, str]]:
    first = bisect_left(named, area.start, key=_start)
    found = []
    for span, name in named[first:]:
        if span.start >= area.end:
            break
        if span.end <= area.end:
            found.append((span, name))
    return found


def _start(item: tuple[Span, str]) -> int:
    return item[0].start


def _actors(passage: Passage, inside: Sequence[tuple[Span, str]], span: Span, verb: int) -> tuple[str, ...]:
    """Return the institutions that stand as subject: before the verb, after a comma, a date, 由 or another subject."""
    actors: dict[str, None] = {}
    for place, name in inside:
        start, end = passage.normal.normal_span(*place)
        if start >= verb:
            break
        opens = start == span.start or _lexicon().actor_before.search(passage.prose, max(span.start, start - 4), start)
        if opens and passage.prose[end : end + 1] not in {"的", "上"}:
            actors[name] = None
    return tuple(actors)
