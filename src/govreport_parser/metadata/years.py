"""The report's own year and period, and the day it was published."""

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from govreport_parser.mentions import Period
from govreport_parser.metadata.wording import Wording
from govreport_parser.numerals import parse_numeral
from govreport_parser.spans import Span

__all__ = ["Dated", "Published", "find_period", "find_published", "find_year", "year_of_data"]

_YEAR = Wording("metadata.year.any")
_ACADEMIC = Wording("metadata.year.academic")
_YEAR_OF_REPORT = (
    Wording("metadata.year.opening"),
    Wording("metadata.year.named-report"),
    Wording("metadata.year.of-data"),
)
"""The surest first."""
_SPOKEN_OF = Wording("metadata.year.spoken-of")
_PERIOD = Wording("metadata.period.range")
_PUBLISHED_FIELD = Wording("metadata.published.field")
_UNDER_TITLE = Wording("metadata.published.under-title")
_SIGNATURE = Wording("metadata.published.signature")
_SIGNATURE_IN_WORDS = Wording("metadata.published.signature-in-words")

_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_LONG_ENOUGH = 150
"""Days: a shorter range in a report is an event or a campaign, not the time that the report covers."""
_HEAD_LINES = 12
_SIGNATURE_LIMIT = 60
_DAY_ENDS = ("日", *"0123456789")


@dataclass(frozen=True, slots=True)
class Dated:
    """A year and the place (normalised) that names it; None where it was inferred from the whole."""

    year: int
    span: Span | None


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication and its place."""

    day: datetime.date
    span: Span


def find_year(text: str, prose: str, title: Span | None) -> Dated | None:
    """Return the report's year: as the title has it, else the opening words, the annex's title, the commonest year.

    >>> find_year("", "现将2015年政府信息公开工作情况报告如下。", None).year
    2015
    """
    if title is not None:
        found = _academic(text, *title) or _named(_YEAR, text, *title)
        if found:
            return found
    for pattern in _YEAR_OF_REPORT:
        found = _named(pattern, prose, 0, len(prose)) or _named(pattern, text, 0, len(text))
        if found:
            return found
    years = Counter(_number(match["year"]) for match in _SPOKEN_OF.finditer(prose))
    if not years:
        return None
    return Dated(min(years, key=_ByCount(years)), None)


@dataclass(frozen=True, slots=True)
class _ByCount:
    """Order years by how often they are named; of those alike the earlier: a report also speaks of the next year."""

    years: "Counter[int]"

    def __call__(self, year: int) -> tuple[int, int]:
        return -self.years[year], year


def _academic(text: str, start: int, end: int) -> Dated | None:
    match = _ACADEMIC.search(text, start, end)
    return Dated(int(match["year"]), Span(*match.span())) if match else None


def _named(pattern: Wording, text: str, start: int, end: int) -> Dated | None:
    match = pattern.search(text, start, end)
    return Dated(_number(match["year"]), Span(*match.span("year"))) if match else None


def _number(year: str) -> int:
    return int(year.translate(_DIGITS))


def year_of_data(prose: str) -> int | None:
    """Return the calendar year that the report's own data are said to cover; None where it does not say.

    >>> year_of_data("本报告数据统计期限为2019年1月1日至12月31日。")
    2019
    """
    match = _PERIOD.search(prose)
    whole = match and (match["m1"], match["d1"], match["m2"], match["d2"]) in {
        ("1", "1", "12", "31"),
        ("01", "01", "12", "31"),
    }
    return int(match["y1"]) if match and whole and match["y2"] in {None, match["y1"]} else None


def find_period(prose: str, year: int | None) -> tuple[Period | None, Span | None]:
    """Return the period that the report says it covers, with its place; else the whole year, with no place."""
    for match in _PERIOD.finditer(prose, 0, len(prose)):
        first = _day(match["y1"], match["m1"], match["d1"])
        last = _day(match["y2"] or match["y1"], match["m2"], match["d2"])
        if first and last and (last - first).days >= _LONG_ENOUGH and (year is None or year in {first.year, last.year}):
            return Period(start=first, end=last), Span(*match.span())
    if year is None or not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return None, None
    return Period(start=datetime.date(year, 1, 1), end=datetime.date(year, 12, 31)), None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    y, m, d = int(year), int(month), int(day)
    if not 1 <= m <= 12 or not 1 <= d <= calendar.monthrange(y, m)[1]:
        return None
    return datetime.date(y, m, d)


def find_published(text: str) -> Published | None:
    """Return the day of publication: a field of the page's head, else the date that stands alone as a signature."""
    for match in _PUBLISHED_FIELD.finditer(text):
        found = _published(match, _day(match["y"], match["m"], match["d"]))
        if found:
            return found
    for start, end in islice(_lines(text), _HEAD_LINES):
        match = _UNDER_TITLE.search(text[start:end])
        day = _day(match["y"], match["m"], match["d"]) if match else None
        if match and day and match["rest"].strip():
            return Published(day, Span(match.start("y"), match.end("d")).shift(start))
    for start, end in _lines(text):
        # A signature is a short line that ends with its day; few lines are worth a pattern.
        if end - start > _SIGNATURE_LIMIT or not text[start:end].rstrip(" )").endswith(_DAY_ENDS):
            continue
        match = _SIGNATURE.match(text, start, end)
        found = _published(match, _day(match["y"], match["m"], match["d"])) if match else None
        chinese = None if found else _SIGNATURE_IN_WORDS.match(text, start, end)
        found = found or (_published(chinese, _chinese_day(chinese)) if chinese else None)
        if found:
            return found
    return None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends."""
    start, end = 0, text.find("\n")
    while end >= 0:
        yield start, end
        start, end = end + 1, text.find("\n", end + 1)
    yield start, len(text)


def _published(match: "regex.Match[str]", day: datetime.date | None) -> Published | None:
    return None if day is None else Published(day, Span(match.start("y"), match.end("d")))


def _chinese_day(match: "regex.Match[str]") -> datetime.date | None:
    return _day(str(_number(match["y"])), str(parse_numeral(match["m"]) or 0), str(parse_numeral(match["d"]) or 0))
