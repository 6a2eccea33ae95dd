"""WARC: what crawlers write. Records by offset; a file that breaks off is an error, never a shorter result.

Needs the extra `warc`. Responses with status 2xx and resources are read, save pictures, sound, styles and scripts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govreport_parser.errors import MissingExtraError, SourceError, SourceFormatError

__all__ = ["read_record", "warc_records"]

_NO_DOCUMENT = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")
_DECODED = ("", "identity", "gzip", "deflate", "x-gzip")


def warc_records(path: str) -> Iterator[tuple[int, str, int]]:
    """Yield offset, address and length of every record with a document. SourceFormatError where the file breaks off."""
    warcio = _warcio()
    size, end = Path(path).stat().st_size, 0
    with Path(path).open("rb") as file:
        records = warcio.archiveiterator.ArchiveIterator(file)
        try:
            for record in records:
                declared = int(record.rec_headers.get_header("Content-Length") or 0)
                found = _is_document(record)
                read = _drain(record.raw_stream)
                offset, length = records.get_record_offset(), records.get_record_length()
                end = offset + length
                if record.http_headers is not None:
                    read += len(record.http_headers.to_bytes())
                if length < 0 or _short(record, read, declared):
                    raise SourceFormatError(_broken(f"the record at byte {offset} is cut off"))
                if found:
                    yield offset, record.rec_headers.get_header("WARC-Target-URI") or f"record {offset}", length
        except warcio.exceptions.ArchiveLoadFailed as error:
            raise SourceFormatError(_broken(str(error).strip())) from error
    if end != size:
        raise SourceFormatError(_broken(f"{size - end} bytes after byte {end} are no whole record"))


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
                    f"{path}: the record at byte {offset} is packed as {encoding}, which is not read."
                )
            data = bytes(record.content_stream().read(max_bytes + 1))
            if len(data) <= max_bytes:
                _drain(record.content_stream())
    except (warcio.exceptions.ArchiveLoadFailed, StopIteration, EOFError) as error:
        raise SourceFormatError(f"{path}: no whole record at byte {offset} ({error}). Fetch it again.") from error
    if len(data) > max_bytes:
        raise SourceError(f"{path}: the record at byte {offset} is over {max_bytes / 2**20:.4g} MB. Raise --max-size.")
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


def _drain(stream: Any) -> int:  # noqa: ANN401
    total = 0
    while piece := stream.read(65536):
        total += len(piece)
    return total


def _short(record: Any, read: int, declared: int) -> bool:  # noqa: ANN401
    """Whether fewer bytes came than were declared; warcio's own counter knows what the HTTP headers took."""
    left = getattr(record.raw_stream, "limit", None)
    return bool(left) if left is not None else read < declared


def _broken(what: str) -> str:
    return f"a broken or cut off WARC file ({what}). Fetch it again; the records before are read."


def _warcio() -> Any:  # noqa: ANN401
    try:
        import warcio
    except ImportError as error:
        raise MissingExtraError("WARC needs warcio: pip install 'govreport-parser[warc]'") from error
    import warcio.archiveiterator
    import warcio.exceptions

    return warcio
