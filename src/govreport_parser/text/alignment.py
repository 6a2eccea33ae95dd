"""Edit and Alignment: what a rewriting step changed, and the way back from any place to the source.

Recorded while rewriting, never rediscovered. Only edits that change the length need an entry in the
alignment; everything between two entries moves by a constant offset, so a look-up is one bisect, however
many steps there were: `first.then(second)` composes two maps into one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from govreport_parser.spans import Span

__all__ = ["Alignment", "Edit", "disjoint", "rewrite"]

_Row = tuple[int, int, int, int]


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

    def __init__(self, changes: Iterable[_Row] = ()) -> None:
        rows = tuple(changes)
        self.source_starts: tuple[int, ...] = ()
        self.source_ends: tuple[int, ...] = ()
        self.target_starts: tuple[int, ...] = ()
        self.target_ends: tuple[int, ...] = ()
        if rows:
            self.source_starts, self.source_ends, self.target_starts, self.target_ends = zip(*rows, strict=True)

    def to_source(self, start: int, end: int) -> Span:
        """Map target `[start, end)` to the smallest source span that it came from."""
        return _map(self.target_starts, self.target_ends, self.source_starts, self.source_ends, start, end)

    def to_target(self, start: int, end: int) -> Span:
        """Map source `[start, end)` to the target span that it became."""
        return _map(self.source_starts, self.source_ends, self.target_starts, self.target_ends, start, end)

    def rows(self) -> Iterator[_Row]:
        """Yield the entries: source start, source end, target start, target end."""
        return zip(self.source_starts, self.source_ends, self.target_starts, self.target_ends, strict=True)

    def then(self, other: "Alignment") -> "Alignment":
        """Return the map from this map's source straight to the target of `other`.

        `other` starts where this one ends: its source is this one's target. Entries that share characters of the
        text between become one entry; the rest only move.

        >>> first, second = Alignment([(2, 6, 2, 2)]), Alignment([(2, 4, 2, 3)])
        >>> first.then(second).to_source(2, 3)
        Span(start=6, end=8)
        """
        if not self.source_starts:
            return other
        if not other.source_starts:
            return self
        return Alignment(_compose(self, other))


def _compose(first: Alignment, second: Alignment) -> Iterator[_Row]:
    """Sweep both lists of entries over the text between, joining those that overlap there."""
    entries = sorted(
        [(middle, middle_end, source, source_end, 0) for source, source_end, middle, middle_end in first.rows()]
        + [(middle, middle_end, target, target_end, 1) for middle, middle_end, target, target_end in second.rows()],
        key=itemgetter(0, 1),
    )
    before = after = 0
    """How far the source, and the target, are ahead of the text between."""
    position = 0
    while position < len(entries):
        start, end, *_ = entries[position]
        shifts = [before, after]
        while position < len(entries) and (entries[position][0] < end or entries[position][:2] == (start, end)):
            _, middle_end, _, other_end, side = entries[position]
            end = max(end, middle_end)
            shifts[side] = other_end - middle_end
            position += 1
        yield start + before, end + shifts[0], start + after, end + shifts[1]
        before, after = shifts


def _map(
    starts: tuple[int, ...],
    ends: tuple[int, ...],
    other_starts: tuple[int, ...],
    other_ends: tuple[int, ...],
    start: int,
    end: int,
) -> Span:
    """Map both boundaries; inside a changed stretch each goes to that stretch's own start or end."""
    index = bisect_right(ends, start)
    if index < len(starts) and starts[index] <= start:
        first = other_starts[index]
    else:
        first = start if index == 0 else other_ends[index - 1] + start - ends[index - 1]
    index = bisect_left(starts, end) - 1
    last = end if index < 0 else other_ends[index] + (end - ends[index] if end > ends[index] else 0)
    return Span(first, last if last > first else first)


def rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, Alignment]:
    """Apply `edits` (sorted, disjoint) and return the new text with its alignment.

    >>> rewrite("附属档案:表", [Edit(0, 4, "附件", "vocabulary")])[0]
    '附件:表'
    """
    pieces: list[str] = []
    changes: list[_Row] = []
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


def disjoint(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield `edits` in the order of their places; of those that overlap the one that starts first, then the shorter.

    >>> [edit.start for edit in disjoint([Edit(2, 4, "", "blank"), Edit(0, 3, "", "blank")])]
    [0]
    """
    position = 0
    for edit in sorted(edits, key=_place):
        if position <= edit.start:
            yield edit
            position = edit.end


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
