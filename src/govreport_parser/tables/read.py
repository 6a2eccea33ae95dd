"""read_tables: all tables of a normalised text, whatever their layout, with every cell tied to the source."""

from collections.abc import Iterator

import regex

from govreport_parser.blocks import Block
from govreport_parser.spans import Span, joined
from govreport_parser.tables.broken import (
    UNCLEAR_REASON,
    UNREAD,
    UNREAD_REASON,
    overlaps,
    take_cut_row,
    unread,
    unread_table,
)
from govreport_parser.tables.build import Builder
from govreport_parser.tables.form_choice import decide_forms
from govreport_parser.tables.grid import grids
from govreport_parser.tables.lists import build_list
from govreport_parser.tables.model import Indicator, Table, Tables
from govreport_parser.tables.plain import bare_reviews, plain_tables, whole_lines
from govreport_parser.tables.readings import read_grid
from govreport_parser.tables.reviews import build_cells
from govreport_parser.tables.ruled import ruled_grids, ruled_lines
from govreport_parser.tables.segments import Segment, segments
from govreport_parser.tables.sheets import build_block, build_matrix
from govreport_parser.tables.values import is_value
from govreport_parser.tables.vocabulary import Vocabulary, vocabulary
from govreport_parser.text.normalize import NormalizedText

__all__ = ["read_tables"]

_LONGEST_CAPTION = 40
_SENTENCE = regex.compile(r"[。;!?|]|\d件")
_BUILDERS = {"list": build_list, "block": build_block, "matrix": build_matrix, "cells": build_cells}


def read_tables(normal: NormalizedText, blocks: tuple[Block, ...]) -> Tables:
    """Return the tables and indicators of a report: `收到申请数 | 件 | 86 |` → applications.received 86 件.

    Total: any text has an answer. What fits no form is kept in a table's `unmatched`, with the reason.
    """
    words = vocabulary()
    found: list[Segment] = []
    claimed: list[Span] = []
    for grid in grids(normal.text, blocks):
        own = segments(read_grid(grid, words), words, moved=grid.moved, placed=not grid.stream)
        if len(own) == 1:
            _name_bare_reviews(normal.text, own[0])
        found.extend(own)
        if grid.bare and any(segment.family for segment in own):
            claimed.append(whole_lines(normal.text, Span(grid.rows[0].start, grid.rows[-1].end)))
        elif grid.loose:
            for segment in own:
                claimed.extend(_table_lines(normal.text, segment, words))
    for grid in ruled_grids(normal, claimed[:], words):
        own = segments(read_grid(grid, words), words, moved=False, placed=not grid.stream)
        found.extend(own)
        claimed.extend(ruled_lines(normal.text, grid))
    claimed.sort()
    for plain in plain_tables(normal.text, words, claimed[:]):
        found.extend(plain.segments)
        claimed.extend(plain.claimed)
    found = sorted((segment for segment in found if segment.rows), key=_start)
    for segment in found:
        if segment.family == "reviews":
            segment.caption = _line_before(normal.text, segment.stretch.start)
    decide_forms(found, words)
    _inherit(found)
    take_cut_row(normal.text, found)
    read = [segment.stretch for segment in found if segment.index is not None]
    lost = list(unread(normal.text, [*claimed, *read]))
    # A line that holds whole tables is no row of a table of its own.
    found = [segment for segment in found if segment.index is not None or not overlaps(segment.stretch, read)]
    tables: list[Table] = []
    indicators: list[Indicator] = []
    for segment in found:
        builder = _build(normal, segment, lost)
        tables.append(builder.table())
        indicators.extend(builder.indicators)
    kept = [segment.stretch for segment in found if segment.index is None]
    tables.extend(unread_table(normal, stretch) for stretch in lost if not overlaps(stretch, kept))
    tables.sort(key=_table_start)
    return Tables(tables=tuple(tables), indicators=tuple(indicators), claimed=tuple(joined(claimed)))


def _table_lines(text: str, segment: Segment, words: Vocabulary) -> Iterator[Span]:
    """Yield the lines from the first row or header that a form knows to the last; a title or a signature is no cell."""
    known = [
        reading
        for reading in (*segment.headers, *segment.rows)
        if any(words.knows(cell.text) for cell in reading.labels)
        or any(cell.text and is_value(cell.text) for cell in reading.values)
    ]
    if segment.family and known:
        yield whole_lines(text, Span(min(row.start for row in known), max(row.end for row in known)))


def _table_start(table: Table) -> int:
    return table.span.start


def _line_before(text: str, place: int) -> str:
    """Return the nearest line above `place` that is not blank, where it can be a caption: short and no sentence."""
    above = text[max(0, place - 2 * _LONGEST_CAPTION) : place].rpartition("\n")[0].rstrip()
    line = above.rpartition("\n")[2].strip()
    return line if len(line) <= _LONGEST_CAPTION and not _SENTENCE.search(line) else ""


def _name_bare_reviews(text: str, segment: Segment) -> None:
    """Know the one row of reviews without any header by its 15 numbers and the heading before it."""
    if segment.family is None and len(segment.rows) == 1 and not segment.rows[0].labels:
        cells = segment.rows[0].values
        if all(is_value(cell.text) for cell in cells) and bare_reviews(text, cells):
            segment.family = "reviews"


def _inherit(found: list[Segment]) -> None:
    """Hand the headers of a table to its rest behind an interruption; a table with headers of its own needs none."""
    before: Segment | None = None
    for segment in found:
        if segment.index is None:
            continue
        if before is not None and segment.index is before.index and not segment.headers:
            segment.inherited = (*before.inherited, *before.headers)
        before = segment


def _build(normal: NormalizedText, segment: Segment, stretches: list[Span]) -> Builder:
    start = segment.stretch.start
    lost = segment.index is None and overlaps(segment.stretch, stretches)
    builder = Builder(
        normal, segment, rule=UNREAD if lost else "", id=f"table-{normal.source_span(start, start).start}"
    )
    index = segment.index
    if segment.broken_off:
        for reading in segment.rows:
            builder.reject(reading, "no row stands below this header")
    elif index is None:
        if segment.family is not None:
            reason = UNCLEAR_REASON
        else:
            reason = UNREAD_REASON if lost else "no form of the annual report has such a table"
        for reading in segment.rows:
            builder.reject(reading, reason)
    else:
        _BUILDERS[index.part.kind](builder)
    if segment.cut is not None:
        builder.reject(segment.cut, "the text ends within this row")
    return builder


def _start(segment: Segment) -> int:
    return segment.stretch.start
