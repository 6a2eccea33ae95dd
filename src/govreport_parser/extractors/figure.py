"""Figure: a numeral of the prose as a count, with value, unit, measure, approximation and direction; without label."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.extractors.lexicon import Lexicon
from govreport_parser.mentions import Approximation, Change, Measure, Period
from govreport_parser.numerals import parse_numeral

__all__ = ["JOINT", "NEAR", "ORDER", "VAGUE", "Figure", "is_ordinal", "read_figures"]

NEAR = 16
"""Characters of context before a figure that can refuse it or change its reading."""
JOINT = regex.compile(r"\s?[、,和及与]\s?")
"""What parts the figures of a list."""
ORDER = ("第", "前")
"""Right before a numeral: it tells a place in an order, no amount."""
_BEFORE_NOW = ("提前", "之前", "目前", "以前", "此前", "年前", "日前")
VAGUE = str.maketrans("", "", " \u3000余多几")
"""Words in a numeral that leave its end open: 200余万."""
_SHARES = {"百": "1", "佰": "1", "千": "0.1", "仟": "0.1", "万": "0.01", "十万": "0.001", "百万": "0.0001"}
_CURRENCY = regex.compile(r"(?r)(?:(?<![\d一二三四五六七八九十百千万亿])人民币|[¥￥$])\s*")
_LAST_YEAR = 1000
"""From so many on 年 stands behind a year."""
_SIGN_UNIT = {"¥": "元", "￥": "元", "$": "美元"}
_ALNUM = regex.compile(r"[A-Za-z0-9)%]")


@dataclass(slots=True, kw_only=True)
class Figure:
    """A count in the making, in normalised coordinates."""

    start: int
    end: int
    value: Decimal
    value_to: Decimal | None
    unit: str | None
    measure: Measure
    approximation: Approximation
    rule: str
    change: Change = "none"
    label: str = ""
    noun_end: int = 0
    """Where the noun behind the figure ends, if its label stands there."""
    origin: "Figure | None" = None
    """Of the new value of a change (由80页增至100页) the old one."""
    parent: "Figure | None" = None
    period: Period | None = None


def is_ordinal(prose: str, start: int) -> bool:
    """第 or 前 stands before the figure; not the 前 of 提前 or 目前."""
    return prose[start - 1 : start] in ORDER and prose[max(0, start - 2) : start] not in _BEFORE_NOW


def read_figures(prose: str, match: "regex.Match[str]", terms: Lexicon) -> Iterator[Figure]:
    """Yield the figure or the two figures (由80页到100页) of one match."""
    number, upper, unit = match["number"], match["upper"], match["unit"]
    if match["share"]:
        value = parse_numeral(match["of"])
        if value is not None:
            scale = Decimal(_SHARES["".join(match["share"].split()).removesuffix("分之")])
            yield _figure(prose, match, terms, value * scale, None, "%")
        return
    value = parse_numeral("一" + number if number[0] in "百千" else number)
    high = parse_numeral(upper) if upper else None
    if value is None or number.startswith("00") or (upper and (high is None or unit is None)):
        return
    if high is not None and (
        high <= value or (match["lower_unit"] and prose[match.start() - 1 : match.start()] in "由从自")
    ):
        return
    if unit == "年" and value >= _LAST_YEAR:
        return
    if unit in terms.measures and "," in number and prose[match.start() - 1 : match.start()] in _SIGN_UNIT:
        yield from _two_sums(match, terms)
        return
    yield _figure(prose, match, terms, value, high, unit)


def _two_sums(match: "regex.Match[str]", terms: Lexicon) -> Iterator[Figure]:
    """$20,300美元: a sum has its currency once, so the comma between a sign and a word is punctuation."""
    first, _, second = match["number"].partition(",")
    middle = match.start() + len(first)
    bounds = ((match.start() - 1, middle, first), (middle + 1, match.end(), second))
    for (start, end, number), unit in zip(
        bounds, (_SIGN_UNIT[match.string[match.start() - 1]], match["unit"]), strict=True
    ):
        yield Figure(
            start=start,
            end=end,
            value=Decimal(number.replace(",", "")),
            value_to=None,
            unit=unit,
            measure=terms.measures[unit],
            approximation="exact",
            rule="counts.money",
        )


def _figure(
    prose: str,
    match: "regex.Match[str]",
    terms: Lexicon,
    value: Decimal,
    high: Decimal | None,
    unit: str | None,
) -> Figure:
    start, end = match.span()
    number = match["number"] or ""
    unit = "".join(unit.split()) if unit else None
    bare = unit.removeprefix("个") if unit else None
    if bare and bare.startswith("半") and len(bare) > 1:
        bare, value = bare[1:], value + Decimal("0.5")
    more = bare == "多月"
    bare = "月" if more else bare
    measure = terms.measures.get(bare or "", "quantity")
    if measure in {"duration", "percentage_points"}:
        unit = bare
    over = more or match["over"] or match["over_upper"] or any(mark in number for mark in "余多几")
    figure = Figure(
        start=start,
        end=end,
        value=value,
        value_to=high,
        unit=unit,
        measure=measure,
        approximation="range" if high is not None else "over" if over else "exact",
        rule=f"counts.{measure.replace('_', '-')}" if unit else "counts.bare",
    )
    _order(figure, prose)
    _percent(figure, prose)
    _approximate(figure, match, terms, prose)
    _money(figure, match, terms, prose)
    _direction(figure, terms, prose)
    return figure


def _order(figure: Figure, prose: str) -> None:
    if figure.start and is_ordinal(prose, figure.start):
        figure.start -= 1
        figure.measure, figure.rule = "rank", "counts.rank"


def _percent(figure: Figure, prose: str) -> None:
    """三成 is 30 %, 三成半 35 %, 2‰ 0.2 %."""
    if figure.unit == "成":
        figure.unit, figure.value = "%", figure.value * 10
        if prose[figure.end : figure.end + 1] == "半":
            figure.end, figure.value = figure.end + 1, figure.value + 5
    elif figure.unit == "‰":
        figure.unit, figure.value = "%", figure.value / 10
    elif figure.unit == "％":
        figure.unit = "%"


def _approximate(figure: Figure, match: "regex.Match[str]", terms: Lexicon, prose: str) -> None:
    before = terms.before.match(prose, max(0, figure.start - 5), figure.start)
    word = None
    if before:
        figure.start = before.start()
        word = terms.approximation_before[before.group().strip()]
    elif match["after"] and figure.approximation == "exact":
        word = terms.approximation_after[match["after"]]
    if word and figure.approximation != "range":
        figure.approximation = word  # type: ignore[assignment]


def _money(figure: Figure, match: "regex.Match[str]", terms: Lexicon, prose: str) -> None:
    """万元 and 亿元 are units; ￥ and 人民币 may stand before the figure, 角 and 分 behind it."""
    sign = _CURRENCY.match(prose, max(0, figure.start - 8), figure.start)
    if sign and (figure.unit is None or figure.measure == "money"):
        figure.start = sign.start()
        figure.unit = figure.unit or ("美元" if "$" in sign.group() else "元")
        figure.measure, figure.rule = "money", "counts.money"
    if figure.measure != "money":
        return
    last = (match["upper"] or match["number"] or "").translate(VAGUE)[-1:]
    if figure.unit == "元" and last in ("万", "亿"):
        scale = 10**4 if last == "万" else 10**8
        figure.unit, figure.value = last + "元", figure.value / scale
        figure.value_to = figure.value_to / scale if figure.value_to is not None and match["upper"] else figure.value_to
    small = terms.small_change.match(prose, figure.end)
    if small and small.end() > figure.end:
        tenths, hundredths = (parse_numeral(part) if part else None for part in small.group("tenths", "hundredths"))
        figure.value += (tenths or 0) / Decimal(10) + (hundredths or 0) / Decimal(100)
        figure.end = small.end()


def _direction(figure: Figure, terms: Lexicon, prose: str) -> None:
    """增长5% and +5% in a comparison have a direction and a positive value."""
    start = figure.start
    signed = start and prose[start - 1] in "+-−负" and not _ALNUM.search(prose, max(0, start - 2), start - 1)
    change = terms.change.match(prose, max(0, start - NEAR), start)
    if change and change.lastgroup:
        figure.change = change.lastgroup
    elif signed:
        figure.start -= 1
        minus = prose[start - 1] != "+"
        if terms.relative.match(prose, max(0, start - NEAR), start - 1):
            figure.change = "decrease" if minus else "increase"
        elif minus:
            figure.value = -figure.value
