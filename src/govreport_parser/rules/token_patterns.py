"""Token patterns: the `tokens` of a rule, written over classes of words, and spaCy's Matcher that runs them.

In a rule file a token is a table with `class`, the name of one class of words or a list of names, and `op` (`+`, `*`,
`?`, `{1,3}`); `text` asks for certain words instead. A class is a list of words under `[lists]`, or one of those that
the extractor sees by itself (a place, a number).

A pattern sees of a word no more than its class and, of a few words, the word. So the Doc that the Matcher reads has
signs for words: `office` for 办公室 and 办公厅, `body 委` for the 委 that some pattern asks for. There are some sixty,
whatever the reports say; what a token asks of a word is answered once for each and kept as a flag of the vocabulary.
The Matcher compares flags in C, while an `IN` of its own calls Python for each set and each word. And rows of words
that look alike in signs (区政府办公室, 市政府办公厅) are matched once for all reports: nine in ten rows of a new report
have been seen before.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from govreport_parser.errors import RuleError
from govreport_parser.rules.model import RuleSet
from govreport_parser.tokenizer import words_doc

__all__ = ["Question", "TokenMatcher", "token_patterns", "word_classes"]

_KEYS = frozenset({"class", "text", "op"})
_BETWEEN = "|"
"""Parts the rows of one Doc: the sign of no class."""
_MOST_ROWS = 20_000
"""Rows whose matches are kept; 200 real reports had 400."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a token asks of a word: its class, and which word it is; an empty set asks for nothing."""

    classes: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __call__(self, sign: str) -> bool:
        """Say whether the words of a sign answer it."""
        tag, _, text = sign.partition(" ")
        return (not self.classes or tag in self.classes) and (not self.texts or text in self.texts)


Pattern = tuple[tuple[Question, str | None], ...]
"""What each token asks, with its operator."""
Row = tuple[str, ...]
"""The signs of words that stand one behind the other."""
Matches = frozenset[tuple[str, int, int]]
"""Rule id, first word and behind the last word of each match in a row."""


def word_classes(rules: RuleSet) -> dict[str, str]:
    """Return word → class from the lists of a rule file; an entry may hold several words with blanks between.

    RuleError where one word stands in two lists.
    """
    classes: dict[str, str] = {}
    for name, entries in rules.file.lists.items():
        for word in " ".join(entries).split():
            other = classes.setdefault(word, name)
            if other != name:
                raise RuleError(f"{rules.name}: {word} stands in the lists {other} and {name}. Take it out of one.")
    return classes


def token_patterns(rules: RuleSet, seen: Collection[str]) -> list[tuple[str, list[Pattern]]]:
    """Return (rule id, patterns) for every rule with tokens, in order; `seen` are the extractor's own classes."""
    known = {*rules.file.lists, *seen}
    return [
        (
            rule.id,
            [tuple(_token(f"{rules.name}: {rule.id}", token, known) for token in pattern) for pattern in rule.tokens],
        )
        for rule in rules.file.rule
        if rule.tokens
    ]


def _token(where: str, token: dict[str, Any], known: Collection[str]) -> tuple[Question, str | None]:
    unknown = sorted(set(token) - _KEYS)
    if unknown:
        raise RuleError(f"{where}: unknown keys {unknown}; known are {sorted(_KEYS)}. Rename the key.")
    question = Question(_set(token.get("class", ())), _set(token.get("text", ())))
    if not question.classes and not question.texts:
        raise RuleError(f"{where}: a token asks for nothing and would match any word. Give it a class or a text.")
    unknown = sorted(question.classes - set(known))
    if unknown:
        raise RuleError(f"{where}: there is no class {unknown}; known are {sorted(known)}. Add it to [lists].")
    return question, token.get("op")


def _set(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset((value,) if isinstance(value, str) else value)


class TokenMatcher:
    """The token patterns of one rule file, made ready for spaCy's Matcher. Serves one thread."""

    def __init__(self, rules: RuleSet, seen: Collection[str]) -> None:
        from spacy.attrs import NORM  # type: ignore[import-not-found]
        from spacy.matcher import Matcher
        from spacy.vocab import Vocab

        patterns = token_patterns(rules, seen)
        questions = dict.fromkeys(question for _, several in patterns for one in several for question, _ in one)
        self._texts = frozenset(text for question in questions for text in question.texts)
        self._vocab = Vocab(lex_attr_getters={NORM: _class_of})
        # A vocabulary has but 63 flags: one class alone is compared by the norm of the sign.
        asked = {question: _norm(question) or {self._vocab.add_flag(question): True} for question in questions}
        self._seen: dict[Row, Matches] = {}
        self._matcher = Matcher(self._vocab, validate=False)  # `token_patterns` has checked them
        for rule_id, several in patterns:
            self._matcher.add(rule_id, [[asked[question] | _operator(op) for question, op in one] for one in several])

    def sign(self, text: str, tag: str) -> str:
        """Return what the patterns see of a word of this class."""
        return f"{tag} {text}" if text in self._texts else tag

    def __call__(self, rows: Iterable[Row]) -> dict[Row, Matches]:
        """Return the matches in each row of signs."""
        wanted = dict.fromkeys(rows)
        if unseen := [row for row in wanted if row not in self._seen]:
            if len(self._seen) + len(unseen) > _MOST_ROWS:
                self._seen = {}
                unseen = list(wanted)
            self._seen |= self._match(unseen)
        return {row: self._seen[row] for row in wanted}

    def _match(self, rows: Sequence[Row]) -> dict[Row, Matches]:
        found: list[set[tuple[str, int, int]]] = [set() for _ in rows]
        starts: list[int] = []
        signs: list[str] = []
        for row in rows:
            starts.append(len(signs))
            signs += (*row, _BETWEEN)
        strings = self._vocab.strings
        for key, start, end in self._matcher(words_doc(self._vocab, signs)):
            index = bisect_right(starts, start) - 1
            found[index].add((strings[key], start - starts[index], end - starts[index]))
        return dict(zip(rows, map(frozenset, found), strict=True))


def _class_of(sign: str) -> str:
    return sign.partition(" ")[0]


def _operator(op: str | None) -> dict[Any, Any]:
    return {} if op is None else {"OP": op}


def _norm(question: Question) -> dict[Any, Any] | None:
    if question.texts or len(question.classes) != 1:
        return None
    return {"NORM": next(iter(question.classes))}
