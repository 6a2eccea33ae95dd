"""The forms of 2019 and 2021: blocks of Article 20, applications by applicant, and the 15 cells of reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from govreport_parser.tables.build import Builder
from govreport_parser.tables.cells import Cell, stretch_of
from govreport_parser.tables.columns import Columns, block_columns, matrix_columns, under_headers
from govreport_parser.tables.folding import fold
from govreport_parser.tables.form_model import IndicatorSpec
from govreport_parser.tables.model import NO_COLUMN
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.recover import OpenRow, Placed, grouped_placements, row_placements, settle
from govreport_parser.tables.values import is_value, read_value
from govreport_parser.tables.vocabulary import Node, PartIndex, vocabulary

__all__ = ["build_block", "build_cells", "build_matrix"]


_LITIGATION = ("未经复议", "复议后")
"""What tells the two groups of lawsuits apart."""


@dataclass(slots=True, eq=False)
class _Line:
    """A matched row with its value cells; `open` where blanks were lost or may stand elsewhere."""

    reading: Reading
    node: Node
    cells: list[Cell]
    width: int
    open: bool

    @property
    def values(self) -> list[Decimal | None]:
        return [read_value(cell.text).value for cell in self.cells]


def _line(builder: Builder, reading: Reading, node: Node, columns: Columns) -> _Line | None:
    """Fit the cells into the columns; None where there are more values than columns."""
    width = len(columns.order)
    # A sheet has no column of units: a mark that stands where a unit might is the first value.
    marked = reading.unit is not None and is_value(reading.unit.text)
    values = (reading.unit, *reading.values) if reading.unit is not None and marked else reading.values
    cells = list(values)
    if len(values) > width:
        whole = [cell for cell in values if not cell.bare]
        cells = whole if len(whole) == width else under_headers(reading, columns) or _trim(values, width)
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
        return _Line(reading, node, [Cell("", place, place)] * width, width, open=builder.segment.deduplicated)
    return _Line(reading, node, cells, width, open=len(cells) < width)


def _trim(values: Sequence[Cell], width: int) -> list[Cell]:
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


def _matched(builder: Builder, columns: Columns) -> list[_Line]:
    """Match the rows of the segment; what fits nothing is kept aside with its reason."""
    lines: list[_Line] = []
    for reading, node in builder.matched():
        line = _line(builder, reading, node, columns)
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


def build_matrix(builder: Builder) -> None:
    """Read applications: rows of outcomes by seven kinds of applicants."""
    index = builder.segment.index
    assert index is not None
    columns = matrix_columns(builder.segment, index)
    lines = _matched(builder, columns)
    full = {line.node.row.code: line.values for line in lines if not line.open}
    short = {line.node.row.code: line.values for line in lines if line.open}
    # What a scraper dropped as repeated was no blank, and a total elsewhere tells no place: no placement is sought.
    sought = not builder.segment.deduplicated and columns.order == list(range(len(index.part.column)))
    found: dict[str, OpenRow] = (
        {code: (values, []) for code, values in short.items()}
        if not sought
        else row_placements(short, len(index.part.column), full.values())
    )
    identities = [
        (relation.whole, relation.parts) for relation in index.part.relation if relation.kind in {"balance", "sum"}
    ]
    if found and sought:
        settle(found, full, identities)
    for line in lines:
        specs = [None if column is None else line.node.specs[column] for column in columns.order]
        _emit(builder, line, specs, found[line.node.row.code][1] if line.open else None)


def build_cells(builder: Builder) -> None:
    """Read reviews and litigation: one row of 15 cells, five outcomes three times; or a row of five for each group."""
    index = builder.segment.index
    assert index is not None
    groups = {code: node for code, node in index.nodes.items() if node.specs}
    for reading in builder.segment.rows:
        if reading.empty and reading.labels:
            continue
        nodes = _groups(builder, index, reading)
        if not nodes or any(node.row.code not in groups for node in nodes):
            builder.reject(reading, "the row is not the one row of 15 values")
            continue
        specs = [spec for node in nodes for spec in node.specs]
        line = _line(builder, reading, nodes[0], Columns(list(range(len(specs)))))
        if line is None or (reading.labels and len(line.cells) * 3 < len(specs)):
            builder.reject(reading, "the row is not the one row of 15 values")
            continue
        for node in nodes:
            groups.pop(node.row.code)
        sought = line.open and not builder.segment.deduplicated
        found = grouped_placements(line.values, len(nodes), len(specs) // len(nodes)) if sought else None
        _emit(builder, line, specs, found)


def _groups(builder: Builder, index: PartIndex, reading: Reading) -> list[Node]:
    """Return the groups that a row has the outcomes of: the one that it or its headers name, else all."""
    usual = [node for node in index.nodes.values() if node.specs]
    if reading.labels:
        return [node for node in index.by_label.get(fold(reading.labels[-1].text), ()) if node.specs]
    size = len(usual[0].specs)
    if len(_trim(reading.values, size)) > size:
        return usual
    headed = [fold(cell.text) for header in builder.segment.headers for cell in header.labels]
    named = [node for node in usual if fold(node.row.label) in headed]
    if not named:
        captions = [builder.segment.caption, *(cell.text for row in builder.segment.headers for cell in row.labels)]
        named = _captioned(usual, captions)
    # Five outcomes under the five alone may be those of any group; under the five three times they are of all.
    several = len(named) > 1 or headed.count(fold(usual[0].specs[0].label)) > 1
    return usual if several else named


def _captioned(usual: Sequence[Node], captions: Sequence[str]) -> list[Node]:
    """Return the group that the captions speak of: 行政复议情况, 行政诉讼(复议后起诉); none where they name two."""
    told = "".join(captions)
    if "诉讼" not in told and "起诉" not in told:
        words = ["行政复议"]
    else:
        words = [word for word in _LITIGATION if word in told]
    return [node for node in usual if len(words) == 1 and words[0] in told and words[0] in node.row.label]


def build_block(builder: Builder) -> None:
    """Read a block of Article 20: columns by their headers, rows by their labels."""
    index = builder.segment.index
    assert index is not None
    columns = block_columns(builder.segment, index, vocabulary())
    units = [None if column is None else columns.units.get(column) for column in columns.order]
    for line in _matched(builder, columns):
        specs = [
            None if column is None or column >= len(line.node.specs) else line.node.specs[column]
            for column in columns.order
        ]
        _emit(builder, line, specs, None, units=units)


def _emit(
    builder: Builder,
    line: _Line,
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
                builder.add(spec, cell, unit=unit)
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
            if builder.segment.deduplicated:
                # Any value that has occurred before may have stood here.
                possible = set()
            values = {read_value(text).value for text in possible if text is not None}
            builder.add(spec, stretch, unit=named[column], status="ambiguous", candidates=_sorted(values))


def _window(line: _Line, column: int) -> list[Cell]:
    """Return the cells that can stand in `column` when the lost blanks may lie anywhere."""
    lost = line.width - len(line.cells)
    return line.cells[max(0, column - lost) : column + 1]


def _gap(line: _Line, found: Sequence[Placed], column: int) -> int:
    """Return where the lost blank of `column` stood: behind the value before it, else before the first."""
    before = [index for placed in found[:1] for index in placed[:column] if index is not None]
    return line.cells[before[-1]].end if before else line.cells[0].start
