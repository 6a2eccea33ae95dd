"""Which form each table is of: by the words that only one form has, else as its neighbours or by its width."""

import functools

from govreport_parser.tables.segments import Segment
from govreport_parser.tables.vocabulary import PartIndex, Vocabulary

__all__ = ["decide_forms"]

_SHORTEST_SIGN = 3
"""Characters that a cut header must have left to tell a form."""


def decide_forms(found: list[Segment], words: Vocabulary) -> None:
    """Give each segment its form: by the words that only one form has; else as the nearest decided table."""
    for segment in found:
        if segment.family is not None:
            segment.index = _by_signs(segment, words)
    decided = [position for position, segment in enumerate(found) if segment.index is not None]
    for position, segment in enumerate(found):
        if segment.family is not None and segment.index is None:
            segment.index = _by_neighbours(found, position, decided, words)


def _by_signs(segment: Segment, words: Vocabulary) -> PartIndex | None:
    assert segment.family is not None
    choices = words.forms_of(segment.family)
    if len(choices) == 1:
        return choices[0]
    seen = segment.words()
    seen.difference_update(words.roles)
    # 其他 is the name of a column as well as of a row.
    rows = segment.labels() - words.headers
    scores = [(_score(index, choices, seen), len(rows & index.by_label.keys())) for index in choices]
    best = max(scores)
    return choices[scores.index(best)] if scores.count(best) == 1 else None


def _score(index: PartIndex, choices: tuple[PartIndex, ...], seen: set[str]) -> int:
    """Count the words seen that this form has and the others have not (a truncated header counts)."""
    own, others = _telling(index, choices)
    score = len(own & seen)
    for label in seen - own - others - index.by_label.keys():
        if len(label) >= _SHORTEST_SIGN:
            score += label in _beginnings(own) and label not in _beginnings(others)
    return score


@functools.cache
def _telling(index: PartIndex, choices: tuple[PartIndex, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of headers that only this form has, and those that the others have."""
    others = frozenset(label for other in choices if other is not index for label in (*other.columns, *other.signs))
    return frozenset((*index.columns, *index.signs)) - others, others


@functools.cache
def _beginnings(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:end] for word in words for end in range(_SHORTEST_SIGN, len(word) + 1))


def _by_neighbours(found: list[Segment], position: int, decided: list[int], words: Vocabulary) -> PartIndex | None:
    """Take the form of the nearest table whose form is known, the one above first; else by the shape of the rows."""
    family = found[position].family
    assert family is not None
    by_form = {index.form.id: index for index in words.forms_of(family)}
    above = [place for place in decided if place < position][-1:]
    below = [place for place in decided if place > position][:1]
    for place in (*above, *below):
        neighbour = found[place].index
        if neighbour is not None and neighbour.form.id in by_form:
            return by_form[neighbour.form.id]
    return _by_width(found[position], tuple(by_form.values()))


def _by_width(segment: Segment, choices: tuple[PartIndex, ...]) -> PartIndex | None:
    if choices[0].part.kind in {"cells", "matrix"}:
        return choices[-1]
    if any(cell.glued for row in segment.rows for cell in row.values):
        # Figures that ran together have no width.
        return None
    widths = {len(row.values) for row in segment.rows}
    fitting = [index for index in choices if widths == {len(index.part.column)}]
    return fitting[0] if len(fitting) == 1 else None
