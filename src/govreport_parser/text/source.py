"""Source: one document's text with its identity; bytes, paths and strings become one."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from govreport_parser.errors import SourceError, SourceFormatError
from govreport_parser.spans import Span

__all__ = ["MAX_BYTES", "Fields", "Loss", "Place", "Source", "read_source"]

MAX_BYTES = 64 * 1024 * 1024

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Bytes that could not be decoded: `span` in the text, the bytes in hexadecimal, the reason."""

    span: Span
    bytes: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """From `start` on, the text came from this page (PDF, from 1) or element (HTML, DOCX: a path)."""

    start: int
    page: int | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document's own text, its identity, and where in the file each stretch came from."""

    name: str
    media_type: str
    encoding: str
    sha256: str
    """Of the bytes as they were given; of the UTF-8 form for a string."""
    text: str
    losses: tuple[Loss, ...] = ()
    places: tuple[Place, ...] = field(default=(), repr=False)
    fields: Fields = ()
    """Metadata blocks of the page (索引号, 发布机构, 成文日期 …) as (label, value)."""

    def place_at(self, position: int) -> Place | None:
        """Return the page or element that the character at `position` came from; None for plain text."""
        index = bisect_right(self.places, position, key=_start) - 1
        return self.places[index] if index >= 0 else None


def _start(place: Place) -> int:
    return place.start


def read_source(source: Path | bytes | str, *, max_bytes: int = MAX_BYTES, name: str | None = None) -> Source:
    """Read a path, bytes or a text. Raises SourceError for what is no document."""
    if isinstance(source, Path):
        try:
            data = source.read_bytes()
        except OSError as error:
            raise SourceError(f"{source}: {error.strerror}. Check the path.") from error
        return read_source(data, name=name or str(source), max_bytes=max_bytes)
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    if isinstance(source, bytes) and not data.strip():
        raise SourceFormatError(f"{name or 'input'}: the file is empty. Give a report.")
    text = data.decode("utf-8-sig") if isinstance(source, bytes) else source
    return Source(
        name=name or "text", media_type="text/plain", encoding="utf-8", sha256=hashlib.sha256(data).hexdigest(), text=text
    )


Reader = Callable[[bytes], str]
