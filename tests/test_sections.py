"""Blocks tile the text, sections tile the blocks; headings are what a reader takes for headings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.blocks import split_blocks
from govreport_parser.extractors.kinds import section_kind
from govreport_parser.rules.loader import load_rules
from govreport_parser.sections.build import build_sections
from govreport_parser.sections.numbering import enumerators, read_marker
from govreport_parser.sections.tree import Section
from govreport_parser.text.normalize import normalize

GENRE = st.text(alphabet="一二三四十是、.。;,()12 \n|附件总体情况概述年2015主动公开政府信息a㈠①第部分", max_size=200)


def outline(text: str) -> list[Section]:
    normal = normalize(text)
    return list(build_sections(normal, split_blocks(normal.text), section_kind).sections)


def walk(sections: list[Section] | tuple[Section, ...]) -> list[Section]:
    return [each for section in sections for each in (section, *walk(section.children))]


def headings(text: str) -> list[tuple[int, str | None, str]]:
    return [(s.level, s.marker, s.title) for s in walk(outline(text)) if s.heading_span]


@given(GENRE)
def test_blocks_tile_the_text(text: str) -> None:
    blocks = split_blocks(text)
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert all(block.start < block.end for block in blocks)


@given(GENRE)
def test_sections_tile_the_source(text: str) -> None:
    sections = outline(text)
    assert sections[0].span.start == 0
    assert sections[-1].span.end == len(text)
    for before, after in pairwise(sections):
        assert before.span.end == after.span.start
    for section in walk(sections):
        for child in section.children:
            assert section.span.covers(child.span)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、总体情况\n正文。", [(1, "一、", "总体情况")]),
        ("一 、概　述\n正文。", [(1, "一 、", "概述")]),
        ("十一、其他需要报告的事项.\n无。", [(1, "十一、", "其他需要报告的事项")]),
        (
            "一、概述\n(一)组织领导\n正文。\n二、公开",
            [(1, "一、", "概述"), (2, "(一)", "组织领导"), (1, "二、", "公开")],
        ),
        ("(一)完善制度体系,构建长效机制。全年公开信息8条。", [(1, "(一)", "完善制度体系,构建长效机制")]),
        ("(三)政府信息管理 2023年,全区共清理规范性文件42件。", [(1, "(三)", "政府信息管理")]),
        ("(一)切实加强组织领导2015年,县政府召开专题会议部署全年工作。", [(1, "(一)", "切实加强组织领导")]),
        (
            "全年无申请。 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况",
            [(1, "二、", "主动公开政府信息情况"), (1, "三、", "收到和处理政府信息公开申请情况")],
        ),
        ("第一部分 概述\n一、基本情况\n正文。", [(1, "第一部分", "概述"), (2, "一、", "基本情况")]),
        ("总体情况\n正文。", [(1, None, "总体情况")]),
        ("一、总体情况、\n正文", [(1, "一、", "总体情况")]),
        ("八、认真做好2015年度报告的编制工作\n正文", [(1, "八、", "认真做好2015年度报告的编制工作")]),
        ("附件1:\n某县2016年政府信息公开情况统计表\n收到申请数 | 件 | 3 |", [(1, None, "附件1")]),
        ("正文。\n2016年政府信息公开情况统计表\n收到申请数 | 件 | 3 |", [(1, None, "2016年政府信息公开情况统计表")]),
    ],
)
def test_headings(text: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、主动公开情况 | —— | - |",
        "3.15消费者权益日宣传活动如期举行。",
        "2017年,全县公开信息300条。",
        "全文由概述、主动公开政府信息情况、申请办理情况组成。",
        "一、概述,(一)注重重点推进,二、主动公开政府信息情况",
        "1.成立了由区长任组长、各部门负责人为成员的领导小组,统筹推进全区政府信息公开工作,定期听取汇报;",
        "统一是前提。",
        "2.3万人参加了活动",
    ],
)
def test_no_headings(text: str) -> None:
    assert headings(text) == []


def test_a_table_of_contents_opens_no_sections() -> None:
    text = "目录\n一、总体情况\n二、主动公开情况\n\n一、总体情况\n正文甲。\n二、主动公开情况\n正文乙。"
    assert [s.title for s in outline(text) if s.heading_span] == ["总体情况", "主动公开情况"]
    assert outline(text)[1].heading_span == (20, 26)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("一是公开。二是答复。三是培训。", [1, 2, 3]),
        ("主要问题:一是人员少;二是经费少。", [1, 2]),
        ("统一是前提,唯一是办法。", []),
        ("一是渠道。共收到事项0三是管理。", [1]),
        ("一是渠道。二是申请事项0三是管理。", [1, 2, 3]),
        ("一是甲。二是乙。一是丙。二是丁。", [1, 2, 1, 2]),
        ("二是孤零零的一条。", []),
    ],
)
def test_inline_enumerations(text: str, numbers: list[int]) -> None:
    assert [item.number for item in enumerators(text, 0, len(text))] == numbers


def test_an_enumeration_goes_on_over_paragraphs() -> None:
    section = outline("一、做法\n一是公开。\n二是答复。\n")[0]
    assert [(item.marker, item.span) for item in section.items] == [("一是", (5, 10)), ("二是", (11, 16))]


@pytest.mark.parametrize(
    ("text", "number"),
    [("十一、甲", 11), ("(三)甲", 3), ("㈣甲", 4), ("12.甲", 12), ("⑵甲", 2), ("③甲", 3), ("第二部分 甲", 2)],
)
def test_markers(text: str, number: int) -> None:
    marker = read_marker(text, 0, len(text))
    assert marker is not None
    assert marker.number == number


@pytest.mark.parametrize(
    "rule", load_rules("sections").file.rule, ids=[rule.id for rule in load_rules("sections").file.rule]
)
def test_kinds_by_their_own_examples(rule) -> None:
    import re

    for example in rule.examples:
        title = re.sub(r"⟦([^|]*)\|([a-z_]+)⟧", r"\1", example)
        assert section_kind(title) == rule.values["kind"], title
    for reject in rule.rejects:
        assert section_kind(reject) != rule.values["kind"], reject
