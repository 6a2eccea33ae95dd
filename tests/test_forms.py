"""The form files: complete, unique, well named, and described in both languages."""

import pytest
import regex

from govreport_parser.errors import RuleError
from govreport_parser.tables import forms
from govreport_parser.tables.forms import all_forms, describe, limits, load_form, not_comparable
from govreport_parser.tables.vocabulary import vocabulary

CODE = regex.compile(r"[a-z]+(?:[._-][a-z0-9]*[a-z][a-z0-9]*)*")
HAN = regex.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(("form", "part", "indicators"), [
    ("2008", "statistics", 162),
    ("2014", "statistics", 58),
    ("2019", "rules", 6), ("2019", "permits", 6), ("2019", "penalties", 6), ("2019", "charges", 2),
    ("2019", "procurement", 2), ("2019", "applications", 23 * 7), ("2019", "reviews", 15),
    ("2021", "rules", 6), ("2021", "permits", 1), ("2021", "penalties", 2), ("2021", "charges", 1),
    ("2021", "applications", 25 * 7), ("2021", "reviews", 15),
])  # fmt: skip
def test_number_of_indicators(form, part, indicators):
    assert sum(spec.part == part for spec in load_form(form).indicators) == indicators


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_codes_are_unique_names(form):
    keys = [(spec.code, spec.applicant) for spec in form.indicators]
    assert len(set(keys)) == len(keys)
    assert all(CODE.fullmatch(code) for code, _ in keys)


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_indicators_are_described(form):
    for spec in form.indicators:
        assert HAN.search(spec.definition), spec
        assert not HAN.search(spec.gloss), spec
        assert "{" not in spec.definition + spec.gloss, spec
        assert spec.label
        assert spec.unit or spec.kind == "money", spec


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_relations_name_indicators(form):
    codes = {spec.code for spec in form.indicators}
    for part in form.part:
        for relation in part.relation:
            assert set(relation.whole) | set(relation.parts) <= codes, relation.id
            assert HAN.search(relation.zh)
            assert not HAN.search(relation.en)


def test_only_the_printed_rule_is_official():
    official = {
        (form.id, relation.id)
        for form in all_forms()
        for part in form.part
        for relation in part.relation
        if relation.official
    }
    assert official == {("2019", "R1"), ("2021", "R1")}


def test_same_meaning_same_code():
    forms = {form.id: {spec.code for spec in form.indicators} for form in all_forms()}
    assert all("applications.received" in codes for codes in forms.values())
    assert all("reconsideration.total" in codes for codes in forms.values())
    assert "normative.issued" in forms["2014"] & forms["2021"]


def test_changed_meaning_changed_code():
    codes = {form.id: {spec.code for spec in form.indicators} for form in all_forms()}
    for pair in not_comparable():
        assert pair.left != pair.right
        assert any(pair.left in codes[form] for form in pair.forms), pair.left
        assert any(pair.right in codes[form] for form in pair.forms), pair.right
        assert not any(
            pair.left in codes[form]
            and pair.right in codes[form]
            and form == "2021"
            and pair.left.startswith("charges")
            for form in codes
        )
        assert HAN.search(pair.zh)
        assert not HAN.search(pair.en)


def test_describe_lists_every_form():
    assert {spec.form for spec in describe()} == {"2008", "2014", "2019", "2021"}
    assert len(describe()) == sum(len(form.indicators) for form in all_forms())


def test_no_label_of_one_table_is_ambiguous_without_a_path():
    for index in vocabulary().parts.values():
        for label, nodes in index.by_label.items():
            if len(nodes) > 1:
                assert len({node.parent for node in nodes}) == len(nodes), label


def test_a_broken_form_says_what_to_mend(monkeypatch):
    broken = load_form("2014").model_dump(mode="json")
    broken["part"][0]["row"][1]["parent"] = "nowhere"
    monkeypatch.setattr(forms, "_toml", {"2014": broken, "limits": {"limit": [{"zh": "数"}]}}.__getitem__)
    with pytest.raises(RuleError, match=r"forms/2014\.toml: .*no row has the code nowhere.*Mend the file\.$"):
        load_form.__wrapped__("2014")
    with pytest.raises(RuleError, match=r"forms/limits\.toml: limit\.0\.en.*Mend the file\.$"):
        limits.__wrapped__()
