"""What Datasette is told of the database: titles, descriptions, facets, and the questions that people ask."""

import importlib
from typing import Any

from govreport_parser.export.charts import CHARTS
from govreport_parser.export.queries import ONE_EACH, TOTALS
from govreport_parser.export.sqlite import datasette_metadata

__all__ = ["QUERIES", "explorer_metadata"]

_FACETS: dict[str, list[str]] = {
    "reports": ["year", "division_name", "division_level", "form"],
    "figures": ["kind", "year", "status", "applicant"],
    "findings": ["severity", "code", "year", "fault"],
    "events": ["kind", "year", "planned"],
    "institutions": ["kind", "year"],
    "sections": ["kind", "year"],
    "documents": ["year"],
    "texts": ["title"],
}
_SORTED = {"reports": "year", "figures": "key", "findings": "severity", "events": "start_date"}
_TITLES = {
    "reports": "报告 Reports",
    "figures": "数字 Figures",
    "findings": "核查发现 Findings",
    "events": "事件 Events",
    "institutions": "机构 Institutions",
    "documents": "引用文件 Documents cited",
    "sections": "章节 Sections",
    "texts": "原文 Texts",
    "dates": "日期 Dates",
    "absences": "未发生 Absences",
    "unmatched_rows": "未归入格式的行 Unmatched rows",
    "files": "文件 Files",
    "quarantine": "失败的文件 Files that failed",
    "applications": "申请情况矩阵 Applications by kind of applicant",
    "applications_received": "收到的申请 Applications received",
    "applications_by_year": "申请数逐年变化 Applications by year",
    "indicators_by_year": "指标逐年合计 Indicators by year",
    "duplicates": "重复的报告 Duplicates",
    "contradictions": "自相矛盾 Contradictions",
    "coverage": "覆盖情况 Coverage",
    "dictionary": "数据字典 Data dictionary",
}

QUERIES: dict[str, tuple[str, str, str]] = {
    # name: (title, what it answers, SQL); `report` and `id` become links to the report's page
    "most_applications": (
        "谁收到的申请最多 Who received most applications",
        "本年新收申请数，可限定年份；同一机关同一年度的多份报告只取一份。 Applications received in a year; leave the "
        "year empty for all. Of several reports of one body and year one is taken.",
        "SELECT issuer, year, value, unit, quote, line, id, report FROM figures "
        f"WHERE kind = 'indicator' AND code = 'applications.received' AND {TOTALS} AND value IS NOT NULL "
        f"AND (:year = '' OR year = :year) AND source IN (SELECT source FROM ({ONE_EACH})) "
        "ORDER BY value DESC LIMIT 500",
    ),
    "refusal_rates": (
        "历年不予公开率 Refusal rates by year",
        "不予公开数占答复（办理结果）总数的比例；2014年和2019年起的口径不同，不宜直接比较；有无法读取的格的报告不列入。"
        " Refused as a share of all replies; the forms of 2014 and of 2019 on count differently: "
        "do not compare across them. Reports with cells that could not be read are left out.",
        "SELECT issuer, year, form, refused, total, round(100.0 * refused / total, 1) AS percent, report FROM ("
        "SELECT issuer, year, form, report, sum(CASE WHEN of_refusals THEN value END) AS refused, "
        "max(CASE WHEN of_refusals AND status IN ('unreadable', 'ambiguous') THEN 1 ELSE 0 END) AS unread, "
        "max(CASE WHEN code IN ('results.total', 'replies') THEN value END) AS total FROM ("
        "SELECT r.issuer, r.year, r.form, r.report, r.source, f.code, f.value, f.status, "
        "(r.form IN ('2019', '2021') AND f.code LIKE 'results.refused.%') "
        "OR f.code IN ('replies.refused', 'replies.rejected') AS of_refusals "
        f"FROM ({ONE_EACH}) r JOIN figures f ON f.report = r.report AND f.source = r.source "
        f"WHERE f.kind = 'indicator' AND {TOTALS}) GROUP BY report, source) "
        "WHERE total > 0 AND refused IS NOT NULL AND NOT unread ORDER BY year DESC, percent DESC LIMIT 1000",
    ),
    "contradictions": (
        "谁的数字自相矛盾 Whose figures do not add up",
        "错误和警告，按严重程度。 Errors and warnings, the worst first.",
        "SELECT issuer, year, severity, message_zh, message_en, left_value, right_value, difference, fault, line, "
        "id, report FROM findings WHERE severity IN ('error', 'warning') "
        "ORDER BY severity, year DESC, issuer LIMIT 1000",
    ),
    "no_annex": (
        "哪些报告没有统计表 Which reports lack an annex",
        "2014年起每份报告应附统计表；有表但格式不符的不列入，见 unmatched_rows。"
        " From 2014 on every report should carry one. Those with a table of another form are not listed.",
        "SELECT issuer, year, title, source, report FROM reports WHERE genre = 'annual_report' AND indicators = 0 "
        "AND source NOT IN (SELECT source FROM unmatched_rows) "
        "ORDER BY year DESC, issuer LIMIT 1000",
    ),
    "repeated_texts": (
        "谁照抄了上年的文字 Whose text repeats last year's",
        "同一机关连续两年一字不差的章节。 Sections of one body that are the same, word for word, two years running.",
        "SELECT a.issuer, a.year AS year, b.year AS before, t.title, length(t.text) AS characters, "
        f"t.section AS id, t.report AS report FROM ({ONE_EACH}) a "
        f"JOIN ({ONE_EACH}) b ON b.issuer = a.issuer AND b.division_code = a.division_code AND b.year = a.year - 1 "
        "JOIN texts t ON t.report = a.report AND t.source = a.source "
        "JOIN texts u ON u.report = b.report AND u.source = b.source AND u.title = t.title AND u.text = t.text "
        "WHERE length(t.text) > 60 ORDER BY characters DESC LIMIT 1000",
    ),
    "search_texts": (
        "全文检索 Full-text search",
        "输入一个或几个词，简体繁体均可，任意长度。 One or more words, of any length, in either script.",
        "SELECT t.title, substr(t.text, 1, 400) AS text, t.source, t.section AS id, t.report FROM texts_fts "
        "JOIN texts t ON t.key = texts_fts.rowid WHERE texts_fts MATCH govreport_phrase(:words) "
        "ORDER BY rank LIMIT 100",
    ),
}


def explorer_metadata(name: str) -> dict[str, Any]:
    """Return the metadata for a database of that name."""
    metadata: dict[str, Any] = datasette_metadata(name)
    database = metadata["databases"][name]
    for table, described in database["tables"].items():
        described["facets"] = _FACETS.get(table, [])
        described["title"] = _TITLES.get(table, table)
        if table in _SORTED:
            described["sort"] = _SORTED[table]
    database["tables"]["reports"]["label_column"] = "title"
    database["queries"] = {
        key: {"title": title, "description": said, "sql": sql, "hide_sql": True}
        for key, (title, said, sql) in QUERIES.items()
    }
    database["description_html"] = _welcome(name)
    metadata["title"] = "政府信息公开年度报告 Annual reports on information disclosure"
    metadata["description_html"] = _welcome(name)
    metadata["extra_css_urls"] = ["/-/govreport.css"]
    return metadata


def _welcome(name: str) -> str:
    # What Datasette itself writes for the name in its addresses; nothing in it needs to be escaped in HTML.
    at = importlib.import_module("datasette.utils").tilde_encode(name)
    questions = "".join(f'<li><a href="/{at}/{key}">{title}</a></li>' for key, (title, _, _) in QUERIES.items())
    charts = "".join(f'<li><a href="/-/chart/{chart.name}">{chart.zh} {chart.en}</a></li>' for chart in CHARTS)
    tables = "".join(
        f'<li><a href="/{at}/{table}">{_TITLES[table]}</a></li>'
        for table in ("reports", "figures", "findings", "texts", "dictionary")
    )
    parts = (("问题 Questions", questions), ("数据 Tables", tables), ("图表 Charts", charts))
    columns = "".join(f"<div><h3>{title}</h3><ul>{items}</ul></div>" for title, items in parts)
    return f'<div class="welcome">{columns}</div>'
