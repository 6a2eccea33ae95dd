"""Archives: a .gz or .zip that holds one document, opened within limits on size, ratio and depth.

Names of members are labels in messages and results; nothing is ever written, so no name is a path.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from govreport_parser.errors import SourceError, SourceFormatError, over_limit, unreadable

__all__ = [
    "GZIP",
    "ZIP",
    "documents",
    "gunzip",
    "is_archive",
    "member_name",
    "open_zip",
    "read_member",
    "single_member",
    "zip_kind",
]

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CHUNK = 1 << 20
_MAX_RATIO = 200
_RATIO_FROM = 8 << 20
"""Below this size a high ratio is no bomb: an empty form compresses well."""
_ARCHIVES = (GZIP, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_KINDS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsx",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
    "content.xml": "odf",
    "META-INF/container.xml": "epub",
}
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def gunzip(data: bytes, *, max_bytes: int, name: str) -> bytes:
    """Unpack gzip, all of its parts. Raises SourceFormatError for a broken one, SourceError for one too large."""
    parts, size = [], 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            while part := file.read(_CHUNK):
                size += len(part)
                _check(size, len(data), max_bytes, name)
                parts.append(part)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceFormatError(f"{name}: a broken gzip archive ({_reason(error)}). Fetch it again.") from error
    return b"".join(parts)


def _reason(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__


def _check(size: int, packed: int, max_bytes: int, name: str) -> None:
    if size > max_bytes:
        raise SourceError(over_limit(name, max_bytes, unpacked=True))
    if size > _RATIO_FROM and size > _MAX_RATIO * packed:
        raise SourceFormatError(
            f"{name}: unpacks to over {_MAX_RATIO} times its size, as only a bomb does. Unpack it yourself."
        )


def open_zip(data: bytes | Path, name: str) -> zipfile.ZipFile:
    """Open a zip file, its bytes or where it lies. Raises SourceFormatError where it is broken."""
    try:
        return zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except OSError as error:
        raise SourceError(unreadable(name, error)) from error
    except Exception as error:  # zipfile raises a dozen kinds on broken headers
        raise SourceFormatError(
            f"{name}: a broken or cut off zip archive ({_reason(error)}). Fetch it again."
        ) from error


def zip_kind(archive: zipfile.ZipFile) -> str:
    """Return docx, xlsx, pptx, ofd, odf, epub by the part that makes a zip file one, else zip."""
    names = set(archive.namelist())
    return next((kind for part, kind in _KINDS.items() if part in names), "zip")


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, max_bytes: int, name: str) -> bytes:
    """Unpack one member within the limits. Raises SourceError for one that is broken, encrypted or a bomb."""
    if info.flag_bits & _ENCRYPTED:
        raise SourceFormatError(f"{name}: encrypted. Unpack it with its password and give the document.")
    # The size in the header bounds what zipfile gives out, so a lie in it ends in a wrong checksum.
    _check(info.file_size, max(info.compress_size, 1), max_bytes, name)
    try:
        with archive.open(info) as file:
            data = file.read(max_bytes + 1)
    except Exception as error:  # zlib, lzma, struct, NotImplementedError …: all say that the archive is no good
        raise SourceFormatError(
            f"{name}: a broken or cut off zip archive ({_reason(error)}). Fetch it again."
        ) from error
    _check(len(data), max(info.compress_size, 1), max_bytes, name)
    return data


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; one without the UTF-8 flag is UTF-8 or GBK all the same, in China at least."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def documents(archive: zipfile.ZipFile) -> Iterator[tuple[int, str, zipfile.ZipInfo]]:
    """Yield number, name and entry of what may be documents: no folders, no droppings of macOS and Windows."""
    for number, info in enumerate(archive.infolist()):
        name = member_name(info)
        last = name.rstrip("/").rpartition("/")[2]
        if not info.is_dir() and not name.startswith("__MACOSX/") and not last.startswith(".") and last != "Thumbs.db":
            yield number, name, info


def single_member(archive: zipfile.ZipFile, *, max_bytes: int, name: str) -> tuple[str, bytes]:
    """Return name and bytes of the one document of a zip file. Raises SourceFormatError for none or several."""
    found = list(documents(archive))
    if not found:
        raise SourceFormatError(f"{name}: a zip archive without a document. Give the document itself.")
    if len(found) > 1:
        raise SourceFormatError(
            f"{name}: a zip archive of {len(found)} documents. Give it to `govreport batch` by itself to read them all."
        )
    _, member, info = found[0]
    return member, read_member(archive, info, max_bytes=max_bytes, name=f"{name}/{member}")


def is_archive(data: bytes, name: str) -> bool:
    """Tell whether bytes are an archive; a DOCX is a zip file and no archive."""
    return data.startswith(_ARCHIVES) or (data.startswith(ZIP) and zip_kind(open_zip(data, name)) == "zip")
