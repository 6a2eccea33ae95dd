"""Matches: where the rules of institutions.toml see a name in a row of words; spaCy's Matcher runs them.

In: words with their classes. Out: what each rule matched, before anyone asks what it means (`resolve`) or whether its
surroundings forbid it (`name_refusals`).
"""

import functools
import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govreport_parser.extractors.name_words import SEEN
from govreport_parser.extractors.names import Word, Words, institution_rules
from govreport_parser.rules.model import Rule
from govreport_parser.rules.token_patterns import TokenMatcher

__all__ = ["NameMatch", "NameSpot", "name_match", "name_spots"]

_PARTING = frozenset({"stop", "noise", "number", "mark"})
_INNER = frozenset({"place", "short", "word", "field", "head", "nation", "cpc", "town", "thead"})
"""Classes that begin names or stand in them: no name ends with them, and a row of these alone holds none."""
_PROPER = frozenset({"word", "short", "side", "namepart"})
_BODIES = frozenset(
    {"gov", "hgov", "agency", "office", "organ", "body", "whole", "seattown", "seat", "townorgan", "own", "issuer"}
) | frozenset({"upper", "branch", "national", "inner"})
"""Classes of words that a part of the body may follow: 市政府办公室|信息科, 镇人民政府|党政办公室."""
_PARTS = frozenset({"office", "inner", "group"})
_SECTIONS = ("司", "处", "科", "股", "室", "大队", "中队", "支队")
_LONGEST_FIELD = 6
"""Words for the field of an office: 基层|政务公开|标准化|规范化|试点|工作."""
_TOWN_NAME = 4
"""Characters of a town's own name at most: what is longer has the words before it in it."""


class NameSpot(NamedTuple):
    """Where one rule matched: the words from `first` up to `last`, and their place in the normalised text."""

    rule: Rule
    first: int
    last: int
    start: int
    end: int
    priority: int


class NameMatch(NamedTuple):
    """What a rule matched that won its place."""

    rule: Rule
    words: tuple[Word, ...]
    before: Word | None
    start: int
    end: int


class _Local(threading.local):
    """A Matcher for each thread: its vocabulary grows while it reads."""

    matcher: TokenMatcher | None = None


_LOCAL = _Local()


def _matcher() -> TokenMatcher:
    if _LOCAL.matcher is None:
        _LOCAL.matcher = TokenMatcher(institution_rules(), SEEN)
    return _LOCAL.matcher


@functools.cache
def _priorities() -> dict[str, tuple[int, Rule]]:
    return {rule.id: (priority, rule) for priority, rule in enumerate(institution_rules().file.rule)}


def name_spots(words: Words) -> Iterator[NameSpot]:
    """Yield where each rule matches; names that overlap are all there."""
    rules = _priorities()
    matcher = _matcher()
    signs = list(map(matcher.sign, words.texts, words.tags))
    rows = [(start, tuple(signs[start:end])) for start, end in _rows(words.tags)]
    found = matcher(row for _, row in rows)
    for place, row in rows:
        for rule_id, first, last in found[row]:
            start, end = place + first, place + last
            if rule_id == "institutions.town" and _proper(words, start, end) > _TOWN_NAME:
                continue
            priority, rule = rules[rule_id]
            whole = _with_part(words, end)
            if whole > end:
                end, priority = whole, priority + len(rules)
            reach = words.starts[end - 1] + len(words.texts[end - 1])
            yield NameSpot(rule, start, end, words.starts[start], reach, priority)


def name_match(words: Words, spot: NameSpot) -> NameMatch:
    """Return the words of a place and what stands before them."""
    before = words[spot.first - 1] if spot.first else None
    return NameMatch(spot.rule, words.row(spot.first, spot.last), before, spot.start, spot.end)


def _with_part(words: Words, end: int) -> int:
    """Return where the name ends with the part of the body that it goes on to: 市政府办公室|政府信息公开|处."""
    tags = words.tags
    if tags[end - 1] not in _BODIES:
        return end
    last = end
    while last < len(tags) and tags[last] == "field" and last - end < _LONGEST_FIELD:
        last += 1
    if last == len(tags):
        return end
    text = words.texts[last]
    if tags[last] in _PARTS:
        # 县政府办 is an office; what 办 stands for behind other words is not certain.
        found = text != "办" or last > end
    else:
        found = (text in _SECTIONS and last > end) or (tags[last] == "whole" and text.endswith(_SECTIONS))
    if not found:
        return end
    return last + 2 if last + 1 < len(tags) and tags[last + 1] == "office" and text != "办" else last + 1


def _proper(words: Words, start: int, end: int) -> int:
    """Return how many characters the words have that a town's own name may be made of."""
    return sum(len(words.texts[index]) for index in range(start, end) if words.tags[index] in _PROPER)


def _rows(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand that the Matcher has to see: between two that part, up to the last that ends names."""
    start = end = 0
    for index, tag in enumerate(tags):
        if tag in _PARTING:
            if end > start:
                yield start, end
            start = end = index + 1
        elif tag not in _INNER:
            end = index + 1
    if end > start:
        yield start, end
