"""Patterns: `{name}` in a rule's pattern stands for a piece or a list of words of the same file."""

import re
from collections.abc import Mapping, Sequence

import regex

from govreport_parser.errors import RuleError

__all__ = ["compile_pattern", "expand", "words"]

_REFERENCE = re.compile(r"\{([a-z][a-z_]*)\}")
_DEPTH = 8


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
    where: str,
    pattern: str,
    pieces: Mapping[str, str],
    lists: Mapping[str, Sequence[str]],
    groups: frozenset[str] | None,
) -> "regex.Pattern[str]":
    """Compile a verbose pattern; RuleError for a pattern that does not compile or a group nobody reads."""
    try:
        compiled = regex.compile(expand(where, pattern, pieces, lists), regex.VERBOSE | regex.VERSION0)
    except regex.error as error:
        raise RuleError(f"{where}: {error}. Mend the pattern.") from error
    if groups is not None:
        unknown = sorted(set(compiled.groupindex) - groups)
        if unknown:
            raise RuleError(f"{where}: unknown groups {unknown}; known are {sorted(groups)}. Rename the group.")
    return compiled
