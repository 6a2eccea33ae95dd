"""Names of bodies, apart from any report: their words, kinds and short forms, and what a report has named so far."""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from govreport_parser.mentions import DivisionRef
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import RuleSet

__all__ = [
    "COMMITTEES",
    "ENDS",
    "OUTSIDE",
    "PARTY_BODIES",
    "PUBLICITY",
    "Memory",
    "Name",
    "Refusal",
    "Word",
    "Words",
    "head_of",
    "institution_rules",
    "kind_of",
    "spell",
    "text_of",
]

PUBLICITY = frozenset({"政府信息公开", "政务公开", "信息公开", "政府信息", "党务公开"})
"""What the reports are about: a group or office for it is the reporting body's own."""

ENDS = {
    "委": ("委", "委员会"),
    "办": ("办", "办公室", "办公厅", "办事处"),
    "街": ("办事处",),
    "街道": ("办事处",),
    "校": ("大学", "学院", "学校", "中学", "小学"),
    "学校": ("大学", "学院", "学校", "中学", "小学"),
}
"""我委, 我办: with what the name of the body that reports may end."""
OUTSIDE = ("大学", "学院", "学校", "中学", "小学", "医院", "集团", "公司")
"""How the names of bodies outside the administration end that publish such reports too."""


COMMITTEES = {
    "党组": "党组",
    "党委": "委员会",
    "机关党委": "机关委员会",
    "纪委": "纪律检查委员会",
    "纪律检查委员会": "纪律检查委员会",
}
"""局党组, 校党委: committees of the party inside a body → what follows its name."""
PARTY_BODIES = {
    "办": "办公室",
    "政法委": "政法委员会",
    "编办": "机构编制委员会办公室",
    "编委办": "机构编制委员会办公室",
    "编委": "机构编制委员会",
    "直机关工委": "直属机关工委",
}
"""市委办, 市直机关工委: bodies of a committee of the party → what follows 中共…市委."""


class Word(NamedTuple):
    """One word of a match: its text, its class, its place in the normalised text."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Words:
    """Words one behind the other, field by field: hundreds are cut for each one that stands in a name."""

    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, text: str, tag: str, start: int) -> None:
        """Put a word behind the last."""
        self.texts.append(text)
        self.tags.append(tag)
        self.starts.append(start)

    def __getitem__(self, index: int) -> Word:
        return Word(self.texts[index], self.tags[index], self.starts[index])

    def row(self, first: int, last: int) -> tuple[Word, ...]:
        """Return the words from `first` up to `last`."""
        return tuple(map(Word, self.texts[first:last], self.tags[first:last], self.starts[first:last]))


class Name(NamedTuple):
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

    names: dict[tuple[str, str | None], Name] = field(default_factory=dict)
    """Each once, by its name and the code of its division, in the order in which they were last named."""
    aliases: dict[str, Name] = field(default_factory=dict)
    last_end: int = -1
    last_refused: int = -1
    """Where the last match ended that was no name."""

    def add(self, key: tuple[str, str | None], name: Name, end: int) -> None:
        """Remember a mention that ends at `end`."""
        self.names.pop(key, None)
        self.names[key] = name
        self.last_end = end

    def latest(self) -> Iterator[Name]:
        """Yield the bodies, the one named last first."""
        return reversed(self.names.values())

    def last(self) -> Name | None:
        """Return the body named last."""
        return next(self.latest(), None)

    def ending(self, text: str, division: DivisionRef | None = None) -> Name | None:
        """Return the latest body whose name ends with `text`, of that division where one is given."""
        for name in self.latest():
            if name.canonical.endswith(text) and division in (None, name.division):
                return name
        return None


def institution_rules() -> RuleSet:
    """Return the rules of institutions.toml; they match words, so no pattern of theirs has a group."""
    return load_rules("institutions", frozenset())


@functools.lru_cache(maxsize=4096)
def kind_of(canonical: str) -> str:
    """Return the kind of a body by its name.

    >>> kind_of("二七区人民政府办公室"), kind_of("中共郑州市委员会"), kind_of("拖市镇人民政府")
    ('office', 'party', 'town')
    """
    if canonical.startswith("中共"):
        return "party"
    if canonical.startswith("政协"):
        return "consultative"
    kinds = institution_rules().file.maps["kind"]
    endings = (canonical[start:] for start in range(len(canonical)))
    return next((kinds[ending] for ending in endings if ending in kinds), "other")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a short name: from and to which year, in which provinces (none: in all)."""

    full: str
    since: int
    until: int
    provinces: tuple[str, ...]

    def holds(self, year: int | None, province: str) -> bool:
        """Say whether it is read so; without a year or a province a reading tied to one holds where it is alone."""
        in_time = year is None or self.since <= year <= self.until
        return in_time and (not self.provinces or province in self.provinces)


_READING = regex.compile(
    r"(?P<full>[\u4e00-\u9fff]+)(?:\((?P<since>\d{4})?-?(?P<until>\d{4})?(?:;(?P<provinces>[\d,]+))?\))?"
)


@functools.cache
def _readings() -> dict[str, tuple[_Reading, ...]]:
    return {
        short: tuple(
            _Reading(
                found["full"],
                int(found["since"] or 0),
                int(found["until"] or 9999),
                tuple(filter(None, (found["provinces"] or "").split(","))),
            )
            for found in _READING.finditer(readings)
        )
        for short, readings in institution_rules().file.maps["short"].items()
    }


def text_of(words: Sequence[Word]) -> str:
    """Return the words in one."""
    return "".join(word.text for word in words)


def spell(words: Sequence[Word], year: int | None, province: str = "") -> str:
    """Spell out short names, each word by itself: 住建局办公室 → 住房和城乡建设局办公室.

    办 becomes 办公室 only behind what has an office for certain: 政务公开办, 住建局办; 应急办 stays.
    `province` is the first two digits of a code: departments have names of their own in some.
    """
    certain = any(word.text in PUBLICITY or word.tag in ("group", "agency", "gov") for word in words[:-1])
    joined = {after for before, after in itertools.pairwise(words) if before.tag == "field" and after.tag == "agency"}
    # 经济商务|科技局 is one department: 科技局 in it is no 科学技术局.
    text = "".join(
        word.text if word in joined else "办公室" if certain and word.text == "办" else _full(word.text, year, province)
        for word in words
    )
    # 城市管理委, 经济信息化委
    return f"{text}员会" if len(words) > 1 and words[-1].text == "委" and words[-2].tag == "field" else text


@functools.lru_cache(maxsize=4096)
def _full(text: str, year: int | None, province: str) -> str:
    readings = [one for one in _readings().get(text, ()) if one.holds(year, province)]
    names = {one.full for one in readings}
    # Where the year is not known, a name that changed is left as it was written.
    return readings[0].full if len(names) == 1 or (names and year is not None) else text


def head_of(tag: str, text: str) -> str:
    """区政府 → 区, 我市 → 市, 区府办 → 区."""
    if tag in ("head", "own"):
        return text
    if tag in ("area", "league"):
        return text[1:2]
    if tag == "hgov":
        return text.removesuffix("政府").removesuffix("府")
    return text[:1] if tag in ("hparty", "seat") else ""
