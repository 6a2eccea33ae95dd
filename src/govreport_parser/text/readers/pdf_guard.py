"""What pdfminer does not guard against: streams that unpack without limit, and font tables without end.

A font may refer to itself, or claim millions of glyphs in a range of twenty bytes; pdfminer follows either to the end.
"""

import logging
import zlib
from collections.abc import Iterator
from typing import Any

import regex

from govreport_parser.errors import SourceFormatError, over_limit

__all__ = ["quieten", "refuse_bomb", "refuse_endless_fonts"]

Foreign = Any
"""An object of pdfminer: anything a PDF file may hold."""

_STREAM = regex.compile(rb"stream\r?\n")
_RESOLVED = frozenset({"W", "W2", "FontBBox"})
"""The entries that pdfminer follows to the end, references and all."""
_MAPS = frozenset({"ToUnicode", "Encoding"})
_RANGE = regex.compile(rb"<\s*([0-9a-fA-F]{2,16})\s*>\s*<\s*([0-9a-fA-F]{2,16})\s*>\s*[<\[\d]")
_FIRST_PIECE, _LARGEST_PIECE = 256, 4096
_TRIPLE = 3
_MAX_NODES = 50_000
_MAX_GLYPHS = 1 << 20
"""A font has at most 65,536 glyphs; some tables name them more than once."""


def refuse_bomb(data: bytes, max_bytes: int, name: str) -> None:
    """Unpack every stream within the limit and keep nothing: the PDF library would unpack without any."""
    total, end, view = 0, 0, memoryview(data)
    for match in _STREAM.finditer(data):
        if end < match.end():
            # Looked for once: in a file of nothing but beginnings each of them would be searched to the end.
            found = data.find(b"endstream", match.end())
            end = found if found >= 0 else len(data)
        total += _unpacked(view[match.end() : end], 2 * max_bytes + 1 - total)
        if total > 2 * max_bytes:
            raise SourceFormatError(over_limit(name, max_bytes, unpacked=True))


def _unpacked(packed: memoryview, limit: int) -> int:
    """Return how much comes out of a stream, up to `limit`; of a damaged one what comes out before the damage.

    Taken in small pieces: zlib keeps a copy of what it is given and does not read, and loses the output of the piece
    that it fails over.
    """
    unpacker, size, start, piece = zlib.decompressobj(), 0, 0, _FIRST_PIECE
    try:
        while size < limit and start < len(packed) and not unpacker.eof:
            size += len(unpacker.decompress(packed[start : start + piece], limit - size))
            start, piece = start + piece, min(2 * piece, _LARGEST_PIECE)
    except zlib.error:
        pass
    return size


def refuse_endless_fonts(document: Foreign, name: str) -> None:
    """Raise SourceFormatError where a font's tables lead back to themselves or span more glyphs than there are."""
    for key, value in _font_tables(document):
        endless = (
            _ranges(value) > _MAX_GLYPHS if key in _MAPS else _nodes(value) > _MAX_NODES or _widths(value) > _MAX_GLYPHS
        )
        if endless:
            raise SourceFormatError(f"{name}: a broken PDF (endless font table). Open it and print it to a new PDF.")


def _nodes(value: Foreign) -> int:
    """Count lists, tables and references below `value` as pdfminer would follow them, up to the limit."""
    from pdfminer.pdftypes import PDFObjRef, resolve1

    stack, nodes = [value], 0
    while stack and nodes <= _MAX_NODES:
        stack.extend(_containers(resolve1(stack.pop()), PDFObjRef))
        nodes += 1
    return nodes


def _widths(value: Foreign) -> int:
    """Return how many glyphs the ranges `first last width` of a font's table span."""
    from pdfminer.pdftypes import resolve1

    table = resolve1(value)
    numbers: list[float] = []
    total = 0.0
    for item in table if isinstance(table, list) else ():
        if isinstance(item, (int, float)):
            numbers.append(item)
            if len(numbers) == _TRIPLE:
                total += max(0, numbers[1] - numbers[0])
                numbers = []
        else:
            numbers = []
    return int(min(total, _MAX_GLYPHS + 1))


def _ranges(value: Foreign) -> int:
    """Return how many characters the ranges `<first> <last>` of a character map span."""
    from pdfminer.pdftypes import PDFStream, resolve1

    stream = resolve1(value)
    data = stream.get_data() if isinstance(stream, PDFStream) else b""
    if b"range" not in data:
        return 0
    return sum(max(0, int(last, 16) - int(first, 16)) for first, last in _RANGE.findall(data))


def _containers(item: Foreign, reference: type) -> Iterator[Foreign]:
    values = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    return (value for value in values if isinstance(value, (dict, list, reference)))


def _font_tables(document: Foreign) -> Iterator[tuple[str, Foreign]]:
    """Yield the values, in any object of the file, that belong to a font and are followed."""
    from pdfminer.pdfexceptions import PDFException

    for number in {number for xref in document.xrefs for number in xref.get_objids()}:
        try:
            stack = [document.getobj(number)]
        except PDFException:
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, dict):
                yield from ((key, value) for key, value in item.items() if key in _RESOLVED or key in _MAPS)
            stack.extend(_containers(item, dict))


def quieten() -> None:
    """Keep the libraries' warnings from standard error where the program has set up no logging of its own."""
    for library in ("pdfminer", "pdfplumber"):
        logger = logging.getLogger(library)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
