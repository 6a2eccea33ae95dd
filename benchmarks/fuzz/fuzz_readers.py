"""Fuzz the readers: any bytes give a Source or a SourceError, spans inside the text, in the time that their size allows.

    python benchmarks/fuzz/fuzz_readers.py -max_total_time=240 -timeout=20 -max_len=4000 [CORPUS]

The first byte chooses what the rest is made into: bytes as they are, text in one of the encodings, HTML, DOCX, PDF,
a zip or gzip of these, or a whole DOCX with bytes changed. Needs `pip install atheris`.
"""

import gzip
import io
import sys
import time
import zipfile

import atheris

with atheris.instrument_imports(include=["govreport_parser.text"]):
    import govreport_parser.text.readers.choose  # noqa: F401  (imported late otherwise, and not watched)
    from govreport_parser.errors import GovReportError
    from govreport_parser.text.source import Source, read_source

from fragments import DOCX, HTML, PDF, TEXT, text_of

MAX_BYTES = 1 << 20
SLOWEST = 200e-6
"""Seconds a byte, instrumented and on a busy machine."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk", "big5", "big5hkscs", "utf-32", "latin-1")
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def _docx(data: bytes) -> bytes:
    xml = f"<w:document xmlns:w='{_SPACE}'><w:body>{text_of(data, DOCX, TEXT)}</w:body></w:document>"
    return _zip({"word/document.xml": xml.encode("utf-8", "replace")})


def _changed(data: bytes) -> bytes:
    """Return a whole DOCX in which `data` stands over some bytes."""
    whole = bytearray(_docx(b"\x00\x02\x04\x33\x05\x03\x01"))
    for place, byte in zip(data[::3], data[1::3], strict=False):
        whole[place % len(whole)] = byte
    return bytes(whole)


def document(data: bytes) -> bytes:
    """Return the file that `data` stands for."""
    kind, rest = (data[0], data[1:]) if data else (0, b"")
    encoding = ENCODINGS[kind % len(ENCODINGS)]
    match kind // len(ENCODINGS) % 8:
        case 0:
            return rest
        case 1:
            return text_of(rest, TEXT).encode(encoding, "replace")
        case 2 | 3:
            return text_of(rest, HTML, TEXT).encode(encoding, "replace")
        case 4:
            return _docx(rest)
        case 5:
            return b"%PDF-1.4\n" + text_of(rest, PDF).encode("latin-1", "replace")
        case 6:
            packed = gzip.compress(document(rest), 1, mtime=0) if kind % 2 else _zip({"a.htm": document(rest)})
            return packed[: len(packed) - (kind % 5 == 0)]
        case _:
            return _changed(rest)


def check(source: Source) -> None:
    """Raise where spans, places or fields do not fit the text."""
    size = len(source.text)
    source.text.encode("utf-8")
    for loss in source.losses:
        assert 0 <= loss.span.start <= loss.span.end <= size
        assert source.text[loss.span.start : loss.span.end] == "\ufffd"
    starts = [place.start for place in source.places]
    assert starts == sorted(starts)
    assert not starts or starts[-1] <= size


def one(data: bytes) -> None:
    """Read one file."""
    file = document(data)
    began = time.process_time()
    try:
        source = read_source(file, max_bytes=MAX_BYTES)
    except GovReportError as error:
        if not str(error).endswith("."):
            raise
    else:
        check(source)
    took = time.process_time() - began
    assert took < 2 + SLOWEST * len(file), f"{took:.2f} s for {len(file)} bytes"


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
