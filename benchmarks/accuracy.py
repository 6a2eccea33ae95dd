"""Accuracy over all gold: sentences and whole reports. Prints tables, errors on request, and fails under a floor.

    python benchmarks/accuracy.py [--errors KIND] [--rows] [--check] [--update]

`--check` compares with the floors and the corpus digest in benchmarks/baseline.json and exits 1 below a floor or where
the corpus changed unannounced. `--update` pins digest and floors anew; it never lowers a floor without `--allow-regression`.
"""

import argparse
import hashlib
import json
import math
import os
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import contradictions_gold
import reports_gold
import sentences_gold
from scoring import Score, table

ROOT = Path(__file__).parent.parent
BASELINE = Path(__file__).parent / "baseline.json"


def digest() -> str:
    """Return the SHA-256 of every gold input in `corpora`, so that a change of the corpus cannot pass unseen."""
    sha = hashlib.sha256()
    for path in sorted(p for p in (ROOT / "corpora").rglob("*") if p.suffix in {".json", ".jsonl", ".txt"}):
        sha.update(path.relative_to(ROOT).as_posix().encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()


def sentence_scores() -> tuple[dict[str, dict[str, Score]], dict[str, Score]]:
    """Return scores by set (fresh, chapters …) and kind, and by row of the traps."""
    sets: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    rows: dict[str, Score] = defaultdict(Score)
    for row in sentences_gold.read(ROOT / "corpora" / "sentences"):
        name = row["id"].split("-")[0]
        for kind, score in sentences_gold.score_row(row).items():
            sets[f"sentences {name}"][kind].add(score)
            if name == "fresh":
                rows[f"{row['row']} {row['row_title'][:14]}"].add(score)
    return sets, rows


def folders() -> list[tuple[Path, str | None]]:
    """Return the folders with reports/ and gold/, and the names of their sets; each report outside stands alone."""
    corpora = ROOT / "corpora"
    inside = [(corpora, "reports"), (corpora / "heldout", "reports held out")]
    extra = os.environ.get("GOVREPORT_GOLD")
    return [*inside, *([(Path(extra), None)] if extra else [])]


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", metavar="KIND", help="list misses and extras of this kind, or of 'all'")
    ap.add_argument("--only", metavar="SET", default="", help="only sets whose name begins so")
    ap.add_argument("--rows", action="store_true", help="print F1 per row of the traps")
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--update", action="store_true")
    ap.add_argument("--allow-regression", action="store_true")
    args = ap.parse_args()
    sets, rows = sentence_scores()
    sets |= contradictions_gold.scores(ROOT / "corpora" / "contradictions")
    for folder, name in folders():
        sets |= reports_gold.scores(folder, name)
    sets = {name: kinds for name, kinds in sorted(sets.items()) if name.startswith(args.only)}
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {"digest": "", "floors": {}}
    for name, kinds in sets.items():
        print(table(name, kinds, baseline["floors"].get(name)))
    if args.rows:
        print(table("rows of the traps", dict(sorted(rows.items()))))
    if args.errors:
        for name, kinds in sets.items():
            for kind, score in kinds.items():
                if args.errors in {"all", kind}:
                    print("\n".join(f"{name} {kind}: {error}" for error in score.errors))
    if args.update:
        return update(sets, baseline, allow=args.allow_regression)
    return check(sets, baseline) if args.check else 0


def check(sets: dict[str, dict[str, Score]], baseline: dict) -> int:
    problems = []
    if baseline["digest"] != digest():
        problems.append("the corpus changed: read the change, then pin it with --update")
    for name, floors in baseline["floors"].items():
        for kind, floor in floors.items():
            have = sets.get(name, {}).get(kind)
            if have is None:
                if name.startswith("outside") and "GOVREPORT_GOLD" not in os.environ:
                    continue
                problems.append(f"{name} {kind}: not measured")
            elif have.f1 < floor:
                problems.append(f"{name} {kind}: F1 {have.f1:.4f} is under the floor {floor:.4f}")
                # Errors of held-out sets are not for those who mend rules.
                problems += [f"  {error}" for error in have.errors[:20] if "held" not in name]
    print("\n".join(problems) or "accuracy: every kind at or above its floor")
    return 1 if problems else 0


def update(sets: dict[str, dict[str, Score]], baseline: dict, *, allow: bool) -> int:
    floors = {
        name: {kind: math.floor(score.f1 * 1000) / 1000 for kind, score in kinds.items()}
        for name, kinds in sets.items()
    }
    lowered = [
        f"{name} {kind}: {baseline['floors'][name][kind]} → {floor}"
        for name, kinds in floors.items()
        for kind, floor in kinds.items()
        if floor < baseline["floors"].get(name, {}).get(kind, 0)
    ]
    if lowered and not allow:
        print("\n".join(["not updated, these floors would fall (--allow-regression lowers them):", *lowered]))
        return 1
    BASELINE.write_text(
        json.dumps({"digest": digest(), "floors": floors}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
