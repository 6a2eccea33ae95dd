"""Compare found records with gold: one-to-one matching per kind, optional gold absorbs what overlaps it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

Gold = dict[str, Any]
Found = dict[str, Any]
LABEL_SLACK = 8
"""A found label may be this many characters longer than the gold's, which is the shortest phrase that will do."""


@dataclass
class Score:
    """Hits, found and wanted records of one kind, with a line for every miss and every extra."""

    hits: int = 0
    found: int = 0
    wanted: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: "Score") -> None:
        self.hits += other.hits
        self.found += other.found
        self.wanted += other.wanted
        self.errors += other.errors


def same_number(left: Any, right: Any) -> bool:
    """Compare two numbers given as strings; None equals only None."""
    if left is None or right is None:
        return left is right
    try:
        return Decimal(str(left)) == Decimal(str(right))
    except InvalidOperation:
        return str(left) == str(right)


def overlap(left: Sequence[int], right: Sequence[int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def match(
    where: str,
    wanted: Iterable[Gold],
    found: Iterable[Found],
    same: Callable[[Gold, Found], bool],
    touches: Callable[[Gold, Found], bool],
) -> tuple[Score, list[tuple[Gold, Found]]]:
    """Pair gold with found records; return the score and the pairs."""
    free, pairs, score = list(found), [], Score()
    gold = list(wanted)
    for want in gold:
        if want.get("optional"):
            continue
        score.wanted += 1
        hit = next((item for item in free if same(want, item)), None)
        if hit is None:
            near = [item for item in free if touches(want, item)]
            score.errors.append(f"{where}: missed {brief(want)}" + (f"; found {brief(near[0])}" if near else ""))
        else:
            free.remove(hit)
            pairs.append((want, hit))
            score.hits += 1
    for want in gold:
        if want.get("optional"):
            free = [item for item in free if not touches(want, item)]
    score.errors += [f"{where}: extra {brief(item)}" for item in free]
    score.found = score.hits + len(free)
    return score, pairs


_BRIEF = (
    "text", "date_text", "value", "value_to", "unit", "label", "measure", "approximation", "change", "start", "end",
    "granularity", "status", "recurring", "canonical", "division", "title", "number", "label_contains", "planned", "kind",
    "says", "normalized", "left", "right", "code",
)  # fmt: skip


def brief(record: Gold) -> str:
    """Return the few keys of a record that tell what it is."""
    return " ".join(
        f"{key}={record[key]}" for key in _BRIEF if record.get(key) not in (None, "", [], False, "none", "exact")
    )


def label_fits(want: str, have: str | None) -> bool:
    """The gold's label is the shortest phrase that must be there; the found one may be a little longer."""
    return want in (have or "") and len(have or "") <= len(want) + LABEL_SLACK


def table(title: str, scores: dict[str, Score], floors: dict[str, float] | None = None) -> str:
    """Return a plain table of precision, recall and F1."""
    lines = [title, f"  {'kind':22}{'wanted':>8}{'found':>8}{'P':>8}{'R':>8}{'F1':>8}{'floor':>8}"]
    for kind, score in scores.items():
        floor = (floors or {}).get(kind)
        lines.append(
            f"  {kind:22}{score.wanted:8}{score.found:8}{score.precision:8.3f}{score.recall:8.3f}{score.f1:8.3f}"
            + (f"{floor:8.3f}" if floor is not None else "")
        )
    return "\n".join(lines)


def tally(errors: Iterable[str]) -> Counter[str]:
    """Count errors by their first words."""
    return Counter(error.split(":")[0] for error in errors)
