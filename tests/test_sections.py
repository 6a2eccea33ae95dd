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
        ("一 概 述\n正文。", [(1, "一", "概述")]),
        ("二　主动公开政府信息情况\n正文。", [(1, "二", "主动公开政府信息情况")]),
        ("1、依申请公开情况:我乡全年没有收到政府信息公开申请。", [(1, "1、", "依申请公开情况")]),
        (
            "(一)主动公开的数量:2018年共主动公开文件113条,网站公开71条,微信公开63条。\n(二)主动公开的途径:网站、宣传栏。",
            [(1, "(一)", "主动公开的数量"), (1, "(二)", "主动公开的途径")],
        ),
        ("(三)政府信息管理情况,我局坚持先审查、后公开,确保所发信息及时准确。", [(1, "(三)", "政府信息管理情况")]),
        (
            "1.着力提升质量。\n\n开展自查。\n2.着力拓宽渠道。\n增设专栏。",
            [(1, "1.", "着力提升质量"), (1, "2.", "着力拓宽渠道")],
        ),
        ("(一)存在的主要问题:\n公开不够及时。", [(1, "(一)", "存在的主要问题")]),
        (
            "(一)受理申请的数量(含 2017 年度及历年累计数量)\n没有收到。",
            [(1, "(一)", "受理申请的数量(含 2017年度及历年累计数量)")],
        ),
        ("(二)积极全面公开信息。\n推进预决算公开。", [(1, "(二)", "积极全面公开信息")]),
        (
            "二、整改措施\n1.完善制度\n2.加强培训",
            [(1, "二、", "整改措施"), (2, "1.", "完善制度"), (2, "2.", "加强培训")],
        ),
        ("【主动公开政府信息情况】\n正文。\n【概 述】\n正文。", [(1, None, "主动公开政府信息情况"), (1, None, "概述")]),
        ("政府信息公开的收费及减免情况\n无。", [(1, None, "政府信息公开的收费及减免情况")]),
        ("一、概述2012年,我局公开信息40条,组织领导有力。", [(1, "一、", "概述")]),
        ("二、主动公开政府信息情况我局通过网站公开信息30条。", [(1, "二、", "主动公开政府信息情况")]),
        ("三、依申请公开情况本年度未收到申请。", [(1, "三、", "依申请公开情况")]),
        ("三、依申请公开政府信息:全年没有依申请公开的政府信息。", [(1, "三、", "依申请公开政府信息")]),
        (
            "五、因政府信息公开申请行政复议、提起行政诉讼的\n情况\n无。\n六、存在的主要问题及\n改进措施\n略。",
            [(1, "五、", "因政府信息公开申请行政复议、提起行政诉讼的情况"), (1, "六、", "存在的主要问题及改进措施")],
        ),
        ("一、\n概述\n正文。", [(1, "一、", "概述")]),
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
        "1.加强政务公开力度,把群众关心的信息公开到位。\n2.加强人员培训,提高业务水平。",
        "1.加强政务公开力度,把群众关心的信息公开到位\n2.加强人员培训,提高业务水平。\n3.完善制度。\n\n相关链接",
        "1、公开的内容不够全面,范围有待拓宽;\n2、公开的制度有待健全完善。",
        "(二)公开的主要渠道包括:",
        "一 是依法公开,二是及时公开。",
        "二 七区信息中心",
        "1.网站名称:某某县人民政府",
        "(2)联系电话:0392-3312345",
        "【打印本页】",
        "【通知】关于报送总结",
        "我局公开的\n情况",
    ],
)
def test_no_headings(text: str) -> None:
    assert headings(text) == []


ONE_LINE = [
    # text without line ends, [(level, marker, title)]
    (
        "本报告由县水利局编制,全文共六部分,电子版可在县政府网站查阅下载。 一、总体情况 2023年,县水利局认真落实条例,扎实推进各项工作。"
        " (一)主动公开方面。2023年公开信息97条。 (二)依申请公开方面。收到申请2件。 二、主动公开政府信息情况 全年制发规范性文件3件,均已公开。",
        [
            (1, "一、", "总体情况"),
            (2, "(一)", "主动公开方面"),
            (2, "(二)", "依申请公开方面"),
            (1, "二、", "主动公开政府信息情况"),
        ],
    ),
    (
        "引言 根据条例和办法,编制本报告,所列数据自2018年1月1日起至12月31日止,如有疑问请与县政府办联系。 一、总体公开情况说明"
        " 推进政府信息公开是重要举措,我县高度重视此项工作。 二、主动公开政府信息情况 2018年公开信息3000条。",
        [(1, "一、", "总体公开情况说明"), (1, "二、", "主动公开政府信息情况")],
    ),
    (
        "根据办法,编制本报告。 一、概述 2011年,省林业厅落实条例。 (一)加强组织领导,明确工作职责 多次召开专题会议,研究部署工作。"
        " (二)公开重点信息 及时公开部门预算和中标结果信息。 (三)优化网站 新增专栏两个,方便群众查询办事指南。",
        [
            (1, "一、", "概述"),
            (2, "(一)", "加强组织领导,明确工作职责"),
            (2, "(二)", "公开重点信息"),
            (2, "(三)", "优化网站"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE_LINE)
def test_headings_of_a_page_in_one_line(text: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "存在的问题:一、学习不够。二、公开内容方式方法比较单一,更新也不够及时。三、人员变动频繁。",
        "公开内容包括:(一)机构职能。 (二)政策法规。 (三)规划计划。均按要求在网站公开,方便群众查阅和监督。",
        "依据第二十条第(一)项、第(五)项的规定,及时公开规章和规范性文件。 第(六)项所列处罚信息在专栏公开。",
        "全年办理申请12件。 三、四月份集中开展自查,对照目录逐项核对,发现问题立即整改,确保信息准确。",
        "在国家、省、市三级网站公开。 一、二级响应期间每日发布通报,疫情信息公开及时、准确、透明,群众满意。",
        "学校设一、二、三年级。 二、三年级家长参加了开放日,校务公开栏每月更新,食堂收支按月公布。",
    ],
)
def test_enumerations_in_one_line_are_no_headings(text: str) -> None:
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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("三、收到和处理政府信息公开申请情况本年新收政府信息公开申请12件。", ["收到和处理政府信息公开申请情况"]),
        ("四、复议、诉讼和申诉情况 本机关被申请行政复议2件,没有被提起诉讼。", ["复议、诉讼和申诉情况"]),
        ("六、人员与经费 现有专职人员2名。", ["人员与经费"]),
        ("五、收费及减免情况 无。", ["收费及减免情况"]),
        ("(一)加强领导 健全机制。", ["加强领导 健全机制"]),
        ("二、主动公开情况及本年度报告的编制", ["主动公开情况及本年度报告的编制"]),
        ("三、收到申请情况本机关全年收到申请3件。", ["收到申请情况"]),
        ("(一)公开措施没有落实到位", ["公开措施没有落实到位"]),
        ("(二)收到申请情况今年以来逐月增加", ["收到申请情况今年以来逐月增加"]),
    ],
)
def test_title_ends_before_its_sentence(line: str, expected: list[str]) -> None:
    assert [title for _, _, title in headings(line + "\n正文在此。\n")] == expected


def test_titles_of_any_wording_in_one_line_follow_one_another() -> None:
    body = "各科室明确了专人负责,按月核对目录,及时补充缺漏的内容。"
    line = f"某局年度报告 一、完善机制 {body} 二、机构与人员 {body} (一)专职队伍 {body} 三、复议、诉讼和申诉情况 {body}"
    assert headings(line) == [
        (1, "一、", "完善机制"), (1, "二、", "机构与人员"), (2, "(一)", "专职队伍"), (1, "三、", "复议、诉讼和申诉情况"),
    ]  # fmt: skip
    assert headings(f"会议传达了要求 一、提高认识 {body}{body}{body}") == []
