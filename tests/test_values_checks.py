"""Values that cannot be: told where a slip is certain, silent where a figure is merely great."""

import pytest

from govreport_parser import check, parse
from govreport_parser.tables.forms import all_forms, limit_of, limits

COUNTY = "二七区2016年政府信息公开工作年度报告\n"
PROVINCE = "河南省2016年政府信息公开工作年度报告\n"
HEAD = "统计指标 | 单位 | 统计数 |\n"


def told(title: str, *rows: str) -> list[str | None]:
    return [f.left for f in check(parse(title + HEAD + "\n".join(rows))) if f.code == "form.impossible-value"]


CONFERENCES = "1.参加或举办新闻发布会总次数 | 次 | {} |"
RECEIVED = "(一)收到申请数 | 件 | {} |"
FEES = "七、依申请公开信息收取的费用 | 万元 | {} |"
ITEMS = "(一)主动公开政府信息数 | 条 | {} |"
REST = "(二)举办各类培训班数 | 次 | 2 |"


@pytest.mark.parametrize(
    ("title", "row", "value", "found"),
    [
        (COUNTY, CONFERENCES, "2016", True),
        (COUNTY, CONFERENCES, "216", False),
        (PROVINCE, CONFERENCES, "2016", False),
        (PROVINCE, CONFERENCES, "300000", True),
        (COUNTY, RECEIVED, "12.5", True),
        (COUNTY, RECEIVED, "-8", True),
        (COUNTY, RECEIVED, "12", False),
        (COUNTY, RECEIVED, "13812345678", True),
        (COUNTY, FEES, "3800", True),
        (COUNTY, FEES, "0.38", False),
        (PROVINCE, ITEMS, "3,600,000", False),
        (COUNTY, ITEMS, "-", False),
    ],
)
def test_cells_of_2014(title, row, value, found):
    assert bool(told(title, row.format(value), REST)) is found


def test_a_change_may_be_negative_and_an_amount_great():
    text = (
        "郑州市2019年政府信息公开工作年度报告\n第二十条第(五)项 | |||\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        "行政许可 | 320 | -8 | 1808595 |\n第二十条第(九)项 | |||\n信息内容 | 采购项目数量 | 采购总金额 |\n政府集中采购 | 36 | 23600万元 |\n"
    )
    report = parse(text)
    assert {str(cell.value) for cell in report.indicators} >= {"-8", "1808595", "23600"}
    assert [f.code for f in check(report) if f.code == "form.impossible-value"] == []


def test_every_limit_names_indicators_that_exist_and_every_indicator_has_one():
    codes = {spec.code for form in all_forms() for spec in form.indicators}
    for limit in limits():
        assert limit.county <= limit.any
        for code in limit.codes:
            assert code in codes or any(known.startswith(code[:-1]) for known in codes if code.endswith("*")), code
    assert all(limit_of(code) for code in codes)
