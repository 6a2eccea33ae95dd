"""How changes are worded: which way they go, whether they are of the two figures beside them, and those told in words.

增幅为25%   →   a rise though no verb says so        年均增长10%   →   not the change between the two figures
"""

import functools
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import regex

from govreport_parser.checks.base import name_of, quoted, recomputed
from govreport_parser.checks.bounds import TOLERANCE, percent_of, rounded
from govreport_parser.checks.skeleton import Line
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import parse_numeral, plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import RuleSet
from govreport_parser.rules.patterns import words
from govreport_parser.spans import Span

__all__ = [
    "NAMED_YEAR",
    "Told",
    "comparable",
    "direction",
    "follow",
    "growth_finding",
    "growth_list",
    "growth_rules",
    "is_averaged",
    "plain_name",
    "told_in_words",
]

_GROUPS = frozenset(
    {
        "new",
        "old",
        "rate",
        "delta",
        "times",
        "more",
        "fold",
        "fraction",
        "rough",
        "before",
        "after",
        "series",
        "years",
        "each",
        "said",
        "period",
        "unit",
        "subject",
    }
)
_TOLD = regex.compile(
    r"[\d.一二两兩三四五六七八九十]+\s?倍|翻了?[一二两兩三]?番|[二三四五六七八九十]分之[一二三四五六七八九]|一半"
)
_FOLDS = {"一": 2, "两": 4, "二": 4, "三": 8}
_SAID = ("rate", "times", "more", "fold", "fraction")
_FALLS = frozenset("减降少")
_ROUGH = 6
"""A fraction (减少三分之一) may miss by this part of itself: nobody computes it."""
_NEARLY = Decimal("0.2")
"""By what part of itself a multiple may be told too great with 近."""
_MOST = Decimal(5)
"""Points by which a fraction may miss at most."""
_UNITS = {"百分点": ("个百分点", " points"), "倍": ("倍", " times")}
"""Units of changes, in Chinese and in English."""
_FILLER = "(?:高达|达到?|为|是|了|约|近|有|出|[:])*"
_NOUN = regex.compile(r"(?:数量|总量|总数|量|数)$")
_OTHER_LENGTH = 31
"""Days by which the periods of two figures that are compared may differ."""
_MARKS = regex.compile(r"[⚀⚁⚂]")
_CLAUSE = regex.compile(r"(?r)[^⚀⚁⚂。;,!?\n]{0,30}\Z")
NAMED_YEAR = regex.compile(r"(?:19|20)\d\d(?=年)")
_PERIOD = regex.compile(r"第?(?P<number>[一二三四上下]|\d{1,2})(?P<unit>季度|月|半年)")
_HALVES = {"上": Decimal(1), "下": Decimal(2)}


class Told(NamedTuple):
    """A change as it is told: where, in which words, how much, in which unit."""

    span: Span
    text: str
    value: Decimal
    unit: str


def growth_rules() -> RuleSet:
    """Return the rules for changes."""
    return load_rules("growth", _GROUPS)


@functools.cache
def growth_list(name: str) -> "regex.Pattern[str]":
    """Return a list of words of the rules for changes as a pattern."""
    return regex.compile(words(growth_rules().file.lists[name]))


@functools.cache
def _before(name: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?r){words(growth_rules().file.lists[name])}{_FILLER}\Z")


def plain_name(count: CountMention) -> str:
    """Return what is counted without the words that every disclosure report takes for granted: 信息公开申请 is 申请."""
    name: str = growth_list("plain").sub("", count.label)
    return name


def direction(line: Line, rate: CountMention) -> int | None:
    """Return 1 for a rise and -1 for a fall, by the verb or by a noun (增幅, 降幅); None where neither says it."""
    if rate.change != "none":
        return -1 if rate.change == "decrease" else 1
    place = line.places[line.index_of(rate)]
    for name, sign in (("fall", -1), ("rise", 1)):
        if _before(name).search(line.text, max(0, place - 12), place):
            return sign
    return None


def follow(before: str, after: str) -> bool:
    """Tell whether one quarter, month or half year follows the other: 第三季度, 第四季度."""
    first, second = _PERIOD.match(before), _PERIOD.match(after)
    if first is None or second is None or first["unit"] != second["unit"]:
        return False
    numbers = [_HALVES.get(match["number"]) or parse_numeral(match["number"]) for match in (first, second)]
    return numbers[0] is not None and numbers[1] == numbers[0] + 1


def is_averaged(line: Line, place: int) -> bool:
    """Tell whether the change at `place` is one per year, not the one between two figures: 年均增长10%."""
    clause = _CLAUSE.search(line.text, 0, place)
    return clause is not None and growth_list("averaged").search(clause.group()) is not None


def comparable(line: Line, match: "regex.Match[str]", pair: tuple[CountMention, CountMention], own: int | None) -> bool:
    """Tell whether the words let the change be the one between the old and the new figure of `pair`.

    They do not where it is one per year, where it is against a year that is not the old figure's, and where one
    figure is of a year and the other since the beginning. `own` is the year of the report.
    """
    said = _told(line, match)
    if _is_of_another(said, pair) or _other_length(pair):
        return False
    if growth_list("averaged").search(said) or _since(line, match, "old") != _since(line, match, "new"):
        return False
    old, new = ((count.period.start.year if count.period is not None else None) for count in pair)
    if old is None:
        return True
    named = NAMED_YEAR.search(said)
    if named:
        return int(named.group()) in {old, new}
    base = own if new is None else new
    if new is None and base is not None and old >= base:
        return False  # the figure taken for the old one is of the year of the report itself
    return base is None or base - old <= 1 or growth_list("yearly").search(said) is None


def _is_of_another(said: str, pair: tuple[CountMention, CountMention]) -> bool:
    """Tell whether the change is told of something else: 申请量由50件增加到80件,网络申请增长45%."""
    rest = _NOUN.sub("", regex.sub(r"[\d\s,:()]+", "", growth_list("neutral").sub(" ", said)))
    return len(rest) > 1 and not any(rest in count.label for count in pair)


def _other_length(pair: tuple[CountMention, CountMention]) -> bool:
    """Tell whether one figure is of a year and the other of half a year."""
    days = [(count.period.end - count.period.start).days for count in pair if count.period is not None]
    return len(days) > 1 and abs(days[0] - days[1]) > _OTHER_LENGTH


def _told(line: Line, match: "regex.Match[str]") -> str:
    """Return the words between the change and the figure before it: 同比增长."""
    groups = match.groupdict()
    starts = [match.start(name) for name in _SAID if groups.get(name)]
    end = min(starts, default=match.end())
    start = max((mark.end() for mark in _MARKS.finditer(line.text, match.start(), end)), default=match.start())
    return line.text[start:end]


def _since(line: Line, match: "regex.Match[str]", name: str) -> bool:
    """Tell whether the clause of a figure says that it is of several years: 累计公开."""
    clause = _CLAUSE.search(line.text, 0, match.start(name))
    return clause is not None and growth_list("cumulative").search(clause.group()) is not None


def told_in_words(
    report: Report, new: CountMention, old: CountMention, match: "regex.Match[str]", rule: str
) -> Iterator[Finding]:
    """是上年的3倍, 增长1.5倍, 翻一番, 减少一半: these are no counts, so they are looked up behind the two figures."""
    groups = match.groupdict()
    said_at = [match.start(name) for name in ("times", "more", "fold", "fraction") if groups.get(name)]
    first = bool(said_at) and said_at[0] < match.start("new") and said_at[0] > match.start("old")
    place = _TOLD.search(report.source.text, old.span.end if first else max(new.span.end, old.span.end))
    if place is None or new.approximation != "exact" or old.approximation != "exact":
        return
    fraction, given, unit = groups.get("fraction"), new.value / old.value, "倍"
    if fraction:
        sign = -1 if _FALLS & set(match.group()[: match.start("fraction") - match.start()][-4:]) else 1
        number, given, unit = percent_of(fraction), (given - 1) * 100 * sign, "%"
        if number is None:
            return
        said, rough = number, min(_MOST, number / _ROUGH)
    else:
        times, more = groups.get("times"), groups.get("more")
        number = parse_numeral(times or more) if times or more else Decimal(_FOLDS[groups.get("fold") or "一"])
        if number is None:
            return
        said, given = number, given - (1 if more else 0)
        rough = max(TOLERANCE, said / 20) if number == number.to_integral_value() else _last_digit(number)
    if not _agree(said, given, rough, groups.get("rough") or ""):
        yield growth_finding(Told(Span(*place.span()), place.group(), said, unit), (new, old), rounded(given), rule)


def _last_digit(number: Decimal) -> Decimal:
    """Return what a multiple told with decimals may miss at most: less than one of its last digit, 1.5 is not 1.6."""
    exponent = number.as_tuple().exponent
    digit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return digit - digit / 1000


def _agree(said: Decimal, given: Decimal, rough: Decimal, word: str) -> bool:
    """Tell whether a multiple is about what is said of it: 近一倍 is some less than twice as much, 超过一倍 more."""
    low, high = said - rough, said + rough
    if word.startswith(("近", "将近", "接近", "约")):
        low -= said * _NEARLY
    if word.startswith(("超", "逾")):
        return given >= low
    if word.startswith("约"):
        high += said * _NEARLY
    return low <= given <= high


def growth_finding(
    told: Told, pair: tuple[CountMention, CountMention], right: Decimal, rule: str, *, delta: bool = False
) -> Finding:
    """Return the finding for a change and what the new figure and another one give; `delta`: that one is a change."""
    new, other = pair
    units = _UNITS.get(told.unit, (told.unit, told.unit))
    against = ("增减", ", changed by") if delta else ("对照", " and")
    zh, en = ("（增减方向相反）", " (the other direction)") if right < 0 else ("", "")
    return recomputed(
        "arithmetic.growth",
        zh=f"{quoted(name_of(new))}{new.text}，{against[0]}{other.text}，"
        f"算得{plain(right)}{units[0]}{zh}，而文中写作{told.text}。",
        en=f"{name_of(new)} {new.text}{against[1]} {other.text}: the figures give {plain(right)}{units[1]}{en}; "
        f"the text says {told.text}.",
        told=told.span,
        counts=(new, other),
        left=told.value,
        right=right,
        rule=rule,
    )
