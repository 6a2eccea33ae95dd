"""The title: a line of its own near the top that names a report on disclosure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from govreport_parser.blocks import MARKER
from govreport_parser.spans import Span

__all__ = ["NAMES_REPORT", "YEAR", "Line", "Title", "find_title", "title_of_year", "titles"]

_TOP_LINES = 30
"""Real pages have up to two dozen lines of navigation and fields before the title, not counting blank ones."""
_TOP = 4000
"""Characters in which those lines are looked for."""
_LONGEST = 70

YEAR = r"(?:20\d\d|二[〇零0○][〇零0○一二三四五六七八九\d]{2})"
NAMES_REPORT = regex.compile(
    rf"(?:{YEAR}\D{{0,4}}年?度?.{{0,40}}|^.{{0,40}})信息公开.{{0,12}}(?:报告|总结|情况的?汇报)(?:\s*\(?[^。]{{0,12}}\)?)?$"
    rf"|^.{{0,40}}{YEAR}年?度?.{{0,20}}信息公开(?:工作)?(?:开展)?情况$"
    rf"|^.{{0,40}}信息公开.{{0,8}}年度?报告.{{0,12}}$|^.{{0,30}}{YEAR}年?度?.{{0,30}}信息公开(?:工作)?年报$"
    rf"|^.{{0,40}}{YEAR}\s?年?度?.{{0,24}}政务公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报|总结)(?:\s?[—-]{{1,2}}.{{0,24}})?$"
)
_FIELD = regex.compile(
    r"^\s*[#*>•·\-\s|]*(?:(?:(?:信息)?(?:名\s?称|标\s?题)|中文名)(?:\s*[:|]\s*|\s+))?(?:【[^】\n]{2,8}】)?"
)
_CRUMBS = regex.compile(r"[>›»→]|^(?:您?(?:的|现在的?|当前的?)?(?:当前|所在)?位置|首页)")
"""您当前所在位置:首页 > 信息公开年度报告: the way to the page."""
_SITE = regex.compile(r"(?<=报告|年报|总结)\s?(?:[-_—|/]\s?(?!以|让)[^\s—]{1,20}|\((?:全文|转载)\))$")
"""…年度报告-某某网: what a site or a newspaper put behind the title."""
_ENCLOSURE = regex.compile(r"附件\d{0,2}\s?:\s?")
_OPENS_TEXT = regex.compile(r"^(?:根据|按照|依据|依照|现将|为了?[^\s]{0,30},)|[:,;。]$")
"""A sentence, however short, is no title."""
_COVER = regex.compile(r"(?:公布|印发|发布|转发|公开).{0,60}报告的通知$")
"""The letter that brings the report; the report's own title follows."""
_NAME_ONLY = regex.compile(
    r"^[\u4e00-\u9fff·、\s]{3,30}(?:政府|局|委员会|办公室|办事处|厅|委|院|馆|中心|大学|学院|公司|街道|镇|乡|区|县|市|省|部|署|总队)$"
)
_NAMELESS = regex.compile(rf"(?:关于)?(?:{YEAR}|政府信息公开|政务公开|信息公开)")
_BROKEN = regex.compile(rf"^[\u4e00-\u9fff·]{{3,30}}{YEAR}\s?年?度?(?:政府|政务)?$")
"""某某市人民政府2016年, and on the next line 政府信息公开工作年度报告."""
_REST = regex.compile(r"(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)")
_CUT_OFF = regex.compile(rf"{YEAR}\s?年?度?.{{0,30}}信息公开(?:工作)?(?:年度)?$")
"""某某厅2014年度政府信息公开工作, and on the next line 年度报告."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words, simplified, and its place in the normalised text."""

    text: str
    span: Span


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
        cover = _COVER.search(line.title.text) is not None
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
    return _COVER.search(line.title.text) is not None


def titles(text: str) -> Iterator[Line]:
    """Yield the lines near the top that name a report."""
    before: Span | None = None
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
        if len(words) <= _LONGEST and (found := _line(text, before, span)) is not None:
            yield found
        before = span


def _line(text: str, before: Span | None, span: Span) -> Line | None:
    words = span.text(text)
    if before is not None and _REST.fullmatch(words) and _CUT_OFF.search(before.text(text)):
        return Line(Title(before.text(text).strip() + words, Span(before.start, span.end)), bare=False, quoted=False)
    if "公开" not in words:
        return None
    enclosure = _ENCLOSURE.match(words)
    if enclosure:
        span = Span(span.start + enclosure.end(), span.end)
        words = span.text(text)
    if site := _SITE.search(words):
        span = Span(span.start, span.start + site.start())
        words = span.text(text)
    if not NAMES_REPORT.search(words) or _OPENS_TEXT.search(words):
        return None
    title = _with_name_above(text, before, span)
    return Line(
        title,
        title.span == span and _NAMELESS.match(words) is not None,
        quoted=site is not None or enclosure is not None,
    )


def _with_name_above(text: str, before: Span | None, span: Span) -> Title:
    """Join a body's name on the line above to a title that begins with the year or the subject."""
    words = span.text(text)
    above = before.text(text) if before is not None else ""
    if before is not None and _NAMELESS.match(words) and (_NAME_ONLY.match(above) or _BROKEN.match(above)):
        return Title(above.strip() + words, Span(before.start, span.end))
    return Title(words, span)
