"""Tables that lost their line ends: a whole page, or a whole table, in one line of running text.

`…情况。 第二十条第(一)项 信息内容 本年制发件数 … 规章 0 0 2 三、收到…`: what stands between blanks is a cell; sentences
and the titles of sections bound the table. Where nothing parts the cells, the table is only known to be there.
"""

import re
from collections.abc import Iterator

import regex

from govreport_parser.spans import Span
from govreport_parser.tables.cells import Cell, as_one
from govreport_parser.tables.closed import is_title
from govreport_parser.tables.glued import cut_apart
from govreport_parser.tables.values import is_value
from govreport_parser.tables.vocabulary import Vocabulary

__all__ = ["running_cells", "unread_stretches"]

_TOKEN = regex.compile(
    r"""(?:第二十条第 | [一二三四五六七八九十]{1,3}、 | (?!第\s?二十条第)[^\s|。!?;])
        (?:(?!第二十条第|(?<=\d)[一二三四五六七八九十]{1,3}、)[^\s|。!?;])*+[。!?;]?""",
    regex.VERBOSE,
)
"""What stands between blanks; the title of a block or a numbered heading begins anew, a sentence's stop ends."""
_SCAFFOLD = regex.compile(r"\(?\d{1,2}[.、．)]+|[^\w\-/—–]+|[一二三四五六七八九十]{1,3}、")
_STOP = regex.compile(r"[。!?;]$")
_LONGEST_CELL = 60
_MOST_UNKNOWN = 12
"""So many cells in a row that no form knows end a table."""
_JOINED = "信息内容(?:本年|上一年|采购)|统计指标(?:计量)?单位|指标名称(?:计量)?单位|自然人法人或其他组织"
"""Two words of a header that run together: one such pair is enough."""
_HEADERS = re.compile(
    f"{_JOINED}|信息内容|本年制发件数|本年废止件数|现行有效件数|本年新制作数量|本年新公开数量|对外公开总数量|上一年项目数量"
    "|处理决定数量|采购项目数量|申请人情况|法人或其他组织|社会公益组织|法律服务机构|勾稽关系|统计指标|指标名称|计量单位|本年累计|历年累计"
)
"""Words that stand in the headers of tables and hardly ever in prose.

Each begins with a plain letter, so that `re` passes over most of a text at once: ten times as fast as `regex`.
"""
_FEWEST_HEADERS = 3
_MOST_LETTERS = 6
_NEAR = 200
"""So many characters between two of them, at most: the rows of a block lie between."""


def unread_stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches with so many words of table headers near each other that a table stands there.

    >>> list(unread_stretches("信息内容本年制发件数本年废止件数规章000", 0, 22))
    [Span(start=0, end=16)]
    """
    near: list[re.Match[str]] = []
    for match in _HEADERS.finditer(text, start, end):
        if near and match.start() - near[-1].end() > _NEAR:
            yield from _stretch(near)
            near = []
        near.append(match)
    yield from _stretch(near)


def _stretch(near: list[re.Match[str]]) -> Iterator[Span]:
    found = {match[0] for match in near}
    if len(found) >= _FEWEST_HEADERS or any(re.fullmatch(_JOINED, word) for word in found):
        yield Span(near[0].start(), near[-1].end())


def running_cells(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each table that stands in running text between `start` and `end`."""
    run: list[Cell] = []
    unknown = 0
    for cell in _tokens(text, start, end):
        token = cell.text
        if (not cell.glued and _is_prose(token, words)) or unknown > _MOST_UNKNOWN:
            yield from _table(run, words)
            run, unknown = [], 0
        elif cell.glued or is_value(token) or not _SCAFFOLD.fullmatch(token):
            run.append(cell)
            unknown = 0 if cell.glued or is_value(token) or words.knows(token) else unknown + 1
    yield from _table(run, words)


def _tokens(text: str, start: int, end: int) -> Iterator[Cell]:
    for match in _TOKEN.finditer(text, start, end):
        yield from cut_apart(match[0], match.start()) or (Cell(match[0], match.start(), match.end()),)


def _is_prose(token: str, words: Vocabulary) -> bool:
    if _STOP.search(token):
        return True
    if words.knows(token):
        return False
    return len(token) > _LONGEST_CELL or is_title(token)


def _table(run: list[Cell], words: Vocabulary) -> Iterator[tuple[Cell, ...]]:
    """Leave out what stands before the first known label and behind the last known label or value."""
    run = list(_respaced(run, words))
    known = [place for place, cell in enumerate(run) if words.knows(cell.text)]
    if known:
        last = max(place for place, cell in enumerate(run) if place == known[-1] or cell.glued or is_value(cell.text))
        yield tuple(run[known[0] : last + 1])


def _respaced(run: list[Cell], words: Vocabulary) -> Iterator[Cell]:
    """Join the letters of a spaced header word: 统 计 指 标."""
    place = 0
    while place < len(run):
        size = next(
            (size for size in range(_MOST_LETTERS, 1, -1) if _spells(run[place : place + size], size, words)), 1
        )
        yield as_one(run[place : place + size])
        place += size


def _spells(piece: list[Cell], size: int, words: Vocabulary) -> bool:
    letters = "".join(cell.text for cell in piece)
    return len(piece) == size == len(letters) and letters in words.headers
