"""The title: a line of its own near the top that names a report on disclosure; and what its words say of the genre."""

from dataclasses import dataclass

import regex

from govreport_parser.blocks import MARKER
from govreport_parser.spans import Span

__all__ = ["NAMES_REPORT", "Title", "find_title", "is_annual_report"]

_TOP_LINES = 30
"""Real pages have up to two dozen lines of navigation and fields before the title."""
_LONGEST = 70

_YEAR = r"(?:20\d\d|二[〇零0○][〇零0○一二三四五六七八九\d]{2})"
NAMES_REPORT = regex.compile(
    rf"(?:{_YEAR}\D{{0,4}}年?度?.{{0,40}}|^.{{0,40}})信息公开.{{0,12}}(?:报告|总结|情况的?汇报)(?:\s*\(?[^。]{{0,12}}\)?)?$"
    rf"|^.{{0,40}}{_YEAR}年?度?.{{0,20}}信息公开(?:工作)?(?:开展)?情况$"
    rf"|^.{{0,40}}信息公开.{{0,8}}年度?报告.{{0,12}}$"
)
_FIELD = regex.compile(r"^\s*[#*>\-\s|]*(?:(?:信息)?(?:名\s?称|标\s?题)\s*[:|]\s*)?")
_NOT_A_REPORT = regex.compile(
    r"通知|通报|指南|目录(?!.*报告)|办法|预算|决算|政府工作报告|工作要点|实施方案|工作计划|公告(?!.*报告)|规定|关于.{0,12}(?:编制|报送|发布).{0,20}年度?报告"
)
_TOPIC = regex.compile(r"(?:政府)?信息公开|政务公开")
_SAYS_REPORT = regex.compile(
    rf"(?:现将|现就).{{0,80}}(?:报告|公布|汇报|公开)(?:如下|于后)?|年度报告|本报告|(?:编制|公布)本(?:年度?)?报告|{_YEAR}年.{{0,60}}情况报告如下"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words, simplified, and its place in the normalised text."""

    text: str
    span: Span


def find_title(text: str) -> Title | None:
    r"""Return the first line near the top that names a report on disclosure, with the body's name above it.

    >>> find_title("某某区教育局\n2019年政府信息公开工作年度报告\n").text
    '某某区教育局2019年政府信息公开工作年度报告'
    """
    before: Span | None = None
    position = 0
    for line in text.split("\n", _TOP_LINES)[:_TOP_LINES]:
        start, position = position, position + len(line) + 1
        lead = _FIELD.match(line)
        offset = lead.end() if lead else 0
        words = line[offset:].strip(" |*#")
        if not words or MARKER.match(words):
            continue
        span = Span(start + line.index(words, offset), start + line.index(words, offset) + len(words))
        if len(words) <= _LONGEST and NAMES_REPORT.search(words) and not words.endswith(("。", ";", ",")):
            return _with_name_above(text, before, span)
        before = span
    return None


_NAME_ONLY = regex.compile(
    r"^[\u4e00-\u9fff·、\s]{3,30}(?:政府|局|委员会|办公室|办事处|厅|委|院|馆|中心|大学|学院|公司|街道|镇|乡|区|县|市|省|部|署|总队)$"
)


def _with_name_above(text: str, before: Span | None, span: Span) -> Title:
    """Join a body's name on the line above to a title that begins with the year or the subject."""
    words = span.text(text)
    if (
        before is not None
        and _NAME_ONLY.match(before.text(text))
        and regex.match(rf"(?:关于)?{_YEAR}|政府信息公开|信息公开", words)
    ):
        return Title(before.text(text).strip() + words, Span(before.start, span.end))
    return Title(words, span)


def is_annual_report(text: str, title: Title | None, *, has_form: bool) -> bool:
    """Tell whether the text is an annual report on disclosure, whatever else it may be.

    A title says so or says the contrary; without one, the subject must come up again and again, and the text must
    call itself a report, or bring one of the national forms.
    """
    if title is not None:
        return not _NOT_A_REPORT.search(title.text)
    opening = text[:400]
    first = next((line.strip() for line in text[:2000].split("\n") if line.strip()), "")
    if len(first) < _LONGEST and _NOT_A_REPORT.search(first) and not has_form:
        return False
    mentions = len(_TOPIC.findall(text[:20000]))
    if has_form:
        return mentions >= 1
    return mentions >= 3 and _SAYS_REPORT.search(text[:20000]) is not None and "各位代表" not in opening
