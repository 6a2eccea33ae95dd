"""Lines of prose with their figures taken out: what the words between figures say, whatever the figures are.

    全年主动公开政府信息500条,其中财政类120条,占25%。   →   全年主动公开政府信息⚀,其中财政类⚀,占⚂。

Each count is one mark; the words are simplified mainland wording with half-width marks, whatever the source has.
"""

import bisect
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from govreport_parser.mentions import CountMention
from govreport_parser.report.model import Report
from govreport_parser.text.normalize import normalize

__all__ = ["AMOUNT", "CHANGE", "CLAUSE_END", "PERCENT", "Line", "skeletons"]

AMOUNT, CHANGE, PERCENT = "⚀", "⚁", "⚂"
"""Faces of a die: no report has them, and no step of the normalisation touches them."""
CLAUSE_END = regex.compile(r"[。;!?\n]")
"""The end of a sentence, or a semicolon."""
_MARKS = frozenset((AMOUNT, CHANGE, PERCENT))
_NO_MARKS = str.maketrans(dict.fromkeys(_MARKS, " "))
_AMOUNTS = frozenset({"quantity", "money"})


@dataclass(frozen=True)
class Line:
    """One line of prose with marks for its counts."""

    text: str
    counts: tuple[CountMention, ...]
    """The counts of the marks, in their order."""

    @functools.cached_property
    def places(self) -> tuple[int, ...]:
        """The offsets of the marks, in their order."""
        return tuple(place for place, character in enumerate(self.text) if character in _MARKS)

    def count_at(self, offset: int) -> CountMention:
        """Return the count whose mark stands at `offset` of the text."""
        return self.counts[bisect.bisect_left(self.places, offset)]

    def index_of(self, count: CountMention) -> int:
        """Return which of the counts of the line this one is."""
        return bisect.bisect_left(self.counts, count.span.start, key=_start)

    def sentence_of(self, count: CountMention) -> int:
        """Return the number of the sentence of the line in which a count stands."""
        return bisect.bisect_left(self._ends, self.places[self.index_of(count)])

    @functools.cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(place for place, character in enumerate(self.text) if character in "。!?")


def _start(count: CountMention) -> int:
    return count.span.start


def skeletons(report: Report) -> Iterator[Line]:
    """Yield the lines that have counts; one whose words cannot be told from its figures is left out."""
    groups = list(_by_line(report))
    written = [_written(report.source.text, group) for group in groups]
    # One call for all lines: the script of a short line alone can be misjudged, and a call has its price.
    texts = normalize("\n".join(written)).text.split("\n")
    if len(texts) != len(groups):
        texts = [normalize(line).text for line in written]
    for text, group in zip(texts, groups, strict=True):
        if sum(text.count(mark) for mark in _MARKS) == len(group):
            yield Line(text, tuple(group))


def _by_line(report: Report) -> Iterator[list[CountMention]]:
    """Yield the counts of each line that has a mark of its own: durations and ranks stay words."""
    text, group, end = report.source.text, list[CountMention](), -1
    for count in report.counts:
        if _mark(count) is None:
            continue
        if count.span.start > end:
            if group:
                yield group
            newline = text.find("\n", count.span.start)
            group, end = [], len(text) if newline < 0 else newline
        group.append(count)
    if group:
        yield group


def _mark(count: CountMention) -> str | None:
    if count.measure == "percent":
        return PERCENT
    if count.measure == "percentage_points":
        return CHANGE
    if count.measure in _AMOUNTS:
        return AMOUNT if count.change == "none" else CHANGE
    return None


def _written(text: str, group: Sequence[CountMention]) -> str:
    start = text.rfind("\n", 0, group[0].span.start) + 1
    newline = text.find("\n", group[-1].span.end)
    pieces = []
    for count in group:
        pieces += [text[start : count.span.start].translate(_NO_MARKS), _mark(count) or ""]
        start = count.span.end
    pieces.append(text[start : len(text) if newline < 0 else newline].translate(_NO_MARKS))
    return "".join(pieces).replace("\n", " ")
