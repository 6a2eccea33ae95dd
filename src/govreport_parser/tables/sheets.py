"""The forms of 2019 and 2021: blocks of Article 20, applications by applicant, and the 15 cells of reviews."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from govreport_parser.tables.build import Builder
from govreport_parser.tables.folding import bracketed_unit, fold
from govreport_parser.tables.forms import IndicatorSpec
from govreport_parser.tables.grid import Cell
from govreport_parser.tables.match import find_row
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.recover import Placed, grouped_placements, row_placements, settle
from govreport_parser.tables.values import read_value
from govreport_parser.tables.vocabulary import Node, PartIndex, vocabulary

__all__ = ["build_block", "build_cells", "build_matrix"]

_SHORTEST_HEADER = 3


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


def _line(builder: Builder, reading: Reading, node: Node, width: int) -> _Line | None:
    """Fit the cells into `width` columns; None where there are more values than columns."""
    cells = _trim(reading.values, width)
    if len(cells) > width:
        return None
    moved = builder.segment.moved and bool(cells) and not cells[-1].text
    if moved:
        while cells and not cells[-1].text:
            cells.pop()
    if not cells:
        place = _place(reading)
        return _Line(reading, node, [Cell("", place, place)] * width, width, open=False)
    return _Line(reading, node, cells, width, open=len(cells) < width)


def _trim(values: Sequence[Cell], width: int) -> list[Cell]:
    """Drop the empty cells that merged label cells leave before the values, then the padding behind them."""
    start, end = 0, len(values)
    while end - start > width and not values[start].text:
        start += 1
    while end - start > width and not values[end - 1].text:
        end -= 1
    return list(values[start:end])


def _place(reading: Reading) -> int:
    """Return where a lost cell would stand: behind the last text of the row."""
    filled = [cell for cell in (*reading.labels, *reading.values) if cell.text]
    return filled[-1].end if filled else reading.end


def _matched(builder: Builder, width: int | None) -> list[_Line]:
    """Match the rows of the segment; what fits nothing is kept aside with its reason."""
    index = builder.segment.index
    assert index is not None
    lines: list[_Line] = []
    before: Node | None = None
    seen: set[str] = set()
    for reading in builder.segment.rows:
        match = find_row(index, reading, before)
        node = match.node
        if node is None:
            builder.reject(reading, match.reason)
            continue
        before = node
        if not node.specs:
            if any(cell.text for cell in reading.values):
                builder.reject(reading, "a heading row of the form has no value")
            continue
        if node.row.code in seen:
            builder.reject(reading, "the row stands twice in the table")
            continue
        line = _line(builder, reading, node, len(node.specs) if width is None else width)
        if line is None:
            _surplus(builder, reading, node)
        else:
            lines.append(line)
        seen.add(node.row.code)
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
        stretch = _stretch(filled)
        builder.add(node.specs[0], stretch, status="ambiguous", candidates=_sorted(values))


def _stretch(cells: Sequence[Cell]) -> Cell:
    return Cell("", cells[0].start, cells[-1].end)


def _sorted(values: set[Decimal | None]) -> list[Decimal]:
    return sorted(value for value in values if value is not None)


def build_matrix(builder: Builder) -> None:
    """Read applications: rows of outcomes by seven kinds of applicants."""
    index = builder.segment.index
    assert index is not None
    lines = _matched(builder, len(index.part.column))
    order = _applicant_order(builder, index)
    full = {line.node.row.code: line.values for line in lines if not line.open}
    short = {line.node.row.code: line.values for line in lines if line.open}
    found = row_placements(short, len(index.part.column), full.values())
    identities = [
        (relation.whole, relation.parts) for relation in index.part.relation if relation.kind in {"balance", "sum"}
    ]
    if found:
        settle(found, full, identities)
    for line in lines:
        specs = [line.node.specs[column] for column in order]
        _emit(builder, line, specs, found[line.node.row.code][1] if line.open else None)


def _applicant_order(builder: Builder, index: PartIndex) -> list[int]:
    """Return the columns from left to right: as a header row that names all seven has them, else as in the form."""
    usual = list(range(len(index.part.column)))
    for header in builder.segment.headers:
        named = [index.columns.get(fold(cell.text)) for cell in header.labels]
        order = [column for column in named if column is not None]
        if sorted(order) == usual and len(header.labels) <= len(usual) + 1:
            return order
    return usual


def build_cells(builder: Builder) -> None:
    """Read reviews and litigation: one row of 15 cells, five outcomes three times."""
    index = builder.segment.index
    assert index is not None
    specs = [spec for node in index.nodes.values() for spec in node.specs]
    node = next(node for node in index.nodes.values() if node.specs)
    done = False
    for reading in builder.segment.rows:
        if reading.labels and reading.empty:
            continue
        line = _line(builder, reading, node, len(specs))
        if done or line is None or (reading.labels and len(line.cells) < len(specs) // 3):
            builder.reject(reading, "the row is not the one row of 15 values")
            continue
        done = True
        _emit(builder, line, specs, grouped_placements(line.values, len(specs) // 5, 5) if line.open else None)


def build_block(builder: Builder) -> None:
    """Read a block of Article 20: columns by their headers, rows by their labels."""
    index = builder.segment.index
    assert index is not None
    order, units = _columns(builder, index)
    for line in _matched(builder, len(order)):
        specs = [
            None if column is None or column >= len(line.node.specs) else line.node.specs[column] for column in order
        ]
        _emit(builder, line, specs, None, units=[None if column is None else units.get(column) for column in order])


def _columns(builder: Builder, index: PartIndex) -> tuple[list[int | None], dict[int, str]]:
    """Return which column of the form each column of values is (None: unknown), and the units that headers name."""
    best: list[int | None] = []
    units: dict[int, str] = {}
    rows = [header.labels for header in builder.segment.headers]
    for labels in rows:
        found = _columns_of(index, labels, units)
        if _named(found) > _named(best):
            best = found
    # A line break within a cell can end the row: then the header is all of these lines together.
    joined = _columns_of(index, [label for row in rows for label in row], units)
    if _named(joined) > _named(best) and len(set(joined)) == len(joined) == _named(joined):
        best = joined
    return best or list(range(len(index.part.column))), units


def _columns_of(index: PartIndex, labels: Sequence[Cell], units: dict[int, str]) -> list[int | None]:
    """Return the columns that a header's labels name, from the first named on; `units` takes the units in brackets.

    Where several headers run together, the last is that of the rows: it begins anew with 信息内容.
    """
    found: list[int | None] = []
    roles = vocabulary().roles
    for label in _whole_labels(labels, index):
        if roles.get(fold(label)) == "label":
            found = []
        column = _column(index, fold(label), found)
        unit = bracketed_unit(label)
        if column is not None and unit:
            units[column] = unit
        if column is not None or found:
            found.append(column)
    return found


def _named(columns: Sequence[int | None]) -> int:
    return sum(column is not None for column in columns)


def _whole_labels(labels: Sequence[Cell], index: PartIndex) -> Iterator[str]:
    """Yield the labels of a header; two pieces that are a column's name only together (本年新, 制作数量) are one."""
    rest = iter(labels)
    label = next(rest, None)
    for after in rest:
        assert label is not None
        joined = label.text + after.text
        if fold(joined) in index.columns and fold(after.text) not in index.columns:
            yield joined
            label = next(rest, None)
        else:
            yield label.text
            label = after
    if label is not None:
        yield label.text


def _column(index: PartIndex, label: str, taken: Sequence[int | None]) -> int | None:
    """Find a column by its name; a truncated name is the first free column that begins with it."""
    if label in index.columns:
        return index.columns[label]
    if len(label) < _SHORTEST_HEADER:
        return None
    for name, column in index.columns.items():
        if column not in taken and name.startswith(label):
            return column
    return None


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
        return
    stretch = _stretch(line.cells)
    for column, spec in enumerate(specs):
        if spec is None:
            continue
        picks = {placed[column] for placed in found or ()}
        texts = {None if pick is None else line.cells[pick].text for pick in picks}
        if len(texts) == 1:
            pick = None if None in picks else min(index for index in picks if index is not None)
            cell = Cell("", *[_gap(line, found or [], column)] * 2) if pick is None else line.cells[pick]
            builder.add(spec, cell, unit=named[column], status="recovered")
        else:
            possible = texts if found else {cell.text for cell in _window(line, column)}
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
