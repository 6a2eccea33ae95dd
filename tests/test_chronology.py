"""Chronology: early plans, events outside the period, stale years, short periods; and what is in order."""

import pytest

from govreport_parser import check, parse
from govreport_parser.report.model import Finding

HEAD = "二七区人民政府2015年政府信息公开工作年度报告\n现将2015年政府信息公开工作情况报告如下。\n一、概述\n"


def chronology(text: str) -> list[Finding]:
    return [finding for finding in check(parse(text)) if finding.code.startswith("chronology.")]


def codes(body: str, *, head: str = HEAD) -> list[tuple[str, str]]:
    return [(finding.code.removeprefix("chronology."), finding.severity) for finding in chronology(head + body)]


@pytest.mark.parametrize(
    "body",
    [
        "年度报告的编制工作,已于2015年12月31日启动。预计2015年2月中下旬完成编制和审核工作。",
        "网站改版于2015年11月3日启动,招标已结束。计划于2015年3月完成改版。",
        "专项整治自10月开始。力争2015年6月底完成整治任务。",
        "报告编制已于2016年1月8日启动,数据正在汇总。预计2015年3月中下旬完成审核,向社会公布。",
        "年度報告的編制工作,已於2015年12月31日啟動。預計2015年2月完成編制。",
    ],
)
def test_planned_before_start(body: str) -> None:
    assert codes(body) == [("planned-before-start", "warning")]


@pytest.mark.parametrize(
    "body",
    [
        "年度报告的编制工作,已于2015年12月31日启动。预计2016年2月完成编制工作。",
        "年度报告的编制工作,已于2015年12月31日启动。培训在2015年9月完成,已如期举行。",
        "网站改版已于2015年11月启动。档案数字化预计2015年10月完成扫描。",
        "预计2015年2月完成编制。2015年12月31日启动招聘。",
        "2015年3月启动改版工作。2015年9月完成改版工作。",
    ],
)
def test_plan_in_order(body: str) -> None:
    assert codes(body) == []


def test_both_dates_are_told() -> None:
    (finding,) = chronology(HEAD + "报告编制工作已于2015年12月31日启动。预计2015年2月完成编制。")
    assert (finding.left, finding.right, finding.fault) == ("2015-02-01", "2015-12-31", "source")
    assert len(finding.operands) == len(finding.spans) == 2
    assert "2016" in finding.message.zh
    assert "2016" in finding.message.en


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("2013年6月5日,召开全区推进会。", [("outside-period", "info")]),
        ("2017年3月5日,召开了全区推进会。", [("outside-period", "warning")]),
        ("2016年1月20日,召开了总结会。", []),
        ("2016年9月,将召开推进会。", []),
        ("《条例》自2008年5月1日起施行。", []),
        ("根据2014年6月印发的《要点》,落实任务。", []),
        ("比2014年3月增加12件。", []),
        ("2015年5月6日,召开推进会。", []),
    ],
)
def test_outside_period(body: str, found: list[tuple[str, str]]) -> None:
    assert codes(body) == found


@pytest.mark.parametrize(
    "body",
    [
        "工作平稳。\n二、2014年主动公开情况\n公开信息12条。",
        "工作平稳。\n附件:\n2010年度政府信息公开情况统计表\n指标 | 单位 | 统计数\n",
        "所列数据的统计期限自2014年1月1日起至2014年12月31日止。",
        "數據統計時限為2014年1月1日至12月31日。",
        "统计时间:2014年1月1日至2014年12月31日。",
    ],
)
def test_stale_year(body: str) -> None:
    assert codes(body) == [("stale-year", "warning")]


@pytest.mark.parametrize(
    "body",
    [
        "与2014年相比,增加12件。",
        "3月,公布了2014年政府信息公开年度报告。",
        "工作平稳。\n二、2016年工作打算\n继续加强公开。",
        "印发《2014年政府信息公开工作要点》。",
        "工作平稳。\n附件:\n2015年度政府信息公开情况统计表\n指标 | 单位 | 统计数\n",
        "2014年结转3件,均已答复。",
        "所列数据的统计期限自2015年1月1日起至2015年12月31日止。",
        "活动期限为2014年1月1日至2014年12月31日。",
        "上年数据见2014年报告,2014年1月1日至12月31日公开30条。",
    ],
)
def test_year_in_order(body: str) -> None:
    assert codes(body) == []


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2015年1月1日至2015年12月22日", [("short-period", "info")]),
        ("2015年1月1日至12月31日", []),
    ],
)
def test_short_period(period: str, found: list[tuple[str, str]]) -> None:
    assert codes(f"本报告数据统计期限为{period}。") == found


def test_other_texts_have_no_chronology() -> None:
    assert chronology("2013年6月5日,召开推进会。2017年5月1日,召开了总结会。") == []
