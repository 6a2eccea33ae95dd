"""Marks of Markdown and HTML in a text, debris, and damage: each as an edit of its kind; as many texts that stay."""

from functools import partial

import pytest

from govreport_parser.blocks import split_blocks
from govreport_parser.text.normalize import normalize

OFFICIAL = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]


def kinds(text):
    return {edit.kind for edit in normalize(text).edits}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## 一、總體情況", "一、总体情况"),
        ("**一、总体情况**", "一、总体情况"),
        ("## **一、总体情况**", "一、总体情况"),
        ("### （一） 组织领导 ###", "(一) 组织领导"),
        ("__二、主动公开政府信息情况__", "二、主动公开政府信息情况"),
        ("- 一、总体情况", "一、总体情况"),
        ("> 一、总体情况", "一、总体情况"),
        ("#### 1\\. 基本情况", "1. 基本情况"),
        ("<strong>一、总体情况</strong>", "一、总体情况"),
        ("一、**总体情况**", "一、总体情况"),
        ("##一、总体情况", None),
        ("**全年公开8条**", None),
    ],
)
def test_marked_headings_are_headings(text, title):
    normal = normalize(f"{text}\n全年公开8条。\n")
    headings = [
        normal.text[block.start : block.end].strip() for block in split_blocks(normal.text) if block.kind == "heading"
    ]
    assert headings[:1] == ([title] if title else [])


@pytest.mark.parametrize(
    "text",
    [
        "**（一）主动公开** 全年公开8条,其中网站3条。",
        "### （一）主动公开\n全年公开8条,其中网站3条。",
        "**(一)主动公开。**全年公开8条,其中网站3条。",
    ],
)
def test_bold_type_tells_where_a_heading_ends(text):
    normal = normalize(text)
    found = [(block.kind, normal.text[block.start : block.end].strip(" \n。")) for block in split_blocks(normal.text)]
    assert found == [("heading", "(一)主动公开"), ("paragraph", "全年公开8条,其中网站3条")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开**12**条", "公开12条"),
        ("详见[统计表](http://www.erqi.gov.cn/a.doc)", "详见统计表"),
        ("![图1](/images/1.png)", "图1"),
        ("<p>公开8条</p><p>收到3件</p>", "公开8条\n收到3件"),
        ("| 本年新<br>制作数量 | 3 |", "| 本年新 制作数量 | 3 |"),
        ("&lt;p&gt;公开8条&lt;/p&gt;", "公开8条"),
        ("一、总体情况<br/>全年", "一、总体情况\n全年"),
    ],
)
def test_marks_go(text, expected):
    assert normalize(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "李**申请",
        "申请人张**、王**",
        "**县**局**科",
        "****政府信息",
        "电话138****1234",
        "* 注:略",
        "3 * 5",
        "编号#12",
        "C#语言",
        "[2008]3号",
        "本年增\\减",
        "《<条例>》",
        "5 < 8",
        "a_b__c",
        "<通知>",
        "- 3 -",
        "公开- 0 -",
    ],
)
def test_what_is_no_mark_stays(text):
    normal = normalize(text)
    assert normal.text == text
    assert "markup" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("发布锟斤拷锟斤拷信息", "锟斤拷锟斤拷"),
        ("公开ä¸­å›½信息", "ä¸­å›½"),
        ("省。ㄗ灾螀", "ㄗ"),
        ("“三審三?！敝贫龋袑嵶龊眯畔", "袑嵶龊"),
        ("公\ufffd\ufffd信息", "\ufffd\ufffd"),
    ],
)
def test_mojibake_is_marked_and_stays(text, damaged):
    edits = [edit for edit in normalize(text).edits if edit.kind == "mojibake"]
    assert any(damaged in text[edit.start : edit.end] for edit in edits), edits
    assert all(edit.replacement == normalize(text[edit.start : edit.end]).text for edit in edits)


@pytest.mark.parametrize(
    "text",
    [
        "亳州市谯城区涡阳县",
        "衢州市柯城区衢江区",
        "歙县、黟县、祁门县",
        "鄠邑区盩厔",
        "café résumé",
        "濮阳、鄄城、郓城、巨野",
        "暨阳街道、枫桥镇",
        "ㄅㄆㄇ",
        "隰县、岢岚县、临猗县",
        "醴陵市、攸县、茶陵县",
    ],
)
def test_rare_characters_of_names_are_no_damage(text):
    assert "mojibake" not in kinds(text)


def test_a_page_in_one_giant_row_keeps_prose_and_sections():
    prose = (
        "政府信息公开年报 | "
        + "|" * 400
        + " 根据《条例》编制。 "
        + " ".join(f"{title} 全年办理{number}件,均已办结。" for number, title in enumerate(OFFICIAL, 3))
        + "| " * 90
        + "规章 | 0 | 0 | 5 |"
        + "|" * 60
    )
    normal = normalize(prose)
    blocks = split_blocks(normal.text)
    assert [normal.text[block.start : block.end].strip() for block in blocks if block.kind == "heading"] == OFFICIAL
    assert [normal.text[block.start : block.end].strip(" |\n") for block in blocks if block.kind == "table_row"] == [
        "规章 | 0 | 0 | 5"
    ]
    assert [f"全年办理{number}件,均已办结。" in normal.text for number in (3, 4, 5)] == [True] * 3


@pytest.mark.parametrize(
    "line", ["四、其他需要报告的事项 附件1", "一、总体情况 2", "一、概述及分析", "二、主动公开政府信息情况 和 说明"]
)
def test_an_official_title_may_go_on(line):
    assert [block.kind for block in split_blocks(line)] == ["heading"]


@pytest.mark.parametrize(
    "unit",
    [
        "# ",
        " #",
        "**",
        "** a",
        "__a",
        "[",
        "[a](/",
        "<p>",
        "<p ",
        "</",
        "{{",
        "<!--",
        "document.",
        "龋袑",
        "- ",
        "1 5 ",
        "\ufffd",
        "ä¸",
    ],
)
def test_long_runs_take_linear_time(unit, growth):
    def normalizing(count):
        return partial(normalize, "公开# **8**条</p>](" + unit * count)

    assert growth(normalizing, 4_000, 40_000) < 1.5
