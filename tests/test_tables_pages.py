"""Tables as pages and scrapers really hand them on: merged columns, damaged words, lost lines, rows of one group."""

import itertools
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from govreport_parser.blocks import split_blocks
from govreport_parser.tables.model import Indicator, Tables
from govreport_parser.tables.read import read_tables
from govreport_parser.text.normalize import normalize

APPLICANT_HEADER = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"


def read(text: str) -> Tables:
    normal = normalize(text)
    tables = read_tables(normal, split_blocks(normal.text))
    for indicator in tables.indicators:
        assert text[indicator.span.start : indicator.span.end] == indicator.raw
    keys = [(indicator.code, indicator.applicant, indicator.table) for indicator in tables.indicators]
    assert len(set(keys)) == len(keys)
    return tables


def by_code(tables: Tables) -> dict[str, Indicator]:
    return {indicator.code: indicator for indicator in tables.indicators}


def figures(tables: Tables) -> dict[str, Decimal | None]:
    return {indicator.code: indicator.value for indicator in tables.indicators}


def unmatched(tables: Tables) -> list[str]:
    return [row.text for table in tables.tables for row in table.unmatched]


# --- merged columns --------------------------------------------------------------------------------------------


def test_merged_column_inside_a_block():
    """The page has five columns for four: blanks stand between the values, elsewhere than in the header."""
    tables = read(
        "| 第二十条第(五)项 |  |  |  |  |\n| 信息内容 | 上一年项目数量 | 本年增/减 |  | 处理决定数量 |\n"
        "| 行政许可 | 41 |  | 3 | 977 |\n| 其他对外管理服务事项 | 8 | -2 |  | 16 |\n"
    )
    assert figures(tables) == {
        "permits.previous-items": 41, "permits.change": 3, "permits.decisions": 977,
        "services.previous-items": 8, "services.change": -2, "services.decisions": 16,
    }  # fmt: skip
    assert {indicator.status for indicator in tables.indicators} == {"reported"}


def test_blank_value_beside_a_merged_column():
    found = by_code(
        read(
            "| 第二十条第(一)项 |  |  |  |  |\n| 信息内容 | 本年制发件数 | 本年废止件数 |  | 现行有效件数 |\n"
            "| 规章 | 5 |  |  | 66 |\n| 行政规范性文件 |  | 4 |  | 120 |\n"
        )
    )
    assert (found["rules.issued"].value, found["rules.repealed"].status, found["rules.in-force"].value) == (
        5,
        "blank",
        66,
    )
    assert (found["normative.issued"].status, found["normative.repealed"].value) == ("blank", 4)


def test_merged_column_inside_applications():
    header = "| 自然人 | 商业企业 | 科研机构 | 社会公益组织 |  | 法律服务机构 | 其他 | 总计 |"
    tables = read(f"| 申请人情况 {header}\n| (一)予以公开 | 6 | 1 | 0 | 2 |  |  | 0 | 9 |\n")
    found = {indicator.applicant: indicator for indicator in tables.indicators}
    assert found["public_welfare_organisation"].value == 2
    assert found["legal_service_institution"].status == "blank"
    assert found["total"].value == 9


def test_bare_pipes_are_the_rest_of_a_merged_cell():
    """The rows of the page are divided each in its own way; where nothing tells blank from merged, the row is open."""
    text = (
        "| 第二十条第(一)项 |||||\n| 信息内容 | 本年制发件数 | 本年废止件数 || 现行有效件数 |\n| 规章 |  | 3 ||| 66 |\n"
        "| 行政规范性文件 || 4 |  || 120 |\n"
    )
    found = by_code(read(text))
    assert (found["rules.issued"].status, found["rules.repealed"].value, found["rules.in-force"].value) == (
        "blank",
        3,
        66,
    )
    assert (found["normative.issued"].value, found["normative.repealed"].status) == (4, "blank")
    spaced = read(text.replace("||", "|  |").replace("||", "|  |"))
    assert {indicator.status for indicator in spaced.indicators if indicator.code.startswith("rules")} == {"ambiguous"}


def test_more_values_than_columns_are_not_forced():
    """The neighbour: no blank among them, so that one value too many belongs to no column."""
    tables = read(
        "第二十条第(一)项 | |||\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 1 | 2 | 3 | 4 |\n行政规范性文件 | 5 | 0 | 9 |"
    )
    assert unmatched(tables) == ["规章 | 1 | 2 | 3 | 4 |"]
    assert figures(tables)["normative.in-force"] == 9


def test_mark_in_the_first_column_is_a_value():
    found = by_code(
        read(
            "第二十条第(六)项 | |||\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政处罚 | —— | 减少2 | 31 |\n行政强制 | 4 | 0 | 7 |"
        )
    )
    assert (found["penalties.previous-items"].status, found["penalties.change"].value) == ("not_applicable", -2)
    assert found["penalties.decisions"].value == 31


# --- columns by their names ------------------------------------------------------------------------------------


def block(*names: str) -> str:
    return (
        f"第二十条第(一)项 | |||\n信息内容 | {' | '.join(names)} |\n规章 | 2 | 1 | 30 |\n行政规范性文件 | 7 | 4 | 95 |\n"
        "第二十条第(五)项 | |||\n信息内容 | 本年处理决定数量 | ||\n行政许可 | 58 | ||"
    )


@pytest.mark.parametrize(
    "names",
    [
        ("本年发件", "本年废止件数", "现行有效件"),
        ("本年制发件数", "年废止件数", "现行有数"),
        ("制发数量", "废止数量", "现行有效数量"),
        ("本年(2023)制发件数", "本年度废止件数", "现行有效总件数"),
    ],
)
def test_names_of_columns_with_lost_characters(names):
    found = figures(read(block(*names)))
    assert [found[f"normative.{c}"] for c in ("issued", "repealed", "in-force")] == [7, 4, 95]


def test_column_of_another_name_is_kept_apart():
    """The neighbour: 本年收文 is no damaged name; its values are kept without a column."""
    tables = read(block("本年收文", "本年废止件数", "现行有效件数"))
    assert "normative.issued" not in figures(tables)
    assert figures(tables)["normative.repealed"] == 4
    assert unmatched(tables) == ["2", "7"]


def test_one_name_over_two_columns():
    tables = read(block("本年制发件数", "本年制发件数", "现行有效件数"))
    assert figures(tables)["normative.issued"] == 7
    assert figures(tables)["normative.in-force"] == 95
    assert unmatched(tables) == ["1", "4"]


def test_column_name_over_two_lines_decides_the_form():
    text = "第二十条第(一)项\n信息内容\n本年新\n制发数量\n废止数量\n现行有效数量\n规章\n0\n0\n3\n规范性文件\n1\n0\n8\n"
    tables = read(text)
    assert tables.tables[0].form == "2021"
    assert figures(tables)["normative.in-force"] == 8


def test_header_of_two_rows_run_together_has_no_order():
    """自然人, 法人或其他组织, 总计 and the five below them, one a line: 总计 is still the last column."""
    head = "申请人 情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
    rows = "一、本年新收政府信息公开申请数量\n6\n1\n0\n0\n2\n0\n9\n二、上年结转政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n(七)总计\n7\n1\n0\n0\n2\n0\n10\n"
    found = {(i.code, i.applicant): i.value for i in read(head + rows).indicators}
    assert found["applications.received", "total"] == 9
    assert found["applications.received", "legal_service_institution"] == 2
    single = read(
        f"项目 | 总计 | {APPLICANT_HEADER.removesuffix(' | 总计')} |\n(一)予以公开 | 21 | 1 | 2 | 3 | 4 | 5 | 6 |"
    )
    assert {i.applicant: i.value for i in single.indicators}["total"] == 21


def test_note_of_a_column_cut_off_is_no_column():
    """One column, two figures: a blank has split the amount, and neither half is it."""
    text = "第二十条第(八)项\n信 息内容\n本年收费金额(单位: 万元)\n行政事业性收费\n5 9237.24\n第二十条第(五)项\n信息内容\n本年处理决定数量\n行政许可\n58\n"
    found = by_code(read(text))
    assert (found["charges.amount"].status, found["charges.amount"].value) == ("ambiguous", None)
    assert found["permits.decisions"].value == 58


# --- rows by their names ---------------------------------------------------------------------------------------


def test_row_with_lost_characters():
    tables = read(
        "统计指标 | 单位 | 统计数 |\n(一)主动公政府信息数 | 条 | 640 |\n其中:主动公开规范性文件数 | 条 | 9 |\n3.政务微公开政府信息数 | 条 | 512 |\n(三)申请答数 | 件 | 9 |\n4.不同意公答复数 | 件 | 2 |"
    )
    assert figures(tables) == {"disclosure.items": 640, "disclosure.normative": 9, "replies": 9, "replies.refused": 2}
    assert len(unmatched(tables)) == 1, "政务微博 or 政务微信"


def test_row_that_may_be_two_rows_is_kept_apart():
    tables = read(
        "统计指标 | 单位 | 统计数 |\n(一)收到申请数 | 件 | 12 |\n(二)公开答复数 | 件 | 10 |\n3.涉及秘密数 | 件 | 1 |"
    )
    assert figures(tables) == {"applications.received": 12}
    assert len(unmatched(tables)) == 2


def test_unknown_row_below_the_header_leaves_the_header_to_its_table():
    tables = read(
        "指标名称 | 计算单位 | 代码 | 本月累计 | 本年累计 |\n政务公开栏更新数 | 次 | 01 | 2 | 20 |\n申请总次数 | 条 | 02 | 1 | 8 |\n"
        "政府信息公开指定专职人员数 | 人 | 03** | 5 | 6 |"
    )
    found = by_code(tables)
    assert (found["applications.received"].value, found["applications.received.period"].value) == (8, 1)
    assert (found["applications.received"].path, found["applications.received.period"].path) == ((), ("本期实际",))
    assert (found["resources.staff.full-time"].value, found["resources.staff.full-time"].unit) == (6, "人")
    assert len(tables.tables) == 1
    assert unmatched(tables) == ["政务公开栏更新数 | 次 | 01 | 2 | 20 |"]


def test_table_before_the_header_stays_a_table_of_its_own():
    tables = read(
        "索引号 | 0001-2016 |\n名称 | 统计表 |\n统计指标 | 单位 | 统计数 |\n收到申请数 | 件 | 4 |\n举报投诉数量 | 件 | 0 |"
    )
    assert [table.form for table in tables.tables] == [None, "2014"]
    assert not tables.tables[1].unmatched


def test_fees_in_all_are_not_those_on_request():
    found = by_code(
        read(
            "指标名称 | 计量单位 | 本年累计 |\n申请总数 | 条 | 8 |\n收取费用总额 | 元 | 90 |\n依申请提供信息收取费用 | 元 | 60 |\n行政申诉数 | 件 | 0 |"
        )
    )
    assert (found["fees"].value_yuan, found["fees.on-request"].value_yuan) == (90, 60)


def test_columns_are_known_behind_an_interruption():
    head = "指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计 |\n主动公开信息数 | 条 | 01 | 5 | 50 |\n申请总数 | 条 | 10 | 1 | 9 |\n"
    tables = read(
        f"{head}以上为主动公开和申请的情况,以下为答复和救济的情况。\n对申请的答复总数 | 条 | 17 |  |  |\n行政诉讼数 | 件 | 33 | 0 | 2 |\n"
    )
    found = by_code(tables)
    assert (found["litigation.total"].value, found["litigation.total.period"].value) == (2, 0)
    assert found["replies"].status == "blank"


def test_value_in_a_column_that_the_form_has_not():
    tables = read(
        "统计指标 | 单位 | 统计数 | 完成率 |\n收到申请数 | 件 | 12 | 96 |\n申请办结数 | 件 | 11 |  |\n举报投诉数量 | 件 | 0 | 3 |"
    )
    assert figures(tables) == {"applications.received": 12, "applications.closed": 11, "complaints": 0}
    assert unmatched(tables) == ["96", "3"]


# --- rows that a lone pipe closes ------------------------------------------------------------------------------

CLOSED = (
    "指标名称\n| 计量\n单位\n| 代码\n| 本期实际\n| 本年累计\n|\n主动公开信息数\n| 条\n| 01\n| 4\n| 44\n|\n申请总数\n| 条\n| 10\n|\n| 7\n|\n"
    "其中:1.当面申请数\n| 条\n| 11\n|\n|\n|\n2.传真申请数\n| 条\n| 12\n| 1\n| 3\n|\n行政诉讼数\n| 件\n| 33\n| 0\n| 2\n|\n"
)


def test_rows_that_a_lone_pipe_closes():
    tables = read(f"某市统计报表\n\n{CLOSED}一、总体情况\n全年办理2件。\n")
    found = by_code(tables)
    assert (found["disclosure.items"].value, found["disclosure.items.period"].value) == (44, 4)
    assert (found["applications.received"].value, found["applications.received.period"].status) == (7, "blank")
    assert {found[f"applications.received.in-person{c}"].status for c in ("", ".period")} == {"blank"}
    assert (found["applications.received.fax"].value, found["litigation.total"].value) == (3, 2)
    assert not unmatched(tables)


def test_lines_without_pipe_of_such_rows_are_table_text():
    text = f"某市统计报表\n\n{CLOSED}一、总体情况\n全年办理2件。\n"
    normal = normalize(text)
    claimed = read_tables(normal, split_blocks(normal.text)).claimed
    for line, inside in (
        ("2.传真申请数", True),
        ("行政诉讼数", True),
        ("一、总体情况", False),
        ("某市统计报表", False),
    ):
        place = normal.text.index(line)
        assert any(span.start <= place < span.end for span in claimed) == inside, line


def test_blank_first_value_of_such_rows():
    rows = [
        ("一、本年新收政府信息公开申请数量", "8", "0", "8"),
        ("4.无正当理由大量反复申请", "", "2", "2"),
        ("(七)总计", "8", "0", "8"),
    ]
    text = "\n".join(
        "\n".join([label, *(f"| {cell}" if cell else "|" for cell in (first, second, "0", "0", "0", "0", total)), "|"])
        for label, first, second, total in rows
    )
    found = {(i.code, i.applicant): i for i in read(text).indicators}
    assert found["results.declined.excessive", "natural_person"].status == "blank"
    assert found["results.declined.excessive", "commercial_enterprise"].value == 2
    assert len(found) == 21


def test_title_between_two_tables_of_opened_rows_stays_a_title():
    """The neighbour: here the lone pipe opens the row behind it."""
    text = (
        "|\n信息内容 |\n本年处理决定数量 |\n|\n行政强制 |\n3 |\n|\n三、收到和处理政府信息公开申请情况\n|\n申请人情况 |\n"
        f"|\n一、本年新收政府信息公开申请数量 |\n{' |'.join(['2', *'00000', '2'])} |\n"
    )
    normal = normalize(text)
    tables = read_tables(normal, split_blocks(normal.text))
    place = normal.text.index("三、收到")
    assert not any(span.start <= place < span.end for span in tables.claimed)
    assert figures(tables)["compulsion.decisions"] == 3


# --- lines dropped because they had occurred before ------------------------------------------------------------

BLOCKS = [
    "第二十条第(一)项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "0", "0", "行政规范性文件", "6", "2", "41",
    "第二十条第(五)项", "信息内容", "本年处理决定数量", "行政许可", "318",
    "第二十条第(六)项", "信息内容", "本年处理决定数量", "行政处罚", "9", "行政强制", "0",
    "第二十条第(八)项", "信息内容", "本年收费金额(单位:万元)", "行政事业性收费", "19.43",
]  # fmt: skip


def test_dropped_repeats_leave_their_cells_open():
    tables = read("\n".join(dict.fromkeys(BLOCKS)))
    found = by_code(tables)
    assert {found[f"rules.{c}"].status for c in ("issued", "repealed", "in-force")} == {"ambiguous"}
    assert found["compulsion.decisions"].status == "ambiguous"
    assert [found[f"normative.{c}"].value for c in ("issued", "repealed", "in-force")] == [6, 2, 41]
    assert (found["permits.decisions"].value, found["penalties.decisions"].value) == (318, 9)
    assert (found["charges.amount"].value, found["charges.amount"].unit) == (Decimal("19.43"), "万元")
    whole = read("\n".join(BLOCKS))
    assert {indicator.status for indicator in whole.indicators} == {"reported"}


def test_dropped_repeats_are_no_blanks():
    """5 + 3 = 8 holds in many columns; and what is missing may be a 5 that occurred before."""
    head = [
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    rows = [("一、本年新收政府信息公开申请数量", "5003008"), ("(一)予以公开", "4003007"), ("(七)总计", "5003008")]
    lines = [*head, *itertools.chain.from_iterable((label, *cells) for label, cells in rows)]
    tables = read("\n".join(dict.fromkeys(lines)))
    assert len(tables.indicators) == 21
    assert {indicator.value for indicator in tables.indicators} == {None}
    assert {indicator.status for indicator in tables.indicators} == {"ambiguous"}


def test_dropped_label_leaves_its_value_to_no_other_row():
    rows = [
        "统计指标", "单位", "统计数", "四、行政复议数量", "件", "8", "(一)维持具体行政行为数", "5", "(二)被依法纠错数", "1", "(三)其他情形数", "2",
        "五、行政诉讼数量", "9", "(一)维持具体行政行为或者驳回原告诉讼请求数", "6", "(二)被依法纠错数", "3", "(三)其他情形数", "0",
    ]  # fmt: skip
    found = by_code(read("\n".join(dict.fromkeys(rows))))
    assert (found["litigation.total"].value, found["litigation.upheld"].value) == (9, None)
    assert found["litigation.upheld"].status == "ambiguous"


def test_unfilled_table_is_a_table():
    """Every 0 was dropped: the rows are no headings of the report."""
    head = "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
    rows = "一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n三、本年度办理结果\n(一)予以公开\n1.属于国家秘密\n(七)总计\n四、结转下年度继续办理\n"
    tables = read(f"三、收到和处理政府信息公开申请情况\n{head}{rows}五、存在的主要问题及改进情况\n人员不足。\n")
    assert {i.code for i in tables.indicators} == {
        "applications.received", "applications.carried-in", "results.granted", "results.refused.state-secret", "results.total", "applications.carried-out",
    }  # fmt: skip
    assert {indicator.value for indicator in tables.indicators} == {None}


def test_headings_that_rows_are_named_after_stay_headings():
    assert not read(
        "三、收到申请情况\n(一)予以公开\n全部按时答复。\n(二)部分公开\n无此情形。\n(三)不予公开\n无此情形。\n"
    ).tables


# --- reviews and litigation ------------------------------------------------------------------------------------

FIFTEEN = "4 | 1 | 0 | 2 | 7 | 3 | 0 | 0 | 1 | 4 | 2 | 0 | 1 | 0 | 3"


def test_bare_row_of_fifteen_behind_pipes():
    text = "四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼\n| {} |\n"
    found = figures(read(text.format(FIFTEEN)))
    assert (found["reconsideration.total"], found["litigation.direct.total"]) == (7, 4)
    assert found["litigation.after-reconsideration.other"] == 1
    other = read(f"五、年度考核得分\n| {FIFTEEN} |\n")
    assert not other.indicators
    assert unmatched(other) == [f"| {FIFTEEN} |"]


def test_rows_of_one_group_each():
    head = "| 类别 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n"
    tables = read(
        f"{head}| 行政复议 | 1 | 0 | 2 | 0 | 3 |\n| 未经复议直接起诉 | 0 | 0 | 1 | 0 | 1 |\n| 复议后起诉 | 2 | 0 | 0 | 0 | 2 |\n"
    )
    assert figures(tables)["reconsideration.other"] == 2
    assert figures(tables)["litigation.direct.total"] == 1
    assert figures(tables)["litigation.after-reconsideration.upheld"] == 2
    assert not unmatched(tables)


def test_five_outcomes_of_no_named_group():
    tables = read("结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n1 | 0 | 2 | 0 | 3 |\n")
    assert not tables.indicators
    assert unmatched(tables) == ["1 | 0 | 2 | 0 | 3 |"]


# --- printed pages ---------------------------------------------------------------------------------------------


def test_page_number_between_rows():
    rows = "一、本年新收政府信息公开申请数量 6 0 0 0 0 0 6\n(一)予以公开 5 0 0 0 0 0 5\n- 12 -\n(二)部分公开 1 0 0 0 0 0 1\n第 13 页 共 20 页\n(七)总计 6 0 0 0 0 0 6\n"
    tables = read(f"三、收到和处理政府信息公开申请情况\n{rows}")
    assert len(tables.indicators) == 28
    assert not unmatched(tables)


def test_number_that_is_no_page_number():
    text = "第二十条第(五)项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n3\n-2\n0\n其他对外管理服务事项\n4\n0/0\n5\n"
    found = by_code(read(text))
    assert found["permits.change"].value == -2
    assert (found["services.change"].value, found["services.decisions"].value) == (0, 5)


# --- size ------------------------------------------------------------------------------------------------------


def long_table(rows: int) -> str:
    """A table of applications in which every row has lost a blank, and every other is one that no form knows."""
    known = itertools.cycle(["1.属于国家秘密", "2.重复申请", "3.要求提供公开出版物", "4.保护第三方合法权益"])
    lines = [
        f"{next(known)} | 2 | 0 | 3 | 0 | 5 |" if row % 2 else f"第{row}类事项的办理数量 | 1 | 2 | 3 | 4 | 5 | 6 |"
        for row in range(rows)
    ]
    return "申请人情况 | " + APPLICANT_HEADER + " |\n" + "\n".join(lines)


def test_time_is_linear_in_the_rows(growth: Callable[..., float]):
    def reading(rows: int) -> Callable[[], object]:
        normal = normalize(long_table(rows))
        return partial(read_tables, normal, split_blocks(normal.text))

    assert growth(reading, 400, 4000) < 1.5
