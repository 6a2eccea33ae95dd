"""Pictures of a batch's SQLite as Vega-Lite: SVG, PNG, or an interactive page that makes no request.

What is not comparable over the official forms is never joined by a line: every series ends where the form changes.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from govreport_parser.errors import OutputError
from govreport_parser.export.chart_data import (
    OUTCOMES,
    Rows,
    figures,
    latest_by_place,
    left_out,
    need,
    outcomes,
    refusal_rates,
    reviews,
)
from govreport_parser.export.pictures import styled

__all__ = ["CHARTS", "Chart", "ChartOptions", "chart_spec"]

RECEIVED = "applications.received"
_MOST_LINES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions:
    """What a chart is asked to show."""

    issuer: str | None = None
    year: int | None = None
    code: str | None = None
    """The indicator; the applications received where none is named."""

    @property
    def indicator(self) -> str:
        """The code of the indicator shown."""
        return self.code or RECEIVED


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its name, what it shows in both languages, and how it is made."""

    name: str
    zh: str
    en: str
    make: Callable[[sqlite3.Connection, ChartOptions], dict[str, Any]]
    options: tuple[str, ...]
    """The fields of ChartOptions that it looks at; any other that is given is refused."""
    with_peers: bool = False
    """Whether it shows the reports of others too where one body is named."""


def chart_spec(database: Path, name: str, options: ChartOptions | None = None) -> dict[str, Any]:
    """Return the Vega-Lite specification of a chart, data included. OutputError says what is missing."""
    chart = next((chart for chart in CHARTS if chart.name == name), None)
    if chart is None:
        raise OutputError(f"no chart {name!r}. Give one of {', '.join(chart.name for chart in CHARTS)}.")
    chosen = options or ChartOptions()
    for option in (field.name for field in fields(ChartOptions)):
        if option not in chart.options and getattr(chosen, option) is not None:
            known = " and ".join(f"--{name}" for name in chart.options)
            raise OutputError(f"the chart {name!r} does not go by --{option}. Leave it out; it has {known}.")
    if not database.is_file():
        raise OutputError(f"{database}: no such file. Make one with `govreport batch PATH… --out {database}`.")
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            spec = chart.make(connection, chosen)
            issuer = None if chart.with_peers else chosen.issuer
            copies = left_out(connection, issuer=issuer, year=chosen.year)
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{database}: {error}. Give the SQLite file of `govreport batch`.") from error
    if copies:
        more = f"{copies} more of the same body and year {'is' if copies == 1 else 'are'} left out"
        spec["title"]["subtitle"].append(f"另有 {copies} 份同机关同年度的重复报告未计入　{more}")
    return styled(spec)


def _title(zh: str, en: str, note: str) -> dict[str, Any]:
    return {
        "text": f"{zh}　{en}",
        "subtitle": [note, "来源：各机关政府信息公开工作年度报告　Source: annual reports on information disclosure"],
    }


def _gloss(code: str) -> str:
    """Return what an indicator is in English, short; its code where no form has it."""
    from govreport_parser.tables.forms import describe

    gloss = next((spec.gloss for spec in describe() if spec.code == code), code)
    short = gloss.partition(";")[0]
    return f"{short})" if short.count("(") > short.count(")") else short


def _label(rows: Rows, code: str) -> str:
    """Return the commonest label, with the column of the older tables that it is of: the year's own needs no word."""
    label, _ = Counter(str(row["label"]) for row in rows).most_common(1)[0]
    return label + {"period": "（本期）", "cumulative": "（历年累计）"}.get(code.rpartition(".")[2], "")


def _units(rows: Rows) -> str:
    """Return the unit, or all of them, the commonest first: forms count applications in 件 and in 条."""
    return "、".join(unit for unit, _ in Counter(row["unit"] for row in rows).most_common() if unit)


def _years(rows: Rows) -> dict[str, Any]:
    """Return the axis of years, those without a report too: a gap must look like one."""
    years = [row["year"] for row in rows]
    return {**_YEAR, "scale": {"domain": list(range(min(years), max(years) + 1))}}


_YEAR = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "grid": False}}
_FORM = {"field": "form", "type": "nominal", "title": "格式 form", "sort": ["2008", "2014", "2019", "2021"]}
_PANEL = {"field": "form", "type": "nominal", "title": "国家格式 official form"}
"""Without an order of its own: with one, Vega-Lite shuffles panels whose years differ. Forms sort as they should."""
_NEVER_JOINED = "格式变更处不连线　Lines end where the official form changes"


def _over_years(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """One indicator over the years: a line a body where they are few, else a dot a report and the median."""
    rows = figures(connection, options.indicator, issuer=options.issuer)
    label, year = _label(rows, options.indicator), _years(rows)
    value: dict[str, Any] = {"field": "value", "type": "quantitative", "title": f"{label}（{_units(rows)}）"}
    tooltip = [{"field": name} for name in ("body", "year", "value", "form")]
    base = {
        "data": {"values": rows},
        "width": 640,
        "height": 340,
    }
    gloss = _gloss(options.indicator)
    if len({row["body"] for row in rows}) <= _MOST_LINES:
        color = {"field": "body", "type": "nominal", "title": None}
        encoding = {"x": year, "y": value, "color": color, "tooltip": tooltip}
        line = {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"detail": _FORM}}
        return {
            **base,
            "title": _title(label, gloss, _NEVER_JOINED),
            "encoding": encoding,
            "layer": [line, {"mark": {"type": "point", "filled": True, "size": 70}, "encoding": {"shape": _FORM}}],
        }
    value["scale"] = {"type": "symlog"}
    dots = {
        "mark": {"type": "circle", "opacity": 0.3, "size": 22},
        "encoding": {"x": year, "y": value, "color": _FORM, "tooltip": tooltip},
    }
    note = f"点为一份报告，线为中位数　A dot is a report, the line their median. {_NEVER_JOINED}"
    median = {"x": year, "y": {**value, "aggregate": "median"}, "color": _FORM, "detail": _FORM}
    return {
        **base,
        "title": _title(label, gloss, note),
        "layer": [dots, {"mark": {"type": "line", "strokeWidth": 3, "point": {"size": 90}}, "encoding": median}],
    }


def _outcomes(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Show what became of applications: shares by year, one panel a form because the forms count by other kinds."""
    rows = outcomes(connection, options.issuer)
    order = [name for name, _ in OUTCOMES]
    color = {"field": "outcome", "type": "nominal", "title": None, "sort": order, "scale": {"domain": order}}
    share = {
        "field": "value",
        "type": "quantitative",
        "aggregate": "sum",
        "stack": "normalize",
        "title": None,
        "axis": {"format": "%"},
    }
    tooltip = [{"field": "outcome"}, {"field": "value", "aggregate": "sum"}]
    encoding = {
        "x": _YEAR,
        "y": share,
        "color": color,
        "tooltip": tooltip,
    }
    note = "各格式分类口径不同，分栏显示　Each form counts by its own kinds"
    return _panels(rows, encoding, step=64, title=_title("申请办理结果", "Outcomes of applications", note))


def _reviews(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Count reviews and lawsuits a year."""
    rows = reviews(connection, options.issuer)
    color = {"field": "kind", "type": "nominal", "title": None}
    total = {"field": "value", "type": "quantitative", "aggregate": "sum", "title": "件 cases"}
    encoding = {
        "x": _YEAR,
        "xOffset": {"field": "kind"},
        "y": total,
        "color": color,
    }
    note = f"{len({row['body'] for row in rows})} 个机关　bodies"
    return _panels(rows, encoding, step=34, title=_title("行政复议和行政诉讼", "Reviews and lawsuits", note))


def _panels(rows: Rows, encoding: dict[str, Any], *, step: int, title: dict[str, Any]) -> dict[str, Any]:
    """Return bars in a panel for each form, of which each has the years of its own."""
    return {
        "data": {"values": rows},
        "width": {"step": step},
        "height": 320,
        "mark": "bar",
        "encoding": {**encoding, "column": _PANEL},
        "resolve": {"scale": {"x": "independent"}},
        "title": title,
    }


def _refusals(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Refusals as a share of all replies, against the peers of the same level."""
    rows = refusal_rates(connection)
    own = [row for row in rows if options.issuer and row["issuer"] == options.issuer]
    if options.issuer:
        levels = {row["level"] for row in need(own, f"outcomes of {options.issuer!r}")}
        rows = [row for row in rows if row["level"] in levels]
    rate = {"field": "rate", "type": "quantitative", "title": "不予公开占比 share refused", "axis": {"format": "%"}}
    tooltip = [
        {"field": "body"},
        {"field": "year"},
        {"field": "rate", "format": ".1%"},
        {"field": "all", "title": "答复 replies"},
    ]
    year = _years(need(rows, "refusals and replies"))
    dots = {
        "mark": {"type": "circle", "size": 46, "opacity": 0.35, "color": "#55565c"},
        "encoding": {"x": year, "y": rate, "tooltip": tooltip},
    }
    median = {
        "mark": {"type": "tick", "thickness": 3, "size": 34, "color": "#1c1b19"},
        "encoding": {"x": year, "y": {**rate, "aggregate": "median"}},
    }
    layers: list[dict[str, Any]] = [dots, median]
    if own:
        encoding = {
            "x": year,
            "y": rate,
            "color": {"field": "body", "title": None},
            "detail": _FORM,
            "tooltip": tooltip,
        }
        layers.append(
            {
                "data": {"values": own},
                "mark": {"type": "line", "point": {"size": 90}, "strokeWidth": 2.5},
                "encoding": encoding,
            }
        )
    note = f"点为一份报告，横线为中位数　A dot is a report, the bar their median. {_NEVER_JOINED}"
    return {
        "data": {"values": need(rows, "refusals and replies")},
        "width": 640,
        "height": 340,
        "layer": layers,
        "title": _title("不予公开率", "Refusal rate", note),
    }


def _map(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Put a dot on every division with a figure, over the pale dots of all divisions known to the gazetteer."""
    from govreport_parser.places.centres import coordinates
    from govreport_parser.places.divisions import gazetteer

    found = latest_by_place(connection, options.indicator, year=options.year)
    rows = []
    for row in found:
        centre = coordinates(row["division"])
        if centre:
            rows.append({**row, "longitude": centre[0], "latitude": centre[1]})
    need(rows, "figures of divisions with a known place")
    pale = [
        {"longitude": centre[0], "latitude": centre[1]}
        for code in dict.fromkeys(division.code for division in gazetteer().all())
        if (centre := coordinates(code))
    ]
    place = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    size = {
        "field": "value",
        "type": "quantitative",
        "title": _units(rows),
        "scale": {"rangeMin": 20, "rangeMax": 900},
    }
    tooltip = [{"field": name} for name in ("body", "year", "value")]
    layers = [
        {"data": {"values": pale}, "mark": {"type": "circle", "size": 5, "color": "#c4bca9"}, "encoding": place},
        {
            "data": {"values": rows},
            "mark": {"type": "circle", "opacity": 0.7, "color": "#a61b14", "stroke": "#fff", "strokeWidth": 0.7},
            "encoding": {**place, "size": size, "tooltip": tooltip},
        },
    ]
    years = sorted({row["year"] for row in rows})
    note = (
        f"{years[0]}–{years[-1]} 年，每个机关取最近一年；灰点为各县级区划　latest year of each body; grey: all counties"
    )
    projection = {"type": "conicEqualArea", "parallels": [25, 47], "rotate": [-105, 0]}
    return {
        "width": 720,
        "height": 540,
        "projection": projection,
        "layer": layers,
        "title": _title(_label(rows, options.indicator), _gloss(options.indicator), note),
    }


CHARTS: tuple[Chart, ...] = (
    Chart(
        "years",
        "某项指标历年变化（默认收到申请数）",
        "One indicator over the years (default: applications received)",
        _over_years,
        ("code", "issuer"),
    ),
    Chart("outcomes", "申请办理结果构成", "What became of applications, by kind", _outcomes, ("issuer",)),
    Chart("reviews", "行政复议和行政诉讼", "Reviews and lawsuits", _reviews, ("issuer",)),
    Chart(
        "refusals",
        "不予公开率与同级机关比较",
        "Refusal rate against the peers of its level",
        _refusals,
        ("issuer",),
        with_peers=True,
    ),
    Chart("map", "某项指标的县级地图", "A map of any indicator", _map, ("code", "year")),
)
