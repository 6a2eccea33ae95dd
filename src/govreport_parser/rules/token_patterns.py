"""Token patterns: the `tokens` of a rule, written over classes of words, made ready for spaCy's Matcher.

In a rule file a token is a table with `class`, the name of one class of words or a list of names, and `op` (`+`, `*`,
`?`, `{1,3}`); `text` asks for certain words instead. A class is a list of words under `[lists]`, or one of those that
the extractor sees by itself (a place, a number). In the Doc a word's class is its tag: the Matcher compares one number.
"""

from collections.abc import Collection
from typing import Any

from govreport_parser.errors import RuleError
from govreport_parser.rules.model import RuleSet

__all__ = ["matcher_patterns", "word_classes"]

_KEYS = frozenset({"class", "text", "op"})
Pattern = list[dict[str, Any]]


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


def matcher_patterns(rules: RuleSet, seen: Collection[str]) -> list[tuple[str, list[Pattern]]]:
    """Return (rule id, spaCy patterns) for every rule with tokens, in order; `seen` are the extractor's own classes."""
    known = {*rules.file.lists, *seen}
    return [
        (rule.id, [[_token(f"{rules.name}: {rule.id}", token, known) for token in pattern] for pattern in rule.tokens])
        for rule in rules.file.rule
        if rule.tokens
    ]


def _token(where: str, token: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    unknown = sorted(set(token) - _KEYS)
    if unknown:
        raise RuleError(f"{where}: unknown keys {unknown}; known are {sorted(_KEYS)}. Rename the key.")
    made: dict[str, Any] = {}
    if "class" in token:
        made["TAG"] = _one_of(_checked(where, token["class"], known))
    if "text" in token:
        made["ORTH"] = _one_of(token["text"])
    if "op" in token:
        made["OP"] = token["op"]
    return made


def _checked(where: str, classes: str | list[str], known: Collection[str]) -> str | list[str]:
    names = [classes] if isinstance(classes, str) else classes
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise RuleError(f"{where}: there is no class {unknown}; known are {sorted(known)}. Add it to [lists].")
    return classes


def _one_of(value: str | list[str]) -> str | dict[str, list[str]]:
    return value if isinstance(value, str) else {"IN": list(value)}
