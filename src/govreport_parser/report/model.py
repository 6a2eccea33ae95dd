"""Report: what a document says, frozen, every record tied to the source; and Finding, what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from govreport_parser.mentions import (
    Absence,
    CountMention,
    DateMention,
    DocumentMention,
    Event,
    Institution,
)
from govreport_parser.metadata.model import Metadata
from govreport_parser.sections.tree import Section
from govreport_parser.spans import Span
from govreport_parser.tables.model import Indicator, Table
from govreport_parser.text.source import Source

__all__ = [
    "Fault",
    "Finding",
    "Location",
    "Message",
    "Report",
    "Severity",
]

Severity = Literal["error", "warning", "info"]
Fault = Literal["source", "scrape", "unsure"]


class HasSpan(Protocol):
    """Anything that stands somewhere in the source."""

    @property
    def span(self) -> Span:
        """Its place in the source."""
        ...


class Location(NamedTuple):
    """Where something stands: line and column of `source.text` (from 1), page of a PDF, element of HTML or DOCX."""

    line: int
    column: int
    page: int | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence in both languages of the readers."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in the report that does not add up or should be known before a figure is used."""

    id: str
    rule: str
    code: str
    severity: Severity
    message: Message
    left: str | None = None
    """A plain decimal, an ISO date, or None where that side is silent."""
    right: str | None = None
    difference: str | None = None
    operands: tuple[str, ...] = ()
    """The ids of the records that were compared."""
    spans: tuple[Span, ...] = ()
    fault: Fault = "unsure"
    """Whether the issuing body or the scrape is the likelier cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All records of one document. Parse first, judge after: findings come from `check(report)`."""

    source: Source
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[Event, ...] = ()
    counts: tuple[CountMention, ...] = ()
    absences: tuple[Absence, ...] = ()
    institutions: tuple[Institution, ...] = ()
    documents: tuple[DocumentMention, ...] = ()
    tables: tuple[Table, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    schema_version: Literal[1] = 1

    def quote(self, mention: HasSpan) -> str:
        """Return the source's own characters of anything with a span."""
        return self.source.text[mention.span.start : mention.span.end]

    def locate(self, mention: HasSpan) -> Location:
        """Return line and column (from 1) of the start of anything with a span, and its page or element."""
        text, start = self.source.text, mention.span.start
        line_start = text.rfind("\n", 0, start) + 1
        place = self.source.place_at(start)
        return Location(
            text.count("\n", 0, start) + 1,
            start - line_start + 1,
            place.page if place else None,
            place.element if place else None,
        )

    def walk(self) -> Iterator[Section]:
        """Yield every section, parents before children, in reading order."""
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.children))

    def section_of(self, mention: HasSpan) -> Section | None:
        """Return the innermost section around anything with a span."""
        found = None
        for section in self.walk():
            if section.span.covers(mention.span):
                found = section
        return found

    def records(self) -> Iterator[Any]:
        """Yield every record that has an id."""
        groups: tuple[Iterable[Any], ...] = (
            self.walk(),
            self.dates,
            self.events,
            self.counts,
            self.absences,
            self.institutions,
            self.documents,
            self.tables,
            self.indicators,
        )
        for group in groups:
            yield from group

    def to_json(self, *, findings: Iterable[Finding] = (), indent: int | None = None) -> str:
        """Return the JSON object of the contract, with `findings` under their key."""
        from govreport_parser.report.json import dump_report

        return dump_report(self, findings=findings, indent=indent)

    def to_html(self, *, findings: Iterable[Finding] = (), lang: Literal["zh", "en"] | None = None) -> str:
        """Return one self-contained page: text and records side by side, findings on top; lang None: the reader's."""
        from govreport_parser.report.html import render

        return render(self, findings=findings, lang=lang)

    def __repr__(self) -> str:
        """Return one line: a report in a list, a log or a traceback must not print its whole text."""
        issuer = self.metadata.issuer.canonical if self.metadata.issuer else None
        found = f"{len(self.counts)} counts, {len(self.indicators)} indicators"
        return f"<Report {self.source.name!r} of {issuer} on {self.metadata.year}: {found}>"

    def _repr_html_(self) -> str:
        """Return a short table for notebooks."""
        from govreport_parser.report.html import snippet

        return snippet(self)

    def to_frame(
        self,
        name: str = "figures",
        *,
        findings: Iterable[Finding] | None = None,
        library: str | None = None,
        exact: bool = False,
    ) -> Any:  # noqa: ANN401 - a frame of pandas or polars
        """Return a table as a data frame of pandas or polars, whichever is there: `report.to_frame("indicators")`.

        The table `findings` needs `findings=check(report)`: a report holds none, and an empty table would look sound.
        """
        from govreport_parser.report.frames import to_frame

        return to_frame(self, name, findings=findings, library=library, exact=exact)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Report":
        """Read a report back; findings in the text are left aside. ValueError for what is no such JSON."""
        from govreport_parser.report.json import load_report

        return load_report(text)
