"""Blocks: the lines of a normalised text, each a heading candidate, a paragraph, a table row or blank.

The blocks tile the text: joined in order they give it back, character for character. A line may hold several
blocks, where a heading is glued to the text that follows it or follows the text before it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

import regex

from govreport_parser.spans import Span

__all__ = ["MARKER", "OFFICIAL_TITLE", "TITLE_ENDS", "Block", "BlockKind", "prose_blocks", "split_blocks"]

BlockKind = Literal["heading", "paragraph", "table_row", "blank"]

OFFICIAL_TITLE = re.compile(
    r"""(?:
    (?:总体|基本|概)(?:情况|概况)|概[ ]?述|引[ ]?言
    |(?:政府信息)?主动公开(?:政府信息)?(?:的)?(?:情况)
    |(?:收到和处理)?(?:政府信息)?(?:依申请)?公开申请(?:的)?(?:情况|办理情况)
    |(?:政府信息)?依申请公开(?:政府信息)?(?:办理|工作)?的?情况
    |依申请公开政府信息和不予公开政府信息的情况
    |收到和处理政府信息公开申请情况
    |(?:因)?政府信息公开(?:工作)?(?:被)?(?:申请)?行政复议、(?:提起)?行政诉讼(?:的)?情况
    |(?:政府信息公开)?(?:工作)?存在的?主要问题(?:及|和)改进(?:情况|措施)
    |政府信息公开(?:工作)?的?收费(?:情况)?及减免(?:费用)?的?情况
    |其他需要(?:报告|说明)的?(?:其他)?事项
    )""",
    re.VERBOSE,
)
"""Section titles of the national formats: trusted where a number or a line of their own is missing."""

MARKER = re.compile(
    rf"""
    (?P<part>第[一二三四五六七八九十]{{1,3}}(?:部分|章))[、:：\s]?
    | (?P<chinese>[一二三四五六七八九十]{{1,3}})(?:\s?[、.．]|[ ]{{1,2}}(?={OFFICIAL_TITLE.pattern}\s*$))
    | (?P<bracketed>\([一二三四五六七八九十]{{1,3}}\)|[㈠-㈩])、?
    | (?P<arabic>\d{{1,2}})(?:[、．]|\.(?!\d))
    | (?P<arabic_bracketed>\(\d{{1,2}}\)|[⑴-⒇])、?
    | (?P<circled>[①-⑳])
    """,
    re.VERBOSE,
)
"""How headings are numbered; the name of the group is the style."""

_INLINE = regex.compile(
    rf"(?=[一二三四五六七八九十])(?<=[。;!.\s]|报告)[一二三四五六七八九十]{{1,3}}、(?={OFFICIAL_TITLE.pattern})",
    regex.VERBOSE,
)
_SUBJECT = r"""(?:(?:19|20)\d\d年|[今本全]年(?!度(?:工作)?报告)|一年来|全[省市州县区旗镇乡局]
    |[我本](?:[省市州县区旗镇乡局委厅院校处街](?!关)|办(?!法|理)|机关|单位|中心))"""
"""What a sentence begins with and a title does not go on with: a time, or who speaks."""
_OFFICIAL_THEN_TEXT = re.compile(
    rf"""\s{{0,2}}(?P<title>{OFFICIAL_TITLE.pattern}(?:[ ]{{1,4}}+
    (?=[^\n]{{0,60}}[。,;\d])(?![及和与的、(]|附|统计表|\d{{1,4}}\s*$)(?=[^\s]{{4}})
    |(?={_SUBJECT}[^\n]{{0,60}}[。,;])))""",
    re.VERBOSE,
)
"""一、总体情况 我局认真贯彻…: what follows an official title and reads like prose is not the title's.

A blank parts them, or the text begins as only a sentence does: 一、概述2012年,我局….
"""
TITLE_ENDS = ("情况", "概述", "概况", "事项", "措施", "问题", "诉讼")
"""The last word of a title, by which it is told from a sentence that is glued to it."""
_TITLE_THEN_CLAUSE = re.compile(
    rf"""[^\n。,;:()]{{2,30}}?(?:{"|".join(TITLE_ENDS)})
    (?=(?:{_SUBJECT}|截[至止]|共?收到|未收到|未发生|没有|\([一二三四五六七八九十]\))[^\n]{{2,60}}[。,;:\d])""",
    re.VERBOSE,
)
"""收到和处理政府信息公开申请情况本年新收…: not even a blank parts the title from its sentence."""
_TITLE_THEN_FIGURE = re.compile(
    rf"""[ ]?[^\n。,;:()\d\s]{{2,24}}\s{{1,4}}
    (?=(?:[^\n。]{{1,60}}\d[^\n。]{{0,60}}|(?:{_SUBJECT}|没有|[暂尚]?未[收发有])[^\n。]{{4,120}})。)""",
    re.VERBOSE,
)
"""六、人员与经费 我局有专职人员2名。: a blank, then a sentence with a figure or a subject of its own."""
_TITLE_THEN_NONE = re.compile(
    rf"""[^\n。,;:]{{2,40}}?(?:{"|".join(TITLE_ENDS)}|[:\s])\s?
    (?=(?:本年度?|全年)?(?:暂?无|没有|未发生|不存在)(?:[此该这上以相有类][^\n。,;]{{1,6}})?(?:[。.]|\s*$))""",
    re.VERBOSE,
)
"""五、收费及减免情况 无。: a title and the whole answer."""
_ORDER = "一二三四五六七八九十"
_LONG_LINE = 80
_NUMBERED = regex.compile(
    r"""(?<=[。;!.\s])(?:
    (?P<outer>[一二三四五六七八九十]{1,3})、
        (?=[^\n。,;:、]{0,24}?(?:情况(?:说明)?|概述|概况)\s
        |(?P<loose>(?:(?![一二三四五六七八九十]{1,3}、)[^\n。;:()\d\s]){2,24}\s\S))
    | \((?P<inner>[一二三四五六七八九十]{1,2})\)(?=[^\n。;:()]{2,30}[\s。]\S)
    )""",
    regex.VERBOSE,
)
"""Where headings may begin within the one line of a page that lost its line ends."""
_TIGHT = re.compile(r"\s?[^\n。;:()\s]{2,30}(?:。|\s)(?=\S)")
_LABELLED = re.compile(
    r"[^\n,。:;、()]{1,14}(?:情况|方面|工作|数量|途径|渠道|内容|形式|方式|载体|公开政府信息)(?::(?=\s?\S{5})|,(?=[我本]))"
)
"""依申请公开情况:我乡没有收到…: a title, a colon, the text."""
_OUTER = frozenset({"chinese", "bracketed"})
_WITH_COLON = re.compile(r"[^,。;:]{0,24}(?:问题|情况|措施|方面|不足|打算|做法|工作):")
"""(一)存在的主要问题: on a line of its own; what ends otherwise (主要包括:) leads in a list."""
_FIELD = re.compile(r"[^\n,。:;]{0,8}(?:名称|电话|地址|邮编|网址|邮箱|联系人|传真|网站)\s?:")
_CONTENTS = re.compile(r"[,;、\s][二2]、")
_TITLE_LIMIT = 45
"""A heading's title ends within this many characters: the longest of 300 titles read has 41."""
_STOP = regex.compile(r"[。!?;]|(?<=[^\s\d]{3})\s+(?=\S{12})|(?<=[\u4e00-\u9fff]{4})(?=(?:19|20)\d\d年[^\n]{12})")
_SENTENCE = regex.compile(r"[。;!?]|(?<!\([^()]{0,8})\s(?:19|20)\d\d年|(?:19|20)\d\d年,")
_NOT_TITLE = re.compile(r"[,、:;]$|^[是]")
_IN_LENSES = re.compile(r"【(?:[^【】\n]{0,20}(?:情况|问题|措施|打算|事项|不足)|概\s?述|引\s?言|前\s?言)】")
"""【主动公开政府信息情况】 on a line of its own, without a number."""
_HANGS = frozenset("的及和与、")
_REST_OF_TITLE = re.compile(r"[^\n。,;:、|\d]{0,12}(?:情况|措施|事项|打算|安排)[。.:]?")
"""The end of a title whose beginning stands on the line above: 因政府信息公开…提起行政诉讼的 / 情况."""
_ANNEX = re.compile(
    r"附(?:件|表|录)\s*(?:\d{1,2}|[一二三四五六])?\s*:?|[^,。;:|]{4,40}(?:统计表|情况表)(?:\([^()]{1,12}\))?"
)


class Block(NamedTuple):
    """One stretch of the normalised text, its line end included."""

    kind: BlockKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The block's place in the normalised text."""
        return Span(self.start, self.end)


def split_blocks(text: str) -> tuple[Block, ...]:
    r"""Cut `text` into blocks.

    >>> [block.kind for block in split_blocks("一、总体情况\n全年公开8条。\n收到申请数 | 件 | 3 |\n\n")]
    ['heading', 'paragraph', 'table_row', 'blank']
    """
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    start, length = 0, len(text)
    while start < length:
        newline = text.find("\n", start)
        end = length if newline < 0 else newline + 1
        line = text[start:end]
        if "|" in line:
            yield Block("table_row", start, end)
        elif not (words := line.strip()):
            yield Block("blank", start, end)
        elif words[-1] in _HANGS and (whole := _broken_heading(text, start, end)) is not None:
            yield Block("heading", start, whole)
            end = whole
        else:
            yield from prose_blocks(text, start, end)
        start = end


def _broken_heading(text: str, start: int, end: int) -> int | None:
    """Return where the line below ends that ends the title of the heading in `[start, end)`; None where none does."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    marker = MARKER.match(text, start, end)
    if marker is None or end - marker.end() > _TITLE_LIMIT:
        return None
    newline = text.find("\n", end)
    stop = len(text) if newline < 0 else newline + 1
    title, below = text[marker.end() : end].strip(), text[end:stop].strip()
    fits = _REST_OF_TITLE.fullmatch(below) or (not title and OFFICIAL_TITLE.fullmatch(below))
    return stop if fits and len(title + below) <= _TITLE_LIMIT and not _SENTENCE.search(title) else None


def prose_blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Cut one line of prose at the headings that are glued into it."""
    sure = {match.start() for match in _INLINE.finditer(text, start, end)}
    loose: set[int] = set()
    if end - start > _LONG_LINE and (sure or text.find("一、", start, end) > start):
        loose = {*_loose_cuts(text, start, end, sure)}.difference(sure)
    bounds = [start, *(cut for cut in sorted(sure | loose) if cut > start), end]
    for left, right in pairwise(bounds):
        heading_end = _tight_end(text, left, right) if left in loose else None
        heading_end = heading_end or _heading_end(text, left, right)
        if heading_end is None:
            yield Block("paragraph", left, right)
        elif not text[heading_end:right].strip():
            yield Block("heading", left, right)
        else:
            yield Block("heading", left, heading_end)
            yield Block("paragraph", heading_end, right)


def _tight_end(text: str, start: int, end: int) -> int | None:
    """Return where a heading within a line ends: at its first blank or stop, however little follows."""
    marker = MARKER.match(text, start, end)
    tight = _TIGHT.match(text, marker.end(), end) if marker else None
    return tight.end() if tight else None


def _loose_cuts(text: str, start: int, end: int, sure: set[int]) -> Iterator[int]:
    """Yield where headings without an official title begin in a line: their numbers must follow one another."""
    outer = inner = 0
    second = text.rfind("二、", start, end)
    if (first := MARKER.match(text, start, end)) and first.lastgroup == "chinese":
        outer = _ORDER.find(first["chinese"]) + 1
    for match in _NUMBERED.finditer(text, start, end):
        number = _ORDER.find(match["outer"] or match["inner"]) + 1
        if match["outer"] is not None:
            alone = number == 1 and match["loose"] is not None and second < match.end()
            if match.start() in sure or (number > 0 and number == outer + 1 and not alone):
                outer, inner = number, 0
                yield match.start()
        elif outer and number > 0 and number == inner + 1:
            inner = number
            yield match.start()


def _heading_end(text: str, start: int, end: int) -> int | None:
    """Return where the heading that begins at `start` ends; None where no heading begins."""
    while start < end and text[start].isspace():
        start += 1
    marker = MARKER.match(text, start, end)
    if marker is None:
        return _unmarked_end(text, start, end)
    if _CONTENTS.search(text, marker.end(), end):
        return None
    official = _OFFICIAL_THEN_TEXT.match(text, marker.end(), end)
    if official:
        return int(official.end("title"))
    if marker.lastgroup in _OUTER and _WITH_COLON.fullmatch(text[marker.end() : end].strip()):
        return end
    if labelled := _LABELLED.match(text, marker.end(), end):
        return int(labelled.end())
    if _FIELD.match(text, marker.end(), end):
        return None
    for pattern in (_TITLE_THEN_CLAUSE, _TITLE_THEN_FIGURE, _TITLE_THEN_NONE):
        if glued := pattern.match(text, marker.end(), end):
            return int(glued.end())
    whole = text[marker.end() : end].strip().rstrip("。.")
    if OFFICIAL_TITLE.fullmatch(whole.rstrip("、 ")):
        return end
    if len(whole) <= _TITLE_LIMIT and not _SENTENCE.search(whole):
        return end if whole and not _NOT_TITLE.search(whole) else None
    stop = _STOP.search(text, marker.end() + 1, min(end, marker.end() + _TITLE_LIMIT + 1))
    title_end = stop.start() if stop else end
    title = text[marker.end() : title_end].strip()
    if not title or len(title) > _TITLE_LIMIT or _NOT_TITLE.search(title):
        return None
    if stop and stop.group() in {";", "!", "?"}:
        return None
    return stop.end() if stop else end


def _unmarked_end(text: str, start: int, end: int) -> int | None:
    """Accept a line without a number where it is an official title, or opens the annex."""
    line = text[start:end].strip()
    if len(line) > _TITLE_LIMIT:
        return None
    if line[:1] == "【":
        return end if _IN_LENSES.fullmatch(line) else None
    return end if _ANNEX.fullmatch(line) or OFFICIAL_TITLE.fullmatch(line.rstrip("。.:")) else None
