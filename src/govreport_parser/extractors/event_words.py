"""The words of events.toml, compiled: kinds of happenings, plans, duties, and what makes a dated sentence no event."""

import functools
import re
from dataclasses import dataclass
from typing import get_args

import regex

from govreport_parser.errors import RuleError
from govreport_parser.mentions import EventKind
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import expand, words

__all__ = ["LIGHT", "EventWords", "event_words"]

LIGHT = "light"
"""Verbs such as 组织, 进行, that tell a happening but not which."""
_KINDS = {*get_args(EventKind), LIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """One pattern for each question that is asked of a dated sentence."""

    kinds: re.Pattern[str]
    names: tuple[str, ...]
    """The kinds in the order in which they win within a clause."""
    planned: "regex.Pattern[str]"
    done: "regex.Pattern[str]"
    duty: "regex.Pattern[str]"
    actor_before: "regex.Pattern[str]"
    legal: "regex.Pattern[str]"
    law: "regex.Pattern[str]"
    cited: "regex.Pattern[str]"
    total: "regex.Pattern[str]"
    basis: "regex.Pattern[str]"
    of_basis: "regex.Pattern[str]"
    page: "regex.Pattern[str]"
    to_be_had: "regex.Pattern[str]"
    of_document: "regex.Pattern[str]"
    making: "regex.Pattern[str]"
    since: "regex.Pattern[str]"
    closing: "regex.Pattern[str]"
    target: "regex.Pattern[str]"
    not_done: "regex.Pattern[str]"
    predicate: "regex.Pattern[str]"
    enumerator: "regex.Pattern[str]"
    place: "regex.Pattern[str]"


@functools.cache
def event_words() -> EventWords:
    """Compile events.toml once."""
    file = load_rules("events", frozenset({"place"})).file
    lists, kinds = file.lists, file.maps["kind"]
    if unknown := sorted(set(kinds) - _KINDS):
        raise RuleError(f"events: unknown kinds {unknown} in maps.kind; known are {sorted(_KINDS)}. Rename the kind.")
    pieces = {
        name: regex.compile(expand("events", pattern, {}, lists), regex.VERBOSE)
        for name, pattern in file.pieces.items()
    }
    return EventWords(
        kinds=re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items())),
        names=tuple(kinds),
        planned=regex.compile(
            rf"{words(lists['planned'])}|将(?={words(lists['coming'])})|计划(?={words(lists['intended'])}|\d)"
        ),
        done=regex.compile(words(lists["done"])),
        duty=regex.compile(words(lists["duty"])),
        actor_before=regex.compile(rf"{words(lists['actor_before'])}\s?\Z"),
        **pieces,
    )
