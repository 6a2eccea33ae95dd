"""Surroundings: the words round a count or an absence, and whose figure they say it is."""

import functools
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import regex

from govreport_parser.mentions import CountMention
from govreport_parser.rules.loader import load_rules
from govreport_parser.text.normalize import NormalizedText, normalize

__all__ = ["Place", "is_compared", "is_elsewhere", "is_stock", "leads_its_clause", "place_of_words", "places"]

_BEFORE = 240
"""So many characters before a count tell what it is about: its sentence, the one before, the heading."""
_BEHIND = 48
_SENTENCE = regex.compile(r"(?r)[。!?\n]")
_CLAUSE = regex.compile(r"[;:\n]|,(?!\d{3})|(?<!\d),")
_FIGURE = regex.compile(r"\d|[一二三四五六七八九十百]+[件条宗起份次]")
_BRACKET = regex.compile(r"\([^()]*\)")
_LISTED = regex.compile(r"[、(]")
_LINKING = regex.compile(r"(?:其中|另外|另有|另|其余|还有|有|\s)*")
_WORD = regex.compile(r"\s?(?![和与及或])\p{Han}")
_FOLLOWS = regex.compile(r"\s?(?:被|为|已|均|全部|是|属于|属|系)*(?P<what>\p{Han}{2,16}?)(?=[^\p{Han}]|$)")
_MARKS = frozenset("，,；;。、（(\n中有余另")
_SELF = regex.compile(
    r"(?:我|本|该|全|由)\p{Han}?(?:局|委员会|委|厅|办|办公室|中心|镇|乡|街道|办事处|大队|管委会|政府)$"
)


class Place:
    """What stands round a count, in simplified half-width wording."""

    def __init__(self, passage: str, behind: str) -> None:
        self.topic = _BRACKET.sub("", passage)
        """The words before it, without brackets that are closed: their content is told aside."""
        self.behind = behind
        stop = _SENTENCE.search(passage)
        self.sentence = passage[stop.end() if stop else 0 :]
        self.clauses = _CLAUSE.split(self.sentence)
        self.clause = self.clauses[-1]

    def label_behind(self) -> str | None:
        """Return what the count counts where it stands first, 20件予以公开: then the words before are of another count.

        None where it does not stand first or nothing follows it; "" where what follows is no name.
        """
        if not _LINKING.fullmatch(_LISTED.split(self.clause)[-1]) or not _WORD.match(self.behind):
            return None
        follows = _FOLLOWS.match(self.behind)
        return str(follows["what"]) if follows else ""


def leads_its_clause(count: CountMention, source: str) -> bool:
    """Tell by a glance at the source whether a count may stand first in its clause, with words behind it."""
    before, after = source[count.span.start - 1 : count.span.start], source[count.span.end : count.span.end + 1]
    return before in _MARKS and after.isalpha()


def places(counts: Iterable[CountMention], source: str) -> Iterator[tuple[CountMention, Place]]:
    """Yield each count with what stands round it; neighbours share the stretch that is brought into normal wording."""
    group: list[CountMention] = []
    for count in counts:
        if group and count.span.start - group[-1].span.end > _BEFORE + _BEHIND:
            yield from _places(group, source)
            group = []
        group.append(count)
    if group:
        yield from _places(group, source)


def _places(group: list[CountMention], source: str) -> Iterator[tuple[CountMention, Place]]:
    first = max(0, group[0].span.start - _BEFORE)
    stretch: NormalizedText = normalize(source[first : group[-1].span.end + _BEHIND])
    for count in group:
        start, end = stretch.normal_span(count.span.start - first, count.span.end - first)
        yield count, Place(stretch.text[max(0, start - _BEFORE) : start], stretch.text[end : end + _BEHIND])


def place_of_words(source: str, end: int, words: str) -> Place:
    """Return the place behind `words`, which say in normal wording what follows at `end` of the source."""
    return Place(normalize(source[max(0, end - _BEFORE) : end]).text + words, "")


class _Scope(NamedTuple):
    """Words that say whose figure a count is, and of what time."""

    other: "regex.Pattern[str]"
    all_together: "regex.Pattern[str]"
    own: "regex.Pattern[str]"
    body: "regex.Pattern[str]"
    """The end of a body's name, right before what that body did: the 局 of 市公安局收到."""
    stock: "regex.Pattern[str]"
    compared: "regex.Pattern[str]"
    """The end of a clause that says that its figure is the other side of a comparison: 由上年的50件增加到86件."""


@functools.cache
def _scope() -> _Scope:
    words = load_rules("prose").file.maps["scope"]
    return _Scope(**{name: regex.compile(words[name]) for name in _Scope._fields})


def is_stock(place: Place) -> bool:
    """Tell whether the sentence speaks of what has added up over the years."""
    return _scope().stock.search(place.sentence) is not None


def is_compared(place: Place) -> bool:
    """Tell whether the figure is what the year's is compared with."""
    return _scope().compared.search(place.clause) is not None


def is_elsewhere(place: Place, issuer: str) -> bool:
    """Tell whether the figure is another body's: its clause says so, or the last clause with a figure did.

    各乡镇收到申请12件,办结12件: the second figure has its subject from the first.
    """
    for number, clause in enumerate(reversed(place.clauses)):
        whose = _whose(clause, issuer)
        if whose == "other" and (number == 0 or _FIGURE.search(clause)):
            return True
        if whose == "own":
            return False
    return False


def _whose(clause: str, issuer: str) -> Literal["own", "other"] | None:
    scope = _scope()
    if scope.all_together.search(clause):
        return "own"
    bodies = [clause[: match.end()] for match in scope.body.finditer(clause)]
    if scope.other.search(clause) or any(_is_other(body, issuer) for body in bodies):
        return "other"
    return "own" if bodies or scope.own.search(clause) else None


def _is_other(named: str, issuer: str) -> bool:
    """Tell whether the body whose name ends here is not the issuer.

    区政府 is 二七区人民政府, 市发改委 is 郑州市发展和改革委员会; 市公安局 is neither. A government is taken for
    the issuer where that is not known.
    """
    if _SELF.search(named):
        return False
    if named.endswith("政府"):
        return bool(issuer) and f"{named[-3]}人民政府" not in issuer
    characters = iter(issuer)
    return not all(character in characters for character in named[-3:])
