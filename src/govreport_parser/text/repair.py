"""What scraping did to the characters: line ends, entities, invisible characters, pinyin, pipe runs, injected names.

Each function takes a text and returns edits on it, sorted and disjoint; nothing is changed here. All are linear.
"""

import functools
import html
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import regex

from govreport_parser.text.alignment import Edit, disjoint
from govreport_parser.text.words import WordFinder

__all__ = [
    "entities",
    "has_invisible",
    "has_surrogates",
    "invisible",
    "line_ends",
    "load",
    "masks",
    "pinyin",
    "pipe_runs",
    "without_surrogates",
    "wrong_words",
]

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ue000-\uf8ff\U000f0000-\U0010ffff\U000e0000-\U000e0fff]+"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENTITY = regex.compile(r"&(?:amp;|#38;){0,4}+(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,9});")
_PIPES = regex.compile(r"(?:\|[ \t\u00a0\u3000]*+){24,}+")
"""The widest official table has 10 columns, padding included 12: twice that is a run."""

_INITIALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ue v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ue v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_SYLLABLES = frozenset(initial + final for initial, finals in _INITIALS.items() for final in finals.split())
_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɑɡêế\u0300-\u030c"
_PINYIN = regex.compile(rf"(?<=[\p{{Han}}])(?:[(（](?P<word>[{_LETTERS}]{{1,8}})[)）])+", regex.VERSION1)
_PLAIN = str.maketrans("ɑɡü", "agv")


@functools.cache
def load(name: str) -> dict[str, Any]:
    """Read a data file of this package."""
    return tomllib.loads(files("govreport_parser.text").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def line_ends(text: str) -> Iterator[Edit]:
    """Find each carriage return with line feed, which is one line end."""
    start = text.find("\r\n")
    while start >= 0:
        yield Edit(start, start + 2, "\n", "newline")
        start = text.find("\r\n", start + 2)


def entities(text: str) -> Iterator[Edit]:
    """Find entities that nobody decoded, doubled ones too: &amp;nbsp; &lt;通知&gt;. None makes a line break."""
    for match in _ENTITY.finditer(text):
        words = match.group()
        while (decoded := html.unescape(words)) != words:
            words = decoded
        if not words.isprintable():
            words = " " if words.isspace() else match.group()
        if words != match.group():
            yield Edit(match.start(), match.end(), words, "entity")


def invisible(text: str) -> Iterator[Edit]:
    """Find zero-width, control and private-use characters; a lone surrogate becomes U+FFFD elsewhere, in its place."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "", "invisible")


def pinyin(text: str) -> Iterator[Edit]:
    """Find readings after a character: 發(fā)布, 文(wen)章(zhang), 和(he)(he); never (2016), (OA), (app), (a).

    >>> list(pinyin("國(guó)務(wù)院,附件(a),客户端(app)"))
    [Edit(start=1, end=6, replacement='', kind='pinyin'), Edit(start=7, end=11, replacement='', kind='pinyin')]
    """
    for match in _PINYIN.finditer(text):
        if all(map(_is_syllable, match.captures("word"))):
            yield Edit(match.start(), match.end(), "", "pinyin")


def _is_syllable(word: str) -> bool:
    plain = "".join(c for c in unicodedata.normalize("NFD", word.replace("ü", "v")) if not "\u0300" <= c <= "\u036f")
    if len(word) == 1 and plain == word:
        return False  # (a), (e), (o) number the items of a list
    return plain.translate(_PLAIN) in _SYLLABLES or plain.replace("u", "v") in _SYLLABLES


def pipe_runs(text: str) -> Iterator[Edit]:
    """Find the pipes of a page laid out as one row: they become a line break, or go at a line end."""
    for match in _PIPES.finditer(text):
        at_end = match.end() == len(text) or text[match.end()] == "\n"
        yield Edit(match.start(), match.end(), "" if at_end else "\n", "pipe_run")


def masks(text: str) -> Iterator[Edit]:
    """Find names struck out with asterisks: ****政府. They stay; the edit says that something is hidden here."""
    for match in regex.finditer(r"\*{3,}+", text):
        yield Edit(match.start(), match.end(), match.group(), "mask")


@functools.cache
def _wrong_words() -> tuple[WordFinder, dict[str, str]]:
    """Return one finder for broken words and for what advertising begins with, and the words that mend."""
    data = load("repair")
    words = {old: new for rule in data["overconverted"] for old, new in rule["words"].items()}
    return WordFinder([*words, *data["injected"]["needs"]]), words


@functools.cache
def _advertising() -> "regex.Pattern[str]":
    """Return the pattern of advertising; few texts need it."""
    data = load("repair")["injected"]
    name = f"(?:{'|'.join(data['heads'])})(?:{'|'.join(data['tails'])})*+"
    return regex.compile(rf"(?<![A-Za-z0-9]){name}(?:[,、]{name})*+")


def wrong_words(text: str) -> list[Edit]:
    """Find broken words (乾部, 答覆, 谘询) and advertising that a broken-in page put in place of names or of 关于.

    >>> [(edit.replacement, edit.kind) for edit in wrong_words("bet365亚洲官网乾部任免")]
    [('', 'injected'), ('干部', 'overconverted')]
    """
    finder, words = _wrong_words()
    edits, advertised = [], False
    for start, end, word in finder.find(text):
        if word in words:
            edits.append(Edit(start, end, words[word], "overconverted"))
        else:
            advertised = True
    if not advertised:
        return edits
    injected = [Edit(match.start(), match.end(), "", "injected") for match in _advertising().finditer(text)]
    return list(disjoint(injected + edits))


def without_surrogates(text: str) -> str:
    """Put U+FFFD in place of each lone surrogate: such text could not be written, or searched, at all."""
    return "".join("\ufffd" if "\ud800" <= character < "\ue000" else character for character in text)


def has_surrogates(characters: Iterable[str]) -> bool:
    """Tell whether a text of these distinct characters needs `without_surrogates`."""
    return _SURROGATE.search("".join(characters)) is not None


def has_invisible(characters: Iterable[str]) -> bool:
    """Tell whether a text of these distinct characters needs `invisible`."""
    return _INVISIBLE.search("".join(characters)) is not None
