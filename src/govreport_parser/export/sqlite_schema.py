"""The database's own shape: tables, keys, indexes, views for the common questions, and what is searched."""

from collections.abc import Iterator

from govreport_parser.report.columns import FILES, TABLES, Column, TableSchema, schema_of

__all__ = ["BEGIN", "COMPLETE", "SEARCHED", "TEXTS", "columns_of", "create_table", "insert"]

TEXTS = TableSchema(
    "texts",
    "One row a section of the first level, with its text.",
    "每个一级章节的原文一行",
    (
        *(column for column in schema_of("sections").columns if column.name in ("report", "source")),
        Column("section", "text", "Id of the section.", "章节编号"),
        Column("title", "text", "Title, simplified.", "标题"),
        Column("text", "text", "The source's own characters.", "原文"),
    ),
)

SEARCHED: dict[str, tuple[str, ...]] = {"texts": ("title", "text"), "figures": ("label", "path", "quote")}
"""The tables with full-text search, and the columns indexed."""

_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "decimal": "REAL"}

BEGIN = (
    "CREATE TABLE _mark (parts INTEGER NOT NULL, digest TEXT NOT NULL)",
    "INSERT INTO _mark VALUES (0, '')",
    *(
        # Contentless: the text is not stored twice. Results come from joining the table by its key.
        f"CREATE VIRTUAL TABLE {name}_fts USING fts5({', '.join(columns)}, content='', tokenize='unicode61')"
        for name, columns in SEARCHED.items()
    ),
    *(f"INSERT INTO {name}_fts({name}_fts, rank) VALUES ('hashsize', 67108864)" for name in SEARCHED),
)

_INDEXES = (
    *((schema.name, "source") for schema in TABLES),
    ("texts", "source"),
    ("files", "status"),
    ("reports", "division_code, year"),
    ("reports", "issuer"),
    ("figures", "code, year"),
    ("figures", "division_code, year"),
    ("figures", "label"),
    ("events", "start_date"),
    ("institutions", "canonical"),
    ("documents", "number"),
    ("findings", "code"),
)

_BY_YEAR = """
WITH received AS MATERIALIZED (
    SELECT source, value, value_text, unit, status, line FROM figures
    WHERE kind = 'indicator' AND code = 'applications.received' AND (applicant IS NULL OR applicant = 'total')
),
stated AS (
    SELECT reports.source, issuer, division_code, division_name, division_level, year, form,
        issuer LIKE '%' || division_name || '人民政府' AS is_government,
        value, value_text, unit, coalesce(status, 'no table') AS status, line,
        lag(value) OVER years AS value_before, lag(year) OVER years AS year_before
    FROM reports LEFT JOIN received ON received.source = reports.source
    WHERE genre = 'annual_report'
    WINDOW years AS (PARTITION BY division_code, issuer ORDER BY year, reports.source)
)
SELECT source, issuer, division_code, division_name, division_level, is_government, year, form,
    value, value_text, unit, status, line,
    CASE WHEN comparable THEN value_before END AS year_earlier,
    CASE WHEN comparable THEN value - value_before END AS growth,
    CASE WHEN comparable AND value_before > 0 THEN round(100.0 * (value - value_before) / value_before, 1) END
        AS growth_percent
FROM (
    SELECT *, year_before = year - 1 AND issuer IS NOT NULL AND division_code IS NOT NULL AS comparable FROM stated
)
"""
"""Every report with its applications and those of the year before: of the same body and division, and only where the
years follow each other. Two reports of one year are both shown, and the second has nothing to grow from."""

_VIEWS = {
    "quarantine": "SELECT source, reason FROM files WHERE status = 'failed'",
    "applications": (
        "SELECT source, issuer, division_code, year, label, applicant, value, value_text, unit, status, quote, line "
        "FROM figures WHERE kind = 'indicator' AND applicant IS NOT NULL"
    ),
    "applications_received": (
        "SELECT source, issuer, division_code, year, label, value, value_text, unit, quote, line FROM figures "
        "WHERE kind = 'indicator' AND code = 'applications.received' AND (applicant IS NULL OR applicant = 'total')"
    ),
    "indicators_by_year": (
        "SELECT year, code, min(label) AS label, count(DISTINCT source) AS reports, count(value) AS given, "
        "sum(value) AS total, avg(value) AS mean FROM figures "
        # A matrix has a column for each kind of applicant and one of totals: together they would count twice.
        "WHERE kind = 'indicator' AND (applicant IS NULL OR applicant = 'total') GROUP BY year, code"
    ),
    "applications_by_year": _BY_YEAR,
    "contradictions": (
        "SELECT source, issuer, year, code, severity, message_zh, message_en, left_value, right_value, difference, "
        "fault, line FROM findings WHERE severity IN ('error', 'warning')"
    ),
    "coverage": (
        "SELECT division_code, issuer, min(year) AS first_year, max(year) AS last_year, count(*) AS reports "
        "FROM reports WHERE genre = 'annual_report' GROUP BY division_code, issuer"
    ),
}

COMPLETE = (
    *(
        f"CREATE INDEX IF NOT EXISTS {table}_by_{columns.replace(', ', '_')} ON {table} ({columns})"
        for table, columns in _INDEXES
    ),
    *(f"CREATE VIEW IF NOT EXISTS {name} AS {query}" for name, query in _VIEWS.items()),
    *(f"INSERT INTO {name}_fts({name}_fts) VALUES ('optimize')" for name in SEARCHED),
    "DROP TABLE _mark",
)


def columns_of(schema: TableSchema) -> Iterator[Column]:
    """Yield the columns as they are stored: a decimal is two, `value` to calculate with and `value_text`, exact."""
    for column in schema.columns:
        yield column
        if column.type == "decimal":
            yield Column(f"{column.name}_text", "text", f"{column.en} Exact.", f"{column.zh}（精确值）")


def create_table(schema: TableSchema) -> str:
    """Return the statement that makes a table with its keys."""
    lines = [f'"{column.name}" {_TYPES[column.type]}' for column in columns_of(schema)]
    names = {column.name for column in schema.columns}
    if schema.name == FILES.name:
        lines[0] += " NOT NULL PRIMARY KEY"
    else:
        lines.insert(0, "key INTEGER PRIMARY KEY")
        if "source" in names:
            lines.append('FOREIGN KEY ("source") REFERENCES files ("source")')
    return f"CREATE TABLE {schema.name} ({', '.join(lines)})"


def insert(schema: TableSchema) -> str:
    """Return the statement that inserts a row; the key is left to SQLite, which counts."""
    names = [column.name for column in columns_of(schema)]
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {schema.name} ({quoted}) VALUES ({', '.join('?' for _ in names)})"
