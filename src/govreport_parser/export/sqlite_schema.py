"""The database's own shape: tables, keys, indexes, and what is searched."""

from collections.abc import Iterator

from govreport_parser.export.sqlite_views import VIEWS
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

COMPLETE = (
    *(
        f"CREATE INDEX IF NOT EXISTS {table}_by_{columns.replace(', ', '_')} ON {table} ({columns})"
        for table, columns in _INDEXES
    ),
    *(f"CREATE VIEW IF NOT EXISTS {view.name} AS {view.query}" for view in VIEWS),
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
