"""Shares and changes recomputed from the figures that stand beside them: 500条,其中120条,占25% should be 24%.

Where the words leave open of what a share is taken, every whole that the line offers is tried, and nothing is said
if one of them fits: a wrong accusation is worse than a missed one.
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.bounds import TOLERANCE, Bounds, amount, apart, change, ratio, stated
from govreport_parser.checks.skeleton import CHANGE, PERCENT, Line, skeletons
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import parse_numeral, plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import RuleSet
from govreport_parser.rules.patterns import words
from govreport_parser.spans import Span

__all__ = ["changes", "shares"]

_GROUPS = frozenset({"part", "whole", "of", "share", "new", "old", "rate", "delta", "times"})
_CENT = Decimal("0.01")
_WHOLE = Decimal(100)
_TIMES = regex.compile(r"[\d.一二两兩三四五六七八九十]+\s?倍")


def _rules() -> RuleSet:
    return load_rules("ratios", _GROUPS)


@functools.cache
def _same() -> "regex.Pattern[str]":
    return regex.compile(words(_rules().file.lists["same"]))


@functools.cache
def _other() -> "regex.Pattern[str]":
    return regex.compile(words(_rules().file.lists["other"]))


def _has_share(counts: Sequence[CountMention], text: str) -> bool:
    return len(counts) > 1 and PERCENT in text


def _has_change(counts: Sequence[CountMention], text: str) -> bool:
    return len(counts) > 1 and (PERCENT in text or CHANGE in text or "倍" in text)


@check("arithmetic.share", zh="占比与所列数字不符", en="A share is not what its own figures give")
def shares(report: Report) -> Iterator[Finding]:
    """Recompute each share from its part and its whole; a share cannot be above 100 %."""
    known = {count.id: count for count in report.counts}
    told: set[str] = set()
    for line in skeletons(report, _has_share):
        for rule, share, part, wholes in _shares(line, known):
            if share.id not in told and share.value > _WHOLE:
                told.add(share.id)
                yield _above_all(share)
            elif share.id not in told and wholes and not _fits(share, part, wholes):
                told.add(share.id)
                yield _share(rule, share, part, wholes[0])
    bounded = _rules().file.lists["bounded"]
    for count in report.counts:
        rate = count.measure == "percent" and count.change == "none" and count.label.endswith(bounded)
        if rate and count.value > _WHOLE and count.id not in told:
            yield _above_all(count)


def _shares(
    line: Line, known: dict[str, CountMention]
) -> Iterator[tuple[str, CountMention, CountMention, list[CountMention]]]:
    """Yield the rule, the share, its part, and the wholes that it may be of, the likeliest first."""
    for rule, pattern in _rules().patterns:
        if not rule.id.startswith("share."):
            continue
        for match in pattern.finditer(line.text):
            named = [line.count_at(start) for start, _ in match.spans("whole")] if "whole" in match.groupdict() else []
            parts = [line.count_at(start) for start, _ in match.spans("part")]
            stated_shares = [line.count_at(start) for start, _ in match.spans("share")]
            if len(parts) < len(stated_shares):
                continue
            of = match["of"] if "of" in match.groupdict() else ""
            for part, share in zip(parts[-len(stated_shares) :], stated_shares, strict=True):
                if share.change == "none":
                    yield rule.id, share, part, named or _wholes(line, part, of or "", known)


def _wholes(line: Line, part: CountMention, of: str, known: dict[str, CountMention]) -> list[CountMention]:
    """Return what a part may be a share of: its own total first, then every total before it in the line."""
    chain: list[CountMention] = []
    above = known.get(part.part_of or "")
    while above is not None and above not in chain:
        chain.append(above)
        above = known.get(above.part_of or "")
    before = [
        count
        for count in line.counts
        if count.span.start < part.span.start and _comparable(count, part) and count not in chain
    ]
    noun = _same().sub("", of)
    if _other().search(of) and not any(noun and noun in count.label for count in (*chain, *before)):
        return []
    if noun:
        named = [count for count in (*chain, *reversed(before)) if _about(noun, count.label)]
        return [*named, *(count for count in (*chain, *before) if count not in named)] if named else []
    return [*chain, *before] if chain else []


def _comparable(whole: CountMention, part: CountMention) -> bool:
    return whole.measure == part.measure and whole.change == "none" and whole.value >= part.value


def _about(noun: str, label: str) -> bool:
    """Tell whether 占申请总数 speaks of 收到申请: one holds the other, or they share a word of two characters."""
    return noun in label or label in noun or any(noun[at : at + 2] in label for at in range(len(noun) - 1))


def _fits(share: CountMention, part: CountMention, wholes: Iterable[CountMention]) -> bool:
    said, own = stated(share), amount(part)
    return any(not apart(said, ratio(own, amount(whole))) for whole in wholes)


def _share(rule: str, share: CountMention, part: CountMention, whole: CountMention) -> Finding:
    right = _rounded(part.value * 100 / whole.value)
    return finding(
        "arithmetic.share",
        "warning",
        zh=f"“{part.label}”{part.text}占“{whole.label}”{whole.text}的 {plain(right)}%，而文中写作 {share.text}。",
        en=f"{part.label} {part.text} is {plain(right)} % of {whole.label} {whole.text}; the text says {share.text}.",
        spans=[share.span, part.span, whole.span],
        operands=[share.id, part.id, whole.id],
        left=share.value,
        right=right,
        fault="source",
        rule=rule,
    )


def _above_all(share: CountMention) -> Finding:
    return finding(
        "arithmetic.share",
        "warning",
        zh=f"占比 {share.text} 超过 100%。",
        en=f"A share of {share.text} is above 100 %.",
        spans=[share.span],
        operands=[share.id],
        left=share.value,
        right=_WHOLE,
        fault="source",
    )


@check("arithmetic.growth", zh="增减幅度与所列数字不符", en="A change is not what its own two figures give")
def changes(report: Report) -> Iterator[Finding]:
    """Recompute each rise and fall, in percent or in units, from the two figures that stand beside it."""
    told: set[int] = set()
    for line in skeletons(report, _has_change):
        for rule, pattern in _rules().patterns:
            if not rule.id.startswith("growth."):
                continue
            for match in pattern.finditer(line.text):
                for found in _judge(report, line, match):
                    if found.spans[0].start not in told:
                        told.add(found.spans[0].start)
                        yield dataclasses.replace(found, rule=rule.id)


def _judge(report: Report, line: Line, match: "regex.Match[str]") -> Iterator[Finding]:
    groups = match.groupdict()
    new = line.count_at(match.start("new"))
    if "delta" in groups:
        yield from _against_delta(new, line.count_at(match.start("delta")), line.count_at(match.start("rate")))
        return
    old = line.count_at(match.start("old"))
    if _later(old, new):
        old, new = new, old
    if old.unit != new.unit or old.value == 0:
        return
    if "times" in groups:
        yield from _multiple(report, new, old, match["times"])
        return
    for start, _ in match.spans("rate"):
        rate = line.count_at(start)
        if rate.change == "none" and rate.measure != "percent":
            return
        yield from _change(new, old, rate)


def _later(old: CountMention, new: CountMention) -> bool:
    """Tell whether the periods say that the figures stand the other way round: 2018年120件,2017年100件."""
    return old.period is not None and new.period is not None and old.period.start > new.period.start


def _signed(count: CountMention) -> int:
    return -1 if count.change == "decrease" else 1


def _change(new: CountMention, old: CountMention, rate: CountMention) -> Iterator[Finding]:
    """Compare a stated rise or fall with what the two figures give, in the direction that is stated."""
    if rate.change == "none":
        return
    sign = _signed(rate)
    if rate.measure == "percent":
        said, given = stated(rate), change(amount(new), amount(old))
        right = _rounded((new.value - old.value) * 100 / old.value) * sign
    elif rate.unit == new.unit:
        said, given = amount(rate), _difference(amount(new), amount(old))
        right = (new.value - old.value) * sign
    else:
        return
    if apart(said, given if sign > 0 else _negative(given)):
        yield _growth_of(rate, (new, old), right)


def _against_delta(new: CountMention, delta: CountMention, rate: CountMention) -> Iterator[Finding]:
    """较上年增加20件,增长25%: the figure of the year before is new less the difference."""
    if delta.unit != new.unit or delta.approximation != "exact" or new.approximation != "exact" or not rate.value:
        return
    before = new.value - delta.value * _signed(delta)
    if before <= 0 or delta.change == "none":
        return
    given = delta.value * 100 / before
    if apart(stated(rate), Bounds(given, given)):
        yield _growth_of(rate, (new, delta), _rounded(given))


def _multiple(report: Report, new: CountMention, old: CountMention, times: str) -> Iterator[Finding]:
    """240次,是上年120次的3倍: a multiple is no count, so its place is looked up behind the old figure."""
    said = parse_numeral(times)
    place = _TIMES.search(report.source.text, old.span.end)
    if said is None or place is None or new.approximation != "exact" or old.approximation != "exact":
        return
    given = new.value / old.value
    if abs(given - said) > max(TOLERANCE, said / 20):
        yield _growth(Span(*place.span()), said, "倍", (new, old), _rounded(given), place.group())


def _difference(new: Bounds, old: Bounds) -> Bounds:
    return Bounds(
        None if new.low is None or old.high is None else new.low - old.high,
        None if new.high is None or old.low is None else new.high - old.low,
    )


def _negative(bounds: Bounds) -> Bounds:
    return Bounds(None if bounds.high is None else -bounds.high, None if bounds.low is None else -bounds.low)


def _growth(
    place: Span,
    said: Decimal,
    unit: str,
    pair: tuple[CountMention, CountMention],
    right: Decimal,
    text: str,
) -> Finding:
    new, other = pair
    return finding(
        "arithmetic.growth",
        "warning",
        zh=f"由 {new.text} 与 {other.text} 算得 {plain(right)}{unit}，而文中写作 {text}。",
        en=f"{new.text} and {other.text} give {plain(right)}{unit}; the text says {text}.",
        spans=[place, new.span, other.span],
        operands=[new.id, other.id],
        left=said,
        right=right,
        fault="source",
    )


def _growth_of(rate: CountMention, pair: tuple[CountMention, CountMention], right: Decimal) -> Finding:
    return _growth(rate.span, rate.value, rate.unit or "", pair, right, rate.text)


def _rounded(value: Decimal) -> Decimal:
    return Decimal(plain(value.quantize(_CENT, ROUND_HALF_UP)))
