"""The genre: whether a text is an annual report on disclosure, or only speaks of one."""

from govreport_parser.blocks import MARKER
from govreport_parser.metadata.title import Title, titles
from govreport_parser.metadata.wording import Wording

__all__ = ["is_annual_report"]

_OTHER = Wording("metadata.genre.other")
_OTHER_TITLE = Wording("metadata.genre.other-title")
_TOPIC = Wording("metadata.genre.topic")
_TOPIC_OR_INFORMATION = Wording("metadata.genre.topic-or-information")
_SAYS_REPORT = Wording("metadata.genre.says-report")
_DECLARES = Wording("metadata.genre.declares")
_HEADED = Wording("metadata.genre.headed")
_HEADED_INLINE = Wording("metadata.genre.headed-inline")
_SPEAKS = Wording("metadata.genre.speaks")
_NOTICE = Wording("metadata.genre.notice")
_ARTICLE = Wording("metadata.genre.article")
_SECTION = Wording("metadata.genre.section")
_GENERAL_PART = Wording("metadata.genre.general-part")
_ADDRESS = Wording("metadata.genre.address")
_COLLECTION = Wording("metadata.genre.collection")
_SAMPLE = Wording("metadata.genre.sample")
_NEWS = Wording("metadata.genre.news")
_HEADLINE = Wording("metadata.genre.headline")
_GOES_ON = Wording("metadata.genre.goes-on-as-notice")
_SECTION_INLINE = Wording("metadata.genre.section-inline")

_OPENING = 600
_NEWS_HEAD = 300
_UNFILLED = "X×x"
_ENOUGH_BLANKS = 2
"""One name that is left out may be the page's own doing; two belong to a sample."""
_HEAD = 500
_ADDRESS_ENDS = 400
_ENOUGH_SECTIONS = 2
_ENOUGH_OF_FIVE = 3
_ENOUGH_MENTIONS = 3
_FIRST_LINES = 6
_LONGEST = 70
_TOP = 20_000


def is_annual_report(text: str, title: Title | None, *, has_form: bool) -> bool:
    """Tell whether the text is an annual report on disclosure, whatever else it may be.

    A title says so or says the contrary; without one, the text must bring one of the national forms or the sections
    that only such reports have, or the subject must come up again and again in what calls itself a report.
    """
    if _is_sample(text[:_OPENING]):
        return False
    if title is not None:
        return not _OTHER.search(title.text) and not _is_list(text) and not _tells_of_reports(text, title)
    top = text[:_TOP]
    if has_form:
        return _TOPIC.search(top) is not None
    if _opens_otherwise(text):
        return False
    if _ARTICLE.count(top) > 1 or _NOTICE.search(text, 0, _HEAD) or _NEWS.search(text, 0, _NEWS_HEAD):
        return False
    if any(pattern.count(top) >= _ENOUGH_SECTIONS for pattern in (_SECTION, _SECTION_INLINE)):
        return True
    five = {match["of"] for match in _GENERAL_PART.finditer(top)}
    if len(five) >= _ENOUGH_OF_FIVE and not five.isdisjoint({"主动公开", "依申请公开"}):
        return True
    headed = _HEADED.search(top) or _HEADED_INLINE.search(top)
    if not headed and not _SPEAKS.search(top):
        return False
    if _TOPIC_OR_INFORMATION.search(top) and headed and _DECLARES.search(text, 0, _OPENING):
        return True
    enough = _TOPIC.count(top) >= _ENOUGH_MENTIONS and _SAYS_REPORT.search(top) is not None
    return enough and not _ADDRESS.search(text, 0, _ADDRESS_ENDS)


def _is_sample(top: str) -> bool:
    """Tell a sample to be filled in, or a site's collection of them, from a report: XX县, 年度报告(精选9篇)."""
    # Few texts have one of these words at their top, and the patterns are not quick.
    collected = any(word in top for word in ("篇", "小编", "范文")) and _COLLECTION.search(top) is not None
    return collected or (any(mark in top for mark in _UNFILLED) and _SAMPLE.count(top) >= _ENOUGH_BLANKS)


def _tells_of_reports(text: str, title: Title) -> bool:
    """Tell a notice or an item of news about reports: its title goes on as one, or tells what was done with them."""
    below = text[title.span.end : title.span.end + _LONGEST].strip(" |").partition("\n")[2]
    if _GOES_ON.match(below.lstrip("\n |").partition("\n")[0].strip()):
        return True
    return _HEADLINE.search(title.text) is not None and not _HEADED.search(text[:_TOP])


def _opens_otherwise(text: str) -> bool:
    """Tell whether the first line, or the title below it, is of something else: 政府信息公开指南, 部门预算公开说明."""
    lines = [words for line in text[:2000].split("\n") if (words := line.strip(" |"))][:_FIRST_LINES]
    first = lines[0] if lines else ""
    if len(first) >= _LONGEST:
        # On a page that lost its line ends a blank parts the title from the text.
        first = first.partition(" ")[0]
    heading = len(first) < _LONGEST and "。" not in first and not first.endswith((":", ","))
    return heading and (
        _OTHER.search(first) is not None
        or any(_OTHER_TITLE.fullmatch(line) and not MARKER.match(line) for line in lines[1:])
    )


def _is_list(text: str) -> bool:
    """Tell a page that lists reports, with their days, from a report: it has no sentence."""
    return "。" not in text and len({line.title.text for line in titles(text)}) > 1
