"""Rows of cells → readings: the label cells of a row, its unit, and its values, whatever the layout."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from govreport_parser.tables.cells import Cell, GridRow, as_one
from govreport_parser.tables.folding import article_item, fold
from govreport_parser.tables.grid import Grid
from govreport_parser.tables.values import UNITS, is_value
from govreport_parser.tables.vocabulary import Vocabulary

__all__ = ["Reading", "ending", "read_grid", "read_stream"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_FIGURE = re.compile(r"\d")
_NUMBERED = re.compile(r"\s*(?:其中[:：]?\s*)?(?:\d{1,2}[.、．]|\(|[①-⑳])")
_NUMBERED_ROW = re.compile(r"\s*(?:\d{1,2}[.、．]|\([一二三四五六七八九十]+\))")
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
"""A column of figures that is named by its year."""
_CUT_HEADER = "本年新"
"""What is left of 本年新制作数量 and 本年新公开数量 where a line break cut them."""
_NO_UNIT = "——"
_LONGEST_FIGURE = 12
_LONGEST_LABEL = 160
_SHORTEST_LABEL = 3
_FEWEST_NAMES = 2
_FEWEST_RUN = 5
"""Cells of two rows in one line, at the least: two labels and two figures, and a title or a unit."""
_FEWEST_COLUMNS = 4
"""So many names of columns before a figure are a header."""
_MOST_PIECES = 6
_FEWEST_BLANKS = 4


class Reading(NamedTuple):
    """One row as it is understood: labels from left to right, the unit's cell, the value cells."""

    labels: tuple[Cell, ...]
    unit: Cell | None
    values: tuple[Cell, ...]
    start: int
    end: int
    header: bool = False
    """Only words of header rows, and no figure."""
    cells: tuple[Cell, ...] = ()

    @property
    def empty(self) -> bool:
        """No cell says anything but a label."""
        return not any(cell.text for cell in self.values)


def ending(labels: Sequence[Cell], size: int) -> str:
    """Return the last `size` label cells as one label: 商业 | 企业 → 商业企业."""
    return labels[-1].text if size == 1 else "".join(cell.text for cell in labels[-size:])


def read_grid(grid: Grid, words: Vocabulary) -> Iterator[Reading]:
    """Read every row of a run of table lines."""
    if grid.stream:
        cells = [cell for row in grid.rows for cell in row.cells]
        yield from read_stream(cells, words)
        return
    for row in grid.rows:
        if len(row.cells) >= _FEWEST_RUN and (_runs_on(row, words) or _opens_with_header(row, words)):
            yield from read_stream(row.cells, words)
        else:
            yield _read_row(row, words)


def _runs_on(row: GridRow, words: Vocabulary) -> bool:
    """Tell whether rows have run together: a label that a form knows stands behind another one's figures."""
    labelled = figures = False
    for cell in row.cells:
        text = cell.text
        if not text or len(text) < _SHORTEST_LABEL or not _HAN.search(text):
            figures = figures or (labelled and bool(text) and is_value(text))
        elif figures and (fold(text) in words.families or article_item(text) is not None):
            return True
        elif not labelled:
            labelled = _is_label(text, words)
    return False


def _opens_with_header(row: GridRow, words: Vocabulary) -> bool:
    """Tell whether a header and the row below it have run together: names of columns, then figures."""
    names = 0
    for cell in row.cells:
        if cell.text and is_value(cell.text):
            return names >= _FEWEST_COLUMNS and cell.text.isdecimal()
        names += fold(cell.text) in words.headers
    return False


def _is_label(text: str, words: Vocabulary) -> bool:
    """Tell a label from a value, a unit and a figure with words that cannot be read."""
    if text in UNITS or is_value(text) or not _HAN.search(text):
        return False
    if len(text) > _LONGEST_FIGURE or not _FIGURE.search(text) or _NUMBERED.match(text):
        return True
    if _YEAR.fullmatch(text):
        return True
    label = fold(text)
    return label in words.headers or bool(words.families_of(label)) or article_item(text) is not None


def _read_row(row: GridRow, words: Vocabulary) -> Reading:
    """Labels stand left of the first value; a number before any label is the row's serial number."""
    cells = row.cells
    labels: list[Cell] = []
    after = 0
    for index, cell in enumerate(cells):
        text = cell.text
        if not text:
            continue
        if _is_label(text, words):
            labels.append(cell)
            after = index + 1
        elif labels:
            break
    if _is_header(labels, words) and (_no_figures(cells) or labels[0].text == "甲"):
        return Reading(tuple(labels), None, (), row.start, row.end, header=True, cells=cells)
    rest = cells[after:]
    unit = rest[0] if rest and labels and _is_unit(rest[0].text, labels, words) else None
    if unit and unit.text == _NO_UNIT and len(rest) == 1:
        unit = None
    return Reading(tuple(labels), unit, rest[1:] if unit else rest, row.start, row.end, cells=cells)


def _is_unit(text: str, labels: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell a unit from a value: `——` is a unit only beside a label of a list form."""
    if text != _NO_UNIT:
        return text in UNITS
    sizes = range(1, min(_MOST_PIECES, len(labels)) + 1)
    return any(fold(ending(labels, size)) in words.listed for size in sizes)


def _is_header(labels: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a row is a header: the title of a block, or mostly words of header rows."""
    if not labels:
        return False
    if article_item(labels[0].text) is not None or article_item(labels[-1].text) is not None:
        return True
    known = [fold(cell.text) for cell in labels]
    if len(known) > _FEWEST_NAMES and _names_columns(known, words):
        # The columns may bear any names: 一季度, 区直部门.
        return True
    heading = sum(label in words.headers or label.startswith(_CUT_HEADER) for label in known)
    return heading * 2 > len(known) and (len(known) > 1 or known[0] in words.roles)


def _names_columns(labels: Sequence[str], words: Vocabulary) -> bool:
    """Tell whether folded labels name columns: the first the rows' labels, another units or values."""
    roles = [words.roles.get(label) for label in labels]
    return roles[0] in {"label", "serial"} and not {"unit", "value", "code"}.isdisjoint(roles)


def _no_figures(cells: Iterable[Cell]) -> bool:
    return not any(cell.text.isdecimal() and len(cell.text) != 4 for cell in cells)


def read_stream(cells: Iterable[Cell], words: Vocabulary) -> Iterator[Reading]:
    """Read cells whose rows are lost: a row is labels followed by values; header labels come off its front."""
    labels: list[Cell] = []
    unit: Cell | None = None
    values: list[Cell] = []
    lone: list[Cell] = []
    for cell in _without_serials(list(cells), words):
        if cell.lone:
            lone.append(cell)
            continue
        if lone and labels and not values and _is_first_figure(cell, lone):
            values = lone
        lone = []
        if not cell.text:
            if values or unit:
                values.append(cell)
        elif cell.glued:
            values.append(cell)
        elif labels and not values and unit is None and _goes_on(labels, cell.text):
            labels.append(cell)
        elif _is_label(cell.text, words) and len(cell.text) <= _LONGEST_LABEL:
            if unit and not values and not _knows(labels, words):
                # A header word that was split (自然 | 人) has no unit.
                labels.append(unit)
                unit = None
            elif (values or unit) and not _completes(labels, cell, words):
                yield from _stream_row(labels, unit, values, words)
                labels, unit, values = [], None, []
            labels.append(cell)
        elif labels and unit is None and not values and _is_unit(cell.text, labels, words):
            unit = cell
        else:
            values.append(cell)
    if labels or values:
        yield from _stream_row(labels, unit, values, words)


def _is_first_figure(cell: Cell, blanks: Sequence[Cell]) -> bool:
    """Tell whether a figure stands behind so many pipes alone that they are blank cells: no label spans as many."""
    return len(blanks) >= _FEWEST_BLANKS and bool(cell.text) and is_value(cell.text)


def _without_serials(cells: list[Cell], words: Vocabulary) -> list[Cell]:
    """Drop the numbers 1, 2, 3 … that stand before the rows' labels where a header 序号 announces them."""
    start = next((place for place, cell in enumerate(cells) if words.roles.get(fold(cell.text)) == "serial"), None)
    if start is None or not _numbered_from_one(cells[start:], words):
        return cells
    kept = cells[:start]
    expected = 1
    for cell, after in itertools.zip_longest(cells[start:], cells[start + 1 :]):
        if cell.text == str(expected) and after is not None and _is_label(after.text, words):
            expected += 1
        else:
            kept.append(cell)
    return kept


def _numbered_from_one(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether the first row's label stands behind a 1; else the serials are gone, and a 1 is a figure."""
    for before, cell in itertools.pairwise(cells):
        if before.text == "1" and _is_label(cell.text, words):
            return True
        if fold(cell.text) in words.families:
            return False
    return False


def _goes_on(labels: Sequence[Cell], text: str) -> bool:
    """Tell whether a label was cut within its brackets: (不同渠道和方式公开相同信息 | 计1条)."""
    if ")" not in text or not _HAN.search(text):
        return False
    before = ending(labels, min(_MOST_PIECES, len(labels)))
    return before.count("(") > before.count(")")


def _stream_row(labels: list[Cell], unit: Cell | None, values: list[Cell], words: Vocabulary) -> Iterator[Reading]:
    """Split what stands before the values into header words and the row's own label."""
    while values and not values[-1].text:
        values = values[:-1]
    if labels and labels[-1].text in {"甲", "乙", "丙"}:
        # The row of letters and numbers that names the columns of statistical forms.
        labels, unit, values = [*labels, *values], None, []
    size = _label_size(labels, words)
    if values and size == 1 and len(labels) > 1 and _divides(labels[-2:], words):
        size = 2
    head, own = labels[: len(labels) - size], labels[len(labels) - size :]
    yield from _head_rows(head, words)
    if own or values:
        everything = (*own, *((unit,) if unit else ()), *values)
        label = (as_one(own),) if _knows(own, words) else tuple(own)
        yield Reading(label, unit, tuple(values), everything[0].start, everything[-1].end, cells=everything)


def _divides(labels: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a row of the form is divided into rows of the office's own: 其他对外管理服务事项, 行政检查."""
    row, part = (fold(cell.text) for cell in labels)
    return row in words.families and row not in words.headers and not words.families_of(part)


def _head_rows(head: list[Cell], words: Vocabulary) -> Iterator[Reading]:
    """Read what stands before a row's own label: rows whose values were all blank, and the header of the next block."""
    known = [fold(cell.text) for cell in head]
    reviews = any(words.roles.get(label) == "reviews" for label in known)
    start = 0
    for place, (cell, label) in enumerate(zip(head, known, strict=True)):
        # 总计 is a column and, numbered (七), a row.
        is_row = label in words.families and (label not in words.headers or _NUMBERED_ROW.match(cell.text))
        if not reviews and is_row:
            yield from _head(head[start:place])
            yield Reading((cell,), None, (), cell.start, cell.end, cells=(cell,))
            start = place + 1
    yield from _head(head[start:])


def _head(cells: list[Cell]) -> Iterator[Reading]:
    if cells:
        yield Reading(tuple(cells), None, (), cells[0].start, cells[-1].end, header=True, cells=tuple(cells))


def _label_size(labels: list[Cell], words: Vocabulary) -> int:
    """Return how many of the last pieces are the row's label: the fewest that a form knows, else one."""
    if not labels:
        return 0
    if any(fold(cell.text) in words.headers and words.roles.get(fold(cell.text)) == "reviews" for cell in labels):
        return 0
    if len(labels) > 1 and all(fold(cell.text) in words.headers for cell in labels[-2:]):
        # 法律服务机构, 其他: a name of a column, though a row is called so too.
        return 1 if _NUMBERED_ROW.match(labels[-1].text) else 0
    for size in range(1, min(_MOST_PIECES, len(labels)) + 1):
        if fold(ending(labels, size)) in words.families:
            return size
    # Values straight behind a column's name: the label of their row is lost.
    return 0 if fold(labels[-1].text) in words.headers or article_item(labels[-1].text) else 1


def _knows(labels: list[Cell], words: Vocabulary) -> bool:
    sizes = range(1, min(_MOST_PIECES, len(labels)) + 1)
    return any(fold(ending(labels, size)) in words.families for size in sizes)


def _completes(labels: list[Cell], cell: Cell, words: Vocabulary) -> bool:
    """Tell whether `cell`, printed behind a row's values, is the rest of its wrapped label."""
    return bool(labels) and not _knows(labels, words) and _knows([*labels, cell], words) and not _knows([cell], words)
