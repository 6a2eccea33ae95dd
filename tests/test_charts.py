"""Charts: what they show, what they never join, and that they need nothing from anywhere."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport_parser.cli.main import cli
from govreport_parser.export.chart_data import left_out
from govreport_parser.export.charts import CHARTS, ChartOptions, chart_spec
from govreport_parser.export.pictures import FONTS, find_font, render_chart

CORPORA = Path(__file__).parent.parent / "corpora" / "reports"
REPORT = """{name}{year}年政府信息公开工作年度报告
{year}年，{name}人民政府办理公开申请。
一、主动公开情况
{year}年,我区主动公开政府信息若干条。
政府信息公开情况统计表
统计指标 | 单位 | 统计数 |
三、依申请公开情况 | —— | - |
(一)收到申请数 | 件 | {received} |
(二)申请办结数 | 件 | {received} |
(三)申请答复数 | 件 | {received} |
1.属于已主动公开范围数 | 件 | 1 |
2.同意公开答复数 | 件 | {granted} |
3.同意部分公开答复数 | 件 | 0 |
4.不同意公开答复数 | 件 | 2 |
四、行政复议数量 | 件 | 3 |
五、行政诉讼数量 | 件 | 1 |
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    for name in ("洛龙区", "武昌区"):
        for year in (2015, 2016, 2017):
            text = REPORT.format(name=name, year=year, received=year - 2000, granted=year - 2003)
            (folder / f"{name}-{year}.txt").write_text(text, encoding="utf-8")
    path = folder / "out.sqlite"
    result = CliRunner().invoke(cli, ["batch", str(folder), "--out", str(path)])
    assert path.exists(), result.output
    return path


@pytest.mark.parametrize("name", [chart.name for chart in CHARTS])
def test_every_chart_is_drawn(database, name):
    svg = render_chart(chart_spec(database, name), "svg").decode("utf-8")
    assert svg.startswith("<svg")
    assert re.search("[\u4e00-\u9fff]", svg)
    assert "<image" not in svg


def test_values_are_those_of_the_reports(database):
    rows = chart_spec(database, "years")["data"]["values"]
    assert sorted({(row["year"], row["value"]) for row in rows}) == [(2015, 15.0), (2016, 16.0), (2017, 17.0)]
    assert {row["form"] for row in rows} == {"2014"}
    one = chart_spec(database, "years", ChartOptions(issuer="洛龙区人民政府"))["data"]["values"]
    assert {row["issuer"] for row in one} == {"洛龙区人民政府"}


def values(spec) -> list:
    """Every value that a chart shows, of all its layers."""
    return [spec.get("data"), *(layer.get("data") for layer in spec.get("layer", []))]


OPTIONS = {"issuer": "洛龙区人民政府", "year": 2016, "code": "replies.refused"}


@pytest.mark.parametrize(("name", "option"), [(chart.name, option) for chart in CHARTS for option in chart.options])
def test_every_option_that_a_chart_has_changes_it(database, name, option):
    given = chart_spec(database, name, ChartOptions(**{option: OPTIONS[option]}))
    assert values(given) != values(chart_spec(database, name))


def lines(spec) -> list[dict]:
    """Every layer drawn as a line, with the encoding it inherits."""
    found = []
    for layer in spec.get("layer", [spec]):
        mark = layer["mark"]["type"] if isinstance(layer["mark"], dict) else layer["mark"]
        if mark == "line":
            found.append({**spec.get("encoding", {}), **layer.get("encoding", {})})
    return found


@pytest.mark.parametrize("issuer", [None, "洛龙区人民政府"])
@pytest.mark.parametrize("chart", CHARTS, ids=[chart.name for chart in CHARTS])
def test_no_line_crosses_a_change_of_form(database, chart, issuer):
    options = ChartOptions(issuer=issuer if "issuer" in chart.options else None)
    for encoding in lines(chart_spec(database, chart.name, options)):
        assert encoding["detail"]["field"] == "form"


def test_many_bodies_are_dots_and_a_median_by_form(database, monkeypatch):
    monkeypatch.setattr("govreport_parser.export.charts._MOST_LINES", 1)
    drawn = lines(chart_spec(database, "years"))
    assert [encoding["y"]["aggregate"] for encoding in drawn] == ["median"]
    assert drawn[0]["detail"]["field"] == "form"


def test_refusal_rate(database):
    rows = chart_spec(database, "refusals")["data"]["values"]
    assert {round(row["rate"], 6) for row in rows if row["year"] == 2015} == {round(2 / 15, 6)}


def test_pages_ask_for_nothing(database):
    page = render_chart(chart_spec(database, "years"), "html").decode("utf-8")
    assert not re.search(r"""(src|href)=["']?https?:""", page)


def test_png_needs_a_chinese_font(database, monkeypatch):
    spec = chart_spec(database, "years")
    font = find_font()
    if font is not None:
        assert font[0] in FONTS
        assert render_chart(spec, "png").startswith(b"\x89PNG")
    monkeypatch.setattr("govreport_parser.export.pictures.find_font", no_font)
    with pytest.raises(ValueError, match="fonts-noto-cjk"):
        render_chart(spec, "png")


def no_font():
    return None


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["no-such-chart"], "refusals"),
        (["years", "--code", "no.such.code"], "--code"),
        (["refusals", "--issuer", "没有这个机关"], "--issuer"),
        (["years", "--out", "x.gif"], ".svg"),
        (["years", "--year", "2016"], "does not go by --year. Leave it out; it has --code and --issuer."),
        (["outcomes", "--code", "applications.received"], "does not go by --code"),
        (["reviews", "--year", "2016"], "does not go by --year"),
        (["refusals", "--year", "2016"], "does not go by --year"),
        (["map", "--issuer", "洛龙区人民政府"], "does not go by --issuer"),
    ],
)
def test_what_cannot_be_drawn_says_what_to_do(database, arguments, remedy):
    result = CliRunner().invoke(cli, ["chart", str(database), *arguments])
    assert result.exit_code != 0
    assert remedy in str(result.exception) + result.output


def test_no_database(tmp_path):
    with pytest.raises(ValueError, match="govreport batch"):
        chart_spec(tmp_path / "none.sqlite", "years")
    (tmp_path / "text.sqlite").write_text("not a database, but long enough to be taken for one" * 20, encoding="utf-8")
    with pytest.raises(ValueError, match="govreport batch"):
        chart_spec(tmp_path / "text.sqlite", "years")


def test_the_command_lists_and_writes(database, tmp_path):
    listed = CliRunner().invoke(cli, ["chart", str(database)])
    assert all(chart.name in listed.stdout for chart in CHARTS)
    out = tmp_path / "map.svg"
    assert CliRunner().invoke(cli, ["chart", str(database), "map", "--out", str(out)]).exit_code == 0
    assert out.read_bytes().startswith(b"<svg")


OLD = """{name}{year}年政府信息公开工作年度报告
{year}年，{name}人民政府办理公开申请。
附表：政府信息公开指标统计表
指标名称 | 单位 | 本期实际 | 本年累计 |
主动公开信息数 | 条 | 30 | 150 |
申请总数 | 条 | {part} | {whole} |
对申请的答复总数 | 条 | {part} | {whole} |
其中：1.同意公开答复数 | 条 | 1 | 10 |
2.同意部分公开答复数 | 条 | 0 | 1 |
3.否决公开答复总数 | 条 | 2 | {refused} |
其中：（1）“信息不存在”数 | 条 | 1 | 3 |
（2）“非本部门掌握”数 | 条 | 1 | 2 |
行政复议数 | 件 | 1 | 4 |
行政诉讼数 | 件 | 0 | 2 |
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Two old reports with a column of the last quarter, one of them twice, and two townships of one name, nobody knows where."""
    folder = tmp_path_factory.mktemp("crowded")
    for number, (name, year, part, whole, refused) in enumerate(
        (("洛龙区", 2011, 3, 16, 5), ("洛龙区", 2012, 2, 15, 4), ("洛龙区", 2011, 3, 16, 5))
    ):
        text = OLD.format(name=name, year=year, part=part, whole=whole, refused=refused)
        (folder / f"old-{number}.txt").write_text(text + "\n" * number, encoding="utf-8")
    for number, received in enumerate((40, 60)):
        text = REPORT.format(name="城关镇", year=2016, received=received, granted=received - 3)
        (folder / f"town-{number}.txt").write_text(text, encoding="utf-8")
    path = folder / "out.sqlite"
    result = CliRunner().invoke(cli, ["batch", str(folder), "--out", str(path)])
    assert path.exists(), result.output
    return path


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Reports of three forms, of which the latest is read first."""
    folder = tmp_path_factory.mktemp("mixed")
    shutil.copy(CORPORA / "shipai-2022.txt", folder / "a.txt")
    (folder / "b.txt").write_text(REPORT.format(name="武昌区", year=2016, received=20, granted=7), encoding="utf-8")
    (folder / "c.txt").write_text(OLD.format(name="洛龙区", year=2011, part=3, whole=16, refused=5), encoding="utf-8")
    path = folder / "out.sqlite"
    result = CliRunner().invoke(cli, ["batch", str(folder), "--out", str(path)])
    assert path.exists(), result.output
    return path


def figures_of(rows: list[dict], *names: str) -> list[tuple]:
    return sorted(tuple(row[name] for name in names) for row in rows)


def test_a_quarter_is_no_year_and_a_copy_no_second_report(crowded):
    options = ChartOptions(issuer="洛龙区人民政府")
    rows = chart_spec(crowded, "years", options)["data"]["values"]
    assert figures_of(rows, "year", "value") == [(2011, 16.0), (2012, 15.0)]
    quarter = chart_spec(crowded, "years", ChartOptions(issuer="洛龙区人民政府", code="applications.received.period"))
    assert figures_of(quarter["data"]["values"], "year", "value") == [(2011, 3.0), (2012, 2.0)]
    assert "本期" in quarter["title"]["text"]
    assert quarter["title"]["text"].count("(") == quarter["title"]["text"].count(")")


def test_what_is_left_out_is_said(crowded):
    said = chart_spec(crowded, "years", ChartOptions(issuer="洛龙区人民政府"))["title"]["subtitle"]
    assert any("1 份同机关同年度" in line and "1 more of the same body and year is left out" in line for line in said)
    assert len(said) == 1 + len(
        chart_spec(crowded, "reviews", ChartOptions(issuer="城关镇人民政府"))["title"]["subtitle"]
    )


def test_what_is_left_out_is_of_what_the_chart_shows(crowded):
    with closing(sqlite3.connect(crowded)) as connection:
        connection.row_factory = sqlite3.Row
        assert [left_out(connection, year=year) for year in (None, 2011, 2012)] == [1, 1, 0]
    peers = chart_spec(crowded, "refusals", ChartOptions(issuer="洛龙区人民政府"))
    everybody = chart_spec(crowded, "refusals")
    assert peers["title"]["subtitle"] == everybody["title"]["subtitle"]
    latest = chart_spec(crowded, "map", ChartOptions(year=2012))
    assert not any("left out" in line for line in latest["title"]["subtitle"])


def test_outcomes_of_the_old_form_count_a_ground_once(crowded):
    rows = chart_spec(crowded, "outcomes", ChartOptions(issuer="洛龙区人民政府"))["data"]["values"]
    year = [row for row in rows if row["year"] == 2011]
    assert sum(row["value"] for row in year) == 16  # what does not exist is part of what was rejected
    assert {row["outcome"][:4] for row in year} == {"予以公开", "部分公开", "不予公开"}


def test_reviews_and_lawsuits_are_those_of_the_year(crowded):
    rows = chart_spec(crowded, "reviews", ChartOptions(issuer="洛龙区人民政府"))["data"]["values"]
    assert figures_of(rows, "year", "value") == [(2011, 2.0), (2011, 4.0), (2012, 2.0), (2012, 4.0)]


def test_refusals_of_the_old_form(crowded):
    rows = chart_spec(crowded, "refusals", ChartOptions(issuer="洛龙区人民政府"))["layer"][-1]["data"]["values"]
    assert [(row["year"], round(row["rate"], 4)) for row in rows] == [(2011, 0.3125), (2012, round(4 / 15, 4))]


def test_no_line_joins_two_bodies_of_one_name(crowded):
    spec = chart_spec(crowded, "years", ChartOptions(issuer="城关镇人民政府"))
    assert spec["encoding"]["color"]["field"] == "body"
    rows = spec["data"]["values"]
    assert figures_of(rows, "issuer", "value") == [("城关镇人民政府", 40.0), ("城关镇人民政府", 60.0)]
    assert len({row["body"] for row in rows}) == 2
    other = ChartOptions(issuer="洛龙区人民政府")
    assert {row["body"] for row in chart_spec(crowded, "years", other)["data"]["values"]} == {"洛龙区人民政府"}


@pytest.mark.parametrize("name", ["outcomes", "reviews"])
def test_panels_stand_in_the_order_of_the_forms(mixed, name):
    svg = render_chart(chart_spec(mixed, name), "svg").decode("utf-8")
    assert re.findall(r"Title text '(20\d\d)'", svg) == ["2008", "2014", "2021"]


def test_a_year_without_a_report_has_its_place(mixed):
    encoding = chart_spec(mixed, "years")["encoding"]
    assert encoding["x"]["scale"]["domain"] == list(range(2011, 2023))
    assert encoding["y"]["title"].endswith("（件、条）")
