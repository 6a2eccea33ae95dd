"""Lines that hold cells and prose: a page, or a part of it, that lost its line ends but kept the pipes of its tables.

`…公开8条。 统计指标 | 单位 | 统计数 | 收到申请数 | 件 | 3 | 六、其他需要报告的事项 本年没有收费。`: the sentences and
the titles of sections between the cells are prose, with their own places; the cells stay a table's. A cell whose text
is a sentence (a note, a remark, a free answer behind its label) stays a cell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from govreport_parser.blocks import OFFICIAL_TITLE, Block, prose_blocks
from govreport_parser.spans import Span
from govreport_parser.tables.folding import article_item, fold
from govreport_parser.tables.values import UNITS, is_value
from govreport_parser.tables.vocabulary import Vocabulary, vocabulary

__all__ = ["part_prose"]

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}\s?[、.．]\s?|第[一二三四五六七八九十]{1,3}部分\s?)"
_SECTION = rf"{_NUMBER}(?:{OFFICIAL_TITLE.pattern})"
_TITLE = regex.compile(rf"\s*{_SECTION}", regex.VERBOSE)
_NUMBERED = regex.compile(
    rf"{_TITLE.pattern}|\s*[一二三四五六七八九十]{{1,3}}、\s?[^\n。;:()\d]{{2,24}}\s\S", regex.VERBOSE
)
"""Where sentences follow, a title may have any wording."""
_TRIGGER = re.compile(rf"。|{_SECTION}", re.VERBOSE)
"""What a line of cells alone has not; asked of every one."""
_MARKS = regex.compile(r"[。;!?()]")
_CLOSING = "”’」』\"'"
_VALUE_FIRST = regex.compile(r"\s*(?P<value>\S{1,20}?)(?:\s+|(?=[一二三四五六七八九十]{1,3}、))")
_BLOCK = regex.compile(r"\s*(?:《?(?:中华人民共和国)?(?:政府信息公开)?条例》?)?\s?第\s?二十条[^。;,]{1,12}\s*")
_NOTE = regex.compile(r"\s*\([^()]{6,}\)\s*")
"""(本列数据的勾稽关系为:…): a cell of a header that is all in brackets."""
_SEAM = regex.compile(r"[\s:]+(?=\S)")
_MOST_SEAMS = 12
_SHORTEST = 12
"""A sentence of fewer characters may be the label of a row."""
_LONGEST_LABEL = 240
"""Characters, the note in brackets behind it included: the forms' longest label has half as many."""
_LONG = 40
"""So many characters with two stops are no label and no remark."""


class _Piece(NamedTuple):
    """What stands between two pipes, and what it is: `blank`, `value` (or a unit), `known` to a form, or `other`."""

    start: int
    end: int
    role: str


def part_prose(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    r"""Cut the lines with pipes where prose stands between the cells.

    >>> from govreport_parser.blocks import split_blocks
    >>> text = "全年主动公开政府信息8条。 统计指标 | 单位 | 统计数 |\n"
    >>> [(block.kind, text[block.start : block.end]) for block in part_prose(text, split_blocks(text))]
    [('paragraph', '全年主动公开政府信息8条。'), ('table_row', ' 统计指标 | 单位 | 统计数 |\n')]
    """
    words = vocabulary()
    result: list[Block] = []
    for block in blocks:
        if block.kind == "table_row" and _TRIGGER.search(text, block.start, block.end):
            result.extend(_parted(text, block, words))
        else:
            result.append(block)
    return tuple(result)


def _parted(text: str, block: Block, words: Vocabulary) -> Iterator[Block]:
    position = block.start
    for prose in _stretches(text, block, words):
        if prose.start > position:
            yield Block("table_row", position, prose.start)
        yield from prose_blocks(text, prose.start, prose.end)
        position = prose.end
    if position < block.end:
        yield Block("table_row", position, block.end)


def _stretches(text: str, block: Block, words: Vocabulary) -> Iterator[Span]:
    """Yield the prose of a line, piece by piece; a piece behind prose has no cell before it."""
    pieces = [_piece(text, start, end, words) for start, end in _bounds(text, block)]
    run_on = _runs_on(text, pieces, words)
    before = "none"
    for place, piece in enumerate(pieces):
        if piece.role == "blank":
            continue
        found = None
        if piece.role == "other":
            behind = next((after.role for after in pieces[place + 1 :] if after.role != "blank"), "none")
            found = _prose_of(text, piece, (before, behind), words, run_on=run_on)
        if found is None:
            before = piece.role
            continue
        yield found
        before = "none" if not text[found.end : piece.end].strip() else "known"


def _bounds(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    while start < block.end:
        pipe = text.find("|", start, block.end)
        end = block.end if pipe < 0 else pipe
        yield start, end
        start = end + 1


def _piece(text: str, start: int, end: int, words: Vocabulary) -> _Piece:
    content = text[start:end].strip()
    if not content:
        role = "blank"
    elif content in UNITS or is_value(content):
        role = "value"
    else:
        role = "known" if _knows(words, content) else "other"
    return _Piece(start, end, role)


def _knows(words: Vocabulary, content: str) -> bool:
    """Tell whether a form knows the whole of a text; prose may name an item of Article 20 as well."""
    if len(content) > _LONGEST_LABEL:
        return False
    label = fold(content)
    if not label:
        return _NOTE.fullmatch(content) is not None
    return label in words.families or label in words.headers or _BLOCK.fullmatch(content) is not None


def _runs_on(text: str, pieces: Sequence[_Piece], words: Vocabulary) -> bool:
    """Tell whether the line holds several rows: the label of a row or the title of a block behind a value."""
    valued = False
    for piece in pieces:
        content = text[piece.start : piece.end]
        if valued and piece.role == "known" and (fold(content) in words.families or article_item(content)):
            return True
        valued = valued or piece.role == "value"
    return False


def _prose_of(text: str, piece: _Piece, beside: tuple[str, str], words: Vocabulary, *, run_on: bool) -> Span | None:
    """Return the prose of one piece; None where it is a cell. `beside`: what its neighbours are."""
    before, behind = beside
    start = (
        _behind_value(text, piece) if before != "none" or text[piece.start - 1 : piece.start] == "|" else piece.start
    )
    start = piece.end - len(text[start : piece.end].lstrip())
    stops, stop = _sentences(text, start, piece.end)
    headed = (_TITLE if not stops else _NUMBERED).match(text, start, piece.end) is not None
    if not stops and not headed:
        return None
    end = _label_start(text, stop, piece.end, words)
    rest = text[end : piece.end].strip()
    long = stops > 1 and stop - start >= _LONG
    if not rest:
        is_prose = _whole(before, behind, headed=headed, run_on=run_on, long=long)
    elif _knows(words, rest):
        is_prose = headed or end - start >= _SHORTEST
    else:
        is_prose = (headed or long) and before != "other"
        end = stop if stops else end
    return Span(start, end) if is_prose and end > start else None


def _whole(before: str, behind: str, *, headed: bool, run_on: bool, long: bool) -> bool:
    """Tell whether a piece that is nothing but a sentence or a title is prose, by the cells on both its sides."""
    if before == "none":
        return behind in {"none", "known"} or headed or (long and behind == "other")
    if before == "other":
        return False
    return headed or (before == "value" and (run_on or long))


def _behind_value(text: str, piece: _Piece) -> int:
    """Return where the text begins behind a value that no pipe parts from it: `2 三、收到…`."""
    match = _VALUE_FIRST.match(text, piece.start, piece.end)
    return match.end() if match and is_value(match["value"]) else piece.start


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """Return how many sentences end between `start` and `end`, outside of brackets, and where the last one does."""
    depth = stops = 0
    last = start
    for match in _MARKS.finditer(text, start, end):
        mark = match[0]
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif not depth:
            stops += 1
            last = match.end()
            while last < end and text[last] in _CLOSING:
                last += 1
    return stops, last


def _label_start(text: str, start: int, end: int, words: Vocabulary) -> int:
    """Return where, behind the last sentence, the first label of the table begins; `end` where none does.

    Titles of sections before it are prose: `二、主动公开政府信息情况 第二十条第(一)项`.
    """
    while not _knows(words, text[start:end]):
        title = _TITLE.match(text, start, end)
        if title is None:
            break
        start = int(title.end())
    else:
        return start
    for seam in list(_SEAM.finditer(text, start, end))[:_MOST_SEAMS]:
        if _knows(words, text[seam.end() : end]):
            return int(seam.end())
    return start
