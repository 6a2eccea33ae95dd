"""WARC: what crawlers write. Records by offset; a file that breaks off is an error, never a shorter result.

Needs the extra `warc`. Responses with status 2xx and resources are read, save pictures, sound, styles and scripts.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govreport_parser.errors import MissingExtraError, SourceError, SourceFormatError, over_limit

__all__ = ["read_record", "warc_records"]

_NO_DOCUMENT = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")
_DECODED = ("", "identity", "gzip", "deflate", "x-gzip")


def warc_records(path: str) -> Iterator[tuple[int, str, int]]:
    """Yield offset, address and length of every record with a document. SourceFormatError where the file breaks off."""
    warcio = _warcio()
    offset = length = 0
    with Path(path).open("rb") as file:
        records = warcio.archiveiterator.ArchiveIterator(file)
        try:
            for record in records:
                found = _is_document(record)
                _drain(record.raw_stream)
                offset, length = records.get_record_offset(), records.get_record_length()
                # warcio gives a short body without a word; what is left of the declared length tells.
                if getattr(record.raw_stream, "limit", 0):
                    raise SourceFormatError(_broken(f"the record at byte {offset} is cut off"))
                if found:
                    yield offset, record.rec_headers.get_header("WARC-Target-URI") or f"record {offset}", length
        except warcio.exceptions.ArchiveLoadFailed as error:
            raise SourceFormatError(_broken(str(error).strip())) from error
    if not _ends_well(Path(path), offset, offset + length):
        raise SourceFormatError(_broken(f"it ends in the middle of something, after byte {offset + length}"))


def _ends_well(path: Path, last: int, end: int) -> bool:
    """Whether nothing but the blank lines after a record, or the end of its gzip member, follows the last record.

    A crawl that broke off inside a record loses that record silently: warcio ends as if it had never been there.
    """
    with path.open("rb") as file:
        file.seek(last)
        if file.read(2) != b"\x1f\x8b":
            file.seek(end)
            tail = file.read()
            return not tail.strip(b"\r\n") and (len(tail) >= 4 or tail == b"\n\n")
        file.seek(last)
        member = zlib.decompressobj(wbits=31)
        while not member.eof and (piece := file.read(65536)):
            while piece and not member.eof:
                member.decompress(piece, 65536)
                piece = member.unconsumed_tail
        return member.eof and not member.unused_data and not file.read(1)


def read_record(path: str, offset: int, *, max_bytes: int) -> bytes:
    """Return the body of the record at an offset, decoded. SourceError for one that is damaged or too large."""
    warcio = _warcio()
    try:
        with Path(path).open("rb") as file:
            file.seek(offset)
            record = next(iter(warcio.archiveiterator.ArchiveIterator(file, check_digests=True)))
            encoding = record.http_headers.get_header("Content-Encoding", "") if record.http_headers else ""
            if encoding.strip().lower() not in _DECODED:
                raise SourceFormatError(
                    f"{path}: the record at byte {offset} is packed as {encoding}, which cannot be unpacked here. "
                    "Crawl it anew with `Accept-Encoding: gzip`."
                )
            data = bytes(record.content_stream().read(max_bytes + 1))
            if len(data) <= max_bytes:
                _drain(record.content_stream())
    except (warcio.exceptions.ArchiveLoadFailed, StopIteration, EOFError) as error:
        raise SourceFormatError(f"{path}: no whole record at byte {offset} ({error}). Fetch it again.") from error
    if len(data) > max_bytes:
        raise SourceError(over_limit(f"{path}: the record at byte {offset}", max_bytes))
    if record.digest_checker is not None and record.digest_checker.passed is False:
        raise SourceFormatError(f"{path}: the record at byte {offset} differs from its digest. Fetch it again.")
    return data


def _is_document(record: Any) -> bool:  # noqa: ANN401 - warcio has no types
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    if headers is None:
        return not _kind(record.rec_headers.get_header("Content-Type")).startswith(_NO_DOCUMENT)
    status = headers.get_statuscode() or ""
    return status.startswith("2") and not _kind(headers.get_header("Content-Type")).startswith(_NO_DOCUMENT)


def _kind(content_type: str | None) -> str:
    return (content_type or "").strip().lower()


def _drain(stream: Any) -> None:  # noqa: ANN401
    while stream.read(65536):
        pass


def _broken(what: str) -> str:
    return f"a broken or cut off WARC file ({what}). Fetch it again; the records before are read."


def _warcio() -> Any:  # noqa: ANN401
    try:
        import warcio
    except ImportError as error:
        raise MissingExtraError("WARC needs warcio. Install it with `pip install 'govreport-parser[warc]'`.") from error
    import warcio.archiveiterator
    import warcio.exceptions

    return warcio
