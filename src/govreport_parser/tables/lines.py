"""One row of a sheet: its cells fitted into the columns, figures that ran together divided, the indicators made."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from govreport_parser.tables.build import Builder
from govreport_parser.tables.cells import Cell, stretch_of
from govreport_parser.tables.columns import Columns, under_headers
from govreport_parser.tables.form_model import IndicatorSpec
from govreport_parser.tables.glued import Division, divisions
from govreport_parser.tables.model import NO_COLUMN
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.recover import Placed
from govreport_parser.tables.values import is_value, read_value
from govreport_parser.tables.vocabulary import Node

__all__ = ["Line", "divide", "emit", "fit", "is_glued", "matched_lines", "trim"]


@dataclass(slots=True, eq=False)
class Line:
    """A matched row with its value cells; `open` where blanks were lost or may stand elsewhere."""

    reading: Reading
    node: Node
    cells: list[Cell]
    width: int
    open: bool
    divided: bool = False
    """The cells are those of figures that ran together: the form leaves no other way to divide them."""

    @property
    def values(self) -> list[Decimal | None]:
        """What the cells say, cell by cell; None for a blank."""
        return [read_value(cell.text).value for cell in self.cells]


def fit(builder: Builder, reading: Reading, node: Node, columns: Columns) -> Line | None:
    """Fit the cells into the columns; None where there are more values than columns."""
    width = len(columns.order)
    # A sheet has no column of units: a mark that stands where a unit might is the first value.
    marked = reading.unit is not None and is_value(reading.unit.text)
    values = (reading.unit, *reading.values) if reading.unit is not None and marked else reading.values
    cells = _run_together(values) if width > 1 else list(values)
    if len(cells) > width:
        whole = [cell for cell in values if not cell.bare]
        cells = whole if len(whole) == width else under_headers(reading, columns) or trim(values, width)
    if len(cells) > width:
        cells = [cell for cell in cells if cell.text]
        if len(cells) > width:
            return None
    moved = builder.segment.moved and bool(cells) and not cells[-1].text
    if moved:
        while cells and not cells[-1].text:
            cells.pop()
    if not cells:
        place = _place(reading)
        return Line(reading, node, [Cell("", place, place)] * width, width, open=builder.segment.deduplicated)
    return Line(reading, node, cells, width, open=len(cells) < width)


def _run_together(values: Sequence[Cell]) -> list[Cell]:
    """Mark the only figure of a row as that of several columns where it begins with a 0 that is no value: 000."""
    filled = [cell for cell in values if cell.text]
    if len(filled) == 1 and filled[0].text.isdecimal() and len(filled[0].text) > 1 and filled[0].text[0] == "0":
        return [filled[0]._replace(glued=True)]
    return list(values)


def trim(values: Sequence[Cell], width: int) -> list[Cell]:
    """Drop the empty cells that merged label cells leave before the values, or the padding behind them.

    Where blanks stand on both sides, or inside too, those of the side with bare pipes are no values; where that does
    not tell, the filled cells alone are left.
    """
    surplus = len(values) - width
    filled = [place for place, cell in enumerate(values) if cell.text]
    if surplus <= 0 or not filled:
        return list(values[:width])
    before, behind = filled[0], len(values) - 1 - filled[-1]
    merged = any(cell.bare for cell in values[:before])
    padded = any(cell.bare for cell in values[filled[-1] :])
    inside = len(filled) <= filled[-1] - filled[0]
    start = min(before, surplus)
    if behind and (before or inside) and surplus < before + behind + inside:
        if merged == padded:
            return [values[place] for place in filled]
        start = start if merged else surplus - min(behind, surplus)
    return list(values[start : len(values) - min(behind, surplus - start)])


def _place(reading: Reading) -> int:
    """Return where a lost cell would stand: behind the last text of the row."""
    filled = [cell for cell in (*reading.labels, *reading.values) if cell.text]
    return filled[-1].end if filled else reading.end


def matched_lines(builder: Builder, columns: Columns) -> list[Line]:
    """Match the rows of the segment; what fits nothing is kept aside with its reason."""
    lines: list[Line] = []
    for reading, node in builder.matched():
        line = fit(builder, reading, node, columns)
        if line is None:
            _surplus(builder, reading, node)
        else:
            lines.append(line)
    return lines


def _surplus(builder: Builder, reading: Reading, node: Node) -> None:
    """More values than columns: one value said several times is read; different ones leave the cell open."""
    filled = [cell for cell in reading.values if cell.text]
    values = {read_value(cell.text).value for cell in filled}
    if len(node.specs) != 1:
        builder.reject(reading, "the row has more values than the form has columns")
    elif len(values) == 1:
        builder.add(node.specs[0], filled[0])
    else:
        builder.add(node.specs[0], stretch_of(filled), status="ambiguous", candidates=_sorted(values))


def _sorted(values: set[Decimal | None]) -> list[Decimal]:
    return sorted(value for value in values if value is not None)


def is_glued(line: Line) -> bool:
    """Tell whether a row has fewer cells than columns, and figures that ran together among them."""
    return line.open and any(cell.glued for cell in line.cells)


def divide(lines: list[Line], *, totalled: bool, groups: int = 1) -> None:
    """Divide the figures that ran together, where the form leaves one way; `lines` are changed in place.

    Totals make it likely that every column has a figure where all rows can be divided so; else any column may be blank.
    """
    glued = [line for line in lines if is_glued(line) and len(line.cells) == 1]
    found = [_divisions(line, groups, totalled=totalled, blanks=not totalled) for line in glued]
    if totalled and not all(found):
        found = [_divisions(line, groups, totalled=True, blanks=True) for line in glued]
    for line, ways in zip(glued, found, strict=True):
        if len(ways) == 1:
            cell = line.cells[0]
            line.cells = [_stretch(cell, own) for own in ways[0]]
            line.open, line.divided = False, True


def _divisions(line: Line, groups: int, *, totalled: bool, blanks: bool) -> list[Division]:
    return divisions(line.cells[0].text, line.width // groups, groups, totalled=totalled, blanks=blanks)


def _stretch(cell: Cell, own: tuple[int, int] | None) -> Cell:
    if own is None:
        return Cell("", cell.end, cell.end)
    return Cell(cell.text[own[0] : own[1]], cell.start + own[0], cell.start + own[1])


def emit(
    builder: Builder,
    line: Line,
    specs: Sequence[IndicatorSpec | None],
    found: list[Placed] | None,
    *,
    units: Sequence[str | None] = (),
) -> None:
    """Make the indicators of one row: as shown, as the one placement that holds, or open with candidates."""
    named = units or [None] * len(specs)
    if not line.open:
        for spec, cell, unit in zip(specs, line.cells, named, strict=True):
            if spec is not None:
                builder.add(spec, cell, unit=unit, status="recovered" if line.divided else None)
            elif cell.text:
                builder.keep(cell, NO_COLUMN)
        return
    stretch = stretch_of(line.cells)
    for column, spec in enumerate(specs):
        if spec is None:
            continue
        picks = {placed[column] for placed in found or ()}
        texts = {None if pick is None else line.cells[pick].text for pick in picks}
        if len(texts) == 1:
            pick = None if None in picks else min(index for index in picks if index is not None)
            gap = _gap(line, found or [], column)
            cell = Cell("", gap, gap) if pick is None else line.cells[pick]
            builder.add(spec, cell, unit=named[column], status="recovered")
        else:
            possible = texts if found else {cell.text for cell in _window(line, column)}
            if builder.segment.deduplicated or is_glued(line):
                # Any value that has occurred before may have stood here; figures that run together are no value.
                possible = set()
            values = {read_value(text).value for text in possible if text is not None}
            builder.add(spec, stretch, unit=named[column], status="ambiguous", candidates=_sorted(values))


def _window(line: Line, column: int) -> list[Cell]:
    """Return the cells that can stand in `column` when the lost blanks may lie anywhere."""
    lost = line.width - len(line.cells)
    return line.cells[max(0, column - lost) : column + 1]


def _gap(line: Line, found: Sequence[Placed], column: int) -> int:
    """Return where the lost blank of `column` stood: behind the value before it, else before the first."""
    before = [index for placed in found[:1] for index in placed[:column] if index is not None]
    return line.cells[before[-1]].end if before else line.cells[0].start
