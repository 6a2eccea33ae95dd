"""The form of a rule file, checked when it is loaded; and what a rule finds."""

import functools
from dataclasses import dataclass
from typing import Annotated, Any

import regex
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from govreport_parser.rules.patterns import compile_pattern, expand
from govreport_parser.spans import Span

__all__ = ["Candidate", "Rule", "RuleFile", "RuleSet"]

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$")]
Sentence = Annotated[str, StringConstraints(min_length=1)]


class Rule(BaseModel):
    """One rule: what it matches, why, and sentences that it must and must not match.

    In an example the wanted text stands in ⟦…⟧, followed by a bar and its canonical value:
    `截至⟦2023年12月31日|2023-12-31⟧`. A reject is a sentence in which this rule makes no record.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: RuleId
    note: Sentence
    pattern: str | None = None
    """A `regex` pattern; `{name}` stands for a piece of the same file. None: token patterns, or code names the rule."""
    tokens: tuple[tuple[dict[str, Any], ...], ...] = ()
    """spaCy Matcher patterns, for rules over words."""
    examples: tuple[Sentence, ...] = Field(min_length=1)
    rejects: tuple[Sentence, ...] = Field(min_length=1)
    values: dict[str, str] = {}
    """Fixed facts that the extractor reads off the rule (granularity, kind …)."""


class RuleFile(BaseModel):
    """A file of `rules/data`: named pieces of patterns, lists and maps of words, and the rules in order of priority."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pieces: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    maps: dict[str, dict[str, str]] = {}
    rule: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that a rule's pattern matched, before overlaps are settled; `match` has the named groups."""

    rule: Rule
    match: "regex.Match[str]"
    start: int
    end: int
    priority: int

    @property
    def span(self) -> Span:
        """Where the rule matched, in normalised coordinates."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class RuleSet:
    """The rules of one extractor, with their patterns: as text, and compiled when they are first asked for."""

    name: str
    file: RuleFile

    @functools.cached_property
    def sources(self) -> tuple[tuple[Rule, str], ...]:
        """The rules that have a pattern, with its text; RuleError where it names a piece that the file has not."""
        return tuple(
            (rule, expand(f"{self.name}: {rule.id}", rule.pattern, self.file.pieces, self.file.lists))
            for rule in self.file.rule
            if rule.pattern is not None
        )

    @functools.cached_property
    def patterns(self) -> tuple[tuple[Rule, "regex.Pattern[str]"], ...]:
        """The same, compiled; RuleError for a pattern that does not compile."""
        return tuple(
            (rule, compile_pattern(f"{self.name}: {rule.id}", source, {}, {})) for rule, source in self.sources
        )

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Candidate]:
        """Return every match of every pattern rule in `text[start:end]`, in rule order."""
        stop = len(text) if end is None else end
        return [
            Candidate(rule, match, match.start(), match.end(), priority)
            for priority, (rule, pattern) in enumerate(self.patterns)
            for match in pattern.finditer(text, start, stop)
            if match.end() > match.start()
        ]

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id; KeyError where there is none."""
        for rule in self.file.rule:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)
