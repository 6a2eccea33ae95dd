"""Source: one document's text with its identity; bytes, paths and strings become one."""

import hashlib
import os
import stat
import warnings
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from govreport_parser.errors import SourceError, SourceFormatError, over_limit, unreadable
from govreport_parser.limits import MAX_BYTES
from govreport_parser.text.encoding import replace_surrogates
from govreport_parser.text.reading import Fields, Loss, Place, Reading

__all__ = ["Fields", "Loss", "Place", "Source", "read_source"]

_LONGEST_NAME = 300
"""Characters: a longer text is no name of a file that anybody meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document's own text, its identity, and where in the file each stretch came from."""

    name: str
    media_type: str
    encoding: str
    """The codec that read the text (`utf-8-sig` with a byte order mark); of the container's text for DOCX and PDF."""
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
    """Read a path, bytes or a text: a `Path` is read, `bytes` are decoded, a `str` is the text itself.

    The format is told by the content, never by the file name. Raises SourceError for what is missing, a folder or
    larger than `max_bytes`; SourceFormatError for what is no document; MissingExtraError where DOCX or PDF need a
    package that is not installed. No bytes raise anything else.

    >>> read_source("二七区2015年报告").media_type
    'text/plain'
    """
    if isinstance(source, str):
        return _read_text(source, max_bytes, name or "text")
    if isinstance(source, (bytes, bytearray, memoryview)):
        label, data = name or "bytes", bytes(source)
        _check_size(len(data), max_bytes, label)
    else:
        label = name or os.fspath(source)
        data = _read_path(Path(source), max_bytes, label)
    return _source(_read_bytes(data, max_bytes, label), data, label)


def _source(reading: Reading, data: bytes, name: str) -> Source:
    return Source(
        name=name,
        media_type=reading.media_type,
        encoding=reading.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        losses=reading.losses,
        places=reading.places,
        fields=reading.fields,
    )


def _read_text(text: str, max_bytes: int, name: str) -> Source:
    from govreport_parser.text.readers.markdown import text_type

    if _names_a_file(text):
        said = f"{text!r} is taken as a text, and there is a file of that name. Give Path({text!r}) to read it."
        warnings.warn(said, UserWarning, stacklevel=5)
    data = text.encode("utf-8", "surrogatepass")
    _check_size(len(data), max_bytes, name)
    decoded = replace_surrogates(text)
    media_type = text_type(decoded.text)
    reading = Reading(media_type=media_type, encoding="utf-8", text=decoded.text, losses=decoded.losses)
    return _source(reading, data, name)


def _names_a_file(text: str) -> bool:
    """Tell whether a text is the name of a file with an ending: whoever gave it meant the file."""
    try:
        return len(text) < _LONGEST_NAME and "." in text and "\n" not in text and Path(text).is_file()
    except (OSError, ValueError):
        return False


def _read_bytes(data: bytes, max_bytes: int, name: str) -> Reading:
    from govreport_parser.text.readers.choose import read_any

    if not data.strip():
        raise SourceFormatError(f"{name}: the file is empty. Give a file that holds a report.")
    return read_any(data, max_bytes=max_bytes, name=name)


def _read_path(path: Path, max_bytes: int, name: str) -> bytes:
    """Read a file of at most `max_bytes`; its size is asked first, so that a huge one is never loaded."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(f"{name}: a folder. Name its files, or use `govreport batch` for all of them.")
        if stat.S_ISREG(status.st_mode):
            _check_size(status.st_size, max_bytes, name)
        with path.open("rb") as file:
            # One byte more than allowed: pipes and devices have no size to ask for.
            data = file.read(max_bytes + 1)
    except SourceError:
        raise
    except (OSError, ValueError) as error:
        raise SourceError(unreadable(name, error)) from error
    _check_size(len(data), max_bytes, name)
    return data


def _check_size(size: int, max_bytes: int, name: str) -> None:
    if size > max_bytes:
        raise SourceError(over_limit(name, max_bytes, size=size))
