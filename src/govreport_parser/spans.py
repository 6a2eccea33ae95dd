"""Span: a half-open stretch of characters, `text[start:end]`, with its algebra."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Span", "complement", "joined"]


class Span(NamedTuple):
    """Characters from `start` up to, not including, `end`: Python string indices.

    >>> Span(0, 3).text("二七区政府")
    '二七区'
    """

    start: int
    end: int

    def text(self, source: str) -> str:
        """Return the characters that the span covers in `source`."""
        return source[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def shift(self, offset: int) -> "Span":
        """Return the span moved by `offset` characters."""
        return Span(self.start + offset, self.end + offset)

    def hull(self, other: "Span") -> "Span":
        """Return the smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap made one; those that only touch stay two.

    >>> joined([Span(4, 6), Span(0, 3), Span(2, 4)])
    [Span(start=0, end=4), Span(start=4, end=6)]
    """
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            apart[-1] = apart[-1].hull(span)
        else:
            apart.append(span)
    return apart


def complement(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """Yield what `spans` (sorted, disjoint) leave uncovered of `[0, length)`.

    >>> list(complement([Span(1, 2)], 4))
    [Span(start=0, end=1), Span(start=2, end=4)]
    """
    position = 0
    for start, end in spans:
        if position < start:
            yield Span(position, start)
        position = end
    if position < length:
        yield Span(position, length)
