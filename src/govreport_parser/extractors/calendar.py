"""Arithmetic of the calendar: first and last day of months, ten-day parts, quarters, halves, academic years."""

import calendar
import datetime

__all__ = [
    "Days",
    "academic_year",
    "day_or_none",
    "half",
    "last_day",
    "month",
    "months",
    "part_of_year",
    "quarter",
    "ten_days",
    "year",
]

Days = tuple[datetime.date, datetime.date]
"""First and last day, both included."""

_TEN_DAYS = {"上": (1, 10), "中": (11, 20), "下": (21, 31), "初": (1, 10), "底": (21, 31), "末": (21, 31)}
_PART_OF_YEAR = {"初": (1, 3), "中": (6, 7), "底": (12, 12), "末": (12, 12)}
"""年初 is the first quarter, 年底 the last month: how reports use the words."""
_ACADEMIC_START = 9


def day_or_none(year: int, month: int, day: int) -> datetime.date | None:
    """Return the day; None where the calendar has no such day.

    >>> day_or_none(2015, 2, 30) is None
    True
    """
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= last_day(year, month):
        return None
    return datetime.date(year, month, day)


def last_day(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return calendar.monthrange(year, month)[1]


def months(year: int, first: int, last: int) -> Days:
    """Return the days from the first of one month to the end of another of the same year."""
    return datetime.date(year, first, 1), datetime.date(year, last, last_day(year, last))


def year(number: int) -> Days:
    """Return 1 January and 31 December."""
    return months(number, 1, 12)


def month(number: int, index: int) -> Days:
    """Return the days of a month."""
    return months(number, index, index)


def quarter(number: int, first: int, last: int) -> Days:
    """Return the days of the quarters from `first` to `last`: 前三季度 is 1 to 3."""
    return months(number, 3 * first - 2, 3 * last)


def half(number: int, index: int) -> Days:
    """Return the days of 上半年 (1) or 下半年 (2)."""
    return months(number, 6 * index - 5, 6 * index)


def part_of_year(number: int, word: str) -> Days:
    """Return the days meant by 年初, 年中, 年底, 年末.

    >>> part_of_year(2015, "初")[1]
    datetime.date(2015, 3, 31)
    """
    return months(number, *_PART_OF_YEAR[word])


def ten_days(number: int, index: int, words: str) -> Days:
    """Return the days from the first to the last ten-day part named: 中下 is the 11th to the end of the month.

    >>> ten_days(2015, 2, "中下")
    (datetime.date(2015, 2, 11), datetime.date(2015, 2, 28))
    """
    end = last_day(number, index)
    first, last = _TEN_DAYS[words[0]][0], min(_TEN_DAYS[words[-1]][1], end)
    return datetime.date(number, index, first), datetime.date(number, index, last)


def academic_year(first: int) -> Days:
    """Return the days of the academic year that begins in `first`: September to August.

    >>> academic_year(2018)
    (datetime.date(2018, 9, 1), datetime.date(2019, 8, 31))
    """
    end = datetime.date(first + 1, _ACADEMIC_START - 1, last_day(first + 1, _ACADEMIC_START - 1))
    return datetime.date(first, _ACADEMIC_START, 1), end
