"""Markers of headings and items: 一、 (一) 1. (1) ① 第一部分, 一是; their style, rank and number."""

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from govreport_parser.blocks import MARKER
from govreport_parser.numerals import parse_numeral

__all__ = ["RANKS", "Enumerator", "Marker", "enumerators", "read_marker"]

RANKS = {"part": 0, "chinese": 1, "bracketed": 2, "arabic": 3, "arabic_bracketed": 4, "circled": 5}
"""The official order of numbering styles, outermost first (GB/T 9704-2012, 7.3.3)."""

_ITEM = regex.compile(r"([一二三四五六七八九十]{1,2})是")
_BEFORE_FIRST = "。;:,!?()“”…. \n\t0123456789"
_NO_NUMBER = str.maketrans("", "", "第部分章、.．()（）:： ")


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading's marker: where it ends, its own text with its point, its style's rank, its number."""

    end: int
    text: str
    rank: int
    number: int


@dataclass(frozen=True, slots=True)
class Enumerator:
    """二是: a member of an inline enumeration begins here."""

    start: int
    end: int
    number: int


def read_marker(text: str, start: int, end: int) -> Marker | None:
    """Read the marker at `start` (after blanks); None where there is none.

    >>> read_marker("十一、其他", 0, 5).number
    11
    """
    while start < end and text[start].isspace():
        start += 1
    match = MARKER.match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    digits = unicodedata.normalize("NFKC", match.group()).translate(_NO_NUMBER)
    return Marker(match.end(), match.group().strip(), RANKS[match.lastgroup], _number(digits))


@functools.lru_cache(maxsize=256)
def _number(digits: str) -> int:
    """Return the number of a marker; the few that there are come again in every report."""
    return int(parse_numeral(digits) or 0)


def enumerators(text: str, start: int, end: int, previous: int = 0) -> Iterator[Enumerator]:
    """Yield 一是, 二是 … of one paragraph; `previous` is the number that the paragraph before ended with.

    A first member must stand after a stop or at the start (so 统一是 is none); a later one must follow its
    predecessor in number, and then needs no stop before it: 事项0三是 in a list that has reached 二是.
    """
    for match in _ITEM.finditer(text, start, end):
        number = _number(match.group(1))
        free = match.start() == start or text[match.start() - 1] in _BEFORE_FIRST
        if (number == 1 and free) or (number == previous + 1 and previous):
            previous = number
            yield Enumerator(match.start(), match.end(), number)
