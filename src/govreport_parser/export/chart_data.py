"""The figures behind the charts, asked of a batch's SQLite: one report of each body and year, totals only.

Figures of a last month or quarter (codes that end with .period) and those since counting began (.cumulative) stand in
the older tables beside those of the year, and are no part of any chart that does not ask for them by their code.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from govreport_parser.errors import OutputError
from govreport_parser.export.queries import ONE_EACH, RANKED, TOTALS

__all__ = ["OUTCOMES", "Rows", "figures", "latest_by_place", "left_out", "need", "outcomes", "refusal_rates", "reviews"]

Rows = list[dict[str, Any]]

_SELECT = (
    "SELECT f.source, f.issuer, f.year, r.form, r.division_level AS level, f.division_code AS division, "
    "r.division_name, f.code, f.label, f.unit, f.value, f.value_yuan, f.status "
    f"FROM figures f JOIN ({ONE_EACH}) r ON r.report = f.report AND r.source = f.source "
    f"WHERE f.kind = 'indicator' AND f.year IS NOT NULL AND {TOTALS} "
)
_OF_ISSUER = "AND (:issuer IS NULL OR f.issuer = :issuer) "
_STATED = "AND f.value IS NOT NULL "

OUTCOMES = (
    ("予以公开 granted", ("results.granted", "replies.granted", "replies.already-public")),
    ("部分公开 in part", ("results.partially-granted",)),
    ("不予公开 refused", ("results.refused.", "replies.refused", "replies.rejected")),
    (
        "无法提供 unavailable",
        (
            "results.unavailable.",
            "replies.nonexistent",
            "replies.not-this-body",
            "replies.clarification",
            "replies.rejected.not-held",
            "replies.rejected.unclear",
        ),
    ),
    ("不予处理 declined", ("results.declined.", "replies.rejected.repeated")),
    (
        "其他 other",
        ("results.other", "results.other.", "replies.other-channel", "replies.rejected.outside-regulations"),
    ),
)
"""What becomes of an application, and the codes that tell it; one that ends with a point stands for all below it."""
_REFUSED = OUTCOMES[2][0]
_WHOSE = ("source", "issuer", "year", "form", "level", "division", "division_name")
_UNREAD = ("unreadable", "ambiguous")

_REVIEWS = {
    "reconsideration.total": "行政复议 reviews",
    "litigation.total": "行政诉讼 lawsuits",
    "litigation.direct.total": "行政诉讼 lawsuits",
    "litigation.after-reconsideration.total": "行政诉讼 lawsuits",
}


def need(rows: Rows, what: str) -> Rows:
    """Return the rows. OutputError where there are none, which says what is missing."""
    if not rows:
        raise OutputError(
            f"the database has no {what}. Try another --issuer, --year or --code, "
            "or add reports with `govreport batch`."
        )
    return rows


def figures(connection: sqlite3.Connection, code: str, *, issuer: str | None = None, year: int | None = None) -> Rows:
    """Return an indicator of every report, by year; `body` is the issuer, told from others of the same name."""
    query = f"{_SELECT}{_STATED}{_OF_ISSUER}AND f.code = :code AND (:year IS NULL OR f.year = :year) ORDER BY f.year"
    rows = need(_rows(connection, query, code=code, issuer=issuer, year=year), f"figures of {code!r}")
    return _told_apart(_in_one_unit(rows))


def latest_by_place(connection: sqlite3.Connection, code: str, *, year: int | None) -> Rows:
    """Return an indicator's last figure of every body whose division is known."""
    latest = {(row["division"], row["issuer"]): row for row in figures(connection, code, year=year) if row["division"]}
    return list(latest.values())


def outcomes(connection: sqlite3.Connection, issuer: str | None) -> Rows:
    """Return the figures that tell what became of applications, each with its `outcome`."""
    query = f"{_SELECT}{_STATED}{_OF_ISSUER}AND (f.code LIKE 'results.%' OR f.code LIKE 'replies%')"
    found = []
    for rows in _by_report(_rows(connection, query, issuer=issuer)):
        codes = {row["code"] for row in rows}
        found += [{**row, "outcome": _outcome(row["code"], row["form"], codes)} for row in rows]
    return need([row for row in found if row["outcome"] and row["form"] and row["value"]], "outcomes of applications")


def reviews(connection: sqlite3.Connection, issuer: str | None) -> Rows:
    """Return the totals of reviews and lawsuits, each with its `kind`."""
    codes = ", ".join(f"'{code}'" for code in _REVIEWS)
    query = f"{_SELECT}{_STATED}{_OF_ISSUER}AND f.code IN ({codes})"
    rows = [{**row, "kind": _REVIEWS[row["code"]]} for row in _rows(connection, query, issuer=issuer)]
    return _told_apart(need([row for row in rows if row["form"]], "reviews or lawsuits"))


def refusal_rates(connection: sqlite3.Connection) -> Rows:
    """Return the refusal rate of every report that states refusals and a total.

    A report with refusals that could not be read has none: what is left of them would be too low a rate.
    """
    query = f"{_SELECT}AND (f.code LIKE 'results.%' OR f.code LIKE 'replies%')"
    rates = []
    for rows in _by_report(_rows(connection, query)):
        codes = {row["code"] for row in rows}
        refused = [row for row in rows if _outcome(row["code"], row["form"], codes) == _REFUSED]
        stated = [row["value"] for row in refused if row["value"] is not None]
        total = max((row["value"] or 0 for row in rows if row["code"] in {"results.total", "replies"}), default=0)
        if stated and total and not any(row["status"] in _UNREAD for row in refused):
            shared = {name: rows[0][name] for name in _WHOSE}
            rates.append({**shared, "rate": sum(stated) / total, "all": total})
    return _told_apart(rates)


def left_out(connection: sqlite3.Connection, *, issuer: str | None = None, year: int | None = None) -> int:
    """Return how many reports no chart counts, because another of the same body and year stands for them."""
    query = (
        f"SELECT count(*) AS number FROM ({RANKED}) WHERE place > 1 AND (:issuer IS NULL OR issuer = :issuer) "
        "AND (:year IS NULL OR year = :year)"
    )
    return int(_rows(connection, query, issuer=issuer, year=year)[0]["number"])


def _rows(connection: sqlite3.Connection, query: str, **values: object) -> Rows:
    return [dict(row) for row in connection.execute(query, values)]


def _by_report(rows: Rows) -> Iterable[Rows]:
    groups: dict[str, Rows] = defaultdict(list)
    for row in rows:
        groups[row["source"]].append(row)
    return groups.values()


def _outcome(code: str, form: str | None, codes: set[str]) -> str | None:
    """Return the kind of outcome of a code; the grounds of a total are left out where the report states the total."""
    if form in {"2008", "2014"} and code.startswith("results.refused."):
        return None
    if "replies.rejected" in codes and (code.startswith("replies.rejected.") or code == "replies.nonexistent"):
        return None
    for name, known in OUTCOMES:
        if any(code == one or (one.endswith(".") and code.startswith(one)) for one in known):
            return name
    return None


def _in_one_unit(rows: Rows) -> Rows:
    """Return amounts of money in yuan where reports state them in 元 and 万元; what has no known unit is left out."""
    if len({row["unit"] for row in rows}) == 1 or all(row["value_yuan"] is None for row in rows):
        return rows
    return [{**row, "value": row["value_yuan"], "unit": "元"} for row in rows if row["value_yuan"] is not None]


def _told_apart(rows: Rows) -> Rows:
    """Return the rows with `body`: no line may join two of the many that are called 城关镇人民政府."""
    places: dict[str | None, set[str | None]] = defaultdict(set)
    for row in rows:
        places[row["issuer"]].add(row["division"])
    return [{**row, "body": _body(row, alone=len(places[row["issuer"]]) == 1)} for row in rows]


def _body(row: dict[str, Any], *, alone: bool) -> str:
    """Return the name of a body, with its division where others have the name, or its file where none is known."""
    if row["issuer"] is None or row["division"] is None:
        return " ".join(filter(None, (row["issuer"], f"[{row['source']}]")))
    return str(row["issuer"]) if alone else f"{row['issuer']}（{row['division_name']}）"
