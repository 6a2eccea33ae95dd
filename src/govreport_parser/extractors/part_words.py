"""Part words: what opens a list of parts, carries it on, ends it; compiled once from rules/data/counts.toml."""

import functools
from dataclasses import dataclass

from govreport_parser.extractors.lexicon import GROUPS
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import Pattern, compile_short

__all__ = ["PartWords", "words_of_parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """The compiled part words of counts.toml, where each is told."""

    member: Pattern
    told_anew: Pattern
    goes_on: Pattern
    opens: Pattern
    listed: Pattern
    anew: Pattern
    baseline: Pattern
    within: Pattern
    beside: Pattern
    other_year: Pattern
    views: Pattern
    nought: Pattern
    rest: Pattern
    besides: Pattern
    publishes: Pattern
    done: Pattern
    cases: Pattern
    verdict: Pattern
    filler: Pattern


@functools.cache
def words_of_parts() -> PartWords:
    """Compile the part words once."""
    words = load_rules("counts", GROUPS).file.maps["parts"]
    return PartWords(**{name: compile_short(pattern) for name, pattern in words.items()})
