"""Tables without pipes: one cell a line, or a printed page's text with values behind the label.

Lines that look like table text are gathered into runs; a run is a table where a form knows its rows. What is
claimed are the lines from the first known header or row to the last known row, never a section title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from govreport_parser.spans import Span
from govreport_parser.tables.cells import Cell, rise
from govreport_parser.tables.closed import is_title
from govreport_parser.tables.folding import article_item, fold
from govreport_parser.tables.glued import cut_apart
from govreport_parser.tables.readings import Reading, read_stream
from govreport_parser.tables.running import running_cells
from govreport_parser.tables.segments import Segment, segments
from govreport_parser.tables.values import UNITS, is_value
from govreport_parser.tables.vocabulary import Vocabulary

__all__ = ["PlainTable", "bare_reviews", "plain_tables", "whole_lines"]

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
    "对申请的答复总数",
    "行政诉讼情况",
)
"""A text without any of these has no table without pipes."""
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
_FEWEST_HEADERS = 4
"""Words of a header without rows below it: so many of them are no heading of prose."""
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
    running: bool = False
    """A part of a line: what stands before and behind it is no table."""


def plain_tables(text: str, words: Vocabulary, taken: Sequence[Span] = ()) -> Iterator[PlainTable]:
    """Yield the tables among the lines of `text` that have no pipe; `taken`, in order, are lines of other tables."""
    anchors = [anchor for anchor in _ANCHORS if anchor in text]
    if not any(_may_be_read(text, anchor) for anchor in anchors):
        return
    runs = list(_runs(text, words, taken, anchors))
    deduplicated = _deduplicated([line for run in runs for line in run])
    for run in runs:
        found = _table(text, run, words, deduplicated=deduplicated)
        if found is not None:
            yield found


def _may_be_read(text: str, anchor: str) -> bool:
    """Tell whether `anchor` occurs in a line without a pipe or in a long cell; each line is looked at once."""
    place = text.find(anchor)
    while place >= 0:
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        left = text.rfind("|", text.rfind("\n", 0, place) + 1, place)
        right = text.find("|", place, end)
        if left < 0 and right < 0:
            return True
        start = left if left >= 0 else text.rfind("\n", 0, place)
        if (right if right >= 0 else end) - start > _LONGEST_LINE:
            return True
        place = text.find(anchor, end)
    return False


def _runs(text: str, words: Vocabulary, taken: Sequence[Span], anchors: Sequence[str]) -> Iterator[list[_Line]]:
    run: list[_Line] = []
    unknown = position = 0
    tables = iter(taken)
    table = next(tables, None)
    while position < len(text):
        if table is not None and position >= table.start:
            yield from _closed(run)
            run, unknown = [], 0
            position = max(position, table.end)
            table = next(tables, None)
            continue
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline + 1
        short = end - position <= 2 * _LONGEST_LINE and text.find("|", position, end) < 0
        line = _line(text, position, end, words) if short else None
        if line is None and end - position > _LONGEST_LINE:
            yield from _running(text, position, end, words, anchors)
        if line is None or unknown > _MOST_UNKNOWN:
            yield from _closed(run)
            run, unknown = [], 0
        if line is not None and line.cells:
            unknown = 0 if line.known else unknown + 1
            run.append(line)
        position = end
    yield from _closed(run)


def _running(text: str, start: int, end: int, words: Vocabulary, anchors: Sequence[str]) -> Iterator[list[_Line]]:
    """Yield the tables that stand in one long line, or in one long cell between pipes."""
    left = start
    while left < end:
        pipe = text.find("|", left, end)
        right = end if pipe < 0 else pipe
        if right - left > _LONGEST_LINE and sum(text.find(anchor, left, right) >= 0 for anchor in anchors) > 1:
            for cells in running_cells(text, left, right, words):
                yield [_Line(cells[0].start, cells[-1].end, cells, known=True, running=True)]
        left = right + 1


def _closed(run: list[_Line]) -> Iterator[list[_Line]]:
    if any(line.known for line in run):
        yield run


def _line(text: str, start: int, end: int, words: Vocabulary) -> _Line | None:
    """Read a line that may be table text; None where it is prose or a title of a section."""
    stop = end - 1 if text[end - 1] == "\n" else end
    content = text[start:stop].strip()
    if not content or _PAGE_NUMBER.fullmatch(content):
        return _Line(start, end, (), known=False)
    if len(content) > _LONGEST_LINE or _SENTENCE.search(content):
        return None
    cells = tuple(
        cell
        for match in _TOKEN.finditer(text, start, stop)
        if not _SCAFFOLD.fullmatch(match[0]) or is_value(match[0])
        for cell in (cut_apart(match[0], match.start()) or (Cell(match[0], match.start(), match.end()),))
    )
    if len(cells) > _MOST_TOKENS or (is_title(content) and fold(content) not in words.families):
        return None
    known = any(is_value(cell.text) or cell.glued for cell in cells) or words.knows(content)
    return _Line(start, end, cells, known=known)


def _table(text: str, run: list[_Line], words: Vocabulary, *, deduplicated: bool) -> PlainTable | None:
    cells = _without_serials(run)
    found = [
        segment for segment in segments(read_stream(cells, words), words, moved=False, placed=False) if segment.family
    ]
    for segment in found:
        _trim(segment, words)
        segment.deduplicated = deduplicated
    found = [segment for segment in found if segment.rows]
    rows = sum(not row.empty for segment in found for row in segment.rows)
    headed = any(segment.headers for segment in found)
    bare = [cell for line in run if all(is_value(cell.text) for cell in line.cells) for cell in line.cells]
    if not rows and bare_reviews(text, bare):
        found = [_bare_segment(bare)]
    elif rows < (2 if headed else 3) and not any(_stands_alone(segment, words) for segment in found):
        return None
    claim = _with_blanks if run[0].running else whole_lines
    return PlainTable(tuple(found), tuple(claim(text, segment.stretch) for segment in found))


def _deduplicated(lines: list[_Line]) -> bool:
    """Tell whether no line occurs twice where one cell stands a line: 0, 件, 信息内容 occur again in every form.

    `lines` are those of all tables: where a tool has dropped repeats, it has dropped them over the whole page.
    """
    alone = sum(len(line.cells) == 1 for line in lines)
    if len(lines) < _FEWEST_UNIQUE or alone * 5 < 4 * len(lines):
        return False
    if not any(is_value(line.cells[0].text) for line in lines):
        # Of a form with figures at least the first 0 is left: this one is unfilled.
        return False
    return len({tuple(cell.text for cell in line.cells) for line in lines}) == len(lines)


def _without_serials(run: list[_Line]) -> list[Cell]:
    """Drop a number that stands before a label on one line where these numbers rise: they count the rows.

    Others are figures of the row above, whose line went on.
    """
    first = [line.cells[0] for line in run if _number_before_label(line.cells)]
    serial = {cell.start for cell in first} if rise([cell.text for cell in first]) else frozenset[int]()
    return [cell for line in run for cell in line.cells if cell.start not in serial]


def _number_before_label(cells: Sequence[Cell]) -> bool:
    return len(cells) > 1 and cells[0].text.isdecimal() and not is_value(cells[1].text) and cells[1].text not in UNITS


def _trim(segment: Segment, words: Vocabulary) -> None:
    """Leave out what stands before the first known header word and behind the last row with a value or known label."""
    kept = [_from_known(header, words) for header in segment.headers]
    first = next((index for index, header in enumerate(kept) if header is not None), len(kept))
    segment.headers = [header for header in (*kept[first : first + 1], *segment.headers[first + 1 :]) if header]
    while segment.rows and segment.rows[-1].empty and not (segment.rows[-1].header or _known(segment.rows[-1], words)):
        segment.rows.pop()


def _stands_alone(segment: Segment, words: Vocabulary) -> bool:
    """Tell whether few values are enough: reviews have one row; an unfilled table, its header and several rows.

    A block of Article 20 under its own title and column names is one with a single row.
    """
    headed = [cell for header in segment.headers for cell in header.labels]
    if segment.broken_off:
        return sum(fold(cell.text) in words.headers for cell in headed) >= _FEWEST_HEADERS
    if segment.family == "reviews" or any(_is_whole_row(row, segment, words) for row in segment.rows):
        return True
    if any(article_item(cell.text) for cell in headed) and any(fold(cell.text) in words.headers for cell in headed):
        return any(_known(row, words) for row in segment.rows)
    return bool(segment.headers) and sum(_known(row, words) for row in segment.rows) >= _FEWEST_ROWS


def _is_whole_row(reading: Reading, segment: Segment, words: Vocabulary) -> bool:
    """Tell whether a row of applications has its seven values: the rest of a table at the top of a page."""
    width = len(words.forms_of("applications")[0].part.column)
    figures = sum(is_value(cell.text) for cell in reading.values)
    return segment.family == "applications" and len(reading.values) == figures == width and _known(reading, words)


def _known(reading: Reading, words: Vocabulary) -> bool:
    return any(fold(cell.text) in words.families for cell in reading.labels)


def _from_known(reading: Reading, words: Vocabulary) -> Reading | None:
    for index, cell in enumerate(reading.labels):
        if words.knows(cell.text):
            kept = reading.labels[index:]
            return Reading(kept, None, (), kept[0].start, reading.end, header=True, cells=kept)
    return None


def bare_reviews(text: str, cells: Sequence[Cell]) -> bool:
    """Tell whether the only values of a run are the 15 numbers of reviews, under a heading that speaks of them."""
    return len(cells) == _BARE and "诉讼" in text[max(0, cells[0].start - 80) : cells[0].start]


def _bare_segment(cells: list[Cell]) -> Segment:
    reading = Reading((), None, tuple(cells), cells[0].start, cells[-1].end, cells=tuple(cells))
    return Segment("reviews", [], [reading])


def _with_blanks(text: str, stretch: Span) -> Span:
    """Return the stretch with the blanks behind it, which are the table's: what follows begins one of its own."""
    behind = text[stretch.end : stretch.end + 9]
    return Span(stretch.start, stretch.end + len(behind) - len(behind.lstrip(" ")))


def whole_lines(text: str, stretch: Span) -> Span:
    r"""Return the stretch of the lines that `stretch` touches.

    >>> whole_lines("甲\n规章 0 0 2\n乙", Span(5, 6))
    Span(start=2, end=11)
    """
    newline = text.find("\n", stretch.end)
    return Span(text.rfind("\n", 0, stretch.start) + 1, len(text) if newline < 0 else newline + 1)
