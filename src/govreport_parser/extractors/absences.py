"""Absences: what the report says did not happen or was not received; an explicit zero in words.

`text` is the trigger (没有发生, 未收到, 无), `label` the phrase that did not happen, in simplified mainland wording.
"""

import bisect
import functools
from collections.abc import Iterator, Sequence

import regex

from govreport_parser.extractors.base import Passage, record_id
from govreport_parser.extractors.periods import Periods
from govreport_parser.extractors.phrases import clean_phrase
from govreport_parser.mentions import Absence, DateMention
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import Candidate
from govreport_parser.rules.overlap import longest_leftmost
from govreport_parser.rules.patterns import words
from govreport_parser.sections.build import Heading

__all__ = ["find_absences"]

_GROUPS = frozenset({"trigger", "object"})
_BARE = "absences.bare"
_NONE = "无"
_SHORTEST_SUBJECT = 2
_TRIGGERS = regex.compile("[未没无]|不存在")
_FRONT = regex.compile(r"^(?:过|任何|了|一起|一例|一件|有(?![关效害偿限序责异争]))+")
_BACK = regex.compile(r"(?:[\d零]+\s?[件条起次例宗份]?|的?发生|[\s)])+$")
_OUTCOME = ("”", "」", '"', "’", "的")
"""“信息不存在”的12份, 因信息不存在的5件: the name of an outcome, no statement."""
_THING = regex.compile(r"(?:信息|文件|档案|记录|内容)(?:均)?\Z")
_COUNTED = regex.compile(r"\s?[1-9]\d*\s?[件条份宗]")
"""申请信息不存在3件、告知补充2件: so many applications ended so."""
_UNDONE = regex.compile(r"(?:办理|答复|办结|受理|审结|处理|回复|公开|完成)完?的?\s?\d+\s?[件条份宗起项]")
"""已办理6件,尚未办理3件: a number of open ones, no statement."""
_CLAUSE = regex.compile(r"(?r)[。;!?,\n::()“]")


@functools.cache
def _conditions() -> "regex.Pattern[str]":
    return regex.compile(words(load_rules("absences", _GROUPS).file.lists["conditions"]))


@functools.cache
def _referring() -> frozenset[str]:
    return frozenset(load_rules("absences", _GROUPS).file.lists["referring"])


@functools.cache
def _between() -> "regex.Pattern[str]":
    """Between a heading and the answer below it, nothing but a time or who answers: 本年度 of 本年度未发生。"""
    return regex.compile(rf"[\s:。]*{load_rules('absences', _GROUPS).file.pieces['lead']}\s*")


def find_absences(
    passage: Passage, *, dates: tuple[DateMention, ...] = (), headings: Sequence[Heading] = ()
) -> tuple[Absence, ...]:
    """Return what the prose says did not happen: 没有发生|信息审核把关不严的事件.

    `headings`, in order, name what a bare 无。 below them denies.
    """
    if not _TRIGGERS.search(passage.prose):
        return ()
    winners, losers = longest_leftmost(load_rules("absences", _GROUPS).scan(passage.prose))
    for candidate in losers:
        passage.note(candidate.rule.id, candidate.start, candidate.end, "lost", "another rule reads these characters")
    return tuple(_absences(passage, winners, Periods(passage, dates), headings))


def _absences(
    passage: Passage, winners: list[Candidate], periods: Periods, headings: Sequence[Heading]
) -> Iterator[Absence]:
    for candidate in winners:
        start, end = candidate.match.span("trigger")
        label = _label(passage.prose, candidate)
        if label is None:
            passage.note(candidate.rule.id, start, end, "refused", "a condition, a duty or no statement")
            continue
        if not label or candidate.rule.id == _BARE or label in _referring():
            label = _subject(passage, headings, start) or label
        if not label and passage.prose[start:end] != _NONE:
            passage.note(candidate.rule.id, start, end, "refused", "nothing tells what it denies")
            continue
        span = passage.source_span(start, end)
        yield Absence(
            id=record_id("absence", span),
            rule=candidate.rule.id,
            text=passage.source_text(span),
            span=span,
            label=label,
            period=periods.before(start),
        )


def _subject(passage: Passage, headings: Sequence[Heading], start: int) -> str:
    """Return what the heading right above `start` is about: 收费及减免情况 → 收费及减免; "" where text lies between."""
    above = bisect.bisect_right(headings, start, key=_end) - 1
    if above < 0 or not _between().fullmatch(passage.text, headings[above].span.end, start):
        return ""
    title = headings[above].title
    for tail in load_rules("absences", _GROUPS).file.lists["tails"]:
        if title.endswith(tail) and len(title) - len(tail) >= _SHORTEST_SUBJECT:
            return title.removesuffix(tail)
    return title


def _end(heading: Heading) -> int:
    return heading.span.end


def _label(prose: str, candidate: Candidate) -> str | None:
    """Return the phrase that did not happen; None for a condition, or where nothing is said."""
    start = candidate.match.start("trigger")
    stop = _CLAUSE.search(prose, max(0, start - 60), start)
    before = prose[stop.end() if stop else max(0, start - 60) : start]
    after = candidate.match["object"]
    if _conditions().search(before) or before.endswith("对") or after.endswith("的") or after.startswith(_OUTCOME):
        return None
    label: str = _BACK.sub("", _FRONT.sub("", after.strip()))
    outcome = candidate.match["trigger"].endswith("存在") and _THING.search(before)
    if outcome and (not label or _COUNTED.match(after)):
        return None
    if _UNDONE.match(after):
        return None
    if label:
        return label
    if candidate.rule.id == _BARE:
        return _heading(prose, start)
    return clean_phrase(before) or ("" if not before.strip() else None)


def _heading(prose: str, start: int) -> str:
    """Return the words before the colon of 收费情况:无; nothing where 无 is the whole content of a section."""
    end = start
    while end and prose[end - 1] in " ::":
        end -= 1
    if end == start or prose[end - 1 : end] in {"\n", "。"}:
        return ""
    stop = _CLAUSE.search(prose, max(0, end - 60), end)
    return clean_phrase(prose[stop.end() if stop else max(0, end - 60) : end])
