"""Phrases: the stretch of a clause that can name a figure, before it or behind it, cleaned at its edges, shortened.

公开各类政府信息|12200余条, 3名|专职人员; words of counts.toml say where it begins and ends.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from govreport_parser.extractors.figure import Figure
from govreport_parser.extractors.label_words import Words, words_of
from govreport_parser.spans import Span

__all__ = [
    "LIMIT",
    "Spans",
    "clause_before",
    "clause_start",
    "clean",
    "clean_phrase",
    "is_verb_alone",
    "phrase_before",
    "phrase_behind",
    "shorten",
    "told",
    "unless_next",
    "whole_before",
]

LIMIT = 24
"""So many characters a phrase may have …"""
_LISTED = 40
"""… and so many one that lists members: 中央、应急管理部、中国地震局和省级政府网站信息."""
_HARD = regex.compile(r"(?r)[。;!?\n,:()《》；，：（）]")
_LONG = 14
"""A longer phrase is cut at its first verb: what stands before names who did it, and how."""
_SHORT = 6
"""A means of so few characters stays in the phrase: 微博, 政府网站."""
_REACH = 100
"""So many characters before a count its phrase may begin."""
_VERB = 2
"""A phrase of no more characters is a verb alone."""
_FITS = 10
"""A longer phrase is shortened where it can be without loss of its head …"""
_ALL = 26
"""… and a list longer than this keeps its last member only …"""
_NOUN = 4
"""… if that has so many characters: 举报 alone does not stand for 登记咨询、投诉、举报."""


class Spans:
    """The spans of dates and titles, looked up by place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._ends = [span.end for span in spans]

    def last(self, start: int, end: int) -> Span | None:
        """Return the last span that ends inside `[start, end]`."""
        index = bisect_right(self._ends, end) - 1
        return self._spans[index] if index >= 0 and self._ends[index] > start else None


def clause_start(figure: Figure) -> int:
    """Return where the clause of a figure may begin at the earliest."""
    return max(0, figure.start - _REACH)


def _boundary(prose: str, end: int, low: int) -> int:
    hard = _HARD.search(prose, low, end)
    return hard.end() if hard else low


def clause_before(prose: str, end: int, previous: Figure | None) -> int:
    """Return where the clause begins that ends at `end`, behind the figure before."""
    low = max(0, end - _REACH, previous.end if previous and previous.end <= end else 0)
    return _boundary(prose, end, low)


def phrase_before(prose: str, end: int, previous: Figure | None, dates: Spans, words: Words) -> str:
    """Return the phrase that ends at `end`, with nothing of the figure before or of a date in it."""
    low = _earliest(prose, end, previous, words)
    start = _boundary(prose, end, low)
    if prose[start - 1 : start] == ")" and start > low and is_verb_alone(clean(prose[start:end], words), words):
        return _around(prose, start, end, low, words)
    title = dates.last(start - 1, start) if prose[start - 1 : start] == "》" else None
    if title and words.medium.fullmatch(medium := clean(prose[start:end], words)):
        return prose[title.start : title.end] + medium
    date = dates.last(start, end)
    if date is None:
        return clean(prose[start:end], words)
    if words.carried.search(prose, max(start, date.start - 3), min(end, date.end + 2)):
        return clean(prose[start:end], words)
    after = clean(prose[date.end : end], words)
    if prose[date.end - 1] == "》" or not (is_verb_alone(after, words) or words.growth.fullmatch(after)):
        return after
    before = prose[start : date.start]  # 行政处罚事项|本年|增: the thing stands before the date
    return ("" if words.lead.fullmatch(before) else clean(before, words)) + after


def is_verb_alone(phrase: str, words: Words) -> bool:
    """Tell whether a phrase is nothing but verbs and words that assign: 受理, 依法答复, 派出; so is the empty one.

    Most phrases are told from such by how they end, for less than it takes to read them from the front.
    """
    if phrase and not (phrase.endswith("、") or words.last_verb.match(phrase) or words.assigning.match(phrase)):
        return False
    return words.only_verb.fullmatch(phrase) is not None


def _earliest(prose: str, end: int, previous: Figure | None, words: Words) -> int:
    low = max(0, end - _REACH)
    if previous is None or previous.end > end:
        return low
    if previous.measure == "duration" and words.how_many.match(prose, previous.end, end):
        return low  # 不超过20个工作日|的数量: the length of time says which
    return max(low, previous.end, previous.noun_end)


def whole_before(prose: str, figure: Figure, previous: Figure | None, dates: Spans, words: Words) -> Iterator[str]:
    """Yield the phrase before a figure with who did it or by what means, then shorter ones.

    省气象局“某某”微博发布信息, 省气象局微博发布信息, 微博发布信息.
    """
    start = _boundary(prose, figure.start, _earliest(prose, figure.start, previous, words))
    date = dates.last(start, figure.start)
    whole = words.through.sub("", _edges(prose[date.end if date else start : figure.start], words))
    who = words.by_means.sub("", whole.removesuffix(figure.label)) if whole.endswith(figure.label) else ""
    yield _edges(who, words) + figure.label
    who = words.name.sub("", who)
    yield _edges(who, words) + figure.label
    body = words.body.match(who)
    yield _edges(who[body.end() :] if body else who, words) + figure.label


def _around(prose: str, start: int, end: int, low: int, words: Words) -> str:
    """县(市、区)公开: a bracket inside the phrase is left out of it."""
    opened = prose.rfind("(", low, start)
    if opened < 0:
        return clean(prose[start:end], words)
    return clean(prose[_boundary(prose, opened, low) : opened] + prose[start:end], words)


def clean_phrase(clause: str) -> str:
    """Strip from a clause the words at its edges that are no part of the thing (全年, 我区, 共, 均).

    >>> clean_phrase("全年我区行政复议均")
    '行政复议'
    """
    return clean(clause, words_of())


def clean(clause: str, words: Words) -> str:
    """Strip the edges of a clause, who did it and by what means."""
    clause = _edges(clause, words)
    if len(clause) > 4:
        clause = _without_agent(clause, words)
    return clause if len(clause) <= (_LISTED if "、" in clause else LIMIT) else _end_of(clause, words)


def _edges(clause: str, words: Words) -> str:
    tail = words.tail.match(clause)
    if tail:
        clause = clause[: tail.start()]
    lead = words.lead.match(clause)
    return clause[lead.end() :] if lead and (lead.end() < len(clause) or clause in words.among_them) else clause


def _end_of(clause: str, words: Words) -> str:
    """Keep of a very long phrase its verb and its last members, whole ones: no 国政府网站 of 中国政府网站."""
    verb = words.verb.match(clause)
    cut = words.cut.search(clause, len(clause) - LIMIT)
    if cut is None or cut.end() == len(clause):
        return clause[-LIMIT:]
    return (verb.group() if verb else "") + clause[cut.end() :]


def _without_agent(clause: str, words: Words) -> str:
    carrier = words.carrier.match(clause)
    first = words.verb.search(clause)
    cut = 0
    if carrier:
        cut = carrier.end()
    elif first and first.start() and (len(clause) > _LONG or _named(clause, first.start(), words)):
        cut = first.start()
    whole: str = words.by_means.sub("", clause)
    short = carrier and cut - (len(clause) - len(whole)) <= _SHORT
    if cut and len(whole) <= _FITS and ((short and "、" not in whole) or words.verb.fullmatch(clause, cut)):
        return whole  # 微博发布信息: who or where tells the parts apart
    if not carrier and words.verb.fullmatch(clause, cut):  # 县住建局|依申请公开办理: the verb alone says nothing
        body = words.body.match(clause, 0, cut)
        return clause[body.end() :] if body else clause
    again = words.again.match(clause, cut) if cut else None
    return clause[again.end() if again else cut :]


def _named(clause: str, verb: int, words: Words) -> bool:
    """Tell whether what stands before the verb says only who did it or by what means."""
    return words.agent.match(clause, 0, verb) is not None or words.means.match(clause) is not None


def shorten(label: str, words: Words) -> str:
    """Leave out of a long phrase the reason, what was received, what stands before 等 or 的.

    The members of a list stay, 公开行政许可和处罚强制信息, unless they are many, or channels, or those who asked.
    """
    if len(label) > _FITS and label.startswith(("因", "由于")):
        verbs = [match.start() for match in words.verb.finditer(label)]
        label = label.rpartition("而")[2] if "而" in label else label[verbs[-1] :] if verbs else label
    light = words.light.match(label)
    if len(label) > _FITS and light and light.end() < len(label):
        label = label[light.end() :]
    if len(label) > _FITS and (askers := words.askers.match(label)):
        label = label[askers.end() :]
    verb = words.verb.match(label)
    lead = verb.group() if verb else ""
    for mark in (words.while_, words.and_so_on, words.attribute):
        if len(label) > _FITS and (last := mark.match(label, len(lead))):
            rest = label[last.end() :]
            apart = last.end() == len(lead) + 1 and lead not in words.directions
            lead = "" if mark is words.while_ or apart or words.does.match(rest) else lead
            label = lead + rest
    last = words.listed.match(label, len(lead)) if len(label) > _FITS else None
    if last and len(label) > _ALL and len(label) - last.end() >= _NOUN:
        return lead + label[last.end() :]
    return _last_member(label, last.end(), words) if last else label


def _last_member(label: str, start: int, words: Words) -> str:
    """Leave out what is told besides (组织召开通气会、|接待采访), by what means and who did it (市政务办|联合培训)."""
    if words.aside.match(label):
        return label[start:]
    if words.does.match(label, start):
        return label[start:]
    verb = words.verb.search(label, start)
    if (
        verb
        and verb.start() > start
        and len(label) - verb.start() > _VERB
        and words.agent.match(label, start, verb.start())
    ):
        return label[verb.start() :]
    return label


def unless_next(prose: str, start: int, behind: str, words: Words) -> str:
    """发布320条|阅读量5万次: what runs into the next figure is that one's label."""
    return "" if behind and words.runs_on.match(prose, prose.index(behind, start) + len(behind)) else behind


def told(prose: str, start: int, words: Words) -> str:
    """其中1件|因涉及第三方权益不予公开: where no noun stands before or behind a count, what is told of it."""
    match = words.told.match(prose, start)
    return match.group() if match else ""


def phrase_behind(prose: str, start: int, words: Words) -> str:
    """Return the noun behind a figure that ends at `start`: 3名|专职人员."""
    first = words.opens.match(prose, start)
    begin = first.start("noun") if first else start
    stop = words.stop.search(prose, first.end() if first else start, begin + LIMIT)
    phrase = prose[begin : stop.start() if stop else min(len(prose), begin + LIMIT)]
    return "" if words.among.fullmatch(phrase) else phrase
