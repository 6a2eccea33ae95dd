"""Dates: every expression of the prose that fixes a time, resolved against the report's own year.

>>> from govreport_parser.sentences import find_dates as find
>>> [str(date.start) for date in find("去年上半年和4月9日", year=2015)]
['2014-01-01', '2015-04-09']
"""

import datetime
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from govreport_parser.extractors import calendar
from govreport_parser.extractors.base import Passage, record_id
from govreport_parser.extractors.points import GROUPS, Anchor, Point, join, number, read_lost, read_point
from govreport_parser.mentions import DateMention, DocumentMention
from govreport_parser.rules.loader import load_rules
from govreport_parser.spans import Span

__all__ = ["find_dates"]

_BEFORE, _BEHIND = 12, 60
"""Characters before an anchor at which a date may open, and behind it up to which it may run."""

Groups = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    """The rules of dates.toml as one pattern, and where to try it."""

    anchors: tuple["regex.Pattern[str]", ...]
    chat: "regex.Pattern[str]"
    opening: "regex.Pattern[str]"
    one: "regex.Pattern[str]"
    marks: tuple[int, ...]
    """The empty groups that tell which rule matched."""
    ids: tuple[str, ...]
    groups: dict[str, tuple[tuple[str, ...], tuple[int, ...]]]
    """For each rule the names and numbers of its groups."""
    relative: dict[str, str]
    relative_day: dict[str, str]


@functools.cache
def _grammar() -> _Grammar:
    rules = load_rules("dates", GROUPS)
    pieces, maps = rules.file.pieces, rules.file.maps
    marks = tuple(f"rule_{index}" for index in range(len(rules.patterns)))
    body = "|".join(f"(?:{pattern.pattern}\n)(?P<{name}>)" for name, (_, pattern) in zip(marks, rules.patterns, strict=True))
    compiled = [regex.compile(pieces[name]) for name in ("anchor", "anchor_digits", "anchor_chat", "opening")]
    one = regex.compile(body, regex.VERBOSE)
    named = {rule.id: tuple(sorted(pattern.groupindex)) for rule, pattern in rules.patterns}
    return _Grammar(
        anchors=(compiled[0], compiled[1]),
        chat=compiled[2],
        opening=compiled[3],
        one=one,
        marks=tuple(one.groupindex[name] for name in marks),
        groups={rule: (names, tuple(one.groupindex[name] for name in names)) for rule, names in named.items()},
        ids=tuple(rule.id for rule, _ in rules.patterns),
        relative=maps["relative_year"],
        relative_day=maps["relative_day"],
    )


def find_dates(passage: Passage, *, documents: tuple[DocumentMention, ...] = ()) -> tuple[DateMention, ...]:
    """Return the dates of the prose in order. Years come from the words, the sentence or the report; never the clock."""
    reader = _Reader(passage, documents)
    return tuple(reader.read())


class _Reader:
    """One pass over a passage; remembers the year named last in the sentence."""

    def __init__(self, passage: Passage, documents: Sequence[DocumentMention]) -> None:
        self.passage = passage
        self.text = passage.prose
        context = passage.context
        self.reference = context.reference
        self.year = context.reference.year if context.reference else context.year
        self.titles = [document.span for document in documents if document.title is not None]
        self.period = context.period
        self.named: int | None = None
        self.of_every_year = False
        """The sentence states a recurring duty: 上一年度 in it is any year's."""
        self.position = 0

    def read(self) -> Iterator[DateMention]:
        """Yield the mentions from left to right."""
        title, grammar = 0, _grammar()
        for match in _matches(self.text, chat=self.reference is not None):
            self._pass(match.start())
            self.position = match.end()
            rule = grammar.ids[match.group(*grammar.marks).index("")]
            span = self.passage.source_span(*match.span())
            while title < len(self.titles) and self.titles[title].end <= span.start:
                title += 1
            quoted = title < len(self.titles) and self.titles[title].start <= span.start
            point = self._resolve(rule, match)
            if point is None:
                self.passage.note(rule, *match.span(), "refused", "no date: no such month, nothing to count from, or any year's")
                continue
            self.of_every_year = self.of_every_year or rule == "dates.recurring"
            if not quoted:
                self._remember(point, match)
            self.passage.note(rule, *match.span(), "won", f"{point.granularity} {point.start} to {point.end}")
            yield self._mention(rule, span, point)

    def _pass(self, start: int) -> None:
        """Forget at the end of a sentence the year named in it; a year to come holds for the paragraph of plans."""
        last = _BREAK.search(self.text, self.position, start)
        if last is None:
            return
        self.of_every_year = False
        to_come = self.named is not None and self.year is not None and self.named > self.year
        if not to_come or "\n" in self.text[self.position : start]:
            self.named = None

    def _mention(self, rule: str, span: Span, point: Point) -> DateMention:
        return DateMention(
            id=record_id("date", span),
            rule=rule,
            text=self.passage.source_text(span),
            span=span,
            start=point.start,
            end=point.end,
            granularity=point.granularity,
            approximate=point.approximate,
            anchored=point.anchored,
            recurring=rule == "dates.recurring",
            status=point.status,
        )

    def _remember(self, point: Point, match: "regex.Match[str]") -> None:
        """Keep a year for the month-days behind it in the sentence, unless it is only compared with or belongs to a law."""
        if point.year is None or not point.own_year or _CARRIED_IN.match(self.text, match.start()):
            return
        if _COMPARED.search(self.text, max(0, match.start() - 4), match.start()) or _ENACTED.match(self.text, match.end()):
            return
        self.named = point.year

    @property
    def anchor(self) -> Anchor:
        return Anchor(year=self.year, named=self.named, period=self.period)

    def _resolve(self, rule: str, match: "regex.Match[str]") -> Point | None:
        groups = _groups(rule, match)
        if self.of_every_year and groups.get("relative") in _ADJACENT:
            return None
        return _RESOLVERS[rule](self, match, groups)

    def point(self, groups: Groups, anchor: Anchor | None = None) -> Point:
        """Read one point, damaged or sound."""
        if lost := groups.get("lost"):
            return read_lost(lost)
        return read_point(groups, anchor or self.anchor, _grammar().relative)


_ADJACENT = frozenset({"上年", "上一年", "下年", "下一年", "次年"})
_BREAK = regex.compile(r"[。!?\n]")
_CARRIED_IN = regex.compile(r"[上下]一?年")
_COMPARED = regex.compile(r"[比较与同和](?:截至)?\s?\Z")
_ENACTED = regex.compile(r"[^,。;]{0,6}?(?:修订|修改|修正|颁布|颁发|公布|施行|实施|制定|出台|印发)(?:的|后)")


def _matches(text: str, *, chat: bool) -> Iterator["regex.Match[str]"]:
    """Try the rules at every place near an anchor where a date can open."""
    grammar = _grammar()
    found = [match.start() for anchor in grammar.anchors for match in anchor.finditer(text)]
    if chat:
        found += [match.start() for match in grammar.chat.finditer(text)]
    position = 0
    for place in sorted(found):
        if place < position:
            continue
        for opening in grammar.opening.finditer(text, max(position, place - _BEFORE), place + 3):
            start = opening.start()
            if start < position:
                continue
            match = grammar.one.match(text, start, min(len(text), place + _BEHIND))
            if match is not None:
                yield match
                position = max(position, match.end())


def _groups(rule: str, match: "regex.Match[str]") -> Groups:
    names, numbers = _grammar().groups[rule]
    values = match.group(*numbers) if len(numbers) > 1 else (match.group(*numbers),)
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _sides(match: "regex.Match[str]") -> tuple[Groups, Groups]:
    """Return the groups of the first and of the last point of a range."""
    border = match.start("last")
    first: Groups = {}
    last: Groups = {}
    for name, spans in ((name, match.spans(name)) for name in GROUPS):
        for start, end in spans:
            (last if start >= border else first)[name] = match.string[start:end]
    return first, last


def _single(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    point = reader.point(groups)
    if point.status == "damaged" and "lost" not in groups and not point.own_year:
        return None
    if point.granularity == "part_of_year" and point.end is not None and _UNTIL.search(reader.text, max(0, match.start() - 3), match.start()):
        return replace(point, start=point.end, approximate=False)
    return point


_UNTIL = regex.compile(r"截[至止]到?\Z")


def _range(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    left, right = _sides(match)
    first = reader.point(left)
    if "day" in right and "month" not in right:
        right = {**{name: left[name] for name in _CALENDAR if name in left}, "day": right["day"]}
        last = reader.point(right)
    else:
        last = reader.point(right, replace(reader.anchor, named=first.year) if first.year is not None else None)
        if first.start and last.end and last.end < first.start and not last.own_year:
            last = reader.point(right, replace(reader.anchor, named=last.end.year + 1, period=None))
    return join(first, last)


_CALENDAR = ("year", "short", "republic", "relative", "month")


def _shared(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    left, right = _sides(match) if match["last"] else (groups, {})
    if right:
        first = reader.point({"year": left["first_year"]})
        return join(first, reader.point(right))
    base = {name: left[name] for name in _CALENDAR if name in left}
    if "to_day" in left:
        return _sound(join(reader.point({**base, "day": left["from"]}), reader.point({**base, "day": left["to_day"]})))
    return _sound(join(reader.point({**base, "month": left["from"]}), reader.point({**base, "month": left["to_month"]})))


def _sound(point: Point) -> Point | None:
    return None if point.status == "damaged" else point


def _school_year(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    if match["school"] == "本":
        period = reader.period
        return Point(
            start=period.start if period else None,
            end=period.end if period else None,
            granularity="academic_year",
            anchored=True,
        )
    first = int(match["school"])
    start, end = calendar.academic_year(first)
    return Point(start=start, end=end, granularity="academic_year")


def _recurring(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    if match["day"]:
        return Point(granularity="day")
    if match["month"] or match["every"].startswith("月"):
        return Point(granularity="part_of_month" if match["ten"] else "month")
    return Point(granularity=_EVERY.get(match["every"][0], "year"))


_EVERY = {"季": "quarter", "半": "half"}


def _now(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    return Point(granularity="now")


def _alike(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    return reader.point({"relative": "去年"})


def _past_years(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    count, year = number(match["years"].replace("两", "二")), reader.year
    if year is None or not 0 < count < year:
        return Point(granularity="year" if count == 1 else "range", anchored=True, approximate=count > 1)
    start, end = calendar.year(year - count + 1)[0], calendar.year(year)[1]
    return Point(start=start, end=end, granularity="year" if count == 1 else "range", anchored=True, approximate=count > 1)


def _decade(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    if match["century"] is None and _TENS.get(match["decade"][0], 0) < 5:
        return None
    century = 2000 if match["century"] in {"21", "二十一"} else 1900
    first = century + 10 * _TENS[match["decade"][0]]
    return Point(start=datetime.date(first, 1, 1), end=datetime.date(first + 9, 12, 31), granularity="decade")


_TENS = {character: index % 9 + 1 for index, character in enumerate("123456789一二三四五六七八九")}


def _republic(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    said = _FIELD.search(reader.text, max(0, match.start() - 12), match.start()) or "民国" in reader.passage.text
    return _sound(reader.point(groups)) if said else None


_FIELD = regex.compile(r"(?:日期|时间|民国)\s?[:|]?\s?\Z")


def _relative_day(reader: _Reader, match: "regex.Match[str]", groups: Groups) -> Point | None:
    today = reader.reference
    if today is None:
        return None
    if "this_half" in groups or "this_month" in groups:
        return _relative_month(today, groups)
    shift = int(_grammar().relative_day[groups["named"]]) if "named" in groups else number(groups["days"])
    day = today + datetime.timedelta(days=-shift if groups.get("side") == "前" else shift)
    return Point(start=day, end=day, granularity="day", anchored=True)


def _relative_month(today: datetime.date, groups: Groups) -> Point:
    index = today.year * 12 + today.month - 1 + {"上": -1, "下": 1}.get(groups.get("this_month", ""), 0)
    first, last = calendar.month(index // 12, index % 12 + 1)
    if half := groups.get("this_half"):
        middle = first.replace(day=15)
        first, last = (first, middle) if half == "上" else (middle + datetime.timedelta(days=1), last)
        return Point(start=first, end=last, granularity="part_of_month", anchored=True)
    return Point(start=first, end=last, granularity="month", anchored=True)


Resolver = Callable[[_Reader, "regex.Match[str]", Groups], Point | None]

_RESOLVERS: dict[str, Resolver] = {
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
