"""Relations of the forms, held against one report: each fault told once, a sound report never accused."""

from decimal import Decimal

import pytest

from govreport_parser.blocks import split_blocks
from govreport_parser.checks import arithmetic
from govreport_parser.checks.base import CHECKS, finding
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
    found = report(text)
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
