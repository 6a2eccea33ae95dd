"""Points: what the named groups of a date rule say, resolved to days against an anchor year."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from govreport_parser.extractors import calendar
from govreport_parser.mentions import DateStatus, Granularity, Period
from govreport_parser.numerals import parse_numeral

__all__ = ["GROUPS", "Anchor", "Groups", "Point", "join", "number", "read_point"]

GROUPS = frozenset(
    {
        "year", "short", "republic", "relative", "whole", "same", "half", "quarter", "quarters", "month",
        "ten", "ten_to", "half_month", "day", "part", "bare", "inside", "last_months", "lost", "first",
        "last", "first_year", "shared", "from", "to_month", "to_day", "school", "every", "now", "alike",
        "years", "century", "decade", "named", "days", "side", "this_half", "this_month",
    }
)  # fmt: skip
"""The group names that the rules of dates.toml may use."""

Groups = dict[str, str]
"""The named groups of a match that took part."""

_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_REPUBLIC = 1911
_CENTURY = 2000
_RANK = {"首": 1, "一": 1, "二": 2, "三": 3, "四": 4, "两": 2, "1": 1, "2": 2, "3": 3, "4": 4}
_OLDEST = 1949


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a date without a year hangs on."""

    year: int | None
    """The year of 今年 and, where no year was named just before, of 4月9日."""
    named: int | None = None
    """The year named just before in the same sentence."""
    period: Period | None = None
    """The report's own period, where it is no calendar year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A date that has been read; `year` is the year it names or hangs on."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    granularity: Granularity
    year: int | None = None
    own_year: bool = False
    """The words name the year, be it as 去年."""
    approximate: bool = False
    anchored: bool = False
    status: DateStatus = "read"


def number(text: str) -> int:
    """Read a small numeral in either script; 0 for none.

    >>> number("十二"), number("初五"), number("09")
    (12, 5, 9)
    """
    if text.isdecimal():
        return int(text)
    value = parse_numeral(text.removeprefix("初"))
    return int(value) if value is not None else 0


def _year(groups: Mapping[str, str], anchor: Anchor, relative: Mapping[str, str]) -> tuple[int | None, bool, bool]:
    """Return the year, whether the words name it, and whether it hangs on the report."""
    if text := groups.get("year"):
        return int(text.translate(_DIGITS)), True, False
    if text := groups.get("short"):
        short = int(text)
        return (short + _CENTURY if short < _OLDEST % 100 else short + _CENTURY - 100), True, False
    if text := groups.get("republic"):
        return _REPUBLIC + (1 if text == "元" else number(text)), True, False
    if text := groups.get("relative"):
        if text == "同年":
            return anchor.named or anchor.year, True, True
        base = anchor.named if text in {"次年", "翌年"} and anchor.named else anchor.year
        return (None if base is None else base + int(relative[text])), True, True
    if anchor.named is not None and "whole" not in groups:
        return anchor.named, False, False
    return anchor.year, False, True


def read_point(groups: Mapping[str, str], anchor: Anchor, relative: Mapping[str, str]) -> Point:
    """Resolve one point; damaged where the calendar has no such day."""
    year, own, anchored = _year(groups, anchor, relative)
    granularity, approximate = _granularity(groups)
    days: calendar.Days | None = None
    damaged = False
    if year is not None and datetime.MINYEAR <= year < datetime.MAXYEAR:
        if not own and "month" in groups:
            year = _within_period(year, number(groups["month"]), anchor)
        days = _days(groups, year)
        damaged = days is None
    return Point(
        start=days[0] if days else None,
        end=days[1] if days else None,
        granularity=granularity,
        year=year,
        own_year=own,
        anchored=anchored,
        approximate=approximate,
        status="damaged" if damaged else "read",
    )


def _within_period(year: int, month: int, anchor: Anchor) -> int:
    """In a school year 4月 falls in the second calendar year, 10月 in the first."""
    period = anchor.period
    if anchor.named is not None or period is None or period.start.year + 1 != period.end.year:
        return year
    return period.start.year if month >= period.start.month else period.end.year


def _granularity(groups: Mapping[str, str]) -> tuple[Granularity, bool]:
    if "month" in groups:
        if "day" in groups:
            return "day", False
        return ("part_of_month" if "ten" in groups or "half_month" in groups else "month"), False
    if "half" in groups:
        return "half", False
    if "quarter" in groups:
        return ("quarter" if len(groups["quarter"]) == 1 else "range"), False
    if "quarters" in groups or "last_months" in groups:
        return "part_of_year", False
    # 年底 has a last day, 年初 has none.
    return ("part_of_year", groups["part"] in "初中") if "part" in groups else ("year", False)


def _days(groups: Mapping[str, str], year: int) -> calendar.Days | None:
    if "month" in groups:
        return _days_of_month(groups, year, number(groups["month"]))
    if text := groups.get("half"):
        return calendar.half(year, 1 if text in "上前" else 2)
    if text := groups.get("quarter"):
        return calendar.quarter(year, _RANK[text[0]], max(_RANK[text[0]], _RANK[text[-1]]))
    if text := groups.get("quarters"):
        return calendar.quarter(year, 1, _RANK[text])
    if text := groups.get("last_months"):
        return calendar.months(year, max(1, 13 - number(text)), 12)
    if text := groups.get("part"):
        return calendar.part_of_year(year, text)
    return calendar.year(year)


def _days_of_month(groups: Mapping[str, str], year: int, month: int) -> calendar.Days | None:
    if not 1 <= month <= 12:
        return None
    if "day" in groups:
        day = calendar.day_or_none(year, month, number(groups["day"]))
        return None if day is None else (day, day)
    if text := groups.get("ten"):
        return calendar.ten_days(year, month, text + groups.get("ten_to", ""))
    first, last = calendar.month(year, month)
    if text := groups.get("half_month"):
        middle = first.replace(day=15)
        return (first, middle) if text == "上" else (middle + datetime.timedelta(days=1), last)
    return first, last


def join(first: Point, last: Point) -> Point:
    """Return the range from the first day of one point to the last of the other; damaged where the ends are crossed.

    Two ten-day parts or days of one month keep their kind only as a range.
    """
    status: DateStatus = "damaged" if "damaged" in (first.status, last.status) else "read"
    start, end = first.start, last.end
    if start is None or end is None or end < start:
        status = "damaged" if start is not None and end is not None else status
        start = end = None
    return Point(
        start=start,
        end=end,
        granularity="range",
        year=last.year,
        own_year=first.own_year or last.own_year,
        anchored=first.anchored,
        approximate=first.approximate or last.approximate,
        status=status,
    )
