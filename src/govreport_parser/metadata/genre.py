"""The genre: whether a text is an annual report on disclosure, or only speaks of one."""

import regex

from govreport_parser.metadata.title import YEAR, Title, titles

__all__ = ["is_annual_report"]

_NOT_A_REPORT = regex.compile(
    r"通知|通报|指南|目录(?!.*报告)|办法|预算|决算|政府工作报告|工作要点|实施方案|工作计划|公告(?!.*报告)|规定|制度(?!.*报告)"
    r"|关于.{0,12}(?:编制|报送|发布).{0,20}年度?报告|解读[::]|^(?:一图|图解|图说)|范文|范本|模板|格式|季度|半年|月份|评估报告|展示平台"
)
_TOPIC = regex.compile(r"(?:政府)?信息公开|政务公开")
_NARROW = regex.compile(r"(?:政府)?信息公开|政务公开|公开政府信息|依申请公开")
_SAYS_REPORT = regex.compile(
    rf"(?:现将|现就|现(?:向社会)?公布).{{0,80}}(?:报告|公布|汇报|公开|情况)(?:如下|于后)?|[本该](?:年度?)?(?:工作)?(?:报告|年报)"
    rf"|(?:编制|公布|形成|发布)(?:了|成|本)[^,。]{{0,30}}年度?报告|{YEAR}年.{{0,60}}情况报告如下"
)
_DECLARES = regex.compile(
    rf"(?:[现特兹](?:予以|向社会(?:公众)?)?|向社会(?:公众)?)(?:公布|公开|发布|编制).{{0,60}}(?:报告|年报|公开工作情况)"
    rf"|[现特兹]将.{{0,60}}(?:报告|年报|汇报|公开(?:工作)?情况)|编制(?:了|完成|形成)[^。]{{0,40}}(?:报告|年报)"
    rf"|编制(?:完成|形成)?本(?:年度)?(?:工作)?报告"
    rf"|[本该](?:年度)?(?:工作)?(?:报告|年报)[^。]{{0,60}}(?:编制|组成|信息公开|政务公开|{YEAR})"
)
"""现公布某某局2017年度政府信息公开…: the opening words of a report say that it is one."""
_OPENING = 600
_HEADED = regex.compile(r"^\s*(?:[一1]\s?[、.]|\(一\))\s?[^\n。]{2,30}[。.]?\s*$", regex.MULTILINE)
_INLINE = regex.compile(r"(?<=[。:])\s?[一1]\s?、\s?(?:总体(?:情况|概述)|概\s?述|基本情况|(?:政府信息)?主动公开)")
"""A page that lost its line ends."""
_SPEAKS = regex.compile(
    r"(?:我|本)(?:省|自治区|市|州|区|县|旗|镇|乡|街道|局|委|办(?!理|法)|厅|院|校|中心|机关|部|公司)"
)
_NOTICE = regex.compile(r"^[^\n。,]{0,60}(?:关于|要点|方案|办法|意见|工作)[^\n。,]{0,40}的通知[ \t]*$", regex.MULTILINE)
"""In the head of a text: a letter to lower offices, which asks for something or sends something."""
_HEAD = 500
_ARTICLE = regex.compile(r"^\s*第[一二三四五六七八九十]{1,3}条\s?[^\n]", regex.MULTILINE)
"""Regulations stand in numbered articles, reports never."""
_SECTIONS = regex.compile(
    r"^\s*[一二三四五六七八九]{1,2}[、.]\s?(?:[^\n。,;]{0,14}?)(?:主动公开|依申请公开|公开申请|行政复议|信息公开的?收费)"
    r"[^\n。,;]{0,16}情况[:。]?\s*$",
    regex.MULTILINE,
)
_ENOUGH_SECTIONS = 2
_FIVE = regex.compile(
    r"^\s*\([一二三四五]\)\s?(?P<of>主动公开|依申请公开|政府信息管理|(?:政府信息公开)?平台建设|监督保障)(?:政府信息)?的?(?:情况|方面|工作)?[。.::,;\s]",
    regex.MULTILINE,
)
"""The five parts of the general section in the format of 2021."""
_ENOUGH_OF_FIVE = 3
_OTHER_TITLE = regex.compile(
    r"[^。,;::>]{2,40}(?:信息|政务)公开[^。,;::>]{0,12}(?:指南|目录|办法|制度|规定|规则|方案|要点|须知|申请表|职责|职能|流程)(?:\([^()]{1,12}\))?"
)
_FIRST_LINES = 6
_LONGEST = 70
_TOP = 20_000


def is_annual_report(text: str, title: Title | None, *, has_form: bool) -> bool:
    """Tell whether the text is an annual report on disclosure, whatever else it may be.

    A title says so or says the contrary; without one, the text must bring one of the national forms or the sections
    that only such reports have, or the subject must come up again and again in what calls itself a report.
    """
    if title is not None:
        return not _NOT_A_REPORT.search(title.text) and not _is_list(text)
    top = text[:_TOP]
    mentions = len(_TOPIC.findall(top))
    if has_form:
        return mentions >= 1
    if _opens_otherwise(text):
        return False
    if len(_ARTICLE.findall(top)) > 1 or _NOTICE.search(text, 0, min(_HEAD, len(text))):
        return False
    if len(_SECTIONS.findall(top)) >= _ENOUGH_SECTIONS:
        return True
    five = {match["of"] for match in _FIVE.finditer(top)}
    if len(five) >= _ENOUGH_OF_FIVE and not five.isdisjoint({"主动公开", "依申请公开"}):
        return True
    headed = _HEADED.search(top) or _INLINE.search(top)
    if not headed and not _SPEAKS.search(top):
        return False
    if _NARROW.search(top) and headed and _DECLARES.search(text, 0, min(_OPENING, len(text))):
        return True
    return mentions >= 3 and _SAYS_REPORT.search(top) is not None and "各位代表" not in text[:400]


def _opens_otherwise(text: str) -> bool:
    """Tell whether the first line, or the title below it, is of something else: 政府信息公开指南, 部门预算公开说明."""
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()][:_FIRST_LINES]
    first = lines[0] if lines else ""
    heading = len(first) < _LONGEST and "。" not in first and not first.endswith((":", ","))
    return heading and (_NOT_A_REPORT.search(first) is not None or any(map(_OTHER_TITLE.fullmatch, lines[1:])))


def _is_list(text: str) -> bool:
    """Tell a page that lists reports, with their days, from a report: it has no sentence."""
    return "。" not in text and len({line.title.text for line in titles(text)}) > 1
