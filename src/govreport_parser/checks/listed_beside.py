"""Lists that are no parts of the figure before them, or of more than that figure; lists that end with all the rest."""

import itertools

import regex

from govreport_parser.checks.lists import Parts, list_words
from govreport_parser.checks.skeleton import Line
from govreport_parser.extractors.base import SENTENCE_END

__all__ = ["all_kinds", "ends_with_rest", "has_carried", "is_beside", "tells_overlap"]

_REMARK = regex.compile(r"\s?(?:其中|有|另|因|由于|注|部分|个别|少数|同一|上述|以上|⚀)")
"""Opens a sentence that goes on about the list before it: 有5件既涉及土地又涉及房屋."""
_TWICE = regex.compile(
    r"(?:通过|采用|使用|运用|参加|参与|涉及|属于|作出|提交|提出|承担|兼任|担任|包含|存在|选择)了?\s?⚀(?!\s?[、,和])"
    r"|⚀(?=[^⚀⚁⚂。;,、]{0,6}[均都皆兼])"
)
"""Two or three of something that some cases have: 8份采用了两种以上形式, 1件两种方式均有."""
_FEW = range(2, 4)
_CASES = frozenset({"件", "条", "人", "人次", "宗", "份"})
_OWN_NOUNS = regex.compile(r"[,;]\s?[^⚀⚁⚂。;,]+[、和与及][^⚀⚁⚂。;,]+(?:分别|依次)[^⚀⚁⚂。;,]{0,8}")
_CARRIED = regex.compile(r"结转|转结|转入|遗留")
_ONWARD = regex.compile(r"下(?:一|个)?年|次年|下年度|继续")
_AMONG = regex.compile(r"[,(]?\s?其中[,:]?[^⚀⚁⚂。;,]{1,16}")
_MEMBER = regex.compile(r"[,;、]\s?[^⚀⚁⚂。;,]{1,30}")
_END = regex.compile(r"[。)\n]|\Z")
_ENOUGH = 3
_RESULTS, _OUTCOMES = 6, 4
"""How many ends the forms know for an application, and for a review or a suit."""
_CLOSED = regex.compile(r"(?:办结|答复|办理结果|审结)")
_LAW = regex.compile(r"复议|诉讼")


def ends_with_rest(listed: Parts, opening: str) -> bool:
    """Tell whether a list behind 其中 names all parts, the last one being 其他信息, and nothing stands between them."""
    parts = listed.parts
    if len(parts) < _ENOUGH or _AMONG.fullmatch(opening) is None:
        return False
    gaps = [listed.between(left, right) for left, right in itertools.pairwise(parts)]
    if parts[-1] - parts[0] != len(parts) - 1 or any(_MEMBER.fullmatch(gap) is None for gap in gaps[:-1]):
        return False
    return list_words().with_rest.fullmatch(gaps[-1]) is not None and _END.match(listed.behind(parts[-1])) is not None


def all_kinds(listed: Parts) -> bool:
    """Tell whether a list names every end that its cases can have come to, each once, so that it leaves nothing out."""
    kinds = []
    for index in listed.parts:
        match = list_words().all_kinds.fullmatch(listed.between(index - 1, index).rsplit("⚂", 1)[-1].removeprefix(")"))
        if match is None:
            return False
        kinds.append(match["kind"])
    if len(set(kinds)) != len(kinds):
        return False
    results = all(list_words().results.fullmatch(kind) for kind in kinds)
    label = listed.whole.label
    if results:
        return len(kinds) == _RESULTS and _CLOSED.search(label) is not None
    ends = all(list_words().outcomes.fullmatch(kind) for kind in kinds)
    return ends and len(kinds) == _OUTCOMES and _LAW.search(label) is not None


def is_beside(listed: Parts, opening: str) -> bool:
    """Tell whether the list names other channels than its total: 网站发布420条,微信、微博分别发布180条、210条."""
    if _OWN_NOUNS.fullmatch(opening) is None:
        return False
    own = {match.group() for match in list_words().channels.finditer(listed.whole.label)}
    others = [{match.group() for match in list_words().channels.finditer(part.label)} for part in listed.counts]
    return bool(own) and all(names and names.isdisjoint(own) for names in others)


def has_carried(listed: Parts) -> bool:
    """Tell whether the list is of the new ones and of those carried over: 收到9件,上年结转1件,其中网络5件,信函5件."""
    counts = listed.line.counts
    for index in (listed.total - 1, listed.total + 1):
        if 0 <= index < len(counts) and counts[index].unit == listed.whole.unit:
            label = counts[index].label
            carried = _CARRIED.search(label) is not None and _ONWARD.search(label) is None
            if carried and listed.sum == listed.whole.value + counts[index].value:
                return True
    return False


def tells_overlap(line: Line, start: int, last: int) -> bool:
    """Look for such words from a total to the end of its sentence, or of the next one where that speaks of the list."""
    text = line.text
    stop = SENTENCE_END.search(text, last)
    if stop is not None and _REMARK.match(text, stop.end()):
        stop = SENTENCE_END.search(text, stop.end())
    end = stop.start() if stop else len(text)
    if list_words().overlap.search(text, start, end):
        return True
    twice = (line.count_at(match.end() - 1) for match in _TWICE.finditer(text, last, end))
    return any(count.value in _FEW and count.unit not in _CASES for count in twice)
