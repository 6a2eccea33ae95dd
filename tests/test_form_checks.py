"""Who may make 规章: a county-level body that fills the row in is told so."""

import pytest

from govreport_parser import check, parse

HEAD = "二七区2022年政府信息公开工作年度报告\n一、总体情况\n略。\n二、主动公开政府信息情况\n"
BLOCK = (
    "| 第二十条第(一)项 |  |  |  |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "| 规章 | {rules} | 0 | 0 |\n| 行政规范性文件 | 3 | 0 | 9 |\n"
)


def codes(text: str) -> list[str]:
    return [finding.code for finding in check(parse(text))]


@pytest.mark.parametrize(("rules", "found"), [("2", True), ("0", False), ("-", False)])
def test_rules_of_a_district(rules: str, found: bool) -> None:
    assert ("form.rules-below-city" in codes(HEAD + BLOCK.format(rules=rules))) is found


def test_rules_of_a_city_are_its_own() -> None:
    text = (HEAD + BLOCK.format(rules="2")).replace("二七区", "郑州市")
    assert "form.rules-below-city" not in codes(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "江淮职业技术学院2020—2021学年信息公开工作报告\n统计期限为2020年9月1日至2021年8月31日。\n一、概述\n学校公开信息80条。",
            False,
        ),
        (
            "浚县教育局2021年政府信息公开工作年度报告\n统计期限为2021年1月1日至2021年12月31日。\n一、概述\n我局公开信息80条。",
            True,
        ),
        ("浚县教育局2021年政府信息公开工作年度报告\n一、概述\n我局公开信息80条。", True),
    ],
)
def test_no_table_is_missed_in_the_report_of_a_school(text: str, found: bool) -> None:
    assert ("form.no-table" in codes(text)) == found
