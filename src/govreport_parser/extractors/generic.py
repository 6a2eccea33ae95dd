"""Words that look like a name and speak of a class of bodies: 各市财政局, 教育厅(教委), 各自成立领导小组."""

import re

import regex

__all__ = ["speaks_of_a_class"]

_REACH = 24
"""Characters before a match that say whether it is a class of bodies."""
_BRACKETS = r"[(（][省市县区州旗地盟、]{1,5}[)）]"
_UNIT = "|".join(
    (
        *("省", "自治区", "直辖市", "计划单列市", "县级市", "地级市", "地区", "市州", "县市区", "县市", "县区", "区县"),
        *("旗县区", "旗县", "乡镇", "镇街", "街镇", "镇乡", "市", "县", "区", "州", "旗", "盟", "乡", "镇", "街道"),
    )
)
_GENERIC = regex.compile(
    r"(?r)(?:[各某另每]|各级|有关|相关|其他|其它|其余|上级|下级|同级|所属|下属|下辖|直属|兄弟|周边|地方|各地|部分|一些|多个|若干|所有|全部|两级|[省市县区]级|[\d一二三四五六七八九十两几]个|家"
    rf"|{_BRACKETS}|(?:各|有关|相关|其他|其它|其余)(?:(?:{_UNIT})(?:{_BRACKETS})?[、和及与或]?)+)"
)
"""Read from its end: the words stand right before the match, and a reading from the left tries each character first."""
_EACH = re.compile(
    r"(?:各|相应|对应|分别|均|也都)[^。;;,\n为]{0,12}(?:成立|设立|设置|建立|组建|健全)[^。;;,\n为]{0,6}$"
)
"""各部门也相应成立了: each its own; not 成立了由各科室负责人为成员的, which is the reporting body's."""
_OTHER = ("省厅", "省局", "市局", "县局", "区局", "州局", "盟局")
"""省厅政务办: of the body above, which is not named in full."""
_EXEMPT = ("各部门", "各委")
"""各县区、市政府各部门 names the city's government."""


def speaks_of_a_class(prose: str, start: int, end: int, refused: int) -> str | None:
    """Say why the match from `start` to `end` names no one body; None where it may.

    `refused` is where the last match ended that was no name.

    >>> speaks_of_a_class("各县(市)教育局", 5, 8, -1), speaks_of_a_class("由教育局牵头", 1, 4, -1)
    ('a class of bodies', None)
    """
    before = prose[max(0, start - _REACH) : start]
    if before.endswith("(") and start - 1 == refused:
        return "another word for the class before it: 教育厅(教委)"
    if prose.startswith(("(室)", "(厅)"), end):
        return "a class of bodies: 政府办公厅(室)"
    before = before.removesuffix("\n")
    if before.endswith(_OTHER):
        return "of another body, whose name is not said in full"
    if prose.startswith("师市", start - 1):
        return "the middle of 师市, a division of the corps and its city"
    if _EACH.search(before):
        return "of each body, not of the one that reports"
    if _GENERIC.match(before) and not prose.startswith(_EXEMPT, end):
        return "a class of bodies"
    return None
