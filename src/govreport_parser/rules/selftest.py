"""Test rule files by their own examples: what `govreport rules test` and the test suite run.

An example marks its text ⟦text|value⟧; the rule must find a stretch that covers the marked text or lies in it, and in a
reject nothing. A rule of an extractor, which may refuse what the pattern matches, is tried through it (`records`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import regex

from govreport_parser.rules.model import Rule, RuleSet
from govreport_parser.spans import Span

__all__ = ["Example", "failures", "read_example"]

_MARK = regex.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<value>[^⟧]*)⟧")
Records = Callable[[Rule, str], Mapping[str, list[Span]]]
"""From a rule and a sentence to the spans of the records in it, by the id of the rule that made them."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its marks, and the marked stretches with their canonical values."""

    text: str
    marks: tuple[tuple[Span, str], ...]


def read_example(sentence: str) -> Example:
    """Take the marks out of an example.

    >>> read_example("截至⟦2023年|2023⟧").marks
    ((Span(start=2, end=7), '2023'),)
    """
    pieces: list[str] = []
    marks: list[tuple[Span, str]] = []
    position = length = 0
    for match in _MARK.finditer(sentence):
        pieces.append(sentence[position : match.start()])
        length += match.start() - position
        pieces.append(match["text"])
        marks.append((Span(length, length + len(match["text"])), match["value"]))
        length += len(match["text"])
        position = match.end()
    pieces.append(sentence[position:])
    return Example("".join(pieces), tuple(marks))


def failures(rules: RuleSet, records: Records | None = None) -> Iterator[str]:
    """Yield a line for every example that its rule misses and every reject that it matches."""
    patterns = {rule.id: pattern for rule, pattern in rules.patterns}
    for rule in rules.file.rule:
        for sentence in rule.examples:
            example = read_example(sentence)
            spans = _found(rule, example.text, patterns, records)
            for mark, _ in example.marks:
                if spans is not None and not any(span.covers(mark) or mark.covers(span) for span in spans):
                    yield f"{rule.id}: does not match {mark.text(example.text)!r} in {example.text!r}"
        for sentence in rule.rejects:
            spans = _found(rule, sentence, patterns, records)
            if spans:
                yield f"{rule.id}: matches {spans[0].text(sentence)!r} in the reject {sentence!r}"


def _found(
    rule: Rule, text: str, patterns: "Mapping[str, regex.Pattern[str]]", records: Records | None
) -> list[Span] | None:
    """Return where the rule finds something in `text`; None for a rule that only an extractor can try."""
    if records is not None:
        return list(records(rule, text).get(rule.id, ()))
    if rule.id not in patterns:
        return None
    return [Span(*match.span()) for match in patterns[rule.id].finditer(text) if match.end() > match.start()]
