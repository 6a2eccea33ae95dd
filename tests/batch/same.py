"""Compare two outputs of the batch row by row."""

import sqlite3
from pathlib import Path


def contents(out):
    """Return all that an output and its sidecars say, as something that compares."""
    out = Path(out)
    if out.is_dir():
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    beside = {path.name.removeprefix(out.name): path.read_bytes() for path in out.parent.glob(f"{out.name}.*.*")}
    reader = {".sqlite": sqlite_rows, ".xlsx": xlsx_rows, ".parquet": parquet_rows}.get(out.suffix, Path.read_bytes)
    return beside | {"": reader(out)}


def sqlite_rows(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view', 'index') ORDER BY 1"
        ).fetchall()
        rows = {
            name: database.execute(f'SELECT * FROM "{name}"').fetchall()
            for name, sql in names
            if sql and "_fts" not in name and "INDEX" not in sql
        }
        found = [
            database.execute(
                f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rowid", (query,)
            ).fetchall()
            for table in ("texts", "figures")
            for query in ('"申 请"', '"二 七 区"', "2019")
        ]
        return names, rows, found
    finally:
        database.close()


def xlsx_rows(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    finally:
        book.close()


def parquet_rows(path):
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    return table.schema, table.to_pylist()
