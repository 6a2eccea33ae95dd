"""Charts: what they show, what they never join, and that they need nothing from anywhere."""

import re

import pytest
from click.testing import CliRunner

from govreport_parser.cli.main import cli
from govreport_parser.export.charts import CHARTS, ChartOptions, chart_spec
from govreport_parser.export.pictures import FONTS, find_font, render_chart

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
