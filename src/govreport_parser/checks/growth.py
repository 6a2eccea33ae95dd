"""Changes recomputed from the two figures that stand beside them: 120件,比上年的100件增长25% should be 20%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.bounds import (
    TOLERANCE,
    Bounds,
    amount,
    apart,
    change,
    difference,
    negative,
    rounded,
    stated,
)
from govreport_parser.checks.skeleton import CHANGE, PERCENT, Line, skeletons
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import parse_numeral, plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.spans import Span

__all__ = ["changes"]

_GROUPS = frozenset({"new", "old", "rate", "delta", "times", "more", "fold"})
_MULTIPLE = regex.compile(r"[\d.一二两兩三四五六七八九十]+\s?倍|翻了?[一二两兩三]?番")
_NAMED_YEAR = regex.compile(r"(?:19|20)\d\d(?=年)")
_LAST = regex.compile(r"上年|去年|上一年")
_YEAR = 364
_FOLDS = {"一": 2, "两": 4, "二": 4, "三": 8}


class _Told(NamedTuple):
    """A change as it is told: where, in which words, how much, in which unit."""

    span: Span
    text: str
    value: Decimal
    unit: str


def _may_change(counts: Sequence[CountMention], text: str) -> bool:
    return len(counts) > 1 and (PERCENT in text or CHANGE in text or "倍" in text or "番" in text)


@check("arithmetic.growth", zh="增减幅度与所列数字不符", en="A change is not what its own two figures give")
def changes(report: Report) -> Iterator[Finding]:
    """Recompute each rise and fall, in percent, in units or as a multiple, from the two figures beside it."""
    told: set[int] = set()
    for line in skeletons(report, _may_change):
        for rule, pattern in load_rules("growth", _GROUPS).patterns:
            for match in pattern.finditer(line.text):
                for found in _judge(report, line, match, rule.id):
                    if found.spans[0].start not in told:
                        told.add(found.spans[0].start)
                        yield found


def _judge(report: Report, line: Line, match: "regex.Match[str]", rule: str) -> Iterator[Finding]:
    groups = match.groupdict()
    new = line.count_at(match.start("new"))
    if groups.get("delta"):
        yield from _against_delta(new, line.count_at(match.start("delta")), line.count_at(match.start("rate")), rule)
        return
    if "old" not in groups:
        yield from _against_year(report, line, new, match, rule)
        return
    old = line.count_at(match.start("old"))
    if _later(old, new):
        old, new = new, old
    new = _subject(report, new)
    if old.unit != new.unit or old.value == 0:
        return
    if any(groups[name] is not None for name in ("times", "more")) or "番" in match.group():
        yield from _multiple(report, new, old, match, rule)
    for start, _ in match.spans("rate"):
        rate = line.count_at(start)
        if rate.change == "none":
            return
        yield from _change(new, old, rate, rule)


def _against_year(
    report: Report, line: Line, new: CountMention, match: "regex.Match[str]", rule: str
) -> Iterator[Finding]:
    """Look in the paragraph for the one figure of the same name and unit that is of the year compared with."""
    year = _year(match.group(), report.metadata.year)
    same = [
        count
        for count in line.counts
        if count is not new
        and (count.label, count.unit, count.change) == (new.label, new.unit, "none")
        and count.period is not None
        and (count.period.start.year, count.period.end.year) == (year, year)
        and (count.period.end - count.period.start).days >= _YEAR
    ]
    rate = line.count_at(match.start("rate"))
    if new.label and len(same) == 1 and same[0].value and rate.change != "none" and _whole_year(new):
        yield from _change(new, same[0], rate, rule)


def _year(text: str, own: int | None) -> int | None:
    named = _NAMED_YEAR.search(text)
    if named:
        return int(named.group())
    return own - 1 if own is not None and _LAST.search(text) else None


def _whole_year(count: CountMention) -> bool:
    return count.period is None or (count.period.end - count.period.start).days >= _YEAR


def _subject(report: Report, new: CountMention) -> CountMention:
    """Return whose change is told behind a figure: behind the last of several parts it is their total's."""
    parts = [count for count in report.counts if new.part_of is not None and count.part_of == new.part_of]
    if len(parts) < 2 or parts[-1] is not new:
        return new
    return next((count for count in report.counts if count.id == new.part_of), new)


def _later(old: CountMention, new: CountMention) -> bool:
    """Tell whether the periods say that the figures stand the other way round: 2018年120件,2017年100件."""
    return old.period is not None and new.period is not None and old.period.start > new.period.start


def _sign(count: CountMention) -> int:
    return -1 if count.change == "decrease" else 1


def _change(new: CountMention, old: CountMention, rate: CountMention, rule: str) -> Iterator[Finding]:
    """Compare a stated rise or fall with what the two figures give, in the direction that is stated."""
    sign = _sign(rate)
    if rate.measure == "percent" and new.measure != "percent":
        said, given = stated(rate), change(amount(new), amount(old))
        right = rounded((new.value - old.value) * 100 / old.value) * sign
    elif rate.measure == "percentage_points" and new.measure == "percent":
        said, given = stated(rate), difference(Bounds(new.value, new.value), Bounds(old.value, old.value))
        right = (new.value - old.value) * sign
    elif rate.unit == new.unit and rate.measure == new.measure != "percent":
        said, given = amount(rate), difference(amount(new), amount(old))
        right = (new.value - old.value) * sign
    else:
        return
    if apart(said, given if sign > 0 else negative(given)):
        yield _finding(_told(rate), (new, old), right, rule)


def _told(rate: CountMention) -> _Told:
    return _Told(rate.span, rate.text, rate.value, rate.unit or "")


def _against_delta(new: CountMention, delta: CountMention, rate: CountMention, rule: str) -> Iterator[Finding]:
    """较上年增加20件,增长25%: the figure of the year before is new less the difference."""
    if delta.unit != new.unit or delta.approximation != "exact" or new.approximation != "exact" or not rate.value:
        return
    before = new.value - delta.value * _sign(delta)
    if before <= 0 or delta.change == "none":
        return
    given = delta.value * 100 / before
    if apart(stated(rate), Bounds(given, given)):
        yield _finding(_told(rate), (new, delta), rounded(given), rule)


def _multiple(
    report: Report, new: CountMention, old: CountMention, match: "regex.Match[str]", rule: str
) -> Iterator[Finding]:
    """是上年的3倍, 增长1.5倍, 翻一番: a multiple is no count, so its place is looked up behind the two figures."""
    text = report.source.text
    place = _MULTIPLE.search(text, max(new.span.end, old.span.end))
    if place is None or new.approximation != "exact" or old.approximation != "exact":
        return
    times, more = match["times"], match["more"]
    said = parse_numeral(times or more) if times or more else Decimal(_FOLDS[match["fold"] or "一"])
    if said is None:
        return
    given = new.value / old.value - (1 if more else 0)
    if abs(given - said) > max(TOLERANCE, said / 20):
        unit = "倍"
        yield _finding(_Told(Span(*place.span()), place.group(), said, unit), (new, old), rounded(given), rule)


def _finding(told: _Told, pair: tuple[CountMention, CountMention], right: Decimal, rule: str) -> Finding:
    new, other = pair
    zh, en = ("（增减方向相反）", " (the other direction)") if right < 0 else ("", "")
    return finding(
        "arithmetic.growth",
        "warning",
        zh=f"“{new.label}”{new.text}，对照 {other.text}，算得 {plain(right)}{told.unit}{zh}，而文中写作 {told.text}。",
        en=f"{new.label} {new.text} and {other.text} give {plain(right)}{told.unit}{en}; the text says {told.text}.",
        spans=[told.span, new.span, other.span],
        operands=[new.id, other.id],
        left=told.value,
        right=right,
        fault="source",
        rule=rule,
    )
