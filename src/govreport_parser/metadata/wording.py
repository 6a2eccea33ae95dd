"""Wording: a rule of rules/data/metadata.toml as a pattern that is compiled when a text first needs it.

The modules of this package name their rules at the top; what the patterns say, and examples of it, is in the file.
"""

import functools
import sys
from collections.abc import Iterator

import regex

from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import RuleFile, RuleSet
from govreport_parser.rules.patterns import LatePattern, compile_pattern

__all__ = ["Wording", "word_lists"]

_GROUPS = frozenset(
    (
        *("name", "what", "whole", "stem", "full", "kind", "of", "rest"),
        *("year", "first", "roc", "y", "m", "d", "y1", "m1", "d1", "y2", "m2", "d2"),
    )
)


def _rules() -> RuleSet:
    return load_rules("metadata", _GROUPS)


@functools.cache
def _sources() -> dict[str, str]:
    return {rule.id: source for rule, source in _rules().sources}


def word_lists() -> RuleFile:
    """Return the file, for its lists and maps of words."""
    return _rules().file


class Wording(LatePattern):
    """The pattern of one rule.

    >>> Wording("metadata.genre.topic").search("我镇政府信息公开工作").group()
    '政府信息公开'
    """

    def __init__(self, rule: str) -> None:
        self.rule = rule

    @functools.cached_property
    def _compiled(self) -> "regex.Pattern[str]":
        return compile_pattern(f"metadata: {self.rule}", _sources()[self.rule], {}, {})

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> "Iterator[regex.Match[str]]":
        """Yield all matches in `text[start:end]`, in order."""
        yield from self._compiled.finditer(text, start, end)

    def count(self, text: str) -> int:
        """Return how many matches `text` has."""
        return sum(1 for _ in self._compiled.finditer(text))

    def removed(self, text: str) -> str:
        """Return `text` without what matches."""
        return str(self._compiled.sub("", text))
