"""Metadata: who reports on what year, in which script and form."""

import datetime
from dataclasses import dataclass
from typing import Literal

from govreport_parser.mentions import DivisionRef, Period
from govreport_parser.spans import Span
from govreport_parser.text.normalize import Script, Vocabulary

__all__ = ["Form", "Genre", "Issuer", "Metadata", "MetadataSpans"]

Genre = Literal["annual_report", "other"]
Form = Literal["2008", "2014", "2019", "2021"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The body that reports."""

    canonical: str
    kind: str
    division: DivisionRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataSpans:
    """Where the metadata stand in the source; None where they were inferred."""

    title: Span | None = None
    issuer: Span | None = None
    year: Span | None = None
    period: Span | None = None
    published: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Who reports on what year, in which script and form."""

    genre: Genre
    title: str | None = None
    issuer: Issuer | None = None
    division: DivisionRef | None = None
    year: int | None = None
    period: Period | None = None
    published: datetime.date | None = None
    script: Script = "simplified"
    vocabulary: Vocabulary = "mainland"
    form: Form | None = None
    spans: MetadataSpans = MetadataSpans()
