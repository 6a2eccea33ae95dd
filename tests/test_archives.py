"""Archives: one document out of a .gz or .zip, within limits; several, nested, broken, locked ones, bombs refused."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.errors import SourceError, SourceFormatError
from govreport_parser.text.source import read_source

TEXT = "桃林镇2016年政府信息公开工作年度报告\n全年公开信息42条。\n"


def zipped(files, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda data: zipped({"report.txt": data, "__MACOSX/._r": b"x", "a/": b""})]
)
def test_one_document(pack):
    data = pack(TEXT.encode("gbk"))
    source = read_source(data)
    assert (source.text, source.encoding, source.media_type) == (TEXT, "gb18030", "text/plain")
    assert source.sha256 == read_source(data).sha256 != read_source(TEXT).sha256


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_web_archive_is_no_document(pack):
    """Read as one page, it would be the first of many with the headers of the rest in its text."""
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>42</p></body></html>"
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(page), page)
    with pytest.raises(SourceFormatError, match="govreport batch"):
        read_source(pack(record), name="crawl.warc.gz")


def test_a_page_in_an_archive():
    assert read_source(gzip.compress(b"<html><body><p>42</p></body></html>")).media_type == "text/html"


def test_gzip_of_several_parts():
    assert read_source(gzip.compress(TEXT[:5].encode()) + gzip.compress(TEXT[5:].encode())).text == TEXT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"a.txt": TEXT, "b.txt": TEXT}), "govreport batch"),
        (zipped({}), "without a document"),
        (zipped({"a.txt": ""}), "empty"),
        (gzip.compress(b""), "empty"),
        (zipped({"a.zip": zipped({"b.txt": TEXT})}), "archive in an archive"),
        (gzip.compress(gzip.compress(TEXT.encode())), "archive in an archive"),
        (gzip.compress(zipped({"b.txt": TEXT})), "archive in an archive"),
        (zipped({"a.gz": gzip.compress(TEXT.encode())}), "archive in an archive"),
        (gzip.compress(bytes(257) + b"ustar" + bytes(300)), "archive in an archive"),
        (gzip.compress(TEXT.encode() * 9)[:-20], "broken"),
        (gzip.compress(TEXT.encode())[:12], "broken"),
        (zipped({"a.txt": TEXT})[:-30], "broken"),
        (zipped({"a.txt": TEXT * 9}).replace(b"a.txt", b"b.txt", 1), "broken"),
        (zipped({"xl/workbook.xml": "<x/>"}), "XLSX"),
        (zipped({"OFD.xml": "<x/>"}), "OFD"),
        (zipped({"content.xml": "<x/>", "mimetype": "odt"}), "OpenDocument"),
        (b"PK\x03\x04" + b"rest" * 40, "broken"),
    ],
)
def test_what_is_refused(data, words):
    with pytest.raises(SourceFormatError, match=words) as caught:
        read_source(data, name="file.zip")
    assert str(caught.value).startswith("file.zip")
    assert str(caught.value).endswith(".")


def test_an_encrypted_member():
    data = bytearray(zipped({"a.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceFormatError, match="encrypted"):
        read_source(bytes(data))


def test_limits_on_size_and_ratio():
    bomb = b" " * (32 << 20)
    for data in (gzip.compress(bomb), zipped({"a.txt": bomb})):
        with pytest.raises(SourceFormatError, match="bomb"):
            read_source(data)
    for data in (gzip.compress(TEXT.encode() * 99), zipped({"a.txt": TEXT * 99})):
        with pytest.raises(SourceError, match="--max-size"):
            read_source(data, max_bytes=1000)


@given(st.integers(0, 400), st.binary(max_size=6), st.booleans())
def test_damage_anywhere_is_a_source_or_our_error(place, damage, as_zip):
    data = zipped({"a.txt": TEXT * 3}) if as_zip else gzip.compress(TEXT.encode() * 3)
    broken = data[: place % len(data)] + damage + data[place % len(data) + len(damage) :]
    try:
        read_source(broken)
    except SourceError as error:
        assert str(error).endswith(".")
