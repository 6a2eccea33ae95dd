"""The title: a line of its own near the top that names a report on disclosure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from govreport_parser.blocks import MARKER
from govreport_parser.metadata.wording import Wording
from govreport_parser.spans import Span

__all__ = ["Line", "Title", "find_title", "name_above", "title_of_year", "titles"]

_REPORT = Wording("metadata.title.report")
_FIELD = Wording("metadata.title.field")
_CRUMBS = Wording("metadata.title.crumbs")
_SITE = Wording("metadata.title.site")
_ENCLOSURE = Wording("metadata.title.enclosure")
_SENTENCE = Wording("metadata.title.sentence")
_LETTER = Wording("metadata.title.letter")
_NAME_ONLY = Wording("metadata.title.name-only")
_NAMELESS = Wording("metadata.title.nameless")
_BROKEN = Wording("metadata.title.broken")
_REST = Wording("metadata.title.rest")
_CUT_OFF = Wording("metadata.title.cut-off")
_GLUED = Wording("metadata.title.glued")

_SUBJECTS = ("信息公开", "政务公开")
"""One of these stands in every line that names a report; few others are worth a pattern."""
_TOP_LINES = 30
"""Real pages have up to two dozen lines of navigation and fields before the title, not counting blank ones."""
_TOP = 4000
"""Characters in which those lines are looked for."""
_LONGEST = 70
_LINES_ABOVE = 3
"""A title in three parts, with the body's name above."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words, simplified, and its place in the normalised text."""

    text: str
    span: Span
    rule: str = _REPORT.rule


class Line(NamedTuple):
    """A line that names a report."""

    title: Title
    bare: bool
    """It names nobody."""
    quoted: bool
    """It has a site's name behind it, or 附件 before: the report's own title may follow."""


def find_title(text: str) -> Title | None:
    r"""Return the line near the top that names a report on disclosure, with the body's name above it.

    The first such line, unless it is the letter that brings the report, or a later one has the body's name as well.

    >>> find_title("某某区教育局\n2019年政府信息公开工作年度报告\n").text
    '某某区教育局2019年政府信息公开工作年度报告'
    """
    first: Line | None = None
    for line in titles(text):
        cover = _is_cover(line)
        if not cover and not line.bare and not line.quoted:
            if first is None or first.quoted or _is_cover(first) or line.title.text.endswith(first.title.text):
                return line.title
        elif first is None or (not cover and _is_cover(first)):
            first = line
    return first.title if first else None


def title_of_year(text: str, year: int) -> Title | None:
    """Return the first title that names a body and this year; None where there is none."""
    own = (line.title for line in titles(text) if not line.bare and not _is_cover(line))
    return next((title for title in own if str(year) in title.text), None)


def _is_cover(line: Line) -> bool:
    return _LETTER.search(line.title.text) is not None


def titles(text: str) -> Iterator[Line]:
    """Yield the lines near the top that name a report."""
    above: tuple[Span, ...] = ()
    position = lines = 0
    for line in text[:_TOP].split("\n"):
        start, position = position, position + len(line) + 1
        lead = _FIELD.match(line)
        offset = lead.end() if lead else 0
        words = line[offset:].strip(" |*#")
        if not words:
            continue
        lines += 1
        if lines > _TOP_LINES:
            return
        if MARKER.match(words) or _CRUMBS.search(words):
            continue
        begin = start + line.index(words, offset)
        span = Span(begin, begin + len(words))
        if " " in words:
            glued = _GLUED.match(words)
            span = Span(begin, begin + glued.end()) if glued else span
        if span.end - span.start <= _LONGEST and (found := _line(text, above, span)) is not None:
            yield found
        above = (*above, span)[-_LINES_ABOVE:]


def _line(text: str, above: tuple[Span, ...], span: Span) -> Line | None:
    words = span.text(text)
    if _REST.fullmatch(words) and (found := _joined(text, above, span)) is not None:
        return found
    if not any(subject in words for subject in _SUBJECTS):
        return None
    enclosure = _ENCLOSURE.match(words)
    if enclosure:
        span = Span(span.start + enclosure.end(), span.end)
        words = span.text(text)
    if site := _SITE.search(words):
        span = Span(span.start, span.start + site.start())
        words = span.text(text)
    first, _, again = words.partition(" ")
    if first == again.strip():
        span = Span(span.start, span.start + len(first))
        words = first
    if _SENTENCE.search(words) or not _REPORT.search(words):
        return None
    title = _with_name_above(text, above[-1] if above else None, Title(words, span))
    return Line(
        title,
        title.span == span and _NAMELESS.match(words) is not None,
        quoted=site is not None or enclosure is not None,
    )


def _joined(text: str, above: tuple[Span, ...], span: Span) -> Line | None:
    """Join the end of a title to its beginning on the one or two lines above."""
    for count in range(1, len(above) + 1):
        parts = above[-count:]
        beginning = "".join(part.text(text).strip() for part in parts)
        if _CUT_OFF.search(beginning) and len(beginning) <= _LONGEST:
            title = Title(beginning + span.text(text), Span(parts[0].start, span.end), _CUT_OFF.rule)
            if _REPORT.search(title.text) and not _SENTENCE.search(title.text):
                before = above[-count - 1] if len(above) > count else None
                return Line(_with_name_above(text, before, title), bare=False, quoted=False)
    return None


def name_above(text: str, title: Title) -> tuple[Span, str] | None:
    """Return the name that a title has on a line of its own above it, and the rule; None where it has none."""
    first, below, _ = title.span.text(text).partition("\n")
    first = first.rstrip()
    if not below or not _NAME_ONLY.match(first):
        return None
    return Span(title.span.start, title.span.start + len(first)), _NAME_ONLY.rule


def _with_name_above(text: str, before: Span | None, title: Title) -> Title:
    """Join a body's name on the line above to a title that begins with the year or the subject."""
    above = before.text(text) if before is not None else ""
    if before is not None and _NAMELESS.match(title.text) and (_NAME_ONLY.match(above) or _BROKEN.match(above)):
        return Title(above.strip() + title.text, Span(before.start, title.span.end), title.rule)
    return title
