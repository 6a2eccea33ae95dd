"""What is left of tables that cannot be read whole: their cells run together, or the text ends within them."""

import bisect
from collections.abc import Iterable, Iterator

from govreport_parser.spans import Span, complement, joined
from govreport_parser.tables.folding import fold
from govreport_parser.tables.model import Table, UnmatchedRow
from govreport_parser.tables.running import unread_stretches
from govreport_parser.tables.segments import Segment
from govreport_parser.tables.values import is_value
from govreport_parser.text.normalize import NormalizedText

__all__ = [
    "UNCLEAR_REASON",
    "UNREAD",
    "UNREAD_REASON",
    "overlaps",
    "take_cut_row",
    "unread",
    "unread_table",
]

UNREAD = "forms.unread"
"""The rule of a table that stands in the text and could not be read."""
UNCLEAR_REASON = "the form is not clear"
UNREAD_REASON = "a table stands here whose cells cannot be told apart"


def unread(text: str, taken: Iterable[Span]) -> Iterator[Span]:
    """Yield the stretches outside of all tables where a table stands that nothing could read."""
    for gap in complement(joined(taken), len(text)):
        yield from unread_stretches(text, gap.start, gap.end)


def unread_table(normal: NormalizedText, stretch: Span) -> Table:
    """Return the record of a table of which nothing could be read but that it is there."""
    span = normal.source_span(stretch.start, stretch.end)
    row = UnmatchedRow(text=normal.source[span.start : span.end], span=span, reason=UNREAD_REASON)
    return Table(
        id=f"table-{span.start}", rule=UNREAD, span=span, form=None, part=None, rows=0, columns=0, unmatched=(row,)
    )


def take_cut_row(text: str, found: list[Segment]) -> None:
    """Take the last row out of the rows of its segment where the text ends behind its label: its values are lost.

    A file that a tool has cut ends without a line feed, before the form's last row; or with a figure that has lost what
    would have made it a cell.
    """
    if not found or text[-1:] == "\n":
        return
    segment = max(found, key=_end_of)
    if segment.index is None or segment.broken_off or segment.deduplicated or len(segment.rows) < 2:
        return
    last = segment.rows[-1]
    rest = text[last.end :].strip(" |\n")
    if not last.empty or last.values or not last.labels or (rest and not is_value(rest)):
        return
    rows = segment.index.by_label.get(fold(last.labels[-1].text), ())
    if any((node.row is segment.index.part.row[-1] and not rest) or not node.specs for node in rows):
        return
    segment.cut = segment.rows.pop()


def _end_of(segment: Segment) -> int:
    return segment.stretch.end


def overlaps(span: Span, others: list[Span]) -> bool:
    """Tell whether any of the stretches, which are in order, overlaps `span`."""
    place = bisect.bisect_right(others, span.start, key=_end)
    return place < len(others) and others[place].start < span.end


def _end(span: Span) -> int:
    return span.end
