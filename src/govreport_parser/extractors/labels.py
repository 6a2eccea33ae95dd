"""Labels: the noun phrase that a count counts, with its verb where that tells what was done.

The phrase stands before the count (公开各类政府信息|12200余条) or behind it (3名|专职人员); words of counts.toml say
where it begins and ends.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

import regex

from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.extractors.figure import JOINT, Figure
from govreport_parser.extractors.label_words import Words, words_of
from govreport_parser.mentions import Change
from govreport_parser.spans import Span

__all__ = ["clean_phrase", "label_figures"]

_HARD = regex.compile(r"(?r)[。;!?\n,:()《》；，：（）]")
_LONG = 14
"""A longer phrase is cut at its first verb: what stands before names who did it, and how."""
_SHORT = 6
"""A means of so few characters stays in the phrase: 微博, 政府网站."""
_OPEN = frozenset("的等将把")
"""Right before a count these say that its noun stands behind it."""
_QUOTED = frozenset("”」")
"""Right before a count: “稳中求进”四批政策清单 has its noun behind it, “市长信箱”76件 has not."""
_REACH = 100
"""So many characters before a count its phrase may begin."""
_SHORTEST = 2
"""A verb alone tells nothing of how often."""
_FITS = 10
"""A longer phrase is shortened where it can be without loss of its head."""
_LIMIT = 24
_SENTENCE_BEFORE = regex.compile(r"(?r)[。!?\n]")
_WHILE = regex.compile(r".*(?:过程中|期间|工作中|之后|以来)(?=..)")
_AND_SO_ON = regex.compile(r".*等(?=..)")
_LISTED = regex.compile(r".*(?:[、和与]|(?<!涉|普|以)及)(?=..)(?![^“]*”)")
_ATTRIBUTE = regex.compile(r".*的(?=..)(?!(?:数量|总数|总量|件数|条数|次数|人数)\Z)")
_TITLE = 60
_ASPECTS = frozenset(["", "方面"])
_CUT = regex.compile(r"[、的”]|[和及与]|等|中(?!国|心|小)")
_AMONG_THEM = frozenset(["其中", "且", "另", "另有", "另外", "此外", "同时"])
_CARRIED = regex.compile("结转|转结|转(?=下)")
"""上年度结转的, 结转至下一年度办理: which way they were carried, the date says."""


def label_figures(prose: str, figures: Sequence[Figure], blocked: Sequence[Span]) -> None:
    """Write its label into every figure; `blocked` are the spans of dates and documents."""
    words = words_of()
    dates = _Spans(blocked)
    previous: Figure | None = None
    for figure in figures:
        figure.label = _label(prose, figure, previous, dates, words)
        if figure.change == "none" and figure.measure == "quantity":
            figure.change = _direction(figure.label, words)
        if figure.change == "decrease" and _is_ruling(prose, figure, words):
            figure.change = "none"
        previous = figure
    _share_lists(prose, figures, words)
    _share_nouns(prose, figures, words)


def _share_nouns(prose: str, figures: Sequence[Figure], words: Words) -> None:
    """3大类|28项工作任务, 5个方面|39项任务: such figures count the same thing, the noun stands behind the last."""
    for figure, following in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        touch = prose[figure.end : following.start] in _ASPECTS and figure.measure == following.measure == "quantity"
        if touch and words.only_verb.fullmatch(figure.label):
            figure.label += following.label
        elif touch and figure.unit in words.leading:
            figure.label = following.label


class _Spans:
    """The spans of dates and titles, looked up by place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._ends = [span.end for span in spans]

    def last(self, start: int, end: int) -> Span | None:
        """Return the last span that ends inside `[start, end]`."""
        index = bisect_right(self._ends, end) - 1
        return self._spans[index] if index >= 0 and self._ends[index] > start else None


def _direction(label: str, words: Words) -> Change:
    verb = words.direction.match(label)
    return words.directions[verb.group()] if verb else "none"


def _is_ruling(prose: str, figure: Figure, words: Words) -> bool:
    """维持5件,撤销2件: what a review or a court decided is no decrease."""
    if figure.unit not in words.cases or not figure.label.startswith("撤销"):
        return False
    start = _SENTENCE_BEFORE.search(prose, _low(figure), figure.start)
    end = SENTENCE_END.search(prose, figure.end, figure.end + _REACH)
    low, high = start.end() if start else _low(figure), end.start() if end else figure.end + _REACH
    return words.ruled.search(prose, low, high) is not None


def _low(figure: Figure) -> int:
    """Return where the clause of a figure may begin at the earliest."""
    return max(0, figure.start - _REACH)


def _label(prose: str, figure: Figure, previous: Figure | None, dates: _Spans, words: Words) -> str:
    if figure.origin is not None and figure.origin.label:
        return figure.origin.label
    left = _phrase_before(prose, figure.start, previous, dates, words)
    if figure.measure == "duration":
        return left if words.timing.match(left) else ""
    behind, ends = "", words.last_verb.match(left)
    if figure.unit == "次" and not words.verb.search(left) and words.verb.match(prose, figure.end):
        behind = _unless_next(prose, figure.end, _phrase_behind(prose, figure.end, words))
        if len(behind) > _SHORTEST:
            figure.noun_end = prose.index(behind, figure.end) + len(behind)
            return behind  # 年初、年中两次|举办政务公开培训
        behind = ""
    mark = prose[figure.start - 1 : figure.start]
    only_verb = words.only_verb.fullmatch(left) is not None or mark in _OPEN
    if figure.measure == "quantity" and (figure.unit in words.leading or only_verb or mark in _QUOTED or ends):
        behind = _phrase_behind(prose, figure.end, words)
        if (left and not only_verb) or figure.unit not in words.leading:
            behind = _unless_next(prose, figure.end, behind)
    if not left and figure.measure == "quantity":
        behind = _told(prose, figure.end, words) or behind
    if not behind and figure.unit in words.leading and (made := _MADE_OF.match(prose, _low(figure), figure.start)):
        return _clean(made["whole"], words)
    if behind:
        figure.noun_end = prose.index(behind, figure.end) + len(behind)
        assigns = words.assigning.match(left) or mark in _OPEN
        return (ends.group().rstrip("了过") if ends and not assigns else "") + behind
    if figure.measure in {"percent", "percentage_points"}:
        return _ratio(prose, figure, left, previous, words)
    return _shorten(left, words) or _earlier(prose, figure, previous, dates, words)


def _boundary(prose: str, end: int, low: int) -> int:
    hard = _HARD.search(prose, low, end)
    return hard.end() if hard else low


def _phrase_before(prose: str, end: int, previous: Figure | None, dates: _Spans, words: Words) -> str:
    low = max(0, end - _REACH, max(previous.end, previous.noun_end) if previous and previous.end <= end else 0)
    start = _boundary(prose, end, low)
    if prose[start - 1 : start] == ")" and start > low and words.only_verb.fullmatch(_clean(prose[start:end], words)):
        return _around(prose, start, end, low, words)
    date = dates.last(start, end)
    if date is None:
        return _clean(prose[start:end], words)
    if _CARRIED.search(prose, max(start, date.start - 3), min(end, date.end + 2)):
        return _clean(prose[start:end], words)
    after = _clean(prose[date.end : end], words)
    if prose[date.end - 1] == "》" or not (words.only_verb.fullmatch(after) or words.growth.fullmatch(after)):
        return after
    before = prose[start : date.start]  # 行政处罚事项|本年|增: the thing stands before the date
    return ("" if words.lead.fullmatch(before) else _clean(before, words)) + after


def _around(prose: str, start: int, end: int, low: int, words: Words) -> str:
    """县(市、区)公开: a bracket inside the phrase is left out of it."""
    opened = prose.rfind("(", low, start)
    if opened < 0:
        return _clean(prose[start:end], words)
    return _clean(prose[_boundary(prose, opened, low) : opened] + prose[start:end], words)


def clean_phrase(clause: str) -> str:
    """Strip from a clause the words at its edges that are no part of the thing (全年, 我区, 共, 均).

    >>> clean_phrase("全年我区行政复议均")
    '行政复议'
    """
    return _clean(clause, words_of())


def _clean(clause: str, words: Words) -> str:
    tail = words.tail.match(clause)
    if tail:
        clause = clause[: tail.start()]
    lead = words.lead.match(clause)
    if lead and (lead.end() < len(clause) or clause in _AMONG_THEM):
        clause = clause[lead.end() :]
    if len(clause) > 4:
        clause = _without_agent(clause, words)
    return clause if len(clause) <= _LIMIT else _end_of(clause, words)


def _end_of(clause: str, words: Words) -> str:
    """Keep of a very long phrase its verb and its last members, whole ones: no 国政府网站 of 中国政府网站."""
    verb = words.verb.match(clause)
    cut = _CUT.search(clause, len(clause) - _LIMIT)
    if cut is None or cut.end() == len(clause):
        return clause[-_LIMIT:]
    return (verb.group() if verb else "") + clause[cut.end() :]


def _without_agent(clause: str, words: Words) -> str:
    carrier = words.carrier.match(clause)
    first = words.verb.search(clause)
    cut = 0
    if carrier:
        cut = carrier.end()
    elif first and first.start() and (len(clause) > _LONG or _named(clause, first.start(), words)):
        cut = first.start()
    whole: str = _BY_MEANS.sub("", clause)
    short = carrier and cut - (len(clause) - len(whole)) <= _SHORT
    if cut and len(whole) <= _FITS and ((short and "、" not in whole) or words.verb.fullmatch(clause, cut)):
        return whole  # 微博发布信息: who or where tells the parts apart
    if not carrier and words.verb.fullmatch(clause, cut):  # 县住建局|依申请公开办理: the verb alone says nothing
        body = _BODY.match(clause, 0, cut)
        return clause[body.end() :] if body else clause
    return clause[cut:]


def _named(clause: str, verb: int, words: Words) -> bool:
    """Tell whether what stands before the verb says only who did it or by what means."""
    return words.agent.match(clause, 0, verb) is not None or _MEANS.match(clause) is not None


def _shorten(label: str, words: Words) -> str:
    """Leave out of a long phrase the reason, what was received, the members of a list before the last."""
    if len(label) > _FITS and label.startswith(("因", "由于")):
        verbs = [match.start() for match in words.verb.finditer(label)]
        label = label.rpartition("而")[2] if "而" in label else label[verbs[-1] :] if verbs else label
    light = words.light.match(label)
    if len(label) > _FITS and light and light.end() < len(label):
        label = label[light.end() :]
    verb = words.verb.match(label)
    lead = verb.group() if verb else ""
    for mark in (_WHILE, _AND_SO_ON, _LISTED, _ATTRIBUTE):
        if len(label) > _FITS and (last := mark.match(label, len(lead))):
            rest = label[last.end() :]
            lead = "" if mark is _WHILE or last.end() == len(lead) + 1 or words.does.match(rest) else lead
            label = lead + rest
    return label


def _unless_next(prose: str, start: int, behind: str) -> str:
    """发布320条|阅读量5万次: what runs into the next figure is that one's label."""
    return "" if behind and _RUNS_ON.match(prose, start + len(behind)) else behind


def _told(prose: str, start: int, words: Words) -> str:
    """其中1件|因涉及第三方权益不予公开: where no noun stands before or behind a count, what is told of it."""
    told = words.told.match(prose, start)
    return told.group() if told else ""


_AMONG = regex.compile(r"[之当]?中")
"""已办结的62件中,同意公开60件: what is counted stands before."""
_RUNS_ON = regex.compile(r"(?:达到?|为|超过?|约|近|共|是|有)*\s?\d")
_MEANS = regex.compile(r"依托|借助|利用|围绕|结合")
_BODY = regex.compile(r".*[局委厅院府镇乡街](?=..)")
_BY_MEANS = regex.compile(r"^(?:通过|利用|依托|借助|以|在)")


def _phrase_behind(prose: str, start: int, words: Words) -> str:
    first = words.opens.match(prose, start)
    begin = first.start("noun") if first else start
    stop = words.stop.search(prose, first.end() if first else start, begin + _LIMIT)
    phrase = prose[begin : stop.start() if stop else min(len(prose), begin + _LIMIT)]
    return "" if _AMONG.fullmatch(phrase) else phrase


def _ratio(prose: str, figure: Figure, left: str, previous: Figure | None, words: Words) -> str:
    """Name the subject of a share or a growth: the count before, where the clause names none."""
    growth = words.growth.match(left)
    subject = left[: growth.start()] if growth else left
    if (not subject or subject.startswith("占")) and previous and _connected(prose, previous, figure):
        known = previous.label
        if grown := words.growth.match(known):
            known = known[: grown.start()] or ("" if growth else known)
        return known + (growth.group().rstrip("占比") if growth and not subject.startswith("占") else "")
    return left.rstrip("占")


def _connected(prose: str, previous: Figure, figure: Figure) -> bool:
    gap = prose[previous.end : figure.start]
    return len(gap) <= _LIMIT and not any(mark in gap for mark in "。;!?\n")


def _earlier(prose: str, figure: Figure, previous: Figure | None, dates: _Spans, words: Words) -> str:
    """Return the clause before, where the figure follows a mark at once: 依申请公开信息,86件."""
    end = figure.start
    while end and prose[end - 1] in ",:( ，：（共为总合累计":
        end -= 1
    if prose[end - 1 : end] == "》" and not (previous and previous.end >= end):
        opened = prose.rfind("《", max(0, end - _TITLE), end)
        return _phrase_before(prose, opened, previous, dates, words) + prose[opened:end] if opened >= 0 else ""
    if previous and previous.measure == "percent" and _STATED.fullmatch(prose, previous.end, figure.start):
        return previous.label
    if end == figure.start or (previous and previous.end >= end - 1):
        return ""
    return _phrase_before(prose, end, previous, dates, words)


_MADE_OF = regex.compile(
    r"(?r)(?<=[,。;:)\n]|\A)(?P<whole>[^,。;:()\n]{2,40}?)(?:主要)?(?:包括|涵盖|包含)[^,。;:()\n包括涵盖]*、[^,。;:()\n]*"
)
"""公开信息主要包括概况、文件及经费六大类: the kinds are those of the whole, not of the last member."""
_STATED = regex.compile(r"[,(]\s?(?:共|合|总)?计")
"""财政类信息占18%,计36件: a share and the number that it is."""
_SPLIT = regex.compile(r"[、,和与]|(?<!涉)及")
_APART = regex.compile(r"分别(?:是|为|达|有|占)?")
_JOINER = regex.compile(r"^(?:分别|依次|[、和及与])+\Z")
_BEFORE_LIST = regex.compile(r"(?r)[。;!?\n:(0-9]")
_EACH = regex.compile(r"(?r)(?:分别|依次)(?:是|为|达|有|占|(?P<done>[^\d,。;:、分]{0,8}))\s?")
_EACH_REACH = 12


def _share_lists(prose: str, figures: Sequence[Figure], words: Words) -> None:
    """规章、规范性文件分别为3件、5件 and 规章新制定5件,修改4件: give each figure its own noun."""
    head = ""
    for index, figure in enumerate(figures):
        verb = words.coordinate.fullmatch(figure.label)
        gap = prose[figures[index - 1].end : figure.start] if index else ""
        if verb and head and gap.strip(",、， ") == figure.label:
            figure.label = head + figure.label
        else:
            found = words.coordinate.search(figure.label)
            head = figure.label[: found.start()] if found and found.end() == len(figure.label) else ""
        if each := _EACH.match(prose, max(0, figure.start - _EACH_REACH), figure.start):
            _distribute(prose, _group(prose, figures, index), each, words)


def _group(prose: str, figures: Sequence[Figure], index: int) -> list[Figure]:
    group = [figures[index]]
    for figure in islice(figures, index + 1, None):
        if not JOINT.fullmatch(prose, group[-1].end, figure.start):
            break
        group.append(figure)
    return group


def _distribute(prose: str, group: Sequence[Figure], each: "regex.Match[str]", words: Words) -> None:
    first = group[0]
    low = max(0, first.start - 80)
    stop = _BEFORE_LIST.search(prose, low, each.start())
    names = _SPLIT.split(prose[stop.end() if stop else low : each.start()].rstrip(",、 "))
    if len(names) >= len(group) > 1:
        for figure, name in zip(group, names[-len(group) :], strict=True):
            figure.label = _clean(name, words) + (each["done"] or "").strip() or figure.label
    else:
        first.label = _APART.sub("", first.label)
        for figure in group[1:]:
            figure.label = _JOINER.sub("", figure.label) or first.label
