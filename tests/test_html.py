"""Pages of government sites: the document's own text, every value in its column, metadata as fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from govreport_parser.errors import SourceError, SourceFormatError
from govreport_parser.text.readers.html import is_html
from govreport_parser.text.readers.rows import Cell, lay_out
from govreport_parser.text.source import read_source

TITLE = "桃林镇2016年政府信息公开工作年度报告"
PROSE = (
    "<p>&nbsp;&nbsp;根据《条例》，现将2016年度本镇\n政府信息公开工作情况报告如下。</p>"
    "<p><b>一、概述</b></p><p>　　主动公开信息42条，其中规范性文件3件。收到申请0件。</p>"
)
BAR = "".join(
    f'<li><a href="/{word}">{word}</a></li>' for word in ("首页", "政务公开", "办事服务", "互动交流", "走进桃林")
)
FORM = (
    '<table border="1"><caption>统计表</caption>'
    '<tr><td rowspan="2">第二十条<br>第（一）项</td><td colspan="2;">数量</td><td>备注</td></tr>'
    "<tr><td>本年新<br/>制作数量</td><td>废止|失效</td><td></td></tr>"
    "<tr><td>规章</td><td>0</td><td>&nbsp;</td><td>524</td></tr>"
    "<tr><td>三<br>、<br>办<br>理</td><td><p>1.</p></td><td> 2</td><td>-</td></tr></table>"
)
ROWS = [
    "| 第二十条 第（一）项 | 数量 || 备注 |",
    "|| 本年新 制作数量 | 废止｜失效 |  |",
    "| 规章 | 0 |  | 524 |",
    "| 三、办理 | 1. | 2 | - |",
]


def page(body, head="", before="", after=""):
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}_桃林县人民政府</title>{head}"
        f"<script>var x = '<p>99件</p>';</script><style>p {{ top: 1px }}</style></head><body>"
        f"<div class='header'><ul class='nav'>{BAR}</ul></div>"
        f"<div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/x'>年度报告</a></div>{before}"
        f"<div class='wrap'><h1>{TITLE}</h1>"
        "<div class='info'>来源：镇政府 发布时间：2017-01-13 浏览次数：<span>128</span>次 字体：[<a href='#'>大</a> "
        "<a href='#'>中</a> <a href='#'>小</a>]</div>"
        f"<div id='zoom' class='TRS_Editor'>{body}</div></div>{after}"
        "<div class='share'>分享到：<a href='#'>微信</a><a href='#'>微博</a></div>"
        "<div>上一篇：<a href='/1'>2015年报告</a></div><div style='display: none'>隐藏99条。</div>"
        "<div class='footer'><p>主办单位：桃林县人民政府 ICP备12345号</p></div></body></html>"
    )


def lines(text, **options):
    return read_source(text.encode(), **options).text.splitlines()


def test_the_document_and_nothing_else():
    assert lines(page(PROSE + FORM)) == [
        TITLE,
        "来源：镇政府 发布时间：2017-01-13",
        "根据《条例》，现将2016年度本镇政府信息公开工作情况报告如下。",
        "一、概述",
        "主动公开信息42条，其中规范性文件3件。收到申请0件。",
        "统计表",
        *ROWS,
    ]


def test_a_traditional_page_in_big5():
    body = "<p>根據條例，現將2016年度本鎮政府信息公開工作情況報告如下。</p><p>主動公開信息42條，收到申請0件。</p>"
    text = (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=big5'></head><body>"
        "<div class=path>目前位置：<a href='/'>首頁</a></div>"
        "<table><tr><td>發布機構</td><td>桃林鎮公所</td><td>成文日期</td>"
        f"<td>2017-01-13</td></tr></table><div>{body}</div><div>瀏覽次數：12</div><p>列印本頁</p></body></html>"
    )
    source = read_source(text.encode("big5"))
    assert source.encoding == "big5hkscs"
    assert source.text.splitlines() == [
        "| 發布機構 | 桃林鎮公所 | 成文日期 | 2017-01-13 |",
        "根據條例，現將2016年度本鎮政府信息公開工作情況報告如下。",
        "主動公開信息42條，收到申請0件。",
    ]
    assert source.fields == (("發布機構", "桃林鎮公所"), ("成文日期", "2017-01-13"))


def test_fields_of_a_table_of_lines_and_of_meta():
    head = (
        "<meta name='ArticleTitle' content='年报'><meta name='PubDate' content='2017-01-13'>"
        "<meta name='viewport' content='w'>"
    )
    before = (
        "<table><tr><td>索 引 号：</td><td>005123/2017-00012</td><td>主题分类：</td><td></td></tr>"
        "<tr><td>发布机构</td><td>桃林镇</td><td>成文日期</td><td>2017年1月13日</td></tr></table>"
        "<ul><li><b>文　　号：</b><span>桃政〔2017〕3号</span></li></ul><dl><dt>有效性</dt><dd>有效</dd></dl>"
    )
    source = read_source(page(PROSE, head=head, before=before).encode())
    assert dict(source.fields) == {
        "ArticleTitle": "年报",
        "PubDate": "2017-01-13",
        "title": TITLE + "_桃林县人民政府",
        "索引号": "005123/2017-00012",
        "发布机构": "桃林镇",
        "成文日期": "2017年1月13日",
        "文号": "桃政〔2017〕3号",
        "有效性": "有效",
        "来源": "镇政府",
        "发布时间": "2017-01-13",
    }
    assert "| 发布机构 | 桃林镇 | 成文日期 | 2017年1月13日 |" in source.text


def test_prose_that_speaks_of_sources_is_no_field():
    body = PROSE + "<p>信息来源：主要是各科室。</p><p>网站访问量：12万次</p><p>（二）来源和渠道</p>"
    source = read_source(page(body).encode())
    assert [label for label, _ in source.fields] == ["title", "来源", "发布时间"]
    assert "网站访问量：12万次" in source.text.splitlines()


def test_places_are_paths_to_the_element():
    text = page(PROSE + FORM)
    source = read_source(text.encode())
    root = etree.HTML(text)
    for line in source.text.splitlines():
        place = source.place_at(source.text.index(line))
        (element,) = root.xpath(place.element)
        assert "".join(element.itertext()).split()[0][:2] in line.replace("|", "").replace(" ", "") or line[2] == " "
    assert source.place_at(source.text.index("524")).element.endswith("/table/tr[3]")


def test_a_frame_of_tables_is_no_table():
    text = (
        "<html><body><table><tr><td colspan=2><img src=x></td></tr>"
        f"<tr><td width=200><ul>{BAR}</ul></td><td><table><tr><td>{TITLE}</td></tr>"
        f"<tr><td>{PROSE * 20}{FORM}<br>桃林镇人民政府<br>2017年1月13日</td></tr></table></td></tr>"
        "<tr><td colspan=2>版权所有：桃林县</td></tr></table></body></html>"
    )
    found = lines(text)
    assert found[0] == TITLE
    assert found[-7:] == ["统计表", *ROWS, "桃林镇人民政府", "2017年1月13日"]
    assert sum("|" in line for line in found) == len(ROWS)


def test_paragraphs_set_as_rows_of_a_sheet():
    note = (
        "根据《条例》规定，现将本镇一年来的政府信息公开工作情况报告如下，数据期限为2016年1月1日至12月31日，"
        "其中统计表另附，特此说明，欢迎监督。"
    )
    text = (
        f"<table><tr><td colspan=3>{TITLE}</td></tr><tr><td colspan=3>{note}</td></tr>"
        "<tr><td>指标</td><td>单位</td><td>数量</td></tr><tr><td>收到申请数</td><td>件</td><td>0</td></tr></table>"
    )
    assert lines(text) == [f"| {TITLE} |||", note, "| 指标 | 单位 | 数量 |", "| 收到申请数 | 件 | 0 |"]


def test_several_reports_and_none():
    two = "<html><body><div>" + PROSE + "</div><div>" + PROSE.replace("2016", "2017") + "</div></body></html>"
    found = "\n".join(lines(two))
    assert "现将2016年度" in found
    assert "现将2017年度" in found
    index = f"<html><body><ul>{BAR}</ul></body></html>"
    assert lines(index) == ["首页", "政务公开", "办事服务", "互动交流", "走进桃林"]
    assert lines("<html><body><script>load()</script></body></html>") == []
    hidden = "<html><body><div id='c' style='display:none'><p>公开42条。</p></div></body></html>"
    assert lines(hidden) == ["公开42条。"]


def test_an_annex_beside_the_text_is_kept():
    found = lines(page(PROSE * 10, after=f"<div class='fujian'>{FORM}</div>"))
    assert found[-len(ROWS) :] == ROWS


def test_lines_of_pre_br_and_entities():
    assert lines("<p>一、概述<br>公开&lt;条例&gt;&amp;3条</p><pre>规章 | 0 |\n件 | 3 |</pre>") == [
        "一、概述",
        "公开<条例>&3条",
        "规章 | 0 |",
        "件 | 3 |",
    ]
    assert lines("<p>收到<span>1</span><b>2</b>件</p>") == ["收到12件"]


def test_losses_travel_with_their_characters():
    text = page("<p>收到申请@件，公开42条，其中文件3件。</p>" + PROSE * 3).encode()
    broken = text.replace(b"@", b"\xff\xfe").replace(b"var x", b"var \xff")
    source = read_source(broken)
    (loss,) = source.losses
    assert (loss.bytes, source.text[loss.span.start - 4 : loss.span.end + 1]) == ("fffe", "收到申请\ufffd件")


def test_a_reference_to_no_character_is_a_loss():
    source = read_source("<p>收到&#0;件\ufffd\ufdd0\ufdef\ufdd1\ufdee</p>".encode())
    assert source.text == "收到\ufffd件\ufffd\ufdd0\ufdef\ufdd1\ufdee\n"
    assert [(tuple(loss.span), loss.bytes) for loss in source.losses] == [((2, 3), "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!doctype html>", True),
        ("<?xml version='1.0'?>\n<!-- x --><html><p>x", True),
        ("<div class=a>42条</div>", True),
        ("题目\n<p>一</p><p>二</p><p>三</p><p>四</p><p>五</p>", True),
        ("《<条例>》公开42条", False),
        ("一、概述<br>公开42条", False),
        ("a < b > c", False),
        ("<收到申请>0件</收到申请>", False),
        ("", False),
    ],
)
def test_html_is_told_by_its_tags(text, expected):
    assert is_html(text) is expected


def test_spans_out_of_measure():
    rows = [[Cell("题", columns=65000)], [Cell("甲", rows=65000), Cell("1")], [Cell("2")], [Cell("3", rows=0)]]
    assert lay_out(rows) == [["题", None], ["甲", "1"], [None, "2"], [None, "3"]]


@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=5), max_size=6))
def test_no_value_is_copied_or_lost(spans):
    rows = [
        [Cell(f"{r}.{c}", columns=columns, rows=height) for c, (columns, height) in enumerate(row)]
        for r, row in enumerate(spans)
    ]
    laid = lay_out(rows)
    assert [[cell for cell in row if cell] for row in laid] == [[cell.text for cell in row] for row in rows]


def test_depth_ends_in_a_clear_error_or_a_text():
    assert lines("<table><tr><td>" * 300 + "公开42条。") == ["公开42条。"]
    with pytest.raises(SourceFormatError, match="too deep"):
        read_source(b"<html><body>" + b"<table><tr><td>" * 10_000 + b"x")


@pytest.mark.timeout(20)
def test_comments_without_end_are_told_from_a_page_in_no_time():
    assert not is_html("<!--" + "--><!--" * 200 + " x")
    assert is_html("<!-- a --><!-- b -->\n<html><p>公开42条</p></html>")


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;&b;</p></body></html>'
    assert len(read_source(bomb.encode()).text) < 100


TAGS = "<table> <tr> <td> <td/rowspan=3> <td/colspan=9> </td> </tr> </table> <p> <div> </div> <b> <br> <a/href> </a>"
OTHERS = ["42", "规章", "。", "&#0;", "<!--", "-->", "<form>", "<caption>", "\x00", "<pre>", "\n"]


@given(st.lists(st.sampled_from([*TAGS.split(), *OTHERS])))
def test_any_tags_give_a_text(parts):
    try:
        source = read_source(("<html>" + "".join(parts)).encode())
    except SourceError:
        return
    assert source.text.count("\ufffd") == len(source.losses)
    if "<!--" not in parts and "\x00" not in parts:
        assert source.text.count("42") <= parts.count("42")
