"""Cells per layout: how many are right, and how many of the page's lost places were found, left open or kept aside.

    python benchmarks/layouts.py [FOLDER] [--errors]
    python benchmarks/layouts.py --count 1000 --seed 7 [--layout trafilatura-2.1.0] [--form 2021] [--script taiwan] [--errors]

FOLDER has reports/ and gold/ as `python -m corpora.generator` writes them; without it, the specimens of corpora/layouts.
With --count, reports are generated and judged in memory; trafilatura layouts need the environments named in
corpora/generator/scrape.py and are left out without them.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from corpora.generator.documents import DOCUMENTS  # noqa: E402
from corpora.generator.judge import OPEN_STATES, judge_cells, judge_findings, shares  # noqa: E402
from corpora.generator.layouts import LAYOUTS  # noqa: E402
from corpora.generator.recipes import recipes  # noqa: E402
from corpora.generator.render import render  # noqa: E402
from corpora.generator.scrape import installed  # noqa: E402
from corpora.generator.script import SCRIPTS  # noqa: E402

from govreport_parser import check, parse  # noqa: E402
from govreport_parser.report.json import to_plain  # noqa: E402
from govreport_parser.report.model import Report  # noqa: E402

COLUMNS = ("reports", "cells", "right", *OPEN_STATES, "wrong", "missed", "false")


def stored(folder: Path) -> Iterator[tuple[str, dict[str, Any], Report]]:
    """Yield name, gold and parsed report of each file in the folder."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, gold, parse(folder / gold["file"])


def generated(options: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any], Report]]:
    """Yield name, gold and parsed report of each recipe; nothing is written."""
    layouts = options.layout or [*LAYOUTS, *DOCUMENTS, *(f"trafilatura-{version}" for version in installed())]
    drawn = recipes(
        options.count, options.seed, forms=options.form or (), layouts=layouts, scripts=options.script or ()
    )
    for layout, recipe in drawn:
        made = render(layout, recipe, options.seed)
        report = parse(made.content)
        told = " ".join([recipe.form + recipe.variant, layout, recipe.script, *sorted(recipe.liberties), recipe.fault])
        yield (
            f"{recipe.name} [{told.strip()} {recipe.blanks} {'|'.join(recipe.marks)}]",
            made.gold(report.source.text),
            report,
        )


def measure(judged: Iterator[tuple[str, dict[str, Any], Report]], *, errors: bool) -> dict[str, Counter[str]]:
    """Return the counts by layout; `wrong` are cells neither right nor flagged, `missed` and `false` are findings."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for name, gold, report in judged:
        found = to_plain(report, findings=check(report))
        verdicts = [(row, problem) for row, problem in judge_cells(gold, found) if not row.get("heading")]
        missed, false = judge_findings(gold, found)
        row = rows[gold["layout"]]
        row["reports"] += 1
        row["cells"] += len(verdicts)
        row["wrong"] += sum(bool(problem) for _, problem in verdicts)
        row["missed"] += len(missed)
        row["false"] += len(false)
        states = shares(found)
        for state in OPEN_STATES:
            row[state] += states[state]
        row["right"] = row["cells"] - row["wrong"] - row["ambiguous"] - row["unreadable"]
        if errors:
            for cell, problem in verdicts:
                if problem:
                    print(
                        f"{name}: {cell['name']} {cell.get('applicant', '')} {cell.get('column', '')} {cell['raw']!r} {problem}"
                    )
            for finding in missed:
                print(f"{name}: missed {finding}")
            for finding in false:
                print(
                    f"{name}: false {finding['code']} {finding['left']} {finding['right']} {finding['message']['zh']}"
                )
    return rows


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpora" / "layouts")
    ap.add_argument("--errors", action="store_true", help="name every cell and finding that is wrong")
    ap.add_argument("--count", type=int, default=0, help="judge so many generated reports in memory instead")
    ap.add_argument("--seed", type=int, default=2024)
    ap.add_argument("--layout", action="append")
    ap.add_argument("--form", action="append")
    ap.add_argument("--script", action="append", choices=list(SCRIPTS))
    ap.add_argument("--new-faults", action="store_true", help="plant the faults that only some checks see")
    options = ap.parse_args()
    rows = measure(generated(options) if options.count else stored(options.folder), errors=options.errors)
    total: Counter[str] = sum(rows.values(), Counter())
    print("layout".ljust(20) + "".join(column.rjust(11) for column in COLUMNS))
    for name, row in [*sorted(rows.items()), ("all", total)]:
        print(name.ljust(20) + "".join(str(row[column]).rjust(11) for column in COLUMNS))
    return 1 if total["wrong"] or total["missed"] or total["false"] else 0


if __name__ == "__main__":
    sys.exit(main())
