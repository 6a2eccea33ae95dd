"""The report's own year and period, and the day it was published."""

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from govreport_parser.extractors.calendar import academic_year, last_day
from govreport_parser.mentions import Period
from govreport_parser.metadata.bodies import is_of_a_school
from govreport_parser.metadata.wording import Wording
from govreport_parser.numerals import parse_numeral
from govreport_parser.spans import Span

__all__ = ["Dated", "Published", "find_period", "find_published", "find_year", "year_of_data"]

_YEAR = Wording("metadata.year.any")
_ACADEMIC = Wording("metadata.year.academic")
_REPUBLIC = Wording("metadata.year.republic")
_YEAR_OF_REPORT = (
    Wording("metadata.year.opening"),
    Wording("metadata.year.named-report"),
    Wording("metadata.year.of-data"),
)
"""The surest first."""
_SPOKEN_OF = Wording("metadata.year.spoken-of")
_PERIOD = Wording("metadata.period.range")
_MONTHS = Wording("metadata.period.months")
_PUBLISHED_FIELD = Wording("metadata.published.field")
_MADE_FIELD = Wording("metadata.published.made")
_UNDER_TITLE = Wording("metadata.published.under-title")
_SIGNATURE = Wording("metadata.published.signature")
_SIGNATURE_IN_WORDS = Wording("metadata.published.signature-in-words")

_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_LONG_ENOUGH = 150
"""Days: a shorter range in a report is an event or a campaign, not the time that the report covers."""
_HEAD_LINES = 12
_HEAD = 1500
_BEFORE_THE_REPUBLIC = 1911
_CENTURY = 20
"""No body reported on disclosure in another: 民国二十三年 is the year of what an archive holds."""
_SIGNATURE_LIMIT = 60
_DAY_ENDS = ("日", *"0123456789")


@dataclass(frozen=True, slots=True)
class Dated:
    """A year and the place (normalised) that names it; None where it was inferred from the whole."""

    year: int
    span: Span | None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication and its place."""

    day: datetime.date
    span: Span
    rule: str


def find_year(text: str, prose: str, title: Span | None) -> Dated | None:
    """Return the report's year: as the title has it, else the opening words, the annex's title, the commonest year.

    >>> find_year("", "现将2015年政府信息公开工作情况报告如下。", None).year
    2015
    """
    if title is not None and (found := _of_title(text, title)):
        return found
    for pattern in _YEAR_OF_REPORT:
        found = _named(pattern, prose, 0, len(prose)) or _named(pattern, text, 0, len(text))
        if found:
            return found
    if (found := _academic(prose, Span(0, min(_HEAD, len(prose))))) or (found := _of_period(prose)):
        return found
    years = Counter(_number(match["year"]) for match in _SPOKEN_OF.finditer(prose))
    if not years:
        return None
    return Dated(min(years, key=_ByCount(years)), None)


def _of_title(text: str, title: Span) -> Dated | None:
    """Return the year of a title; of several the last before the subject: 2020年…公开2019年政府信息公开年度报告."""
    if found := _academic(text, title):
        return found
    subject = max(text.find(word, *title) for word in ("信息公开", "政务公开"))
    years = list(_YEAR.finditer(text, *title))
    if years:
        before = [match for match in years if match.end() <= subject]
        match = before[-1] if before else years[0]
        return Dated(_number(match["year"]), Span(*match.span("year")), _YEAR.rule)
    republic = _REPUBLIC.search(text, *title)
    if republic is None:
        return None
    year = int(parse_numeral(republic["roc"]) or 0) + _BEFORE_THE_REPUBLIC
    return Dated(year, Span(*republic.span()), _REPUBLIC.rule) if year // 100 == _CENTURY else None


def _of_period(prose: str) -> Dated | None:
    """Return the year in which the time ends that the report says it covers: 2019年9月1日至2020年8月31日."""
    period, span, rule = _stated_period(prose, None)
    return Dated(period.end.year, span, rule) if period is not None and span is not None else None


@dataclass(frozen=True, slots=True)
class _ByCount:
    """Order years by how often they are named; of those alike the earlier: a report also speaks of the next year."""

    years: "Counter[int]"

    def __call__(self, year: int) -> tuple[int, int]:
        return -self.years[year], year


def _academic(text: str, where: Span) -> Dated | None:
    """Return the year in which an academic year ends; schools also call it 2018-2019年度."""
    for match in _ACADEMIC.finditer(text, *where):
        first, year = int(match["first"]), int(match["year"])
        if year == first + 1 and (match.group().endswith("学年") or is_of_a_school(text[:_HEAD])):
            return Dated(year, Span(*match.span()), _ACADEMIC.rule)
    return None


def _named(pattern: Wording, text: str, start: int, end: int) -> Dated | None:
    match = pattern.search(text, start, end)
    return Dated(_number(match["year"]), Span(*match.span("year")), pattern.rule) if match else None


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


def find_period(prose: str, year: Dated | None) -> tuple[Period | None, Span | None, str | None]:
    """Return the period that the report says it covers, with its place and rule; else the whole year, with none.

    The whole of an academic year is September to August.
    """
    number = year.year if year else None
    stated = _stated_period(prose, number)
    if stated[0] is not None or number is None or not datetime.MINYEAR <= number - 1 < datetime.MAXYEAR:
        return stated
    if year is not None and year.rule == _ACADEMIC.rule:
        first, last = academic_year(number - 1)
        return Period(start=first, end=last), None, None
    return Period(start=datetime.date(number, 1, 1), end=datetime.date(number, 12, 31)), None, None


def _stated_period(prose: str, year: int | None) -> tuple[Period | None, Span | None, str | None]:
    """Return the first time of some length, named from day to day or, as that of the data, otherwise."""
    for pattern in (_PERIOD, _MONTHS):
        for match in pattern.finditer(prose, 0, len(prose)):
            until = match["y2"] or match["y1"]
            first = _day(match["y1"], match["m1"], match["d1"] or "1")
            last = _day(until, match["m2"], match["d2"]) if match["d2"] else _last_of_month(until, match["m2"])
            long_enough = first and last and (last - first).days >= _LONG_ENOUGH
            if first and last and long_enough and (year is None or year in {first.year, last.year}):
                return Period(start=first, end=last), Span(*match.span()), pattern.rule
    return None, None, None


def _last_of_month(year: str, month: str) -> datetime.date | None:
    return _day(year, month, str(last_day(int(year), int(month)))) if 1 <= int(month) <= 12 else None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    y, m, d = int(year), int(month), int(day)
    if not 1 <= m <= 12 or not 1 <= d <= calendar.monthrange(y, m)[1]:
        return None
    return datetime.date(y, m, d)


def find_published(text: str) -> Published | None:
    """Return the day of publication: a field of the page's head, else the date that stands alone as a signature.

    The day on which the paper was made stands for it only where the page names no other.
    """
    for match in _PUBLISHED_FIELD.finditer(text):
        if found := _published(_PUBLISHED_FIELD, match):
            return found
    for start, end in islice(_lines(text), _HEAD_LINES):
        under = _UNDER_TITLE.search(text[start:end])
        found = _published(_UNDER_TITLE, under) if under and under["rest"].strip() else None
        if found:
            return Published(found.day, found.span.shift(start), found.rule)
    for match in _MADE_FIELD.finditer(text):
        if found := _published(_MADE_FIELD, match):
            return found
    for start, end in _lines(text):
        # A signature is a short line that ends with its day; few lines are worth a pattern.
        if end - start > _SIGNATURE_LIMIT or not text[start:end].rstrip(" )").endswith(_DAY_ENDS):
            continue
        for pattern in (_SIGNATURE, _SIGNATURE_IN_WORDS):
            signed = pattern.match(text, start, end)
            if signed and (found := _published(pattern, signed)):
                return found
    return None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends."""
    start, end = 0, text.find("\n")
    while end >= 0:
        yield start, end
        start, end = end + 1, text.find("\n", end + 1)
    yield start, len(text)


def _published(pattern: Wording, match: "regex.Match[str]") -> Published | None:
    if pattern is _SIGNATURE_IN_WORDS:
        month, day = (str(parse_numeral(match[name]) or 0) for name in "md")
        found = _day(str(_number(match["y"])), month, day)
    else:
        found = _day(match["y"], match["m"], match["d"])
    return None if found is None else Published(found, Span(match.start("y"), match.end("d")), pattern.rule)
