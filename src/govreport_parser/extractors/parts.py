"""Parts: which count is a part of which stated total (其中, 含, 包括, 分别为, a colon), nested where the text nests."""

from collections.abc import Sequence
from decimal import Decimal

from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.extractors.figure import Figure
from govreport_parser.extractors.part_words import words_of_parts
from govreport_parser.extractors.sums import AMOUNTS, REACH, bind_sums

__all__ = ["bind_parts"]

_KINDS = (
    frozenset([*"条件篇份个项起宗例则封次批部册单笔只", "条次", "件次", "篇次", "项次"]),
    frozenset(["人", "名", "位", "人次"]),
    frozenset(["次", "场", "期", "场次", "批次"]),
)
_BODIES = frozenset("个家名位所户处")
"""Units of bodies, persons and places; their nouns stand behind them."""
_LOOSE = frozenset({"over", "about", "at_least"})
_NAME = 4
"""A shorter name fits too many labels: 信息."""
_BY_CHANCE = 10
"""Smaller totals are made full by chance."""


def bind_parts(prose: str, figures: Sequence[Figure]) -> None:
    """Write its parent into every figure that is a part."""
    binder = _Binder(prose)
    for figure in figures:
        binder.take(figure)
    bind_sums(prose, figures)


def _is_name(name: str, label: str) -> bool:
    """Tell whether a name means what a label does: 主动公开的信息 and 主动公开政府信息."""
    if label in name or name in label:
        return True
    letters = iter(label)
    bare = words_of_parts().filler.sub("", name)
    return len(bare) >= _NAME and all(letter in letters for letter in bare)


class _Total:
    """A stated total whose parts are being listed."""

    def __init__(self, figure: Figure, depth: int) -> None:
        self.figure = figure
        self.depth = depth
        self.sum = Decimal(0)

    def admits(self, part: Figure) -> bool:
        """Tell whether `part` can be one: it has the total's kind of unit, and the parts do not outgrow the total."""
        total = self.figure
        return self.like(part) and (self.sum + part.value <= total.value or total.approximation in _LOOSE)

    def like(self, part: Figure) -> bool:
        """Tell whether `part` is an amount of the total's kind."""
        total = self.figure
        if part.measure != total.measure or part.measure not in AMOUNTS or part.value_to is not None:
            return False
        if total.unit != part.unit and words_of_parts().views.search(total.label):
            return False
        return total.unit == part.unit or any(total.unit in kind and part.unit in kind for kind in _KINDS)

    @property
    def full(self) -> bool:
        """Nothing more can be a part."""
        return self.sum >= self.figure.value and self.figure.approximation == "exact" and self.sum > 0

    def add(self, part: Figure) -> None:
        part.parent = self.figure
        self.sum += part.value


class _Binder:
    """Reads the figures of a prose from left to right and keeps the totals that are open."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._words = words_of_parts()
        self._previous: Figure | None = None
        self._forget()

    def _forget(self) -> None:
        self._open: list[_Total] = []
        self._stated: list[tuple[Figure, int]] = []
        """The figures of the sentence that may be totals, with the brackets that they stand in."""
        self._depth = 0

    def take(self, figure: Figure) -> None:
        """Bind the next figure."""
        gap = self._prose[self._previous.end : figure.start] if self._previous else ""
        if self._previous is None or (SENTENCE_END.search(gap) and not self._words.goes_on.search(gap)):
            self._forget()
        else:
            self._depth = max(0, self._depth - gap.count(")"))
            self._open = [total for total in self._open[-REACH:] if total.depth <= self._depth]
            self._depth += gap.count("(")
            self._bind(gap, figure)
        self._previous = figure
        baseline = self._words.baseline.match(self._prose, max(0, figure.start - 16), figure.start)
        if figure.measure in AMOUNTS and not baseline and (figure.change == "none" or figure.label.startswith("新增")):
            self._stated.append((figure, self._depth))

    def _bind(self, gap: str, figure: Figure) -> None:
        if "其中" not in gap and ("中" in gap or "里" in gap) and (named := self._words.within.search(gap)):
            self._reopen(named[1], figure)
        if self._bracketed(gap) and self._explains(figure):
            return
        begins = self._words.listed.search(gap) and self._previous and self._previous.parent is None
        if begins or self._words.opens.search(gap):
            total = self._nearest(figure, inside="(" in gap)
            if total is not None:
                total.add(figure)
            return
        if self._decides(gap, figure) and self._explains(figure):
            return
        if self._completes(gap, figure):
            self._open[-1].add(figure)
            return
        if self._words.anew.search(gap) or (self._open and self._starts_anew(gap, figure)):
            self._open.clear()
            return
        while self._open and self._open[-1].full and not (figure.value == 0 and self._words.nought.fullmatch(gap)):
            self._open.pop()
        if figure.change != "none" and not figure.label.startswith("新增"):
            return  # 同比增量7条: a difference is no part
        if not self._open or (figure.noun_end and figure.unit in _BODIES and figure.unit != self._open[-1].figure.unit):
            return  # 公开20条,取得40个|区县前列: another thing, its noun behind it
        if self._open[-1].admits(figure) and not self._back(figure):
            self._open[-1].add(figure)
        elif figure.parent is None and not self._back(figure):
            self._move(self._open[-1], figure)
            if figure.parent is None and figure.unit == self._open[-1].figure.unit:
                self._open.clear()  # a list is at its end where a figure does not fit in

    def _completes(self, gap: str, figure: Figure) -> bool:
        """Tell whether a figure that a word sets apart ends the list.

        其中网站公开42条,同时微信公开144条, if that makes the total full; …,其他信息共计204条, whatever it makes.
        """
        if not self._open or "。" in gap or not self._open[-1].sum or not self._open[-1].admits(figure):
            return False
        total = self._open[-1]
        fills = total.sum + figure.value == total.figure.value and total.figure.approximation == "exact"
        if fills and self._words.besides.match(gap) is not None and total.figure.value >= _BY_CHANCE:
            return all(self._words.publishes.search(one.label) is not None for one in (total.figure, figure))
        return self._words.rest.search(gap) is not None

    def _starts_anew(self, gap: str, figure: Figure) -> bool:
        """其中动态102条;发布公告1条: a verb of its own behind a semicolon tells something new."""
        opened = next((one for one in reversed(self._open) if not one.full), self._open[-1])
        total = opened.figure
        if "诉讼" in figure.label and "复议" in total.label and "诉讼" not in total.label:
            return True
        if ";" not in gap:
            return False
        done = self._words.done
        if any(done.search(one.label) for one, _ in self._stated if one.parent is total):
            return False
        fills = opened.sum + figure.value == total.value and total.approximation == "exact"
        return done.match(figure.label) is not None or (done.search(figure.label) is not None and not fills)

    def _decides(self, gap: str, figure: Figure) -> bool:
        """其中,行政复议7件,结果维持6件: how cases ended is told of those right before."""
        cases = self._previous
        if cases is None or cases.parent is None or ";" in gap or not self._words.verdict.match(figure.label):
            return False
        return self._words.cases.search(cases.label) is not None and not self._words.verdict.match(cases.label)

    def _bracketed(self, gap: str) -> bool:
        return self._words.beside.fullmatch(gap) is not None and self._words.other_year.search(gap) is None

    def _explains(self, figure: Figure) -> bool:
        """报告2条(中英文各1条): a bracket right behind a figure speaks of that figure."""
        total = _Total(self._previous, self._depth) if self._previous else None
        if total is None or not total.admits(figure):
            return False
        total.add(figure)
        self._open.append(total)
        return True

    def _back(self, figure: Figure) -> bool:
        """其中甲41条,其中图解2条,乙55条: what the inner list cannot hold and makes the outer one full is that one's."""
        inner = self._open[-1]
        if inner.sum + figure.value == inner.figure.value:
            return False
        for index in range(len(self._open) - 1, 0, -1):
            total = self._open[index - 1]
            fills = total.sum + figure.value == total.figure.value and total.figure.approximation == "exact"
            beside = total.depth == inner.depth and total.sum and total.figure.value >= _BY_CHANCE
            if fills and beside and total.admits(figure):
                self._open = self._open[:index]
                total.add(figure)
                return True
        return False

    def _move(self, outgrown: _Total, figure: Figure) -> None:
        """公开248条,电子化221条。其中:甲200条,乙48条: a list that outgrows 221 and adds up to 248 is that of 248."""
        whole = outgrown.sum + figure.value
        for total, _ in reversed(self._stated[-REACH:]):
            fresh = _Total(total, outgrown.depth)
            exact = total.value == whole and total.approximation == "exact"
            if exact and outgrown.sum and total.end < outgrown.figure.start and fresh.admits(figure):
                for part in [one for one, _ in self._stated if one.parent is outgrown.figure] + [figure]:
                    fresh.add(part)
                self._open[-1] = fresh
                return

    def _nearest(self, figure: Figure, *, inside: bool) -> _Total | None:
        """Open the nearest total that can hold the part; a bracket speaks of what stands right before it."""
        for total, depth in reversed(self._stated[-REACH:]):
            if not inside and depth > self._depth:
                continue
            known = next((one for one in self._open if one.figure is total), None)
            fresh = known if known and not known.full else _Total(total, self._depth)
            if fresh.admits(figure):
                if fresh is not known:
                    self._open.append(fresh)
                return fresh
        return None

    def _reopen(self, name: str, figure: Figure) -> None:
        """县级8场,县级中直播5场: the name of a total says whose parts follow."""
        for total, _ in reversed(self._stated[-REACH:]):
            fresh = _Total(total, self._depth)
            if total.label and _is_name(name, total.label) and fresh.admits(figure):
                self._open.append(fresh)
                return
