"""Arithmetic of the annex: sums, parts and balances that a form's own structure demands, within one report.

The relations are data of the forms (`tables/forms/*.toml`); here they are held against the indicators.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from govreport_parser.checks.base import check, finding, quoted
from govreport_parser.checks.examined import Examined
from govreport_parser.checks.sheets import Sheet
from govreport_parser.report.model import Fault, Finding, Severity
from govreport_parser.tables.form_model import Relation
from govreport_parser.tables.model import APPLICANTS, NO_COLUMN, Applicant, Indicator

__all__ = ["balances", "parts_above_whole", "row_totals", "sums"]


def _relations(examined: Examined, kind: str) -> Iterator[tuple[Sheet, Relation, Applicant | None]]:
    for sheet in examined.sheets:
        for relation in sheet.part.relation:
            if relation.kind == kind:
                for who in sheet.applicants:
                    yield sheet, relation, who


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a relation: its value, the indicators read, and what is silent."""

    value: Decimal | None
    read: tuple[Indicator, ...]
    blank: int
    missing: int
    open: bool
    """A cell could not be read or placed: nothing can be said."""


def _side(cells: Sequence[Indicator | None]) -> _Side:
    present = [cell for cell in cells if cell is not None]
    read = tuple(cell for cell in present if cell.value is not None)
    return _Side(
        value=sum((cell.value for cell in read if cell.value is not None), Decimal(0)) if read else None,
        read=read,
        blank=len(present) - len(read),
        missing=len(cells) - len(present),
        open=any(cell.status in {"ambiguous", "unreadable"} for cell in present),
    )


def _fault(cells: Iterable[Indicator], *, missing: int) -> Fault:
    """Say who is likelier at fault: a row that is not there or a cell that was lost points to the scrape."""
    if missing or any(cell.status == "recovered" for cell in cells):
        return "scrape"
    return "source"


def _blank_note(side: _Side) -> tuple[str, str]:
    if not side.blank:
        return "", ""
    return f"(其中{side.blank}项为空,按0计)", f" ({side.blank} blank, counted as 0)"


def _who(who: Applicant | None) -> tuple[str, str]:
    if who is None:
        return "", ""
    return f"({APPLICANTS[who].zh})", f" [{who.replace('_', ' ')}]"


def _severity(relation: Relation, *, short: bool) -> Severity:
    if short and relation.shortfall:
        return relation.shortfall
    return relation.severity or ("error" if relation.official else "warning")


def _operands(*sides: _Side) -> tuple[Indicator, ...]:
    return tuple(cell for side in sides for cell in side.read)


def _is_whole(sheet: Sheet, cells: Iterable[Indicator | None]) -> bool:
    """Tell whether no row that could not be matched stands among the cells: it may be a part of their sum.

    The stretch goes from the first cell to the next that is none of them: a part that was not matched may be the last.
    """
    unmatched = [row for row in sheet.table.unmatched if row.reason != NO_COLUMN]
    if not unmatched:
        return True
    own = {cell.span.start for cell in cells if cell is not None}
    behind = [cell.span.start for cell in sheet.cells.values() if cell.span.start > max(own)]
    start, end = min(own), min(behind, default=sheet.table.span.end)
    return not any(start <= row.span.start < end for row in unmatched)


def _sum_fault(sheet: Sheet, relation: Relation, who: Applicant | None) -> tuple[_Side, _Side] | None:
    """Return both sides of a sum that does not hold; None where it holds or cannot be judged."""
    whole = _side(sheet.get(relation.whole, who))
    parts = _side(sheet.get(relation.parts, who))
    if whole.value is None or parts.value is None or whole.open or parts.open or whole.value == parts.value:
        return None
    if parts.missing and parts.value < whole.value:
        return None
    other = _side(sheet.get(relation.or_parts, who))
    if other.open or other.value == whole.value:
        return None
    if not _is_whole(sheet, sheet.get((*relation.whole, *relation.parts), who)):
        return None
    return whole, parts


@check("arithmetic.sum", zh="合计与各分项之和不一致", en="A total is not the sum of its parts")
def sums(examined: Examined) -> Iterator[Finding]:
    """Compare each total with the sum of its parts: 申请答复数 86 against 5+81+4+2+4."""
    for sheet, relation, who in _relations(examined, "sum"):
        fault = _sum_fault(sheet, relation, who)
        if fault is None:
            continue
        whole, parts = fault
        assert whole.value is not None
        assert parts.value is not None
        used = _operands(whole, parts)
        figures = "+".join(_plain(cell.value) for cell in parts.read)
        note_zh, note_en = _blank_note(parts)
        who_zh, who_en = _who(who)
        yield finding(
            "arithmetic.sum",
            _severity(relation, short=parts.value < whole.value),
            zh=f"{relation.zh}{who_zh}:填报{_plain(whole.value)},各项之和{figures}={_plain(parts.value)}{note_zh}。",
            en=f"{_sentence(relation.en)}{who_en}: stated {_plain(whole.value)}, "
            f"the parts give {figures} = {_plain(parts.value)}{note_en}.",
            spans=(cell.span for cell in used),
            operands=(cell.id for cell in used),
            left=whole.value,
            right=parts.value,
            fault=_fault(used, missing=parts.missing),
        )


@check("arithmetic.balance", zh="两边之和不相等", en="The two sides of a balance differ")
def balances(examined: Examined) -> Iterator[Finding]:
    """Compare both sides of the printed rule: 新收 + 上年结转 = 办理结果总计 + 结转下年度."""
    for sheet, relation, who in _relations(examined, "balance"):
        left, right = _side(sheet.get(relation.whole, who)), _side(sheet.get(relation.parts, who))
        if left.value is None or right.value is None or left.open or right.open or left.value == right.value:
            continue
        if left.missing or right.missing:
            continue
        used = _operands(left, right)
        note_zh, note_en = _blank_note(_merged(left, right))
        who_zh, who_en = _who(who)
        yield finding(
            "arithmetic.balance",
            _severity(relation, short=False),
            zh=f"{relation.zh}{who_zh}:左边{_plain(left.value)},右边{_plain(right.value)}{note_zh}。",
            en=f"{_sentence(relation.en)}{who_en}: {_plain(left.value)} on the left, "
            f"{_plain(right.value)} on the right{note_en}.",
            spans=(cell.span for cell in used),
            operands=(cell.id for cell in used),
            left=left.value,
            right=right.value,
            fault=_fault(used, missing=0),
        )


@check("arithmetic.part", zh="分项大于其所属总数", en="A part is greater than its whole")
def parts_above_whole(examined: Examined) -> Iterator[Finding]:
    """Compare each 其中 with what it is a part of; what a failed sum says already is not said again."""
    for sheet, relation, who in _relations(examined, "at_most"):
        whole = _side(sheet.get(relation.whole, who))
        for code in relation.parts:
            part = sheet.cells.get((code, who))
            if whole.value is None or whole.missing or whole.blank or whole.open:
                continue
            if part is None or part.value is None or part.value <= whole.value:
                continue
            used = (part, *whole.read)
            yield finding(
                "arithmetic.part",
                _severity(relation, short=False),
                zh=f"{relation.zh}:{quoted(part.label)}{_plain(part.value)}大于{quoted(whole.read[0].label)}{_plain(whole.value)}。",
                en=f"{_sentence(relation.en)}: the part {_plain(part.value)} is above {_plain(whole.value)}.",
                spans=(cell.span for cell in used),
                operands=(cell.id for cell in used),
                left=part.value,
                right=whole.value,
                fault=_fault(used, missing=0),
            )


@check("arithmetic.across", zh="总计列与各申请人之和不一致", en="The total column is not the sum of the applicants")
def row_totals(examined: Examined) -> Iterator[Finding]:
    """Compare the column 总计 of each row with its six kinds of applicants."""
    for sheet in examined.sheets:
        for relation in sheet.part.relation:
            if relation.kind == "across":
                for code in dict.fromkeys(code for code, who in sheet.cells if who == "total"):
                    yield from _across(sheet, relation, code)


def _across(sheet: Sheet, relation: Relation, code: str) -> Iterator[Finding]:
    whole = sheet.cells[code, "total"]
    kinds: list[Applicant] = [column.applicant for column in sheet.part.column if column.applicant]
    parts = _side([sheet.cells.get((code, who)) for who in kinds if who != "total"])
    if whole.value is None or parts.value is None or parts.open or parts.value == whole.value:
        return
    if parts.missing and parts.value < whole.value:
        return
    used = (whole, *parts.read)
    note_zh, note_en = _blank_note(parts)
    yield finding(
        "arithmetic.across",
        _severity(relation, short=False),
        zh=f"{quoted(whole.label)}:总计{_plain(whole.value)},各申请人之和{_plain(parts.value)}{note_zh}。",
        en=f"{whole.label}: the total is {_plain(whole.value)}, the applicants sum to {_plain(parts.value)}{note_en}.",
        spans=(cell.span for cell in used),
        operands=(cell.id for cell in used),
        left=whole.value,
        right=parts.value,
        fault=_fault(used, missing=parts.missing),
    )


def _merged(left: _Side, right: _Side) -> _Side:
    return _Side(None, (), left.blank + right.blank, 0, open=False)


def _plain(value: Decimal | None) -> str:
    return format(value, "f") if value is not None else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
