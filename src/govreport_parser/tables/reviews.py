"""The 15 cells of reviews and lawsuits: five outcomes three times, in one row or a row for each group."""

from collections.abc import Sequence

from govreport_parser.tables.build import Builder
from govreport_parser.tables.cells import Cell, stretch_of
from govreport_parser.tables.columns import Columns
from govreport_parser.tables.folding import fold
from govreport_parser.tables.lines import divide, emit, fit, is_glued, trim
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.recover import grouped_placements, shown_total
from govreport_parser.tables.values import read_value
from govreport_parser.tables.vocabulary import Node, PartIndex

__all__ = ["build_cells"]


_LITIGATION = ("未经复议", "复议后")
"""What tells the two groups of lawsuits apart."""


def build_cells(builder: Builder) -> None:
    """Read reviews and litigation: one row of 15 cells, five outcomes three times; or a row of five for each group."""
    index = builder.segment.index
    assert index is not None
    groups = {code: node for code, node in index.nodes.items() if node.specs}
    for reading in builder.segment.rows:
        if reading.empty and reading.labels:
            continue
        lumped = _lumped(builder, index, reading)
        if lumped:
            _read_lumped(builder, groups, lumped)
            continue
        nodes = _groups(builder, index, reading)
        if not nodes or any(node.row.code not in groups for node in nodes):
            builder.reject(reading, "the row is not the one row of 15 values")
            continue
        specs = [spec for node in nodes for spec in node.specs]
        line = fit(builder, reading, nodes[0], Columns(list(range(len(specs)))))
        if line is None or (reading.labels and len(line.cells) * 3 < len(specs)):
            builder.reject(reading, "the row is not the one row of 15 values")
            continue
        for node in nodes:
            groups.pop(node.row.code)
        divide([line], totalled=True, groups=len(nodes))
        sought = line.open and not builder.segment.deduplicated and not is_glued(line)
        found = grouped_placements(line.values, len(nodes), len(specs) // len(nodes)) if sought else None
        emit(builder, line, specs, found)


def _read_lumped(builder: Builder, groups: dict[str, Node], cells: tuple[Cell, ...]) -> None:
    code, reviews = next(iter(groups.items()))
    for spec, cell in zip(reviews.specs, cells, strict=False):
        builder.add(spec, cell)
    rest = stretch_of(cells[len(reviews.specs) :])
    builder.keep(rest, "the form parts lawsuits by whether a review went before; the table does not")
    del groups[code]


def _filled(reading: Reading) -> list[Cell]:
    return [cell for cell in reading.values if cell.text]


def _lumped(builder: Builder, index: PartIndex, reading: Reading) -> tuple[Cell, ...]:
    """Return the outcomes of all lawsuits together, printed behind those of reviews: twice five.

    The form parts lawsuits by what went before them; where the header does not, only reviews have a place in it.
    """
    reviews = next(node for node in index.nodes.values() if node.specs)
    size = len(reviews.specs)
    headed = [fold(cell.text) for header in builder.segment.headers for cell in header.labels]
    known = [fold(node.row.label) for node in index.nodes.values() if fold(node.row.label) in headed]
    lawsuits = [fold(node.row.label) for node in index.nodes.values() if not node.specs]
    cells = _filled(reading)
    if known != [fold(reviews.row.label), *lawsuits] or len(cells) != 2 * size or reading.labels:
        return ()
    if headed.count(fold(reviews.specs[0].label)) != 2:
        return ()
    halves = [[read_value(cell.text).value for cell in half] for half in (cells[:size], cells[size:])]
    return tuple(cells) if all(None not in half and shown_total(half) for half in halves) else ()


def _groups(builder: Builder, index: PartIndex, reading: Reading) -> list[Node]:
    """Return the groups that a row has the outcomes of: the one that it or its headers name, else all."""
    usual = [node for node in index.nodes.values() if node.specs]
    if reading.labels:
        return [node for node in index.by_label.get(fold(reading.labels[-1].text), ()) if node.specs]
    size = len(usual[0].specs)
    headed = [fold(cell.text) for header in builder.segment.headers for cell in header.labels]
    named = [node for node in usual if fold(node.row.label) in headed]
    if len(trim(reading.values, size)) > size:
        told = headed.count(fold(usual[0].specs[0].label)) == len(named) > 1
        return named if told and len(_filled(reading)) == size * len(named) else usual
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
