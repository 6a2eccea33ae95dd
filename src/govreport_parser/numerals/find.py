"""Numerals found in running text of either script and width, with their words of approximation."""

import functools
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import regex

from govreport_parser.numerals.pattern import BLANK, FRACTION_MARK, NUMBER, SIGN
from govreport_parser.numerals.read import CANONICAL, read, spread
from govreport_parser.spans import Span

__all__ = ["Approximation", "Numeral", "find_numerals", "parse_numeral"]

Approximation = Literal["exact", "over", "about", "under", "at_least", "at_most", "range"]

_PATTERN = rf"""
    (?P<before>(?:不少于|不低于|不小于|至少|不超过|不多于|不高于|至多|最多|最少|将近|接近|超过|大约|约为|多达
        |(?<![预节条公签集制契合邀特]|大)约|(?<![最附邻临靠相])近|(?<![赶])超|逾){BLANK})?
    (?P<number>
        {SIGN}?(?:[十百千万亿]{{1,2}}{FRACTION_MARK}{SIGN}?)?{NUMBER}
      | 半(?={BLANK}(?:个|天|日|小时|年(?!度)|月|成))(?<![上下前后大过多]半)
    )
    (?P<after>{BLANK}[余多]|(?<=[十百千])几)?
    """
_ONCE = regex.compile(r"(?<=[$¥])\d{1,3}(?=,\d{3}\D{0,2}[元圆圓])")
"""A sum has its currency once: between a sign on the left and a word on the right the comma is punctuation."""

_WORD = regex.compile(
    r"(?:(?<=[统唯逐单专])一|一(?:般|定|些|直|样|律|致|旦|切|系列|并|同|贯|体化|手|心|流|经)|(?<=进)一步"
    r"|零(?:星|售|散|碎|部件|距离|容忍|配件)|〇)(?![十百千万亿])"
)
_TENS_OF = regex.compile(r"几\Z|(?<![总件条人次])数\Z")
"""几十, 数百: no number, save where a word ends in 数 (总数十件)."""
_LONELY = frozenset("伍陆陸肆拾俩倆〇○◯")
"""Read as figures beside other figures only: 队伍, 大陆, 收拾."""
_APPROXIMATE = {
    "不少于": "at_least", "不低于": "at_least", "不小于": "at_least", "至少": "at_least", "最少": "at_least",
    "不超过": "at_most", "不多于": "at_most", "不高于": "at_most", "至多": "at_most", "最多": "at_most",
    "将近": "under", "接近": "under", "近": "under", "超过": "over", "超": "over", "逾": "over", "多达": "exact",
    "大约": "about", "约为": "about", "约": "about",
}  # fmt: skip
_VAGUE = str.maketrans("", "", " \t\u00a0\u3000余多几")
_MORE = frozenset("余多几")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as it stands in a text: 七十八万五千."""

    text: str
    span: Span
    value: Decimal
    value_to: Decimal | None = None
    """The upper end of two neighbouring figures (两三百); None otherwise."""
    approximation: Approximation = "exact"


@functools.cache
def _pattern() -> "regex.Pattern[str]":
    return regex.compile(_PATTERN, regex.VERBOSE)


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numerals of `text` in order, with spans into it; no unit needed.

    >>> [(n.text, str(n.value), n.approximation) for n in find_numerals("收到七十八萬五千件，約３００余條")]
    [('七十八萬五千', '785000', 'exact'), ('約３００余', '300', 'over')]
    """
    canonical = text.translate(CANONICAL)
    found: list[Numeral] = []
    position = 0
    while match := _pattern().search(canonical, position):
        position = match.end()
        once = _ONCE.match(canonical, match.start("number"))
        if once and once.end() < position:
            position = once.end()
            found.append(_plain(text, once.start(), once.end()))
            continue
        numeral = _numeral(text, match)
        if numeral is not None:
            found.append(numeral)
    return tuple(found)


def parse_numeral(text: str) -> Decimal | None:
    """Return the value of a text that is one numeral and nothing else; None for any other text.

    >>> parse_numeral("七十八万五千"), parse_numeral("３，６００"), parse_numeral("若干")
    (Decimal('785000'), Decimal('3600'), None)
    """
    if text.isdecimal() and text.isascii():
        return Decimal(text)
    stripped = text.strip()
    match = _pattern().fullmatch(stripped.translate(CANONICAL))
    if match is None:
        return Decimal("0.5") if stripped == "半" else None
    numeral = _numeral(stripped, match)
    return numeral.value if numeral else None


def _plain(text: str, start: int, end: int) -> Numeral:
    return Numeral(text=text[start:end], span=Span(start, end), value=Decimal(text[start:end].translate(CANONICAL)))


def _numeral(text: str, match: "regex.Match[str]") -> Numeral | None:
    """Make the record, unless the characters are a word (统一, 队伍, 几十)."""
    start, end = match.span("number")
    canonical = match.string
    if (end - start == 1 and text[start] in _LONELY) or _WORD.match(canonical, start):
        return None
    if canonical[start] in "十百千万" and _TENS_OF.search(canonical, max(0, start - 2), start):
        return None
    raw = canonical[start:end].translate(_VAGUE) if "/" not in canonical[start:end] else canonical[start:end]
    if raw[:1] in "百千万亿":
        raw = "一" + raw
    pair = spread(raw)
    value = pair[0] if pair else Decimal("0.5") if raw == "半" else read(raw)
    if value is None:
        return None
    first, last = match.span()
    return Numeral(
        text=text[first:last],
        span=Span(first, last),
        value=value,
        value_to=pair[1] if pair else None,
        approximation="range" if pair else _approximation(match),
    )


def _approximation(match: "regex.Match[str]") -> Approximation:
    before = match.group("before")
    if match["after"] or not _MORE.isdisjoint(match["number"]):
        return "over"
    if before:
        return _APPROXIMATE[before.rstrip(" \t\u00a0\u3000")]  # type: ignore[return-value]
    return "exact"
