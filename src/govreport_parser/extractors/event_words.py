"""The words of events.toml, compiled: kinds of happenings, plans, duties, and what makes a dated sentence no event."""

import functools
from dataclasses import dataclass
from typing import get_args

import regex

from govreport_parser.errors import RuleError
from govreport_parser.mentions import EventKind
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import Pattern, compile_short, expand, words

__all__ = ["LIGHT", "EventWords", "event_words"]

LIGHT = "light"
"""Verbs such as 组织, 进行, that tell a happening but not which."""
_KINDS = {*get_args(EventKind), LIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """One pattern for each question that is asked of a dated sentence."""

    kinds: Pattern
    names: tuple[str, ...]
    """The kinds in the order in which they win within a clause."""
    planned: Pattern
    done: Pattern
    duty: Pattern
    actor_before: Pattern
    legal: Pattern
    law: Pattern
    cited: Pattern
    total: Pattern
    basis: Pattern
    of_basis: Pattern
    page: Pattern
    to_be_had: Pattern
    of_document: Pattern
    making: Pattern
    since: Pattern
    closing: Pattern
    target: Pattern
    not_done: Pattern
    predicate: Pattern
    enumerator: Pattern
    place: Pattern


@functools.cache
def event_words() -> EventWords:
    """Compile events.toml once."""
    file = load_rules("events", frozenset({"place"})).file
    lists, kinds = file.lists, file.maps["kind"]
    if unknown := sorted(set(kinds) - _KINDS):
        raise RuleError(f"events: unknown kinds {unknown} in maps.kind; known are {sorted(_KINDS)}. Rename the kind.")
    pieces = {
        name: compile_short(expand("events", pattern, {}, lists), regex.VERBOSE)
        for name, pattern in file.pieces.items()
    }
    return EventWords(
        kinds=compile_short("|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items())),
        names=tuple(kinds),
        planned=compile_short(
            rf"{words(lists['planned'])}|将(?={words(lists['coming'])})|计划(?={words(lists['intended'])}|\d)"
        ),
        done=compile_short(words(lists["done"])),
        duty=compile_short(words(lists["duty"])),
        actor_before=compile_short(rf"{words(lists['actor_before'])}\s?\Z"),
        **pieces,
    )
