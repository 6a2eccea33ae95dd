"""DOCX: paragraphs and tables in order, merged cells once, automatic numbers written out."""

import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.errors import SourceError, SourceFormatError
from govreport_parser.text.readers.docx import MEDIA_TYPE
from govreport_parser.text.readers.numbering import chinese_numeral
from govreport_parser.text.source import read_source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(body, **parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return buffer.getvalue()


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_a_document_of_python_docx():
    document = docx.Document()
    document.add_heading("桃林镇2016年年报", 0)
    document.add_paragraph("一、概述")
    table = document.add_table(rows=4, cols=4)
    cells = [
        ["第二十条", "", "数量", ""],
        ["", "", "制作", "废止"],
        ["规章", "", "0", ""],
        ["a|b", "本年\n新", "", "5"],
    ]
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(0, 2).merge(table.cell(0, 3))
    document.add_paragraph("2017年1月13日")
    source = read_source(saved(document), name="report")
    assert source.media_type == MEDIA_TYPE
    assert source.text.splitlines() == [
        "桃林镇2016年年报",
        "一、概述",
        "| 第二十条 || 数量 ||",
        "|  || 制作 | 废止 |",
        "| 规章 |  | 0 |  |",
        "| a｜b | 本年 新 |  | 5 |",
        "2017年1月13日",
    ]
    assert source.place_at(0).element == "p[1]"
    assert source.place_at(source.text.index("规章")).element == "tbl[1]/tr[3]"
    assert source.place_at(source.text.index("2017")).element == "p[3]"


def numbering(*levels, override=""):
    xml = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{xml}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num></w:numbering>'
    )


def test_automatic_numbers():
    levels = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "·"))
    body = "".join(
        paragraph(text, listed(1, level))
        for text, level in [("概述", 0), ("机构", 1), ("制度", 1), ("2016年", 2), ("点", 3), ("公开", 0), ("数量", 1)]
    )
    assert read_source(packed(body, numbering=levels)).text.splitlines() == [
        "一、概述",
        "（一）机构",
        "（二）制度",
        "1. 2016年",
        "点",
        "二、公开",
        "（一）数量",
    ]


def test_numbers_by_style_and_restarted():
    styles = (
        f'<w:styles {W}><w:style w:styleId="A"><w:pPr>{listed(1)}</w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="C"/></w:style></w:styles>'
    )
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = (
        paragraph("甲", '<w:pStyle w:val="B"/>')
        + paragraph("乙", '<w:pStyle w:val="A"/>')
        + paragraph("丙", '<w:pStyle w:val="C"/>')
        + paragraph("丁", listed(2))
        + paragraph("戊", listed(0) + '<w:pStyle w:val="A"/>')
    )
    parts = {"numbering": numbering(("ideographTraditional", "%1、"), override=override), "styles": styles}
    assert read_source(packed(body, **parts)).text.splitlines() == ["甲、甲", "乙、乙", "丙", "甲、丁", "戊"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_chinese_numerals(number, text):
    assert chinese_numeral(number) == text


def test_what_word_does_not_show():
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('公开')}<w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:ins>{run.format('42')}</w:ins>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>{run.format('条')}</w:hyperlink><w:r><w:br/></w:r>"
        f"{run.format('次行')}</w:p><w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert read_source(packed(body)).text.splitlines() == ["公开42条", "次行", "控件", "框内"]


def test_a_table_that_frames_the_text():
    table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    inner = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(paragraph("件"), paragraph("3"))
    source = read_source(packed(table.format(paragraph("一、概述") + inner + paragraph("末"))))
    assert source.text.splitlines() == ["一、概述", "| 件 | 3 |", "末"]


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        "<w:document",
        "",
        "<x>" * 5000 + "</x>" * 5000,
    ],
)
def test_bombs_and_broken_xml(xml):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(SourceFormatError, match=r"bomb|broken XML"):
        read_source(buffer.getvalue())


def test_docx_inside_an_archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.docx", packed(paragraph("公开42条")))
    assert read_source(buffer.getvalue()).text == "公开42条\n"


TAGS = ["p", "r", "t", "tbl", "tr", "tc", "pPr", "numPr", "sdt", "txbxContent", "gridSpan", "ins"]


@given(
    st.recursive(
        st.sampled_from(["42", "规章"]), lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4))
    )
)
def test_any_shape_of_xml(tree):
    def write(node):
        return node if isinstance(node, str) else f"<w:{node[0]}>{''.join(map(write, node[1]))}</w:{node[0]}>"

    try:
        read_source(packed(write(tree)))
    except SourceError as error:
        assert str(error).endswith(".")
