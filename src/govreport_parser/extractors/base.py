"""Passage: what an extractor reads, and the few things that all extractors share."""

import datetime
import re
from dataclasses import dataclass, field

from govreport_parser.mentions import DivisionRef, Period
from govreport_parser.places import Spot, gazetteer
from govreport_parser.rules.trace import Trace, Verdict
from govreport_parser.spans import Span
from govreport_parser.text.normalize import NormalizedText

__all__ = ["SENTENCE_END", "Context", "Passage", "record_id"]

SENTENCE_END = re.compile(r"[。!?\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the whole report says about itself, for words that only the report explains (今年, 我区, 市政府)."""

    year: int | None = None
    """The report's own year: the anchor of 今年, 去年, 4月9日; never the clock, never the posting date."""
    period: Period | None = None
    reference: datetime.date | None = None
    """A day to count from (明天, 5天前); None inside a report."""
    issuer: str | None = None
    """Canonical name of the body that reports."""
    division: DivisionRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Normalised text for extraction.

    `prose` has the length and coordinates of `normal.text`; every character that is no prose (table rows,
    heading and item markers such as 十一、 or 一是) is replaced by a line feed, so that no pattern crosses it.
    """

    normal: NormalizedText
    prose: str
    context: Context = field(default_factory=Context)
    trace: Trace | None = None
    places: tuple[Spot, ...] | None = None
    """The divisions that the prose names, where they have been looked for."""

    @property
    def divisions(self) -> tuple[Spot, ...]:
        """The full names of divisions in the prose: (start, end, name)."""
        return gazetteer().names_in(self.prose) if self.places is None else self.places

    @property
    def text(self) -> str:
        """The whole normalised text, tables included."""
        return self.normal.text

    def source_span(self, start: int, end: int) -> Span:
        """Map a normalised stretch to the source."""
        return self.normal.source_span(start, end)

    def source_text(self, span: Span) -> str:
        """Return the source's own characters."""
        return self.normal.source[span.start : span.end]

    def note(self, rule: str, start: int, end: int, verdict: Verdict, why: str) -> None:
        """Tell the trace, where there is one, what became of a candidate."""
        if self.trace is not None:
            self.trace.note(rule, start, end, verdict, why)


def record_id(kind: str, span: Span) -> str:
    """Return the id of a record: its kind and its place in the source, stable over re-parsing.

    >>> record_id("count", Span(2597, 2604))
    'count-2597-2604'
    """
    return f"{kind}-{span.start}-{span.end}"
