"""Generated specimens: every form, script and layout. Each cell is right or flagged, each planted contradiction is announced.

Every cell that is neither is named. Where a layout shows all cells, nothing may be open at all. What tools made is
stored; what the generator writes itself is made here in memory.
"""

import functools
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from govreport_parser import check, parse
from govreport_parser.report.json import to_plain

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "corpora" / "layouts"
sys.path.insert(0, str(ROOT))

from corpora.generator.documents import DOCUMENTS
from corpora.generator.judge import OPEN_STATES, judge_cells, judge_findings, shares
from corpora.generator.layouts import LAYOUTS
from corpora.generator.recipes import recipes
from corpora.generator.render import render
from corpora.generator.scrape import VERSIONS
from corpora.generator.script import SCRIPTS
from corpora.generator.specimens import KINDS, product

GOLD = sorted((FOLDER / "gold").glob("*.json"))
COUNTED = ("counts", "dates", "annex", "extra")

Gold = dict[str, Any]


def read(path: Path) -> tuple[Gold, str]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    return gold, (FOLDER / gold["file"]).read_bytes().decode("utf-8")


@functools.cache
def judged(path: Path) -> tuple[Gold, dict[str, Any]]:
    gold, _ = read(path)
    report = parse(FOLDER / gold["file"])
    return gold, to_plain(report, findings=check(report))


@pytest.fixture(params=GOLD, ids=[path.stem for path in GOLD])
def specimen(request: pytest.FixtureRequest) -> tuple[Gold, dict[str, Any]]:
    return judged(request.param)


def told(row: Gold, problem: str) -> str:
    place = " / ".join(filter(None, [row["under"], row["name"], row.get("applicant"), row.get("column")]))
    return f"{place} {row['raw']!r} {problem}"


def shows_all_cells(gold: Gold) -> bool:
    return not any(row.get("open") or row.get("lost") for row in gold["annex"])


def test_every_cell_is_right_or_flagged(specimen):
    gold, found = specimen
    wrong = [told(row, problem) for row, problem in judge_cells(gold, found) if problem]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(gold['annex'])} cells of {gold['file']}:", *wrong])


def open_without_need(gold: Gold, found: dict[str, Any]) -> dict[str, int]:
    if not shows_all_cells(gold):
        return {}
    counted = shares(found)
    # An office's own rows, and what stands over several of them, are kept as unmatched; so are the scraps of headers
    # where a version of the tool ended the row at a line break within a cell.
    if gold["extra"] or gold["layout"] == "trafilatura-1.6.1":
        del counted["unmatched"]
    return {state: counted[state] for state in OPEN_STATES if counted[state]}


def test_nothing_is_open_where_the_page_shows_all_cells(specimen):
    assert open_without_need(*specimen) == {}


def test_planted_contradictions_are_announced_and_nothing_else_is(specimen):
    gold, found = specimen
    missed, false = judge_findings(gold, found)
    assert not missed
    assert not [(f["code"], f["left"], f["right"], f["message"]["zh"]) for f in false]


def test_form_issuer_year_and_script_are_read(specimen):
    gold, found = specimen
    meta = found["metadata"]
    assert [meta[key] for key in ("form", "year", "script")] == [gold[key] for key in ("form", "year", "script")]
    assert (meta["division"] or {}).get("code") == gold["division"]


def test_rows_of_no_form_are_kept(specimen):
    gold, found = specimen
    kept = [row["span"] for table in found["tables"] for row in table["unmatched"]]
    for row in gold["extra"]:
        assert any(start <= row["span"][0] and row["span"][1] <= end for start, end in kept), row["label"]


# --- made in memory ---------------------------------------------------------------------------------------------

MADE = [
    *product([*LAYOUTS, "html"]),
    *((layout, recipe) for layout, recipe in product(["docx"]) if recipe.script == "simplified"),
]


@pytest.mark.parametrize(("layout", "recipe"), MADE, ids=[recipe.name for _, recipe in MADE])
def test_every_form_and_script_in_every_layout(layout, recipe):
    made = render(layout, recipe, 11)
    report = parse(made.content)
    gold, found = made.gold(report.source.text), to_plain(report, findings=check(report))
    wrong = [told(row, problem) for row, problem in judge_cells(gold, found) if problem]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(gold['annex'])} cells:", *wrong])
    assert open_without_need(gold, found) == {}
    assert judge_findings(gold, found) == ([], [])


def test_the_product_is_whole():
    """Printed pages have no Taiwan wording; a Word document is slow to write, so one script must do."""
    made = {(recipe.form, recipe.variant, layout, recipe.script) for layout, recipe in MADE}
    every = {(*kind, layout, script) for kind in KINDS for layout in (*LAYOUTS, *DOCUMENTS) for script in SCRIPTS}
    missing = {(layout, script) for _, _, layout, script in every - made}
    assert missing == {("pdf-lines", "taiwan"), ("docx", "traditional"), ("docx", "taiwan")}


# --- the gold itself -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_gold_fits_its_text(path):
    gold, text = read(path)
    for kind in COUNTED:
        for record in gold.get(kind, []):
            if "span" in record:
                start, end = record["span"]
                assert text[start:end] == record.get("raw", record.get("text"))
            assert "line_start" not in record or record["line_start"] in (
                0,
                text.rfind("\n", 0, record["line_start"]) + 1,
            )
    keys = [
        (r["label"], r["under"], r.get("applicant"), r.get("column"), r["line_start"])
        for r in gold["annex"]
        if "span" in r
    ]
    spans = [tuple(r["span"]) for r in gold["annex"] if "span" in r]
    assert len(set(spans)) == len(spans) == len(keys)


def test_the_corpus_has_every_form_script_and_layout():
    golds = [read(path)[0] for path in GOLD]
    assert len(golds) >= 40
    assert Counter(gold["form"] for gold in golds).keys() == {"2008", "2014", "2019", "2021"}
    assert {(g["script"], g["vocabulary"]) for g in golds} == {
        ("simplified", "mainland"),
        ("traditional", "mainland"),
        ("traditional", "taiwan"),
    }
    made = {path.stem for path in GOLD if "-trafilatura-" in path.stem}
    for form, variant in KINDS:
        for version in VERSIONS:
            for script in SCRIPTS:
                name = "-".join(filter(None, [form, variant, f"trafilatura-{version}", script]))
                assert any(stem == name or stem.startswith(f"{name}-") for stem in made), name
    assert sum(bool(gold["findings"]) for gold in golds) >= 10
    assert {row["status"] for gold in golds for row in gold["annex"]} == {"reported", "blank", "not_applicable", "none"}
    assert sum(shows_all_cells(gold) for gold in golds) >= 20


# --- the judge and the generator --------------------------------------------------------------------------------


def test_judge_names_wrong_missing_and_misplaced_cells():
    gold = next(g for g, _ in map(read, GOLD) if g["form"] == "2021" and shows_all_cells(g))
    report = parse(FOLDER / gold["file"])
    found = to_plain(report, findings=())
    assert not any(problem for _, problem in judge_cells(gold, found))
    first = next(
        i for i, cell in enumerate(found["indicators"]) if cell["applicant"] == "natural_person" and cell["value"]
    )
    for change in (
        {"value": "999"},
        {"applicant": "other"},
        {"unit": "条"},
        {"status": "recovered"},
        {"path": ["不予公开"], "label": "重复申请"},
    ):
        cells = [dict(cell) for cell in found["indicators"]]
        cells[first] |= change
        assert any(problem for _, problem in judge_cells(gold, found | {"indicators": cells})), change
    fewer = found["indicators"][:first] + found["indicators"][first + 1 :]
    assert any(problem == "is not read" for _, problem in judge_cells(gold, found | {"indicators": fewer}))


def test_judge_misses_a_silent_parser():
    gold = next(g for g, _ in map(read, GOLD) if g["findings"])
    missed, false = judge_findings(gold, {"findings": []})
    assert (missed, false) == (gold["findings"], [])
    loud = {"code": "arithmetic.sum", "severity": "error", "left": "1", "right": "123456", "message": {"zh": ""}}
    assert judge_findings(gold, {"findings": [loud]})[1] == [loud]


def generate(out: Path, *options: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "corpora.generator", "--out", str(out), *options]
    subprocess.run(command, check=True, cwd=ROOT)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    first = generate(tmp_path / "a", "--count", "6", "--seed", "5")
    assert first == generate(tmp_path / "b", "--count", "6", "--seed", "5")
    assert first != generate(tmp_path / "c", "--count", "6", "--seed", "6")
    assert len(first) == 12


def test_reports_of_a_given_size(tmp_path):
    made = generate(tmp_path, "--count", "3", "--seed", "1", "--size", "200", "--form", "2021", "--layout", "trailing")
    for name, content in made.items():
        if name.startswith("reports/"):
            assert 160_000 <= len(content) <= 240_000, (name, len(content))


def test_reports_drawn_by_lot():
    for layout, recipe in recipes(60, "drawn"):
        made = render(layout, recipe, "drawn")
        report = parse(made.content)
        gold, found = made.gold(), to_plain(report, findings=check(report))
        assert not [told(row, problem) for row, problem in judge_cells(gold, found) if problem], recipe
        assert judge_findings(gold, found) == ([], []), recipe


def test_generator_is_independent_of_the_parser():
    for path in (ROOT / "corpora" / "generator").glob("*.py"):
        assert "govreport_parser" not in path.read_text(encoding="utf-8")
