"""PDF with a text layer → lines by page in reading order, ruled tables as pipe rows in their place.

A table that goes on over a page break goes on here too: nothing stands between its rows, and header rows at the head
of the next page are dropped only where they are identical to those it began with. Page numbers, and lines that repeat
at the edge of the pages, are dropped. Lines that only the page's width broke are joined to their paragraph.
"""

import io
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import regex

from govreport_parser.errors import MissingExtraError, SourceError, SourceFormatError
from govreport_parser.spans import Span
from govreport_parser.text.readers.lines import assemble
from govreport_parser.text.readers.pdf_guard import quieten, refuse_bomb, refuse_endless_fonts
from govreport_parser.text.readers.rows import collapse, pipe_row
from govreport_parser.text.reading import Loss, Reading

__all__ = ["is_pdf", "read_pdf"]

Foreign = Any
"""An object of pdfplumber, which has no types of its own."""

MEDIA_TYPE = "application/pdf"
_MAX_PAGES = 2000
_PAGE_NUMBER = regex.compile(
    r"[-—–－·\s]*(?:第\s*)?(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*页?\s*(?:[/／,，共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*"
)
_BARE = regex.compile(r"\d{1,4}")
_MARKER = regex.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.．章]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳]|附[件表])"
)
_CID = regex.compile(r"\(cid:(\d{1,7})\)")
_EDGE = 0.1
"""Running heads and page numbers stand in the outer tenth of a page."""
_FULL = 0.75
"""A line that ends before three quarters of the page was not broken by its width."""


@dataclass(slots=True)
class _Item:
    """A line of text or a table on a page."""

    page: int
    top: float
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    width: float = 0.0
    """Of the page."""
    text: str = ""
    rows: list[list[str]] | None = None
    at_edge: bool = False


def is_pdf(data: bytes) -> bool:
    """Tell a PDF file by its header, which may stand behind some junk."""
    head = data[:1024]
    return head.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head and b"startxref" in data[-2048:])


def read_pdf(data: bytes, *, max_bytes: int, name: str) -> Reading:
    """Read a PDF file. Raises SourceFormatError for a scan, an encrypted or a broken one; MissingExtraError."""
    try:
        import pdfplumber
    except ImportError as error:
        raise MissingExtraError(
            f"{name}: reading PDF needs pdfplumber. Install it: pip install 'govreport-parser[pdf]'."
        ) from error
    refuse_bomb(data, max_bytes, name)
    quieten()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            refuse_endless_fonts(document.doc, name)
            items, images = _read_pages(document, name)
    except SourceError:
        raise
    except Exception as error:  # pdfminer raises anything at all on a broken file
        raise _broken(error, name) from error
    return _assemble(items, images, name)


def _broken(error: Exception, name: str) -> SourceFormatError:
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if "Password" in type(inner).__name__ or "Encrypt" in type(inner).__name__:
        return SourceFormatError(f"{name}: an encrypted PDF. Open it with its password and save it without.")
    return SourceFormatError(f"{name}: a broken PDF ({type(inner).__name__}). Open it and print it to a new PDF.")


def _read_pages(document: Foreign, name: str) -> tuple[list[_Item], int]:
    items: list[_Item] = []
    images = 0
    if len(document.pages) > _MAX_PAGES:
        raise SourceFormatError(f"{name}: {len(document.pages)} pages, over the limit of {_MAX_PAGES}. Split the PDF.")
    for number, page in enumerate(document.pages, 1):
        images += len(page.images)
        items.extend(_read_page(page, number))
        page.close()
    return items, images


def _read_page(page: Foreign, number: int) -> list[_Item]:
    """Return tables and the lines outside them, from top to bottom."""
    items, rest = [], page
    for table in page.find_tables():
        rows = [[collapse(cell or "").replace("|", "｜") for cell in row] for row in table.extract()]
        if len(rows) > 1 or (rows and len(rows[0]) > 1):
            items.append(_Item(number, table.bbox[1], rows=[row for row in rows if any(row)]))
            rest = rest.outside_bbox(table.bbox)
    for line in rest.extract_text_lines(return_chars=True):
        text = collapse(line["text"])
        edge = line["top"] < _EDGE * page.height or line["bottom"] > (1 - _EDGE) * page.height
        size = Counter(round(char["size"], 1) for char in line["chars"]).most_common(1)[0][0]
        if text:
            items.append(_Item(number, line["top"], line["x0"], line["x1"], size, page.width, text, at_edge=edge))
    return sorted(items, key=_top)


def _top(item: _Item) -> float:
    return item.top


def _assemble(items: list[_Item], images: int, name: str) -> Reading:
    characters = sum(
        len(item.text) + sum(map(len, (cell for row in item.rows or () for cell in row))) for item in items
    )
    if not characters:
        cause = "a scan: its pages are images without a text layer" if images else "without text"
        raise SourceFormatError(f"{name}: a PDF that is {cause}. Run text recognition (OCR) over it first.")
    lines = list(_join(_drop_repeats(items)))
    text = "".join(line for line, _ in lines)
    unknown = sum(len(match[0]) for match in _CID.finditer(text))
    if unknown > len(text) / 2:
        raise SourceFormatError(f"{name}: a PDF whose fonts do not say their characters. Run OCR over it.")
    return _mark_unknown(
        assemble(((line, None, page) for line, page in lines), media_type=MEDIA_TYPE, encoding="utf-8")
    )


def _drop_repeats(items: list[_Item]) -> list[_Item]:
    """Drop page numbers, and lines at the edge that stand on most pages with at most their figures changed."""
    pages = len({item.page for item in items})
    common = Counter(shape for _, shape in {(item.page, _shape(item.text)) for item in items if item.at_edge})
    return [item for item in items if not item.at_edge or not _is_running(item.text, common, pages)]


def _is_running(text: str, common: Counter[str], pages: int) -> bool:
    if _PAGE_NUMBER.fullmatch(text) and (pages > 1 or not _BARE.fullmatch(text)):
        return True
    return pages > 2 and common[_shape(text)] > pages / 2


def _shape(text: str) -> str:
    shape: str = regex.sub(r"\d+", "0", text)
    return shape


def _join(items: list[_Item]) -> Iterator[tuple[str, int]]:
    """Yield the lines of the text with their pages."""
    lefts = Counter(round(item.left) for item in items if item.rows is None)
    left = min((place for place, count in lefts.items() if count > 1), default=0)
    right = max((max(item.right, _FULL * item.width) for item in items if item.rows is None), default=0)
    pending: list[_Item] = []
    head: list[list[str]] = []
    last_table_page = -1
    for item in items:
        if item.rows is not None:
            yield from _flush(pending)
            is_next = last_table_page == item.page - 1 and not pending
            rows = _without_head(item.rows, head) if is_next else item.rows
            head = head if is_next else item.rows
            yield from ((pipe_row(row), item.page) for row in rows)
            last_table_page = item.page
            continue
        last_table_page = -1
        if pending and not _continues(pending[-1], item, left, right):
            yield from _flush(pending)
        pending.append(item)
    yield from _flush(pending)


def _without_head(rows: list[list[str]], head: list[list[str]]) -> list[list[str]]:
    """Drop the leading rows that repeat the table's own first rows, word for word."""
    same = 0
    while same < min(len(rows), len(head)) and rows[same] == head[same]:
        same += 1
    return rows[same:]


def _continues(last: _Item, item: _Item, left: float, right: float) -> bool:
    """Tell whether the page's width broke a line: it was full, and the next begins at the margin in the same size."""
    full = last.right > right - 1.6 * last.size
    return full and item.left < left + item.size and abs(item.size - last.size) < 1 and not _MARKER.match(item.text)


def _flush(pending: list[_Item]) -> Iterable[tuple[str, int]]:
    if not pending:
        return ()
    line = collapse("\n".join(item.text for item in pending)), pending[0].page
    pending.clear()
    return (line,)


def _mark_unknown(reading: Reading) -> Reading:
    """Turn each glyph without a character into U+FFFD, with its number as the loss."""
    matches = list(_CID.finditer(reading.text))
    if not matches:
        return reading
    losses, shifts = [], []
    removed = 0
    for match in matches:
        start = match.start() - removed
        raw = int(match[1]).to_bytes(3, "big").hex()
        losses.append(Loss(span=Span(start, start + 1), bytes=raw, reason="glyph without a character in its font"))
        removed += len(match[0]) - 1
        shifts.append((match.end(), removed))
    ends = [end for end, _ in shifts]
    moved = [replace(place, start=place.start - _shift(shifts, ends, place.start)) for place in reading.places]
    return replace(reading, text=_CID.sub("\ufffd", reading.text), losses=tuple(losses), places=tuple(moved))


def _shift(shifts: list[tuple[int, int]], ends: list[int], position: int) -> int:
    index = bisect_right(ends, position) - 1
    return shifts[index][1] if index >= 0 else 0
