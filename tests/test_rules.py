"""Rules as data: a group that nobody reads, or a code that no form has, does not load."""

import pytest

from govreport_parser.errors import RuleError
from govreport_parser.extractors import event_words
from govreport_parser.metadata import bodies, candidates, genre, issuer, title, years
from govreport_parser.metadata.wording import Wording
from govreport_parser.report import prose_rules
from govreport_parser.rules.loader import load_rules, read_rules, rule_set_names
from govreport_parser.rules.selftest import read_example
from govreport_parser.spans import Span

RULE = """
[pieces]
{pieces}
[[rule]]
id = "prose.one"
note = "A rule."
pattern = '''{pattern}'''
examples = ["收到⟦信函|letter⟧申请"]
rejects = ["收到申请"]
values = {{ codes = "{codes}", units = "件" }}
[maps.kind]
{kinds}
"""


def rules(tmp_path, *, pieces="", pattern="信函", codes="applications.received", kinds=""):
    path = tmp_path / "rules.toml"
    path.write_text(RULE.format(pieces=pieces, pattern=pattern, codes=codes, kinds=kinds), encoding="utf-8")
    return read_rules(path)


@pytest.mark.parametrize("name", ["absences", "counts", "dates", "documents", "events"])
def test_a_group_that_the_reader_does_not_know_does_not_load(name):
    with pytest.raises(RuleError, match=f"{name}: .*unknown groups .* known are \\['other'\\]. Rename the group"):
        load_rules(name, frozenset({"other"}))


def test_every_file_loads_for_those_who_only_show_it():
    assert all(load_rules(name).file.rule for name in rule_set_names())


@pytest.mark.parametrize(
    ("pattern", "codes"),
    [
        ("(?P<leter>信函)", "applications.received.*"),
        ("(?P<letter>信函)|(?P<fox>传真)", "applications.received.*"),
        ("信函", "applications.recieved"),
        ("信函", "applications.recieved@natural_person"),
    ],
)
def test_a_code_of_prose_that_no_form_has_does_not_load(tmp_path, monkeypatch, pattern, codes):
    made = rules(tmp_path, pattern=pattern, codes=codes)
    monkeypatch.setattr(prose_rules, "load_rules", {"prose": made}.get)
    with pytest.raises(RuleError, match=r"prose\.one: no form has applications\."):
        prose_rules._rules.__wrapped__()


def test_codes_of_prose_that_a_form_has_load(tmp_path, monkeypatch):
    made = rules(tmp_path, pattern="(?P<letter>信函)", codes="applications.received.*")
    monkeypatch.setattr(prose_rules, "load_rules", {"prose": made}.get)
    assert len(prose_rules._rules.__wrapped__()) == 1


def test_a_kind_of_happening_that_the_contract_does_not_have_does_not_load(tmp_path, monkeypatch):
    made = rules(tmp_path, kinds="meting = '会议'")
    monkeypatch.setattr(event_words, "load_rules", lambda *_: made)
    with pytest.raises(RuleError, match=r"unknown kinds \['meting'\]"):
        event_words.event_words.__wrapped__()


METADATA = load_rules("metadata").file.rule


@pytest.mark.parametrize("rule", METADATA, ids=[rule.id for rule in METADATA])
def test_metadata_by_its_own_examples(rule):
    one = Wording(rule.id)
    for sentence in rule.examples:
        example = read_example(sentence)
        found = [Span(*match.span()) for match in one.finditer(example.text)]
        assert [mark for mark, _ in example.marks] == found[: len(example.marks)], example.text
    for sentence in rule.rejects:
        assert [match.group() for match in one.finditer(sentence) if match.group()] == []


def test_each_wording_of_metadata_has_its_rule_and_each_rule_its_reader():
    asked = []
    for module in (bodies, candidates, genre, issuer, title, years):
        for value in vars(module).values():
            asked += [one.rule for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Wording)]
    assert sorted(asked) == sorted(rule.id for rule in METADATA)
