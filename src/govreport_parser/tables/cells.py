"""A cell and a row of a table, with their places in the normalised text."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Cell", "GridRow", "as_one", "rise", "stretch_of"]

_LONGEST_SERIAL = 3


class Cell(NamedTuple):
    """A cell's text, stripped, and its place in the normalised text."""

    text: str
    start: int
    end: int
    bare: bool = False
    """Two pipes without even a blank between them: in most layouts the rest of a merged cell."""
    glued: bool = False
    """Figures that nothing parts from the label before them, so that nothing parts them from each other either."""
    lone: bool = False
    """A pipe alone on its line: a blank cell, or the rest of a merged one."""


class GridRow(NamedTuple):
    """One line of cells; `start` and `end` are those of the line."""

    cells: tuple[Cell, ...]
    start: int
    end: int


def as_one(cells: Sequence[Cell]) -> Cell:
    """Return the one cell that was cut into several: 商业 and 企业 → 商业企业."""
    if len(cells) == 1:
        return cells[0]
    return Cell("".join(cell.text for cell in cells), cells[0].start, cells[-1].end)


def stretch_of(cells: Sequence[Cell]) -> Cell:
    """Return an empty cell in the place of several: that of a value which stands in one of them, or between."""
    return Cell("", cells[0].start, cells[-1].end)


def rise(numbers: Sequence[str]) -> bool:
    """Tell whether numbers before labels count the rows: each is larger than the one before, or begins anew with 1.

    >>> rise(["1", "2", "4", "1"]), rise(["310", "9", "66"])
    (True, False)
    """
    if any(len(number) > _LONGEST_SERIAL or not number.isdecimal() for number in numbers):
        return False
    values = [int(number) for number in numbers]
    return all(left < right or right == 1 for left, right in itertools.pairwise(values))
