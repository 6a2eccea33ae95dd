"""Relations of the forms, held against one report: each fault told once, a sound report never accused."""

from decimal import Decimal

import pytest

from govreport_parser.blocks import split_blocks
from govreport_parser.checks import arithmetic
from govreport_parser.checks.base import CHECKS, finding
from govreport_parser.checks.examined import Examined
from govreport_parser.report.model import Finding, Message, Metadata, Report
from govreport_parser.tables.forms import load_form
from govreport_parser.tables.read import read_tables
from govreport_parser.text.normalize import normalize
from govreport_parser.text.source import Source

HEAD = "统计指标 | 单位 | 统计数 |\n"


def report(text: str) -> Report:
    normal = normalize(text)
    tables = read_tables(normal, split_blocks(normal.text))
    return Report(
        source=Source(name="a", media_type="text/plain", encoding="utf-8", sha256="", text=text),
        metadata=Metadata(genre="annual_report"),
        tables=tables.tables,
        indicators=tables.indicators,
    )


def findings(text: str) -> list[Finding]:
    found = Examined(report(text))
    return [
        finding
        for code, entry in sorted(CHECKS.items())
        if code.startswith("arithmetic.") and entry.run.__module__ == arithmetic.__name__
        for finding in entry.run(found)
    ]


def told(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(f.code, f.severity, f.left, f.right) for f in findings(text)]


def rows(*lines: tuple[str, str]) -> str:
    return HEAD + "\n".join(f"{label} | 件 | {value} |" for label, value in lines)


def replies(total: str, refused: str, *kinds: str) -> str:
    names = [
        row.label for row in load_form("2014").part[0].row if row.parent == "replies" and row.code != "replies.refused"
    ]
    return rows(
        ("申请答复数", total), ("不同意公开答复数", refused), *zip(names, kinds, strict=True), ("举报投诉数量", "0")
    )


def test_sound_tables_are_not_accused():
    assert (
        told(
            rows(
                ("收到申请数", "9"), ("当面申请数", "1"), ("传真申请数", "0"), ("网络申请数", "3"), ("信函申请数", "5")
            )
        )
        == []
    )
    assert told(replies("10", "1", "2", "3", "1", "0", "1", "1", "1")) == []
    assert told("总体情况良好。") == []


def test_sum_of_kinds():
    (found,) = findings(
        rows(("收到申请数", "12"), ("当面申请数", "1"), ("传真申请数", "0"), ("网络申请数", "3"), ("信函申请数", "5"))
    )
    assert (found.code, found.severity, found.left, found.right, found.difference) == (
        "arithmetic.sum",
        "warning",
        "12",
        "9",
        "3",
    )
    assert len(found.operands) == len(found.spans) == 5
    assert found.fault == "source"
    assert "12" in found.message.zh
    assert "1+0+3+5 = 9" in found.message.en


def test_a_part_above_its_whole_is_told_once():
    text = rows(("收到申请数", "2"), ("当面申请数", "7"), ("传真申请数", "0"), ("网络申请数", "0"), ("信函申请数", "0"))
    assert told(text) == [("arithmetic.sum", "warning", "2", "7")]


@pytest.mark.parametrize(("whole", "part", "expected"), [
    ("10", "12", [("arithmetic.part", "warning", "12", "10")]), ("12", "12", []), ("-", "12", []), ("10", "-", []),
])  # fmt: skip
def test_of_which(whole, part, expected):
    text = (
        HEAD
        + f"主动公开政府信息数 | 条 | {whole} |\n其中:主动公开规范性文件数 | 条 | {part} |\n举报投诉数量 | 件 | 0 |"
    )
    assert told(text) == expected


def test_loose_relation_is_only_information():
    text = HEAD + "主动公开规范性文件数 | 条 | 9 |\n制发规范性文件总数 | 件 | 4 |"
    assert told(text) == [("arithmetic.part", "info", "9", "4")]


def test_closed_above_received():
    text = rows(("收到申请数", "5"), ("申请办结数", "6"), ("举报投诉数量", "0"))
    assert told(text) == [("arithmetic.part", "warning", "6", "5")]


@pytest.mark.parametrize(("total", "outcomes", "expected"), [
    ("10", "013", [("arithmetic.sum", "info", "10", "4")]),
    ("2", "013", [("arithmetic.sum", "warning", "2", "4")]),
    ("4", "013", []),
    ("4", "---", []),
    ("-", "013", []),
])  # fmt: skip
def test_outcomes_of_litigation(total, outcomes, expected):
    names = ("维持具体行政行为或者驳回原告诉讼请求数", "被依法纠错数", "其他情形数")
    assert told(rows(("行政诉讼数量", total), *zip(names, outcomes, strict=True), ("举报投诉数量", "0"))) == expected


def test_blank_parts_count_as_nothing_and_say_so():
    (found,) = findings(
        rows(("收到申请数", "9"), ("当面申请数", "1"), ("传真申请数", "-"), ("网络申请数", "3"), ("信函申请数", "-"))
    )
    assert found.right == "4"
    assert "2项为空" in found.message.zh
    assert "2 blank" in found.message.en


def test_rows_that_are_missing_prove_nothing():
    assert told(rows(("收到申请数", "9"), ("当面申请数", "1"), ("举报投诉数量", "0"))) == []
    (found,) = findings(rows(("收到申请数", "9"), ("当面申请数", "11"), ("举报投诉数量", "0")))
    assert (found.left, found.right, found.fault) == ("9", "11", "scrape")


def matrix(**rows_: str) -> str:
    names = {
        "new": "一、本年新收政府信息公开申请数量", "carried": "二、上年结转政府信息公开申请数量",
        "granted": "三、本年度办理结果 | (一)予以公开", "total": "(七)总计", "out": "四、结转下年度继续办理",
    }  # fmt: skip
    return "\n".join(f"{names[key]} | {' | '.join(row.split())} |" for key, row in rows_.items())


def test_printed_rule_is_an_error():
    text = matrix(
        new="5 0 0 0 0 1 6",
        carried="1 0 0 0 0 0 1",
        granted="4 0 0 0 0 1 5",
        total="4 0 0 0 0 1 5",
        out="1 0 0 0 0 0 1",
    )
    balances = [f for f in findings(text) if f.code == "arithmetic.balance"]
    assert [(f.severity, f.left, f.right) for f in balances] == [("error", "6", "5"), ("error", "7", "6")]
    assert "自然人" in balances[0].message.zh
    assert "natural person" in balances[0].message.en


def test_balanced_matrix_is_not_accused():
    text = matrix(
        new="5 0 0 0 0 1 6",
        carried="1 0 0 0 0 0 1",
        granted="4 0 0 0 0 1 5",
        total="4 0 0 0 0 1 5",
        out="2 0 0 0 0 0 2",
    )
    assert told(text) == []


def test_row_total():
    text = matrix(new="5 2 0 0 0 1 9", granted="1 0 0 0 0 0 1")
    assert told(text) == [("arithmetic.across", "warning", "9", "8")]


def test_blank_totals_are_not_judged():
    assert told(matrix(new="5 2 0 0 0 1 -", granted="1 0 0 0 0 0 -")) == []


def test_reviews():
    text = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 |"
    assert told(text) == [("arithmetic.sum", "warning", "1", "0")]


def test_the_year_below_its_last_period():
    text = "指标名称 | 计量单位 | 本期实际 | 本年累计 |\n申请总数 | 条 | 9 | 7 |\n提供服务类信息数 | 条 | 1 | 1 |"
    assert told(text) == [("arithmetic.part", "warning", "9", "7")]


def test_two_tables_are_not_mixed():
    one = rows(("收到申请数", "9"), ("当面申请数", "9"), ("传真申请数", "0"), ("网络申请数", "0"), ("信函申请数", "0"))
    other = rows(
        ("收到申请数", "4"), ("当面申请数", "4"), ("传真申请数", "0"), ("网络申请数", "0"), ("信函申请数", "0")
    )
    assert told(f"{one}\n第二张表如下所列。\n{other}") == []


def test_findings_have_their_own_ids():
    text = matrix(
        new="5 2 0 0 0 1 9",
        carried="1 1 0 0 0 0 3",
        granted="1 0 0 0 0 0 7",
        total="4 0 0 0 0 1 6",
        out="2 0 0 0 0 0 4",
    )
    found = findings(text)
    assert len({finding.id for finding in found}) == len(found) > 6
    assert all(Decimal(f.left) != Decimal(f.right) for f in found if f.left and f.right)


def test_a_figure_without_a_label_leaves_no_gap_in_a_message():
    told = finding("x", "info", zh="文中称“”60条,“网站”20条。", en="The text states 60条 for ; of  60条.", spans=())
    assert told.message == Message(zh="文中称60条，“网站”20条。", en="The text states 60条; of 60条.")


# --- rows that fitted nothing, and the arrangement of Shanghai ---------------------------------------------------

GRANTED = [("其中:1.同意公开答复数", "14"), ("2.同意部分公开答复数", "2")]
DIRECT = [("3.非《规定》所指政府信息数", "1"), ("4.信息不存在数", "5"), ("5.非本机关职权范围数", "3"), ("6.申请内容不明确数", "1"),
          ("7.重复申请数", "0")]  # fmt: skip
GROUNDS = [("(1)“国家秘密”数", "0"), ("(2)“商业秘密”数", "1"), ("(3)“个人隐私”数", "1"), ("(4)“过程中信息且影响安全稳定”数", "0"),
           ("(5)“危及安全和稳定”数", "0"), ("(6)“法律法规规定的其他情形”数", "1")]  # fmt: skip


def shanghai(total: str, refused: str, grounds: list[tuple[str, str]]) -> str:
    lines = [
        ("申请总数", "29"),
        ("对申请的答复总数", total),
        *GRANTED,
        *DIRECT,
        ("8.不予公开答复总数", refused),
        *grounds,
    ]
    return "指标名称 | 单位 | 本年度 |\n" + "".join(
        f"{label} | 条 | {value} |\n" for label, value in [*lines, ("行政复议数", "1")]
    )


def test_kinds_of_replies_in_shanghai():
    read = report(shanghai("29", "3", GROUNDS))
    cells = {cell.code: (cell.value, cell.path) for cell in read.indicators}
    assert cells["replies.nonexistent"] == (5, ("对申请的答复总数",))
    assert cells["replies.rejected.not-held"] == (3, ("对申请的答复总数",))
    assert cells["results.refused.state-secret"] == (0, ("对申请的答复总数", "不予公开答复总数"))
    assert not [row for table in read.tables for row in table.unmatched]
    assert not findings(shanghai("29", "3", GROUNDS))


def test_sums_of_shanghai():
    assert told(shanghai("31", "3", GROUNDS)) == [("arithmetic.sum", "warning", "31", "29")]
    assert told(shanghai("29", "4", GROUNDS)) == [
        ("arithmetic.sum", "warning", "29", "30"), ("arithmetic.sum", "warning", "4", "3"),
    ]  # fmt: skip


def test_grounds_counted_among_the_refusals():
    """Where 不予公开 takes in what does not exist, the replies are 14 + 2 + 13 all the same."""
    lines = [("对申请的答复总数", "29"), *GRANTED, ("3.不予公开答复总数", "13"), *DIRECT, *GROUNDS, ("行政复议数", "1")]
    text = "指标名称 | 单位 | 本年度 |\n" + "".join(f"{label} | 条 | {value} |\n" for label, value in lines)
    assert not findings(text)


def test_path_of_grounds_below_the_rejections():
    text = "指标名称 | 单位 | 本年度 |\n对申请的答复总数 | 条 | 9 |\n3.否决公开答复总数 | 条 | 2 |\n(2)“信息不存在”数 | 条 | 2 |\n"
    cells = {cell.code: cell.path for cell in report(text).indicators}
    assert cells["replies.nonexistent"] == ("对申请的答复总数", "否决公开答复总数")
    # Without the row above it, the number in brackets tells that it is a ground.
    cells = {cell.code: cell.path for cell in report(text.replace("3.否决公开答复总数 | 条 | 2 |\n", "")).indicators}
    assert cells["replies.nonexistent"] == ("对申请的答复总数", "否决公开答复总数")


@pytest.mark.parametrize("place", [0, 2, 6])
def test_unmatched_rows_among_the_parts_accuse_nobody(place: int):
    """A part that no form knows may be what the sum lacks, be it the first, one between, or the last."""
    known = [ground for ground in GROUNDS if "隐私" not in ground[0]]
    assert told(shanghai("29", "3", known)) == []
    assert told(shanghai("29", "1", known)) == [
        ("arithmetic.sum", "warning", "29", "27"), ("arithmetic.sum", "warning", "1", "2"),
    ]  # fmt: skip
    grounds = [*known[:place], ("“涉及第三方经营数据”数", "1"), *known[place:]]
    assert [row.text[:8] for table in report(shanghai("29", "1", grounds)).tables for row in table.unmatched]
    assert ("arithmetic.sum", "warning", "1", "2") not in told(shanghai("29", "1", grounds))


def test_unmatched_row_elsewhere_hides_no_fault():
    text = shanghai("31", "3", GROUNDS).replace("申请总数", "接待来访批次 | 条 | 7 |\n申请总数")
    assert told(text) == [("arithmetic.sum", "warning", "31", "29")]


def test_unmatched_row_below_hides_no_total():
    head = "申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
    wrong = (
        head
        + "一、本年新收政府信息公开申请数量 | 7 | 2 | 0 | 0 | 0 | 0 | 8 |\n境外组织申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
    )
    assert told(wrong) == [("arithmetic.across", "warning", "8", "9")]


def test_further_column_hides_no_fault():
    text = "统计指标 | 单位 | 2016年 | 2017年 |\n收到申请数 | 件 | 9 | 8 |\n1.当面申请数 | 件 | 5 | 2 |\n2.传真申请数 | 件 | 0 | 0 |\n3.网络申请数 | 件 | 4 | 5 |\n4.信函申请数 | 件 | 0 | 0 |\n"
    assert told(text) == [("arithmetic.sum", "warning", "8", "7")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [("5 | 1 | 25", []), ("5 | 3 | 2", []), ("5 | 1 | 3", [("arithmetic.part", "info", "5", "4")]), ("5 |  | 3", [])],
)
def test_documents_made_are_in_force_or_repealed(row: str, expected: list[tuple[str, str, str, str]]):
    head = "| 第二十条第(一)项 |  |  |  |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    assert told(f"{head}| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | {row} |\n") == expected
