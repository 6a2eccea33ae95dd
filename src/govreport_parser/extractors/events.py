"""Events: what was done or is planned at a stated time; composed from dates, counts, institutions and documents.

An event is a sentence, or the part of it that belongs to one date, with a verb of doing. Undated policy, recurring
duties, totals over a period, laws and citations are none.
"""

import datetime
from bisect import bisect_left
from dataclasses import dataclass
from typing import cast

from govreport_parser.extractors.base import Passage, record_id
from govreport_parser.extractors.event_dates import HAPPENING, RULE, Dated, clause_start, eventful, extent
from govreport_parser.extractors.event_words import LIGHT, event_words
from govreport_parser.mentions import CountMention, DateMention, DocumentMention, Event, EventKind, Institution
from govreport_parser.spans import Span

__all__ = ["find_events"]

_WRITTEN_BY = 7
"""A day up to the end of July of the next year, told without a word of plan, is one that the writer saw."""

_Named = list[tuple[Span, str]]


@dataclass(frozen=True, slots=True)
class _Ingredients:
    """Places and names of institutions, places and ids of counts; both sorted."""

    named: _Named
    counted: _Named


def find_events(
    passage: Passage,
    *,
    dates: tuple[DateMention, ...],
    counts: tuple[CountMention, ...],
    institutions: tuple[Institution, ...],
    documents: tuple[DocumentMention, ...],
) -> tuple[Event, ...]:
    """Return the dated happenings of the prose in order, each within one sentence."""
    dated = list(eventful(passage, dates, documents))
    if not dated:
        return ()
    ingredients = _Ingredients(
        sorted((mention.span, body.canonical) for body in institutions for mention in body.mentions),
        sorted((count.span, count.id) for count in counts),
    )
    events = []
    for index, item in enumerate(dated):
        event = _event(passage, item, extent(passage.prose, dated, index), ingredients)
        if event is not None:
            events.append(event)
    return tuple(events)


def _event(passage: Passage, item: Dated, span: Span, ingredients: _Ingredients) -> Event | None:
    """Compose the event of a date; None where the words tell no happening."""
    text = passage.prose
    verb = _verb(text, item, span)
    if verb is None:
        passage.note(RULE, span.start, span.end, "refused", "no verb of doing beside the date")
        return None
    kind, place = verb
    if event_words().not_done.search(text, max(span.start, place - 5), place):
        passage.note(RULE, span.start, span.end, "refused", "it says what was not done")
        return None
    planned = _planned(passage, item, span)
    if not planned and item.date.granularity not in HAPPENING:
        passage.note(RULE, span.start, span.end, "refused", "a year is the time of a plan, not of a happening")
        return None
    passage.note(RULE, span.start, span.end, "won", kind)
    area = passage.source_span(span.start, span.end)
    named = _inside(ingredients.named, area)
    where = event_words().place.search(text, span.start, span.end)
    return Event(
        id=record_id("event", area),
        rule=RULE,
        date=item.date,
        text=passage.source_text(area),
        normalized=text[span.start : span.end],
        span=area,
        kind=kind,
        planned=planned,
        actors=_actors(passage, named, span, place),
        institutions=tuple(dict.fromkeys(name for _, name in named)),
        counts=tuple(count for _, count in _inside(ingredients.counted, area)),
        place=where["place"] if where else None,
    )


def _verb(text: str, item: Dated, span: Span) -> tuple[EventKind, int] | None:
    """Return the kind that the first clause with a verb of doing tells, from the date on, and the place of that verb.

    A light verb leaves the kind to the clause behind it. Only where nothing follows the date do the words before count.
    """
    start, light = item.end, None
    while start < span.end:
        comma = text.find(",", start, span.end)
        stop = comma if comma >= 0 else span.end
        found = _kind(text, start, stop)
        if found is not None and found[0] != LIGHT:
            return cast(EventKind, found[0]), found[1] if light is None else light
        if light is not None:
            return "other", light
        light = None if found is None else found[1]
        start = stop + 1
    if light is not None:
        return "other", light
    found = _kind(text, span.start, item.start)
    return None if found is None else (cast(EventKind, "other" if found[0] == LIGHT else found[0]), found[1])


def _kind(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the kind that wins here, and the place of the first word of any kind."""
    found: dict[str, int] = {}
    for match in event_words().kinds.finditer(text, start, end):
        found.setdefault(str(match.lastgroup), match.start())
    for name in event_words().names:
        if name in found:
            return name, min(found.values())
    return None


def _planned(passage: Passage, item: Dated, span: Span) -> bool:
    """Tell whether it is still to come: by its words, or by a time after the report's with no word of done."""
    words, text = event_words(), passage.prose
    comma = text.find(",", item.end, span.end)
    near = span.end if comma < 0 else text.find(",", comma + 1, span.end)
    if words.planned.search(text, max(span.start, clause_start(text, item)), span.end if near < 0 else near):
        return True
    context, start = passage.context, item.date.start
    last = context.period.end.year if context.period else context.year
    if last is None or start is None or start.year <= last:
        return False
    written = item.date.granularity == "day" and start <= datetime.date(last + 1, _WRITTEN_BY, 31)
    return not written and not words.done.search(text, span.start, span.end)


def _inside(placed: _Named, area: Span) -> _Named:
    """Return what lies wholly in `area`."""
    found = []
    for index in range(bisect_left(placed, (Span(area.start, 0), "")), len(placed)):
        span, name = placed[index]
        if span.start >= area.end:
            break
        if span.start >= area.start and span.end <= area.end:
            found.append((span, name))
    return found


def _actors(passage: Passage, named: _Named, span: Span, verb: int) -> tuple[str, ...]:
    """Return the bodies that stand as subject: before the verb, after a comma, a date, 由 or another subject."""
    actors: dict[str, None] = {}
    for place, name in named:
        start, end = passage.normal.normal_span(*place)
        if start >= verb:
            break
        before = max(span.start, start - 4)
        opens = start == span.start or event_words().actor_before.search(passage.prose, before, start)
        if opens and passage.prose[end : end + 1] not in {"的", "上"}:
            actors[name] = None
    return tuple(actors)
