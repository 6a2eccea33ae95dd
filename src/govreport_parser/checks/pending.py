"""Cases that the prose calls pending and the table closed: 1件尚未审结, and outcomes for all of them."""

import functools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.examined import Examined
from govreport_parser.checks.skeleton import AMOUNT, Line
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import words
from govreport_parser.tables.model import Indicator

__all__ = ["pending_cases", "pending_outcomes"]

Kind = Literal["reconsideration", "litigation"]

_REACH = 400
"""Characters of a line that are looked at before and behind a figure: no sentence is longer."""
_EARLY = regex.compile(
    r"(?<!\d)(?:[1-9]|1[01])月|上半年|年中|[一二三123]季度|当时|一度|一时|曾|检查时|统计时|通报时|年初"
)
"""A time within the year, of which the figures at its end say nothing."""
_AS_OF = regex.compile(
    r"截[至止]到?[^。;,\d]{0,4}(?:(?P<year>20\d\d)年)?(?:(?:[1-9]|1[01])月|上半年|年中|[一二三123]季度)"
)
_CLOSED = regex.compile(
    r"[^。;,]{0,12}?(?P<when>(?:年[底末]前?|12月|年内|随后|之后|其后|后来|嗣后|此后|下半年|四季度)[^。;,]{0,8}?)?[^。;,]{0,8}?"
    r"(?:全部|全数|悉数|均|都|皆|已)[^。;,未尚]{0,10}?(?:审结|办结|结案|判决|宣判|作出|驳回|维持|终结|了结|审理完毕|裁决|撤回|撤诉)"
)
_OTHERS = regex.compile(r"其[余他它]|另[有外]|未|尚")
_KINDS: dict[str, Kind] = {
    "复议": "reconsideration",
    "诉讼": "litigation",
    "起诉": "litigation",
    "应诉": "litigation",
    "一审": "litigation",
    "二审": "litigation",
}
_DISCLOSURE = regex.compile(r"(?:信息|政务)公开|公开(?:政府)?信息|公开申请")
_YEAR = regex.compile(r"[至到入](20\d\d)(?=年(?![末底]|12))")
_KIND = regex.compile("|".join(_KINDS))
_REQUESTS = regex.compile(r"(?<!复议|诉讼|被|此)申请(?!人|[^⚀⚁⚂。;,]{0,2}复议|再审)|信访|来信|留言|工单|咨询")
"""Between the word for the cases and a figure: what is open is something else, 另有申请3件结转下年度."""
_NAMES: dict[Kind, tuple[str, str]] = {
    "reconsideration": ("行政复议", "reviews"),
    "litigation": ("行政诉讼", "lawsuits"),
}
_PENDING = {
    "reconsideration": ("reconsideration.pending",),
    "litigation": ("litigation.direct.pending", "litigation.after-reconsideration.pending"),
}
"""The cells of the later forms that count open cases."""


class _Told(NamedTuple):
    """Cases that the prose calls pending, and the cases that they are some of."""

    figure: CountMention
    kind: Kind
    cases: Decimal
    disclosure: bool
    """The sentence says that its cases are about the disclosure of information."""


class _Shown(NamedTuple):
    """What the table leaves open: the cells read, and how many cases have no outcome."""

    cells: tuple[Indicator, ...]
    open: Decimal
    total: Decimal | None
    """All cases of the kind."""
    elsewhere: Decimal = Decimal(0)
    """Cases in a row that may hold open ones: 其他情形数, where the form has no row for them."""


@functools.cache
def _pattern() -> "regex.Pattern[str]":
    ((_, pattern),) = load_rules("pending", frozenset({"pending"})).patterns
    return pattern


@functools.cache
def _other() -> "regex.Pattern[str]":
    return regex.compile(words(load_rules("pending", frozenset({"pending"})).file.lists["other"]))


def pending_cases(examined: Examined) -> Iterator[_Told]:
    """Yield the counts of cases that the prose says have no outcome yet, with their kind and what they are some of."""
    for line in filter(_may_tell, examined.lines):
        for match in _pattern().finditer(line.text):
            count = line.count_at(match.start("pending"))
            kind = _kind(line, match.end())
            if _is_past(match.group(), examined.report) or _is_early(line.text, match, examined.report):
                continue
            counted = count.change == "none" and count.measure == "quantity" and not _of_before(count, examined.report)
            if kind is not None and counted and not _was_closed(line.text, match):
                yield _Told(count, kind, *_population(line, match))


def _of_before(count: CountMention, report: Report) -> bool:
    """Tell whether a figure is of a year before the report's: 2019年尚未审结的1件."""
    year = report.metadata.year
    return year is not None and count.period is not None and count.period.end.year < year


def _is_past(text: str, report: Report) -> bool:
    """Tell whether cases were put off to a year that is over: 结转至2019年 in the report of 2019."""
    own = report.metadata.year
    return own is not None and any(int(year) <= own for year in _YEAR.findall(text))


def _is_early(text: str, match: "regex.Match[str]", report: Report) -> bool:
    """Tell whether cases are open as of a day within the year: 截至9月底尚未审结1件. At its end they need not be."""
    start, _ = _sentence(text, match.start(), match.end())
    told = [*_AS_OF.finditer(text, start, match.end())]
    return bool(told) and told[-1]["year"] in (None, str(report.metadata.year))


def _was_closed(text: str, match: "regex.Match[str]") -> bool:
    """Tell whether cases were open at some time in the year only: 截至6月底尚未审结2件,至年末已全部审结."""
    start, end = _sentence(text, match.start(), match.end())
    after = SENTENCE_END.search(text, end + 1, end + 1 + _REACH)
    behind = text[match.end() : after.start() if after else min(len(text), end + 1 + _REACH)]
    closed = [clause for clause in _CLOSED.finditer(behind) if not _OTHERS.search(clause.group())]
    early = _EARLY.search(text, start, match.end()) is not None
    return any(early or clause["when"] for clause in closed)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around a stretch, cut where it goes on for longer than anyone writes."""
    first = max(0, start - _REACH)
    before = max((stop.end() for stop in SENTENCE_END.finditer(text, first, start)), default=first)
    after = SENTENCE_END.search(text, end, end + _REACH)
    return before, after.start() if after else min(len(text), end + _REACH)


def _population(line: Line, match: "regex.Match[str]") -> tuple[Decimal, bool]:
    """Return the most such cases that the sentence states, and whether it says that they concern disclosure."""
    start, _ = _sentence(line.text, match.start(), match.end())
    named = max((kind.start() for kind in _KIND.finditer(line.text, start, match.end())), default=start)
    marks = (start + at for at, sign in enumerate(line.text[start : match.end()]) if sign == AMOUNT)
    found = [line.count_at(place) for place in marks if place >= named]
    cases = [count.value for count in found if count.unit == line.count_at(match.start("pending")).unit]
    return max(cases, default=Decimal(0)), _DISCLOSURE.search(line.text, start, match.end()) is not None


def _may_tell(line: Line) -> bool:
    return any(word in line.text for word in _KINDS)


def _kind(line: Line, end: int) -> Kind | None:
    """Return what the sentence speaks of, by its last word for it before the figure; 收到申请…未办结 is none."""
    start, stop = _sentence(line.text, end, end)
    if _other().search(line.text, start, stop):
        return None
    named = list(_KIND.finditer(line.text, start, end))
    if not named or _REQUESTS.search(line.text, named[-1].end(), end):
        return None
    return _KINDS[named[-1].group()]


@check(
    "form.pending-outcomes",
    zh="正文称案件尚未审结，统计表却都有结果",
    en="The prose calls cases pending for which the table gives outcomes.",
)
def pending_outcomes(examined: Examined) -> Iterator[Finding]:
    """Hold the open cases of the prose against the table: its own cell for them, or what its outcomes leave over."""
    cells = {cell.code: cell for cell in reversed(examined.report.indicators)}
    for told in pending_cases(examined):
        count, kind = told.figure, told.kind
        shown = _by_cells(cells, kind) or _by_outcomes(cells, kind)
        if shown is None or count.approximation != "exact" or shown.open + shown.elsewhere >= count.value:
            continue
        # More cases than the table has, and no word of disclosure: all cases of a legal office, or of a whole county.
        if not told.disclosure and shown.total is not None and told.cases > shown.total:
            continue
        zh, en = _NAMES[kind]
        yield finding(
            "form.pending-outcomes",
            "warning",
            zh=f"正文称{zh}有 {count.text}尚未审结，统计表中未审结的为 {plain(shown.open)} 件。",
            en=f"The prose calls {plain(count.value)} of the {en} pending; the table leaves {plain(shown.open)} open.",
            spans=[count.span, *(cell.span for cell in shown.cells)],
            operands=[count.id, *(cell.id for cell in shown.cells)],
            left=count.value,
            right=shown.open,
            fault="source",
            rule="pending.cases",
        )


def _by_cells(cells: dict[str, Indicator], kind: Kind) -> _Shown | None:
    found = tuple(cells[code] for code in _PENDING[kind] if code in cells)
    if len(found) != len(_PENDING[kind]) or not _readable(found):
        return None
    whole = [cells.get(f"{code.removesuffix('pending')}total") for code in _PENDING[kind]]
    totals = [cell.value for cell in whole if cell is not None and cell.value is not None]
    total = sum(totals, Decimal(0)) if len(totals) == len(whole) else None
    return _Shown(found, sum((cell.value or Decimal(0) for cell in found), Decimal(0)), total)


def _by_outcomes(cells: dict[str, Indicator], kind: Kind) -> _Shown | None:
    """Take the total less its outcomes: the form of 2014 has no row for open cases."""
    total = cells.get(f"{kind}.total")
    outcomes = tuple(cells[code] for name in ("upheld", "corrected", "other") if (code := f"{kind}.{name}") in cells)
    if total is None or total.value is None or len(outcomes) != 3 or not _readable(outcomes):
        return None
    closed = sum((cell.value or Decimal(0) for cell in outcomes), Decimal(0))
    left = total.value - closed
    return _Shown((total, *outcomes), left, total.value, outcomes[-1].value or Decimal(0))


def _readable(cells: Sequence[Indicator]) -> bool:
    return all(cell.status not in {"ambiguous", "unreadable"} for cell in cells)
