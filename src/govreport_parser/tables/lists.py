"""The list forms (2008, 2014): one row an indicator, `label | unit | value`, perhaps with further columns of values."""

from govreport_parser.tables.build import Builder
from govreport_parser.tables.grid import Cell
from govreport_parser.tables.match import find_row
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.values import read_value
from govreport_parser.tables.vocabulary import Node

__all__ = ["build_list"]


def build_list(builder: Builder) -> None:
    """Match every row of a list form."""
    index = builder.segment.index
    assert index is not None
    before: Node | None = None
    seen: set[str] = set()
    for reading in builder.segment.rows:
        match = find_row(index, reading, before)
        node = match.node
        if node is None:
            builder.reject(reading, match.reason)
            continue
        before = node
        if node.row.kind == "heading":
            if any(read_value(cell.text).value is not None for cell in reading.values):
                builder.reject(reading, "a heading row of the form has no value")
        elif node.row.code in seen:
            builder.reject(reading, "the row stands twice in the table")
        else:
            seen.add(node.row.code)
            _add(builder, reading, node)


def _add(builder: Builder, reading: Reading, node: Node) -> None:
    unit = None
    if reading.unit is not None and reading.unit.text != "——":
        unit = reading.unit.text
    values = reading.values
    if len(values) > 1:
        filled = [cell for cell in values if cell.text]
        values = tuple(filled[:1]) if filled else values[:1]
    builder.add(node.specs[0], values[0] if values else lost_cell(reading), unit=unit)


def lost_cell(reading: Reading) -> Cell:
    """Return an empty cell behind the last text of a row whose value the layout has lost."""
    last = reading.unit or (reading.labels[-1] if reading.labels else None)
    place = last.end if last else reading.end
    return Cell("", place, place)
