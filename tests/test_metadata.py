"""Metadata: title, genre, year, period, publication, issuer; and texts that are no report."""

import datetime
from collections.abc import Callable
from functools import partial

import pytest

from govreport_parser import parse
from govreport_parser.metadata.years import find_published

BODY = "一、总体情况\n2019年,我区政府信息公开工作扎实推进,主动公开政府信息300条。政府信息公开申请12件。\n二、主动公开政府信息情况\n略。\n"


def published(text: str) -> datetime.date | None:
    found = find_published(text)
    return found.day if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("发布日期:2017-01-13\n正文", "2017-01-13"),
        ("公开日期 | 2021-01-11 |\n正文", "2021-01-11"),
        ("正文。\n2016年3月10日\n", "2016-03-10"),
        ("正文。\n(2010年3月5日)\n收到申请数 | 件 | 3 |", "2010-03-05"),
        ("正文。\n某某镇人民政府 2015年1月10日", "2015-01-10"),
        ("正文。\n二〇一二年三月十二日", "2012-03-12"),
        ("来源:区政府办 时间:2017-01-12 10:01\n正文", "2017-01-12"),
        ("会议于2016年3月10日召开。", None),
        ("会议时间:2016年3月10日下午", None),
        ("2016年13月40日", None),
        ("正文", None),
    ],
)
def test_published(text: str, day: str | None) -> None:
    assert published(text) == (datetime.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("title", "issuer", "code", "year"),
    [
        ("郑州市二七区人民政府2019年政府信息公开工作年度报告", "二七区人民政府", "410103", 2019),
        ("2019年度二七区政府信息公开工作报告", "二七区人民政府", "410103", 2019),
        ("二七区教育局关于2019年政府信息公开工作的年度报告", "二七区教育局", "410103", 2019),
        ("广州市天河区住房和城乡建设局2019年政府信息公开工作年度报告", "天河区住房和城乡建设局", "440106", 2019),
        ("二〇一九年二七区政府信息公开年度报告", "二七区人民政府", "410103", 2019),
        ("江苏省水利厅2019年政府信息公开工作年度报告", "江苏省水利厅", "320000", 2019),
        ("江苏省水利厅机关2019年政府信息公开工作年度报告", "江苏省水利厅", "320000", 2019),
        ("关于二七区2019年政府信息公开工作情况的报告", "二七区人民政府", "410103", 2019),
    ],
)
def test_titles(title: str, issuer: str, code: str, year: int) -> None:
    metadata = parse(f"{title}\n{BODY}").metadata
    assert metadata.genre == "annual_report"
    assert metadata.title == title
    assert metadata.issuer is not None
    assert metadata.division is not None
    assert (metadata.issuer.canonical, metadata.division.code, metadata.year) == (issuer, code, year)


def test_a_line_longer_than_any_title_is_none() -> None:
    told = "各街道、各乡镇按照要求认真编写并且按时报送有关材料之后,由临江区政府办公室汇总整理,"
    line = f"{told * 2}写成2017年政府信息公开工作年度报告"
    assert parse(f"{line}\n全年公开8条。\n").metadata.title is None
    assert parse(f"{line[-30:]}\n全年公开8条。\n").metadata.title == line[-30:]


def test_the_name_above_the_year_belongs_to_the_title() -> None:
    metadata = parse(f"二七区教育局\n2019年政府信息公开工作年度报告\n{BODY}").metadata
    assert metadata.issuer is not None
    assert metadata.issuer.canonical == "二七区教育局"


def test_a_division_abolished_later_is_found_for_its_year() -> None:
    metadata = parse(f"崇文区2008年政府信息公开工作年度报告\n{BODY.replace('2019', '2008')}").metadata
    assert metadata.division is not None
    assert (metadata.division.name, metadata.division.code[:2]) == ("崇文区", "11")


def test_the_year_is_that_of_the_title_not_of_the_posting() -> None:
    text = f"发布日期:2021-01-11\n二七区2018年政府信息公开工作年度报告\n{BODY}"
    report = parse(text)
    assert report.metadata.year == 2018
    assert report.metadata.published == datetime.date(2021, 1, 11)


def test_the_period_as_stated() -> None:
    report = parse(f"二七区2014年政府信息公开工作年度报告\n本报告所列数据自2014年1月1日起至12月22日止。\n{BODY}")
    assert report.metadata.period is not None
    assert report.metadata.period.end == datetime.date(2014, 12, 22)
    assert report.metadata.spans.period is not None


@pytest.mark.parametrize(
    "words",
    [
        "2014年1月1日至12月22日",
        "2014年1月1日起,至 2014年12月22日",
        "2014 年 1 月 1 日至\n2014年12月22日",
        "2014年01月01日—12月22日",
    ],
)
def test_the_period_as_pages_print_it(words: str) -> None:
    report = parse(f"二七区2014年政府信息公开工作年度报告\n本报告所列数据自{words}止。\n{BODY}")
    assert report.metadata.period is not None
    assert report.metadata.period.end == datetime.date(2014, 12, 22)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "床前明月光,疑是地上霜。",
        "The quick brown fox jumps over the lazy dog.",
        "2019年部门预算公开说明\n一、部门职责\n二、收支预算总表\n收入总计 | 万元 | 320 |",
        "各位代表:\n现在,我代表县人民政府向大会报告工作。2022年,地区生产总值增长4.5%。",
        "关于做好2019年政府信息公开工作年度报告编制工作的通知\n各乡镇、各部门:\n请于1月31日前报送政府信息公开年度报告。",
        "report.txt",
        "/srv/reports/erqi.txt",
    ],
)
def test_what_is_no_report(text: str) -> None:
    from govreport_parser import check

    report = parse(text)
    assert report.metadata.genre == "other"
    assert report.metadata.year is None
    findings = [finding for finding in check(report) if finding.code == "genre.not-annual-report"]
    assert len(findings) == 1
    assert ("Path(" in findings[0].message.en) == text.endswith(".txt")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("首页 > 政务公开 > 2019年政府信息公开工作年度报告\n二七区教育局\n2019年政府信息公开工作年度报告\n", "二七区教育局2019年政府信息公开工作年度报告"),
        ("二七区人民政府2019年\n政府信息公开工作年度报告\n", "二七区人民政府2019年政府信息公开工作年度报告"),
        ("关于印发2019年政府信息公开工作年度报告的通知\n各股室:\n二七区教育局\n2019年政府信息公开工作年度报告\n", "二七区教育局2019年政府信息公开工作年度报告"),
        ("2019年政府信息公开工作年度报告\n访问量:\n福华街街道办事处\n2019年政府信息公开工作年度报告\n", "福华街街道办事处2019年政府信息公开工作年度报告"),
        ("标 题 二七区教育局2019年政府信息公开工作年度报告\n", "二七区教育局2019年政府信息公开工作年度报告"),
        ("2019年二七区公安局政府信息公开年报\n", "2019年二七区公安局政府信息公开年报"),
    ],
)  # fmt: skip
def test_titles_on_real_pages(head: str, title: str) -> None:
    metadata = parse(head + BODY).metadata
    assert (metadata.title, metadata.genre, metadata.year) == (title, "annual_report", 2019)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("根据《条例》规定,现公布二七区教育局2019年政府信息公开工作年度报告。\n", "二七区教育局"),
        ("按照要求,我局编制了二七区水利局2019年政府信息公开年度报告。\n", "二七区水利局"),
        ("根据《条例》规定,现公布2019年青石镇政府信息公开工作年度报告。\n", "青石镇人民政府"),
        ("发布机构:市政府办公室\n根据《条例》规定,现公布郑州市人民政府2019年政府信息公开年度报告。\n", "郑州市人民政府"),
        ("根据《政府信息公开条例》编制本报告,如有疑问请与二七区教育局办公室联系。我局高度重视,我局严格落实政务公开。\n", "二七区教育局"),
        ("东水街道2019年度政府信息公开工作年度报告\n", "东水街道办事处"),
        ("根据《政府信息公开条例》,二七区司法局编制完成2019年政府信息公开年度报告。\n", "二七区司法局"),
        ("本报告由河南省水利厅根据《政府信息公开条例》和有关要求编制。\n", "河南省水利厅"),
        ("根据《政府信息公开条例》编制本报告。\n一、总体情况\n2019年,二七区民政局认真落实部署。\n", "二七区民政局"),
        ("编制本报告。\n一、总体情况\n2019年,在区委的领导下,二七区审计局全面推进公开。\n", "二七区审计局"),
    ],
)  # fmt: skip
def test_issuers_without_a_title(head: str, issuer: str) -> None:
    found = parse(head + BODY.replace("我区", "")).metadata.issuer
    assert found is not None
    assert found.canonical == issuer


def test_two_sections_of_a_report_make_a_report() -> None:
    text = "一、概述\n2019年,公开300条。\n二、政府信息主动公开情况\n略。\n三、政府信息依申请公开情况\n略。\n"
    assert parse(text).metadata.genre == "annual_report"
    assert parse(text.replace("情况\n", "指南\n")).metadata.genre == "other"


@pytest.mark.parametrize(
    "opening",
    [
        "2019年,办公室认真落实部署。",
        "2019年,我局认真落实部署。",
        "2019年,全局上下坚持公开。",
        "2019年,各科室积极配合。",
        "通过二七区民政局认真协助,公开信息30条。",
        "2019年,公开工作深入推进。",
    ],
)
def test_what_opens_a_report_without_a_body_names_no_issuer(opening: str) -> None:
    text = f"根据《政府信息公开条例》编制本报告。\n一、总体情况\n{opening}\n二、主动公开政府信息情况\n略。\n"
    assert parse(text).metadata.issuer is None


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("青石乡民国108年政府信息公开年度报告", 2019),
        ("青石县民国二十三年档案信息公开报告", None),
        ("民国999年信息公开年度报告", None),
    ],
)
def test_years_of_the_republic(title: str, year: int | None):
    assert parse(title + "\n一、概述\n公开信息8条。\n").metadata.year == year


@pytest.mark.parametrize("field", ["成文日期", "发布日期:", "发布日期 |", "时间:"])
def test_an_empty_field_is_left_in_linear_time(field: str, growth: Callable[..., float]):
    assert growth(lambda size: partial(find_published, field + "\n" * size + "略"), 3_000, 30_000) < 1.5
