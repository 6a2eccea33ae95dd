"""Label words: the verbs, edges and ends of a label, compiled once from rules/data/counts.toml."""

import functools
from dataclasses import dataclass

import regex

from govreport_parser.extractors.lexicon import GROUPS
from govreport_parser.mentions import Change
from govreport_parser.rules.loader import load_rules

__all__ = ["Words", "words_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The compiled label words of counts.toml."""

    verb: "regex.Pattern[str]"
    last_verb: "regex.Pattern[str]"
    only_verb: "regex.Pattern[str]"
    assigning: "regex.Pattern[str]"
    lead: "regex.Pattern[str]"
    tail: "regex.Pattern[str]"
    carrier: "regex.Pattern[str]"
    agent: "regex.Pattern[str]"
    stop: "regex.Pattern[str]"
    growth: "regex.Pattern[str]"
    timing: "regex.Pattern[str]"
    light: "regex.Pattern[str]"
    direction: "regex.Pattern[str]"
    directions: dict[str, Change]
    ruled: "regex.Pattern[str]"
    cases: frozenset[str]
    coordinate: "regex.Pattern[str]"
    leading: frozenset[str]
    does: "regex.Pattern[str]"
    opens: "regex.Pattern[str]"
    told: "regex.Pattern[str]"
    while_: "regex.Pattern[str]"
    and_so_on: "regex.Pattern[str]"
    listed: "regex.Pattern[str]"
    attribute: "regex.Pattern[str]"
    carried: "regex.Pattern[str]"
    cut: "regex.Pattern[str]"
    means: "regex.Pattern[str]"
    body: "regex.Pattern[str]"
    by_means: "regex.Pattern[str]"
    runs_on: "regex.Pattern[str]"
    among: "regex.Pattern[str]"
    made_of: "regex.Pattern[str]"
    stated: "regex.Pattern[str]"
    split: "regex.Pattern[str]"
    apart: "regex.Pattern[str]"
    joiner: "regex.Pattern[str]"
    each: "regex.Pattern[str]"
    compared: "regex.Pattern[str]"
    then: "regex.Pattern[str]"
    how_many: "regex.Pattern[str]"
    share: "regex.Pattern[str]"
    name: "regex.Pattern[str]"
    together: "regex.Pattern[str]"
    is_of: "regex.Pattern[str]"
    through: "regex.Pattern[str]"
    again: "regex.Pattern[str]"
    object: "regex.Pattern[str]"
    bare: "regex.Pattern[str]"
    medium: "regex.Pattern[str]"
    among_them: frozenset[str]


@functools.cache
def words_of() -> Words:
    """Compile the label words once."""
    file = load_rules("counts", GROUPS).file
    label = file.maps["label"]
    verb = label["verb"]
    return Words(
        verb=regex.compile(verb),
        last_verb=regex.compile(rf"(?r)(?:{verb})[了过]?"),
        only_verb=regex.compile(rf"(?:(?:{verb})[了过]?、?|{label['assigning']})*"),
        assigning=regex.compile(rf"(?r){label['assigning']}"),
        lead=regex.compile(label["lead"]),
        tail=regex.compile(rf"(?r){label['tail']}"),
        carrier=regex.compile(rf".*{label['carrier']}(?:共|均|已|先后)*(?={verb})"),
        agent=regex.compile(rf"(?r){label['agent']}[均都已共还也]?"),
        stop=regex.compile(label["stop"]),
        growth=regex.compile(rf"(?r){label['growth']}+(?:了|至|到|为|约)*"),
        timing=regex.compile(rf"(?r){label['timing']}"),
        light=regex.compile(label["light"]),
        direction=regex.compile("|".join(file.maps["direction"])),
        directions={
            word: "increase" if way == "increase" else "decrease" for word, way in file.maps["direction"].items()
        },
        ruled=regex.compile(file.maps["ruled"]["beside"]),
        cases=frozenset(file.lists["cases"]),
        coordinate=regex.compile(label["coordinate"]),
        leading=frozenset(file.lists["leading"]),
        does=regex.compile(label["does"]),
        opens=regex.compile(label["opens"]),
        told=regex.compile(label["told"]),
        among_them=frozenset(file.lists["among_them"]),
        **{name: regex.compile(pattern) for name, pattern in file.maps["phrase"].items()},
    )
