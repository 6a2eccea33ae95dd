"""Label words: the verbs, edges and ends of a label, compiled once from rules/data/counts.toml."""

import functools
from dataclasses import dataclass

from govreport_parser.extractors.lexicon import GROUPS
from govreport_parser.mentions import Change
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import Pattern, compile_short

__all__ = ["Words", "words_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The compiled label words of counts.toml."""

    verb: Pattern
    last_verb: Pattern
    only_verb: Pattern
    assigning: Pattern
    lead: Pattern
    tail: Pattern
    carrier: Pattern
    agent: Pattern
    stop: Pattern
    growth: Pattern
    timing: Pattern
    light: Pattern
    direction: Pattern
    directions: dict[str, Change]
    ruled: Pattern
    cases: frozenset[str]
    coordinate: Pattern
    leading: frozenset[str]
    does: Pattern
    opens: Pattern
    told: Pattern
    while_: Pattern
    and_so_on: Pattern
    listed: Pattern
    attribute: Pattern
    carried: Pattern
    cut: Pattern
    means: Pattern
    body: Pattern
    by_means: Pattern
    runs_on: Pattern
    among: Pattern
    askers: Pattern
    aside: Pattern
    made_of: Pattern
    stated: Pattern
    split: Pattern
    apart: Pattern
    joiner: Pattern
    each: Pattern
    compared: Pattern
    then: Pattern
    how_many: Pattern
    share: Pattern
    name: Pattern
    together: Pattern
    is_of: Pattern
    through: Pattern
    again: Pattern
    object: Pattern
    bare: Pattern
    medium: Pattern
    among_them: frozenset[str]


@functools.cache
def words_of() -> Words:
    """Compile the label words once."""
    file = load_rules("counts", GROUPS).file
    label = file.maps["label"]
    verb = label["verb"]
    return Words(
        verb=compile_short(verb),
        last_verb=compile_short(rf"(?r)(?:{verb})[了过]?"),
        only_verb=compile_short(rf"(?:(?:{verb})[了过]?、?|{label['assigning']})*"),
        assigning=compile_short(rf"(?r){label['assigning']}"),
        lead=compile_short(label["lead"]),
        tail=compile_short(rf"(?r){label['tail']}"),
        carrier=compile_short(rf".*{label['carrier']}(?:共|均|已|先后)*(?={verb})"),
        agent=compile_short(rf"(?r){label['agent']}[均都已共还也]?"),
        stop=compile_short(label["stop"]),
        growth=compile_short(rf"(?r){label['growth']}+(?:了|至|到|为|约)*"),
        timing=compile_short(rf"(?r){label['timing']}"),
        light=compile_short(label["light"]),
        direction=compile_short("|".join(file.maps["direction"])),
        directions={
            word: "increase" if way == "increase" else "decrease" for word, way in file.maps["direction"].items()
        },
        ruled=compile_short(file.maps["ruled"]["beside"]),
        cases=frozenset(file.lists["cases"]),
        coordinate=compile_short(label["coordinate"]),
        leading=frozenset(file.lists["leading"]),
        does=compile_short(label["does"]),
        opens=compile_short(label["opens"]),
        told=compile_short(label["told"]),
        among_them=frozenset(file.lists["among_them"]),
        **{name: compile_short(pattern) for name, pattern in file.maps["phrase"].items()},
    )
