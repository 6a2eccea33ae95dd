"""PDF: paragraphs unbroken, ruled tables in their place and over page breaks, scans refused."""

import builtins
import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from govreport_parser.errors import MissingExtraError, SourceError, SourceFormatError
from govreport_parser.text.source import read_source

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
SIZE, LEFT, WIDTH, HEIGHT = 12, 60, *A4


INTRO = (
    "    根据《条例》，现将2016年度本镇政府信息公开工作情况报告如下。" + "本镇认真做好公开工作，全年公开信息42条。" * 4
)
HEAD = [["第二十条", "数量", ""], ["", "制作", "废止"]]


def width_of(text):
    return pdfmetrics.stringWidth(text, "STSong-Light", SIZE)


class Writer:
    """Sets lines and tables page by page, with a page number at the foot."""

    def __init__(self, running="", **options):
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, **options)
        self.running, self.page = running, 1
        self.top = HEIGHT - 100

    def lines(self, *texts):
        for text in texts:
            indent = 6 * (len(text) - len(text.lstrip()))
            rest = text.lstrip()
            while rest:
                size = 1
                while size < len(rest) and indent + width_of(rest[: size + 1]) <= WIDTH - 2 * LEFT:
                    size += 1
                self.canvas.setFont("STSong-Light", SIZE)
                self.canvas.drawString(LEFT + indent, self.top, rest[:size])
                self.top -= 20
                indent, rest = 0, rest[size:]
        return self

    def table(self, rows, spans=(), widths=None):
        style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light", SIZE)]
        table = Table(rows, colWidths=widths or [140] * len(rows[0]), style=TableStyle([*style, *spans]))
        _, height = table.wrapOn(self.canvas, WIDTH, HEIGHT)
        table.drawOn(self.canvas, LEFT, self.top - height + 12)
        self.top -= height + 20
        return self

    def next_page(self):
        self.canvas.setFont("STSong-Light", 9)
        self.canvas.drawCentredString(WIDTH / 2, 30, f"— {self.page} —")
        self.canvas.drawString(LEFT, HEIGHT - 40, self.running)
        self.canvas.showPage()
        self.page += 1
        self.top = HEIGHT - 100
        return self

    def data(self):
        self.next_page()
        self.canvas.save()
        return self.buffer.getvalue()


MERGED = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]


def test_lines_and_tables_in_reading_order():
    writer = (
        Writer()
        .lines("桃林镇2016年政府信息公开工作年度报告", INTRO, "一、概述")
        .table([*HEAD, ["规章", "0", ""], ["三\n、\n办\n理", "禁止公\n开", "5"]], MERGED)
    )
    source = read_source(writer.lines("2017年1月13日").data())
    assert source.media_type == "application/pdf"
    assert source.text.splitlines() == [
        "桃林镇2016年政府信息公开工作年度报告",
        INTRO.strip(),
        "一、概述",
        "| 第二十条 | 数量 |  |",
        "|  | 制作 | 废止 |",
        "| 规章 | 0 |  |",
        "| 三、办理 | 禁止公开 | 5 |",
        "2017年1月13日",
    ]


def test_a_table_over_a_page_break():
    first = [*HEAD, ["规章", "0", "1"]]
    second = [*HEAD, ["规范性文件", "2", "3"]]
    other = [["项目", "件", "次"], ["申请", "4", "5"]]
    writer = Writer("桃林镇年报").table(first, MERGED).next_page().table(second, MERGED).lines("下文")
    source = read_source(writer.next_page().table(other).data())
    assert source.text.splitlines() == [
        "| 第二十条 | 数量 |  |",
        "|  | 制作 | 废止 |",
        "| 规章 | 0 | 1 |",
        "| 规范性文件 | 2 | 3 |",
        "下文",
        "| 项目 | 件 | 次 |",
        "| 申请 | 4 | 5 |",
    ]
    assert [source.place_at(source.text.index(text)).page for text in ("规章", "规范", "下文", "申请")] == [1, 2, 2, 3]


def test_a_head_that_differs_is_kept():
    writer = Writer().table([["项目", "件"], ["甲", "1"]]).next_page().table([["项目", "次"], ["乙", "2"]])
    assert "| 项目 | 次 |" in read_source(writer.data()).text


def test_a_paragraph_over_a_page_break():
    whole = "甲" * 78 + "乙"
    writer = Writer().lines(whole[:39]).next_page().lines(whole[39:])
    assert whole in read_source(writer.data()).text


def test_figures_that_stand_alone_are_no_page_numbers():
    assert "42" in read_source(Writer().lines("一、概述", "42").data()).text.splitlines()


def test_a_scan_is_refused():
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawInlineImage(_image(), 0, 0, 200, 200)
    canvas.showPage()
    canvas.save()
    with pytest.raises(SourceFormatError, match=r"scan.*OCR"):
        read_source(buffer.getvalue())


def _image():
    from PIL import Image

    return Image.new("L", (8, 8), 128)


def test_an_empty_page_is_refused():
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.showPage()
    canvas.save()
    with pytest.raises(SourceFormatError, match="without text"):
        read_source(buffer.getvalue())


def test_an_encrypted_file():
    locked = Writer(encrypt=StandardEncryption("secret")).lines("公开42条").data()
    with pytest.raises(SourceFormatError, match="encrypted"):
        read_source(locked)


def test_a_stream_that_unpacks_over_the_limit():
    data = Writer().lines("公开42条").data()
    bomb = zlib.compress(bytes(3_000_000))
    data = data.replace(b"%%EOF", b"9 0 obj\nstream\n" + bomb + b"\nendstream\nendobj\n%%EOF")
    with pytest.raises(SourceFormatError, match="--max-size"):
        read_source(data, max_bytes=1_000_000)


def test_a_font_that_refers_to_itself():
    font = b"<< /Type /Font /Subtype /CIDFontType0 /W [ 9 0 R 9 0 R ] >>"
    data = Writer().lines("公开42条").data()
    cycle = b"9 0 obj\n[ 9 0 R 9 0 R ]\nendobj\n10 0 obj\n" + font + b"\nendobj\n"
    broken = data.replace(b"xref\n", cycle + b"yref\n", 1)
    with pytest.raises(SourceFormatError, match="broken PDF"):
        read_source(broken)


def test_a_font_that_claims_millions_of_glyphs():
    data = Writer().lines("公开42条").data()
    broken = data.replace(b"/W [ 1 ", b"/W [ 1 99999999 5 1 ")
    assert broken != data
    with pytest.raises(SourceFormatError, match="endless"):
        read_source(broken)


def test_the_extra_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "pdfplumber":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"pip install 'govreport-parser\[pdf\]'"):
        read_source(b"%PDF-1.4\n")


WHOLE = Writer().lines("公开42条").data()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=20))
def test_damage_anywhere(place, damage):
    try:
        read_source(WHOLE[:place] + damage + WHOLE[place + len(damage) :])
    except SourceError as error:
        assert str(error).endswith(".")


@pytest.mark.timeout(20)
def test_streams_that_only_begin_are_searched_once():
    with pytest.raises(SourceFormatError, match="broken PDF"):
        read_source(b"%PDF-1.4\n" + b"stream\n" * 100_000 + b"startxref\n")
