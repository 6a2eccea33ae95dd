"""The one flattening: a report and its findings as rows of a few tables, with declared columns.

Every output (CSV, SQLite, XLSX, Parquet, Spark …) writes these rows and nothing else. The columns' descriptions are the
data dictionary. Values are None, str, int, bool, Decimal or datetime.date.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from govreport_parser.report.columns import TABLES, Row, no_table
from govreport_parser.report.lines import Lines
from govreport_parser.report.model import Finding, Report
from govreport_parser.sections.tree import Section
from govreport_parser.spans import Span

__all__ = ["flatten", "table_rows"]


_Findings = tuple[Finding, ...] | None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What every row repeats, and the way from positions to lines."""

    report: Report
    lines: Lines
    shared: Row

    def place(self, span: Span) -> Row:
        """Return line, start and end of a span."""
        return self.lines.line(span.start), span.start, span.end

    def quote(self, span: Span) -> str:
        """Return the source's characters at a span."""
        return self.report.source.text[span.start : span.end]


def flatten(report: Report, findings: Iterable[Finding] = ()) -> dict[str, list[Row]]:
    """Return all rows of a report by table, in the order of TABLES."""
    facts = _facts(report)
    judged = tuple(findings)
    return {schema.name: list(_MAKERS[schema.name](facts, judged)) for schema in TABLES}


def table_rows(report: Report, name: str, findings: Iterable[Finding] | None = None) -> list[Row]:
    """Return the rows of one table; None is findings that nobody looked for. KeyError names the tables there are."""
    if name in _MAKERS:
        return list(_MAKERS[name](_facts(report), None if findings is None else tuple(findings)))
    raise no_table(name)


def _facts(report: Report) -> _Facts:
    metadata = report.metadata
    shared: Row = (
        report.source.sha256,
        report.source.name,
        metadata.issuer.canonical if metadata.issuer else None,
        metadata.division.code if metadata.division else None,
        metadata.year,
    )
    return _Facts(report, Lines(report.source.text), shared)


def _report_rows(facts: _Facts, findings: _Findings) -> Iterator[Row]:
    metadata, division = facts.report.metadata, facts.report.metadata.division
    severities = None if findings is None else [finding.severity for finding in findings]
    period = metadata.period
    yield (
        *facts.shared,
        metadata.genre,
        metadata.title,
        division.name if division else None,
        division.level if division else None,
        period.start if period else None,
        period.end if period else None,
        metadata.published,
        metadata.form,
        metadata.script,
        metadata.vocabulary,
        facts.report.source.media_type,
        facts.report.source.encoding,
        len(facts.report.source.text),
        len(facts.report.counts),
        len(facts.report.indicators),
        None if severities is None else severities.count("error"),
        None if severities is None else severities.count("warning"),
    )


def _section_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    def rows(sections: Iterable[Section], parent: str | None) -> Iterator[Row]:
        for section in sections:
            yield (
                *facts.shared,
                section.id,
                parent,
                section.level,
                section.marker,
                section.number,
                section.title,
                section.kind,
                *facts.place(section.span),
            )
            yield from rows(section.children, section.id)

    yield from rows(facts.report.sections, None)


def _figure_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    for cell in facts.report.indicators:
        yield (
            *facts.shared,
            cell.id,
            "indicator",
            cell.code,
            cell.label,
            " > ".join(cell.path),
            cell.applicant,
            cell.value,
            None,
            cell.unit,
            cell.value_yuan,
            _measure(cell.unit or ""),
            "exact",
            "none",
            cell.status,
            None,
            None,
            None,
            facts.quote(cell.span),
            *facts.place(cell.span),
        )
    for count in facts.report.counts:
        yield (
            *facts.shared,
            count.id,
            "count",
            None,
            count.label,
            None,
            None,
            count.value,
            count.value_to,
            count.unit,
            count.value_yuan,
            count.measure,
            count.approximation,
            count.change,
            "reported",
            count.part_of,
            count.period.start if count.period else None,
            count.period.end if count.period else None,
            facts.quote(count.span),
            *facts.place(count.span),
        )


def _measure(unit: str) -> str:
    """Return what a cell measures, as the counts of prose say it."""
    return "money" if unit.endswith("元") else "percent" if unit == "%" else "quantity"


def _date_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    for date in facts.report.dates:
        yield (
            *facts.shared,
            date.id,
            date.text,
            date.start,
            date.end,
            date.granularity,
            date.approximate,
            date.anchored,
            date.recurring,
            date.status,
            *facts.place(date.span),
        )


def _event_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    for event in facts.report.events:
        yield (
            *facts.shared,
            event.id,
            event.date.start,
            event.date.end,
            event.kind,
            event.planned,
            event.normalized,
            "、".join(event.actors),
            "、".join(event.institutions),
            event.place,
            event.text,
            *facts.place(event.span),
        )


def _absence_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    for absence in facts.report.absences:
        yield (*facts.shared, absence.id, absence.text, absence.label, *facts.place(absence.span))


def _institution_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    for institution in facts.report.institutions:
        for mention in institution.mentions:
            yield (
                *facts.shared,
                institution.id,
                institution.canonical,
                institution.kind,
                institution.division.code if institution.division else None,
                mention.text,
                *facts.place(mention.span),
            )


def _document_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    for document in facts.report.documents:
        yield (
            *facts.shared,
            document.id,
            document.title,
            document.number,
            document.issuer,
            document.text,
            *facts.place(document.span),
        )


def _unmatched_rows(facts: _Facts, _: _Findings) -> Iterator[Row]:
    for table in facts.report.tables:
        for row in table.unmatched:
            yield (*facts.shared, table.id, table.form, row.text, row.reason, *facts.place(row.span))


def _finding_rows(facts: _Facts, findings: _Findings) -> Iterator[Row]:
    for found in findings or ():
        yield (
            *facts.shared,
            found.id,
            found.code,
            found.severity,
            found.message.zh,
            found.message.en,
            found.left,
            found.right,
            found.difference,
            found.fault,
            " ".join(found.operands),
            *facts.place(found.spans[0] if found.spans else Span(0, 0)),
        )


_MAKERS: dict[str, Callable[[_Facts, _Findings], Iterator[Row]]] = {
    "reports": _report_rows,
    "sections": _section_rows,
    "figures": _figure_rows,
    "dates": _date_rows,
    "events": _event_rows,
    "absences": _absence_rows,
    "institutions": _institution_rows,
    "documents": _document_rows,
    "unmatched_rows": _unmatched_rows,
    "findings": _finding_rows,
}
