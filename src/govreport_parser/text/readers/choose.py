"""Choose the reader by what the bytes are, never by the name of the file."""

from zipfile import ZipFile

import regex

from govreport_parser.errors import SourceFormatError
from govreport_parser.text.encoding import declared_encoding, decode
from govreport_parser.text.readers.archive import GZIP, ZIP, gunzip, is_archive, open_zip, single_member, zip_kind
from govreport_parser.text.readers.docx import read_docx
from govreport_parser.text.readers.html import is_html, read_html
from govreport_parser.text.readers.pdf import is_pdf, read_pdf
from govreport_parser.text.readers.plain import read_plain
from govreport_parser.text.reading import Reading

__all__ = ["read_any"]

_DOCUMENT = "Save it as DOCX, PDF or text and give that."
_MHTML = regex.compile(rb"(?i)\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related")
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"an old Office file (.doc, .wps, .xls). {_DOCUMENT}"),
    (b"{\\rtf", f"an RTF file. {_DOCUMENT}"),
    (b"\x89PNG\r\n\x1a\n", f"an image (PNG), which has no text. {_DOCUMENT}"),
    (b"\xff\xd8\xff", f"an image (JPEG), which has no text. {_DOCUMENT}"),
    (b"GIF8", f"an image (GIF), which has no text. {_DOCUMENT}"),
    (b"II*\0", f"an image (TIFF), which has no text. {_DOCUMENT}"),
    (b"MM\0*", f"an image (TIFF), which has no text. {_DOCUMENT}"),
    (b"Rar!\x1a\x07", "a RAR archive. Unpack it and give the document."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive. Unpack it and give the document."),
    (b"\xfd7zXZ\0", "an xz archive. Unpack it and give the document."),
    (b"BZh", "a bzip2 archive. Unpack it and give the document."),
    (b"WARC/", "a web archive (WARC). Give it to `govreport batch`, which reads the pages in it one by one."),
    (b"\x28\xb5\x2f\xfd", "a zstd archive. Unpack it and give the document."),
)
"""What a format that we do not read begins with, and what to do about it."""


_OFFICE = {
    "xlsx": "a spreadsheet (XLSX). Save the sheet as text (CSV) or PDF and give that.",
    "pptx": f"slides (PPTX). {_DOCUMENT}",
    "ofd": f"an OFD file. {_DOCUMENT}",
    "odf": f"an OpenDocument file. {_DOCUMENT}",
    "epub": f"an e-book (EPUB). {_DOCUMENT}",
}


def read_any(data: bytes, *, max_bytes: int, name: str) -> Reading:
    """Read one document of any kind that we read, also out of an archive. Raises SourceError for the others."""
    if data.startswith(GZIP):
        return _read_unpacked(gunzip(data, max_bytes=max_bytes, name=name), max_bytes, name)
    if data.startswith(ZIP):
        with open_zip(data, name) as archive:
            kind = zip_kind(archive)
            if kind == "zip":
                member, content = single_member(archive, max_bytes=max_bytes, name=name)
                return _read_unpacked(content, max_bytes, f"{name}/{member}")
            return _read_office(archive, kind, max_bytes, name)
    return _read_document(data, max_bytes, name)


def _read_unpacked(data: bytes, max_bytes: int, name: str) -> Reading:
    if not data.strip():
        raise SourceFormatError(f"{name}: the file in the archive is empty. Give a file that holds a report.")
    if is_archive(data, name) or data[257:262] == b"ustar":
        raise SourceFormatError(f"{name}: an archive in an archive. Unpack it and give the document.")
    if data.startswith(ZIP):
        with open_zip(data, name) as archive:
            return _read_office(archive, zip_kind(archive), max_bytes, name)
    return _read_document(data, max_bytes, name)


def _read_office(archive: ZipFile, kind: str, max_bytes: int, name: str) -> Reading:
    if kind != "docx":
        raise SourceFormatError(f"{name}: {_OFFICE[kind]}")
    return read_docx(archive, max_bytes=max_bytes, name=name)


def _read_document(data: bytes, max_bytes: int, name: str) -> Reading:
    for magic, advice in _FOREIGN:
        if data.startswith(magic):
            raise SourceFormatError(f"{name}: {advice}")
    if _MHTML.match(data, 0, 8192):
        raise SourceFormatError(f"{name}: a web archive (MHTML). Save the page as HTML only and give that.")
    if is_pdf(data):
        return read_pdf(data, max_bytes=max_bytes, name=name)
    decoded = decode(data, declared=declared_encoding(data), name=name)
    if is_html(decoded.text):
        return read_html(decoded, name=name)
    return read_plain(decoded, name=name)
