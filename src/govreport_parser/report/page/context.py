"""PageContext: what all parts of the page ask: lines, positions as the browser counts them, records by id."""

import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from govreport_parser.mentions import CountMention
from govreport_parser.report.display import SIGNS, cell_figure, cell_name, figure, severity_rank, shortened
from govreport_parser.report.lines import Lines
from govreport_parser.report.model import Finding, Report
from govreport_parser.report.page.markup import Markup, el, join, visible
from govreport_parser.report.page.words import both, pair, word
from govreport_parser.spans import Span
from govreport_parser.text.normalize import normalize

__all__ = ["Entry", "PageContext", "both_figures"]


class Entry(NamedTuple):
    """A record as it is named elsewhere on the page: in findings, in a citation."""

    kind: str
    label: str
    figure: str
    span: Span


class PageContext:
    """A report and its findings, with what is worked out once and used everywhere."""

    def __init__(self, report: Report, findings: Sequence[Finding]) -> None:
        self.report = report
        self.findings = sorted(findings, key=_rank)
        self.lines = Lines(report.source.text)
        text = report.source.text
        self._astral = [] if text.isascii() else [index for index, char in enumerate(text) if char > "\uffff"]
        self.entries = dict(self._entries())
        self.flags: dict[str, str] = {}
        """Record id → the worst severity of the findings that compare it."""
        for found in reversed(self.findings):
            for operand in found.operands:
                self.flags[operand] = found.severity

    @functools.cached_property
    def title(self) -> str:
        """The page's title: body, year and name."""
        metadata = self.report.metadata
        issuer = metadata.issuer.canonical if metadata.issuer else self.source_name
        return f"{issuer} {metadata.year or ''} {metadata.title or ''}".replace("  ", " ").strip()

    @functools.cached_property
    def source_name(self) -> str:
        """The file's own name: a page that is passed on should not tell the folders of who made it."""
        return self.report.source.name.replace("\\", "/").rstrip("/").rpartition("/")[2] or self.report.source.name

    def unit_of(self, position: int) -> int:
        """Return a position as browsers count it: characters beyond U+FFFF are two."""
        return position + bisect_left(self._astral, position)

    def place(self, span: Span) -> Markup:
        """Return the words for where a span begins: a line, or a page of a PDF with its line."""
        line = both("line", n=self.lines.line(span.start))
        page = self.report.source.place_at(span.start)
        if page is None or page.page is None:
            return line
        return join([both("pdf_page", n=page.page), Markup(" "), line])

    def quote(self, span: Span) -> str:
        """Return the source's own characters."""
        return self.report.source.text[span.start : span.end]

    def go(self, record: str, span: Span) -> Markup:
        """Return the link from a record to its place in the text."""
        return el("a", self.place(span), cls="go", href=f"#t-{record}", data_go=record)

    def at(self, record: str, span: Span, *, kind: str) -> dict[str, str | int | bool | None]:
        """Return the attributes that tie an element on the right to its span on the left."""
        entry = self.entries.get(record)
        return {
            "id": record,
            "data_k": kind,
            "data_s": self.unit_of(span.start),
            "data_e": self.unit_of(span.end),
            "data_f": f"{entry.label} {entry.figure}".strip() if entry else None,
            "data_flag": self.flags.get(record),
        }

    def flag(self, record: str) -> Markup | None:
        """Return the sign of a record that an error or a warning speaks of."""
        severity = self.flags.get(record)
        if severity is None or severity == "info":
            return None
        return el(
            "span",
            SIGNS[severity],
            cls=f"flag {severity}",
            title=_title(severity),
            role="img",
            aria_label=_title(severity),
        )

    def script_data(self) -> dict[str, Any]:
        """Return what the page's script needs beside the page: who reports, and what was repaired or reworded."""
        report, metadata = self.report, self.report.metadata
        return {
            "body": visible(metadata.issuer.canonical if metadata.issuer else ""),
            "year": metadata.year,
            "title": visible(metadata.title or ""),
            "source": visible(self.source_name),
            "edits": [
                [self.unit_of(edit.start), self.unit_of(edit.end), visible(edit.replacement), edit.kind]
                for edit in normalize(report.source.text).edits
                if self.quote(Span(edit.start, edit.end)) != edit.replacement
            ],
        }

    def _entries(self) -> Iterator[tuple[str, Entry]]:
        report = self.report
        for section in report.walk():
            yield section.id, Entry("section", f"{section.marker or ''}{section.title}", "", section.span)
        for date in report.dates:
            yield date.id, Entry("date", date.text, "", date.span)
        for event in report.events:
            yield event.id, Entry("event", event.date.text, shortened(event.normalized, 80), event.span)
        for count in report.counts:
            yield count.id, Entry("count", count.label or "", figure(count, "zh"), count.span)
        for absence in report.absences:
            yield absence.id, Entry("absence", absence.label or absence.text, absence.text, absence.span)
        for institution in report.institutions:
            if institution.mentions:
                yield institution.id, Entry("institution", institution.canonical, "", institution.mentions[0].span)
        for document in report.documents:
            yield document.id, Entry("document", document.title or document.number or document.text, "", document.span)
        for table in report.tables:
            yield table.id, Entry("table", word("annex", "zh"), "", table.span)
        for cell in report.indicators:
            yield cell.id, Entry("cell", cell_name(cell, "zh"), cell_figure(cell, "zh"), cell.span)


def both_figures(count: CountMention) -> Markup:
    """Return the figure in both languages, once where they are the same."""
    zh, en = figure(count, "zh"), figure(count, "en")
    return el("span", zh) if zh == en else pair(zh, en)


def _rank(finding: Finding) -> tuple[int, int, str]:
    start = finding.spans[0].start if finding.spans else 0
    return severity_rank(finding), start, finding.id


def _title(severity: str) -> str:
    return f"{word(severity, 'zh')} {word(severity, 'en')}"
