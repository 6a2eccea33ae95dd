"""Tables without pipes: one cell a line, or a printed page's text with values behind the label.

Lines that look like table text are gathered into runs; a run is a table where a form knows its rows. What is
claimed are the lines from the first known header or row to the last known row, never a section title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from govreport_parser.blocks import is_cell_rule
from govreport_parser.spans import Span
from govreport_parser.tables.cells import Cell
from govreport_parser.tables.closed import is_title
from govreport_parser.tables.folding import article_item, fold
from govreport_parser.tables.readings import Reading, read_stream
from govreport_parser.tables.segments import Segment, segments
from govreport_parser.tables.values import UNITS, is_value
from govreport_parser.tables.vocabulary import Vocabulary

__all__ = ["PlainTable", "bare_reviews", "plain_tables"]

_ANCHORS = (
    "信息内容",
    "处理决定数量",
    "制发件数",
    "对外公开总数量",
    "采购项目数量",
    "收费金额",
    "公开申请数量",
    "结转下年度",
    "结果维持",
    "统计指标",
    "统 计 指 标",
    "指标名称",
    "收到申请数",
    "行政诉讼情况",
)
"""A text without any of these outside its pipe rows has no table without pipes."""
_SENTENCE = regex.compile(r"[。!?;]|[:：]\s*$")
_TOKEN = regex.compile(r"\S+")
_SCAFFOLD = regex.compile(r"\(?\d{1,2}[.、．)]+|[^\w\-/—–]+")
"""A numeral of numbering or punctuation that stands alone: neither label nor value."""
_PAGE_NUMBER = regex.compile(r"[-—–]{1,2} ?\d{1,3} ?[-—–]{1,2}|第 ?\d{1,3} ?页(?:[,，/ ]*共 ?\d{1,3} ?页)?")
_LONGEST_LINE = 120
_MOST_UNKNOWN = 12
"""So many lines in a row that no form knows end a run: vertical headings have nine."""
_MOST_TOKENS = 40
_BARE = 15
_FEWEST_UNIQUE = 12
"""Fewer lines may well differ all by themselves."""
_FEWEST_ROWS = 5
"""Rows of an unfilled table: so many labels of a form in a row, under its header, are no headings of prose."""


@dataclass(frozen=True, slots=True, eq=False)
class PlainTable:
    """Segments of one run and the stretch of lines that each takes up."""

    segments: tuple[Segment, ...]
    claimed: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    cells: tuple[Cell, ...]
    known: bool


def plain_tables(text: str, words: Vocabulary) -> Iterator[PlainTable]:
    """Yield the tables among the lines of `text` that have no pipe."""
    if not any(_outside_pipes(text, anchor) for anchor in _ANCHORS):
        return
    for run in _runs(text, words):
        found = _table(text, run, words)
        if found is not None:
            yield found


def _outside_pipes(text: str, anchor: str) -> bool:
    """Tell whether `anchor` occurs in a line without a pipe; each line is looked at once."""
    place = text.find(anchor)
    while place >= 0:
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if text.find("|", text.rfind("\n", 0, place) + 1, end) < 0:
            return True
        place = text.find(anchor, end)
    return False


def _runs(text: str, words: Vocabulary) -> Iterator[list[_Line]]:
    run: list[_Line] = []
    unknown = position = 0
    while position < len(text):
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline + 1
        piped = text.find("|", position, end) >= 0 and not is_cell_rule(text, position, end)
        short = end - position <= 2 * _LONGEST_LINE and not piped
        line = _line(text, position, end, words) if short else None
        if line is None or unknown > _MOST_UNKNOWN:
            yield from _closed(run)
            run, unknown = [], 0
        if line is not None and line.cells:
            unknown = 0 if line.known else unknown + 1
            run.append(line)
        position = end
    yield from _closed(run)


def _closed(run: list[_Line]) -> Iterator[list[_Line]]:
    if any(line.known for line in run):
        yield run


def _line(text: str, start: int, end: int, words: Vocabulary) -> _Line | None:
    """Read a line that may be table text; None where it is prose or a title of a section."""
    stop = end - 1 if text[end - 1] == "\n" else end
    content = text[start:stop].strip()
    if not content or content == "|" or _PAGE_NUMBER.fullmatch(content):
        return _Line(start, end, (), known=False)
    if len(content) > _LONGEST_LINE or _SENTENCE.search(content):
        return None
    cells = tuple(
        Cell(match[0], match.start(), match.end())
        for match in _TOKEN.finditer(text, start, stop)
        if not _SCAFFOLD.fullmatch(match[0]) or is_value(match[0])
    )
    label = fold(content)
    if len(cells) > _MOST_TOKENS or (is_title(content) and label not in words.families):
        return None
    figures = sum(is_value(cell.text) for cell in cells)
    known = figures > 0 or label in words.families or label in words.headers or article_item(content) is not None
    return _Line(start, end, cells, known=known)


def _table(text: str, run: list[_Line], words: Vocabulary) -> PlainTable | None:
    cells = _without_serials(run)
    found = [
        segment for segment in segments(read_stream(cells, words), words, moved=False, placed=False) if segment.family
    ]
    for segment in found:
        _trim(segment, words)
        segment.deduplicated = _deduplicated(run)
    found = [segment for segment in found if segment.rows]
    rows = sum(not row.empty for segment in found for row in segment.rows)
    headed = any(segment.headers for segment in found)
    bare = [cell for line in run if all(is_value(cell.text) for cell in line.cells) for cell in line.cells]
    if not rows and bare_reviews(text, bare):
        found = [_bare_segment(bare)]
    elif rows < (2 if headed else 3) and not any(_stands_alone(segment, words) for segment in found):
        return None
    return PlainTable(tuple(found), tuple(_claim(text, segment) for segment in found))


def _deduplicated(run: list[_Line]) -> bool:
    """Tell whether no line occurs twice where one cell stands a line: 0, 件, 信息内容 occur again in every form."""
    alone = sum(len(line.cells) == 1 for line in run)
    if len(run) < _FEWEST_UNIQUE or alone * 5 < 4 * len(run):
        return False
    return len({tuple(cell.text for cell in line.cells) for line in run}) == len(run)


def _without_serials(run: list[_Line]) -> list[Cell]:
    """Drop a number that stands before a label on one line: it counts the rows."""
    cells: list[Cell] = []
    for line in run:
        own = line.cells
        if len(own) > 1 and own[0].text.isdecimal() and not is_value(own[1].text) and own[1].text not in UNITS:
            own = own[1:]
        cells.extend(own)
    return cells


def _trim(segment: Segment, words: Vocabulary) -> None:
    """Leave out what stands before the first known header word and behind the last row with a value or known label."""
    kept = [_from_known(header, words) for header in segment.headers]
    first = next((index for index, header in enumerate(kept) if header is not None), len(kept))
    segment.headers = [header for header in (*kept[first : first + 1], *segment.headers[first + 1 :]) if header]
    while segment.rows and segment.rows[-1].empty and not _known(segment.rows[-1], words):
        segment.rows.pop()


def _stands_alone(segment: Segment, words: Vocabulary) -> bool:
    """Tell whether few values are enough: reviews have one row; an unfilled table, its header and several rows."""
    if segment.family == "reviews":
        return True
    return bool(segment.headers) and sum(_known(row, words) for row in segment.rows) >= _FEWEST_ROWS


def _known(reading: Reading, words: Vocabulary) -> bool:
    return any(fold(cell.text) in words.families for cell in reading.labels)


def _from_known(reading: Reading, words: Vocabulary) -> Reading | None:
    for index, cell in enumerate(reading.labels):
        label = fold(cell.text)
        if label in words.headers or label in words.families or article_item(cell.text):
            kept = reading.labels[index:]
            return Reading(kept, None, (), kept[0].start, reading.end, header=True, cells=kept)
    return None


def bare_reviews(text: str, cells: Sequence[Cell]) -> bool:
    """Tell whether the only values of a run are the 15 numbers of reviews, under a heading that speaks of them."""
    return len(cells) == _BARE and "诉讼" in text[max(0, cells[0].start - 80) : cells[0].start]


def _bare_segment(cells: list[Cell]) -> Segment:
    reading = Reading((), None, tuple(cells), cells[0].start, cells[-1].end, cells=tuple(cells))
    return Segment("reviews", [], [reading])


def _claim(text: str, segment: Segment) -> Span:
    readings = (*segment.headers, *segment.rows)
    start = text.rfind("\n", 0, min(reading.start for reading in readings)) + 1
    newline = text.find("\n", max(reading.end for reading in readings))
    return Span(start, len(text) if newline < 0 else newline + 1)
