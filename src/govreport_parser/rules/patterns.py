"""Patterns: `{name}` in a rule's pattern stands for a piece or a list of words of the same file."""

import functools
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Union

import regex

from govreport_parser.errors import RuleError

__all__ = [
    "RULE_FLAGS",
    "LatePattern",
    "Match",
    "Pattern",
    "check_groups",
    "compile_pattern",
    "compile_short",
    "expand",
    "group_names",
    "words",
]

Pattern = Union[re.Pattern[str], "regex.Pattern[str]"]
Match = Union[re.Match[str], "regex.Match[str]"]
_REFERENCE = re.compile(r"\{([a-z][a-z_]*)\}")
_GROUP = re.compile(r"\(\?P?<([A-Za-z_]\w*)>")
_DEPTH = 8
RULE_FLAGS = regex.VERBOSE | regex.VERSION0
"""How patterns of rule files are compiled."""


class LatePattern:
    """A pattern that is compiled when it is first tried: of the many that seldom are, a report needs few.

    >>> LatePattern("[0-9]+件").search("受理86件").group()
    '86件'
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags

    @functools.cached_property
    def _compiled(self) -> Pattern:
        return compile_short(self._source, self._flags)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the match that begins at `start`."""
        return self._compiled.match(text, start, end)

    def fullmatch(self, text: str) -> Match | None:
        """Return the match of the whole text."""
        return self._compiled.fullmatch(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the first match in `text[start:end]`."""
        return self._compiled.search(text, start, end)


def compile_short(source: str, flags: int = 0) -> Pattern:
    r"""Compile a pattern that is asked of short texts: by `re` where that knows all that it says, else by `regex`.

    Version 0 of `regex` means by a pattern what `re` means, which compiles it in a third of the time. Over long texts
    `regex` is the faster one: it looks for the literals of a pattern first.

    >>> compile_short("[0-9]+件").fullmatch("86件").group(), compile_short(r"\p{Han}+").fullmatch("件") is not None
    ('86件', True)
    """
    try:
        return re.compile(source, flags & ~regex.VERSION0)
    except re.error:
        return regex.compile(source, flags)


def words(items: Sequence[str]) -> str:
    """Return an alternation of literal words, longest first, so that 政府信息公开 is tried before 政府.

    >>> words(["条", "条款"])
    '(?:条款|条)'
    """
    return "(?:" + "|".join(re.escape(item) for item in sorted(items, key=_longest_first)) + ")"


def _longest_first(item: str) -> tuple[int, str]:
    return -len(item), item


def expand(where: str, pattern: str, pieces: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> str:
    """Replace every `{name}` by its piece or list; RuleError names a piece that the file does not have."""

    def piece(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in pieces:
            return f"(?:{pieces[name]})"
        if name in lists:
            return words(lists[name])
        raise RuleError(f"{where}: there is no piece or list {{{name}}}. Add it to [pieces] or [lists].")

    for _ in range(_DEPTH):
        expanded = _REFERENCE.sub(piece, pattern)
        if expanded == pattern:
            return expanded
        pattern = expanded
    raise RuleError(f"{where}: pieces refer to each other in a circle. Break the circle.")


def compile_pattern(
    where: str, pattern: str, pieces: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> "regex.Pattern[str]":
    """Compile a verbose pattern; RuleError for a pattern that does not compile."""
    try:
        return regex.compile(expand(where, pattern, pieces, lists), RULE_FLAGS)
    except regex.error as error:
        raise RuleError(f"{where}: {error}. Mend the pattern.") from error


def group_names(pattern: str) -> tuple[str, ...]:
    """Return the names of the groups of a pattern, in order; nothing is compiled for it.

    >>> group_names("(?P<year>20[0-9]{2})年(?P<month>[0-9]+)月")
    ('year', 'month')
    """
    return tuple(dict.fromkeys(_GROUP.findall(pattern)))


def check_groups(where: str, pattern: str, groups: Collection[str]) -> None:
    """Raise RuleError where a pattern names a group that its reader does not know.

    >>> check_groups("dates.day", "(?P<yaer>20[0-9]{2})年", {"year"})
    Traceback (most recent call last):
    govreport_parser.errors.RuleError: dates.day: unknown groups ['yaer']; known are ['year']. Rename the group.
    """
    unknown = sorted(set(group_names(pattern)) - set(groups))
    if unknown:
        raise RuleError(f"{where}: unknown groups {unknown}; known are {sorted(groups)}. Rename the group.")
