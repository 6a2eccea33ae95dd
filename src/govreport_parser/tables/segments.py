"""Readings → segments: stretches of rows that are one table of one form, found by their labels and headers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from govreport_parser.spans import Span
from govreport_parser.tables.folding import article_item, fold
from govreport_parser.tables.readings import Reading, ending
from govreport_parser.tables.vocabulary import PartIndex, Vocabulary

__all__ = ["Segment", "segments"]

_HEADED = {"applicants": "applications", "reviews": "reviews"}
"""Roles of header words that only one kind of table has."""
_MOST_HEADERS = 40


@dataclass(slots=True, eq=False)
class Segment:
    """Rows of one table: its kind of table (`family`), the header rows above it, its rows in order."""

    family: str | None
    headers: list[Reading]
    rows: list[Reading] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    index: PartIndex | None = None
    moved: bool = False
    placed: bool = False
    """Rows keep the places of their cells: what stands under a header is in its column."""
    deduplicated: bool = False
    """A tool has dropped every line that had occurred before: what is missing was no blank."""
    broken_off: bool = False
    """Its rows are the header: none stands below."""
    cut: Reading | None = None
    """The row that the end of the text cut off behind its label; it is none of `rows`."""
    caption: str = ""
    """The line above the table."""
    inherited: tuple[Reading, ...] = ()
    """Headers of the part of the same table that stands before an interruption."""

    @property
    def stretch(self) -> Span:
        """The normalised stretch from the first to the last reading."""
        readings = (*self.headers, *self.rows)
        return Span(min(reading.start for reading in readings), max(reading.end for reading in readings))

    def words(self) -> set[str]:
        """Return the folded labels of the headers, and each row's own label."""
        return self.labels() | {fold(cell.text) for reading in self.headers for cell in reading.labels}

    def labels(self) -> set[str]:
        """Return each row's own label, folded."""
        return {fold(reading.labels[-1].text) for reading in self.rows if reading.labels}


@dataclass(slots=True, eq=False)
class _State:
    words: Vocabulary
    moved: bool
    placed: bool
    pending: list[Reading] = field(default_factory=list)
    waiting: list[Reading] = field(default_factory=list)
    """Rows that no form knows, right below a header: its table is the one that the next known row names."""
    loose: list[Reading] = field(default_factory=list)
    """Lines of the current table that are no rows: the caption of a further table, or the current one's own."""
    current: Segment | None = None
    done: list[Segment] = field(default_factory=list)

    @property
    def near(self) -> list[Reading]:
        """The last of the waiting header rows: no table has more, and a text may pile them up."""
        return self.pending[-_MOST_HEADERS:]

    def open(self, family: str | None) -> Segment:
        self.pending = [*self.loose, *self.pending]
        self.loose = []
        self.current = Segment(family, self.pending, self.waiting, moved=self.moved, placed=self.placed)
        self.pending, self.waiting = [], []
        self.done.append(self.current)
        return self.current


def segments(readings: Iterable[Reading], words: Vocabulary, *, moved: bool, placed: bool) -> list[Segment]:
    """Group the readings of one run of lines."""
    state = _State(words, moved, placed)
    for reading in readings:
        if reading.header:
            state.pending.extend([*state.loose, reading])
            state.loose = []
        elif reading.empty and not reading.unit and not _known(reading, words):
            _loose(state, reading)
        else:
            _data(state, reading)
    _close(state)
    return state.done


def _close(state: _State) -> None:
    """Keep what is left at the end: rows that no form knows, lines below a table, a header without rows."""
    if state.waiting:
        state.open(None)
    rest, state.pending = state.pending, []
    headed = _headed(rest, state.words)
    if state.current is not None:
        state.current.rows.extend(state.loose)
        state.loose = []
    if headed is not None:
        segment = state.open(headed)
        segment.headers, segment.rows, segment.broken_off = rest, rest[:], True
    elif rest:
        (state.current or state.open(None)).rows.extend(rest)


def _headed(headers: list[Reading], words: Vocabulary) -> str | None:
    """Return the table whose header stands at the end of the lines, behind which no row follows."""
    for header in headers:
        for cell in header.labels:
            item = article_item(cell.text)
            if item in words.items:
                return words.items[item]
            family = _HEADED.get(words.roles.get(fold(cell.text), ""))
            if family is not None:
                return family
    return None


def _known(reading: Reading, words: Vocabulary) -> bool:
    """Count a line without values as a row only where its whole label is one: 行政复议 alone is no 行政复议数量."""
    return bool(reading.labels) and fold(reading.labels[-1].text) in words.families


def _loose(state: _State, reading: Reading) -> None:
    """Keep a line with a label alone that no form knows: a title above a table, or the rest of a label."""
    if state.current is None or state.pending:
        state.pending.append(reading)
    else:
        state.loose.append(reading)


def _data(state: _State, reading: Reading) -> None:
    current = state.current
    key = "".join(fold(cell.text) for cell in reading.labels[-1:])
    family = _family(state, reading)
    if family is None:
        expected = _announced(state)
        if expected is None and current is None and _names_rows(state):
            state.waiting.append(reading)
            return
        if expected or current is None:
            current = state.open(expected)
    elif current is None or current.family != family or (state.pending and not reading.empty and key in current.seen):
        current = state.open(family)
    assert current is not None
    # What stood between rows of one table is no caption.
    current.rows.extend(state.loose)
    state.loose = []
    # A header repeated at a page break belongs to the table that goes on.
    current.headers.extend(state.pending)
    state.pending = []
    if not reading.empty:
        current.seen.add(key)
    current.rows.append(reading)


def _names_rows(state: _State) -> bool:
    """Tell whether a waiting header is that of a list of indicators: 统计指标, 指标名称."""
    return any(state.words.roles.get(fold(cell.text)) == "label" for row in state.near for cell in row.labels)


def _family(state: _State, reading: Reading) -> str | None:
    """Return the table that a row belongs to, by its label; the 15 cells of reviews have none, only headers."""
    words, current = state.words, state.current
    headed = [fold(cell.text) for row in state.near for cell in row.labels]
    reviews = sum(words.roles.get(label) == "reviews" for label in headed) > 1
    if not reading.labels:
        return "reviews" if reviews else None
    if fold(reading.labels[-1].text) in words.groups and (reviews or (current and current.family == "reviews")):
        return "reviews"
    found: frozenset[str] = frozenset()
    for size in range(1, min(4, len(reading.labels)) + 1):
        found = words.families_of(fold(ending(reading.labels, size)))
        if found:
            break
    if current and current.family in found:
        return current.family
    announced = _announced(state)
    if announced in found:
        return announced
    return sorted(found)[0] if found else None


def _announced(state: _State) -> str | None:
    """Return the table that the waiting header rows announce by the item of Article 20."""
    for row in reversed(state.near):
        for cell in row.labels:
            item = article_item(cell.text)
            if item in state.words.items:
                return state.words.items[item]
    return None
