"""The views of the database: the common questions, each with what its rows and its columns mean."""

from dataclasses import dataclass
from functools import cache

from govreport_parser.export.queries import ONE_EACH, RANKED, TOTALS
from govreport_parser.report.columns import FILES, TABLES, Column, TableSchema

__all__ = ["VIEWS", "View"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view: its name, what one row holds, the names of its columns, those that no table has, and its SQL."""

    name: str
    en: str
    zh: str
    names: tuple[str, ...]
    query: str
    own: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, described: those that a table has as the table describes them."""
        known = _known() | {column.name: column for column in self.own}
        return tuple(known[name] for name in self.names)


@cache
def _known() -> dict[str, Column]:
    """Return the columns of the tables by name; of two of one name that of `figures`, which the views are about."""
    tables = sorted((FILES, *TABLES), key=_is_figures)
    known = {column.name: column for table in tables for column in table.columns}
    return known | {"value_text": Column("value_text", "text", "The value, exact.", "数值（精确值）")}


def _is_figures(table: TableSchema) -> bool:
    return table.name == "figures"


_FIGURE = ("label", "value", "value_text", "unit", "quote", "line")
_WHOSE = ("source", "issuer", "division_code", "year")

_BY_YEAR = f"""
WITH received AS MATERIALIZED (
    SELECT source, value, value_text, unit, status, line FROM figures
    WHERE kind = 'indicator' AND code = 'applications.received' AND {TOTALS}
),
stated AS (
    SELECT reports.source, issuer, division_code, division_name, division_level, year, form,
        issuer LIKE '%' || division_name || '人民政府' AS is_government,
        value, value_text, unit, coalesce(status, 'no table') AS status, line,
        place = 1 AND issuer IS NOT NULL AND division_code IS NOT NULL AND year IS NOT NULL AS comparable,
        max(CASE WHEN place = 1 THEN value END) OVER (
            PARTITION BY division_code, issuer ORDER BY year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING
        ) AS value_before
    FROM ({RANKED}) AS reports LEFT JOIN received ON received.source = reports.source
    WHERE genre = 'annual_report'
)
SELECT source, issuer, division_code, division_name, division_level, is_government, year, form,
    value, value_text, unit, status, line,
    CASE WHEN comparable THEN value_before END AS year_earlier,
    CASE WHEN comparable THEN value - value_before END AS growth,
    CASE WHEN comparable AND value_before > 0 THEN round(100.0 * (value - value_before) / value_before, 1) END
        AS growth_percent
FROM stated
"""
"""Every report with its applications and those of the year before: of the same body and division, and only where the
years follow each other. Of several reports of one year all are shown, and that which sums take is compared."""


VIEWS: tuple[View, ...] = (
    View(
        name="quarantine",
        en="The files that failed.",
        zh="失败的文件",
        names=("source", "reason"),
        query="SELECT source, reason FROM files WHERE status = 'failed'",
    ),
    View(
        name="applications",
        en="The matrix of applications: one row a cell, by kind of applicant and in total.",
        zh="申请情况矩阵：每格一行，按申请人类型及总计",
        names=(*_WHOSE, "label", "applicant", "value", "value_text", "unit", "status", "quote", "line"),
        query=(
            "SELECT source, issuer, division_code, year, label, applicant, value, value_text, unit, status, quote, "
            "line FROM figures WHERE kind = 'indicator' AND applicant IS NOT NULL"
        ),
    ),
    View(
        name="applications_received",
        en="The applications that a report says were received in its year, in total.",
        zh="各报告当年收到的申请总数",
        names=(*_WHOSE, *_FIGURE),
        query=(
            "SELECT source, issuer, division_code, year, label, value, value_text, unit, quote, line FROM figures "
            f"WHERE kind = 'indicator' AND code = 'applications.received' AND {TOTALS}"
        ),
    ),
    View(
        name="applications_by_year",
        en="Every report with its applications and those of the year before, of the same body.",
        zh="每份报告的申请数及同一机关上一年的申请数",
        names=(
            *("source", "issuer", "division_code", "division_name", "division_level", "is_government", "year", "form"),
            *("value", "value_text", "unit", "status", "line", "year_earlier", "growth", "growth_percent"),
        ),
        own=(
            Column("is_government", "boolean", "The body is the government of its division.", "是否为本级人民政府"),
            Column("status", "text", "no table, or what the cell says.", "no table 为无统计表，否则为单元格状态"),
            Column("year_earlier", "decimal", "Applications of the year before.", "上一年申请数"),
            Column("growth", "decimal", "More than in the year before, in the same unit.", "比上年增加数，单位相同"),
            Column("growth_percent", "decimal", "The same in percent.", "比上年增长百分比（%）"),
        ),
        query=_BY_YEAR,
    ),
    View(
        name="indicators_by_year",
        en="Sums and means of an indicator over all bodies: totals, one report of each body and year, one unit a row.",
        zh="各指标历年合计与平均：只计总计格，同一机关同一年度只取一份报告，每种单位一行",
        names=("year", "code", "label", "unit", "reports", "given", "total", "mean"),
        own=(
            Column("reports", "integer", "Reports that have the cell.", "有该格的报告数"),
            Column("given", "integer", "Of these, with a figure.", "其中有数值的报告数"),
            Column("total", "decimal", "Sum of the figures, in the row's unit.", "合计，单位见本行"),
            Column("mean", "decimal", "Mean of the figures given.", "平均，只计有数值的报告"),
        ),
        query=(
            "SELECT year, code, min(label) AS label, unit, count(DISTINCT source) AS reports, count(value) AS given, "
            "sum(value) AS total, avg(value) AS mean FROM figures "
            f"WHERE kind = 'indicator' AND {TOTALS} AND source IN (SELECT source FROM ({ONE_EACH})) "
            "GROUP BY year, code, unit"
        ),
    ),
    View(
        name="duplicates",
        en="Reports of a body and year of which there are several: copies of one, or an amended one.",
        zh="同一机关同一年度的多份报告：重复抓取或修订版",
        names=(
            "issuer",
            "division_code",
            "year",
            "copies",
            "counted",
            "source",
            "form",
            "indicators",
            "counts",
            "report",
        ),
        own=(
            Column("copies", "integer", "Reports of this body and year.", "同一机关同一年度的报告数"),
            Column(
                "counted",
                "boolean",
                "The one that sums and charts take: that with most figures.",
                "合计与图表所取的一份：数字最多者",
            ),
            Column("indicators", "integer", "Number of cells found in tables.", "表格指标个数"),
            Column("counts", "integer", "Number of counts found in prose.", "正文数字条数"),
        ),
        query=(
            "SELECT issuer, division_code, year, copies, place = 1 AS counted, source, form, indicators, counts, "
            f"report FROM ({RANKED}) WHERE copies > 1 ORDER BY issuer, division_code, year, place"
        ),
    ),
    View(
        name="contradictions",
        en="Findings of severity error or warning.",
        zh="严重程度为错误或警告的核查发现",
        names=(
            *("source", "issuer", "year", "code", "severity", "message_zh", "message_en", "left_value", "right_value"),
            *("difference", "fault", "line"),
        ),
        own=(Column("code", "text", "Code of the check.", "核查代码"),),
        query=(
            "SELECT source, issuer, year, code, severity, message_zh, message_en, left_value, right_value, difference, "
            "fault, line FROM findings WHERE severity IN ('error', 'warning')"
        ),
    ),
    View(
        name="coverage",
        en="One row a body: which of its years are there. Fewer years than first to last span: some are missing.",
        zh="每个机关一行：已有哪些年度；年数少于首末年之间的年数即有缺",
        names=("division_code", "issuer", "first_year", "last_year", "years", "reports"),
        own=(
            Column("first_year", "integer", "First year reported on.", "最早年度"),
            Column("last_year", "integer", "Last year reported on.", "最晚年度"),
            Column("years", "integer", "Number of years reported on.", "年度数"),
            Column("reports", "integer", "Number of reports; more than years where some are there twice.", "报告份数"),
        ),
        query=(
            "SELECT division_code, issuer, min(year) AS first_year, max(year) AS last_year, "
            "count(DISTINCT year) AS years, count(*) AS reports "
            "FROM reports WHERE genre = 'annual_report' GROUP BY division_code, issuer"
        ),
    ),
)
