"""Lists whose total is named again or told by period: 复议9件、诉讼5件,复议案件中维持7件、纠正3件; 上半年…下半年…."""

import bisect
import itertools
from collections.abc import Iterator

import regex

from govreport_parser.checks.listed_beside import tells_overlap
from govreport_parser.checks.lists import AGAIN, ANSWERED, NEXT, Parts, alike, list_words, listed_finding
from govreport_parser.checks.skeleton import Line
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.report.model import Finding

__all__ = ["named_lists"]

_TAKEN = regex.compile(r"案件|申请件|申请|全部|所有|上述|以上|政府信息公开|信息公开|[在的已件各这]")
"""What is told of every case, and tells none from another."""
_CARRIED = regex.compile(r"结转|遗留|转入|上年|去年")
_OUTCOME = regex.compile(r"公开|提供|处理|不存在|维持|纠正|纠错|撤销|违法|驳回|终止|撤回|撤诉|责令|审结|败诉|胜诉|其他")
_REACH = 300
"""Characters before a list within which its sentence and the one before begin."""
_AMONG = regex.compile(r"[中里]")
_BARE = regex.compile(r"政府|信息|公开|政务|的")
"""What the figure of a year may leave out of what its halves count, or add to it: 收到申请, 收到公开申请."""
_ONCE = frozenset([*"件条份篇宗起次场期封例部则", "人次", "场次", "个次", "件次", "条次", "篇次"])
"""Units of what happens or is made once; a body that is checked in each half of a year is one in the year."""
_MORE = regex.compile(r"[,(]\s?(?:不?含|包括|另|未计)")
"""Behind a figure that has more in it than its parts, or less."""
_NEAR = 12
"""Figures before a list among which its total is looked for."""
_FEWEST = 2


def named_lists(line: Line) -> Iterator[Finding]:
    """Hold lists against the totals that their own words name."""
    if "中" in line.text:
        for match in list_words().among.finditer(line.text):
            found = _among(line, match)
            if found is not None:
                yield listed_finding(found, "listed.among")
    for rule, pattern in (("listed.figure-first", list_words().figure_first), ("listed.both", list_words().both)):
        for match in pattern.finditer(line.text):
            found = _told_of(line, match, rule)
            if found is not None:
                yield listed_finding(found, rule)
    if "季度" in line.text or "半年" in line.text:
        for match in list_words().periods.finditer(line.text):
            found = _of_periods(line, match)
            if found is not None:
                yield listed_finding(found, "listed.periods")


def _among(line: Line, match: "regex.Match[str]") -> Parts | None:
    """Return a list that is above the total named before it; None where it is not, or the total is not clear."""
    first = bisect.bisect_left(line.places, match.start("first"))
    whole = _named(line, first, match.start(), match["noun"])
    if whole is None:
        return None
    total, parts = line.counts[whole], [first]
    while parts[-1] + 1 < len(line.counts):
        index = parts[-1] + 1
        gap = line.text[line.places[parts[-1]] + 1 : line.places[index]]
        known = NEXT.fullmatch(gap)
        if known is None or list_words().fresh.search(gap) or AGAIN.search(gap) or not alike(line.counts[index], total):
            break
        parts.append(index)
    listed = Parts(line, line.places, whole, tuple(parts))
    sums = itertools.accumulate(part.value for part in listed.counts)
    exact = all(count.approximation == "exact" for count in (total, *listed.counts))
    # Where the first parts fill the total, the others divide it anew, unless all are ends that a case can come to.
    full = total.value in sums and not all(_OUTCOME.search(part.label) for part in listed.counts)
    if len(parts) < _FEWEST or not exact or listed.sum <= total.value or full:
        return None
    last = line.places[parts[-1]]
    stop = SENTENCE_END.search(line.text, last, last + _REACH)
    said = line.text[line.places[whole] : stop.start() if stop else last + _REACH]
    published = any(list_words().channels.search(part.label) for part in listed.counts) and "申请" not in total.label
    return None if published or _CARRIED.search(said) or tells_overlap(line, line.places[whole], last) else listed


def _told_of(line: Line, match: "regex.Match[str]", rule: str) -> Parts | None:
    """Return a list that its total, told right before it, does not fit; None where it may leave parts out or fits."""
    whole = bisect.bisect_left(line.places, match.start("whole"))
    parts = tuple(bisect.bisect_left(line.places, start) for start, _ in match.spans("part"))
    listed = Parts(line, line.places, whole, parts)
    exact = all(count.approximation == "exact" for count in (listed.whole, *listed.counts))
    if not exact or not all(alike(part, listed.whole) for part in listed.counts) or listed.whole.change != "none":
        return None
    if rule == "listed.both":
        return listed if listed.sum != listed.whole.value else None
    ended = match["end"] is not None and not _AMONG.search(listed.between(whole, parts[0]))
    if listed.sum <= listed.whole.value or (ended and ANSWERED.search(listed.whole.label) is None):
        return None
    return None if tells_overlap(line, line.places[whole], line.places[parts[-1]]) else listed


def _named(line: Line, first: int, place: int, noun: str) -> int | None:
    """Return the one figure of this sentence, or of the one before, that a noun names: 复议案件, 被申请行政复议9件."""
    name = _TAKEN.sub("", noun) or ("申请" if "申请" in noun else "")
    if not name:
        return None
    reach = max(0, place - _REACH)
    stops = [stop.end() for stop in SENTENCE_END.finditer(line.text, reach, place)]
    start = stops[-2] if len(stops) > 1 else reach
    found = [
        index
        for index in range(max(0, first - _NEAR), first)
        if line.places[index] >= start
        and alike(line.counts[first], line.counts[index])
        and line.counts[index].change == "none"
        and name in line.counts[index].label
    ]
    return found[0] if len(found) == 1 else None


def _of_periods(line: Line, match: "regex.Match[str]") -> Parts | None:
    """Return the four quarters or both halves of a year where their sum is not the year's figure."""
    total = bisect.bisect_left(line.places, match.start("year"))
    parts = [bisect.bisect_left(line.places, start) for start, _ in match.spans("part")]
    listed = Parts(line, line.places, total, tuple(parts))
    whole = listed.whole
    exact = all(count.approximation == "exact" for count in (whole, *listed.counts))
    same = all(alike(part, whole) for part in listed.counts) and whole.change == "none"
    label = _BARE.sub("", whole.label)
    longest = max((_BARE.sub("", part.label) for part in listed.counts), key=len)
    # 收到申请20件, 收到有效申请33件: another thing; 发布信息, 累计发布: the same.
    told = label in longest or label.endswith(longest)
    told = told and whole.unit in _ONCE and _MORE.match(line.text, line.places[total] + 1) is None
    return listed if exact and same and told and listed.sum != whole.value else None
