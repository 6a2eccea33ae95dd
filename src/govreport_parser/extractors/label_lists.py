"""Lists of labels: figures that share a noun or a verb, each with its own of the names that stand before them all.

规章、规范性文件分别为3件、5件; 规章新制定5件,修改4件; 3大类|28项工作任务.
"""

from collections.abc import Sequence
from itertools import islice, pairwise

import regex

from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.extractors.figure import JOINT, Figure
from govreport_parser.extractors.label_words import Words
from govreport_parser.extractors.phrases import Spans, clean, is_verb_alone, whole_before

__all__ = ["share_labels", "tell_apart"]

_ASPECTS = frozenset(["", "方面"])
_BEFORE_LIST = regex.compile(r"(?r)[。;!?\n:(0-9]")
_EACH = ("分别", "依次")
"""One of these stands where a list of figures has a list of names."""
_EACH_REACH = 12
_END = 2
_LONGER = 8
"""So many characters a label may take on to be told from that of its neighbour."""


def share_labels(prose: str, figures: Sequence[Figure], words: Words) -> None:
    """Complete the labels of figures that stand in a list."""
    _share_lists(prose, figures, words)
    _share_nouns(prose, figures, words)


def _share_nouns(prose: str, figures: Sequence[Figure], words: Words) -> None:
    """3大类|28项工作任务, 5个方面|39项任务: such figures count the same thing, the noun stands behind the last."""
    for figure, following in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        touch = prose[figure.end : following.start] in _ASPECTS and figure.measure == following.measure == "quantity"
        if touch and is_verb_alone(figure.label, words):
            figure.label += following.label
        elif touch and figure.unit in words.leading:
            figure.label = following.label
    for figure, following in pairwise(figures):
        if not following.label and following.start == figure.end and following.unit not in words.leading:
            following.label = figure.label  # 发布信息46期|285条


def _share_lists(prose: str, figures: Sequence[Figure], words: Words) -> None:
    """规章、规范性文件分别为3件、5件 and 规章新制定5件,修改4件: give each figure its own noun."""
    head = ""
    listed = any(word in prose for word in _EACH)
    for index, figure in enumerate(figures):
        verb = words.coordinate.fullmatch(figure.label)
        gap = prose[figures[index - 1].end : figure.start] if index else ""
        if verb and head and gap.strip(",、， ") == figure.label:
            figure.label = head + figure.label
        else:
            found = words.coordinate.search(figure.label)
            head = figure.label[: found.start()] if found and found.end() == len(figure.label) else ""
        low = max(0, figure.start - _EACH_REACH)
        told = listed and any(prose.find(word, low, figure.start) >= 0 for word in _EACH)
        if told and (each := words.each.match(prose, low, figure.start)):
            group = _group(prose, figures, index)
            if figure.measure != "percent" or not _grow(prose, group, figures[:index], each.group(), words):
                _distribute(prose, group, each, words)


def _group(prose: str, figures: Sequence[Figure], index: int) -> list[Figure]:
    group = [figures[index]]
    for figure in islice(figures, index + 1, None):
        if not JOINT.fullmatch(prose, group[-1].end, figure.start):
            break
        group.append(figure)
    return group


def _grow(prose: str, group: Sequence[Figure], before: Sequence[Figure], each: str, words: Words) -> bool:
    """网站发布2500条,微信发布800条,分别比上年|增长|30%和25%: each growth, each share is that of its own count."""
    grown = words.growth.search(each)
    counts = [figure for figure in before if figure.measure == "quantity" and figure.label][-len(group) :]
    if len(counts) != len(group) or len(group) == 1 or SENTENCE_END.search(prose, counts[0].end, group[0].start):
        return False
    for share, count in zip(group, counts, strict=True):
        share.label = count.label + (grown.group().removeprefix("占") if grown else "")
    return True


def _distribute(prose: str, group: Sequence[Figure], each: "regex.Match[str]", words: Words) -> None:
    first = group[0]
    low = max(0, first.start - 80)
    stop = _BEFORE_LIST.search(prose, low, each.start())
    names = words.split.split(prose[stop.end() if stop else low : each.start()].rstrip(",、 "))
    if len(names) >= len(group) > 1:
        for figure, name in zip(group, names[-len(group) :], strict=True):
            figure.label = clean(name, words) + (each["done"] or "").strip() or figure.label
    else:
        first.label = words.apart.sub("", first.label)
        for figure in group[1:]:
            figure.label = words.joiner.sub("", figure.label) or first.label


def tell_apart(prose: str, figures: Sequence[Figure], dates: Spans, words: Words) -> None:
    """微博发布信息40条,微信发布信息90条: where neighbours have one label, each takes on who did it or by what means."""
    twins: set[int] = set()
    told: list[Figure] = []
    for previous, figure in pairwise([None, *figures]):
        if figure and figure.label and _own(prose, previous, figure):
            told.append(figure)
    for first, second in pairwise(told):
        same = _alike(first.label, second.label, words) and first.unit == second.unit
        if same and not SENTENCE_END.search(prose, first.end, second.start):
            twins |= {id(first), id(second)}
    for previous, figure in pairwise([None, *figures]):
        if figure and id(figure) in twins:
            longest = len(figure.label) + _LONGER
            wholes = whole_before(prose, figure, previous, dates, words)
            figure.label = next((one for one in wholes if len(one) <= longest), figure.label)


def _alike(first: str, second: str, words: Words) -> bool:
    """Tell whether two labels are the same, or one is only the verb of the other."""
    if first == second or first + "数" == second:
        return True
    short, long = sorted((first, second), key=len)
    return long.endswith(short) and is_verb_alone(short, words)


def _own(prose: str, previous: Figure | None, figure: Figure) -> bool:
    """Tell whether the label of an amount stands before it; that of 比上年的75件 is its neighbour's."""
    if figure.measure != "quantity" or figure.change != "none":
        return False
    start = previous.end if previous else 0
    return not figure.noun_end and prose.find(figure.label[-_END:], start, figure.start) >= 0
