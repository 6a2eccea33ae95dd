r"""Rows that a lone pipe closes: the first cell has no pipe, every other stands behind one on a line of its own.

`主动公开信息数\n| 条\n| 01\n|\n| 12\n|` is a row of five cells, the fourth of them blank.
"""

import itertools
from collections.abc import Iterator

from govreport_parser.blocks import MARKER, OFFICIAL_TITLE, Block
from govreport_parser.tables.cells import Cell, GridRow, as_one

__all__ = ["closed_rows", "is_title", "opens_row", "parted_cells"]

_LONGEST_LABEL = 160
_NEAR = 12
"""So many lines back tell the manner of a run."""
_FEWEST = 2
"""So many rows must be closed by a pipe: one alone may be anything."""
_PARTED = frozenset(("bare", "lone"))
"""Shapes of the lines where lone pipes part the cells."""
_FEWEST_PARTED = 6
"""So many cells between lone pipes: two rows of a form at the least."""


def opens_row(text: str, run: list[Block], block: Block, after: Block | None) -> bool:
    """Tell whether a line without a pipe is the first cell of a row: a lone pipe stands before it, a cell behind it.

    The cell may be blank where the lines before are of such rows. Where every line so far is a cell or a lone pipe, the
    line between two lone pipes is a cell as well.
    """
    if after is None or _shape(text, run[-1]) != "lone":
        return False
    near = {_shape(text, line) for line in run[-_NEAR:] if line.kind != "blank"}
    behind = _shape(text, after)
    if not _may_be_label(text, block):
        # A heading row of the form (一、主动公开情况) may be called like a section.
        return behind == "lone" and near == _PARTED and is_title(text[block.start : block.end].strip())
    return behind == "cell" or (behind == "lone" and "other" not in near)


def _may_be_label(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    return len(line) <= _LONGEST_LABEL and "。" not in line and not is_title(line.strip())


def _shape(text: str, block: Block) -> str:
    """Name a line: `bare` of pipes, a `lone` pipe, a `cell` behind a pipe, or `other`."""
    line = text[block.start : block.end].strip()
    if "|" not in line:
        return "bare"
    if line == "|":
        return "lone"
    return "cell" if line[0] == "|" and "|" not in line[1:] else "other"


def is_title(content: str) -> bool:
    """Tell whether a line is one of the official titles of sections, numbered or not."""
    marker = MARKER.match(content)
    title = content[marker.end() :] if marker else content
    return OFFICIAL_TITLE.fullmatch(title.strip(" 、.。:")) is not None


def parted_cells(text: str, run: list[Block], lead: Block | None) -> list[GridRow]:
    r"""Return one row a cell where lone pipes part the cells: `规章\n|\n0\n|\n2\n|`; nothing where the run is not so.

    Two pipes with nothing between them enclose a blank cell; lines without a pipe between are one cell's.
    """
    if _shape(text, run[0]) != "lone":
        return []
    lines = _lines(text, run, lead)
    shapes = list(itertools.takewhile(_PARTED.__contains__, (_shape(text, line) for line in lines)))
    if len(shapes) < len(lines) or len(set(shapes)) < len(_PARTED) or shapes.count("bare") < _FEWEST_PARTED:
        return []
    rows: list[GridRow] = []
    for shape, group in itertools.groupby(zip(shapes, lines, strict=True), key=_first):
        own = [line for _, line in group]
        if shape == "bare":
            cell = as_one([_cell(text, line) for line in own])
            rows.append(GridRow((cell,), cell.start, cell.end))
        elif rows:
            rows.extend(GridRow((Cell("", line.start, line.start),), line.start, line.start) for line in own[1:])
    return rows


def _lines(text: str, run: list[Block], lead: Block | None) -> list[Block]:
    """Return the lines of `run` that are not blank, and first the line before it where that may be a label."""
    lines = [block for block in run if block.kind != "blank"]
    if lead is not None and lead.kind != "blank" and _may_be_label(text, lead):
        lines.insert(0, lead)
    return lines


def _first(pair: tuple[str, Block]) -> str:
    return pair[0]


def closed_rows(text: str, run: list[Block], lead: Block | None) -> list[GridRow]:
    """Return the rows of `run`, or nothing where its rows are not so; `lead` is the line before it."""
    lines = _lines(text, run, lead)
    shapes = [_shape(text, line) for line in lines]
    closers = sum(left == "lone" and right == "bare" for left, right in itertools.pairwise(shapes))
    if "other" in shapes or closers < _FEWEST or shapes.count("bare") > 2 * closers + 2:
        return []
    return list(_rows(text, lines, shapes))


def _rows(text: str, lines: list[Block], shapes: list[str]) -> Iterator[GridRow]:
    cells: list[Cell] = []
    blanks: list[Cell] = []
    for line, shape in zip(lines, shapes, strict=True):
        if shape == "lone":
            blanks.append(Cell("", line.start, line.start))
        elif shape == "cell":
            cells += [*blanks, _cell(text, line)]
            blanks = []
        elif blanks:
            # The last of the lone pipes has closed the row.
            yield from _row([*cells, *blanks[:-1]])
            cells, blanks = [_cell(text, line)], []
        elif cells:
            # A cell's own line break.
            cells[-1] = as_one((cells[-1], _cell(text, line)))
        else:
            cells = [_cell(text, line)]
    yield from _row([*cells, *blanks[:-1]])


def _cell(text: str, line: Block) -> Cell:
    content = text[line.start : line.end].strip().removeprefix("|").strip()
    start = text.index(content, line.start)
    return Cell(content, start, start + len(content))


def _row(cells: list[Cell]) -> Iterator[GridRow]:
    if cells:
        yield GridRow(tuple(cells), cells[0].start, cells[-1].end)
