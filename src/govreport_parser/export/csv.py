"""CSV for spreadsheets: UTF-8 with a byte order mark, formulas made harmless, one row a figure."""

import csv
import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.report.rows import TABLES, Row, Value, table_rows

__all__ = ["BOM", "cell", "figures_csv", "header"]

BOM = "\ufeff"
"""Excel reads UTF-8 as such only where a file begins with this."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: Value) -> str:
    """Return the text of one cell. A text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> cell("=1+2"), cell(Decimal("12000")), cell(None)
    ("'=1+2", '12000', '')
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
    return "'" + value if value.startswith(_FORMULA) else value


def header(table: str) -> list[str]:
    """Return the column names of a table of the flattening."""
    return [column.name for schema in TABLES if schema.name == table for column in schema.columns]


def figures_csv(reports: Iterable[tuple[Report, Iterable[Finding]]]) -> str:
    """Return the figures of reports as CSV text, byte order mark first."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(header("figures"))
    for report, findings in reports:
        writer.writerows(_cells(row) for row in table_rows(report, "figures", findings))
    return BOM + buffer.getvalue()


def _cells(row: Row) -> list[str]:
    return [cell(value) for value in row]
