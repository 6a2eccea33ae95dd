"""Which column of the form each column of a table is, told by its headers; and which cells stand under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govreport_parser.tables.cells import Cell
from govreport_parser.tables.folding import bracketed_unit, fold, is_within
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.recover import row_total
from govreport_parser.tables.segments import Segment
from govreport_parser.tables.values import read_value
from govreport_parser.tables.vocabulary import PartIndex, Vocabulary

__all__ = ["Columns", "block_columns", "matrix_columns", "under_headers"]

_SHORTEST_HEADER = 3
_GROUP = "法人或其他组织"
_LAST_YEAR = "上"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of values from left to right."""

    order: list[int | None]
    """The form's column; None where the form has none of this name."""
    names: list[str] = field(default_factory=list)
    """The headers' own words, where a header was found."""
    units: dict[int, str] = field(default_factory=dict)
    """The units that headers name in brackets."""
    starts: list[int] = field(default_factory=list)
    """The place of each column's first cell in a row of the grid; empty where the layout does not keep places."""
    size: int = 0
    """The cells of the rows that `starts` counts in."""

    def whole(self, index: PartIndex) -> bool:
        """Tell whether these are the columns of the form, in its order."""
        return self.order == list(range(len(index.part.column)))


@dataclass(frozen=True, slots=True)
class _Label:
    """A header's label and the place of its first cell in the row."""

    text: str
    place: int


def block_columns(segment: Segment, index: PartIndex, words: Vocabulary) -> Columns:
    """Read the headers of a block of Article 20: the one that names most columns of the form counts."""
    best = Columns([])
    size = 0
    units: dict[int, str] = {}
    for header in (*segment.headers, *segment.inherited):
        found = _named(_whole_labels(header.labels, header.cells, index), index, words)
        units |= found.units
        if _known(found) > _known(best):
            best, size = found, len(header.cells)
    joined = _over_lines(segment, index, words)
    if _known(joined) > _known(best):
        best, size = joined, 0
    if not best.order or segment.deduplicated:
        return Columns(list(range(len(index.part.column))), units=units)
    return Columns(best.order, best.names, units, best.starts if segment.placed else [], size)


def _over_lines(segment: Segment, index: PartIndex, words: Vocabulary) -> Columns:
    """Read all header lines as one, where a line break within a cell ended the row; they must name nothing else."""
    found = _named(
        _whole_labels([cell for header in segment.headers for cell in header.labels], (), index), index, words
    )
    clear = _known(found) == len(found.order) == len(set(found.order))
    return Columns(found.order, found.names, found.units) if clear else Columns([])


def _known(columns: Columns) -> int:
    return sum(column is not None for column in columns.order)


def _named(labels: Sequence[_Label], index: PartIndex, words: Vocabulary) -> Columns:
    """Name the columns behind the header of the row labels (信息内容); without one, from the first that is known.

    Where several headers run together, the last is that of the rows.
    """
    heads = [place for place, label in enumerate(labels) if words.roles.get(fold(label.text)) == "label"]
    first = heads[-1] if heads else None
    columns = Columns([])
    for label in labels if first is None else labels[first + 1 :]:
        name = fold(label.text)
        if not name:
            # The rest of a note that a blank cut off: (单位: | 万元).
            continue
        column = _column(index, name, columns.order)
        unit = bracketed_unit(label.text)
        if column is not None and unit:
            columns.units[column] = unit
        if column is not None or columns.order or first is not None:
            columns.order.append(column)
            columns.names.append(label.text)
            columns.starts.append(label.place)
    return columns


def _whole_labels(labels: Sequence[Cell], cells: Sequence[Cell], index: PartIndex) -> list[_Label]:
    """Join two pieces that are a column's name only together: 本年新, 制作数量. `cells` is the row of both."""
    return list(_joined(labels, {cell: place for place, cell in enumerate(cells)}, index))


def _joined(labels: Sequence[Cell], places: dict[Cell, int], index: PartIndex) -> Iterator[_Label]:
    rest = iter(labels)
    label = next(rest, None)
    for after in rest:
        assert label is not None
        joined = label.text + after.text
        if fold(joined) in index.columns and fold(label.text) not in index.columns:
            yield _Label(joined, places.get(label, 0))
            label = next(rest, None)
        else:
            yield _Label(label.text, places.get(label, 0))
            label = after
    if label is not None:
        yield _Label(label.text, places.get(label, 0))


def _column(index: PartIndex, label: str, taken: Sequence[int | None]) -> int | None:
    """Find a column by its name; a cut one is the first free column that begins so, else the only one it lies within.

    本年新 is cut, 本年发件 has lost a character of 本年制发件数.
    """
    if label in index.columns:
        column = index.columns[label]
        # One name over two columns: the second has none of its own.
        return None if column in taken else column
    if len(label) < _SHORTEST_HEADER:
        return None
    free = {name: column for name, column in index.columns.items() if column not in taken}
    for name, column in free.items():
        if name.startswith(label):
            return column
    # A column of last year says so: what has lost 上一年 may be of this year.
    within = {
        c for name, c in free.items() if is_within(label, name) and (_LAST_YEAR in label or _LAST_YEAR not in name)
    }
    return within.pop() if len(within) == 1 else None


def matrix_columns(segment: Segment, index: PartIndex) -> Columns:
    """Read the applicants: in the order of a header that names all seven, else as in the form or as the sums demand."""
    usual: list[int | None] = list(range(len(index.part.column)))
    places: dict[int, int] = {}
    sizes: set[int] = set()
    order = _fewer(segment, index) or usual
    for header in () if segment.deduplicated else (*segment.headers, *segment.inherited):
        named = [index.columns.get(fold(cell.text)) for cell in header.labels]
        known = [column for column in named if column is not None]
        # With the group's name among them, two rows of headers have run together: their order tells nothing.
        grouped = any(fold(cell.text) == _GROUP for cell in header.labels)
        if sorted(known) == usual and len(header.labels) <= len(usual) + 1 and not grouped:
            order = [*known]
        for place, cell in enumerate(header.cells):
            column = index.columns.get(fold(cell.text)) if cell.text else None
            if column is not None:
                places.setdefault(column, place)
                sizes.add(len(header.cells))
    if order == usual and places.get(len(usual) - 1, len(usual)) < places.get(0, 0):
        order = _by_sums(segment, usual)
    starts = [places[column] for column in order if column in places]
    rising = len(starts) == len(order) and starts == sorted(set(starts)) and len(sizes) == 1
    return Columns(order, starts=starts if segment.placed and rising else [], size=max(sizes, default=0))


def _figures(row: Reading) -> list[Decimal | None]:
    return [read_value(cell.text).value for cell in row.values if cell.text]


def _fewer(segment: Segment, index: PartIndex) -> list[int | None]:
    """Return the columns of a table that has only some: 自然人, 法人或其他组织, 总计, or 总计 alone; else nothing.

    One header row names them all, each row has a figure for each, and the last is the sum of the others.
    """
    named = [
        [cell for cell in header.labels if fold(cell.text) == _GROUP or fold(cell.text) in index.columns]
        for header in (*segment.headers, *segment.inherited)
    ]
    naming = [cells for cells in named if cells]
    rows = [_figures(row) for row in segment.rows if not row.empty]
    if len(naming) != 1 or not rows or len(naming[0]) >= len(index.part.column):
        return []
    order = [index.columns.get(fold(cell.text)) for cell in naming[0]]
    if order[-1] != len(index.part.column) - 1 or any(len(row) != len(order) or None in row for row in rows):
        return []
    return order if len(order) == 1 or all(row_total(row) for row in rows) else []


def _by_sums(segment: Segment, usual: list[int | None]) -> list[int | None]:
    """Tell where a header that prints 总计 first stands over totals: in the first column or, as often, in the last."""
    first = last = 0
    for figures in (_figures(row) for row in segment.rows):
        if len(figures) == len(usual) and None not in figures and any(figures):
            first += row_total([*figures[1:], figures[0]])
            last += row_total(figures)
    return [usual[-1], *usual[:-1]] if first > last else usual


def under_headers(reading: Reading, columns: Columns) -> list[Cell] | None:
    """Return a row's cells column by column where merged cells have left blanks between them; None without places.

    `规章 | 5 |  |  | 66` under `信息内容 | 本年制发件数 | 本年废止件数 |  | 现行有效件数` is 5, blank, 66. Where
    a value stands behind a header's first cell the row is divided otherwise: the values alone are returned.
    """
    filled = [cell for cell in reading.values if cell.text]
    if len(filled) == len(columns.order):
        return filled
    if not filled or not columns.starts or len(reading.cells) != columns.size:
        return None
    found: dict[int, Cell] = {}
    for place, cell in enumerate(reading.cells):
        if not cell.text or cell not in filled:
            continue
        if place not in columns.starts:
            return filled
        found[columns.starts.index(place)] = cell
    return [found.get(column, reading.cells[start]) for column, start in enumerate(columns.starts)]
