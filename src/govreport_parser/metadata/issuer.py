"""The issuer, the body that reports, and its division: from title, fields, opening, signature, or the whole text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govreport_parser.metadata.bodies import compiler, government, plain_body, read_body, school
from govreport_parser.metadata.model import Issuer
from govreport_parser.metadata.title import Title
from govreport_parser.metadata.wording import Wording, word_lists
from govreport_parser.places import Division, Spot, gazetteer
from govreport_parser.spans import Span

__all__ = ["Named", "find_issuer"]

_BEFORE_YEAR = Wording("metadata.issuer.before-year")
_BEHIND_YEAR = Wording("metadata.issuer.behind-year")
_BEFORE_TOPIC = Wording("metadata.issuer.before-topic")
_OPENING = (
    Wording("metadata.issuer.opening"),
    Wording("metadata.issuer.year-published"),
    Wording("metadata.issuer.year-compiled"),
)
_TO_THE_PUBLIC = Wording("metadata.issuer.to-the-public")
_FIELD = Wording("metadata.issuer.field")
_SUBJECT = Wording("metadata.issuer.subject")
_CONTACT = Wording("metadata.issuer.contact")
_SIGNATURE = Wording("metadata.issuer.signature")
_SELF = Wording("metadata.issuer.self")

_TAIL = 400
_HEAD = 1500
_ONE_BODY = 3
"""A government calls its area 我县 so many times as often as itself 我办 or 本单位, or oftener."""


@dataclass(frozen=True, slots=True)
class Named:
    """The issuer and the place (normalised) that names it; None where it was inferred from the whole text."""

    issuer: Issuer
    span: Span | None


def find_issuer(text: str, prose: str, title: Title | None, year: int | None, places: Sequence[Spot]) -> Named | None:
    """Return the body that reports; `places` are the divisions that the prose names.

    The title decides; then the opening words, the page's fields and the signature; then, in the report of a
    government, the division that the text names most often among those of the level that it calls its own (我区).
    """
    own = _Own(prose)
    home = _home(own, places, year)
    for span in _candidates(text, title):
        named = _read(text, span, home, year)
        if named is not None:
            return named
    if title is not None and (body := _titled(text, title)) is not None:
        return body
    if not own.speaks_for_a_division:
        for match in _CONTACT.finditer(text, 0, min(_HEAD, len(text))):
            named = _read(text, _compiler_span(text, *match.span("name")), home, year)
            if named is not None:
                return named
    if (name := school(text[:_HEAD])) is not None:
        return Named(Issuer(canonical=name, kind="other", division=None), None)
    return Named(government(home), None) if home is not None and own.speaks_for_a_division else None


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
        self.speaks_for_a_division = most in lists["scope"] and areas >= _ONE_BODY * bodies
        """It is a government's: a bureau speaks of 全市 too, but calls itself 我局 or 本单位."""


def _titled(text: str, title: Title) -> Named | None:
    """Take from a title the body whose name no rule knows: what stands before the year and ends like one."""
    match = _BEFORE_YEAR.search(title.span.text(text))
    body = plain_body(match["name"]) if match else None
    return Named(body, Span(*match.span("name")).shift(title.span.start)) if match and body else None


def _candidates(text: str, title: Title | None) -> Iterator[Span]:
    """Yield the places where the issuer may be named, the surest first."""
    if title is not None:
        line = text[title.span.start : title.span.end]
        for pattern in (_BEFORE_YEAR, _BEHIND_YEAR, _BEFORE_TOPIC):
            match = pattern.search(line)
            if match:
                yield Span(*match.span("name")).shift(title.span.start)
    tail = max(0, len(text) - _TAIL)
    opening = (*_OPENING, _TO_THE_PUBLIC) if "向社会" in text[:_HEAD] else _OPENING
    places = (
        *((pattern, 0, _HEAD) for pattern in opening),
        (_FIELD, 0, 2000),
        (_SIGNATURE, tail, len(text)),
        (_SUBJECT, 0, _HEAD),
    )
    for pattern, start, end in places:
        for match in pattern.finditer(text, start, min(end, len(text))):
            first, last = match.span("name")
            if title is None or first >= title.span.end or last <= title.span.start:
                yield _compiler_span(text, first, last)


def _compiler_span(text: str, start: int, end: int) -> Span:
    """Leave out the office within a body that only compiles the report."""
    return Span(start, start + len(compiler(text[start:end])))


def _read(text: str, span: Span, home: Division | None, year: int | None) -> Named | None:
    """Read one candidate."""
    issuer = read_body(text[span.start : span.end], home, year)
    return None if issuer is None else Named(issuer, span)


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
