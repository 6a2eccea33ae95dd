"""Shares, changes and lists of parts recomputed: the rules' own examples tell the right figure, and what looks alike is not accused."""

import pytest

from govreport_parser import check, parse
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.selftest import read_example

TITLE = "二七区2018年政府信息公开工作年度报告\n一、概述\n"
CODES = ("arithmetic.share", "arithmetic.growth", "arithmetic.listed")
RULES = [rule for name in ("shares", "growth", "listed") for rule in load_rules(name).file.rule]


def told(text: str) -> list[tuple[str, str, str]]:
    report = parse(TITLE + text)
    return [
        (report.source.text[slice(f.spans[0].start, f.spans[0].end)], f.left, f.right)
        for f in check(report)
        if f.code in CODES
    ]


@pytest.mark.parametrize("sentence", [sentence for rule in RULES for sentence in rule.examples])
def test_the_rules_own_examples(sentence):
    example = read_example(sentence)
    assert [(text, right) for text, _, right in told(example.text)] == [
        (span.text(example.text), value) for span, value in example.marks
    ]


@pytest.mark.parametrize("sentence", [sentence for rule in RULES for sentence in rule.rejects])
def test_the_rules_own_rejects(sentence):
    assert told(sentence) == []
