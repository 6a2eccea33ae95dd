"""Blanks that layout put inside words, labels and numbers; and only those: a blank between two words stays.

Works on text in which every blank but the line feed is a plain space, and punctuation is half-width.
"""

import functools
from collections.abc import Iterable, Iterator

import regex

from govreport_parser.text.alignment import Edit, disjoint
from govreport_parser.text.repair import load

__all__ = ["spaced_digits", "spaced_labels"]

_LABEL = regex.compile(
    r"""(?:^ | (?<=[\n|:,;、()“”《》\[\]]) | (?<=[\d一二三四五六七八九十)][.、]))\ {0,8}+
    (?P<label>\p{Han}(?:\ {1,4}\p{Han})+)
    (?=\ {0,8}(?:[\n|:,;()“”《》\[\]]|$))""",
    regex.VERBOSE,
)
_HOUR = regex.compile(r"\d\d?:")
_BLANKS = regex.compile(r" +")
_BETWEEN_LETTERS = regex.compile(r" (?<=\p{Han} )(?= {0,3}\p{Han})")
_BY_DIGITS = regex.compile(r" (?:(?<=\d )(?=[ \d\p{Han}%])|(?<=[\p{Han}:-] )(?= ?\d))")
"""Few lines have such a blank: only these are looked at closely."""
_SET_APART = regex.compile(r"(?<=\d) (?=\d)")
_PROSE = regex.compile("[。,;]")
_DATED = regex.compile(
    r"""(?<![\d-])\d(?:\ \d){3}\ {0,2}(?=年)
    | (?<=[年月])\ ?\d\ \d\ ?(?=[月日])
    | (?<![\d-])\d{4}(?:-\ ?\d\d?){2}(?!\d)(?:(?<=-\ ?\d\d?)\ +\d\d?:\ ?\d\d(?::\ ?\d\d)?)?
    | (?<=\d)\ {1,2}(?=[年月日](?![\w]*\ \d+\ \d))
    | (?<=\d年|\d\ 年)\ {1,2}(?=\d\d?\ ?月)
    | (?<=\d月|\d\ 月)\ {1,2}(?=\d\d?\ ?[日号])
    """,
    regex.VERBOSE,
)


def _units() -> str:
    return "|".join(sorted(map(regex.escape, load("repair")["digits"]["units"]), key=len, reverse=True))


@functools.cache
def _counted() -> "regex.Pattern[str]":
    return regex.compile(rf"(?:(?<=\p{{Han}})(?<before> ))?(?<![\d.,] ?)\d[\d,.]*+(?<after> ?)(?:{_units()})(?! ?\d)")


@functools.cache
def _split() -> "regex.Pattern[str]":
    """Digits set apart from each other, or thousands from the rest: 共 1 5 条, 12 345 条."""
    return regex.compile(
        rf"(?<=\p{{Han}}) ?(?:\d(?: \d){{1,11}}+|\d{{1,3}}(?: \d{{3}}){{1,3}}+) ?(?:{_units()})(?! ?\d)"
    )


def _lines(text: str, sign: "regex.Pattern[str]") -> Iterator[tuple[int, int]]:
    """Yield start and end of each line in which `sign` is found."""
    match = sign.search(text)
    while match:
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield start, end
        match = sign.search(text, end)


def _found(pattern: "regex.Pattern[str]", text: str, lines: Iterable[tuple[int, int]]) -> Iterator["regex.Match[str]"]:
    for start, end in lines:
        yield from pattern.finditer(text, start, end)


def spaced_labels(text: str) -> Iterator[Edit]:
    """Letter-spaced labels from end to end of a line or cell.

    >>> list(spaced_labels("一、概 述"))
    [Edit(start=3, end=4, replacement='', kind='blank')]
    """
    columns = load("repair")["labels"]["columns"]
    for match in _found(_LABEL, text, _lines(text, _BETWEEN_LETTERS)):
        if not any(character in columns for character in match["label"]):
            yield from _without(match.start("label"), match["label"], "blank")


def spaced_digits(text: str) -> Iterator[Edit]:
    """Blanks inside dates and times, and between a number, its unit and the words before: 共 15 条.

    >>> [edit.start for edit in spaced_digits("2 0 1 5 年")]
    [1, 3, 5, 7]
    """
    lines = tuple(_lines(text, _BY_DIGITS))
    edits = [edit for match in _found(_DATED, text, lines) for edit in _dated(match)]
    for match in _found(_counted(), text, lines):
        edits += [
            Edit(match.start(name), match.end(name), "", "spaced_digits") for name in ("before", "after") if match[name]
        ]
    for match in _found(_split(), text, (line for line in lines if _SET_APART.search(text, *line))):
        edits += [edit for edit in _without(match.start(), match.group(), "spaced_digits") if _in_prose(text, edit)]
    return disjoint(edits)


def _in_prose(text: str, edit: Edit) -> bool:
    """Tell whether a stop stands nearby and no pipe: in a line of columns two digits are two values."""
    left = text.rfind("\n", max(0, edit.start - 80), edit.start) + 1 or max(0, edit.start - 80)
    near = text[left : edit.end + 80].partition("\n")[0] if left <= edit.start else ""
    return "|" not in near and _PROSE.search(near) is not None


def _dated(match: "regex.Match[str]") -> Iterator[Edit]:
    """All blanks go but the one between day and hour."""
    for edit in _without(match.start(), match.group(), "spaced_digits"):
        if match.string[edit.start - 1] in "-:" or not _HOUR.match(match.string, edit.end, match.end()):
            yield edit


def _without(offset: int, text: str, kind: str) -> Iterator[Edit]:
    for blanks in _BLANKS.finditer(text):
        yield Edit(offset + blanks.start(), offset + blanks.end(), "", kind)
