"""The gold files are data that other tests rely on, so they are tested themselves.

They are held against their texts, never against the parser.
"""

import datetime
import json
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOTS = [Path(__file__).parent.parent / "corpora"]
if os.environ.get("GOVREPORT_GOLD"):
    ROOTS.append(Path(os.environ["GOVREPORT_GOLD"]))

CASES = [
    pytest.param((root, path), id=f"{root.name}/{path.stem}")
    for root in ROOTS
    for path in sorted((root / "gold").glob("*.json"))
]

SPANNED = ("counts", "dates", "absences", "documents", "document_numbers")
APPROXIMATIONS = {"exact", "over", "about", "under", "at_least", "at_most", "range"}
MEASURES = {"quantity", "money", "percent", "percentage_points", "duration", "rank"}
GRANULARITIES = {
    "day",
    "part_of_month",
    "month",
    "quarter",
    "half",
    "part_of_year",
    "year",
    "academic_year",
    "range",
    "decade",
    "now",
}
APPLICANTS = {
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organisation",
    "legal_service_institution",
    "other",
    "total",
}
MEANING = {
    "scripts": {"simplified", "traditional", "mixed"},
    "vocabularies": {"mainland", "taiwan"},
    "forms": {"2008", "2014", "2019", "2021", None},
}

Gold = dict[str, Any]
Case = tuple[Gold, str]


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    """One gold file and its text, read without any change of line ends."""
    root, path = request.param
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (root / gold["file"]).read_bytes().decode("utf-8")
    return gold, text


def records(gold: Gold, *kinds: str) -> Iterator[tuple[str, Gold]]:
    """Every record of the kinds named, with its kind; mentions stand for their institution."""
    for kind in kinds:
        for record in gold.get(kind, []):
            for part in record["mentions"] if kind == "institutions" else [record]:
                yield kind, part


def spans(gold: Gold) -> Iterator[tuple[str, list[int]]]:
    """Every span of a gold file, with the name of its kind."""
    for kind, record in records(gold, *SPANNED, "institutions", "annex", "recovered"):
        if "span" in record:
            yield kind, record["span"]
    for kind, record in records(gold, "events"):
        yield kind, record["within"]


def exact(value: str) -> Decimal:
    """The decimal that a value stands for; a value in any other notation is an error of the gold file."""
    assert isinstance(value, str), value
    assert re.fullmatch(r"-?\d+(\.\d+)?", value), f"{value!r} is no plain decimal"
    return Decimal(value)


def test_there_is_gold() -> None:
    assert len(CASES) >= 3


def test_text_is_plain(case: Case) -> None:
    gold, text = case
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert gold["file"].startswith("reports/")


def test_facts(case: Case) -> None:
    gold, _ = case
    if gold.get("division") is not None:
        assert re.fullmatch(r"\d{6}", gold["division"])
    if "year" in gold:
        assert isinstance(gold["year"], int)
    assert gold.get("script", "mixed") in MEANING["scripts"]
    assert gold.get("vocabulary", "mainland") in MEANING["vocabularies"]
    assert gold.get("form") in MEANING["forms"]
    assert gold.get("issuer", "-")


def test_spans_lie_in_the_text(case: Case) -> None:
    gold, text = case
    for kind, (start, end) in spans(gold):
        assert 0 <= start <= end <= len(text), (kind, start, end)


def test_spans_match_their_text(case: Case) -> None:
    gold, text = case
    for kind, record in records(gold, *SPANNED, "institutions"):
        if "text" in record:
            assert text[slice(*record["span"])] == record["text"], (kind, record)
    for _, record in records(gold, "not_institutions"):
        assert text.startswith(record["text"], record["start"]), record
    for _, record in records(gold, "items"):
        assert text.startswith(record["marker"], record["start"]), record


def test_no_span_twice_within_a_kind(case: Case) -> None:
    gold, _ = case
    for kind in (*SPANNED, "institutions"):
        seen = [tuple(record["span"]) for _, record in records(gold, kind)]
        assert len(seen) == len(set(seen)), (kind, sorted(span for span in seen if seen.count(span) > 1))
    starts = [record["start"] for _, record in records(gold, "items")]
    assert len(starts) == len(set(starts))


def test_sections_stand_in_order(case: Case) -> None:
    gold, text = case
    starts = [section["span_start"] for section in gold.get("sections", [])]
    assert starts == sorted(set(starts))
    for section in gold.get("sections", []):
        assert text.startswith(section["marker"], section["span_start"]), section
        assert section["title"] == section["title"].strip(" .。"), section


def test_counts(case: Case) -> None:
    gold, _ = case
    known = [record["span"] for _, record in records(gold, "counts")]
    for _, count in records(gold, "counts"):
        exact(count["value"])
        if count.get("value_to") is not None:
            assert exact(count["value_to"]) > exact(count["value"]), count
        assert count["approximation"] in APPROXIMATIONS, count
        assert count["measure"] in MEASURES, count
        for whole in count.get("part_of", []):
            assert whole in known, count
            assert whole != count["span"], count


def test_dates(case: Case) -> None:
    gold, _ = case
    for kind, record in records(gold, "dates", "events"):
        start, end = (day and datetime.date.fromisoformat(day) for day in (record["start"], record["end"]))
        assert not start or not end or start <= end, (kind, record)
    for _, date in records(gold, "dates"):
        assert date["granularity"] in GRANULARITIES, date


def test_events_name_known_institutions(case: Case) -> None:
    gold, _ = case
    known = {name for institution in gold.get("institutions", []) for name in institution["canonical"]}
    for _, event in records(gold, "events"):
        assert set(event.get("institutions", [])) <= known, event


def test_institutions(case: Case) -> None:
    gold, _ = case
    for institution in gold.get("institutions", []):
        assert institution["canonical"], institution
        assert institution["mentions"], institution
        assert institution["division"] is None or re.fullmatch(r"\d{6}", institution["division"]), institution


def test_annex(case: Case) -> None:
    gold, text = case
    for _, row in records(gold, "annex"):
        line = text[row["line_start"] :].split("\n", 1)[0]
        assert row["line_start"] == 0 or text[row["line_start"] - 1] == "\n", row
        assert row["raw"] in line, row
        assert row["label"] in (text if "span" in row else line), row
        assert row.get("applicant") in {None, *APPLICANTS}, row
        if row["value"] is not None:
            exact(row["value"])
            assert row["unit"], row
        if "span" in row:
            assert text[slice(*row["span"])] == row["raw"], row
            assert row["line_start"] <= row["span"][0] <= row["span"][1] <= row["line_start"] + len(line), row
    for _, cell in records(gold, "recovered"):
        assert text[slice(*cell["span"])] == cell["raw"], cell
        assert cell["applicant"] in APPLICANTS, cell
    cells = [(row["line_start"], *row.get("span", ())) for _, row in records(gold, "annex", "recovered")]
    assert len(cells) == len(set(cells))


def test_findings(case: Case) -> None:
    gold, _ = case
    for _, finding in records(gold, "findings"):
        assert finding["about"], finding
        assert "code_prefix" in finding or {"left", "right"} <= set(finding), finding
