"""The issuer, the body that reports, and its division: from title, fields, opening, signature, or the whole text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from govreport_parser.metadata import candidates
from govreport_parser.metadata.bodies import government, local_body, plain_body, read_body, school
from govreport_parser.metadata.candidates import Candidate
from govreport_parser.metadata.model import Issuer
from govreport_parser.metadata.title import Title
from govreport_parser.metadata.wording import Wording, word_lists
from govreport_parser.places import Division, Spot, gazetteer
from govreport_parser.spans import Span
from govreport_parser.text.normalize import NormalizedText, normalize

__all__ = ["Named", "find_issuer"]

_SELF = Wording("metadata.issuer.self")
_OFFICE = Wording("metadata.issuer.government")

_HEAD = 1500
_ONE_BODY = 3
"""A government calls its area 我县 so many times as often as itself 我办 or 本单位, or oftener."""


@dataclass(frozen=True, slots=True)
class Named:
    """The issuer, the place (normalised) that names it and the rule; None where it was inferred from the whole text."""

    issuer: Issuer
    span: Span | None = None
    rule: str | None = None
    in_source: bool = False
    """The place is one in the source: a line that the normalised text does not have."""


def find_issuer(
    normal: NormalizedText, prose: str, title: Title | None, year: int | None, places: Sequence[Spot]
) -> Named | None:
    """Return the body that reports; `places` are the divisions that the prose names.

    The title decides; then the opening words, the page's fields and the signature; then what the page around the text
    names, where it is such a body as the text calls itself; then, in the report of a government, the division that the
    text names most often among those of the level that it calls its own (我区).
    """
    text = normal.text
    own = _Own(prose)
    home = _home(own, places, year)
    for one in _candidates(text, title, own):
        found = _read(text, one, home, year)
        if found is not None and own.allows(one, found.issuer):
            return found
    for one in candidates.of_the_furniture(normal.source) if own.body is not None else ():
        issuer = read_body(normalize(one.span.text(normal.source)).text, home, year)
        if issuer is not None and own.allows(one, issuer):
            return Named(issuer, one.span, one.rule, in_source=True)
    if (name := school(text[:_HEAD])) is not None:
        return Named(Issuer(canonical=name, kind="other", division=None))
    return Named(government(home)) if home is not None and own.speaks_for_a_division else None


def _candidates(text: str, title: Title | None, own: "_Own") -> Iterator[Candidate]:
    """Yield the places that may name the issuer, the surest first."""
    if title is not None:
        yield from candidates.of_the_title(text, title)
    yield from candidates.of_the_text(text, title)
    if title is not None:
        yield from candidates.own_name(text, title)
    if own.body is not None:
        yield from candidates.of_the_page(text)
    if not own.speaks_for_a_division:
        yield from candidates.contacts(text)


class _Own:
    """What a text calls itself: 局 of 我局, 县 of 我县 and 全县."""

    def __init__(self, prose: str) -> None:
        found = Counter(match.groups() for match in _SELF.finditer(prose))
        self.words: Counter[str] = Counter()
        said: Counter[str] = Counter()
        for (what, whole), count in found.items():
            self.words[what or whole] += count
            if what:
                said[what] += count
        lists = word_lists().lists
        areas = sum(said[what] for what in lists["scope"])
        bodies = sum(said.values()) - areas - (sum(said[what] for what in lists["any_body"]) if areas else 0)
        most = next((what for what, _ in self.words.most_common(1)), None)
        self.body = next((what for what, _ in said.most_common() if what in word_lists().maps["called"]), None)
        """The word that it has for itself, where that tells what it is: 局, 镇."""
        self.speaks_for_a_division = most in lists["scope"] and areas >= _ONE_BODY * bodies
        """It is a government's: a bureau speaks of 全市 too, but calls itself 我局 or 本单位."""

    def allows(self, candidate: Candidate, issuer: Issuer) -> bool:
        """Tell whether a body may be the issuer, by what the text calls itself.

        Who put the page up is it only where the text calls itself so (我局, 教育局); the field of a page may name the
        owner of the site, so that a government or its office is not the author where the text says 我局.
        """
        if candidate.rule in candidates.AROUND:
            return self._is_called(issuer)
        if candidate.rule != candidates.FIELD or self.body in {None, "办"}:
            return True
        return _OFFICE.search(issuer.canonical) is None or self._is_called(issuer)

    def _is_called(self, issuer: Issuer) -> bool:
        ends = word_lists().maps["called"].get(self.body or "")
        return ends is not None and regex.search(f"(?:{ends})$", issuer.canonical) is not None


def _read(text: str, candidate: Candidate, home: Division | None, year: int | None) -> Named | None:
    """Read one candidate."""
    words = candidate.span.text(text)
    if candidate.rule == candidates.OWN_NAME:
        issuer = plain_body(words)
    else:
        issuer = read_body(words, home, year)
        if issuer is None and candidate.rule in candidates.CLEAN:
            issuer = local_body(words)
    return None if issuer is None else Named(issuer, candidate.span, candidate.rule)


def _home(own: _Own, places: Sequence[Spot], year: int | None) -> Division | None:
    """Return the division that the text calls its own, or, for a town, the county that it lies in.

    It is the one named most often at the level of 我区, 我县; a town (我镇, 本街道) has no code of its own. `own`
    counts what the text calls itself: 局 of 我局, 县 of 我县 and 全县.
    """
    lists = word_lists().lists
    names = Counter(name for _, _, name in places)
    for what, _ in own.words.most_common():
        if what in lists["scope"]:
            at_level = [name for name in names if name.endswith(what[-1])]
            if at_level:
                return _best(max(at_level, key=names.__getitem__), names, year)
        elif what in lists["town"]:
            found = [_best(name, names, year) for name, _ in names.most_common()]
            return next((division for division in found if division is not None and division.level == "county"), None)
    if names:
        name, count = names.most_common(1)[0]
        return _best(name, names, year) if count > 1 else None
    return None


def _best(name: str, names: "Counter[str]", year: int | None) -> Division | None:
    """Choose among divisions of one name the one whose parents the text names too."""
    options = gazetteer().named(name, year=year)
    best: Division | None = None
    score = -1
    for option in options:
        named = sum(names.get(parent.name, 0) > 0 for parent in gazetteer().parents(option, year=year))
        if named > score:
            best, score = option, named
    return best
