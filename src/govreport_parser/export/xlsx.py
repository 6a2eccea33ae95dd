"""XLSX: a sheet a table, typed columns, frozen headers. Needs the extra `xlsx`.

A sheet of Excel holds 1,048,576 rows and a cell 32,767 characters. Beyond that the output is refused with advice: no
row is dropped, no text is cut.
"""

import contextlib
import datetime
import json
import os
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from govreport_parser.errors import MissingExtraError, OutputError
from govreport_parser.export.document import FAILED, QUARANTINE, Document
from govreport_parser.export.sinks import Mark, Streams, Tell, untold
from govreport_parser.numerals import plain
from govreport_parser.report.columns import DICTIONARY, FILES, TABLES, Column, TableSchema

__all__ = ["MAX_ROWS", "STREAM", "XlsxSink", "xlsx_bytes"]

STREAM = "sheets.json"
MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_DIGITS = 15
_SHEETS = (FILES, *TABLES)
"""What the workers make; the sheet of failures is picked from that of all files."""
_WRITTEN = (FILES, QUARANTINE, *TABLES)
_WIDTHS = {"text": 18, "integer": 9, "decimal": 14, "boolean": 9, "date": 12}
_STATUS = [column.name for column in FILES.columns].index("status")
_ADVICE = "Write to .sqlite, .parquet or .csv instead, or fewer reports to one .xlsx."


def xlsx_bytes(documents: Iterable[Document]) -> bytes:
    """Return the rows of files as JSON: sheet to rows. Made in the workers."""
    sheets: dict[str, list[list[object]]] = {schema.name: [] for schema in _SHEETS}
    for document in documents:
        sheets["files"].append([_plain(value) for value in document.file])
        for name, rows in document.rows.items():
            sheets[name] += ([_plain(value) for value in row] for row in rows)
    return json.dumps(sheets, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class XlsxSink:
    """One workbook in the making, row by row in constant memory. After a crash it is written again from the parts."""

    def __init__(self, work: Path, target: Path) -> None:
        self._path, self._target, self._work = work / "sheets.xlsx", target, work
        self._book: Any = None
        self._sheets: dict[str, Any] = {}
        self._next: dict[str, int] = {}

    def open(self) -> Mark:
        """Begin anew."""
        self.reset()
        return Mark()

    def reset(self) -> None:
        """Begin with the dictionary and the heads."""
        self.abandon()
        self._book = _workbook(self._path, self._work)
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        for schema in (*_WRITTEN, DICTIONARY):
            self._add_sheet(schema)
        for schema in _WRITTEN:
            for column in schema.columns:
                self._row(DICTIONARY, [schema.name, column.name, column.type, column.en, column.zh])

    def add(self, streams: Streams) -> None:
        """Write the rows of the next part. OutputError where they do not fit."""
        sheets = json.loads(streams[STREAM])
        for row in sheets[FILES.name]:
            if row[_STATUS] == FAILED:
                self._row(QUARANTINE, row)
        for schema in _SHEETS:
            for row in sheets[schema.name]:
                self._row(schema, row)

    def checkpoint(self, mark: Mark) -> None:
        """Do nothing: there is no going on from here."""

    def finish(self, tell: Tell = untold) -> list[tuple[Path, Path]]:
        """Put the workbook together. OSError where the disk does not take it."""
        tell(1, 1)
        for schema in (*_WRITTEN, DICTIONARY):
            last = max(self._next[schema.name] - 1, 1)
            self._sheets[schema.name].autofilter(0, 0, last, len(schema.columns) - 1)
        _close(self._book)
        self._book = None
        with self._path.open("rb+") as file:
            os.fsync(file.fileno())
        return [(self._path, self._target)]

    def abandon(self) -> None:
        """Let go of the workbook without writing it."""
        if self._book is not None:
            # The library warns about a workbook that nobody closed; this one is not wanted.
            self._book.fileclosed = 1
            for sheet in self._sheets.values():
                # What is left in the buffer may not fit on the disk; nobody wants it.
                with contextlib.suppress(OSError):
                    sheet.row_data_fh.close()
        self._book, self._sheets, self._next = None, {}, {}

    def _add_sheet(self, schema: TableSchema) -> None:
        sheet = self._book.add_worksheet(schema.name)
        self._sheets[schema.name], self._next[schema.name] = sheet, 1
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(schema.columns):
            sheet.set_column(index, index, _WIDTHS[column.type], self._date if column.type == "date" else None)
            sheet.write_string(0, index, column.name, self._head)

    def _row(self, schema: TableSchema, row: list[Any]) -> None:
        number = self._next[schema.name]
        if number >= MAX_ROWS:
            raise OutputError(f"sheet {schema.name}: more than the {MAX_ROWS:,} rows that Excel holds. {_ADVICE}")
        sheet = self._sheets[schema.name]
        for index, (column, value) in enumerate(zip(schema.columns, row, strict=True)):
            if value is not None and self._write(sheet, number, index, column, value) != 0:
                where = f"sheet {schema.name}, row {number + 1}, {column.name}{_source(schema, row)}"
                raise OutputError(f"{where}: does not fit into a cell of Excel. {_ADVICE}")
        self._next[schema.name] = number + 1

    def _write(self, sheet: Any, row: int, index: int, column: Column, value: Any) -> int:  # noqa: ANN401
        """Write one cell by the type of its column; 0 where all of it went in."""
        if column.type == "date":
            return int(sheet.write_datetime(row, index, datetime.date.fromisoformat(value), self._date))
        if column.type == "boolean":
            return int(sheet.write_boolean(row, index, value))
        if column.type == "integer":
            return int(sheet.write_number(row, index, value))
        if column.type == "decimal" and _exact_in_excel(value):
            return int(sheet.write_number(row, index, float(value)))
        return int(sheet.write_string(row, index, value)) if _length_in_excel(value) <= MAX_TEXT else -2


def _workbook(path: Path, work: Path) -> Any:  # noqa: ANN401 - xlsxwriter has no types
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError(
            "XLSX needs xlsxwriter. Install it with `pip install 'govreport-parser[xlsx]'`."
        ) from error
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(work),
    }
    book = xlsxwriter.Workbook(str(path), options)
    # A workbook says when it was made; two runs over the same files shall make the same one.
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    return book


def _close(book: Any) -> None:  # noqa: ANN401
    """Have the workbook written; the library wraps what the disk says."""
    from xlsxwriter.exceptions import XlsxFileError

    try:
        book.close()
    except XlsxFileError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _source(schema: TableSchema, row: list[Any]) -> str:
    """Return which file a row is of, where it tells."""
    names = [column.name for column in schema.columns]
    return f" of {row[names.index('source')]}" if "source" in names else ""


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _length_in_excel(text: str) -> int:
    """Return the characters as Excel counts them: two for each beyond the first plane, as rare Chinese ones are."""
    return len(text) if len(text) <= MAX_TEXT // 2 else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _exact_in_excel(number: str) -> bool:
    """Whether Excel keeps every digit; a longer number is written as text, exact."""
    return len(number.lstrip("-").replace(".", "").strip("0")) <= MAX_DIGITS
