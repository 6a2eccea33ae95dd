r"""Marks of Markdown and HTML that stand in a text as characters, debris of scripts, damage that cannot be undone.

`## 一、总体情况` and `**一、总体情况**` are headings; `{{ title }}` is what a script left. Each function takes a text
and returns edits on it, sorted and disjoint. Damage keeps its characters: its edit only says where it is.
"""

import functools
from collections.abc import Iterable, Iterator
from importlib.resources import files

import regex

from govreport_parser.text.alignment import Edit, disjoint
from govreport_parser.text.repair import load
from govreport_parser.text.script import converter

__all__ = ["debris", "garbled", "has_debris", "marks", "may_be_garbled", "tags"]

_NUMBER = (
    r"(?:第?[一二三四五六七八九十]{1,3}(?:部分|章|\s?[、.．])|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}(?:、|\.(?!\d))|[㈠-㈩①-⑳])"
)
_URL = r"(?:https?:|/|\./|\.\./|mailto:|\#|javascript:)"
_EDGE = r"\s|｜。；;，,、.：:！？“”《》()（）"
_TITLE = regex.compile(rf"{_NUMBER}[^*。；;\n]{{2,44}}")
_MARKS = regex.compile(
    rf"""
    ^(?P<heading>[\ \u3000]{{0,3}}\#{{1,6}}[\ \u3000\xa0]+)(?=\S)
    | (?P<closing>(?<![\ \u3000])[\ \u3000]{{1,8}}+\#{{1,6}}+)(?=[\ \u3000]{{0,8}}$)
    | ^(?P<bullet>[\ \u3000]{{0,3}}[-*+>][\ \u3000]+)(?={_NUMBER}|\*\*)
    | (?P<escape>\\)(?=[.\#+()\[\]-])
    | (?<open>(?<![^{_EDGE}>])\*\*)(?=[^*\s|][^*\n|]{{0,300}}(?<!\s)(?<close>\*\*)(?:[{_EDGE}]|$|(?<=[。：:；;]\*\*)))
    | (?<open>\*\*)(?<=\p{{Han}}\*\*)(?=\d[\d,.]{{0,15}}(?<close>\*\*)\p{{Han}})
    | ^(?<open>__)(?=[^_\s][^_\n|]{{0,80}}(?<close>__)[\ \u3000]*$)
    | (?<open>!?\[)(?=[^\[\]\n|]{{0,100}}(?<close>\]\({_URL}[^()\s|]{{0,300}}\)))
    """,
    regex.VERBOSE | regex.MULTILINE,
)
_TAG = regex.compile(
    r"</?(?P<name>p|br|span|div|strong|b|em|u|i|font|a|img|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|o:p|center|section)"
    r"(?:\s[^<>\n]{0,300})?/?>",
    regex.IGNORECASE,
)
_BREAKING = frozenset({"p", "br", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "center"})
_HAN = regex.compile(r"[\u3400-\u9fff]")
_LOST = regex.compile(
    r"锟斤拷(?:[锟斤拷]*)|烫{4,}|屯{4,}|\ufffd+|(?<=[\p{Han}。、,])[\u3105-\u3129](?=\p{Han})"
    r"|(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122\ufffd]{1,3}){2,}"
)
_TELLING = frozenset("锟烫屯\ufffd") | set(map(chr, range(0x3105, 0x312A))) | set(map(chr, range(0xC2, 0xF5)))
_FEWEST = 3


def marks(text: str) -> list[Edit]:
    """Find the marks of Markdown: of headings, bold type, links and escapes. Masks (李**, ****) stay.

    >>> [(edit.start, edit.end) for edit in marks("## **一、总体情况**")]
    [(0, 3), (3, 5), (11, 13)]
    """
    edits: list[Edit] = []
    for match in _MARKS.finditer(text):
        if match["open"]:
            edits.append(Edit(match.start("open"), match.end("open"), "", "markup"))
            edits.append(Edit(match.start("close"), match.end("close"), _after_bold(match), "markup"))
        else:
            name = next(name for name in ("heading", "closing", "bullet", "escape") if match[name])
            edits.append(Edit(match.start(name), match.end(name), "", "markup"))
    return list(disjoint(edits))


def _after_bold(match: "regex.Match[str]") -> str:
    """Return a line end where bold type alone tells that a heading ends here: **(一)主动公开** 全年公开8条。"""
    text, (start, end) = match.string, match.span("close")
    opens_line = match.start() == 0 or text[match.start() - 1] == "\n"
    runs_on = text[end : end + 1] in {" ", "\u3000"} and text[end : end + 9].strip(" \u3000")[:1] not in {
        "",
        "\n",
        "\r",
    }
    return "\n" if opens_line and runs_on and _TITLE.fullmatch(text, match.end(), start) else ""


def tags(text: str) -> Iterator[Edit]:
    r"""Find tags that stand in the text; one that ends a line in a page ends it here, save in a table row.

    >>> [edit.replacement for edit in tags("<p>公开8条</p>收到3件")]
    ['', '\n']
    """
    for match in _TAG.finditer(text):
        start, end = match.span()
        breaks = match["name"].lower() in _BREAKING
        edge = start == 0 or end == len(text) or text[start - 1] in "\n>" or text[end] in "\n<"
        if not breaks or (edge and not _between(text, start, end)):
            replacement = ""
        else:
            replacement = " " if _in_row(text, start, end) else "\n"
        yield Edit(start, end, replacement, "markup")


def _in_row(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 500) : start], text[end : end + 500]
    return "|" in before.rpartition("\n")[2] or "|" in after.partition("\n")[0]


def _between(text: str, start: int, end: int) -> bool:
    """Tell whether a tag beside another tag still parts two texts: 甲</p><p>乙 needs one line end, at the first."""
    return start > 0 and text[start - 1] not in "\n>" and end < len(text) and text[end] == "<"


@functools.cache
def _needs() -> tuple[str, ...]:
    return tuple(load("repair")["debris"]["needs"])


@functools.cache
def _debris() -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    data = load("repair")["debris"]
    lines = "|".join(f"(?:{line})" for line in data["lines"])
    pieces = "|".join(f"(?:{piece})" for piece in data["pieces"])
    return regex.compile(lines, regex.IGNORECASE), regex.compile(pieces)


def has_debris(characters: frozenset[str]) -> tuple[str, ...]:
    """Return the words of which a text of these distinct characters may hold one, so that `debris` is needed."""
    return tuple(filter(characters.issuperset, _needs()))


def debris(text: str, words: Iterable[str] | None = None) -> Iterator[Edit]:
    r"""Find what scripts and the page around it left between the lines: {{ title }}, tab按钮, 【字体:大 中 小】.

    >>> [(edit.start, edit.end) for edit in debris("{{ title }}\n公开8条")]
    [(0, 11)]
    """
    for start in _starts(text, _needs() if words is None else words):
        lines, pieces = _debris()
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if len(line) <= 400 and lines.fullmatch(line.strip()):
            yield Edit(start, end, "", "debris")
        else:
            for match in pieces.finditer(text, start, end):
                yield Edit(match.start(), match.end(), "", "debris")


def _starts(text: str, needs: Iterable[str]) -> list[int]:
    """Return where the lines begin that hold one of these words; a word that the text lacks costs one search."""
    starts: set[int] = set()
    for word in needs:
        found = text.find(word)
        while found >= 0:
            starts.add(text.rfind("\n", 0, found) + 1)
            end = text.find("\n", found)
            found = text.find(word, end) if end >= 0 else -1
    return sorted(starts)


@functools.cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters of everyday text, and with them the rare ones of names: level 1 and all of GB 2312."""
    levels = (range(0xB0, 0xD8), range(0xB0, 0xF8))
    simplified = (bytes((row, cell)) for rows in levels for row in rows for cell in range(0xA1, 0xFF))
    every = [one.decode("gb2312", "ignore") for one in simplified]
    path = files("govreport_parser.text").joinpath("data", "common_characters.txt")
    common = {*path.read_text(encoding="utf-8"), *map(chr, converter("tw2s").characters)}
    first = len(levels[0]) * 94
    return frozenset(common.union(every[:first])), frozenset(common.union(every))


def may_be_garbled(characters: frozenset[str]) -> bool:
    """Tell whether a text of these distinct characters needs `garbled`."""
    return not _TELLING.isdisjoint(characters) or len(_rare(characters)) >= _FEWEST


def _rare(characters: frozenset[str]) -> str:
    return "".join(filter(_HAN.match, sorted(characters - _known()[0])))


def garbled(text: str) -> list[Edit]:
    """Find characters that a wrong decoding made: 锟斤拷, ä¸­, 袑嵶龊. They stay; the edit says that they are damage.

    >>> [(edit.start, edit.end) for edit in garbled("敝贫龋袑嵶龊眯")]
    [(3, 6)]
    """
    found = [match.span() for match in _LOST.finditer(text)]
    if len(rare := _rare(frozenset(text))) >= _FEWEST:
        row = regex.compile(rf"[{rare}](?:[^\s。，,;；、|]?[{rare}]){{2,}}")
        found += [match.span() for match in row.finditer(text) if _is_noise(match.group(), rare)]
    return list(disjoint([Edit(start, end, text[start:end], "mojibake") for start, end in found]))


def _is_noise(characters: str, rare: str) -> bool:
    """Tell noise from a rare name: three rare characters of which two are in no everyday character set, or four."""
    unknown = sum(character not in _known()[1] for character in characters)
    return unknown > 1 or sum(map(rare.__contains__, characters)) > _FEWEST
