"""Edit and Alignment: what a rewriting step changed, and the way back from any place to the source.

Recorded while rewriting, never rediscovered. Only edits that change the length need an entry in the
alignment; everything between two entries moves by a constant offset, so a look-up is one bisect.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from govreport_parser.spans import Span

__all__ = ["Alignment", "Edit", "rewrite"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `replacement`; `kind` says why (pinyin, blank, width, script, vocabulary …)."""

    start: int
    end: int
    replacement: str
    kind: str


class Alignment:
    """A monotone map between a text and its rewritten form, made of stretches with a constant offset.

    Entry i says: source[source_starts[i]:source_ends[i]] became target[target_starts[i]:target_ends[i]].
    """

    __slots__ = ("source_ends", "source_starts", "target_ends", "target_starts")

    def __init__(self, changes: Iterable[tuple[int, int, int, int]] = ()) -> None:
        rows = tuple(changes)
        self.source_starts = tuple(row[0] for row in rows)
        self.source_ends = tuple(row[1] for row in rows)
        self.target_starts = tuple(row[2] for row in rows)
        self.target_ends = tuple(row[3] for row in rows)

    def to_source(self, start: int, end: int) -> Span:
        """Map target `[start, end)` to the smallest source span that it came from."""
        return Span(self._back(start, at_end=False), max(self._back(start, at_end=False), self._back(end, at_end=True)))

    def to_target(self, start: int, end: int) -> Span:
        """Map source `[start, end)` to the target span that it became."""
        first = _map(self.source_starts, self.source_ends, self.target_starts, self.target_ends, start, at_end=False)
        last = _map(self.source_starts, self.source_ends, self.target_starts, self.target_ends, end, at_end=True)
        return Span(first, max(first, last))

    def _back(self, position: int, *, at_end: bool) -> int:
        return _map(
            self.target_starts, self.target_ends, self.source_starts, self.source_ends, position, at_end=at_end
        )


def _map(
    starts: tuple[int, ...],
    ends: tuple[int, ...],
    other_starts: tuple[int, ...],
    other_ends: tuple[int, ...],
    position: int,
    *,
    at_end: bool,
) -> int:
    """Map one boundary; inside a changed stretch it goes to that stretch's own start or end."""
    if at_end:
        index = bisect_left(starts, position) - 1
        if index >= 0 and position <= ends[index]:
            return other_ends[index]
    else:
        index = bisect_right(ends, position)
        if index < len(starts) and starts[index] <= position:
            return other_starts[index]
        index -= 1
    return position if index < 0 else other_ends[index] + position - ends[index]


def rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, Alignment]:
    """Apply `edits` (sorted, disjoint) and return the new text with its alignment.

    >>> rewrite("附属档案:表", [Edit(0, 4, "附件", "vocabulary")])[0]
    '附件:表'
    """
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    position = length = 0
    for edit in edits:
        pieces.append(text[position : edit.start])
        length += edit.start - position
        pieces.append(edit.replacement)
        if len(edit.replacement) != edit.end - edit.start:
            changes.append((edit.start, edit.end, length, length + len(edit.replacement)))
        length += len(edit.replacement)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces), Alignment(changes)
