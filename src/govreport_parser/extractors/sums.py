"""Sums: figures that add up exactly to one that stands before them are its parts, without any word that says so."""

from collections.abc import Sequence
from itertools import islice

import regex

from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.extractors.figure import Figure
from govreport_parser.extractors.part_words import words_of_parts

__all__ = ["AMOUNTS", "REACH", "bind_sums"]

AMOUNTS = frozenset({"quantity", "money"})
"""Measures of what has parts."""
REACH = 8
"""So many figures back a total is looked for."""
_SUM = 10
"""Smaller figures add up by chance: 新制定5件,修改4件,废止1件."""
_CHANCE = 100
"""Two figures of another sentence add up to a smaller one by chance: 复议27件、诉讼15件 and 撤回42件."""
_MEMBERS = 12
_FAR = 3
"""Over the end of a line, or of a sentence with other figures in it, so many parts must add up."""
_FOLLOWS = regex.compile(r"[,、:;(]\s?[^,、:;。!?\n(]{1,16}")


def bind_sums(prose: str, figures: Sequence[Figure]) -> None:
    """诉讼10起,二审3起,一审7起: figures that add up exactly to one that stands before them are its parts."""
    amounts = [figure for figure in figures if figure.measure in AMOUNTS and figure.value_to is None]
    for index in range(1, len(amounts)):
        first, before = amounts[index], amounts[index - 1]
        if first.parent or first.change != "none" or words_of_parts().told_anew.match(first.label):
            continue
        run = _run(prose, amounts, index)
        if index > 1 and _one_list(prose, amounts[index - 2], before, first):
            continue
        heads = not _FOLLOWS.fullmatch(prose, before.end, first.start)
        for total in reversed(amounts[max(0, index - REACH) : index]):
            if total is not before and not heads:
                break
            if _adds_up(prose, total, run, near=total is before):
                break


def _one_list(prose: str, last: Figure, before: Figure, first: Figure) -> bool:
    """部门文件17条、通知公告20条、法律法规1条: a member of a list between two others is no total."""
    return prose[last.end] == prose[before.end] == "、" and last.unit == before.unit == first.unit


def _run(prose: str, amounts: Sequence[Figure], index: int) -> list[Figure]:
    """Return the figures of one unit that follow each other in one sentence; ratios among them do not count."""
    run = [amounts[index]]
    for figure in islice(amounts, index + 1, index + _MEMBERS):
        apart = SENTENCE_END.search(prose, run[-1].end, figure.start)
        if figure.parent is run[-1] and prose[run[-1].end] == "(":
            continue  # 人大建议11件(主办10件、会办1件),政协提案37件
        if figure.unit != run[0].unit or figure.parent or apart or figure.change != "none":
            break
        run.append(figure)
    return run


def _adds_up(prose: str, total: Figure, run: Sequence[Figure], *, near: bool) -> bool:
    """Bind the beginning of `run` to `total` where it adds up to it; `near`: no figure stands between them."""
    if total.unit != run[0].unit or total.approximation != "exact" or total.change != "none":
        return False
    left, size = total.value, 0
    while left > 0 and size < len(run):
        left, size = left - run[size].value, size + 1
    listed = (
        total.measure == "money"
        or prose[total.end : total.end + 1] == "("
        or words_of_parts().member.match(run[0].label)
    )
    between = prose[total.end : run[0].start]
    far = "\n" in between or ("。" in between and not near and total.value < _CHANCE)
    if left or size < (_FAR if far else 2) or (total.value < _SUM and not listed):
        return False
    for part in run[:size]:
        part.parent = total
    return True
