"""Cells → pipe rows: every value in its own column, a spanned cell once, its other places empty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

__all__ = ["Cell", "cell_text", "collapse", "lay_out", "pipe_row"]

_MAX_COLUMNS = 128
"""No form has a quarter of it; without a limit a page could ask for millions of empty cells."""
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”]"
_BREAK = regex.compile(rf"(?<={_WIDE})[ \t\xa0]*[\r\n\f][\s\xa0]*(?={_WIDE})")
_BLANKS = regex.compile(r"[ \t\r\n\f\v\xa0]+")
_EDGES = " \t\r\n\f\v\xa0\u3000"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as its format gives it."""

    text: str
    columns: int = 1
    rows: int = 1


def collapse(text: str) -> str:
    r"""Return `text` as one line: blanks collapsed; a line break between two wide characters is no blank.

    >>> collapse("政府\n信息  42 条")
    '政府信息 42 条'
    """
    if "\n" in text or "\r" in text:
        text = _BREAK.sub("", text)
    collapsed: str = _BLANKS.sub(" ", text)
    return collapsed.strip(_EDGES)


def cell_text(pieces: Iterable[str]) -> str:
    """Join the lines of one cell by blanks; letters set one below the other are one word. A pipe becomes ｜.

    >>> cell_text(["本年新", "制作数量"]), cell_text("三、本年度")
    ('本年新 制作数量', '三、本年度')
    """
    parts = [part for part in map(collapse, pieces) if part]
    upright = len(parts) > 2 and all(len(part) == 1 and part > "\u2e80" for part in parts)
    return ("" if upright else " ").join(parts).replace("|", "｜")


def pipe_row(cells: Sequence[str | None]) -> str:
    """Write one row; nothing at all stands between the pipes of the rest of a merged cell.

    >>> pipe_row(["规章", "0", "", "524", None])
    '| 规章 | 0 |  | 524 ||'
    """
    return "|" + "|".join("" if cell is None else f" {cell} " for cell in cells) + "|"


def lay_out(rows: Iterable[Sequence[Cell]]) -> list[list[str | None]]:
    """Put every cell in its column: a cell over several columns or rows stands in the first, the others are None.

    >>> lay_out([[Cell("甲", rows=2), Cell("乙", columns=2)], [Cell("1"), Cell("")]])
    [['甲', '乙', None], [None, '1', '']]
    """
    laid: list[list[str | None]] = []
    covered: dict[int, int] = {}
    width = 0
    for row in rows:
        line: list[str | None] = []
        below: dict[int, int] = {}
        for cell in row:
            while covered.get(len(line), 0):
                line.append(None)
            start = len(line)
            width = max(width, start + 1)
            columns = max(1, min(cell.columns, _MAX_COLUMNS - start))
            line.extend([cell.text, *[None] * (columns - 1)])
            if cell.rows > 1 and start < _MAX_COLUMNS:
                below.update(dict.fromkeys(range(start, start + columns), cell.rows))
        line.extend([None] * (max(covered, default=-1) + 1 - len(line)))
        laid.append(line)
        covered = {column: left - 1 for column, left in (covered | below).items() if left > 1}
    # A title that asks for more columns than any row has would add empty cells and nothing else.
    return [line[:width] for line in laid]
