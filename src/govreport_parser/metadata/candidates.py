"""Candidates: the places of a text where the body that reports may be named, the surest first."""

from collections.abc import Iterator
from typing import NamedTuple

from govreport_parser.metadata.bodies import compiler
from govreport_parser.metadata.title import Title, name_above
from govreport_parser.metadata.wording import Wording
from govreport_parser.spans import Span

__all__ = [
    "AROUND",
    "CLEAN",
    "FIELD",
    "OWN_NAME",
    "Candidate",
    "contacts",
    "of_the_furniture",
    "of_the_page",
    "of_the_text",
    "of_the_title",
    "own_name",
]

_BEFORE_YEAR = Wording("metadata.issuer.before-year")
_IN_TITLE = (
    Wording("metadata.issuer.behind-year"),
    Wording("metadata.issuer.before-topic"),
    Wording("metadata.issuer.behind-title"),
)
_BELOW_TITLE = Wording("metadata.issuer.below-title")
_OPENING = (
    Wording("metadata.issuer.opening"),
    Wording("metadata.issuer.year-published"),
    Wording("metadata.issuer.year-compiled"),
)
_FOR_THE_WORK_OF = Wording("metadata.issuer.for-the-work-of")
_TO_THE_PUBLIC = Wording("metadata.issuer.to-the-public")
_FIELD = Wording("metadata.issuer.field")
_SUBJECT = Wording("metadata.issuer.subject")
_CONTACT = Wording("metadata.issuer.contact")
_SIGNATURE = Wording("metadata.issuer.signature")
_SOURCE = Wording("metadata.issuer.source")
_MASTHEAD = Wording("metadata.issuer.masthead")
_WAY = Wording("metadata.issuer.way")
_STEP = Wording("metadata.issuer.crumb")
_FOOT = Wording("metadata.issuer.foot")

FIELD = _FIELD.rule
AROUND = frozenset(pattern.rule for pattern in (_SOURCE, _MASTHEAD, _WAY, _FOOT))
"""The rules of what the page around the text names."""
CLEAN = frozenset(pattern.rule for pattern in (*_OPENING, _TO_THE_PUBLIC, _FIELD))
"""The rules whose words stand between a verb and a year or fill a field, so that they are a name or nothing."""
OWN_NAME = "metadata.body.ends-like-one"
"""The rule of a name that is taken by its ending alone."""

_TAIL = 400
_HEAD = 1500
_FIELDS = 2000
_TOP = 300
_LINE = 80


class Candidate(NamedTuple):
    """A stretch of the normalised text that may name the body, and the rule that says so."""

    span: Span
    rule: str


def of_the_title(text: str, title: Title) -> Iterator[Candidate]:
    """Yield what the title names: 青石镇2016年…, 2016年青石镇…, and the names on lines of their own above and below."""
    if (above := name_above(text, title)) is not None:
        yield Candidate(*above)
    for pattern in (_BEFORE_YEAR, *_IN_TITLE):
        match = pattern.search(title.span.text(text))
        if match:
            yield Candidate(Span(*match.span("name")).shift(title.span.start), pattern.rule)
    behind = text[title.span.end : title.span.end + _LINE]
    line = behind.lstrip(" |\n")
    gap = len(behind) - len(line)
    if "\n" in behind[:gap] and (below := _BELOW_TITLE.match(line.partition("\n")[0].rstrip(" |"))):
        yield Candidate(Span(*below.span("name")).shift(title.span.end + gap), _BELOW_TITLE.rule)


def own_name(text: str, title: Title) -> Iterator[Candidate]:
    """Yield what stands before the year in a title, to be taken by its ending alone."""
    match = _BEFORE_YEAR.search(title.span.text(text))
    if match:
        yield Candidate(Span(*match.span("name")).shift(title.span.start), OWN_NAME)


def of_the_text(text: str, title: Title | None) -> Iterator[Candidate]:
    """Yield what the opening words, the fields of the page, the signature and the first section name."""
    tail = max(0, len(text) - _TAIL)
    opening = (*_OPENING, _TO_THE_PUBLIC) if "向社会" in text[:_HEAD] else _OPENING
    places = (
        *((pattern, 0, _HEAD) for pattern in opening),
        (_FOR_THE_WORK_OF, 0, _TOP),
        (_FIELD, 0, _FIELDS),
        (_SIGNATURE, tail, len(text)),
        (_SUBJECT, 0, _HEAD),
    )
    for candidate in _found(text, places):
        span = candidate.span
        if title is None or span.start >= title.span.end or span.end <= title.span.start:
            yield candidate


def of_the_page(text: str) -> Iterator[Candidate]:
    """Yield what the page around the text names: its source and its head."""
    tail = max(0, len(text) - _TAIL)
    yield from _found(text, ((_SOURCE, 0, _FIELDS), (_MASTHEAD, 0, _TOP), (_SOURCE, tail, len(text))))


def of_the_furniture(source: str) -> Iterator[Candidate]:
    """Yield what the lines name that reading took for furniture: 当前位置:首页 > 青石镇, 版权所有:临江区教育局.

    They are gone from the normalised text, so that these places, and only these, are in source coordinates.
    """
    tail = max(_FIELDS, len(source) - _TAIL)
    for line, start, end in ((_WAY, 0, _FIELDS), (_FOOT, 0, _FIELDS), (_FOOT, tail, len(source))):
        for way in line.finditer(source, start, min(end, len(source))):
            for match in _STEP.finditer(source, *way.span()) if line is _WAY else (way,):
                yield Candidate(Span(*match.span("name")), line.rule)


def contacts(text: str) -> Iterator[Candidate]:
    """Yield whom readers are told to ask."""
    yield from _found(text, ((_CONTACT, 0, _HEAD),))


def _found(text: str, places: tuple[tuple[Wording, int, int], ...]) -> Iterator[Candidate]:
    """Yield what each pattern finds in its stretch, without the office within a body that only compiles the report."""
    for pattern, start, end in places:
        for match in pattern.finditer(text, start, min(end, len(text))):
            first, last = match.span("name")
            yield Candidate(Span(first, first + len(compiler(text[first:last]))), pattern.rule)
