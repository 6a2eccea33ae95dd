"""Passages with planted contradictions: which findings of the six judged codes are made, and which are false alarms."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from govreport_parser import check, parse
from scoring import Score, same_number

__all__ = ["CODES", "read", "score_row", "scores"]

CODES = (
    "arithmetic.share",
    "arithmetic.growth",
    "arithmetic.listed",
    "form.pending-outcomes",
    "form.impossible-value",
    "prose.table-differs",
)
PROSE_BALANCE = "flow.cases"
"""The rule by which a balance told in prose is found; it is judged where a line has such a fault or none at all."""
Record = dict[str, Any]


def read(path: Path) -> Iterator[Record]:
    """Yield the passages of one file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def scores(folder: Path) -> dict[str, dict[str, Score]]:
    """Return the scores by set and code; `false alarms` counts the sound passages, a hit being one left in peace."""
    sets: dict[str, dict[str, Score]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        kinds: dict[str, Score] = defaultdict(Score)
        for row in read(path):
            for code, score in score_row(row).items():
                kinds[code].add(score)
        sets[f"contradictions {path.stem}"] = dict(kinds)
    return sets


def score_row(row: Record) -> dict[str, Score]:
    """Match the findings of a passage one to one, by code and both sides in either order."""
    told = {gold["code"] for gold in row["findings"]}
    judged = [
        f
        for f in check(parse(row["text"]))
        if f.code in CODES or (f.rule == PROSE_BALANCE and (not told or f.code in told))
    ]
    found = list(dict.fromkeys((f.code, f.left, f.right) for f in judged))
    result: dict[str, Score] = defaultdict(Score)
    for gold in row["findings"]:
        hit = next((item for item in found if _same(gold, item)), None)
        if hit is not None:
            found.remove(hit)
        if gold.get("optional"):
            continue
        score = result[gold["code"]]
        score.wanted += 1
        if hit is None:
            score.errors.append(
                f"{row['id']} missed {gold['left']} {gold['right']} in {row['text']!r} ({row['about']})"
            )
        else:
            score.hits += 1
            score.found += 1
    for code, extras in Counter(item[0] for item in found).items():
        result[code].found += extras
        sides = [item[1:] for item in found if item[0] == code]
        result[code].errors.append(f"{row['id']} extra {sides} in {row['text']!r} ({row['about']})")
    sound = not row["findings"]
    if sound:
        result["sound passages"].wanted += 1
        result["sound passages"].found += 1
        result["sound passages"].hits += not found
    return result


def _same(gold: Record, item: tuple[str, str | None, str | None]) -> bool:
    code, left, right = item
    sides = ((gold["left"], gold["right"]), (gold["right"], gold["left"]))
    return code == gold["code"] and any(_amount(a, left) and _amount(b, right) for a, b in sides)


def _amount(gold: str | None, found: str | None) -> bool:
    """Compare a side as printed (0.38 万元) with one that may be told in yuan (3800)."""
    if gold is None or found is None:
        return gold is found
    return any(same_number(str(Decimal(gold) * scale), found) for scale in (1, 10**4, 10**8))
