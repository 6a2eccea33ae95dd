"""Part words: what opens a list of parts, carries it on, ends it; compiled once from rules/data/counts.toml."""

import functools
from dataclasses import dataclass

import regex

from govreport_parser.extractors.lexicon import GROUPS
from govreport_parser.rules.loader import load_rules

__all__ = ["PartWords", "words_of_parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """The compiled part words of counts.toml, where each is told."""

    member: "regex.Pattern[str]"
    told_anew: "regex.Pattern[str]"
    goes_on: "regex.Pattern[str]"
    opens: "regex.Pattern[str]"
    listed: "regex.Pattern[str]"
    anew: "regex.Pattern[str]"
    baseline: "regex.Pattern[str]"
    within: "regex.Pattern[str]"
    beside: "regex.Pattern[str]"
    other_year: "regex.Pattern[str]"
    views: "regex.Pattern[str]"
    nought: "regex.Pattern[str]"
    rest: "regex.Pattern[str]"
    besides: "regex.Pattern[str]"
    publishes: "regex.Pattern[str]"
    done: "regex.Pattern[str]"
    cases: "regex.Pattern[str]"
    verdict: "regex.Pattern[str]"
    filler: "regex.Pattern[str]"


@functools.cache
def words_of_parts() -> PartWords:
    """Compile the part words once."""
    words = load_rules("counts", GROUPS).file.maps["parts"]
    return PartWords(**{name: regex.compile(pattern) for name, pattern in words.items()})
