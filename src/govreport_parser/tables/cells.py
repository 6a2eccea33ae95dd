"""A cell and a row of a table, with their places in the normalised text."""

from typing import NamedTuple

__all__ = ["Cell", "GridRow"]


class Cell(NamedTuple):
    """A cell's text, stripped, and its place in the normalised text."""

    text: str
    start: int
    end: int
    bare: bool = False
    """Two pipes without even a blank between them: in most layouts the rest of a merged cell."""


class GridRow(NamedTuple):
    """One line of cells; `start` and `end` are those of the line."""

    cells: tuple[Cell, ...]
    start: int
    end: int
