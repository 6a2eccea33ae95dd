"""The list forms (2008, 2014): one row an indicator, `label | unit | value`, perhaps with further columns of values."""

from collections.abc import Sequence
from decimal import Decimal

import regex

from govreport_parser.tables.build import Builder
from govreport_parser.tables.cells import Cell, stretch_of
from govreport_parser.tables.folding import fold
from govreport_parser.tables.form_model import IndicatorSpec
from govreport_parser.tables.model import NO_COLUMN
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.values import UNITS, read_value
from govreport_parser.tables.vocabulary import Node, PartIndex, Vocabulary, vocabulary

__all__ = ["build_list"]

_YEAR = regex.compile(r"(?:19|20)\d\d年?度?(?:数|统计数)?")
_CODE = regex.compile(r"\d{1,3}\*{0,2}")
_FIRST_LETTER = "甲"
_OTHER = "other"
_PERIOD = "period"


def build_list(builder: Builder) -> None:
    """Match every row of a list form."""
    index = builder.segment.index
    assert index is not None
    roles = _roles(builder, index, vocabulary())
    unnamed = roles == ("value",) and _has_more_columns(builder.segment.rows)
    for reading, node in builder.matched():
        if builder.segment.deduplicated and (reading.empty or _before_namesake(index, node)):
            builder.add(node.specs[0], _stretch(reading), status="ambiguous")
        elif unnamed and len(reading.values) == 1 and not reading.empty:
            # Which of the columns it stands in, no header tells: it may be the code.
            _leave_open(builder, reading, reading.values, node.specs[:1], _unit(reading))
        else:
            _add(builder, reading, node, roles)


def _has_more_columns(rows: Sequence[Reading]) -> bool:
    """Tell whether most rows have several values."""
    filled = [sum(bool(cell.text) for cell in row.values) for row in rows if not row.empty]
    return sum(number > 1 for number in filled) * 2 > len(filled)


def _before_namesake(index: PartIndex, node: Node) -> bool:
    """Tell whether the form's next row has a label that occurs twice: dropped, it leaves its value to this row."""
    codes = list(index.nodes)
    place = codes.index(node.row.code) + 1
    return place < len(codes) and len(index.by_label[fold(index.nodes[codes[place]].row.label)]) > 1


def _stretch(reading: Reading) -> Cell:
    filled = [cell for cell in reading.values if cell.text]
    return stretch_of(filled) if filled else _lost(reading)


def _roles(builder: Builder, index: PartIndex, words: Vocabulary) -> tuple[str, ...]:
    """Return what stands behind the label, column by column: `code`, `value`, `unit`, a column's own code, or `other`.

    A column of units right behind the label is not among them: a reading knows its unit.
    """
    for header in (*builder.segment.headers, *builder.segment.inherited):
        if not any(words.roles.get(fold(cell.text)) == "label" for cell in header.labels):
            continue
        cells = _own_cells(header, words)
        roles = _first_set(_latest([_role(fold(cell.text), index, words) for cell in cells], cells))
        named = tuple(role for role in _behind_label(roles) if role not in {"label", "serial"})
        if "value" not in named:
            # Without a column for the year, the period reported on is the year.
            named = tuple("value" if role == _PERIOD else role for role in named)
        if any(role not in {"code", "unit", "remark", _OTHER} for role in named):
            return named
    return ("value",)


def _own_cells(header: Reading, words: Vocabulary) -> list[Cell]:
    """Leave out the title before the names of the columns and the letters below them: in one line they are one row."""
    cells = [cell for cell in header.cells if cell.text]
    first = next(
        (place for place, cell in enumerate(cells) if words.roles.get(fold(cell.text)) in {"label", "serial"}), 0
    )
    letters = (place for place, cell in enumerate(cells) if place > first and cell.text == _FIRST_LETTER)
    return cells[first : next(letters, len(cells))]


def _behind_label(roles: list[str]) -> list[str]:
    """Leave out the unit that stands right behind the label, or before it."""
    last = max((place for place, role in enumerate(roles) if role == "label"), default=-1)
    return [role for place, role in enumerate(roles) if not (role == "unit" and place <= last + 1)]


def _latest(roles: list[str], cells: Sequence[Cell]) -> list[str]:
    """Where several years have columns, the latest is that of the report; the others are no columns of the form."""
    years = {place: int(cell.text[:4]) for place, cell in enumerate(cells) if _YEAR.fullmatch(fold(cell.text))}
    return [
        _OTHER if place in years and years[place] < max(years.values()) else role for place, role in enumerate(roles)
    ]


def _first_set(roles: list[str]) -> list[str]:
    """Return the roles of the first set of columns where two stand side by side: label, value, label, value."""
    for place, role in enumerate(roles):
        if role == "label" and "label" in roles[:place] and set(roles[:place]) - {"label", "serial"}:
            return roles[:place]
    return roles


def _role(label: str, index: PartIndex, words: Vocabulary) -> str:
    if label in index.columns:
        return index.part.column[index.columns[label]].code
    if _YEAR.fullmatch(label):
        return "value"
    return words.roles.get(label, _OTHER)


def _add(builder: Builder, reading: Reading, node: Node, roles: tuple[str, ...]) -> None:
    unit = _unit(reading)
    glued = any(cell.glued for cell in reading.values) and not _one_figure_a_row(builder)
    if roles == ("value",) and len(reading.values) < 2 and not glued:
        builder.add(node.specs[0], reading.values[0] if reading.values else _lost(reading), unit=unit)
        return
    specs = {"value": node.specs[0]} | {spec.code.removeprefix(f"{node.row.code}."): spec for spec in node.specs[1:]}
    cells = _fit(reading.values, roles)
    if builder.segment.moved:
        # What stands blank at the end may have stood blank anywhere.
        while cells and not cells[-1].text:
            cells.pop()
    wanted = [specs.get(role) for role in roles]
    if glued:
        # Figures of several columns that ran together: nothing tells where one ends.
        for spec in wanted:
            if spec is not None:
                builder.add(spec, _stretch(reading), unit=unit, status="ambiguous")
    elif len(cells) == len(roles):
        units = [cell.text for role, cell in zip(roles, cells, strict=True) if role == "unit" and cell.text in UNITS]
        unit = units[0] if units and units[0] != "——" else unit
        for role, spec, cell in zip(roles, wanted, cells, strict=True):
            if spec is not None:
                builder.add(spec, cell, unit=unit)
            elif role == _OTHER and cell.text:
                builder.keep(cell, NO_COLUMN)
    else:
        if roles[0] == "code" and cells and _CODE.fullmatch(cells[0].text):
            cells = cells[1:]
        _short(builder, reading, cells, [spec for spec in wanted if spec is not None], unit)


def _one_figure_a_row(builder: Builder) -> bool:
    """Tell whether the header leaves room for one figure a row, and none before the label: 统计指标, 单位, 统计数."""
    words = vocabulary()
    headers = [[words.roles.get(fold(cell.text), _OTHER) for cell in row.labels] for row in builder.segment.headers]
    return bool(headers) and all(sorted(roles) == ["label", "unit", "value"] for roles in headers if "label" in roles)


def _fit(values: Sequence[Cell], roles: tuple[str, ...]) -> list[Cell]:
    """Drop padding at the end; what is left has one cell a column, or the layout has lost some."""
    cells = [cell for cell in values if not cell.bare]
    if len(cells) != len(roles):
        cells = list(values)
    while len(cells) > len(roles) and not cells[-1].text:
        cells.pop()
    while len(cells) > len(roles) and not cells[0].text:
        cells.pop(0)
    return cells


def _short(builder: Builder, reading: Reading, cells: list[Cell], specs: list[IndicatorSpec], unit: str | None) -> None:
    """Add a row with another number of values than columns: blank where nothing is left, else open."""
    filled = [cell for cell in cells if cell.text]
    if len(filled) == len(specs):
        for spec, cell in zip(specs, filled, strict=True):
            builder.add(spec, cell, unit=unit)
    elif filled:
        _leave_open(builder, reading, filled, specs, unit)
    else:
        for spec in specs:
            builder.add(spec, _lost(reading), unit=unit)


def _leave_open(
    builder: Builder, reading: Reading, cells: Sequence[Cell], specs: Sequence[IndicatorSpec], unit: str | None
) -> None:
    """Add indicators that may each have any of the values."""
    values: list[Decimal] = sorted({value for cell in cells if (value := read_value(cell.text).value) is not None})
    for spec in specs:
        builder.add(spec, _stretch(reading), unit=unit, status="ambiguous", candidates=values)


def _unit(reading: Reading) -> str | None:
    return reading.unit.text if reading.unit is not None and reading.unit.text != "——" else None


def _lost(reading: Reading) -> Cell:
    """Return an empty cell behind the last text of a row whose value the layout has lost."""
    last = reading.unit or (reading.labels[-1] if reading.labels else None)
    place = last.end if last else reading.end
    return Cell("", place, place)
