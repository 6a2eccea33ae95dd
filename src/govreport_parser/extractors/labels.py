"""Labels: the noun phrase that a count counts, with its verb where that tells what was done.

The phrase stands before the count (公开各类政府信息|12200余条) or behind it (3名|专职人员); `phrases` takes it from the
clause, `label_lists` gives each figure of a list its own.
"""

from collections.abc import Sequence

import regex

from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.extractors.figure import Figure
from govreport_parser.extractors.label_lists import share_labels, tell_apart
from govreport_parser.extractors.label_words import Words, words_of
from govreport_parser.extractors.phrases import (
    LIMIT,
    Spans,
    clause_before,
    clause_start,
    clean,
    is_verb_alone,
    phrase_before,
    phrase_behind,
    shorten,
    told,
    unless_next,
)
from govreport_parser.mentions import Change
from govreport_parser.spans import Span

__all__ = ["label_figures"]

_OPEN = frozenset("的等将把")
"""Right before a count these say that its noun stands behind it."""
_QUOTED = frozenset("”」")
"""Right before a count: “稳中求进”四批政策清单 has its noun behind it, “市长信箱”76件 has not."""
_REACH = 100
"""So many characters behind a count its sentence is looked at."""
_SHORTEST = 2
"""A verb alone tells nothing of how often."""
_SENTENCE_BEFORE = regex.compile(r"(?r)[。!?\n]")
_LEVEL = ("至", "到", "为")
"""增至35件: the figure is the level itself, not the difference."""
_LISTED = regex.compile(r"\s?[、和]\s?\d")
_COMPARES = regex.compile(r"[比较与同][上去前往同]|同比|环比")
"""A label that begins so names no thing: 比上月."""
_THINGS = frozenset("条件项份个篇")
"""Units that a difference may change: 行政强制事项3件,比上年增加1项."""
_TITLE = 60


def label_figures(prose: str, figures: Sequence[Figure], blocked: Sequence[Span]) -> None:
    """Write its label into every figure; `blocked` are the spans of dates and documents."""
    words = words_of()
    dates = Spans(blocked)
    previous: Figure | None = None
    outer: Figure | None = None
    inside = False
    for figure in figures:
        gap = prose[previous.end : figure.start] if previous else ""
        opens, closes = gap.rfind("(") > gap.rfind(")"), ")" in gap
        beside = outer if closes and not opens and inside else previous
        figure.label = _label(prose, figure, previous, beside, dates, words)
        outer = (None if inside else previous) if opens else None if closes else outer
        inside = opens or (inside and not closes)
        if figure.change == "none" and figure.measure == "quantity":
            figure.change = _direction(figure.label, words)
        if figure.change == "decrease" and _is_ruling(prose, figure, words):
            figure.change = "none"
        previous = figure
    share_labels(prose, figures, words)
    tell_apart(prose, figures, dates, words)


def _direction(label: str, words: Words) -> Change:
    verb = words.direction.match(label)
    return words.directions[verb.group()] if verb else "none"


def _is_ruling(prose: str, figure: Figure, words: Words) -> bool:
    """维持5件,撤销2件: what a review or a court decided is no decrease."""
    if figure.unit not in words.cases or not figure.label.startswith("撤销"):
        return False
    start = _SENTENCE_BEFORE.search(prose, clause_start(figure), figure.start)
    end = SENTENCE_END.search(prose, figure.end, figure.end + _REACH)
    low, high = start.end() if start else clause_start(figure), end.start() if end else figure.end + _REACH
    return words.ruled.search(prose, low, high) is not None


def _label(
    prose: str, figure: Figure, previous: Figure | None, beside: Figure | None, dates: Spans, words: Words
) -> str:
    """Name one figure; `beside` is what a share or a difference is told of: no figure in a bracket that is closed."""
    if figure.origin is not None and figure.origin.label:
        return figure.origin.label
    known = beside.label if previous and beside and _connected(prose, previous, figure) else ""
    known = "" if _COMPARES.match(known) else known
    same = beside is not None and (beside.unit == figure.unit or {beside.unit, figure.unit} <= _THINGS)
    if previous and same and _is_compared(prose, figure, previous, dates, words):
        return known
    left = phrase_before(prose, figure.start, previous, dates, words)
    if figure.measure == "duration":
        return left if words.timing.match(left) else ""
    behind, ends = "", words.last_verb.match(left)
    if figure.unit == "次" and not words.verb.search(left) and words.verb.match(prose, figure.end):
        behind = unless_next(prose, figure.end, phrase_behind(prose, figure.end, words), words)
        if len(behind) > _SHORTEST:
            figure.noun_end = prose.index(behind, figure.end) + len(behind)
            return behind  # 年初、年中两次|举办政务公开培训
        behind = ""
    mark = prose[figure.start - 1 : figure.start]
    opened, leads = mark in _OPEN, figure.unit in words.leading
    if figure.measure == "quantity" and (leads or opened or mark in _QUOTED or ends or is_verb_alone(left, words)):
        behind = phrase_behind(prose, figure.end, words)
        if not leads or (left and not opened and not is_verb_alone(left, words)):
            behind = unless_next(prose, figure.end, behind, words)
    if not left and figure.measure == "quantity":
        behind = told(prose, figure.end, words) or behind
    if not behind and leads and (made := words.made_of.match(prose, clause_start(figure), figure.start)):
        return clean(made["whole"], words)
    if behind and left.endswith(behind):
        return left  # 发布服务事项|1479项|事项
    if behind:
        figure.noun_end = prose.index(behind, figure.end) + len(behind)
        assigns = words.assigning.match(left) or opened
        return (ends.group().rstrip("了过") if ends and not assigns else "") + behind
    if figure.measure in {"percent", "percentage_points"}:
        return _ratio(prose, figure, left, previous, known, words)
    difference = left.removeprefix("相比")
    if words.growth.fullmatch(difference) and same:
        return _difference(difference, known, words)
    grown = words.growth.match(left) if left.endswith(_LEVEL) else None
    left = clean(left[: grown.start()], words) if grown else left  # 子网站等|已增至|252个
    return _named(prose, figure, previous, left, dates, words)


def _named(prose: str, figure: Figure, previous: Figure | None, left: str, dates: Spans, words: Words) -> str:
    label = shorten(left, words) or _earlier(prose, figure, previous, dates, words)
    return _with_object(prose, figure, previous, label, words) if words.bare.fullmatch(label) else label


def _with_object(prose: str, figure: Figure, previous: Figure | None, verb: str, words: Words) -> str:
    """对规范性文件作了清理,|保留|31件; (二)建议提案办理情况。全年|承办|57件: a verb alone has its noun before it."""
    low = max(clause_start(figure), previous.end if previous else 0)
    stands = prose.rfind(verb, low, figure.start)
    before = words.object.match(prose, low, stands) if stands > low else None
    if before is None:
        return verb
    if before["noun"]:
        return clean(before["noun"], words) + verb
    topic: str = before["topic"]
    return topic if topic.endswith(verb) else verb + topic


def _is_compared(prose: str, figure: Figure, previous: Figure, dates: Spans, words: Words) -> bool:
    """22起,比2022年|(31起): the figure of another year is of the same thing."""
    date = dates.last(previous.end, figure.start)
    if date is None or not words.compared.match(prose, previous.end, date.start):
        return False
    if _LISTED.match(prose, figure.end):
        return False  # 比上年的100件、90件: each of another count
    return words.then.fullmatch(prose, date.end, figure.start) is not None


def _difference(left: str, known: str, words: Words) -> str:
    """申请2件,比去年|增加|1件; a level (增至3件) is that of the thing itself."""
    grown = words.growth.match(known)
    known = known[: grown.start()] if grown else known
    return known if known and left.endswith(_LEVEL) else known + left


def _ratio(prose: str, figure: Figure, left: str, previous: Figure | None, known: str, words: Words) -> str:
    """Name the subject of a share or a growth: `known`, that of the count before, where the clause names none."""
    growth = words.growth.match(left)
    subject = left[: growth.start()] if growth else left
    if words.compared.fullmatch(subject):
        subject = ""  # 与上年的70件|相比|增长20%
    begin = clause_before(prose, figure.start, previous)
    if words.together.match(prose, begin):
        return left.rstrip("占")
    if not left and (of := words.is_of.match(prose, figure.end)):
        return phrase_behind(prose, of.end(), words) or known
    if words.share.match(prose, begin):
        subject = "占"
    if not known or (subject and not subject.startswith("占")):
        alone: str = words.apart.sub("", left)
        return alone.rstrip("占")
    if grown := words.growth.match(known):
        known = known[: grown.start()] or ("" if growth else known)
    return known + (growth.group().rstrip("占比") if growth and not subject.startswith("占") else "")


def _connected(prose: str, previous: Figure, figure: Figure) -> bool:
    gap = prose[previous.end : figure.start]
    return len(gap) <= LIMIT and not any(mark in gap for mark in "。;!?\n")


def _earlier(prose: str, figure: Figure, previous: Figure | None, dates: Spans, words: Words) -> str:
    """Return the clause before, where the figure follows a mark at once: 依申请公开信息,86件."""
    end = figure.start
    while end and prose[end - 1] in ",:( ，：（共为总合累计":
        end -= 1
    if prose[end - 1 : end] == "》" and not (previous and previous.end >= end):
        opened = prose.rfind("《", max(0, end - _TITLE), end)
        return phrase_before(prose, opened, previous, dates, words) + prose[opened:end] if opened >= 0 else ""
    if previous and previous.measure == "percent" and words.stated.fullmatch(prose, previous.end, figure.start):
        return previous.label
    if end == figure.start or (previous and previous.end >= end - 1):
        return ""
    return phrase_before(prose, end, previous, dates, words)
