"""Paths, bytes and strings become one; what is no document ends in an error that says what to do."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.errors import MissingExtraError, SourceError, SourceFormatError
from govreport_parser.text.source import Place, Source, read_source

TEXT = "二七区2015年政府信息公开工作年度报告\r\n一、概述\n规章 | 0 | 524 |\r末行"


def test_a_path_is_read(tmp_path):
    path = tmp_path / "report.bin"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    source = read_source(path)
    assert (source.name, source.text, source.media_type) == (str(path), TEXT, "text/plain")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_source(path, name="report").name == "report"


def test_bytes_and_text():
    assert read_source(TEXT.encode()).text == read_source(TEXT).text == TEXT
    assert read_source(TEXT).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert read_source(bytearray(TEXT.encode())).text == TEXT
    assert read_source("").text == ""
    assert read_source("<p>3条</p>").text == "<p>3条</p>"


def test_lone_surrogates_are_stated():
    source = read_source("收到\ud83d申请\udc00")
    assert source.text == "收到\ufffd申请\ufffd"
    assert [(tuple(loss.span), loss.bytes) for loss in source.losses] == [((2, 3), "d83d"), ((5, 6), "dc00")]


@pytest.mark.parametrize("text", ["## 一、总体情况\n", "| 规章 | 0 |\n|---|:--:|\n| 件 | 3 |", "a|b\n---|---\n1|2"])
def test_markdown_is_told_and_kept(text):
    source = read_source(text.encode())
    assert (source.media_type, source.text) == ("text/markdown", text)


@pytest.mark.parametrize("text", ["#话题# 公开", "规章 | 0 |\n- | -- |", "——————", "####1234", "---"])
def test_plain_text_is_no_markdown(text):
    assert read_source(text.encode()).media_type == "text/plain"


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", "\u3000\n".encode("utf-16")])
def test_empty_files(data):
    with pytest.raises(SourceFormatError, match="empty"):
        read_source(data)


def test_what_is_no_file(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path, Path("a\0b"), tmp_path / ("x" * 5000)):
        with pytest.raises(SourceError) as caught:
            read_source(path)
        assert isinstance(caught.value, OSError)
        assert str(caught.value).endswith(".")


def test_a_file_without_rights(tmp_path, monkeypatch):
    path = tmp_path / "locked.txt"
    path.write_text("x")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match=r"permission denied.*rights"):
        read_source(path)


def test_the_limit_is_asked_before_reading(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(SourceError, match="--max-size"):
        read_source(path)


def test_the_limit_holds_for_bytes_text_and_devices():
    for source in (b"12345", "12345", Path(os.devnull).with_name("zero")):
        with pytest.raises(SourceError, match="--max-size"):
            read_source(source, max_bytes=4)
    assert read_source(b"1234", max_bytes=4).text == "1234"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOCX"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"BZh91AY", "bzip2"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHTML"),
    ],
)
def test_foreign_formats_are_named(head, words):
    with pytest.raises(SourceFormatError, match=words):
        read_source(head + b"rest" * 20, name="file")


def test_places():
    source = Source(
        name="x", media_type="", encoding="", sha256="", text="abc",
        places=(Place(start=0, page=1), Place(start=2, page=2)),
    )  # fmt: skip
    assert [source.place_at(position).page for position in range(3)] == [1, 1, 2]
    assert read_source("abc").place_at(1) is None


MAGIC = [
    b"",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    b"%PDF-1.4\n",
    b"<html><body>",
    b"<table><tr><td>",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE html><?xml",
    b"{\\rtf",
    b"<p>&#x110000;&#0;</p>",
]


@given(st.sampled_from(MAGIC), st.binary(max_size=300))
def test_any_bytes_give_a_source_or_our_error(head, tail):
    try:
        source = read_source(head + tail)
    except (SourceError, MissingExtraError) as error:
        assert str(error).endswith(".")
        return
    source.text.encode("utf-8")
    for loss in source.losses:
        assert loss.span.text(source.text) == "\ufffd"


@given(st.text())
def test_any_text_is_a_source(text):
    source = read_source(text)
    assert len(source.text) == len(text)
    assert source.text.count("\ufffd") == text.count("\ufffd") + len(source.losses)


def test_the_name_of_a_file_given_as_text_is_told(tmp_path, monkeypatch):
    """A `str` is the text itself; the name of a report is a text of no figures, and nobody would know why."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text("全年公开信息42条。", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"Give Path\('report.txt'\) to read it") as told:
        assert read_source("report.txt").text == "report.txt"
    assert len(told) == 1
    for text in ("other.txt", "report.txt\n", "通知", "全年公开信息42.5条。" * 50, "a\0.b"):
        assert read_source(text).text == text
