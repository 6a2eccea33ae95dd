"""Sections: the tree of headings, with the inline enumerations (一是…二是…) of their paragraphs as items."""

from dataclasses import dataclass
from typing import Literal

from govreport_parser.spans import Span

__all__ = ["Item", "Section", "SectionKind"]

SectionKind = Literal[
    "preface",
    "overview",
    "organisation",
    "proactive",
    "interpretation",
    "on_request",
    "review_litigation",
    "complaints",
    "fees",
    "staff_training",
    "supervision",
    "problems",
    "plans",
    "other",
    "annex",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A member of an inline enumeration; it lies inside a paragraph and does not split it."""

    marker: str
    """二是"""
    number: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with all that stands under it; spans in source coordinates."""

    id: str
    rule: str
    level: int
    marker: str | None
    """With its point: 一、 (一) 1. 第一部分; None for a preface or an unnumbered heading."""
    number: int | None
    title: str
    """Simplified mainland wording, without marker and closing stop."""
    kind: SectionKind | None
    span: Span
    heading_span: Span | None
    items: tuple[Item, ...] = ()
    children: tuple["Section", ...] = ()
