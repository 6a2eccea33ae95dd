"""Pictures of a batch's SQLite as Vega-Lite: SVG, PNG, or an interactive page that makes no request.

What is not comparable over the official forms is never joined by a line: every series ends where the form changes.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from govreport_parser.errors import OutputError
from govreport_parser.export.pictures import styled

__all__ = ["CHARTS", "Chart", "ChartOptions", "chart_spec"]

RECEIVED = "applications.received"
_MOST_LINES = 8
Rows = list[dict[str, Any]]


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


def chart_spec(database: Path, name: str, options: ChartOptions | None = None) -> dict[str, Any]:
    """Return the Vega-Lite specification of a chart, data included. OutputError says what is missing."""
    chart = next((chart for chart in CHARTS if chart.name == name), None)
    if chart is None:
        raise OutputError(f"no chart {name!r}. There are {', '.join(chart.name for chart in CHARTS)}.")
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
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{database}: {error}. Give the SQLite file of `govreport batch`.") from error
    return styled(spec)


def _rows(connection: sqlite3.Connection, query: str, **values: object) -> Rows:
    return [dict(row) for row in connection.execute(query, values)]


_SELECT = (
    "SELECT f.issuer, f.year, r.form, r.division_level AS level, f.division_code AS division, "
    "f.code, f.label, f.unit, f.value "
    "FROM figures f JOIN reports r ON r.report = f.report AND r.source = f.source "
    "WHERE f.kind = 'indicator' AND f.value IS NOT NULL AND f.year IS NOT NULL "
    "AND (f.applicant IS NULL OR f.applicant = 'total') "
)


def _need(rows: Rows, what: str) -> Rows:
    if not rows:
        raise OutputError(
            f"the database has no {what}. Try another --issuer, --year or --code, "
            "or add reports with `govreport batch`."
        )
    return rows


def _title(zh: str, en: str, note: str) -> dict[str, Any]:
    return {
        "text": f"{zh}　{en}",
        "subtitle": [note, "来源：各机关政府信息公开工作年度报告　Source: annual reports on information disclosure"],
    }


def _gloss(code: str) -> str:
    """Return what an indicator is in English, short; its code where no form has it."""
    from govreport_parser.tables.forms import describe

    gloss = next((spec.gloss for spec in describe() if spec.code == code), code)
    return gloss.partition(";")[0]


_YEAR = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "grid": False}}
_FORM = {"field": "form", "type": "nominal", "title": "格式 form", "sort": ["2008", "2014", "2019", "2021"]}
_NEVER_JOINED = "格式变更处不连线　Lines end where the official form changes"


def _over_years(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """One indicator over the years: a line a body where they are few, else a dot a report and the median."""
    query = _SELECT + "AND f.code IN (:code, :code || '.period') AND (:issuer IS NULL OR f.issuer = :issuer)"
    rows = _need(
        _rows(connection, query, code=options.indicator, issuer=options.issuer), f"figures of {options.indicator!r}"
    )
    label, unit = rows[0]["label"], rows[0]["unit"] or ""
    value: dict[str, Any] = {"field": "value", "type": "quantitative", "title": f"{label}（{unit}）"}
    tooltip = [{"field": name} for name in ("issuer", "year", "value", "form")]
    base = {
        "data": {"values": rows},
        "width": 640,
        "height": 340,
        "title": _title(label, _gloss(options.indicator), _NEVER_JOINED),
    }
    if len({row["issuer"] for row in rows}) <= _MOST_LINES:
        color = {"field": "issuer", "type": "nominal", "title": None}
        encoding = {"x": _YEAR, "y": value, "color": color, "tooltip": tooltip}
        line = {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"detail": _FORM}}
        return {
            **base,
            "encoding": encoding,
            "layer": [line, {"mark": {"type": "point", "filled": True, "size": 70}, "encoding": {"shape": _FORM}}],
        }
    value["scale"] = {"type": "symlog"}
    dots = {
        "mark": {"type": "circle", "opacity": 0.3, "size": 22},
        "encoding": {"x": _YEAR, "y": value, "color": _FORM, "tooltip": tooltip},
    }
    median = {"x": _YEAR, "y": {**value, "aggregate": "median"}, "color": _FORM, "detail": _FORM}
    return {
        **base,
        "layer": [dots, {"mark": {"type": "line", "strokeWidth": 3, "point": {"size": 90}}, "encoding": median}],
    }


_OUTCOMES = (
    ("予以公开 granted", ("results.granted", "replies.granted", "replies.already-public")),
    ("部分公开 in part", ("results.partially-granted",)),
    ("不予公开 refused", ("results.refused.", "replies.refused", "replies.rejected")),
    (
        "无法提供 unavailable",
        ("results.unavailable.", "replies.nonexistent", "replies.not-this-body", "replies.clarification"),
    ),
    ("不予处理 declined", ("results.declined.",)),
    ("其他 other", ("results.other", "results.other.", "replies.other-channel")),
)


def _outcome(code: str, form: str | None) -> str | None:
    """Return the kind of outcome of a code; the grounds of refusals are parts of a total where the form has one."""
    code = code.removesuffix(".period")
    if form in {"2008", "2014"} and code.startswith("results.refused."):
        return None
    for name, codes in _OUTCOMES:
        if any(code == known or (known.endswith(".") and code.startswith(known)) for known in codes):
            return name
    return None


def _outcomes(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Show what became of applications: shares by year, one panel a form because the forms count by other kinds."""
    query = (
        _SELECT + "AND (f.code LIKE 'results.%' OR f.code LIKE 'replies.%') AND (:issuer IS NULL OR f.issuer = :issuer)"
    )
    rows = [
        {**row, "outcome": _outcome(row["code"], row["form"])}
        for row in _rows(connection, query, issuer=options.issuer)
    ]
    rows = _need([row for row in rows if row["outcome"] and row["form"] and row["value"]], "outcomes of applications")
    order = [name for name, _ in _OUTCOMES]
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
        "column": {**_FORM, "title": "国家格式 official form"},
        "tooltip": tooltip,
    }
    return {
        "data": {"values": rows},
        "width": {"step": 64},
        "height": 320,
        "mark": "bar",
        "encoding": encoding,
        "resolve": {"scale": {"x": "independent"}},
        "title": _title(
            "申请办理结果",
            "Outcomes of applications",
            "各格式分类口径不同，分栏显示　Each form counts by its own kinds",
        ),
    }


def _reviews(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Count reviews and lawsuits a year."""
    names = {
        "reconsideration.total": "行政复议 reviews",
        "litigation.total": "行政诉讼 lawsuits",
        "litigation.direct.total": "行政诉讼 lawsuits",
        "litigation.after-reconsideration.total": "行政诉讼 lawsuits",
    }
    query = (
        _SELECT + "AND (f.code LIKE 'reconsideration.total%' OR f.code LIKE 'litigation.%total%') "
        "AND (:issuer IS NULL OR f.issuer = :issuer)"
    )
    rows = [
        {**row, "kind": names.get(row["code"].removesuffix(".period"))}
        for row in _rows(connection, query, issuer=options.issuer)
    ]
    rows = _need([row for row in rows if row["kind"] and row["form"]], "reviews or lawsuits")
    color = {"field": "kind", "type": "nominal", "title": None}
    total = {"field": "value", "type": "quantitative", "aggregate": "sum", "title": "件 cases"}
    encoding = {
        "x": _YEAR,
        "xOffset": {"field": "kind"},
        "y": total,
        "color": color,
        "column": {**_FORM, "title": "国家格式 official form"},
    }
    return {
        "data": {"values": rows},
        "width": {"step": 34},
        "height": 300,
        "mark": "bar",
        "encoding": encoding,
        "resolve": {"scale": {"x": "independent"}},
        "title": _title(
            "行政复议和行政诉讼", "Reviews and lawsuits", f"{len({row['issuer'] for row in rows})} 个机关　bodies"
        ),
    }


def _rates(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield the refusal rate of every report that states refusals and a total."""
    query = _SELECT + "AND (f.code LIKE 'results.%' OR f.code LIKE 'replies%')"
    reports: dict[tuple[Any, ...], dict[str, float]] = {}
    for row in _rows(connection, query):
        sums = reports.setdefault((row["issuer"], row["year"], row["form"], row["level"]), {"refused": 0.0, "all": 0.0})
        if (_outcome(row["code"], row["form"]) or "").startswith("不予公开"):
            sums["refused"] += row["value"]
        elif row["code"].removesuffix(".period") in {"results.total", "replies"}:
            sums["all"] = row["value"]
    for (issuer, year, form, level), sums in reports.items():
        if sums["all"] > 0:
            yield {
                "issuer": issuer,
                "year": year,
                "form": form,
                "level": level,
                "rate": sums["refused"] / sums["all"],
                "all": sums["all"],
            }


def _refusals(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Refusals as a share of all replies, against the peers of the same level."""
    rows = list(_rates(connection))
    own = [row for row in rows if options.issuer and row["issuer"] == options.issuer]
    if options.issuer:
        levels = {row["level"] for row in _need(own, f"outcomes of {options.issuer!r}")}
        rows = [row for row in rows if row["level"] in levels]
    rate = {"field": "rate", "type": "quantitative", "title": "不予公开占比 share refused", "axis": {"format": "%"}}
    tooltip = [
        {"field": "issuer"},
        {"field": "year"},
        {"field": "rate", "format": ".1%"},
        {"field": "all", "title": "答复 replies"},
    ]
    dots = {
        "mark": {"type": "circle", "size": 46, "opacity": 0.35, "color": "#55565c"},
        "encoding": {"x": _YEAR, "y": rate, "tooltip": tooltip},
    }
    median = {
        "mark": {"type": "tick", "thickness": 3, "size": 34, "color": "#1c1b19"},
        "encoding": {"x": _YEAR, "y": {**rate, "aggregate": "median"}},
    }
    layers: list[dict[str, Any]] = [dots, median]
    if own:
        encoding = {
            "x": _YEAR,
            "y": rate,
            "color": {"field": "issuer", "title": None},
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
        "data": {"values": _need(rows, "refusals and replies")},
        "width": 640,
        "height": 340,
        "layer": layers,
        "title": _title("不予公开率", "Refusal rate", note),
    }


def _map(connection: sqlite3.Connection, options: ChartOptions) -> dict[str, Any]:
    """Put a dot on every division with a figure, over the pale dots of all divisions known to the gazetteer."""
    from govreport_parser.places.centres import coordinates
    from govreport_parser.places.divisions import gazetteer

    query = _SELECT + "AND f.code IN (:code, :code || '.period') AND (:year IS NULL OR f.year = :year) ORDER BY f.year"
    found = _need(
        _rows(connection, query, code=options.indicator, year=options.year), f"figures of {options.indicator!r}"
    )
    latest = {(row["division"], row["issuer"]): row for row in found if row["division"]}
    rows = []
    for row in latest.values():
        centre = coordinates(row["division"])
        if centre:
            rows.append({**row, "longitude": centre[0], "latitude": centre[1]})
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
        "title": found[0]["unit"] or "",
        "scale": {"rangeMin": 20, "rangeMax": 900},
    }
    tooltip = [{"field": name} for name in ("issuer", "year", "value")]
    layers = [
        {"data": {"values": pale}, "mark": {"type": "circle", "size": 5, "color": "#c4bca9"}, "encoding": place},
        {
            "data": {"values": _need(rows, "figures of divisions with a known place")},
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
        "title": _title(found[0]["label"], _gloss(options.indicator), note),
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
        "refusals", "不予公开率与同级机关比较", "Refusal rate against the peers of its level", _refusals, ("issuer",)
    ),
    Chart("map", "某项指标的县级地图", "A map of any indicator", _map, ("code", "year")),
)
