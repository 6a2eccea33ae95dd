"""The title: a line of its own near the top that names a report on disclosure; and what its words say of the genre."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from govreport_parser.blocks import MARKER
from govreport_parser.spans import Span

__all__ = ["NAMES_REPORT", "Title", "find_title", "is_annual_report"]

_TOP_LINES = 30
"""Real pages have up to two dozen lines of navigation and fields before the title, not counting blank ones."""
_TOP = 4000
"""Characters in which those lines are looked for."""
_LONGEST = 70

_YEAR = r"(?:20\d\d|二[〇零0○][〇零0○一二三四五六七八九\d]{2})"
NAMES_REPORT = regex.compile(
    rf"(?:{_YEAR}\D{{0,4}}年?度?.{{0,40}}|^.{{0,40}})信息公开.{{0,12}}(?:报告|总结|情况的?汇报)(?:\s*\(?[^。]{{0,12}}\)?)?$"
    rf"|^.{{0,40}}{_YEAR}年?度?.{{0,20}}信息公开(?:工作)?(?:开展)?情况$"
    rf"|^.{{0,40}}信息公开.{{0,8}}年度?报告.{{0,12}}$|^.{{0,30}}{_YEAR}年?度?.{{0,30}}信息公开(?:工作)?年报$"
)
_FIELD = regex.compile(r"^\s*[#*>\-\s|]*(?:(?:信息)?(?:名\s?称|标\s?题)(?:\s*[:|]\s*|\s+))?")
_CRUMBS = regex.compile(r"[>›»→]|^(?:您?(?:的|现在的?|当前的?)?(?:当前|所在)?位置|首页)")
"""您当前所在位置:首页 > 信息公开年度报告: the way to the page."""
_COVER = regex.compile(r"(?:公布|印发|发布|转发|公开).{0,60}报告的通知$")
"""The letter that brings the report; the report's own title follows."""
_NOT_A_REPORT = regex.compile(
    r"通知|通报|指南|目录(?!.*报告)|办法|预算|决算|政府工作报告|工作要点|实施方案|工作计划|公告(?!.*报告)|规定|关于.{0,12}(?:编制|报送|发布).{0,20}年度?报告"
)
_TOPICS = ("信息公开", "政务公开")
_SAYS_REPORT = regex.compile(
    rf"(?:现将|现就).{{0,80}}(?:报告|公布|汇报|公开)(?:如下|于后)?|年度报告|本报告|(?:编制|公布)本(?:年度?)?报告|{_YEAR}年.{{0,60}}情况报告如下"
)

_SECTIONS = regex.compile(
    r"^\s*[一二三四五六七八九]{1,2}[、.]\s?(?:[^\n。,;]{0,14}?)(?:主动公开|依申请公开|公开申请|行政复议|信息公开的?收费)"
    r"[^\n。,;]{0,16}情况[:。]?\s*$",
    regex.MULTILINE,
)
_ENOUGH_SECTIONS = 2


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words, simplified, and its place in the normalised text."""

    text: str
    span: Span


def find_title(text: str) -> Title | None:
    r"""Return the line near the top that names a report on disclosure, with the body's name above it.

    The first such line, unless it is the letter that brings the report, or a later one has the body's name as well.

    >>> find_title("某某区教育局\n2019年政府信息公开工作年度报告\n").text
    '某某区教育局2019年政府信息公开工作年度报告'
    """
    first: Title | None = None
    for title, bare in _titles(text):
        cover = _COVER.search(title.text) is not None
        if not cover and not bare:
            if first is None or _COVER.search(first.text) or title.text.endswith(first.text):
                return title
        elif first is None or (not cover and _COVER.search(first.text)):
            first = title
    return first


def _titles(text: str) -> Iterator[tuple[Title, bool]]:
    """Yield the lines that name a report, each with whether it names nobody."""
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
        if len(words) <= _LONGEST and NAMES_REPORT.search(words) and not words.endswith(("。", ";", ",")):
            title = _with_name_above(text, before, span)
            yield title, title.span == span and _NAMELESS.match(words) is not None
        before = span


_NAME_ONLY = regex.compile(
    r"^[\u4e00-\u9fff·、\s]{3,30}(?:政府|局|委员会|办公室|办事处|厅|委|院|馆|中心|大学|学院|公司|街道|镇|乡|区|县|市|省|部|署|总队)$"
)


_NAMELESS = regex.compile(rf"(?:关于)?(?:{_YEAR}|政府信息公开|政务公开|信息公开)")
_BROKEN = regex.compile(rf"^[\u4e00-\u9fff·]{{3,30}}{_YEAR}\s?年?度?(?:政府|政务)?$")
"""某某市人民政府2016年, and on the next line 政府信息公开工作年度报告."""


def _with_name_above(text: str, before: Span | None, span: Span) -> Title:
    """Join a body's name on the line above to a title that begins with the year or the subject."""
    words = span.text(text)
    above = before.text(text) if before is not None else ""
    if before is not None and _NAMELESS.match(words) and (_NAME_ONLY.match(above) or _BROKEN.match(above)):
        return Title(above.strip() + words, Span(before.start, span.end))
    return Title(words, span)


def is_annual_report(text: str, title: Title | None, *, has_form: bool) -> bool:
    """Tell whether the text is an annual report on disclosure, whatever else it may be.

    A title says so or says the contrary; without one, the text must bring one of the national forms or two of the
    sections that only such reports have, or the subject must come up again and again in what calls itself a report.
    """
    if title is not None:
        return not _NOT_A_REPORT.search(title.text)
    opening = text[:400]
    first = next((line.strip() for line in text[:2000].split("\n") if line.strip()), "")
    if len(first) < _LONGEST and "。" not in first and _NOT_A_REPORT.search(first) and not has_form:
        return False
    mentions = sum(text.count(topic, 0, 20000) for topic in _TOPICS)
    if has_form:
        return mentions >= 1
    if len(_SECTIONS.findall(text[:20000])) >= _ENOUGH_SECTIONS:
        return True
    return mentions >= 3 and _SAYS_REPORT.search(text[:20000]) is not None and "各位代表" not in opening
