"""Dates that lost marks or digits on their way to us: 20101231日, 2007年45日, 202020年12月31日."""

import datetime
import functools
from collections.abc import Mapping

import regex

from govreport_parser.extractors import calendar
from govreport_parser.extractors.points import Point
from govreport_parser.mentions import Granularity

__all__ = ["read_lost"]

_EARLIEST, _LATEST = 1949, 2049
"""Years that a swollen year may mean."""
_WITH_YEAR = frozenset({"run", "template", "month_year", "year", "collapsed"})
"""Groups that begin with four sound digits of the year."""


@functools.cache
def _lost_form() -> "regex.Pattern[str]":
    return regex.compile(
        r"""(?P<run>(?:19|20)\d{4,6})日?
        | (?P<template>\d{4})年\ ?月\ ?日
        | (?P<month_year>\d{4})(?P<month>\d\d?)月(?:(?P<day>\d\d?)日)?
        | (?P<swollen>\d{5,6})年(?:(?P<m>\d\d?)月(?:(?P<d>\d\d?)日)?)?
        | (?P<year>\d{4})年(?:(?P<both>\d{1,4})日|(?P<mm>\d\d?)月(?P<dd>\d\d?))
        | (?P<collapsed>\d+)""",
        regex.VERBOSE,
    )


def read_lost(text: str) -> Point:
    """Read a date that lost marks or digits: days only where nothing is left open.

    >>> read_lost("20101231日").start, read_lost("2007年45日").start
    (datetime.date(2010, 12, 31), None)
    """
    match = _lost_form().fullmatch(text)
    groups = {} if match is None else {name: value for name, value in match.groupdict().items() if value}
    days, granularity = _lost_days(groups)
    year = next((int(value[:4]) for name, value in groups.items() if name in _WITH_YEAR), None)
    return Point(
        start=days[0] if days else None,
        end=days[1] if days else None,
        granularity=granularity,
        year=days[0].year if days else year,
        own_year=True,
        status="damaged",
    )


def _lost_days(groups: Mapping[str, str]) -> tuple[calendar.Days | None, Granularity]:
    if run := groups.get("run"):
        return _one_day(_splits(run)) if len(run) > 6 else None, "day"
    if "month_year" in groups:
        return _part(int(groups["month_year"]), groups["month"], groups.get("day"))
    if "swollen" in groups:
        year = _shrunk(groups["swollen"])
        if year is None or "m" not in groups:
            return (None if year is None else calendar.year(year)), "day" if "d" in groups else "year"
        return _part(year, groups["m"], groups.get("d"))
    if "mm" in groups:
        return _part(int(groups["year"]), groups["mm"], groups["dd"])
    if len(both := groups.get("both", "")) == 4:
        return _part(int(groups["year"]), both[:2], both[2:])
    return None, "range" if "collapsed" in groups else "day"


def _part(year: int, month: str, day: str | None) -> tuple[calendar.Days | None, Granularity]:
    index = int(month)
    if day is None:
        return (calendar.month(year, index) if 1 <= index <= 12 else None), "month"
    found = calendar.day_or_none(year, index, int(day))
    return (None if found is None else (found, found)), "day"


def _splits(run: str) -> set[datetime.date]:
    """Return the days that a run of digits without marks can mean."""
    ways = [(run[4:-1], run[-1:]), (run[4:-2], run[-2:])]
    sound = [(m, d) for m, d in ways if 1 <= len(m) <= 2 and (len(run) == 8 or not (m + " " + d).startswith("0"))]
    days = {
        calendar.day_or_none(int(run[:4]), int(m), int(d)) for m, d in sound if not d.startswith("0") or len(run) == 8
    }
    return {day for day in days if day is not None}


def _one_day(days: set[datetime.date]) -> calendar.Days | None:
    return (min(days), min(days)) if len(days) == 1 else None


def _shrunk(digits: str) -> int | None:
    """Return the one year that is left when the surplus digits are taken out anywhere; None where there are several."""
    surplus = len(digits) - 4
    years = {int(digits[:at] + digits[at + surplus :]) for at in range(len(digits) - surplus + 1)}
    likely = [year for year in years if _EARLIEST <= year <= _LATEST]
    return likely[0] if len(likely) == 1 else None
