"""Hold what a parser found against the gold of a generated report: every cell right, or flagged where the page does not show its place."""

from collections import Counter
from decimal import Decimal
from typing import Any

__all__ = ["judge_cells", "judge_findings", "shares"]

Found = dict[str, Any]
"""The JSON object of a parsed report."""
OPEN_STATES = ("recovered", "ambiguous", "unmatched", "unreadable")


def judge_cells(gold: dict[str, Any], found: Found) -> list[tuple[dict[str, Any], str]]:
    """Return every cell of the gold with what is wrong about it, empty where nothing is."""
    cells = sorted(found["indicators"], key=_start)
    verdicts = [(row, _problem(row, cells)) for row in gold["annex"]]
    verdicts += [(row, _read_extra(row, cells)) for row in gold.get("extra", [])]
    known = [row for row in (*gold["annex"], *gold.get("extra", [])) if "span" in row]
    for cell in cells:
        if cell["value"] is not None and not any(_overlaps(row, cell) for row in known):
            verdicts.append(
                ({"name": cell["label"], "under": None, "raw": cell["raw"]}, f"no cell is there: {_told(cell)}")
            )
    return verdicts


def _start(cell: dict[str, Any]) -> int:
    return int(cell["span"][0])


def _problem(row: dict[str, Any], cells: list[dict[str, Any]]) -> str:
    here = [c for c in cells if row["row"][0] <= c["span"][0] and c["span"][1] <= row["row"][1]]
    if row.get("heading"):
        return "; ".join(f"a heading is read as {_told(c)}" for c in here if c["value"] is not None)
    if row.get("lost"):
        named = [c for c in here if _fits(row, c) and c["status"] != "recovered" and c["value"] is not None]
        wrong = [c for c in here if _fits(row, c) and c["status"] == "recovered" and c["value"] is not None]
        return "; ".join(f"a lost blank is read as {_told(c)}" for c in named + wrong)
    if row.get("open"):
        return _open_problem(row, here)
    mine = (
        [c for c in here if _overlaps(row, c)]
        if "span" in row
        else [c for c in here if c["raw"] == "" and _fits(row, c)]
    )
    if not mine:
        return "is not read"
    if len(mine) > 1:
        return "is read more than once: " + ", ".join(map(_told, mine))
    cell = mine[0]
    right = _same(cell["value"], row["value"]) and cell["status"] == row["status"] and cell["raw"] == row["raw"]
    right = right and cell["unit"] == (row["unit"] if row["unit"] else cell["unit"])
    return "" if right and _fits(row, cell) else f"is read as {_told(cell)}"


def _open_problem(row: dict[str, Any], here: list[dict[str, Any]]) -> str:
    """A shown figure whose column the page does not tell: right in its place, or openly without one; silence is a loss.

    Of two equal figures in one row either may be pointed at: what counts is the value of each column.
    """
    mine = [c for c in here if _fits(row, c)]
    placed = [c for c in mine if c["value"] is not None]
    if len(placed) > 1:
        return "is read more than once: " + ", ".join(map(_told, placed))
    if placed:
        cell = placed[0]
        fine = _same(cell["value"], row["value"]) and cell["unit"] == row["unit"]
        return "" if fine else f"stands in the wrong place: {_told(cell)}"
    if any(row["value"] is None or c["status"] in ("ambiguous", "unreadable") for c in mine):
        return ""
    return f"is lost without a flag: {', '.join(map(_told, mine)) or 'nothing'}"


def _read_extra(row: dict[str, Any], cells: list[dict[str, Any]]) -> str:
    wrong = [c for c in cells if _overlaps(row, c)]
    return "; ".join(f"a row of no form is read as {_told(c)}" for c in wrong)


def _overlaps(row: dict[str, Any], cell: dict[str, Any]) -> bool:
    return bool(cell["span"][0] < row["span"][1] and row["span"][0] < cell["span"][1])


def _fits(row: dict[str, Any], cell: dict[str, Any]) -> bool:
    """Whether an indicator is the row's: name, a label above it, applicant, column."""
    if row["name"] not in cell["label"] and cell["label"] not in row["name"]:
        return False
    if row["under"] is not None and not any(row["under"] in label for label in cell["path"]):
        return False
    if row.get("applicant") != cell["applicant"]:
        return False
    return _column_fits(row.get("column"), cell)


def _column_fits(column: str | None, cell: dict[str, Any]) -> bool:
    """The columns of the second table are on the path; those of the tables of 2008 show in the code."""
    if column is None:
        return True
    ends = {
        "本期实际": "period",
        "历年累计": "cumulative",
        "区政府统计数": "government",
        "区直单位统计数": "departments",
        "乡镇街道统计数": "townships",
    }
    if column in (*ends, "本年", "本年累计"):
        last = cell["code"].rsplit(".", 1)[-1]
        return last == ends[column] if column in ends else last not in ends.values()
    return column in cell["path"]


def _same(left: str | None, right: str | None) -> bool:
    return left == right if left is None or right is None else Decimal(left) == Decimal(right)


def _told(cell: dict[str, Any]) -> str:
    who = f" [{cell['applicant']}]" if cell["applicant"] else ""
    return f"{cell['code']}{who} {cell['label']} {cell['path']} {cell['unit']} {cell['raw']!r} → {cell['value']} ({cell['status']})"


def judge_findings(gold: dict[str, Any], found: Found) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the planted contradictions that no finding announces, and the findings (above notes) that announce nothing planted."""
    loud = [f for f in found["findings"] if f["severity"] in ("error", "warning")]
    missed = [want for want in gold["findings"] if not any(_announces(f, want) for f in loud)]
    if any(row.get("open") or row.get("lost") for row in gold["annex"]):
        # That cells are open is the truth here, and what a contradiction rests on may be among them.
        loud = [f for f in loud if f["code"] != "form.cells"]
        missed = []
    return missed, [f for f in loud if not any(_announces(f, want) for want in gold["findings"])]


def _announces(finding: dict[str, Any], want: dict[str, Any]) -> bool:
    """Tell whether a finding is the wanted one: by its code where the gold names one, and by the sides that it names."""
    if "code" in want and finding["code"] != want["code"]:
        return False
    sides = {side for side in _sides(want) if side is not None}
    return sides <= _sides(finding) if "code" in want else _sides(finding) == _sides(want)


def _sides(finding: dict[str, Any]) -> frozenset[Decimal | None]:
    return frozenset(None if side is None else _number(side) for side in (finding["left"], finding["right"]))


def _number(side: str) -> Decimal | str:
    try:
        return Decimal(side)
    except ArithmeticError:
        return side


def shares(found: Found) -> Counter[str]:
    """Count the cells of a parsed report by status, and the rows that fitted no form."""
    counted: Counter[str] = Counter(c["status"] for c in found["indicators"])
    counted["unmatched"] = sum(len(t["unmatched"]) for t in found["tables"])
    return counted
