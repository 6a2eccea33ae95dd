"""Changes recomputed from the two figures that stand beside them: 120件,比上年的100件增长25% should be 20%."""

import functools
from collections.abc import Iterator

import regex

from govreport_parser.checks.base import check
from govreport_parser.checks.bounds import Bounds, amount, apart, change, difference, negative, rounded, stated
from govreport_parser.checks.examined import Examined
from govreport_parser.checks.growth_series import steps
from govreport_parser.checks.growth_words import (
    NAMED_YEAR,
    Told,
    comparable,
    direction,
    follow,
    growth_finding,
    growth_rules,
    is_averaged,
    plain_name,
    told_in_words,
)
from govreport_parser.checks.skeleton import AMOUNT, CHANGE, PERCENT, Line
from govreport_parser.mentions import CountMention
from govreport_parser.report.model import Finding, Report

__all__ = ["changes"]

_LAST = regex.compile(r"上年|去年|上一年|同比")
_SIGNS = (PERCENT, CHANGE, f"多{AMOUNT}", f"少{AMOUNT}")
_WORDS = ("倍", "番", "一半", "分之", "多出", "多了", "少了", "同比多", "同比少")
_PERIODS = ("工作日", "天", "小时", "小時")
_BARE_YEAR = regex.compile(r"(?r)(?<!\d)(?:19|20)\d\d(?![\d年/.-])[^⚀⚁⚂。;,\d]*\Z")
_REACH = 60
"""Characters before a rate within which the two periods stand that it is told of."""
_YEAR = 364
_Name = tuple[str, str | None, int | None]


def _may_change(line: Line) -> bool:
    if PERCENT in line.text and any(word in line.text for word in _PERIODS):
        return True
    return len(line.counts) > 1 and any(word in line.text for word in (*_SIGNS, *_WORDS))


@check("arithmetic.growth", zh="增减幅度与所列数字不符", en="A change is not what its own two figures give")
def changes(examined: Examined) -> Iterator[Finding]:
    """Recompute each rise and fall, in percent, in units or as a multiple, from the two figures beside it."""
    told: set[int] = set()
    known = _Known(examined.report)
    for line in filter(_may_change, examined.lines):
        for rule, pattern in growth_rules().patterns:
            for match in pattern.finditer(line.text):
                for found in _judge(known, line, match, rule.id):
                    if found.spans[0].start not in told:
                        told.add(found.spans[0].start)
                        yield found


class _Known:
    """The figures of a report by what they are looked up for: a part by its whole, 2017年收到申请80件 by its year."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._line: Line | None = None
        self._years: dict[_Name, list[CountMention]] = {}

    @functools.cached_property
    def _by_id(self) -> dict[str, CountMention]:
        return {count.id: count for count in self.report.counts}

    @functools.cached_property
    def _last_parts(self) -> dict[str, tuple[int, str]]:
        """How many parts each whole has, and the last of them."""
        found: dict[str, tuple[int, str]] = {}
        for count in self.report.counts:
            if count.part_of is not None:
                found[count.part_of] = (found.get(count.part_of, (0, ""))[0] + 1, count.id)
        return found

    def whole(self, part: CountMention) -> CountMention | None:
        """Return what a figure is a part of."""
        return None if part.part_of is None else self._by_id.get(part.part_of)

    def subject(self, new: CountMention) -> CountMention:
        """Return whose change is told behind a figure: behind the last of several parts it is their total's."""
        number, last = self._last_parts.get(new.part_of or "", (0, ""))
        return new if number < 2 or last != new.id else self.whole(new) or new

    def of_year(self, line: Line, like: CountMention, year: int | None) -> list[CountMention]:
        """Return the figures of a line that have the name and unit of `like` and are of a whole year."""
        if self._line is not line:
            self._line, self._years = line, {}
            for count in line.counts:
                if count.change == "none" and count.period is not None and _whole_year(count):
                    start, end = count.period.start.year, count.period.end.year
                    if start == end:
                        self._years.setdefault((plain_name(count), count.unit, start), []).append(count)
        return self._years.get((plain_name(like), like.unit, year), [])


def _judge(known: "_Known", line: Line, match: "regex.Match[str]", rule: str) -> Iterator[Finding]:
    groups = match.groupdict()
    if groups.get("series"):
        sign = None
        for old, later, rate in steps(line, match):
            sign = direction(line, rate) or sign
            yield from _change(line, later, old, rate, rule, sign)
        return
    if groups.get("period"):
        yield from _of_periods(known.report, line, match, rule)
        return
    new = line.count_at(match.start("new"))
    if groups.get("delta"):
        yield from _against_delta(
            line, new, line.count_at(match.start("delta")), line.count_at(match.start("rate")), rule
        )
    elif "old" not in groups:
        yield from _against_year(known, line, new, match, rule)
    elif len(match.spans("new")) > 1:
        yield from _each(line, match, rule)
    elif "before" not in groups or follow(match["before"], match["after"]):
        yield from _of_pair(known, line, match, rule)


def _of_pair(known: "_Known", line: Line, match: "regex.Match[str]", rule: str) -> Iterator[Finding]:
    """Hold what is told behind an old and a new figure against the two."""
    new, old = line.count_at(match.start("new")), line.count_at(match.start("old"))
    if _later(old, new):
        old, new = new, old
    last = new
    new = known.subject(new)
    if _has_bare_year(line, new) or _has_bare_year(line, old):
        return
    if old.unit != new.unit or old.value == 0 or not comparable(line, match, (old, last), known.report.metadata.year):
        return
    groups = match.groupdict()
    if any(groups.get(name) for name in ("times", "more", "fraction")) or "番" in match.group():
        yield from told_in_words(known.report, new, old, match, rule)
    if rule != "growth.from-to" and old.measure == "percent" and (old.change, last.change) != ("none", "none"):
        return
    others = [count for count in (last, known.whole(last)) if count is not None and count is not new]
    for start, _ in match.spans("rate"):
        rate = line.count_at(start)
        if any(count.unit == old.unit and not [*_change(line, count, old, rate, rule)] for count in others):
            return  # the words leave open whether the part or its whole has changed, and one of them fits
        if direction(line, rate) is None or is_averaged(line, start):
            return
        yield from _change(line, new, old, rate, rule)


def _has_bare_year(line: Line, count: CountMention) -> bool:
    """Tell whether a figure has a year without 年, which gives it no period: 2023总共办理66件."""
    place = line.places[line.index_of(count)]
    return count.period is None and _BARE_YEAR.search(line.text, max(0, place - _REACH), place) is not None


def _of_periods(report: Report, line: Line, match: "regex.Match[str]", rule: str) -> Iterator[Finding]:
    """由15个工作日压缩至10个工作日,压缩40%: the two periods that stand before the rate."""
    rate = line.count_at(match.start("rate"))
    start = rate.span.start - _REACH
    inside = [count for count in report.counts if start <= count.span.start < rate.span.start]
    pair = [count for count in inside if count.measure == "duration"][-2:]
    if len(pair) == 2 and pair[0].unit == pair[1].unit and pair[0].value > pair[1].value:
        yield from _change(line, pair[1], pair[0], rate, rule)


def _each(line: Line, match: "regex.Match[str]", rule: str) -> Iterator[Finding]:
    """分别增长20%和15%: pair the figures in their order; a verb holds until the next one."""
    new, old, rates = ([line.count_at(start) for start, _ in match.spans(name)] for name in ("new", "old", "rate"))
    if not len(new) == len(old) == len(rates):
        return
    sign: int | None = None
    for now, before, rate in zip(new, old, rates, strict=True):
        sign = direction(line, rate) or sign
        if sign and before.value and now.unit == before.unit:
            yield from _change(line, now, before, rate, rule, sign)


def _against_year(
    known: "_Known", line: Line, new: CountMention, match: "regex.Match[str]", rule: str
) -> Iterator[Finding]:
    """Look in the paragraph for the one figure of the same name and unit that is of the year compared with."""
    own = new.period.start.year if new.period is not None else known.report.metadata.year
    year = _year(match.group(), own)
    same = [count for count in known.of_year(line, new, year) if count is not new]
    rate = line.count_at(match.start("rate"))
    clear = new.label and len(same) == 1 and same[0].value and _whole_year(new) and known.subject(new) is new
    if clear and not is_averaged(line, match.start("rate")):
        yield from _change(line, new, same[0], rate, rule)


def _year(text: str, own: int | None) -> int | None:
    named = NAMED_YEAR.search(text)
    if named:
        return int(named.group())
    return own - 1 if own is not None and _LAST.search(text) else None


def _whole_year(count: CountMention) -> bool:
    return count.period is None or (count.period.end - count.period.start).days >= _YEAR


def _later(old: CountMention, new: CountMention) -> bool:
    """Tell whether the periods say that the figures stand the other way round: 2018年120件,2017年100件."""
    return old.period is not None and new.period is not None and old.period.start > new.period.start


def _change(
    line: Line, new: CountMention, old: CountMention, rate: CountMention, rule: str, sign: int | None = None
) -> Iterator[Finding]:
    """Compare a stated rise or fall with what the two figures give, in the direction that is stated."""
    sign = sign or direction(line, rate)
    if sign is None:
        return
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
        yield growth_finding(_told(rate), (new, old), right, rule)


def _told(rate: CountMention) -> Told:
    return Told(rate.span, rate.text, rate.value, rate.unit or "")


def _against_delta(
    line: Line, new: CountMention, delta: CountMention, rate: CountMention, rule: str
) -> Iterator[Finding]:
    """较上年增加20件,增长25%: the figure of the year before is new less the difference."""
    if delta.unit != new.unit or delta.approximation != "exact" or new.approximation != "exact" or not rate.value:
        return
    before = new.value - delta.value * (direction(line, delta) or 1)
    if before <= 0 or delta.change == "none":
        return
    given = delta.value * 100 / before
    if _is_told_of_another(line, new, delta, rate):
        return
    if apart(stated(rate), Bounds(given, given)):
        yield growth_finding(_told(rate), (new, delta), rounded(given), rule, delta=True)


def _is_told_of_another(line: Line, new: CountMention, delta: CountMention, rate: CountMention) -> bool:
    """Tell whether a figure before fits what is told, so that `new` is the old one: 54件,上年45件,增加9件,增长20%."""
    at = line.index_of(new)
    other = line.counts[at - 1] if at else None
    if other is None or other.unit != new.unit or line.sentence_of(other) != line.sentence_of(new) or not new.value:
        return False
    sign = direction(line, delta) or 1
    given = (other.value - new.value) * 100 / new.value * sign
    return (other.value - new.value) * sign == delta.value or not apart(stated(rate), Bounds(given, given))
