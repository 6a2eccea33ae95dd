"""Taiwan wording back to mainland official wording, by context: 檔案精神 → 文件精神, while 档案馆 stays.

The words, their contexts, examples and rejects are data (data/vocabulary.toml). A rule is one of three kinds:
a `sign` shows by itself that a text has Taiwan wording; what `follows` is rewritten only in a text with a sign;
what is rewritten `always` shows nothing (帐号 is also an old spelling). Text without a sign keeps 民众 and 线上.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import regex

from govreport_parser.errors import RuleError
from govreport_parser.text.alignment import Edit
from govreport_parser.text.repair import load
from govreport_parser.text.words import WordFinder

__all__ = ["WordRule", "candidates", "edits", "load_rules"]

Kind = Literal["sign", "follows", "always"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule:
    """Rewrite each word of `words` where the context fits; a word that is its own target is kept from later rules."""

    id: str
    kind: Kind
    words: dict[str, str]
    before: str | None
    """Patterns of the context: compiled when a word of the rule is found, for most reports have none of most."""
    after: str | None
    not_before: str | None
    not_after: str | None
    either: bool
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    note: str = ""

    def fits(self, text: str, start: int, end: int) -> bool:
        """Tell whether the word `text[start:end]` stands in this rule's context."""
        if self.not_before is not None and _compiled(self.not_before).match(text, start):
            return False
        if self.not_after is not None and _compiled(self.not_after).match(text, end):
            return False
        before = self.before is None or _compiled(self.before).match(text, start) is not None
        after = self.after is None or _compiled(self.after).match(text, end) is not None
        return before or after if self.either else before and after


@functools.cache
def load_rules() -> tuple[WordRule, ...]:
    """Return the rules in the order of the file, in which they are tried."""
    return tuple(map(_rule, load("vocabulary")["rule"]))


def _rule(row: dict[str, Any]) -> WordRule:
    where = f"vocabulary.toml, rule {row.get('id', '?')}"
    if len(row.get("examples", ())) < 3 or not row.get("rejects"):
        raise RuleError(f"{where}: three examples and a reject are needed. Add them.")
    if row["kind"] not in ("sign", "follows", "always"):
        raise RuleError(f"{where}: kind is {row['kind']!r}. Write sign, follows or always.")
    words = {word: word for word in row["keep"]} if "keep" in row else dict(row["words"])
    return WordRule(
        id=row["id"],
        kind=row["kind"],
        words=words,
        before=_context(row.get("before"), "(?<={})"),
        after=_context(row.get("after"), "(?:{})"),
        not_before=_context(row.get("not_before"), "(?<={})"),
        not_after=_context(row.get("not_after"), "(?:{})"),
        either=row.get("either", False),
        examples=tuple(row["examples"]),
        rejects=tuple(row["rejects"]),
        note=row.get("note", ""),
    )


def _context(patterns: list[str] | None, shape: str) -> str | None:
    return shape.format("|".join(patterns)) if patterns else None


@functools.cache
def _compiled(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(pattern)


@functools.cache
def _engine() -> tuple[WordFinder, dict[str, tuple[WordRule, ...]]]:
    """Return what finds the words, and the rules of each word in the order of the file."""
    rules: dict[str, tuple[WordRule, ...]] = {}
    for rule in load_rules():
        for word in rule.words:
            rules[word] = (*rules.get(word, ()), rule)
    return WordFinder(rules, overlapping=True), rules


def edits(text: str) -> list[Edit]:
    """Return what to rewrite in `text`, which is simplified in characters; nothing where it shows no Taiwan wording.

    >>> [edit.replacement for edit in edits("按有关档案精神,方便民众")], edits("方便民众")
    (['文件', '群众'], [])
    """
    found = list(candidates(text))
    signs = any(rule.kind == "sign" for _, _, rule, _ in found)
    return [
        Edit(start, end, words, "vocabulary") for start, end, rule, words in found if signs or rule.kind == "always"
    ]


def candidates(text: str) -> Iterator[tuple[int, int, WordRule, str]]:
    """Yield the words to rewrite: leftmost, then longest, then by the first rule whose context fits."""
    finder, rules = _engine()
    position = 0
    for start, end, word in finder.find(text):
        if start < position:
            continue
        for rule in rules[word]:
            if rule.fits(text, start, end):
                target = rule.words[word]
                if target != word:
                    yield start, end, rule, target
                position = end
                break
