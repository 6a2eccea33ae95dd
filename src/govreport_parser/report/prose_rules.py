"""The rules that link prose to tables: prose.toml, looked up by the label and unit of a count."""

import functools
from typing import NamedTuple

import regex

from govreport_parser.errors import RuleError
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import Rule, RuleFile
from govreport_parser.rules.patterns import RULE_FLAGS, LatePattern, expand, group_names
from govreport_parser.tables.forms import describe

__all__ = ["Codes", "LinkRule", "rules_for"]

Codes = tuple[tuple[str, ...], ...]
"""The codes that state one figure, in the order in which they are looked for; a sum is a tuple of several."""
_NUMBER = regex.compile(r"^\d{1,2}[.、)]\s?")
_QUOTES = "“”「」『』\"' "


class LinkRule(NamedTuple):
    """A rule of prose.toml; a condition that is not asked for is None."""

    id: str
    label: LatePattern
    units: frozenset[str]
    codes: str
    needs: LatePattern | None
    about: LatePattern | None
    behind: LatePattern | None
    unless: LatePattern | None
    never: LatePattern | None
    under: LatePattern | None
    change: str
    stock: bool
    absent: bool
    any_reading: bool
    period: str


@functools.cache
def _rules() -> tuple[LinkRule, ...]:
    rule_set = load_rules("prose")
    for rule, pattern in rule_set.sources:
        _check_codes(rule, pattern)
    return tuple(_link_rule(rule, pattern, rule_set.file) for rule, pattern in rule_set.sources)


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(spec.code for spec in describe())


def _check_codes(rule: Rule, pattern: str) -> None:
    """Raise RuleError where the rule, or a group of its pattern, leads to no code that a form has."""
    codes = rule.values["codes"]
    for group in group_names(pattern) if "*" in codes else ("",):
        written = _written(codes, group)
        if all(code.partition("@")[0] not in _known() for code in written.replace("+", " ").split()):
            raise RuleError(f"prose: {rule.id}: no form has {written}. Rename the group {group} or mend codes.")


def _written(codes: str, group: str) -> str:
    """Put a group's name for the star: `results.*` and `refused__state_secret` → results.refused.state-secret."""
    return codes.replace("*", group.replace("__", ".").replace("_", "-"))


def _link_rule(rule: Rule, label: str, file: RuleFile) -> LinkRule:
    values = rule.values

    def words(name: str) -> LatePattern | None:
        pattern = values.get(name)
        return LatePattern(expand(rule.id, pattern, file.pieces, file.lists), regex.DOTALL) if pattern else None

    return LinkRule(
        id=rule.id,
        label=LatePattern(label, RULE_FLAGS),
        units=frozenset(values["units"].split()),
        codes=values["codes"],
        needs=words("needs"),
        about=words("about"),
        behind=words("behind"),
        unless=words("unless"),
        never=words("never"),
        under=words("under"),
        change=values.get("change", "none"),
        stock="stock" in values,
        absent="absent" in values,
        any_reading=values.get("readings") == "any",
        period=values.get("period", "own"),
    )


@functools.lru_cache(maxsize=8192)
def rules_for(label: str, unit: str | None) -> tuple[tuple[LinkRule, Codes], ...]:
    """Return the rules whose label and unit fit, with their codes; labels recur from report to report."""
    fitting: list[tuple[LinkRule, Codes]] = []
    label = _NUMBER.sub("", label.strip(_QUOTES))
    for rule in _rules():
        if (unit in rule.units or unit is None) and (match := rule.label.fullmatch(label)):
            written = _written(rule.codes, match.lastgroup or "")
            fitting.append((rule, tuple(tuple(codes.split("+")) for codes in written.split())))
    return tuple(fitting)
