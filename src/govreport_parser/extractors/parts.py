"""Parts: which count is a part of which stated total (其中, 含, 包括, 分别为, a colon), nested where the text nests."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

import regex

from govreport_parser.extractors.figures import Figure

__all__ = ["bind_parts"]

_END = regex.compile(r"[。!?\n]")
_OPENS = regex.compile(r"其中|[(,]\s?(?:含|包含|包括|内含)|^(?:含|包含|包括)|包括:?\s?|分别(?:是|为)")
_GOES_ON = regex.compile(r"^[^。!?\n]{0,12}[。;]\s?其中")
"""收到申请56件。其中,网络申请40件: the list goes on behind the stop."""
_LIST = regex.compile(r"^[^,;]{0,6}:")
_NEW = regex.compile(r"另外|另有|此外|同时|引发|累计|共计|合计|总计|全年|[,;]共|[,;]另|[,;]全[区市县省]")
_KINDS = (
    frozenset("条 件 篇 份 个 项 起 宗 例 则 封 次 批 部 册 单 笔 只".split()),
    frozenset("人 名 位 人次".split()),
    frozenset("次 场 期 场次 批次".split()),
)
_SUMS = {"quantity", "money"}


class _Total:
    """A stated total whose parts are being listed."""

    def __init__(self, figure: Figure, depth: int) -> None:
        self.figure = figure
        self.depth = depth
        self.sum = Decimal(0)

    def admits(self, part: Figure) -> bool:
        """A part has the total's kind of unit, and the parts do not outgrow the total."""
        if part.measure not in _SUMS or part.value_to is not None:
            return False
        if not _alike(self.figure, part):
            return False
        return self.sum + part.value <= self.figure.value or self.figure.approximation in {"over", "about", "at_least"}

    @property
    def full(self) -> bool:
        return self.sum >= self.figure.value and self.figure.approximation == "exact" and self.sum > 0


def _alike(total: Figure, part: Figure) -> bool:
    if total.measure != part.measure:
        return False
    return total.unit == part.unit or any(total.unit in kind and part.unit in kind for kind in _KINDS)


def bind_parts(prose: str, figures: Sequence[Figure]) -> None:
    """Write its parent into every figure that is a part."""
    _bind_marked(prose, figures)
    _bind_sums(prose, figures)


def _bind_sums(prose: str, figures: Sequence[Figure]) -> None:
    """诉讼10起,二审3起,一审7起: figures that follow a total at once and add up to it exactly are its parts."""
    for index, total in enumerate(figures):
        if total.value < _SUM or total.approximation != "exact" or total.measure not in _SUMS:
            continue
        parts: list[Figure] = []
        left, end = total.value, total.end
        for part in islice(figures, index + 1, index + _MEMBERS):
            if part.parent or part.unit != total.unit or part.value_to is not None or not _FOLLOWS.fullmatch(prose, end, part.start):
                break
            parts.append(part)
            left, end = left - part.value, part.end
            if left <= 0:
                break
        if left == 0 and len(parts) > 1 and total.parent is None and not _DONE.match(parts[0].label):
            for part in parts:
                part.parent = total


_SUM = 10
"""Smaller figures add up by chance: 新制定5件,修改4件,废止1件."""
_MEMBERS = 12
_FOLLOWS = regex.compile(r"[,、:;]\s?[^,、:;。!?\n(]{1,16}")
_DONE = regex.compile(r"(?:新|已|按时|延期|全部)?(?:制定|修改|修订|废止|失效|新增|撤销|办结|答复|结转|受理)")


def _bind_marked(prose: str, figures: Sequence[Figure]) -> None:
    open_totals: list[_Total] = []
    depth = 0
    previous: Figure | None = None
    stated: Figure | None = None
    for index, figure in enumerate(figures):
        gap = prose[previous.end : figure.start] if previous else ""
        if previous is None or (_END.search(gap) and not _GOES_ON.search(gap)):
            open_totals, depth, stated = [], 0, None
        else:
            closing = gap.count(")") + gap.count("）")
            depth = max(0, depth - closing)
            open_totals = [total for total in open_totals if total.depth <= depth]
            depth += gap.count("(") + gap.count("（")
            _reopen(gap, figure, figures, index, open_totals, depth)
            _bind(gap, figure, stated or previous, open_totals, depth)
        previous = figure
        if figure.measure in _SUMS:
            stated = figure


_WITHIN = regex.compile(r"([\p{Han}]{2,8}?)(?:当?中|里),?")


def _reopen(
    gap: str, figure: Figure, figures: Sequence[Figure], index: int, open_totals: list[_Total], depth: int
) -> None:
    """县级8场,县级中直播5场: name the total of the parts that follow."""
    named = _WITHIN.search(gap)
    if named is None or "其中" in gap:
        return
    for total in reversed(figures[max(0, index - 4) : index]):
        if total.label and (total.label in named[1] or named[1] in total.label) and _Total(total, depth).admits(figure):
            open_totals.append(_Total(total, depth))
            return


def _bind(gap: str, figure: Figure, previous: Figure, open_totals: list[_Total], depth: int) -> None:
    if _OPENS.search(gap) or (_LIST.search(gap) and previous.parent is None):
        total = _nearest(figure, previous, open_totals, depth)
        if total is not None:
            figure.parent = total.figure
            total.sum += figure.value
        return
    if _NEW.search(gap):
        open_totals.clear()
        return
    while open_totals and open_totals[-1].full:
        open_totals.pop()
        if not open_totals:
            return
    if open_totals and open_totals[-1].admits(figure):
        figure.parent = open_totals[-1].figure
        open_totals[-1].sum += figure.value


def _nearest(figure: Figure, previous: Figure, open_totals: list[_Total], depth: int) -> _Total | None:
    """Open the count just before as a total; else the total that is open already."""
    fresh = _Total(previous, depth)
    if fresh.admits(figure):
        open_totals.append(fresh)
        return fresh
    for total in reversed(open_totals):
        if total.admits(figure):
            return total
    return None
