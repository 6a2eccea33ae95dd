"""Choose the reader by what the bytes are, never by the name of the file."""

import regex

from govreport_parser.errors import SourceFormatError
from govreport_parser.text.encoding import declared_encoding, decode
from govreport_parser.text.readers.html import is_html, read_html
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
    (b"\x28\xb5\x2f\xfd", "a zstd archive. Unpack it and give the document."),
)
"""What a format that we do not read begins with, and what to do about it."""


def read_any(data: bytes, *, max_bytes: int, name: str) -> Reading:
    """Read one document of any kind that we read. Raises SourceFormatError for the others."""
    for magic, advice in _FOREIGN:
        if data.startswith(magic):
            raise SourceFormatError(f"{name}: {advice}")
    if _MHTML.match(data, 0, 8192):
        raise SourceFormatError(f"{name}: a web archive (MHTML). Save the page as HTML only and give that.")
    decoded = decode(data, declared=declared_encoding(data), name=name)
    if is_html(decoded.text):
        return read_html(decoded, name=name)
    return read_plain(decoded, name=name)
