"""The rules of dates.toml as one pattern, tried only where a date can open."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from govreport_parser.extractors.points import GROUPS, Groups
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import group_names

__all__ = ["DateMatch", "date_matches", "grammar"]

_BEFORE, _BEHIND = 12, 60
"""Characters before an anchor at which a date may open, and behind it up to which it may run."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """What one rule matched, with the named groups that took part."""

    rule: str
    match: "regex.Match[str]"
    groups: Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of dates.toml as one pattern, and where to try it."""

    anchors: tuple["regex.Pattern[str]", ...]
    chat: "regex.Pattern[str]"
    opening: "regex.Pattern[str]"
    one: "regex.Pattern[str]"
    marks: tuple[int, ...]
    """The empty groups that tell which rule matched."""
    ids: tuple[str, ...]
    groups: dict[str, tuple[tuple[str, ...], tuple[int, ...]]]
    """For each rule the names and numbers of its groups."""
    relative: dict[str, str]
    relative_day: dict[str, str]


@functools.cache
def grammar() -> Grammar:
    """Compile dates.toml once."""
    rules = load_rules("dates", GROUPS)
    pieces, maps = rules.file.pieces, rules.file.maps
    marks = tuple(f"rule_{index}" for index in range(len(rules.sources)))
    body = "|".join(f"(?:{source}\n)(?P<{name}>)" for name, (_, source) in zip(marks, rules.sources, strict=True))
    compiled = [regex.compile(pieces[name]) for name in ("anchor", "anchor_digits", "anchor_chat", "opening")]
    one = regex.compile(body, regex.VERBOSE)
    named = {rule.id: tuple(sorted(group_names(source))) for rule, source in rules.sources}
    return Grammar(
        anchors=(compiled[0], compiled[1]),
        chat=compiled[2],
        opening=compiled[3],
        one=one,
        marks=tuple(one.groupindex[name] for name in marks),
        groups={rule: (names, tuple(one.groupindex[name] for name in names)) for rule, names in named.items()},
        ids=tuple(rule.id for rule, _ in rules.sources),
        relative=maps["relative_year"],
        relative_day=maps["relative_day"],
    )


def date_matches(text: str, *, chat: bool) -> Iterator[DateMatch]:
    """Try the rules at every place near an anchor where a date can open; `chat` adds the anchors of conversation."""
    rules = grammar()
    anchors = (*rules.anchors, rules.chat) if chat else rules.anchors
    position = 0
    for place in sorted(match.start() for anchor in anchors for match in anchor.finditer(text)):
        if place < position:
            continue
        for opening in rules.opening.finditer(text, max(position, place - _BEFORE), place + 3):
            if (start := opening.start()) < position:
                continue
            match = rules.one.match(text, start, min(len(text), place + _BEHIND))
            if match is not None:
                yield _named(rules, match)
                position = max(position, match.end())


def _named(rules: Grammar, match: "regex.Match[str]") -> DateMatch:
    rule = rules.ids[match.group(*rules.marks).index("")]
    names, numbers = rules.groups[rule]
    values = match.group(*numbers) if len(numbers) > 1 else (match.group(*numbers),)
    groups = {name: value for name, value in zip(names, values, strict=True) if value is not None}
    return DateMatch(rule, match, groups)
