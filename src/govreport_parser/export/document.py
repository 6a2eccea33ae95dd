"""Document: one file of a batch, its status line, and what was read from it, ready to be written to any output."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from govreport_parser.report.columns import FILES, Row, TableSchema, schema_of
from govreport_parser.report.model import Finding, Report
from govreport_parser.report.rows import flatten

__all__ = ["FAILED", "QUARANTINE", "Document", "document_of", "failed_document", "figure_rows", "status_of"]

PARSED, PARTIAL, NO_REPORT, FAILED = "parsed", "partial", "not a report", "failed"
QUARANTINE = TableSchema("quarantine", "The files that failed.", "失败的文件", FILES.columns)


@dataclass(frozen=True)
class Document:
    """One file: its row of the table `files`, and report and findings unless it failed."""

    file: Row
    report: Report | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file."""
        return str(self.file[0])

    @property
    def status(self) -> str:
        """One of parsed, partial, not a report, failed."""
        return str(self.file[1])

    @property
    def reason(self) -> str | None:
        """Why it failed, or what of it could not be read."""
        return None if self.file[2] is None else str(self.file[2])

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """The rows of all tables; none for a file that failed."""
        return flatten(self.report, self.findings) if self.report else {}


def document_of(report: Report, findings: Iterable[Finding]) -> Document:
    """Return the document of a report that was read."""
    judged = tuple(findings)
    status, reason = status_of(report)
    errors = sum(finding.severity == "error" for finding in judged)
    figures = len(report.counts) + len(report.indicators)
    row: Row = (report.source.name, status, reason, report.source.sha256, figures, errors, _version())
    return Document(row, report, judged)


def failed_document(name: str, reason: str, *, sha256: str | None = None) -> Document:
    """Return the document of a file that could not be read or parsed."""
    return Document((name, FAILED, reason.removeprefix(f"{name}: "), sha256, None, None, _version()))


def status_of(report: Report) -> tuple[str, str | None]:
    """Return the status of a report, and what of it could not be read.

    `partial` is a report with lost bytes, table rows that fitted no form, or cells that could not be read for certain.
    """
    if report.metadata.genre != "annual_report":
        return NO_REPORT, "it is not written as an annual report on information disclosure"
    doubtful = sum(cell.status in ("unreadable", "ambiguous") for cell in report.indicators)
    unmatched = sum(len(table.unmatched) for table in report.tables)
    troubles = (
        (len(report.source.losses), "stretch", "stretches", "of bytes could not be decoded"),
        (unmatched, "table row", "table rows", "fitted no form"),
        (doubtful, "table cell", "table cells", "could not be read for certain"),
    )
    reason = "; ".join(f"{count} {one if count == 1 else many} {what}" for count, one, many, what in troubles if count)
    return (PARTIAL, reason) if reason else (PARSED, None)


def figure_rows(document: Document) -> Sequence[Row]:
    """Return the rows for outputs that hold figures only: a file without any is one row of kind `file`."""
    rows = document.rows.get("figures")
    if rows:
        return rows
    values = {"report": document.file[3], "source": document.name, "kind": "file", "status": document.status}
    values["label"] = document.reason
    return [tuple(values.get(column.name) for column in schema_of("figures").columns)]


@cache
def _version() -> str:
    from govreport_parser import __version__

    return __version__
