"""Reading: what a reader made of a file: its text, its losses, and where each stretch came from."""

from dataclasses import dataclass, field

from govreport_parser.spans import Span

__all__ = ["Fields", "Loss", "Place", "Reading"]

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Bytes that could not be decoded: `span` in the text, the bytes in hexadecimal, the reason."""

    span: Span
    bytes: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """From `start` on, the text came from this page (PDF, from 1) or element (HTML, DOCX: a path)."""

    start: int
    page: int | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document as text: pipe rows for tables, a line for every paragraph and heading."""

    media_type: str
    encoding: str
    text: str
    losses: tuple[Loss, ...] = ()
    places: tuple[Place, ...] = field(default=(), repr=False)
    fields: Fields = ()
