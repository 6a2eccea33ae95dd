"""Pipe lines → rows of cells, with the dialect inferred for each run of lines.

A cell keeps its place in the normalised text. Which cells a dialect has lost cannot be seen here; `moved` says
that blanks at a row's end may have stood anywhere in it (one extraction tool moves them there).
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from govreport_parser.blocks import Block
from govreport_parser.tables.cells import Cell, GridRow, rise
from govreport_parser.tables.closed import closed_rows, opens_row, parted_cells
from govreport_parser.tables.values import is_value

__all__ = ["Grid", "grids"]

_RULE = regex.compile(r"[\s|:：]*-{3,}[\s|:\-：]*")
_LABEL = regex.compile(r"[^\d]{3,}")
_FEWEST_CUT = 3
_NAME = regex.compile(r"[\u3400-\u9fff]{3}")
_GAP_LINES = 3
"""Lines without pipes that may lie inside a table: a cell's own line breaks."""
_GAP_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Grid:
    """A run of table lines."""

    rows: tuple[GridRow, ...]
    stream: bool
    """One cell a line: the ends of rows are lost."""
    moved: bool
    """Blanks at the end of a row may have been moved there."""
    bare: bool = False
    """Some lines have no pipe: nothing but the table tells that they are no prose."""
    loose: bool = False
    """So do lines between the rows: they are cells only within a table that a form knows."""


def grids(text: str, blocks: Iterable[Block]) -> Iterator[Grid]:
    """Yield the runs of table rows of the normalised `text`."""
    run: list[Block] = []
    gap: list[Block] = []
    before: Block | None = None
    lead: Block | None = None
    lines = itertools.chain(_lines(text, blocks), (None,))
    for block, after in itertools.pairwise(lines):
        assert block is not None
        if block.kind == "table_row":
            if not run:
                lead = before
            run.extend(gap)
            run.append(block)
            gap = []
        elif run and (
            _may_lie_inside(text, block, gap)
            or _is_broken_cell(text, block, after)
            or opens_row(text, run, block, after)
        ):
            gap.append(block)
        elif run:
            yield _grid(text, run, lead)
            run, gap = [], []
        before = block
    if run:
        yield _grid(text, run, lead)


def _lines(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Join the blocks of one line: a heading and the text glued to it. Cells that stand beside prose are apart."""
    held: Block | None = None
    for block in blocks:
        if held is not None and "table_row" in {held.kind, block.kind}:
            yield from _part(text, held)
            held = None
        held = block if held is None else Block(held.kind, held.start, block.end)
        if text[held.end - 1] == "\n":
            yield from _part(text, held)
            held = None
    if held is not None:
        yield from _part(text, held)


def _part(text: str, block: Block) -> Iterator[Block]:
    """Yield a block, but no lone pipes of a line whose rest is prose, and no pipe that parts prose from its cells."""
    if block.kind != "table_row" or block.start == 0 or text[block.start - 1] == "\n":
        yield block
    elif text[block.start : block.end].strip("| \n"):
        yield Block(block.kind, block.start + (text[block.start] == "|"), block.end)


def _may_lie_inside(text: str, block: Block, gap: list[Block]) -> bool:
    """Allow a blank line, or a short line that may be the middle of a cell; a heading ends the table."""
    if block.kind == "blank":
        return len(gap) < 2 * _GAP_LINES
    if block.kind == "heading" or block.end - block.start > _GAP_LENGTH or len(gap) >= 2 * _GAP_LINES:
        return False
    return not any(stop in text[block.start : block.end] for stop in "。;!?")


def _is_broken_cell(text: str, block: Block, after: Block | None) -> bool:
    """Tell a cell whose pipe a line break put on the next line from a heading: (三)不予公开 and then | alone."""
    opened = text.startswith("(", block.start) and block.end - block.start <= _GAP_LENGTH
    return opened and after is not None and after.kind == "table_row" and _opens(text, after)


def _grid(text: str, run: list[Block], lead: Block | None) -> Grid:
    parted = parted_cells(text, run, lead)
    if parted:
        return Grid(tuple(parted), stream=True, moved=False, bare=True)
    opened = _opened_rows(text, run)
    closed = [] if opened else closed_rows(text, run, lead)
    if opened or closed:
        return Grid(tuple(opened or closed), stream=False, moved=False, bare=bool(closed))
    lines = [block for block in run if block.kind != "blank"]
    piped = sum(text[block.start] == "|" for block in lines)
    rows = [_row(text, block.start, block.end, bare=piped * 4 < len(lines)) for block in lines]
    alone = [row for row in rows if text[row.start : row.end].strip() == "|"]
    rows = [row for row in rows if row.cells and not _is_rule(text, row)]
    rows = [row for row in rows if len(row.cells) > 1 or row.cells[0].text]
    if _doubled(text, rows):
        rows = [GridRow(tuple(cell for cell in row.cells if cell.text), row.start, row.end) for row in rows]
        return Grid(tuple(rows), stream=False, moved=False)
    filled = [sum(1 for cell in row.cells if cell.text) for row in rows]
    stream = bool(rows) and (sum(count <= 1 for count in filled) * 10 >= 7 * len(rows) or _cut_anywhere(rows))
    moved = not stream and _moved(text, rows)
    if stream and alone:
        lone = [GridRow((Cell("", row.start, row.start, lone=True),), row.start, row.end) for row in alone]
        rows = sorted((*rows, *lone), key=_start_of)
    loose = any(text.find("|", block.start, block.end) < 0 for block in lines)
    return Grid(tuple(rows), stream=stream, moved=moved, loose=loose)


def _start_of(row: GridRow) -> int:
    return row.start


def _is_rule(text: str, row: GridRow) -> bool:
    """Tell whether a row is the line of dashes below a header: |---|---|."""
    return text.find("---", row.start, row.end) >= 0 and _RULE.fullmatch(text, row.start, row.end) is not None


def _opened_rows(text: str, run: list[Block]) -> list[GridRow]:
    r"""Join the lines of each row where a line of nothing but pipes opens every row; else return nothing.

    Within a row, a pipe alone behind white space is a blank cell: `|\n 规章  |\n   |\n 2  |` is 规章, blank, 2.
    """
    if not _opens(text, run[0]):
        return []
    rows: list[GridRow] = []
    for block in run:
        line = _row(text, block.start, block.end)
        if _opens(text, block):
            rows.append(line)
        elif block.kind != "blank":
            blank = () if line.cells else (Cell("", block.start, block.start),)
            rows[-1] = GridRow((*rows[-1].cells, *line.cells, *blank), rows[-1].start, line.end)
    rows = [row for row in rows if any(cell.text for cell in row.cells)]
    several = sum(len(row.cells) > 1 for row in rows)
    if len(rows) < 2:
        return []  # One pipe alone opens no rows: it ended a title that was broken over two lines.
    return rows if several * 2 > len(rows) and not any(_label_behind_figure(row) for row in rows) else []


def _opens(text: str, block: Block) -> bool:
    return text[block.start] == "|" and not text[block.start : block.end].replace("|", "").strip()


def _label_behind_figure(row: GridRow) -> bool:
    """Tell whether a label follows a figure or a mark for none (无, /): these are several rows, not one."""
    valued = [bool(cell.text) and is_value(cell.text) for cell in row.cells]
    figure = valued.index(True) if True in valued else len(valued)
    rest = zip(row.cells[figure:], valued[figure:], strict=True)
    return any(_LABEL.fullmatch(cell.text) and not value for cell, value in rest)


def _row(text: str, start: int, end: int, *, bare: bool = False) -> GridRow:
    """Cut a line at its pipes; what stands empty before the first and after the last pipe is no cell.

    Where rows are `bare`, without a pipe before their first cell, a pipe that opens a line stands behind a blank cell.
    """
    stop = end - 1 if text[end - 1] == "\n" else end
    cells = []
    position = start
    pieces = text[start:stop].split("|")
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        stripped = piece.strip()
        if stripped:
            left = position + piece.index(stripped[0])
            cells.append(Cell(stripped, left, left + len(stripped)))
        elif 0 < index < last or (bare and index == 0 < last):
            cells.append(Cell("", position, position, bare=_is_bare(pieces, index)))
        position += len(piece) + 1
    return GridRow(tuple(cells), start, stop)


def _is_bare(pieces: list[str], index: int) -> bool:
    """Tell the rest of a merged cell from a blank one: `||`, or the first of the pipes behind `label | `.

    Where cells are followed by ` | `, a blank cell has two blanks, and the one before a bare pipe belongs to the label;
    a blank cell behind the bare pipe has one: `label | | | 0 |  | 2 |`.
    """
    if not pieces[index]:
        return True
    before, after = pieces[index - 1] if index else "", pieces[index + 1]
    if pieces[index] != " " or not before.endswith(" ") or before == " " or not after:
        return False
    return after[0] != " " or (after == " " and "  " in pieces)


def _cut_anywhere(rows: list[GridRow]) -> bool:
    """Tell whether line ends stand within rows: lines begin with figures that are no serials, and labels follow."""
    begun = [[cell.text for cell in row.cells if cell.text] for row in rows if _begins_with_figure(row)]
    if len(begun) < _FEWEST_CUT or len(begun) * 3 < len(rows):
        return False
    return not rise([texts[0] for texts in begun]) or sum(is_value(texts[1]) for texts in begun) * 2 > len(begun)


def _begins_with_figure(row: GridRow) -> bool:
    first, rest = row.cells[0].text, row.cells[1:]
    if not first[:1].isdigit() or not is_value(first):
        return False
    return any(_NAME.search(cell.text) and not is_value(cell.text) for cell in rest)


def _doubled(text: str, rows: list[GridRow]) -> bool:
    """Tell whether `||` is the separator: every two filled neighbours have exactly one empty piece between them.

    There a pipe opens every row: what stands before it is a title that ran into the line.
    """
    seen = False
    for row in rows:
        filled = [index for index, cell in enumerate(row.cells) if cell.text]
        if filled and text.find("|", row.start, row.cells[filled[0]].start) < 0:
            filled = filled[1:]
        for left, right in itertools.pairwise(filled):
            if right - left != 2:
                return False
            seen = True
    return seen


def _moved(text: str, rows: list[GridRow]) -> bool:
    """Tell whether blanks at a row's end prove nothing: they pad or were moved there, and none lies inside a row."""
    padded = False
    for row in rows:
        blank = False
        for cell in row.cells:
            if cell.text and blank:
                return False
            blank = blank or not cell.text
        if blank:
            if "|  |" in text[row.start : row.end]:
                return False
            padded = True
    return padded
