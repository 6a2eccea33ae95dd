"""Pending cases in prose against the outcomes of the table: 2014 by what is left over, later forms by their own cell."""

import pytest

from govreport_parser import check, parse

TITLE = "二七区{year}年政府信息公开工作年度报告\n一、复议和诉讼情况\n"
ROWS = ("五、行政诉讼数量", "(一)维持具体行政行为或者驳回原告诉讼请求数", "(二)被依法纠错数", "(三)其他情形数")
REVIEWS = ("四、行政复议数量", "(一)维持具体行政行为数", "(二)被依法纠错数", "(三)其他情形数")
HEAD_2021 = (
    "行政复议 | 行政诉讼 |\n未经复议直接起诉 | 复议后起诉 |\n"
    + "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
    + "\n"
)


def told(text: str) -> list[tuple[str | None, str | None]]:
    return [(f.left, f.right) for f in check(parse(text)) if f.code == "form.pending-outcomes"]


def table_2014(labels: tuple[str, ...], *values: str) -> str:
    lines = "".join(f"{label} | 件 | {value} |\n" for label, value in zip(labels, values, strict=True))
    return "统计指标 | 单位 | 统计数 |\n" + lines + "六、举报投诉数量 | 件 | 0 |\n"


def report_2014(prose: str, *values: str, labels: tuple[str, ...] = ROWS) -> str:
    return TITLE.format(year=2016) + prose + "\n" + table_2014(labels, *values)


def report_2021(prose: str, cells: str) -> str:
    return TITLE.format(year=2022) + prose + "\n" + HEAD_2021 + " | ".join(cells.split()) + " |\n"


@pytest.mark.parametrize(
    ("prose", "values", "expected"),
    [
        ("被提起行政诉讼3件,其中1件尚未审结。", ("3", "2", "1", "0"), [("1", "0")]),
        ("被提起行政诉讼3件,其中1件尚未审结。", ("3", "2", "0", "0"), []),
        ("被提起行政诉讼3件,目前均正在审理中。", ("3", "3", "0", "0"), [("3", "0")]),
        ("行政訴訟3件,尚未審結1件。", ("3", "3", "0", "0"), [("1", "0")]),
        ("行政訴訟3件,尚未審結1件。", ("3", "2", "0", "1"), []),
        ("行政诉讼3件,截至9月底尚未审结1件,年底前均已审结。", ("3", "3", "0", "0"), []),
        ("行政诉讼3件,截至9月底尚未审结1件,其余均已审结。", ("3", "3", "0", "0"), []),
        ("截至2016年6月30日,行政诉讼3件中有1件尚未审结。", ("3", "3", "0", "0"), []),
        ("行政诉讼3件,截至上半年尚未审结1件。", ("3", "3", "0", "0"), []),
        ("行政诉讼3件,截至12月31日尚未审结1件。", ("3", "3", "0", "0"), [("1", "0")]),
        ("行政诉讼3件,截至2017年1月10日尚未审结1件。", ("3", "3", "0", "0"), [("1", "0")]),
        ("行政诉讼3件,截至年底尚未审结1件。", ("3", "3", "0", "0"), [("1", "0")]),
        ("行政诉讼3件,5月受理的1件尚未审结。", ("3", "3", "0", "0"), [("1", "0")]),
        ("被提起行政诉讼3件,均已审结。", ("3", "2", "1", "0"), []),
        ("行政复议2件,其中1件尚未审结。行政诉讼3件,均已审结。", ("3", "2", "1", "0"), []),
        ("收到申请3件,其中1件尚未办结。行政诉讼3件。", ("3", "2", "1", "0"), []),
        ("被提起行政诉讼3件,其中1件尚未审结。", ("3", "2", "-", "-"), []),
    ],
)
def test_the_form_of_2014(prose, values, expected):
    assert told(report_2014(prose, *values)) == expected


def test_reviews_of_2014():
    assert told(report_2014("行政复议2件,1件仍在审理。", "2", "1", "1", "0", labels=REVIEWS)) == [("1", "0")]


@pytest.mark.parametrize(
    ("prose", "cells", "expected"),
    [
        ("行政诉讼2件,1件尚未审结。", "0 0 0 0 0 1 0 0 0 1 1 0 0 0 1", [("1", "0")]),
        ("行政诉讼2件,1件尚未审结。", "0 0 0 0 0 1 0 0 0 1 0 0 0 1 1", []),
        ("行政复议3件,尚未审结2件。", "2 0 0 1 3 0 0 0 0 0 0 0 0 0 0", [("2", "1")]),
        ("行政复议3件,尚未审结1件。", "2 0 0 1 3 0 0 0 0 0 0 0 0 0 0", []),
    ],
)
def test_the_later_forms(prose, cells, expected):
    assert told(report_2021(prose, cells)) == expected


def test_without_a_table_nothing_is_said():
    assert told(TITLE.format(year=2016) + "被提起行政诉讼3件,其中1件尚未审结。") == []


def test_all_cases_of_a_legal_office_are_not_those_of_the_table():
    assert told(report_2014("代理行政诉讼案件45件,12件未审结。", "3", "2", "1", "0")) == []
    assert told(report_2014("因政府信息公开被提起行政诉讼4件,1件未审结。", "3", "2", "1", "0")) == [("1", "0")]
