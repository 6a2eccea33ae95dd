"""Names of bodies, apart from any report: their words, kinds and short forms, and what a report has named so far."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from govreport_parser.mentions import DivisionRef
from govreport_parser.rules.loader import load_rules

__all__ = ["PUBLICITY", "Memory", "Name", "Refusal", "Word", "kind_of", "spell", "text_of"]

PUBLICITY = frozenset({"政府信息公开", "政务公开", "信息公开", "政府信息", "党务公开"})
"""What the reports are about: a group or office for it is the reporting body's own."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a match: its text, its class, its place in the normalised text."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Name:
    """A body as the report means it."""

    canonical: str
    kind: str
    division: DivisionRef | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why words that look like a name are none."""

    why: str


@dataclass(slots=True)
class Memory:
    """The bodies that the report has named so far, and the short names that it gave them (以下简称市公开办)."""

    names: dict[Name, None] = field(default_factory=dict)
    """Each once, in the order in which they were last named."""
    aliases: dict[str, Name] = field(default_factory=dict)
    last_end: int = -1

    def add(self, name: Name, end: int) -> None:
        """Remember a mention that ends at `end`."""
        self.names.pop(name, None)
        self.names[name] = None
        self.last_end = end

    def last(self) -> Name | None:
        """Return the body named last."""
        return next(reversed(self.names), None)

    def ending(self, text: str, division: DivisionRef | None = None) -> Name | None:
        """Return the latest body whose name ends with `text`, of that division where one is given."""
        for name in reversed(self.names):
            if name.canonical.endswith(text) and division in (None, name.division):
                return name
        return None


@functools.cache
def _maps() -> dict[str, dict[str, str]]:
    return load_rules("institutions").file.maps


def kind_of(canonical: str) -> str:
    """Return the kind of a body by its name.

    >>> kind_of("二七区人民政府办公室"), kind_of("中共郑州市委员会"), kind_of("拖市镇人民政府")
    ('office', 'party', 'town')
    """
    if canonical.startswith("中共"):
        return "party"
    if canonical.startswith("政协"):
        return "consultative"
    kinds = _maps()["kind"]
    endings = (canonical[start:] for start in range(len(canonical)))
    return next((kinds[ending] for ending in endings if ending in kinds), "other")


def _in_years(span: str, year: int | None) -> bool:
    since, _, until = span.partition("-")
    return year is None or (int(since) <= year <= int(until or 9999))


def text_of(words: Sequence[Word]) -> str:
    """Return the words in one."""
    return "".join(word.text for word in words)


def spell(words: Sequence[Word], year: int | None) -> str:
    """Spell out short names, each word by itself: 住建局办公室 → 住房和城乡建设局办公室.

    办 becomes 办公室 only behind what has an office for certain: 政务公开办, 住建局办; 应急办 stays.
    """
    certain = any(word.text in PUBLICITY or word.tag in ("group", "agency", "gov") for word in words[:-1])
    return "".join(_full(word, year, certain=certain) for word in words)


def _full(word: Word, year: int | None, *, certain: bool) -> str:
    if certain and word.text == "办":
        return "办公室"
    full = _maps()["short"].get(word.text)
    if full is None or not _in_years(_maps()["era"].get(word.text, "0-"), year):
        return word.text
    return full
