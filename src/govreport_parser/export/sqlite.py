"""SQLite: every table of the flattening with keys, indexes, views and Chinese full-text search, ready for Datasette.

Decimals are kept twice: `value` is REAL, to calculate with, `value_text` is TEXT, exact. Dates are ISO texts.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from govreport_parser.export.document import Document
from govreport_parser.export.search import phrase, spaced
from govreport_parser.export.sinks import Mark, Streams, Tell, untold
from govreport_parser.export.sqlite_schema import (
    BEGIN,
    COMPLETE,
    SEARCHED,
    TEXTS,
    columns_of,
    create_table,
    insert,
)
from govreport_parser.export.sqlite_views import VIEWS
from govreport_parser.numerals import plain
from govreport_parser.report.columns import DICTIONARY, FILES, TABLES, Row, TableSchema

__all__ = ["STREAM", "SqliteSink", "datasette_metadata", "phrase", "search", "sqlite_bytes"]

STREAM = "rows.json"
_STORED = (FILES, *TABLES, TEXTS)
_HOW_TO_SEARCH = (
    'Search for words as "申 请": blanks between the characters, quotes round all; `govreport explore` does it itself. '
    '搜索词请加空格和引号，如 "申 请"。'
)
"""Datasette by itself hands the words to SQLite as they are, for which 申请 is another token than 申 and 请."""
_SEARCH_QUERY = {
    "title": "Search in the texts 全文搜索",
    "description": "Any words, as they stand in the reports; no blanks are needed. 按原文搜索，无需空格",
    "sql": "SELECT source, title, substr(text, max(instr(text, :words) - 40, 1), 120) AS around FROM texts "
    "WHERE :words <> '' AND instr(text, :words) > 0 ORDER BY source, key LIMIT 500",
}


def sqlite_bytes(documents: Iterable[Document]) -> bytes:
    """Return the rows of files as JSON: table to rows, values as SQLite stores them. Made in the workers."""
    tables: dict[str, list[list[object]]] = {schema.name: [] for schema in _STORED}
    for document in documents:
        tables["files"] += _stored(FILES, [document.file])
        for name, rows in document.rows.items():
            tables[name] += _stored(_schema(name), rows)
        tables["texts"] += _texts(document)
    for name in SEARCHED:
        tables[f"{name}_fts"] = [_searchable(name, row) for row in tables[name]]
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class SqliteSink:
    """The database in the making: every checkpoint is one transaction, the mark inside it."""

    def __init__(self, work: Path, target: Path) -> None:
        self._path, self._target = work / "rows.sqlite", target
        self._database: sqlite3.Connection | None = None
        self._keys: dict[str, int] = {}

    def open(self) -> Mark:
        """Return the mark of the last transaction; SQLite itself takes back what came after."""
        database = self._connect()
        try:
            parts, digest = database.execute("SELECT parts, digest FROM _mark").fetchone()
        except (sqlite3.DatabaseError, TypeError):
            self.reset()
            return Mark()
        for name in SEARCHED:
            self._keys[name] = database.execute(f"SELECT coalesce(max(key), 0) FROM {name}").fetchone()[0]
        return Mark(parts, digest)

    def reset(self) -> None:
        """Begin with an empty database."""
        self.abandon()
        for suffix in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        database = self._connect()
        database.execute("BEGIN")
        for statement in BEGIN:
            database.execute(statement)
        for schema in (*_STORED, DICTIONARY):
            database.execute(create_table(schema))
        database.executemany(insert(DICTIONARY), _dictionary())
        database.execute("COMMIT")
        self._keys = dict.fromkeys(SEARCHED, 0)

    def add(self, streams: Streams) -> None:
        """Insert the rows of the next part."""
        database = self._begin()
        tables = json.loads(streams[STREAM])
        for schema in _STORED:
            database.executemany(insert(schema), tables[schema.name])
        for name in SEARCHED:
            rows = tables[f"{name}_fts"]
            first = self._keys[name] + 1
            keyed = ((key, *row) for key, row in enumerate(rows, first))
            slots = ", ".join("?" for _ in (0, *SEARCHED[name]))
            columns = ", ".join(SEARCHED[name])
            database.executemany(f"INSERT INTO {name}_fts(rowid, {columns}) VALUES ({slots})", keyed)
            self._keys[name] += len(rows)

    def checkpoint(self, mark: Mark) -> None:
        """Commit the rows together with the mark."""
        database = self._begin()
        database.execute("DELETE FROM _mark")
        database.execute("INSERT INTO _mark VALUES (?, ?)", mark)
        database.execute("COMMIT")

    def finish(self, tell: Tell = untold) -> list[tuple[Path, Path]]:
        """Add indexes and views; leave one file without a journal, as publishing and copying need it."""
        database = self._begin()
        steps = len(COMPLETE) + 1
        for step, statement in enumerate(COMPLETE, 1):
            tell(step, steps)
            database.execute(statement)
        tell(steps, steps)
        database.execute("COMMIT")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        mode = database.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode != "delete":
            raise sqlite3.OperationalError(f"{self._path} is open elsewhere. Close that program and run with --resume.")
        self.abandon()
        return [(self._path, self._target)]

    def abandon(self) -> None:
        """Close the database; an open transaction is taken back."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _connect(self) -> sqlite3.Connection:
        self.abandon()
        database = sqlite3.connect(self._path, isolation_level=None)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        self._database = database
        return database

    def _begin(self) -> sqlite3.Connection:
        database = self._database or self._connect()
        if not database.in_transaction:
            database.execute("BEGIN")
        return database


def search(database: sqlite3.Connection, words: str, *, table: str = "texts", limit: int = 20) -> list[sqlite3.Row]:
    """Return the rows of `texts` or `figures` that hold every one of the words (申请 行政复议), best first.

    Words of any length are found, 申请 as well as 政府信息公开; they are simplified characters, as the index is.
    """
    if table not in SEARCHED:
        raise ValueError(f"there is no search in {table!r}. Search in one of {', '.join(SEARCHED)}.")
    cursor = database.cursor()
    cursor.row_factory = sqlite3.Row
    query = phrase(words)
    if not query:
        return []
    statement = (
        f"SELECT {table}.* FROM {table}_fts JOIN {table} ON {table}.key = {table}_fts.rowid "
        f"WHERE {table}_fts MATCH ? ORDER BY rank, {table}.key LIMIT ?"
    )
    return cursor.execute(statement, (query, limit)).fetchall()


def datasette_metadata(name: str) -> dict[str, object]:
    """Return the metadata that Datasette needs to offer the search and to describe tables and columns."""
    tables: dict[str, dict[str, object]] = {}
    for schema in (*_STORED, DICTIONARY):
        described = {column.name: f"{column.en} {column.zh}" for column in columns_of(schema)}
        tables[schema.name] = {"description": f"{schema.en} {schema.zh}", "columns": described}
    for table in SEARCHED:
        tables[table] |= {"fts_table": f"{table}_fts", "fts_pk": "key", "searchmode": "raw"}
        tables[table]["description"] = f"{tables[table]['description']} {_HOW_TO_SEARCH}"
    tables["texts"]["size"] = 20
    for view in VIEWS:
        described = {column.name: f"{column.en} {column.zh}" for column in view.columns}
        tables[view.name] = {"description": f"{view.en} {view.zh}", "columns": described}
    return {"databases": {name: {"tables": tables, "queries": {"search_texts": _SEARCH_QUERY}}}}


def _stored(schema: TableSchema, rows: Iterable[Row]) -> Iterator[list[object]]:
    """Yield rows as SQLite stores them; each decimal becomes REAL and TEXT."""
    special = _special(schema.name)
    for row in rows:
        values: list[object] = list(row)
        for index, kind in special:
            value = row[index]
            if kind == "decimal":
                exact = None if value is None else plain(Decimal(str(value)))
                values[index : index + 1] = [None if exact is None else float(exact), exact]
            elif value is not None:
                values[index] = int(value) if isinstance(value, bool) else str(value)
        yield values


@cache
def _special(name: str) -> tuple[tuple[int, str], ...]:
    """Return the columns that SQLite does not know, last first: a decimal makes the row longer."""
    kinds = [(index, column.type) for index, column in enumerate(_schema(name).columns)]
    return tuple((index, kind) for index, kind in reversed(kinds) if kind in ("decimal", "boolean", "date"))


@cache
def _schema(name: str) -> TableSchema:
    return next(schema for schema in _STORED if schema.name == name)


def _texts(document: Document) -> Iterator[list[object]]:
    """Yield the text of every section of the first level, or the whole where there are none."""
    report = document.report
    if report is None:
        return
    text, sha256 = report.source.text, report.source.sha256
    if not report.sections:
        yield [sha256, document.name, None, report.metadata.title, text]
    for section in report.sections:
        yield [sha256, document.name, section.id, section.title, text[section.span.start : section.span.end]]


def _searchable(name: str, row: list[object]) -> list[object]:
    """Return what is indexed of a row: simplified characters, a blank round each."""
    from govreport_parser.text.normalize import normalize

    places = [column.name for column in columns_of(_schema(name))]
    values = [str(row[places.index(column)] or "") for column in SEARCHED[name]]
    if name == "texts":
        values = [normalize(value).text if value else "" for value in values]
    return [spaced(value) for value in values]


def _dictionary() -> Iterator[tuple[str, str, str, str, str]]:
    for schema in _STORED:
        for column in columns_of(schema):
            yield schema.name, column.name, column.type, column.en, column.zh
    for view in VIEWS:
        for column in view.columns:
            yield view.name, column.name, column.type, column.en, column.zh
