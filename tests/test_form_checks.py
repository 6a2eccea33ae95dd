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
