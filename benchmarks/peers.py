"""The same sentences through JioNLP and Recognizers-Text, on what they and this library all claim to find.

    python benchmarks/peers.py --jionlp /opt/peers-jio/bin/python --recognizers /opt/peers-rec/bin/python
        [--sentences FOLDER] [--errors KIND]

Each peer lives in its own environment, for this library must not depend on either. What works on Python 3.11:

    python3.11 -m venv /opt/peers-jio && /opt/peers-jio/bin/pip install jionlp==1.5.31
    python3.11 -m venv /opt/peers-rec && /opt/peers-rec/bin/pip install recognizers-text-suite==1.0.2a2 'emoji<2'

(Recognizers imports `emoji.UNICODE_EMOJI`, which emoji 2 no longer has; 1.7.0 works.) A peer without a path is left out.

What is compared, for all three by the same rule: a record is right when it overlaps the wanted one and has its value.
Exact extents, labels, units, approximation and parts are not asked, for the peers do not offer them.

- `numbers`: every required count, its number only. Recall is like with like. Precision is not: a recogniser of numbers
  does not claim to tell a count from 五公开 or 第50条. Numbers within dates, documents and places are no extras here.
- `percents`: shares, growth and percentage points alike, for Recognizers makes both a `%`. Not offered by JioNLP.
- `money`: amounts of money in yuan.
- `dates`: start and end. A bound that the gold leaves open is not asked; damaged and recurring dates are neither
  demanded nor counted as extras, and durations are dropped. Where a peer offers several readings (12月31日 of last year
  or of this), one that is right will do. 今年 counts from 31 December of the report's own year.
- `dates in figures`: only dates written with a numeral; 全年, 去年, 年底 are neither demanded nor extras.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import sentences_gold
from govreport_parser.text.script import script_of
from scoring import Score, match, overlap, same_number

ROOT = Path(__file__).parent.parent
WORKER = Path(__file__).parent / "peers_worker.py"
KINDS = ("numbers", "percents", "money", "dates", "dates in figures")
OURS = "govreport-parser"
FIGURE = re.compile(r"[0-9０-９〇○零一二三四五六七八九十]+[年月日季]|[0-9０-９]{4}")
SCALE = {"万元": 10**4, "亿元": 10**8}

Record = dict[str, Any]
Answers = dict[str, dict[str, Any]]


def reference(row: Record) -> str:
    return f"{row['year']}-12-31T00:00:00"


def ask(python: str, peer: str, rows: list[Record]) -> Answers:
    """Return the records of a peer by the id of the sentence."""
    lines = [
        json.dumps({"id": row["id"], "text": row["text"], "reference": reference(row)}, ensure_ascii=False)
        for row in rows
    ]
    done = subprocess.run(
        [python, "-W", "ignore", str(WORKER), peer],
        input="\n".join(lines) + "\n",
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": ""},
    )
    return {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}


def ours(rows: list[Record]) -> Answers:
    """Return this library's records in the form of the worker's."""
    return {row["id"]: ours_in(row) for row in rows}


def ours_in(row: Record) -> dict[str, Any]:
    found = sentences_gold.found_in(row)
    counts = found["counts"]
    return {
        "failed": [],
        "numbers": [valued(count) for count in counts],
        "percents": [valued(count) for count in counts if count["measure"] in {"percent", "percentage_points"}],
        "money": [valued(count) for count in counts if count["measure"] == "money"],
        "dates": [
            {"span": date["span"], "text": date["text"], "readings": [[date["start"], date["end"]]]}
            for date in found["dates"]
        ],
    }


def valued(count: Record) -> Record:
    """A count with its number as a peer would give it: money in yuan."""
    return {"span": count["span"], "text": count["text"], "values": [yuan(count)]}


def yuan(count: Record) -> str:
    return str(Decimal(count["value"]) * SCALE.get(count.get("unit") or "", 1))


def wanted(row: Record, kind: str) -> list[Record]:
    """Return the gold of a kind; what this comparison does not ask for is optional."""
    if kind.startswith("dates"):
        return [{**date, "optional": not asked(date, kind)} for date in row["dates"]]
    measures = {"percents": {"percent", "percentage_points"}, "money": {"money"}}.get(kind)
    if measures is None:
        beside = [{**gold, "optional": True} for gold in (*row["dates"], *row.get("documents", ()))]
        places = [{**gold, "optional": True} for gold in row.get("institutions", ())]
        return [*row["counts"], *beside, *places]
    return [count for count in row["counts"] if count.get("measure") in measures]


def asked(date: Record, kind: str) -> bool:
    if date.get("optional") or date.get("recurring") or date.get("status") == "damaged":
        return False
    if date.get("start") is None and date.get("end") is None:
        return False
    return kind == "dates" or FIGURE.search(date["text"]) is not None


def right_number(gold: Record, item: Record) -> bool:
    return any(same_number(yuan(gold), value) for value in item["values"])


def right_date(gold: Record, item: Record) -> bool:
    bounds = (gold.get("start"), gold.get("end"))
    return any(
        all(want is None or want == have for want, have in zip(bounds, reading, strict=True))
        for reading in item["readings"]
    )


def extras(items: Iterable[Record], kind: str) -> list[Record]:
    """Drop what the comparison does not count: dates in words where only figures are asked."""
    if kind != "dates in figures":
        return list(items)
    return [item for item in items if FIGURE.search(item["text"])]


def score(row: Record, answer: dict[str, Any], kind: str) -> Score | None:
    """Score one sentence in one kind; None where the sentence does not judge it or the peer does not offer it."""
    items = answer["dates" if kind.startswith("dates") else kind]
    if items is None or ("dates" if kind.startswith("dates") else "counts") not in row:
        return None
    right = right_date if kind.startswith("dates") else right_number

    def touches(gold: Record, item: Record) -> bool:
        return any(overlap(span, item["span"]) for span in sentences_gold.spans_of(row["text"], gold))

    def same(gold: Record, item: Record) -> bool:
        return touches(gold, item) and right(gold, item)

    result, _ = match(f"{row['id']} {row['text']}", wanted(row, kind), extras(items, kind), same, touches)
    return result


def part(row: Record) -> tuple[str, str]:
    """Return set and script of a sentence; the two sets that the rules were mended on go together."""
    script = script_of(set(row["text"]))
    name = "held out" if row["id"].startswith("heldout") else "known"
    return name, "simplified" if script == "simplified" else "traditional"


def totals(rows: list[Record], answers: Answers) -> dict[tuple[str, str, str], Score]:
    """Return the scores by set, script and kind."""
    scores: dict[tuple[str, str, str], Score] = defaultdict(Score)
    for row in rows:
        for kind in KINDS:
            result = score(row, answers[row["id"]], kind)
            if result is not None:
                scores[*part(row), kind].add(result)
    return scores


def plain(results: dict[str, dict[tuple[str, str, str], Score]], show: Callable[[Score | None], str]) -> list[str]:
    keys = sorted({key for scores in results.values() for key in scores}, key=rank)
    return [
        " | ".join(
            ["", *key, str(results[OURS][key].wanted), *(show(scores.get(key)) for scores in results.values()), ""]
        ).strip()
        for key in keys
    ]


def rank(key: tuple[str, str, str]) -> tuple[bool, bool, int]:
    name, script, kind = key
    return name != "held out", script != "simplified", KINDS.index(kind)


def figures(score: Score | None) -> str:
    """Precision, recall and F1 of one cell."""
    return "–" if score is None else f"{score.precision:.3f} {score.recall:.3f} **{score.f1:.3f}**"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--jionlp", metavar="PYTHON", help="Python of an environment that has JioNLP")
    ap.add_argument("--recognizers", metavar="PYTHON", help="Python of an environment that has Recognizers-Text")
    ap.add_argument("--sentences", type=Path, default=ROOT / "corpora" / "sentences", metavar="FOLDER")
    ap.add_argument("--errors", metavar="KIND", choices=(*KINDS, "all"), help="list misses and extras of this kind")
    args = ap.parse_args()
    rows = list(sentences_gold.read(args.sentences))
    answers = {OURS: ours(rows)}
    for peer in ("jionlp", "recognizers"):
        if python := getattr(args, peer):
            answers[peer] = ask(python, peer, rows)
    results = {name: totals(rows, found) for name, found in answers.items()}
    sizes = Counter(part(row) for row in rows)
    print("sentences: " + ", ".join(f"{' '.join(key)} {size}" for key, size in sizes.items()))
    print(f"| set | script | kind | wanted | {' | '.join(results)} |")
    print("|---|---|---|--:|" + "---|" * len(results))
    print("\n".join(plain(results, figures)))
    for name, found in answers.items():
        failed = [failure for answer in found.values() for failure in answer["failed"]]
        print(f"{name}: raised on {len(failed)} sentences", *sorted(set(failed))[:3], sep="\n  ")
    if args.errors:
        for name, scores in results.items():
            for key, total in sorted(scores.items()):
                if args.errors in {"all", key[2]}:
                    print("\n".join(f"{name} {' '.join(key)}: {error}" for error in total.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
