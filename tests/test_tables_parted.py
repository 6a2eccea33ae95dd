"""Tables whose cells other marks part than pipes, or nothing: bars, tabs, commas; labels and figures that ran together."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from govreport_parser import check, parse
from govreport_parser.blocks import split_blocks
from govreport_parser.report.model import Report
from govreport_parser.tables.glued import cut_apart, divisions
from govreport_parser.tables.model import Indicator, Tables
from govreport_parser.tables.read import read_tables
from govreport_parser.text.normalize import normalize

TITLE = "松岭镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年公开信息72条。\n"
BLOCKS = [
    ["第二十条第(一)项", "", "", ""],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "5", "", "21"],
    ["第二十条第(五)项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政许可", "318", "", ""],
]
EXPECTED = {
    "rules.issued": 0, "rules.repealed": 0, "rules.in-force": 0, "normative.issued": 5, "normative.repealed": None,
    "normative.in-force": 21, "permits.decisions": 318,
}  # fmt: skip
NOTE = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def read(text: str) -> Tables:
    normal = normalize(text)
    tables = read_tables(normal, split_blocks(normal.text))
    for indicator in tables.indicators:
        assert text[indicator.span.start : indicator.span.end] == indicator.raw
    return tables


def figures(tables: Tables | Report) -> dict[str, Decimal | None]:
    return {i.code: i.value for i in tables.indicators if i.applicant is None}


def row(tables: Tables, code: str) -> list[Indicator]:
    return [i for i in tables.indicators if i.code == code]


# --- bars, tabs, commas ------------------------------------------------------------------------------------------

FRAMES = {
    "bars": "\n".join("│" + "│".join(cells) + "│" for cells in BLOCKS),
    "heavy bars": "\n".join("┃ " + " ┃ ".join(cells) + " ┃" for cells in BLOCKS),
    "bars and rules": "\n├──┼──┼──┼──┤\n".join("│" + "│".join(cells) + "│" for cells in BLOCKS),
    "bars between cells alone": "\n".join("│".join(cells) for cells in BLOCKS),
    "tabs": "\n".join("\t".join(cells) for cells in BLOCKS),
    "commas": "\n".join(",".join(cells) for cells in BLOCKS),
    "semicolons": "\n".join(";".join(cells) for cells in BLOCKS),
    "quoted": "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in BLOCKS),
    "titles without marks": "\n".join("│".join(cells) if cells[1] else cells[0] for cells in BLOCKS),
}


@pytest.mark.parametrize("text", FRAMES.values(), ids=FRAMES)
def test_cells_between_marks(text: str):
    """A blank between two marks is a blank cell: nothing has moved into its column."""
    tables = read(f"{text}\n")
    assert figures(tables) == EXPECTED
    assert {i.status for i in tables.indicators} == {"reported", "blank"}
    assert not [row for table in tables.tables for row in table.unmatched]


@pytest.mark.parametrize("text", FRAMES.values(), ids=FRAMES)
def test_figures_between_marks_are_none_of_the_prose(text: str):
    report = parse(
        f"{TITLE}二、主动公开政府信息情况\n{text}\n三、收到和处理政府信息公开申请情况\n收到申请3件,办结3件。\n"
    )
    assert [str(count.value) for count in report.counts] == ["72", "3", "3"]
    assert figures(report) == EXPECTED


def test_comma_within_a_label_parts_nothing():
    text = (
        f"{NOTE},申请人情况,,,,,,\n,自然人,法人或其他组织,,,,,总计\n"
        ",,商业企业,科研机构,社会公益组织,法律服务机构,其他,\n"
        "一、本年新收政府信息公开申请数量,4,1,0,0,0,,5\n"
        "(二)部分公开(区分处理的,只计这一情形,不计其他情形),2,0,0,0,0,,2\n"
    )
    tables = read(text)
    assert [i.value for i in row(tables, "applications.received")] == [4, 1, 0, 0, 0, None, 5]
    assert [i.value for i in row(tables, "results.partially-granted")] == [2, 0, 0, 0, 0, None, 2]


def test_reviews_between_bars():
    cells = ["1", "0", "0", "", "1", "0", "0", "0", "0", "0", "2", "0", "0", "1", "3"]
    text = (
        "│行政复议│││││行政诉讼││││││││││\n│" + "│".join(OUTCOMES) + "│未经复议直接起诉│││││复议后起诉│││││\n"
        "││││││" + "│".join(OUTCOMES * 2) + "│\n│" + "│".join(cells) + "│\n"
    )
    found = figures(read(text))
    assert found["reconsideration.pending"] is None
    assert (found["litigation.after-reconsideration.total"], found["litigation.direct.total"]) == (3, 0)
    assert len(found) == 15


@pytest.mark.parametrize(
    "text",
    [
        "首页│政务公开│政府信息公开年报\n发布时间:2024-01-15│来源:镇政府│字号:大 中 小\n",
        "2023年,我镇公开信息72条,其中动态40条,公告20条,财政12条\n行政许可,行政处罚,行政强制\n",
        "信息内容,公开形式,公开时限\n预算决算,网站,20个工作日\n",
        "一、总体情况\n\t\t2023年公开信息72条。\n\t\t行政许可12件。\n",
    ],
)
def test_marks_that_part_no_table(text: str):
    assert read(text).claimed == ()


# --- cells that run together -------------------------------------------------------------------------------------

GLUED = (
    "第二十条第(一)项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件4117"
    "第二十条第(五)项信息内容本年处理决定数量行政许可318第二十条第(六)项信息内容本年处理决定数量行政处罚35行政强制2"
    "第二十条第(八)项信息内容本年收费金额(单位:万元)行政事业性收费6.5"
)
MATRIX = (
    f"{NOTE}申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
    "一、本年新收政府信息公开申请数量100000010二、上年结转政府信息公开申请数量0000000三、本年度办理结果"
    "(一)予以公开8000008(二)部分公开(区分处理的,只计这一情形,不计其他情形)0000000(三)不予公开1.属于国家秘密0000000"
    "2.其他法律行政法规禁止公开10000013.危及“三安全一稳定”0000000(七)总计9000009四、结转下年度继续办理1000001"
)
REVIEWS = f"行政复议行政诉讼{''.join(OUTCOMES)}未经复议直接起诉复议后起诉{''.join(OUTCOMES * 2)}100012000200000"


@pytest.mark.parametrize("gap", ["\n", ""], ids=["a line each", "one line"])
def test_rows_that_run_together(gap: str):
    report = parse(
        f"{TITLE}二、主动公开政府信息情况{gap}{GLUED}{gap}三、收到和处理政府信息公开申请情况{gap}{MATRIX}{gap}"
        f"四、政府信息公开行政复议、行政诉讼情况{gap}{REVIEWS}{gap}五、存在的主要问题及改进情况{gap}公开还不够及时。\n"
    )
    found = figures(report)
    assert {code: found[code] for code in ("permits.decisions", "penalties.decisions", "compulsion.decisions")} == {
        "permits.decisions": 318, "penalties.decisions": 35, "compulsion.decisions": 2,
    }  # fmt: skip
    assert found["charges.amount"] == Decimal("6.5")
    rules = [i for i in report.indicators if i.code.startswith("rules.")]
    assert [(i.value, i.status) for i in rules] == [(0, "recovered")] * 3
    # 4, 1, 17 or 4, 11, 7 or 41, 1, 7: the page does not tell.
    assert {i.status for i in report.indicators if i.code.startswith("normative.")} == {"ambiguous"}
    received = [i for i in report.indicators if i.code == "applications.received"]
    assert [i.value for i in received] == [10, 0, 0, 0, 0, 0, 10]
    assert [i.raw for i in report.indicators if i.code == "results.refused.law"] == list("1000001")
    assert (found["reconsideration.total"], found["litigation.direct.upheld"]) == (1, 2)
    assert [str(count.value) for count in report.counts] == ["72"]
    assert "form.cells" in {finding.code for finding in check(report)}


def test_list_that_runs_together():
    text = (
        "统计指标单位统计数一、主动公开情况——(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)条861"
        "其中:主动公开规范性文件数条2制发规范性文件总数件4(二)通过不同渠道和方式公开政府信息的情况——"
        "1.政府公报公开政府信息数条02.政府网站公开政府信息数条12三、依申请公开情况——(一)收到申请数件861.当面申请数件42.传真申请数件0\n"
    )
    assert figures(read(text)) == {
        "disclosure.items": 861, "disclosure.normative": 2, "normative.issued": 4, "channels.gazette": 0,
        "channels.website": 12, "applications.received": 86, "applications.received.in-person": 4,
        "applications.received.fax": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "序号统计指标单位统计数1主动公开政府信息数条862其中:主动公开规范性文件数条123制发规范性文件总数件4\n",
        "统计指标单位区政府统计数区直单位统计数一、主动公开情况——(一)主动公开政府信息数条86412制发规范性文件总数件40\n",
        "指标名称计量单位代码数量主动公开信息数条0186其中:全文电子化的主动公开信息数条0212申请总数条103\n",
    ],
    ids=["serial numbers", "two columns", "codes"],
)
def test_list_whose_figures_may_be_those_of_two_columns(text: str):
    found = read(text).indicators
    assert len(found) > 2
    assert {(i.value, i.status) for i in found} == {(None, "ambiguous")}


def test_cut_header_does_not_tell_how_many_figures_ran_together():
    text = "第二十条第(一)项信息内容本年新本年新对外公开总数量规章000规范性文件107190第二十条第(五)项信息内容上一年项目数量本年增/减处理决定数量行政许可000\n"
    tables = read(text)
    assert [(i.value, i.status) for i in tables.indicators if i.code.startswith("normative.")] == [
        (None, "ambiguous")
    ] * 3


def test_blank_columns_are_thought_of_where_totals_do_not_speak_against_it():
    """22 is one applicant and the total; which applicant, nobody can tell."""
    text = (
        f"{NOTE}申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
        "一、本年新收政府信息公开申请数量22二、上年结转政府信息公开申请数量四、结转下年度继续办理11\n"
    )
    received = row(read(text), "applications.received")
    assert [(i.value, i.status) for i in received] == [(None, "ambiguous")] * 7


@pytest.mark.parametrize(
    ("figures", "size", "totalled", "blanks", "ways"),
    [
        ("000", 3, False, True, 1),
        ("0012", 3, False, True, 1),
        ("100", 3, False, True, 7),
        ("4117", 3, False, False, 3),
        ("1000001", 7, True, True, 1),
        ("120300015", 7, True, True, 1),
        ("120300016", 7, True, True, 0),
        ("000", 2, False, True, 0),
        ("1.5", 2, False, True, 0),
    ],
)
def test_ways_to_divide_figures(figures: str, size: int, totalled: bool, blanks: bool, ways: int):
    assert len(divisions(figures, size, totalled=totalled, blanks=blanks)) == ways


@pytest.mark.parametrize(
    "text",
    [
        "行政许可、行政处罚、行政强制事项公开12",
        "办理行政许可12件,行政处罚5件,行政强制2",
        "2023年行政处罚35",
        "自然人申请5件,法人或其他组织申请3件,行政许可12件",
        "规范性文件",
        "本年增/减",
        "2023",
        "行政许可决定数12",
    ],
)
def test_words_that_are_not_cut(text: str):
    assert cut_apart(text, 0) == []


# --- reviews and lawsuits in ten cells ---------------------------------------------------------------------------


def test_lawsuits_that_the_table_does_not_part():
    header = " | ".join(OUTCOMES * 2)
    text = f"行政复议 | 行政诉讼 |\n{header} |\n1 | 0 | 2 | 0 | 3 | 4 | 0 | 0 | 1 | 5 |\n"
    tables = read(text)
    assert [(i.code, i.value) for i in tables.indicators] == [
        ("reconsideration.upheld", 1), ("reconsideration.corrected", 0), ("reconsideration.other", 2),
        ("reconsideration.pending", 0), ("reconsideration.total", 3),
    ]  # fmt: skip
    assert [kept.text for table in tables.tables for kept in table.unmatched] == ["4 | 0 | 0 | 1 | 5"]


def test_two_groups_of_lawsuits_in_ten_cells():
    header = " | ".join(OUTCOMES * 2)
    text = f"未经复议直接起诉 | 复议后起诉 |\n{header} |\n1 | 0 | 2 | 0 | 3 | 4 | 0 | 0 | 1 | 5 |\n"
    found = figures(read(text))
    assert (found["litigation.direct.total"], found["litigation.after-reconsideration.total"]) == (3, 5)
    assert not any(code.startswith("reconsideration") for code in found if found[code] is not None)


def test_ten_cells_under_three_groups_stay_open():
    header = " | ".join(OUTCOMES * 2)
    text = (
        f"行政复议 | 行政诉讼 |\n未经复议直接起诉 | 复议后起诉 |\n{header} |\n1 | 0 | 2 | 0 | 3 | 4 | 0 | 0 | 1 | 5 |\n"
    )
    assert {i.value for i in read(text).indicators} == {None}


def test_figure_that_the_end_of_the_text_cut_off_is_no_blank():
    text = "第二十条第(六)项 |\n信息内容 |\n本年处理决定数量 |\n行政处罚 |\n12 |\n行政强制 |\n3"
    found = figures(read(text))
    assert found["penalties.decisions"] == 12
    assert "compulsion.decisions" not in found


# --- what unseen pages showed ------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_figures_of_a_row_in_one_cell(gap: str):
    """One cell a line, but 0, 0 and 0 in one; 402 may be 402 and two blanks."""
    lines = [
        "第二十条第(一)项",
        "信息内容",
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "规章",
        "000",
        "规范性文件",
        "402",
    ]
    tables = read(gap.join(lines) + "\n")
    assert [(i.value, i.status) for i in row(tables, "rules.new-made") + row(tables, "rules.disclosed-total")] == [
        (0, "recovered"), (0, "recovered"),
    ]  # fmt: skip
    assert {(i.value, i.status) for i in tables.indicators if i.code.startswith("normative.")} == {(None, "ambiguous")}


def test_figures_of_a_row_in_one_cell_between_pipes():
    tables = read(
        "第二十条第(一)项 |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 000 | | |\n行政规范性文件 | 1 | 0 | 9 |\n"
    )
    assert [figures(tables)[f"rules.{column}"] for column in ("issued", "repealed", "in-force")] == [0, 0, 0]


@pytest.mark.parametrize("told", ["未增未减", "无增减", "0/0", "+0/-0", "增0、减0", "没有增减", "未增、未减"])
def test_no_change(told: str):
    tables = read(
        f"第二十条第(六)项 |\n信息内容 |\n上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n行政处罚 |\n31 |\n{told} |\n8 |\n行政强制 |\n2 |\n3/1 |\n0 |\n"
    )
    found = figures(tables)
    assert [found[f"penalties.{column}"] for column in ("previous-items", "change", "decisions")] == [31, 0, 8]
    assert (found["compulsion.previous-items"], found["compulsion.change"], found["compulsion.decisions"]) == (
        2,
        None,
        0,
    )


@pytest.mark.parametrize("told", ["持平", "未增未减", "+0/-0"])
def test_no_change_is_no_figure_but_in_a_column_of_changes(told: str):
    found = read(f"统计指标 | 单位 | 统计数 |\n收到申请数 | 件 | {told} |\n当面申请数 | 件 | 2 |\n").indicators
    assert [(one.value, one.status) for one in found] == [(None, "unreadable"), (2, "reported")]


@pytest.mark.parametrize("mark", [",", "\t", "│"])
def test_prose_between_parted_rows_stays_prose(mark: str):
    text = (
        "第二十条第(一)项\n信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,0,,1\n".replace(",", mark)
        + f"全年公开信息8条{mark}网站5条;收到申请3件\n"
        + "行政规范性文件,0,1,2\n".replace(",", mark)
    )
    report = parse(text)
    found = [report.quote(count) for count in report.counts]
    assert found == ["8条", "5条", "3件"]
    values = {code: value for code, value in figures(report).items() if code.startswith(("rules", "normative"))}
    assert list(values.values()) == [0, None, 1, 0, 1, 2]


@pytest.mark.parametrize("line", ["信息内容,本年\n", "统计指标,单位\n", "│" * 20, "信息内容 | 本年 |\n"])
def test_time_is_linear_in_lines_of_headers(line: str, growth: Callable[..., float]):
    def reading(times: int) -> Callable[[], object]:
        normal = normalize("第二十条第(一)项\n" + line * times + "。")
        return partial(read_tables, normal, split_blocks(normal.text))

    assert growth(reading, 200, 2000) < 1.5


def test_items_of_an_unnamed_year_are_not_those_of_last_year():
    tables = read(
        "第二十条第(五)项 |\n信息内容 | 项目数量 | 处理决定数量 |\n行政许可 | 7 | 215 |\n其他对外管理服务事项 | 3 | 12 |\n"
    )
    assert figures(tables) == {"permits.decisions": 215, "services.decisions": 12}
    assert [kept.text for table in tables.tables for kept in table.unmatched] == ["7", "3"]


def test_blank_cells_that_are_pipes_alone():
    head = f"{NOTE} |\n申请人情况 |\n自然人 |\n法人或其他组织 |\n总计 |\n商业企业 |\n科研机构 |\n社会公益组织 |\n法律服务机构 |\n其他 |\n"
    tables = read(
        head + "一、本年新收政府信息公开申请数量 |\n|\n|\n|\n|\n|\n|\n4 |\n二、上年结转政府信息公开申请数量 |\n"
        "1 |\n0 |\n0 |\n0 |\n0 |\n0 |\n1 |\n四、结转下年度继续办理 |\n||\n0 |\n0 |\n0 |\n0 |\n0 |\n0 |\n0 |\n"
    )
    assert [i.value for i in row(tables, "applications.received")] == [None] * 6 + [4]
    assert [i.value for i in row(tables, "applications.carried-in")] == [1, 0, 0, 0, 0, 0, 1]
    assert [i.value for i in row(tables, "applications.carried-out")] == [0] * 7


def test_cells_without_a_pipe_of_their_own_are_none_of_the_prose():
    """The label's line begins with a pipe, the pipes behind the cells stand alone."""
    rows = [
        "第二十条第(五)项\n|\n|||", "信息内容\n|\n上一年项目数量\n|\n本年增/减\n|\n处理决定数量\n|\n|",
        "行政许可\n|\n9\n|\n增加2\n|\n140\n|\n|", "其他对外管理服务事项\n|\n3\n|\n0\n|\n12件\n|\n|",
        "第二十条第(九)项\n|\n|||", "信息内容\n|\n采购项目数量\n|\n采购总金额\n|\n||",
        "政府集中采购\n|\n17\n|\n2604300元\n|\n||",
    ]  # fmt: skip
    table = "\n".join(f"| {cells}" for cells in rows)
    report = parse(f"{TITLE}二、主动公开政府信息情况\n{table}\n松岭镇人民政府\n2024年1月9日\n打印 | 关闭\n")
    assert figures(report)["procurement.amount"] == 2604300
    assert [str(count.value) for count in report.counts] == ["72"]
    told = [report.source.text[date.span.start : date.span.end] for date in report.dates]
    assert "2024年1月9日" in told
    assert not [date for date in told if date.startswith(("上一年", "本年"))]
