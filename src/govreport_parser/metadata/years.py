"""The report's own year and period, and the day it was published."""

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from govreport_parser.mentions import Period
from govreport_parser.numerals import parse_numeral
from govreport_parser.spans import Span

__all__ = ["Dated", "Published", "find_period", "find_published", "find_year", "year_of_data"]

_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_Y = r"(?P<year>(?:20|19)\d\d|二[〇零0○O][〇零0○O一二三四五六七八九\d]{2})"
_ACADEMIC = regex.compile(r"(?P<first>20\d\d)\s?(?:年)?[-—–~至]{1,2}\s?(?P<year>20\d\d)\s?学年")
_YEAR_OF_REPORT = (
    regex.compile(rf"现(?:将|就).{{0,30}}?{_Y}\s?年"),
    regex.compile(rf"{_Y}\s?年度?[^。\n]{{0,30}}(?:信息公开|政务公开)[^。\n]{{0,20}}(?:报告|统计表|情况表|总结)"),
    regex.compile(rf"(?:期限|时间|数据)[^。\n]{{0,20}}自?{_Y}\s?年1月1日"),
)
_ANY_YEAR = regex.compile(rf"(?<![〔\[(（\d]){_Y}\s?年(?!度?[^。\n]{{0,12}}(?:印发|通过|施行))")
_PERIOD = regex.compile(
    r"自?(?P<y1>20\d\d)\s?年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日起?,?(?:至|到|[-—–~]{1,2})\s?(?:(?P<y2>20\d\d)\s?年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日止?"
)
_LONG_ENOUGH = 150
"""Days: a shorter range in a report is an event or a campaign, not the time that the report covers."""
_OPENING = 1500

_DAY = r"(?P<y>20\d\d)\s?(?:年|-|/|\.)\s?(?P<m>\d{1,2})\s?(?:月|-|/|\.)\s?(?P<d>\d{1,2})日?"
_PUBLISHED_FIELD = regex.compile(
    rf"(?:(?:发布|发表|公开|发文|成文|生成|更新)\s?(?:日\s?期|时\s?间)\s*[:|]?|(?<![\u4e00-\u9fff、])(?:日期|时间)\s?:)"
    rf"\s*\|?\s*{_DAY}"
)
_N = "[一二三四五六七八九十]"
_CHINESE_DAY = rf"(?P<y>二[〇零0○O][〇零0○O一二三四五六七八九]{{2}})年(?P<m>{_N}{{1,2}})月(?P<d>{_N}{{1,3}})日"
_SIGNATURE = regex.compile(
    rf"^\s*\(?\s*(?:{_DAY})\s*\)?\s*$|^\s*\(?(?:[\u4e00-\u9fff]{{4,30}}\s+){_DAY}\)?\s*$", regex.MULTILINE
)
_UNDER_TITLE = regex.compile(
    rf"^[ |\u3000]*[\[(]?{_DAY}[\])]?(?:\s?\d{{1,2}}[::]\d\d(?:[::]\d\d)?)?"
    r"(?P<rest>\s*(?:[(\[]?\s*(?:点击|浏览|阅读|访问|来源|作者|字[号体]|发布(?:单位|机构|人)|打印)[^。\n]{0,60})?"
    r"[ |)\]]*)$"
)
"""2024年01月12日 (点击: ): the line of the day under the title."""
_HEAD_LINES = 12
_SIGNATURE_CHINESE = regex.compile(rf"^\s*\(?\s*{_CHINESE_DAY}\s*\)?\s*$", regex.MULTILINE)


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
        found = _academic(text, *title) or _named(_ANY_TITLE_YEAR, text, *title)
        if found:
            return found
    for pattern in _YEAR_OF_REPORT:
        found = _named(pattern, prose, 0, len(prose)) or _named(pattern, text, 0, len(text))
        if found:
            return found
    years = Counter(_number(match["year"]) for match in _ANY_YEAR.finditer(prose))
    if not years:
        return None
    return Dated(min(years, key=_ByCount(years)), None)


_ANY_TITLE_YEAR = regex.compile(rf"{_Y}")


@dataclass(frozen=True, slots=True)
class _ByCount:
    """Order years by how often they are named; of those alike the earlier: a report also speaks of the next year."""

    years: "Counter[int]"

    def __call__(self, year: int) -> tuple[int, int]:
        return -self.years[year], year


def _academic(text: str, start: int, end: int) -> Dated | None:
    match = _ACADEMIC.search(text, start, end)
    return Dated(int(match["year"]), Span(*match.span())) if match else None


def _named(pattern: "regex.Pattern[str]", text: str, start: int, end: int) -> Dated | None:
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
    for start, end in _head_lines(text):
        match = _UNDER_TITLE.search(text[start:end])
        day = _day(match["y"], match["m"], match["d"]) if match else None
        if match and day and match["rest"].strip():
            return Published(day, Span(match.start("y"), match.end("d")).shift(start))
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        # A signature is a short line that ends with its day; few lines are worth a pattern.
        if len(line) > _SIGNATURE_LIMIT or not line.rstrip(" )").endswith(_DAY_ENDS):
            continue
        match = _SIGNATURE.match(text, start, position - 1)
        found = _published(match, _day(match["y"], match["m"], match["d"])) if match else None
        chinese = None if found else _SIGNATURE_CHINESE.match(text, start, position - 1)
        found = found or (_published(chinese, _chinese_day(chinese)) if chinese else None)
        if found:
            return found
    return None


def _head_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the first lines begin and end."""
    start = 0
    for _ in range(_HEAD_LINES):
        end = text.find("\n", start)
        if end < 0:
            yield start, len(text)
            return
        yield start, end
        start = end + 1


def _published(match: "regex.Match[str]", day: datetime.date | None) -> Published | None:
    return None if day is None else Published(day, Span(match.start("y"), match.end("d")))


def _chinese_day(match: "regex.Match[str]") -> datetime.date | None:
    return _day(str(_number(match["y"])), str(parse_numeral(match["m"]) or 0), str(parse_numeral(match["d"]) or 0))
