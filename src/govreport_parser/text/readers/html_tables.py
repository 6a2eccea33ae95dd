"""Tables of a page: is it a table of data or a frame for the page, and its rows as pipe rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from govreport_parser.text.readers.html_tree import Node, pieces
from govreport_parser.text.readers.rows import Cell, cell_text, lay_out, pipe_row

__all__ = ["Table", "find_tables"]

_PROSE = 400
_PROSE_STOPS = 3
"""A cell with so much running text holds a page; the longest note in a cell of the official forms has 90 characters."""
_NOTE = 60
"""A row that is one cell with this much text and a full stop is a paragraph set in a table."""
_DIGIT = regex.compile(r"\d")
_LINKS = 0.7
_FEW = 3


@dataclass(slots=True, eq=False)
class Table:
    """One <table> with the rows that are its own."""

    node: Node
    rows: list[tuple[Node, list[Node]]] = field(default_factory=list)
    is_data: bool = False
    has_figures: bool = False
    """Several rows, and a digit somewhere in them."""
    flowing: dict[Node, Node] = field(default_factory=dict)
    """Rows that are one cell of running text or with a table of its own, and that cell: read as parts of the page."""

    def lines(self) -> Iterator[tuple[Node, str]]:
        """Yield each row with its pipe row; the cell of a row that flows with an empty text."""
        laid = lay_out(self._cells())
        self.has_figures = len(laid) > 1 and any(_DIGIT.search(cell or "") for line in laid for cell in line)
        for (row, _), line in zip(self.rows, laid, strict=True):
            if row in self.flowing:
                yield self.flowing[row], ""
            elif any(line):
                yield row, pipe_row(line)

    def _cells(self) -> Iterator[list[Cell]]:
        for row, cells in self.rows:
            yield [] if row in self.flowing else [_cell(cell) for cell in cells]


def _cell(node: Node) -> Cell:
    return Cell(cell_text(pieces(node)), node.columns, node.rows)


def find_tables(top: Node) -> dict[Node, Table]:
    """Return every table below `top`, judged by its content."""
    tables = _collect(top)
    holding: set[Node] = set()
    for node in reversed(tables):
        table = tables[node]
        _judge(table, holding)
        if table.is_data and len(table.rows) > 1:
            _mark_holders(node, holding)
    return tables


def _collect(top: Node) -> dict[Node, Table]:
    """Give every row to the table, and every cell to the row, that it stands in most closely."""
    tables: dict[Node, Table] = {}
    table_of: dict[Node, Table] = {}
    cells_of: dict[Node, list[Node]] = {}
    for node in top.walk():
        if node.tag == "table":
            tables[node] = table_of[node] = Table(node)
            continue
        parent = node.parent
        if parent is None or parent not in table_of:
            continue
        table_of[node] = table_of[parent]
        if node.tag == "tr":
            cells_of[node] = []
            table_of[node].rows.append((node, cells_of[node]))
        elif parent in cells_of:
            cells_of[node] = cells_of[parent]
            if node.tag in {"td", "th"}:
                cells_of.pop(node)
                cells_of[parent].append(node)
    return tables


def _mark_holders(node: Node, holding: set[Node]) -> None:
    """Mark the cells that hold a table of data; an ancestor that is marked has marked its own."""
    parent = node.parent
    while parent is not None and parent not in holding:
        holding.add(parent)
        parent = parent.parent


def _judge(table: Table, holding: set[Node]) -> None:
    """Decide by content: a table that frames running text or other tables beside something else is no data."""
    filled = [[cell for cell in cells if cell.measure.prose or cell.measure.linked] for _, cells in table.rows]
    measure = table.node.measure
    is_list = measure.links > _FEW and measure.linked > _LINKS * (measure.prose + measure.linked)
    if is_list or max(map(len, filled), default=0) < 2:
        return
    covered_to = 0
    for index, ((row, cells), found) in enumerate(zip(table.rows, filled, strict=True)):
        framed = [cell for cell in found if cell in holding or _is_page(cell)]
        alone = len(found) == 1 and index >= covered_to
        if framed and not alone:
            return
        if alone and (framed or _is_note(found[0])):
            table.flowing[row] = found[0]
        covered_to = max([covered_to, *(index + cell.rows for cell in cells if cell.rows > 1)])
    table.is_data = len(table.flowing) < sum(map(bool, filled))


def _is_page(cell: Node) -> bool:
    return cell.measure.prose > _PROSE and cell.measure.stops >= _PROSE_STOPS


def _is_note(cell: Node) -> bool:
    return cell.measure.prose > _NOTE and cell.measure.stops > 0
