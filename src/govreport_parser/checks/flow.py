"""Cases in, closed and left over, all told in prose: 新收58件,上年结转3件,办结57件,结转下年3件 leave one out.

    new + carried over = closed + left        where each is told once, of one kind of cases
    all together       = closed + left        where the words say that it is all of them (应办理, 含上年结转)

Every reading under which the figures fit keeps the check silent: closed ones may be of the new ones only.
"""

import bisect
import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal

import regex

from govreport_parser.checks.base import name_of, quoted, recomputed
from govreport_parser.checks.lists import Parts, listed_finding
from govreport_parser.checks.skeleton import AMOUNT, Line
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import words

__all__ = ["flows"]

_ROLES = ("new", "carried", "whole", "done", "left")
_RULE = "flow.cases"
_TRIGGER = regex.compile(r"结转|转结|转入|遗留|[尚仍正还]在|未(?:办结|答复|审结)|顺延|留待|延[至续]")
_INSIDE = regex.compile(
    r"\((?:其中)?(?:含|包括|包含|(?:当年|本年度?|今年)?新[收增受][^⚀()]{0,8}⚀[、,]|)"
    r"[^⚀⚁⚂。;,()]{0,4}(?:上一?年|去年|往年|20\d\d年)度?(?:结转|转结|转入|遗留)[^⚀⚁⚂。;,()]{0,8}⚀"
)
"""Behind a figure that has those carried over in it."""
_UNITS = frozenset({"件", "份", "宗", "起", "条", "例", "次", "个", "封"})
_CLAUSE = regex.compile(r"(?r)[^⚀⚁⚂。;,、:(]*\Z")
_OUTCOMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
"""What the forms of 2019 and 2021 know as outcomes; all six together are all that were closed."""
_WINDOW = 3
"""Sentences within which the figures of one balance stand."""
_REACH = 600
"""Characters within which they stand."""
_BEFORE = 80
"""What stands farther before the first figure is not told of it: a page in one line has a table there."""


@functools.cache
def _pattern() -> "regex.Pattern[str]":
    ((_, pattern),) = load_rules("flow", frozenset(_ROLES)).patterns
    return pattern


@functools.cache
def _list(name: str) -> "regex.Pattern[str]":
    return regex.compile(words(load_rules("flow", frozenset(_ROLES)).file.lists[name]))


def flows(line: Line) -> Iterator[Finding]:
    """Compare what a paragraph says came in with what it says was closed and left."""
    if _TRIGGER.search(line.text) is None:
        return
    ends = [0, *(stop.end() for stop in SENTENCE_END.finditer(line.text)), len(line.text)]
    at = 0
    while at < len(ends) - 1:
        step = 1
        for size in range(1, min(_WINDOW, len(ends) - 1 - at) + 1):
            told = _told(line, ends[at], ends[at + size])
            if told is None:
                break
            if "left" in told and "done" in told and ("whole" in told or {"new", "carried"} <= told.keys()):
                yield from _judge(line, told)
                step = size
                break
        at += step


_Told = Mapping[str, tuple[int, ...]]
"""The figures of a stretch by what they are: indices of the line's counts, several for outcomes that were closed."""


def _told(line: Line, start: int, end: int) -> _Told | None:
    """Return what the figures of a stretch are; None where one is told twice or is something unknown."""
    first = bisect.bisect_left(line.places, start)
    start = max(start, *(place - _BEFORE for place in line.places[first : first + 1]), 0)
    if end - start > _REACH:
        return None
    text = line.text[start:end]
    if _list("other_ways").search(text) or len(set(_list("kinds").findall(text)) - {"依申请", "信息申请"}) > 1:
        return None
    roles: dict[int, str] = {}
    for match in _pattern().finditer(text):
        found = next(name for name in _ROLES if match[name] is not None)
        roles[start + match.start(found)] = found
    told: dict[str, tuple[int, ...]] = {}
    outcomes: dict[str, int] = {}
    for index in range(first, bisect.bisect_left(line.places, end)):
        place = line.places[index]
        if line.text[place] != AMOUNT or line.counts[index].unit not in _UNITS:
            continue
        role: str | None = roles.get(place)
        if text.count("(", 0, place - start) > text.count(")", 0, place - start):
            if role == "carried" and "inside" not in told:
                told["inside"] = (index,)
            continue
        if role == "new" and _INSIDE.match(line.text, place + 1):
            role = "whole"
        if role is None:
            clause = _CLAUSE.search(line.text, start, place)
            name = next((name for name in _OUTCOMES if clause is not None and clause.group().endswith(name)), None)
            if name is not None and name not in outcomes:
                outcomes[name] = index
            elif clause is None or _list("aside").search(clause.group()) is None:
                return None
        elif role in told:
            return None
        else:
            told[role] = (index,)
    if "done" not in told and len(outcomes) == len(_OUTCOMES):
        told["done"] = tuple(sorted(outcomes.values()))
    return told


def _judge(line: Line, told: _Told) -> Iterator[Finding]:
    """Compare both sides where the figures are exact and of one unit, and no reading of them fits."""
    counts = [line.counts[index] for indices in told.values() for index in indices]
    if len({count.unit for count in counts}) > 1 or any(not _is_exact(count) for count in counts):
        return
    size = {role: sum((line.counts[index].value for index in indices), Decimal(0)) for role, indices in told.items()}
    out = size["done"] + size["left"]
    came = [size.get("whole"), size.get("new")]
    for name in ("carried", "inside"):
        came += [value + size[name] for value in came if value is not None and name in size]
    if out in came:
        return
    closed = (*told["done"], *told["left"])
    if "whole" in told:
        yield listed_finding(Parts(line, line.places, told["whole"][0], closed), _RULE)
    else:
        yield _unbalanced(
            [line.counts[told[role][0]] for role in ("new", "carried")], [line.counts[at] for at in closed]
        )


def _is_exact(count: CountMention) -> bool:
    return count.approximation == "exact" and count.change == "none"


def _unbalanced(came: list[CountMention], went: list[CountMention]) -> Finding:
    """State both sides of a balance."""
    came, went = (sorted(side, key=_start) for side in (came, went))
    left, right = (sum((count.value for count in side), Decimal(0)) for side in (came, went))
    zh, en = (
        ["、".join(f"{quoted(name_of(count))}{count.text}" for count in side) for side in (came, went)],
        [" + ".join(f"{name_of(count)} {count.text}" for count in side) for side in (came, went)],
    )
    return recomputed(
        "arithmetic.balance",
        zh=f"文中{zh[0]}合计{plain(left)}件，{zh[1]}合计{plain(right)}件，两边不相等。",
        en=f"In the text {en[0]} are {plain(left)}, but {en[1]} are {plain(right)}.",
        told=None,
        counts=(*came, *went),
        left=left,
        right=right,
        rule=_RULE,
    )


def _start(count: CountMention) -> int:
    return count.span.start
