"""CSV for spreadsheets: UTF-8 with a byte order mark, formulas made harmless, one row a figure."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

import regex

from govreport_parser.numerals import plain
from govreport_parser.report.columns import Row, TableSchema, Value, schema_of

__all__ = ["BOM", "cell", "csv_head", "csv_rows", "header"]

BOM = "\ufeff"
"""Excel reads UTF-8 as such only where a file begins with this."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula; the full-width forms too, where the locale is Chinese."""

_NO_FORMULA = regex.compile(r"[-－]|-\d+(?:\.\d+)?")
"""A negative number, such as the difference of two figures, and the mark of an empty cell: both stay what they are."""


def cell(value: Value) -> str:
    """Return the text of one cell. A text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> cell("=1+2"), cell("-3420"), cell(Decimal("12000")), cell(None)
    ("'=1+2", '-3420', '12000', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _harmless(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NO_FORMULA.fullmatch(text) else text


def header(table: str) -> list[str]:
    """Return the column names of a table of the flattening."""
    return [column.name for column in schema_of(table).columns]


def csv_head(table: str) -> bytes:
    """Return what a CSV file of a table begins with: byte order mark and column names."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(header(table))
    return (BOM + buffer.getvalue()).encode("utf-8")


def csv_rows(table: str, rows: Iterable[Row]) -> bytes:
    """Return rows of a table as CSV, without its head: pieces can be put one behind the other."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(_cells(schema_of(table), rows))
    return buffer.getvalue().encode("utf-8", "replace")


def _cells(schema: TableSchema, rows: Iterable[Row]) -> Iterator[list[object]]:
    """Change only what the csv module would write wrongly: it knows None, integers and dates itself."""
    texts, others = _texts(schema), _others(schema)
    for row in rows:
        values: list[object] = list(row)
        for index in texts:
            value = row[index]
            if value is not None:
                values[index] = _harmless(str(value))
        for index in others:
            if row[index] is not None:
                values[index] = cell(row[index])
        yield values


@cache
def _texts(schema: TableSchema) -> tuple[int, ...]:
    return tuple(index for index, column in enumerate(schema.columns) if column.type == "text")


@cache
def _others(schema: TableSchema) -> tuple[int, ...]:
    return tuple(index for index, column in enumerate(schema.columns) if column.type in ("decimal", "boolean"))
