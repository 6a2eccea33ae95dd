"""Cells per layout: how many are right, and how many of the page's lost places were found, left open or kept aside.

    python benchmarks/layouts.py [FOLDER] [--errors]

FOLDER has reports/ and gold/ as `python -m corpora.generator` writes them; without it, the specimens of corpora/layouts.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from corpora.generator.judge import OPEN_STATES, judge_cells, judge_findings, shares  # noqa: E402

from govreport_parser import check, parse  # noqa: E402
from govreport_parser.report.json import to_plain  # noqa: E402

COLUMNS = ("reports", "cells", "right", *OPEN_STATES, "wrong", "missed", "false")


def measure(folder: Path, *, errors: bool) -> dict[str, Counter[str]]:
    """Return the counts by layout; `wrong` are cells neither right nor flagged, `missed` and `false` are findings."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        report = parse(folder / gold["file"])
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
                    print(f"{path.stem}: {cell['name']} {cell['raw']!r} {problem}")
    return rows


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpora" / "layouts")
    ap.add_argument("--errors", action="store_true", help="name every cell that is neither right nor flagged")
    options = ap.parse_args()
    rows = measure(options.folder, errors=options.errors)
    total: Counter[str] = sum(rows.values(), Counter())
    print("layout".ljust(20) + "".join(column.rjust(11) for column in COLUMNS))
    for name, row in [*sorted(rows.items()), ("all", total)]:
        print(name.ljust(20) + "".join(str(row[column]).rjust(11) for column in COLUMNS))
    return 1 if total["wrong"] or total["missed"] or total["false"] else 0


if __name__ == "__main__":
    sys.exit(main())
