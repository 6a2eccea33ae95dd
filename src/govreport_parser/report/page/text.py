"""The left side: the source text as it is, sections foldable, every mention marked by kind."""

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import regex

from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.markup import Markup, el, join, source_markup
from govreport_parser.report.page.words import both
from govreport_parser.sections.tree import Section
from govreport_parser.spans import Span

__all__ = ["source_text"]

_LINE = regex.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LONGEST = 2_000
"""A longer line is cut into stretches of this length, so that the browser lays out only what is on the screen."""
_LONGEST_HEADING = 120
_DEEPEST = 5
_Mark = tuple[int, int, str, str]
"""Start, minus end (outer marks first), kind, ids of the records."""


def source_text(context: PageContext) -> Markup:
    """Return the text in its sections."""
    text = _Text(context)
    return join(list(text.stretch(context.report.sections, 0, len(context.report.source.text), 0)))


class _Text:
    """Pieces (lines, or stretches of them) in order, and the marks that stand in each."""

    def __init__(self, context: PageContext) -> None:
        self._context, self._source = context, context.report.source.text
        sections = list(context.report.walk())
        cuts = {section.span.start for section in sections}
        cuts |= {section.heading_span.end for section in sections if section.heading_span}
        self._pieces = list(_pieces(self._source, sorted(cuts)))
        self._starts = [start for start, _, _ in self._pieces]
        self._marks = _marks_by_piece(self._pieces, _marks(context))
        self._named: set[str] = set()

    def stretch(self, sections: Sequence[Section], start: int, end: int, depth: int) -> Iterator[Markup]:
        """Yield the pieces of [start, end), those of `sections` inside their folds."""
        position = start
        for section in sorted(sections, key=_start):
            begin = max(position, min(section.span.start, end))
            yield from self._lines(position, begin)
            position = max(begin, min(section.span.end, end))
            yield self._section(section, begin, position, depth)
        yield from self._lines(position, end)

    def _section(self, section: Section, start: int, end: int, depth: int) -> Markup:
        heading = section.heading_span
        if heading is None or not start <= heading.start < heading.end <= end:
            return el("section", *self.stretch(section.children, start, end, depth + 1), cls="sec", id=section.id)
        inner = depth < _DEEPEST and heading.end - heading.start <= _LONGEST_HEADING
        title = join(list(self._lines(heading.start, heading.end)))
        rest = join(list(self.stretch(section.children, heading.end, end, depth + 1)))
        before = join(list(self._lines(start, heading.start)))
        if not inner:
            return el("section", before, title, rest, cls="sec", id=section.id)
        heading_name = f"h{min(depth + 3, 6)}"
        summary = el("summary", el(heading_name, title))
        return join([before, el("details", summary, rest, cls="sec", id=section.id, open=True)])

    def _lines(self, start: int, end: int) -> Iterator[Markup]:
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            yield self._piece(index)

    def _piece(self, index: int) -> Markup:
        start, end, first = self._pieces[index]
        blank = "" if end > start else " nil"
        size = min((end - start) // 40, 9)
        name = f"ln z{size}{blank}" if first else f"ln cont z{size}{blank}"
        number = self._context.lines.line(start) if first else None
        return el(
            "span",
            join(list(self._marked(start, end, self._marks[index]))),
            cls=name,
            data_s=self._context.unit_of(start),
            data_n=number,
        )

    def _marked(self, start: int, end: int, marks: list[_Mark]) -> Iterator[Markup]:
        """Yield text and marks nested; a mark that crosses the end of the one around it goes on behind it."""
        heapq.heapify(marks)
        open_ends: list[int] = []
        position = start
        while marks or open_ends:
            following = marks[0][0] if marks else end
            if open_ends and open_ends[-1] <= following:
                yield source_markup(self._source[position : open_ends[-1]])
                position = open_ends.pop()
                yield Markup("</mark>")
                continue
            begin, negative, kind, record = heapq.heappop(marks)
            stop = min(-negative, end)
            if open_ends and stop > open_ends[-1]:
                heapq.heappush(marks, (open_ends[-1], -stop, kind, record))
                stop = open_ends[-1]
            yield source_markup(self._source[position:begin])
            position = begin
            open_ends.append(stop)
            yield self._opening(kind, record)
        yield source_markup(self._source[position:end])

    def _opening(self, kind: str, records: str) -> Markup:
        record = records.partition(" ")[0]
        named = record in self._named
        self._named.add(record)
        tag = el(
            "mark",
            cls=f"m {kind}",
            id=None if named else f"t-{record}",
            data_r=records,
            data_flag=self._context.flags.get(record),
        )
        return Markup(tag.removesuffix("</mark>"))


def _start(section: Section) -> int:
    return section.span.start


def _pieces(text: str, cuts: list[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield the lines without their ends, cut where sections begin, headings end, or a line is too long."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        if start == end == len(text):
            return
        stop = len(match[0].rstrip("\r\n")) + start
        inside = cuts[bisect_left(cuts, start + 1) : bisect_left(cuts, stop)]
        ends = [start, *inside, stop]
        first = True
        for begin, finish in pairwise(ends):
            for position in range(begin, max(finish, begin + 1), _LONGEST):
                yield position, min(position + _LONGEST, finish), first
                first = False


def _marks(context: PageContext) -> Iterator[tuple[Span, str, str]]:
    report = context.report
    taken: set[Span] = set()
    groups: Iterable[tuple[str, Iterable[tuple[Span, str]]]] = (
        ("event", ((event.span, event.id) for event in report.events)),
        ("document", ((document.span, document.id) for document in report.documents)),
        ("institution", ((mention.span, body.id) for body in report.institutions for mention in body.mentions)),
        ("date", ((date.span, date.id) for date in report.dates)),
        ("count", ((count.span, count.id) for count in report.counts)),
        ("absence", ((absence.span, absence.id) for absence in report.absences)),
        ("cell", ((cell.span, cell.id) for cell in report.indicators)),
    )
    for kind, spans in groups:
        shared: dict[Span, list[str]] = {}
        for span, record in spans:
            shared.setdefault(span, []).append(record)
        taken.update(shared)
        # Cells whose place was lost stand on the same characters: one mark leads to all of them.
        for span, records in shared.items():
            yield span, kind, " ".join(dict.fromkeys(records))
    sections = {section.span for section in report.walk()} | {table.span for table in report.tables}
    for found in context.findings:
        for span in found.spans:
            if span not in taken and span not in sections:
                yield span, "finding", found.id


def _marks_by_piece(pieces: list[tuple[int, int, bool]], marks: Iterable[tuple[Span, str, str]]) -> list[list[_Mark]]:
    """Share the marks out over the pieces; a mark over several lines stands in each of them."""
    shares: list[list[_Mark]] = [[] for _ in pieces]
    ends = [end for _, end, _ in pieces]
    for (start, end), kind, record in marks:
        index = bisect_left(ends, start + 1)
        while index < len(pieces) and pieces[index][0] < end:
            begin, finish = max(start, pieces[index][0]), min(end, ends[index])
            if begin < finish:
                shares[index].append((begin, -finish, kind, record))
            index += 1
    return shares


def fold_buttons() -> Markup:
    """Return the two buttons that fold and unfold all sections."""
    return join(
        [el("button", both("fold"), type="button", id="fold"), el("button", both("unfold"), type="button", id="unfold")]
    )
