"""Figures: every numeral of the prose that is a count, with unit, measure and approximation; not yet its label."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.extractors.base import Passage
from govreport_parser.extractors.lexicon import Lexicon, lexicon
from govreport_parser.mentions import Approximation, Change, Measure, Period
from govreport_parser.numerals import parse_numeral
from govreport_parser.spans import Span

__all__ = ["Figure", "find_figures"]

_NEAR = 16
"""Characters of context before a figure that can refuse it or change its reading."""


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


def find_figures(passage: Passage, blocked: Sequence[Span]) -> list[Figure]:
    """Return the counts of the prose in order; nothing that touches one of the `blocked` spans (sorted, disjoint)."""
    return list(_settle(passage, list(_figures(passage, blocked))))


def _figures(passage: Passage, blocked: Sequence[Span]) -> Iterator[Figure]:
    """Yield every figure that no context refuses; a bare one has no unit yet."""
    prose, words_ = passage.prose, lexicon()
    starts = [span.start for span in blocked]
    reach = 0
    for found in words_.starts(prose):
        start = found.start()
        match = words_.scan.match(prose, start) if start >= reach else None
        if match is None:
            continue
        unit, reach = match["unit"], match.end()
        bare = unit is None and match["share"] is None and prose[start - 1 : start] not in _ORDER
        if bare and not (prose[start].isdecimal() and _MAY_BE_BARE.match(prose, reach)):
            continue
        index = bisect_right(starts, start) - 1
        if (index >= 0 and blocked[index].end > start) or (index + 1 < len(starts) and starts[index + 1] < match.end()):
            continue
        why = _refusal(prose, match, words_)
        if why:
            passage.note("counts.quantity", start, match.end(), "refused", why)
            continue
        yield from _read(prose, match, words_)


_ORDER = ("第", "前")
_RANKED = frozenset("的行")
"""Behind a rank: 前10位的成绩, 前三名行列; 第四次会议 is none."""
_FAR = 24
"""So many characters before a rank the word may stand that says it is one."""
_BEFORE_NOW = ("提前", "之前", "目前", "以前", "此前", "年前", "日前")
_MAY_BE_BARE = regex.compile(r"[\s、,和及与→。;)]|\Z|[一二三四五六七八九]是|[增减升降提调改扩缩变]")
_VAGUE = str.maketrans("", "", " \u3000余多几")
_SHARES = {"百": "1", "佰": "1", "千": "0.1", "仟": "0.1", "万": "0.01", "十万": "0.001", "百万": "0.0001"}
_CURRENCY = regex.compile(r"(?r)(?:(?<![\d一二三四五六七八九十百千万亿])人民币|[¥￥$])\s*")
_SUM_ENDS = regex.compile(r"[,。;、)(一二三四五六七八九\s]|\Z")
_SEVERAL = regex.compile(r"(?r)(?:几|(?<![总件条人次个量])数)")
"""几十, 数百: no figure, save where a word ends in 数 (总数十件)."""
_VERSION = regex.compile(r"\d+\.\d+")
_WHOLE = frozenset("版期")
_SECOND = frozenset("次元")
"""Two times is 两次; 二次 is the second or the secondary."""
_INDEFINITE = frozenset("批种些年")
_LAST_YEAR = 1000
_QUOTED = 18
_CLOSED = regex.compile("[”」』’\n]")


def _ordered(prose: str, start: int) -> bool:
    """第 or 前 stands before the figure; not the 前 of 提前 or 目前."""
    return prose[start - 1 : start] in _ORDER and prose[max(0, start - 2) : start] not in _BEFORE_NOW


def _quoted(prose: str, start: int, end: int) -> bool:
    """Tell whether the figure stands in quotation marks; straight ones are counted, to know whether one is open."""
    opened = max(prose.rfind(mark, max(0, start - _QUOTED), start) for mark in "“「『‘")
    if opened >= 0 and not _CLOSED.search(prose, opened, start) and _CLOSED.search(prose, end, end + _QUOTED):
        return True
    return prose[end : end + 1] == '"' and prose.count('"', prose.rfind("\n", 0, start) + 1, start) % 2 == 1


def _refusal(prose: str, match: "regex.Match[str]", words_: Lexicon) -> str | None:
    """Return why the figure is no count; None where nothing speaks against it."""
    start, end, unit, number = match.start(), match.end(), match["unit"], match["number"] or ""
    low = max(0, start - _NEAR)
    if _ordered(prose, start):
        rank = unit in {None, "名", "位"} and words_.rank_before.match(prose, max(0, start - _FAR), start - 1)
        behind = prose[end : end + 1]
        return None if rank and (behind in _RANKED or not behind.isalnum()) else "ordinal"
    if number[:1] in "十百千万亿" and _SEVERAL.match(prose, low, start):
        return "several"
    veto = words_.not_after.match(prose, low, start) or words_.not_before.match(prose, end)
    if veto:
        return str(veto.lastgroup)
    if _quoted(prose, start, end):
        return "slogan in quotation marks"
    if unit is None:
        return None
    if number == "一" and not match["upper"]:
        if words_.one_before.match(prose, low, start) or words_.one_after.match(prose, end) or unit in _INDEFINITE:
            return "一 as a word"
        if unit == "起" and not words_.one_together.match(prose, end):
            return "一起, together"
    if unit in _WHOLE and _VERSION.fullmatch(number):
        return "version"
    if not number[:1].isdecimal():
        if number == "二" and unit in _SECOND and prose[end : end + 1].isalpha():
            return "二次, secondary"
        if unit == "分" or (unit in words_.place_units and words_.place.match(prose, end)):
            return "name of a place"
        if unit == "元" and len(number) == 1 and not _SUM_ENDS.match(prose, end):
            return "多元, 二元"
    return None


def _read(prose: str, match: "regex.Match[str]", words_: Lexicon) -> Iterator[Figure]:
    """Yield the figure or the two figures (由80页到100页) of one match."""
    number, upper, unit = match["number"], match["upper"], match["unit"]
    if match["share"]:
        value = parse_numeral(match["of"])
        if value is not None:
            scale = Decimal(_SHARES["".join(match["share"].split()).removesuffix("分之")])
            yield _figure(prose, match, words_, value * scale, None, "%")
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
    if unit in words_.measures and "," in number and prose[match.start() - 1 : match.start()] in _SIGN_UNIT:
        yield from _two_sums(match, words_)
        return
    yield _figure(prose, match, words_, value, high, unit)


_SIGN_UNIT = {"¥": "元", "￥": "元", "$": "美元"}


def _two_sums(match: "regex.Match[str]", words_: Lexicon) -> Iterator[Figure]:
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
            measure=words_.measures[unit],
            approximation="exact",
            rule="counts.money",
        )


def _figure(
    prose: str,
    match: "regex.Match[str]",
    words_: Lexicon,
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
    measure = words_.measures.get(bare or "", "quantity")
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
    _approximate(figure, match, words_, prose)
    _money(figure, match, words_, prose)
    _direction(figure, words_, prose)
    return figure


def _order(figure: Figure, prose: str) -> None:
    if figure.start and _ordered(prose, figure.start):
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


def _approximate(figure: Figure, match: "regex.Match[str]", words_: Lexicon, prose: str) -> None:
    before = words_.before.match(prose, max(0, figure.start - 5), figure.start)
    word = None
    if before:
        figure.start = before.start()
        word = words_.approximation_before[before.group().strip()]
    elif match["after"] and figure.approximation == "exact":
        word = words_.approximation_after[match["after"]]
    if word and figure.approximation != "range":
        figure.approximation = word  # type: ignore[assignment]


def _money(figure: Figure, match: "regex.Match[str]", words_: Lexicon, prose: str) -> None:
    """万元 and 亿元 are units; ￥ and 人民币 may stand before the figure, 角 and 分 behind it."""
    sign = _CURRENCY.match(prose, max(0, figure.start - 8), figure.start)
    if sign and (figure.unit is None or figure.measure == "money"):
        figure.start = sign.start()
        figure.unit = figure.unit or ("美元" if "$" in sign.group() else "元")
        figure.measure, figure.rule = "money", "counts.money"
    if figure.measure != "money":
        return
    last = (match["upper"] or match["number"] or "").translate(_VAGUE)[-1:]
    if figure.unit == "元" and last in ("万", "亿"):
        scale = 10**4 if last == "万" else 10**8
        figure.unit, figure.value = last + "元", figure.value / scale
        figure.value_to = figure.value_to / scale if figure.value_to is not None and match["upper"] else figure.value_to
    small = words_.small_change.match(prose, figure.end)
    if small and small.end() > figure.end:
        tenths, hundredths = (parse_numeral(part) if part else None for part in small.group("tenths", "hundredths"))
        figure.value += (tenths or 0) / Decimal(10) + (hundredths or 0) / Decimal(100)
        figure.end = small.end()


_ALNUM = regex.compile(r"[A-Za-z0-9)%]")


def _direction(figure: Figure, words_: Lexicon, prose: str) -> None:
    """增长5% and +5% in a comparison have a direction and a positive value."""
    start = figure.start
    signed = start and prose[start - 1] in "+-−负" and not _ALNUM.search(prose, max(0, start - 2), start - 1)
    change = words_.change.match(prose, max(0, start - _NEAR), start)
    if change and change.lastgroup:
        figure.change = change.lastgroup
    elif signed:
        figure.start -= 1
        minus = prose[start - 1] != "+"
        if words_.relative.match(prose, max(0, start - _NEAR), start - 1):
            figure.change = "decrease" if minus else "increase"
        elif minus:
            figure.value = -figure.value


_JOINT = regex.compile(r"\s?[、,和及与]\s?")
_TOWARDS = regex.compile(
    r"\s?→\s?|[^,。;\d]{0,8}(?:增|减|升|降|提|调|改|扩|缩|变)[^,。;\d]{0,4}(?:至|到|为)(?:每[年月季周]|今年的?|目前的?|现在的?|20\d\d年度?的?)?"
)


def _settle(passage: Passage, figures: list[Figure]) -> Iterator[Figure]:
    """Give bare figures the unit that they share, or drop them; compare the two ends of a change."""
    prose, words_ = passage.prose, lexicon()
    following: Figure | None = None
    settled: list[Figure] = []
    for figure in reversed(figures):
        gap = prose[figure.end : following.start] if following else ""
        towards = following and len(gap) <= _NEAR and _TOWARDS.fullmatch(gap)
        if figure.unit is None and figure.measure == "quantity":
            if following and following.unit and (towards or (_JOINT.fullmatch(gap) and _shared(prose, figure, words_))):
                figure.unit, figure.measure, figure.rule = following.unit, following.measure, "counts.shared-unit"
            elif not _bare(prose, figure, words_):
                passage.note("counts.bare", figure.start, figure.end, "refused", "no unit")
                continue
        if towards and following and following.unit == figure.unit:
            figure.change, following.origin = "none", figure
            following.change = "increase" if following.value > figure.value else "decrease"
        settled.append(figure)
        following = figure
    return reversed(settled)


def _shared(prose: str, figure: Figure, words_: Lexicon) -> bool:
    return bool(words_.shared_before.match(prose, max(0, figure.start - 40), figure.start))


def _bare(prose: str, figure: Figure, words_: Lexicon) -> bool:
    if prose[figure.start : figure.end].translate(_VAGUE)[-1:] in ("万", "亿"):  # 用户达269万
        return words_.bare_after.match(prose, figure.end) is not None
    return bool(
        words_.bare_before.match(prose, max(0, figure.start - _NEAR), figure.start)
        and words_.bare_after.match(prose, figure.end)
    )
