"""Of what a share is taken: the totals of its part, the figures before it, or a total told behind it.

收到申请80件,其中网络申请52件,占65%              the figure before
网络申请52件,占65%,共收到申请80件                the total behind
职工200人,党员80人,占在职职工的50%               none: 在职职工 are fewer than 职工
"""

import bisect
import functools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import regex

from govreport_parser.checks.skeleton import CLAUSE_END, Line
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.mentions import CountMention
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import RuleSet
from govreport_parser.rules.patterns import words

__all__ = ["Known", "Wholes", "comparable", "is_named", "share_rules", "shares_list", "wholes"]

Known = Mapping[str, CountMention]
"""The counts of a report by their id."""

_GROUPS = frozenset({"part", "whole", "of", "share", "fraction", "stem", "number", "several", "subject"})
_NEAR = 60
"""Figures before and behind a part among which its whole is looked for."""
_BEHIND = 14
"""Figures behind a part among which a total is looked for."""
_AWAY = 2
"""Sentences behind a part within which a total of it is looked for."""
_REACH = 120
"""Characters before a part within which its sentence begins, for its only figure before to be its whole."""
_BESIDE = regex.compile(r"、|^⚀[^⚀,(其]*$|^⚀[和及与]")
"""Between two figures that stand beside each other, none of them a part of the other."""
_VIEW = regex.compile(r"\s?[按从以依][^⚀⚁⚂。;,]{1,12}(?:看|分|划分|分类|类别|方式|渠道|内容|主体),[^⚀⚁⚂。;,]*⚀")
"""Opens a sentence that divides what the one before it counts: 按信息类别,政策文件类300条."""
_TOTAL = regex.compile(r"(?:共|累计|总计|合计)[^⚀⚁⚂。;,]{0,14}")
_SUMMED = regex.compile(r"(?r)(?:共计?|累计|总计|合计|总共|一共|总[数量])[^⚀⚁⚂。;,、(]{0,12}\Z")
"""Before a total that stands behind its parts."""
_CLAUSE = regex.compile(r"(?r)[^⚀⚁⚂。;,、:()]*\Z")
_VISITS = frozenset({"人次", "次"})
"""Units of what one person can do several times."""
_KIN = 2
"""Characters that two words must share to speak of one thing: 申请总数, 收到申请."""


class Wholes(NamedTuple):
    """What a part may be a share of, the likeliest first."""

    counts: Sequence[CountMention]
    sure: bool = True
    """False where the first is only one that may be meant: another share must fit it before it counts for anything."""
    open: bool = False
    """Nothing was found and nothing else is named: the whole of a share beside it may be meant."""


def share_rules() -> RuleSet:
    """Return the rules for shares."""
    return load_rules("shares", _GROUPS)


@functools.cache
def shares_list(name: str) -> "regex.Pattern[str]":
    """Return a list of words of the rules for shares as a pattern."""
    return regex.compile(words(share_rules().file.lists[name]))


def is_named(of: str) -> bool:
    """Tell whether the words behind 占 name a whole that the text must have: 占申请总数的, but not 占比, 占."""
    return bool(shares_list("same").sub("", of)) or "总" in of


def wholes(line: Line, parts: Sequence[CountMention], of: str, known: Known) -> Wholes:
    """Return what `parts` together may be a share of; `of` are the words behind 占."""
    first, last = parts[0], parts[-1]
    size = sum((part.value for part in parts), Decimal(0))
    chain = _above(first, known)
    start, end = line.index_of(first), line.index_of(last)
    before = [
        count
        for count in reversed(line.counts[max(0, start - _NEAR) : start])
        if comparable(count, first, size) and count not in chain
    ]
    behind = [
        count
        for count in line.counts[end + 1 : end + _NEAR]
        if comparable(count, first, size) and count.value > size and count not in chain
    ]
    chain = [count for count in chain if count.value >= size]
    noun = shares_list("same").sub("", of)
    if shares_list("other").search(of) and not any(noun and noun in count.label for count in (*chain, *before)):
        told = [count for count in (*chain, *before) if _is_told_of(line, count, noun)]
        rest = [count for count in (*chain, *before, *behind) if count not in told]
        return Wholes((*told, *rest) if told else ())
    total = _told_behind(line, parts, noun)
    if noun:
        named = [count for count in (*chain, *before) if _about(noun, count.label)]
        named.sort(key=functools.partial(_likeness, noun), reverse=True)
        if named:
            return Wholes((*named, *(count for count in (*chain, *before, *behind) if count not in named)))
        sole = chain or _sole(line, first, size)
        if (
            "总" in of
            and len(sole) == 1
            and not _narrows(noun, sole[0].label)
            and set(noun) & set(sole[0].label)
            and set(before) <= set(sole)
        ):
            return Wholes((*sole, *behind))
        if total is None or not _about(noun, total.counts[0].label):
            return Wholes(())
    if not chain or noun:
        chain = [] if noun else [count for count in before if _is_total(line, count)][:1] or _sole(line, first, size)
    if not chain and total is not None:
        return Wholes((*total.counts, *before, *(count for count in behind if count not in total.counts)), total.sure)
    if not chain:
        return Wholes((), open=True)
    return Wholes((*chain, *(count for count in before if count not in chain), *behind))


def _above(part: CountMention, known: Known) -> list[CountMention]:
    """Return the totals of a part, the nearest first."""
    chain: list[CountMention] = []
    above = known.get(part.part_of or "")
    while above is not None and above not in chain:
        chain.append(above)
        above = known.get(above.part_of or "")
    return chain


def _told_behind(line: Line, parts: Sequence[CountMention], noun: str) -> Wholes | None:
    """Return the total told behind its parts: 网络申请52件(65%)、信函申请28件(35%),共80件."""
    first, last = parts[0], parts[-1]
    size = sum((part.value for part in parts), Decimal(0))
    index = line.index_of(last)
    sentence = line.sentence_of(last)
    for at in range(index + 1, min(index + 1 + _BEHIND, len(line.counts))):
        count, place = line.counts[at], line.places[at]
        away = line.sentence_of(count) - sentence
        if away > _AWAY:
            return None
        if count.measure == "percent" or _SUMMED.search(line.text, max(0, place - 20), place) is None:
            continue
        if not comparable(count, first, size) or count.value <= size:
            return None
        words_ = line.text[line.places[at - 1] + 1 : place]
        if shares_list("other").search(words_.replace("累计", "")):
            return None
        return Wholes([count], _is_sure(line, parts, at, noun, away=away))
    return None


def _is_sure(line: Line, parts: Sequence[CountMention], total: int, noun: str, *, away: int) -> bool:
    """Tell whether a total behind is the one of its parts: it is their sum, or it is told of the same things."""
    whole = line.counts[total]
    sentence = line.sentence_of(parts[-1])
    inside = [
        count
        for count in line.counts[max(0, total - _NEAR) : total]
        if comparable(count, whole, Decimal(0)) and line.sentence_of(count) >= sentence
    ]
    if len(inside) > 1 and sum((count.value for count in inside), Decimal(0)) == whole.value:
        return True
    if noun:
        return True
    if away:
        return False
    alike = any(_likeness(part.label, whole) for part in parts)
    return alike or shares_list("handled").search(whole.label) is not None


def _sole(line: Line, part: CountMention, size: Decimal) -> list[CountMention]:
    """Return the one figure before a part in its sentence: of what else could it be a share?"""
    at = line.index_of(part)
    place = line.places[at]
    reach = max(0, place - _REACH)
    start = max((stop.end() for stop in CLAUSE_END.finditer(line.text, reach, place)), default=reach)
    if start == reach > 0:
        return []
    if start > 0 and line.text[start - 1] == "。" and _VIEW.match(line.text, start):
        start = max((stop.end() for stop in SENTENCE_END.finditer(line.text, reach, start - 1)), default=reach)
    first = bisect.bisect_left(line.places, start)
    found = [index for index in range(first, at) if line.counts[index].measure != "percent"]
    if len(found) != 1 or _BESIDE.search(line.text[line.places[found[0]] : line.places[at]]):
        return []
    whole = line.counts[found[0]]
    return [whole] if comparable(whole, part, size) and whole.value > size else []


def _is_total(line: Line, count: CountMention) -> bool:
    """Tell whether a figure is told as a total: 共公开信息8640条."""
    place = line.places[line.index_of(count)]
    return _TOTAL.search(line.text, max(0, place - 18), place) is not None


def comparable(whole: CountMention, part: CountMention, size: Decimal) -> bool:
    """Tell whether a figure can be a whole of `part`, of which there are `size`: people are no visits (人, 人次)."""
    bound = whole.measure == "quantity" and whole.id == part.part_of and not {whole.unit, part.unit} & _VISITS
    alike = whole.unit == part.unit or bound
    return whole.measure == part.measure and whole.change == "none" and whole.value >= size and alike


def _is_told_of(line: Line, count: CountMention, noun: str) -> bool:
    """Tell whether the clause of a figure names the place that a share is of: 全市共收到400件, and 占全市的23%."""
    place = line.places[line.index_of(count)]
    clause = _CLAUSE.search(line.text, max(0, place - _REACH), place)
    return clause is not None and shares_list("other").fullmatch(noun) is not None and noun in clause.group()


def _about(noun: str, label: str) -> bool:
    """Tell whether 占申请总数 speaks of 收到申请: they share a word, and the one behind 占 is not the narrower one."""
    shared = any(noun[at : at + _KIN] in label for at in range(len(noun) - 1))
    if not label or not (noun in label or label in noun or shared):
        return False
    if _narrows(noun, label):
        return False
    head = _common_end(noun, label)
    rest = noun[: len(noun) - head]
    narrower = head >= _KIN and rest and rest not in label and shares_list("taken").sub("", rest)
    return not narrower


def _narrows(noun: str, label: str) -> bool:
    """Tell whether a word before what both name makes the whole a smaller one: 不予公开答复 are not all of 答复申请."""
    at = next((start for start in range(len(noun) - 1) if noun[start : start + _KIN] in label), 0)
    rest = noun[:at]
    return len(shares_list("taken").sub("", rest)) >= _KIN and rest not in label and not set(label) & set(rest)


def _common_end(one: str, other: str) -> int:
    """Return how many characters two words have in common at their ends."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return size


def _likeness(noun: str, count: CountMention) -> int:
    """Return how much of 占土地类申请 a figure's words share: 涉及土地类 more than 受理申请."""
    return sum(noun[at : at + _KIN] in count.label for at in range(len(noun) - 1))
