"""What scraping did, undone; and as many places where nothing was done."""

import tomllib
import unicodedata
from importlib.resources import files

import pytest
import regex

from govreport_parser.text import blanks, repair
from govreport_parser.text.normalize import normalize
from govreport_parser.text.width import width_table

MARK = regex.compile(r"⟦([^|⟧]*)(?:\|([^⟧]*))?⟧")
DATA = tomllib.loads(files("govreport_parser.text").joinpath("data/repair.toml").read_text(encoding="utf-8"))
GROUPS = {
    "injected": DATA["injected"],
    "labels": DATA["labels"],
    "digits": DATA["digits"],
    "debris": DATA["debris"],
} | {f"overconverted-{index}": rule for index, rule in enumerate(DATA["overconverted"])}


def assert_normal(text, expected):
    assert normalize(text).text == expected


@pytest.mark.parametrize("example", [text for group in GROUPS.values() for text in group["examples"]])
def test_example(example):
    assert_normal(MARK.sub(r"\1", example), MARK.sub(lambda match: match[2] or "", example))


@pytest.mark.parametrize("reject", [text for group in GROUPS.values() for text in group["rejects"]])
def test_reject(reject):
    kinds = {edit.kind for edit in normalize(reject).edits}
    assert not kinds & {"injected", "blank", "spaced_digits", "overconverted"}


@pytest.mark.parametrize("reject", DATA["debris"]["rejects"])
def test_debris_reject(reject):
    assert normalize(reject).text == reject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("發(fā)布", "发布"),
        ("國（guó）務(wù)院", "国务院"),
        ("文(wen)章(zhang)", "文章"),
        ("共和(he)(he)國(guo)政(zheng)(zheng)府(fu)(fu)", "共和国政府"),
        ("律(lǜ)師", "律师"),
        ("区(qu\u0304)政府", "区政府"),
    ],
)
def test_pinyin_goes(text, expected):
    assert_normal(text, expected)


@pytest.mark.parametrize(
    "text", ["公开(2016)", "总则(一)", "办公(OA)", "附件(a)", "客户端(app)", "(wen)", "系统(oa)", "宽带(kbps)"]
)
def test_other_brackets_stay(text):
    assert_normal(text, text)


def test_every_assigned_kangxi_and_supplement_radical_has_its_ideograph():
    table, left = width_table(), []
    for code in range(0x2E80, 0x2FE0):
        name = unicodedata.name(chr(code), None)
        if name is None:
            continue
        if code not in table:
            left.append(name)
            continue
        assert unicodedata.name(chr(table[code])).startswith("CJK UNIFIED IDEOGRAPH"), name
        nfkc = unicodedata.normalize("NFKC", chr(code))
        assert nfkc in (chr(code), chr(table[code])), name
    assert left == ["CJK RADICAL REPEAT"]


def test_radicals_in_words():
    assert_normal("⼀、⼈⺠政府部⻔意⻅⻬全⽂件", "一、人民政府部门意见齐全文件")
    assert {edit.kind for edit in normalize("⼈⺠").edits} == {"radical"}


@pytest.mark.parametrize("damage", ["\u200b", "\ufeff", "\u00ad", "\x00", "\ue5e5", "\U0010fffd", "\u2060", "\x1b"])
def test_invisible_characters_go(damage):
    assert_normal(f"政{damage}府", "政府")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《条例》&amp;nbsp;实施", "《条例》 实施"),
        ("&lt;通知&gt;", "<通知>"),
        ("&amp;lt;通知&amp;gt;", "<通知>"),
        ("&ldquo;五公开&rdquo;", "“五公开”"),
        ("&#12288;一、", " 一、"),
        ("A&B; R&D;", "A&B; R&D;"),
        ("甲&#10;乙", "甲 乙"),
    ],
)
def test_entities(text, expected):
    assert_normal(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题 | " + "|" * 300 + "正文", "标题 \n正文"),
        ("标题 " + "| " * 60 + "正文", "标题 \n正文"),
        ("标题" + "|" * 40 + "\n正文", "标题\n正文"),
        ("第二十条 | |||", "第二十条 | |||"),
        ("规章 | 0 | | | | | | | 0 |", "规章 | 0 | | | | | | | 0 |"),
    ],
)
def test_pipe_runs(text, expected):
    assert_normal(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("概　述", "概述"),
        ("一、概  述\n", "一、概述\n"),
        ("統 計 指 標 | 單位 |", "统计指标 | 单位 |"),
        ("| 序 号 | 名 称 |", "| 序号 | 名称 |"),
        ("　　根据《条例》", "  根据《条例》"),
        ("主动公开 情况", "主动公开 情况"),
        ("规章 0 0 0", "规章 0 0 0"),
        ("于2017 年 1 月 13 日", "于2017年1月13日"),
        ("总体情况 2023 年", "总体情况 2023年"),
        ("新增 12 个、撤销 3 个", "新增12个、撤销3个"),
        ("2017- 01- 13 00: 00", "2017-01-13 00:00"),
    ],
)
def test_blanks(text, expected):
    assert_normal(text, expected)


def test_masks_stay_and_are_told():
    result = normalize("****政府信息公开")
    assert result.text == "****政府信息公开"
    assert [(edit.start, edit.end, edit.kind) for edit in result.edits] == [(0, 4, "mask")]


def test_every_rule_of_blanks_is_lazy():
    assert list(blanks.spaced_labels("")) == list(blanks.spaced_digits("")) == []
    assert repair.wrong_words("") == []
