"""Tables that lost what parts them: line ends, pipes, the rest of the page. Each is read, or said to stand there."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from govreport_parser import check, parse
from govreport_parser.blocks import split_blocks
from govreport_parser.report.model import Finding, Report
from govreport_parser.tables.model import Tables
from govreport_parser.tables.read import read_tables
from govreport_parser.text.normalize import normalize

TITLE = "青石镇人民政府2023年政府信息公开工作年度报告"
BLOCKS = [
    "第二十条第(一)项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "0", "0", "行政规范性文件", "4", "1", "17",
    "第二十条第(五)项", "信息内容", "本年处理决定数量", "行政许可", "206",
    "第二十条第(六)项", "信息内容", "本年处理决定数量", "行政处罚", "35", "行政强制", "2",
    "第二十条第(八)项", "信息内容", "本年收费金额(单位:万元)", "行政事业性收费", "6.5",
]  # fmt: skip
APPLICANTS = [
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
MATRIX = [
    *APPLICANTS, "一、本年新收政府信息公开申请数量", *"7200009", "二、上年结转政府信息公开申请数量", *"1000001",
    "三、本年度办理结果", "(一)予以公开", *"6200008", "(七)总计", *"6200008", "四、结转下年度继续办理", *"2000002",
]  # fmt: skip
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
EXPECTED = {
    "rules.issued": 0, "normative.issued": 4, "normative.repealed": 1, "normative.in-force": 17, "permits.decisions": 206,
    "penalties.decisions": 35, "compulsion.decisions": 2, "charges.amount": Decimal("6.5"),
}  # fmt: skip


def read(text: str) -> Tables:
    normal = normalize(text)
    tables = read_tables(normal, split_blocks(normal.text))
    for indicator in tables.indicators:
        assert text[indicator.span.start : indicator.span.end] == indicator.raw
    return tables


def figures(tables: Tables | Report) -> dict[str, Decimal | None]:
    return {i.code: i.value for i in tables.indicators if i.applicant in {None, "total"}}


def codes(report: Report) -> list[str]:
    return [finding.code for finding in check(report)]


def found(report: Report, code: str) -> list[Finding]:
    return [finding for finding in check(report) if finding.code == code]


# --- the whole page in one line --------------------------------------------------------------------------------


def one_line(between: str = " ") -> str:
    return between.join([
        TITLE, "一、总体情况", "2023年,我镇主动公开政府信息88条。", "二、主动公开政府信息情况", *BLOCKS,
        "三、收到和处理政府信息公开申请情况", *MATRIX, "五、存在的主要问题及改进情况", "2023年,我镇公开的内容还不够丰富。",
    ])  # fmt: skip


@pytest.mark.parametrize("frame", ["{}\n", "{}", "| {} ||||\n"])
def test_page_in_one_line(frame: str):
    report = parse(frame.format(one_line()))
    assert figures(report).items() >= EXPECTED.items()
    assert (
        figures(report).items()
        >= {"applications.received": 9, "results.total": 8, "applications.carried-out": 2}.items()
    )
    assert {indicator.status for indicator in report.indicators} == {"reported"}
    assert "form.unread-table" not in codes(report)


LIST_PAGE = [
    "指标名称", "计量单位", "本年度", "历年累计", "主动公开信息数", "条", "310", "2044", "其中:1.政府网站", "条", "290", "1900",
    "本年度对申请的答复总数", "条", "9", "70", "其中:1.同意公开答复数", "条", "9", "66", "行政复议数", "件", "1", "3",
]  # fmt: skip


def test_list_of_indicators_in_one_line():
    tables = read(
        f"附表 {' '.join(LIST_PAGE)} 第二年的统计口径与上年相同,各单位的数据由区政府办公室汇总。\n"
        + "数据来自各单位的上报材料。" * 20
        + "\n"
    )
    assert figures(tables) == {
        "disclosure.items": 310, "disclosure.items.cumulative": 2044, "channels.website": 290, "channels.website.cumulative": 1900,
        "replies": 9, "replies.cumulative": 70, "replies.granted": 9, "replies.granted.cumulative": 66,
        "reconsideration.total": 1, "reconsideration.total.cumulative": 3,
    }  # fmt: skip
    glued = read(f"附表{''.join(LIST_PAGE)}\n").indicators
    assert {(cell.status, cell.candidates) for cell in glued} == {("ambiguous", ())}


def test_prose_and_sections_of_a_page_in_one_line():
    report = parse(one_line() + "\n")
    assert [section.title for section in report.sections if section.marker] == [
        "总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "存在的主要问题及改进情况",
    ]  # fmt: skip
    # No figure of a table is one of the prose.
    assert [str(count.value) for count in report.counts] == ["88"]


def test_table_in_one_line_with_a_lost_blank():
    """Where the values do not fill the columns, nothing is guessed."""
    cells = [cell for cell in BLOCKS if cell != "17"]
    report = parse(f"{TITLE}\n二、主动公开政府信息情况\n{' '.join(cells)}\n")
    open_cells = {i.code for i in report.indicators if i.status == "ambiguous"}
    assert open_cells == {"normative.issued", "normative.repealed", "normative.in-force"}
    assert figures(report)["permits.decisions"] == 206


@pytest.mark.parametrize("frame", ["{}\n", "| {} |\n"])
def test_table_whose_cells_nothing_parts_is_told(frame: str):
    told = "公开的文件,按信息内容本年制发件数本年废止件数现行有效件数条例三份决定五份"
    report = parse(f"{TITLE}\n二、主动公开政府信息情况\n" + frame.format(told))
    assert not report.indicators
    (finding,) = found(report, "form.unread-table")
    assert finding.severity == "warning"
    assert "form.no-table" not in codes(report)
    (table,) = [table for table in report.tables if table.rule == "forms.unread"]
    assert table.unmatched[0].text in report.source.text


@pytest.mark.parametrize(
    "text",
    [
        "本年度行政许可处理决定数量较上年有所增加,法人或其他组织提出的申请占三成。",
        "统计指标的口径未变。申请人情况见附件。",
        "".join(f"第{n}批处理决定数量已经公布。" + "经办人员认真核对了全部材料。" * 20 for n in range(9)),
    ],
)
def test_words_of_headers_in_prose_are_no_table(text: str):
    assert not parse(f"{TITLE}\n一、总体情况\n{text}\n").tables


@pytest.mark.parametrize("title", ["二、主动公开政府信息情况\n", ""])
def test_rows_that_ran_together_between_pipes(title: str):
    tables = read(f"{title}| {' | '.join(BLOCKS)} |\n三、收到和处理政府信息公开申请情况\n| {' | '.join(MATRIX)} |\n")
    assert figures(tables).items() >= EXPECTED.items()
    assert figures(tables)["results.total"] == 8
    assert not [row for table in tables.tables for row in table.unmatched]


def test_two_sets_of_columns_side_by_side():
    text = (
        "统计指标 | 单位 | 统计数 | 统计指标 | 单位 | 统计数 |\n收到申请数 | 件 | 8 | 申请办结数 | 件 | 7 |\n"
        "1.当面申请数 | 件 | 3 | 1.按时办结数 | 件 | 6 |\n3.网络申请数 | 件 | 5 | 2.延期办结数 | 件 | 1 |\n"
    )
    assert figures(read(text)) == {
        "applications.received": 8, "applications.received.in-person": 3, "applications.received.online": 5,
        "applications.closed": 7, "applications.closed.on-time": 6, "applications.closed.extended": 1,
    }  # fmt: skip


# --- columns of the office's own -------------------------------------------------------------------------------


def values(head: str, *rows: str) -> dict[str, Decimal | None]:
    tables = read("\n".join([head, *rows]) + "\n")
    assert len({i.code for i in tables.indicators}) == len(tables.indicators)
    return figures(tables)


LIST = [("收到申请数", "件"), ("1.当面申请数", "件"), ("3.网络申请数", "件"), ("举报投诉数量", "件")]
RECEIVED = {
    "applications.received": 8, "applications.received.in-person": 3, "applications.received.online": 5, "complaints": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("统计指标 | 单位 | 2016年 | 2017年 |", "{label} | {unit} | 70 | {value} |"),
        ("统计指标 | 单位 | 2017年度 | 2016年度 | 增减 |", "{label} | {unit} | {value} | 70 | -9% |"),
        ("统计指标 | 单位 | 上年度 | 本年度 |", "{label} | {unit} | 70 | {value} |"),
        ("统计指标 | 统计数 | 单位 |", "{label} | {value} | {unit} |"),
        ("序号 | 统计指标 | 代码 | 单位 | 统计数 |", "1 | {label} | 07 | {unit} | {value} |"),
        (
            "统计指标 | 单位 | 一季度 | 二季度 | 三季度 | 四季度 | 合计 |",
            "{label} | {unit} | 70 | 71 | 72 | 73 | {value} |",
        ),
        ("统计指标 | 单位 | 区直部门 | 乡镇街道 | 合计 |", "{label} | {unit} | 70 | 71 | {value} |"),
    ],
)
def test_column_of_the_reports_own_figure(head: str, row: str):
    rows = [row.format(label=label, unit=unit, value=value) for (label, unit), value in zip(LIST, "8351", strict=True)]
    assert values(head, *rows) == RECEIVED


def test_unit_behind_the_value_is_the_rows():
    tables = read("统计指标 | 统计数 | 单位 |\n依申请公开信息收取的费用 | 1.5 | 元 |\n举报投诉数量 | 2 | 件 |\n")
    assert [(i.code, i.unit) for i in tables.indicators] == [("fees.on-request", "元"), ("complaints", "件")]


def applicants(text: str) -> dict[tuple[str, str | None], Decimal | None]:
    return {(i.code, i.applicant): i.value for i in read(text).indicators if i.status == "reported"}


def test_table_of_totals_alone():
    rows = "| 一、本年新收政府信息公开申请数量 | 9 |\n| (一)予以公开 | 8 |\n"
    assert applicants(f"| 申请人情况 | 总计 |\n{rows}") == {
        ("applications.received", "total"): 9,
        ("results.granted", "total"): 8,
    }
    # Without a header a figure alone may be anybody's; so it is nobody's.
    assert {i.status for i in read(rows).indicators} == {"ambiguous"}


def test_table_of_persons_bodies_and_totals():
    text = "| 申请人情况 | 自然人 | 法人或其他组织 | 总计 |\n| 一、本年新收政府信息公开申请数量 | 7 | 2 | 9 |\n| (一)予以公开 | 6 | 2 | 8 |\n"
    assert applicants(text) == {
        ("applications.received", "natural_person"): 7, ("applications.received", "total"): 9,
        ("results.granted", "natural_person"): 6, ("results.granted", "total"): 8,
    }  # fmt: skip
    assert not [code for code in codes(parse(f"{TITLE}\n{text}")) if code.startswith("arithmetic.")]


@pytest.mark.parametrize(
    ("row", "person", "total"), [("9 | 7 | 2 | 0 | 0 | 0 | 0", 7, 9), ("7 | 2 | 0 | 0 | 0 | 0 | 9", 7, 9)]
)
def test_total_first_in_a_header_of_two_rows(row: str, person: int, total: int):
    """The header prints 总计 first; the sums tell whether the figures follow it."""
    head = (
        "| 申请人情况 | 总计 | 自然人 | 法人或其他组织 |  |  |  |  |\n"
        "|  |  |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
    )
    found = applicants(f"{head}| 一、本年新收政府信息公开申请数量 | {row} |\n")
    assert found["applications.received", "natural_person"] == person
    assert found["applications.received", "total"] == total


@pytest.mark.parametrize(
    ("cell", "value", "unit"), [("6.5万", 65000, "元"), ("6.5万元", Decimal("6.5"), "万元"), ("65000元", 65000, "元")]
)
def test_power_in_the_cell_is_not_that_of_the_header(cell: str, value: Decimal, unit: str):
    (amount,) = read(
        f"| 第二十条第(八)项 |\n| 信息内容 | 本年收费金额(单位:万元) |\n| 行政事业性收费 | {cell} |\n"
    ).indicators
    assert (amount.value, amount.unit, amount.value_yuan) == (value, unit, 65000)


def test_rows_whose_form_is_not_clear_are_told():
    report = parse(f"{TITLE}\n| 第二十条第(五)项 |\n| 信息内容 | 上期数量 | 本期数量 |\n| 行政许可 | 30 | 31 |\n")
    assert not report.indicators
    assert len(found(report, "form.unmatched-rows")) == 1


# --- pipes that part cells on lines of their own ---------------------------------------------------------------


def parted(cells: list[str]) -> str:
    return "".join(f"{cell}\n|\n" for cell in cells)


def test_cells_parted_by_lone_pipes():
    text = (
        f"{TITLE}\n二、主动公开政府信息情况\n{parted(BLOCKS)}三、收到和处理政府信息公开申请情况\n表格如下:\n"
        f"{parted(MATRIX).replace('商业企业', '商业' + chr(10) + '企业')}五、存在的主要问题及改进情况\n人员不足。\n"
    )
    report = parse(text)
    assert figures(report).items() >= EXPECTED.items()
    assert figures(report)["results.total"] == 8
    assert not [row for table in report.tables for row in table.unmatched]
    assert [section.title for section in report.sections if section.marker][-2:] == [
        "收到和处理政府信息公开申请情况", "存在的主要问题及改进情况",
    ]  # fmt: skip


def test_blank_cell_between_two_lone_pipes():
    rows = (
        "行政规范性文件\n|\n4\n|\n|\n17\n|\n第二十条第(五)项\n|\n信息内容\n|\n本年处理决定数量\n|\n行政许可\n|\n3\n|\n"
    )
    tables = read("第二十条第(一)项\n|\n信息内容\n|\n本年制发件数\n|\n本年废止件数\n|\n现行有效件数\n|\n" + rows)
    assert [(i.value, i.status) for i in tables.indicators] == [
        (4, "reported"), (None, "blank"), (17, "reported"), (3, "reported"),
    ]  # fmt: skip


def test_menu_between_lone_pipes_is_no_table():
    report = parse(
        "首页\n|\n政务公开\n|\n办事服务\n|\n互动交流\n|\n数据开放\n|\n走进青石\n|\n" + f"{TITLE}\n2023年公开信息5条。\n"
    )
    assert not report.indicators
    assert [str(count.value) for count in report.counts] == ["5"]


# --- captions and groups ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("caption", ["表二 行政许可", "表二 行政许可\n(2023年)", "附:行政许可情况"])
def test_caption_between_two_tables(caption: str):
    """The line belongs to the table below it."""
    text = (
        "| 第二十条第(一)项 |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 0 | 0 | 3 |\n"
        f"{caption}\n| 第二十条第(五)项 |\n| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 51 |\n"
    )
    tables = read(text)
    assert not [row for table in tables.tables for row in table.unmatched]
    assert figures(tables)["permits.decisions"] == 51


def test_line_within_a_table_is_no_caption():
    tables = read(
        "统计指标 | 单位 | 统计数 |\n收到申请数 | 件 | 8 |\n(含网上)\n申请办结数 | 件 | 8 |\n举报投诉数量 | 件 | 0 |\n"
    )
    assert [row.text for table in tables.tables for row in table.unmatched] == ["(含网上)"]


GROUPS = [
    ("行政复议", "行政诉讼(未经复议直接起诉)", "行政诉讼(复议后起诉)"),
    ("(一)行政复议情况", "(二)未经复议直接提起诉讼情况", "(三)复议后起诉情况"),
    ("### 行政复议", "### 未经复议直接起诉", "### 复议后起诉"),
]


def outcomes(caption: str, values: str, layout: str) -> str:
    if layout == "lines":
        return "\n".join([caption, *OUTCOMES, *values]) + "\n"
    rule = "|---" * 5 + "|\n" if layout == "markdown" else ""
    return f"{caption}\n| {' | '.join(OUTCOMES)} |\n{rule}| {' | '.join(values)} |\n\n"


@pytest.mark.parametrize("layout", ["pipes", "markdown", "lines"])
@pytest.mark.parametrize("captions", GROUPS)
def test_group_of_reviews_named_above_its_table(captions: tuple[str, ...], layout: str):
    tables = read("".join(outcomes(c, v, layout) for c, v in zip(captions, ("41027", "30014", "00101"), strict=True)))
    values = figures(tables)
    assert [values["reconsideration.upheld"], values["reconsideration.total"]] == [4, 7]
    assert [values["litigation.direct.upheld"], values["litigation.direct.total"]] == [3, 4]
    assert [values["litigation.after-reconsideration.other"], values["litigation.after-reconsideration.total"]] == [
        1,
        1,
    ]
    assert not [row for table in tables.tables for row in table.unmatched]


@pytest.mark.parametrize("caption", ["行政复议、行政诉讼情况", "行政诉讼", "全年行政复议7件。", "各类案件"])
def test_group_of_reviews_that_no_line_names(caption: str):
    tables = read(outcomes(caption, "41027", "pipes"))
    assert not tables.indicators
    assert len(tables.tables[0].unmatched) == 1


@pytest.mark.parametrize("between", ["\n", " |\n"])
def test_row_divided_into_rows_of_the_office_is_not_blank(between: str):
    cells = ["第二十条第(五)项", "信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "行政许可", "6", "1", "90",
             "其他对外管理服务事项", "行政检查", "2", "0", "31", "行政给付", "1", "0", "12", "第二十条第(六)项", "信息内容",
             "上一年项目数量", "本年增/减", "处理决定数量", "行政处罚", "8", "0", "5", "行政强制", "3", "0", "0"]  # fmt: skip
    tables = read(between.join(cells) + between)
    assert {i.code.partition(".")[0] for i in tables.indicators} == {"permits", "penalties", "compulsion"}
    kept = [row.text for table in tables.tables for row in table.unmatched]
    assert [("行政检查" in text, "行政给付" in text) for text in kept] == [(True, False), (False, True)]


# --- pages that end within a table -----------------------------------------------------------------------------


def test_header_at_the_end_is_a_table_broken_off():
    report = parse(f"{TITLE}\n二、主动公开政府信息情况\n" + "\n".join(BLOCKS[:22]).rpartition("\n")[0])
    assert figures(report)["permits.decisions"] == 206
    (broken,) = [table for table in report.tables if table.part == "penalties"]
    assert [row.reason for row in broken.unmatched] == ["no row stands below this header"]
    (finding,) = found(report, "form.missing-tables")
    assert "第二十条第（八）项" in finding.message.zh
    assert "第二十条第（六）项" not in finding.message.zh


@pytest.mark.parametrize("end", ["", "\n"])
def test_label_at_the_end_of_a_cut_text(end: str):
    """Behind the last label of a cut file the values are lost; behind a line's end they are blank."""
    header = "申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
    tables = read(header + "一、本年新收政府信息公开申请数量 | 7 | 2 | 0 | 0 | 0 | 0 | 9 |\n(一)予以公开 |" + end)
    granted = [i.status for i in tables.indicators if i.code == "results.granted"]
    assert granted == (["blank"] * 7 if end else [])
    assert bool(tables.tables[0].unmatched) == (not end)


def test_missing_rows_are_told():
    report = parse(f"{TITLE}\n二、主动公开政府信息情况\n" + "\n".join(BLOCKS).replace("行政强制\n2\n", "") + "\n")
    (finding,) = found(report, "form.missing-rows")
    assert (finding.severity, "行政强制" in finding.message.zh) == ("info", True)


def test_last_row_of_a_table_at_the_top_of_a_printed_page():
    tables = read(
        "- 9 -\n四、结转下年度继续办理 2 0 1 0 0 0 3\n四、政府信息公开行政复议、行政诉讼情况\n全年没有发生。\n"
    )
    assert figures(tables) == {"applications.carried-out": 3}
    assert not read("- 9 -\n四、结转下年度继续办理 2 0 1\n五、其他需要报告的事项\n全年没有发生。\n").indicators


# --- unfilled forms --------------------------------------------------------------------------------------------


def test_unfilled_blocks_are_tables():
    labels = [cell for cell in BLOCKS if not cell[0].isdecimal()]
    tables = read("二、主动公开政府信息情况\n\n" + "\n\n".join(labels) + "\n\n三、收到和处理政府信息公开申请情况\n")
    assert {i.code for i in tables.indicators} >= EXPECTED.keys()
    assert {i.status for i in tables.indicators} == {"blank"}


def test_unfilled_form_has_dropped_no_repeats():
    labels = ["指标名称", "计量单位", "2011年度", "历年累计", "主动公开信息数", "其中:1.政府网站", "2.政府公报", "受理依申请公开信息总数",
              "其中:1.当面申请数", "2.传真申请数", "3.电子邮件申请数", "行政复议数", "行政诉讼数", "行政申诉数"]  # fmt: skip
    assert {i.status for i in read("附表\n" + "\n".join(labels) + "\n").indicators} == {"blank"}


# --- size ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["one-line", "parted", "glued"])
def test_time_is_linear_in_the_length(shape: str, growth: Callable[..., float]):
    def reading(times: int) -> Callable[[], object]:
        page = {"one-line": one_line() + " ", "parted": parted(BLOCKS), "glued": "".join(BLOCKS) + "。" * 3}[shape]
        normal = normalize(page * times + "\n")
        return partial(read_tables, normal, split_blocks(normal.text))

    assert growth(reading, 30, 300) < 1.5
