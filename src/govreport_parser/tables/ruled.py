"""Tables whose cells stand between other marks than pipes: box-drawing bars, tabs, commas.

`│规章│0│ │3│`, `规章<tab>0<tab><tab>3`, `规章,0,,3` are four cells each, the third of them blank. A mark counts only
where it parts the words of a table's header; brackets and quotation marks protect the commas within a label.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from govreport_parser.spans import Span
from govreport_parser.tables.cells import Cell, GridRow
from govreport_parser.tables.folding import article_item, fold
from govreport_parser.tables.grid import Grid
from govreport_parser.tables.plain import whole_lines
from govreport_parser.tables.values import is_value
from govreport_parser.tables.vocabulary import Vocabulary
from govreport_parser.text.normalize import NormalizedText

__all__ = ["ruled_grids", "ruled_lines"]

_BARS = "│┃║┆┇┊┋"
_BAR = re.compile(f"[{_BARS}]")
_COMMAS = re.compile(r"(?:信息内容|统计指标|指标名称|申请人情况|自然人|结果维持)[\"”]?[,;]")
_EMPTY_TAB = regex.compile(r"\S\t\t")
"""Two tabs behind a cell enclose a blank one; without any, what stands between blanks is read as well."""
_RULE = regex.compile(r"\s*+[\u2500-\u257f][\s\u2500-\u257f]*+")
"""A line of box-drawing characters alone."""
_SENTENCE = regex.compile(r"[。!?]")
_QUOTED = regex.compile(r"""["“”](.*)["“”]""", regex.DOTALL)
_LONGEST_TITLE = 40
_FEWEST_ROWS = 1


def ruled_grids(normal: NormalizedText, taken: Sequence[Span], words: Vocabulary) -> Iterator[Grid]:
    """Yield the runs of lines that such marks part into cells; `taken` are the stretches of other tables, in order."""
    text = normal.text
    marks = [
        *(["bar"] if any(bar in text for bar in _BARS) else ()),
        *(["tab"] if _EMPTY_TAB.search(normal.source) else ()),
        *(["comma"] if _COMMAS.search(text) else ()),
    ]
    if not marks:
        return
    lines = list(_free_lines(text, taken))
    for mark in marks:
        run: list[GridRow] = []
        for start, end in lines:
            row = _row(normal, start, end, mark, words)
            if row is not None and not _is_prose(row, words):
                run.append(row)
            elif row is not None:
                continue
            elif not _lies_within(text, start, end):
                yield from _grid(run, words)
                run = []
        yield from _grid(run, words)


def ruled_lines(text: str, grid: Grid) -> Iterator[Span]:
    """Yield the stretches of whole lines that are the grid's: all from its first row to its last but lines of prose."""
    start = grid.rows[0].start
    for left, right in pairwise(grid.rows):
        if not _lies_within(text, left.end, right.start):
            yield whole_lines(text, Span(start, left.end))
            start = right.start
    yield whole_lines(text, Span(start, grid.rows[-1].end))


def _free_lines(text: str, taken: Sequence[Span]) -> Iterator[tuple[int, int]]:
    tables = iter(taken)
    table = next(tables, None)
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        while table is not None and table.end <= start:
            table = next(tables, None)
        if table is None or end <= table.start:
            yield start, end
        start = end + 1


def _lies_within(text: str, start: int, end: int) -> bool:
    """Tell a line that ends no table: blank, or a rule between its rows."""
    line = text[start:end]
    return not line.strip() or _RULE.fullmatch(line) is not None


def _row(normal: NormalizedText, start: int, end: int, kind: str, words: Vocabulary) -> GridRow | None:
    """Cut a line at its marks; None where it has none, or is a sentence. A title of a block needs no mark."""
    text = normal.text
    if "|" in text[start:end] or _SENTENCE.search(text, start, end):
        return None
    places = list(_MARKS[kind](normal, start, end))
    if not places:
        content = text[start:end].strip()
        titled = 0 < len(content) <= _LONGEST_TITLE and (article_item(content) is not None or words.knows(content))
        return GridRow((_cell(text, start, end),), start, end) if titled else None
    lefts, rights = [start, *(mark.end for mark in places)], [*(mark.start for mark in places), end]
    cells = [_cell(text, left, right) for left, right in zip(lefts, rights, strict=True)]
    if kind == "bar":
        # What stands before the first bar and behind the last is no cell.
        cells = cells[0 if cells[0].text else 1 : len(cells) if cells[-1].text else -1]
    return GridRow(tuple(cells), start, end) if cells else None


def _is_prose(row: GridRow, words: Vocabulary) -> bool:
    """Tell a line of prose without a stop from a row: 全年公开8条,其中网站5条 has figures, and no cell is one."""
    if any(is_value(cell.text) or words.knows(cell.text) for cell in row.cells if cell.text):
        return False
    return any(character.isdigit() for cell in row.cells for character in cell.text)


def _bars(normal: NormalizedText, start: int, end: int) -> Iterator[Span]:
    return (Span(match.start(), match.end()) for match in _BAR.finditer(normal.text, start, end))


def _tabs(normal: NormalizedText, start: int, end: int) -> Iterator[Span]:
    """Yield what is left of the tabs of a line: a blank, or nothing where the blank before a unit was dropped."""
    source = normal.source_span(start, end)
    place = normal.source.find("\t", source.start, source.end)
    while place >= 0:
        yield normal.normal_span(place, place + 1)
        place = normal.source.find("\t", place + 1, source.end)


def _commas(normal: NormalizedText, start: int, end: int) -> Iterator[Span]:
    depth = 0
    quoted = False
    for place in range(start, end):
        character = normal.text[place]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif character in '"“”':
            quoted = not quoted
        elif character in ",;" and not depth and not quoted:
            yield Span(place, place + 1)


_MARKS = {"bar": _bars, "tab": _tabs, "comma": _commas}


def _cell(text: str, start: int, end: int) -> Cell:
    """Return the cell between two marks, without blanks and without the quotation marks that enclose it whole."""
    piece = text[start:end]
    content = piece.strip()
    quoted = _QUOTED.fullmatch(content)
    if quoted:
        content = quoted[1].strip()
    place = start + piece.index(content) if content else start
    return Cell(content, place, place + len(content))


def _grid(run: list[GridRow], words: Vocabulary) -> Iterator[Grid]:
    """Yield the run from its first known row to its last, where it has a header and rows with figures, behind marks."""
    known = [place for place, row in enumerate(run) if _is_header(row, words) or _is_row(row, words)]
    if not known:
        return
    rows = run[known[0] : known[-1] + 1]
    headed = any(sum(fold(cell.text) in words.headers for cell in row.cells) > 1 for row in rows)
    if headed and sum(_is_row(row, words) for row in rows if len(row.cells) > 1) >= _FEWEST_ROWS:
        yield Grid(tuple(rows), stream=False, moved=False, bare=True)


def _is_header(row: GridRow, words: Vocabulary) -> bool:
    return any(words.knows(cell.text) for cell in row.cells)


def _is_row(row: GridRow, words: Vocabulary) -> bool:
    filled = [cell for cell in row.cells if cell.text]
    figures = sum(is_value(cell.text) for cell in filled)
    return figures > 0 and (figures == len(filled) > 1 or any(fold(cell.text) in words.families for cell in filled))
