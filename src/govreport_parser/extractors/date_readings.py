"""Readings: what each rule of dates.toml means, as days."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

import regex

from govreport_parser.extractors import calendar
from govreport_parser.extractors.date_rules import DateMatch, grammar
from govreport_parser.extractors.lost import read_lost
from govreport_parser.extractors.points import GROUPS, Anchor, Groups, Point, join, number, read_point
from govreport_parser.mentions import Granularity

__all__ = ["Found", "resolve"]

_CALENDAR = ("year", "short", "republic", "relative", "month")
"""Groups that the second part of a range takes over from the first."""
_UNTIL = regex.compile(r"截[至止]到?\Z")
_FIELD = regex.compile(r"(?:日期|时间|民国)\s?[:|]?\s?\Z")
_EVERY: dict[str, Granularity] = {"季": "quarter", "半": "half"}
_TENS = {character: index % 9 + 1 for index, character in enumerate("123456789一二三四五六七八九")}
_OLDEST_DECADE = 5
"""50年代 without its century is of the twentieth; 20年代 may be of either."""
_HALF = 15


@dataclass(frozen=True, slots=True)
class Found:
    """A match with all that its words can hang on."""

    found: DateMatch
    text: str
    anchor: Anchor
    reference: datetime.date | None
    republic: bool
    """民国 is said somewhere in the text."""

    @property
    def groups(self) -> Groups:
        """The named groups of the match."""
        return self.found.groups

    def before(self, pattern: "regex.Pattern[str]", reach: int) -> bool:
        """Tell whether `pattern` ends where the match begins."""
        start = self.found.match.start()
        return pattern.search(self.text, max(0, start - reach), start) is not None

    def point(self, groups: Groups, anchor: Anchor | None = None) -> Point:
        """Read one point, damaged or sound."""
        if lost := groups.get("lost"):
            return read_lost(lost)
        return read_point(groups, anchor or self.anchor, grammar().relative)


def resolve(found: Found) -> Point | None:
    """Return the days of a match; None where it is no date after all."""
    return _READINGS[found.found.rule](found)


def _single(found: Found) -> Point | None:
    point = found.point(found.groups)
    if point.start is None and point.granularity == "day" and found.groups.get("lost", "").isdecimal():
        return None
    if point.status == "damaged" and "lost" not in found.groups and not point.own_year:
        return None
    if point.granularity == "part_of_year" and point.end is not None and found.before(_UNTIL, 3):
        return replace(point, start=point.end, approximate=False)
    return point


def _sides(match: "regex.Match[str]") -> tuple[Groups, Groups]:
    """Return the groups of the first and of the last point of a range."""
    border = match.start("last")
    first: Groups = {}
    last: Groups = {}
    for name in GROUPS & match.re.groupindex.keys():
        for start, end in match.spans(name):
            (last if start >= border else first)[name] = match.string[start:end]
    return first, last


def _range(found: Found) -> Point | None:
    left, right = _sides(found.found.match)
    first = found.point(left)
    if "day" in right and "month" not in right:
        return join(first, found.point(_same_month(left, day=right["day"])))
    last = found.point(right, None if first.year is None else replace(found.anchor, named=first.year))
    if first.start and last.end and last.end < first.start and not last.own_year:
        last = found.point(right, replace(found.anchor, named=last.end.year + 1, period=None))
    return join(first, last)


def _same_month(groups: Groups, **others: str) -> Groups:
    return {**{name: groups[name] for name in _CALENDAR if name in groups}, **others}


def _shared(found: Found) -> Point | None:
    groups = found.groups
    if "last" in groups:
        _, right = _sides(found.found.match)
        return join(found.point({"year": groups["first_year"]}), found.point(right))
    if "to_day" in groups:
        ends = [_same_month(groups, day=groups[name]) for name in ("from", "to_day")]
    else:
        ends = [_same_month(groups, month=groups[name]) for name in ("from", "to_month")]
    return _sound(join(found.point(ends[0]), found.point(ends[1])))


def _sound(point: Point) -> Point | None:
    return None if point.status == "damaged" else point


def _school_year(found: Found) -> Point | None:
    if found.groups["school"] == "本":
        period = found.anchor.period
        start, end = (period.start, period.end) if period else (None, None)
        return Point(start=start, end=end, granularity="academic_year", anchored=True)
    start, end = calendar.academic_year(int(found.groups["school"]))
    return Point(start=start, end=end, granularity="academic_year")


def _recurring(found: Found) -> Point | None:
    groups = found.groups
    if "day" in groups:
        return Point(granularity="day")
    if "month" in groups or groups["every"].startswith("月"):
        return Point(granularity="part_of_month" if "ten" in groups else "month")
    return Point(granularity=_EVERY.get(groups["every"][0], "year"))


def _now(_: Found) -> Point | None:
    return Point(granularity="now")


def _alike(found: Found) -> Point | None:
    return found.point({"relative": "去年"})


def _past_years(found: Found) -> Point | None:
    count, year = number(found.groups["years"].replace("两", "二")), found.anchor.year
    granularity: Granularity = "year" if count == 1 else "range"
    if year is None or not 0 < count < year:
        return Point(granularity=granularity, anchored=True, approximate=count > 1)
    start, end = calendar.year(year - count + 1)[0], calendar.year(year)[1]
    return Point(start=start, end=end, granularity=granularity, anchored=True, approximate=count > 1)


def _decade(found: Found) -> Point | None:
    tens, century = _TENS[found.groups["decade"][0]], found.groups.get("century")
    if century is None and tens < _OLDEST_DECADE:
        return None
    first = (2000 if century in {"21", "二十一"} else 1900) + 10 * tens
    return Point(start=datetime.date(first, 1, 1), end=datetime.date(first + 9, 12, 31), granularity="decade")


def _republic(found: Found) -> Point | None:
    return _sound(found.point(found.groups)) if found.republic or found.before(_FIELD, 12) else None


def _relative_day(found: Found) -> Point | None:
    today, groups = found.reference, found.groups
    if today is None:
        return None
    if "this_half" in groups or "this_month" in groups:
        return _relative_month(today, groups)
    shift = int(grammar().relative_day[groups["named"]]) if "named" in groups else number(groups["days"])
    day = today + datetime.timedelta(days=-shift if groups.get("side") == "前" else shift)
    return Point(start=day, end=day, granularity="day", anchored=True)


def _relative_month(today: datetime.date, groups: Groups) -> Point:
    index = today.year * 12 + today.month - 1 + {"上": -1, "下": 1}.get(groups.get("this_month", ""), 0)
    first, last = calendar.month(index // 12, index % 12 + 1)
    if half := groups.get("this_half"):
        middle = first.replace(day=_HALF)
        first, last = (first, middle) if half == "上" else (middle + datetime.timedelta(days=1), last)
        return Point(start=first, end=last, granularity="part_of_month", anchored=True)
    return Point(start=first, end=last, granularity="month", anchored=True)


_READINGS: dict[str, Callable[[Found], Point | None]] = {
    "dates.academic-year": _school_year,
    "dates.recurring": _recurring,
    "dates.range": _range,
    "dates.shared-range": _shared,
    "dates.damaged": _single,
    "dates.point": _single,
    "dates.month-day": _single,
    "dates.part-of-year": _single,
    "dates.numeric": _single,
    "dates.republic-numeric": _republic,
    "dates.now": _now,
    "dates.last-year-alike": _alike,
    "dates.past-years": _past_years,
    "dates.decade": _decade,
    "dates.relative-day": _relative_day,
}
"""Every rule of dates.toml has its reading here."""
