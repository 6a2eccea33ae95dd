"""Bounds: between which numbers the true figure lies, given how a report states it (12200余条, 近30%, 占33%).

What is computed from stated figures has bounds too; two figures contradict each other only where their bounds
are apart.
"""

from decimal import ROUND_HALF_UP, Decimal, getcontext
from typing import NamedTuple

import regex

from govreport_parser.mentions import CountMention
from govreport_parser.numerals import parse_numeral, plain

__all__ = [
    "TOLERANCE",
    "Bounds",
    "amount",
    "apart",
    "change",
    "difference",
    "negative",
    "percent_of",
    "ratio",
    "rounded",
    "stated",
]

TOLERANCE = Decimal("0.1")
"""Points by which a share or rate may miss what its figures give, over the rounding of its last digit."""
_DECIMALS = regex.compile(r"[.．·点](\p{N}+|[一二三四五六七八九〇零]+)")
_TENTHS = regex.compile(r"成")
_SCALED = regex.compile(r"(?P<more>[十百千拾佰仟])?(?P<power>[万萬亿億])")
_ZEROS = {"万": 4, "萬": 4, "亿": 8, "億": 8, "十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_CENT = Decimal("0.01")
_LOOSE = Decimal("0.05")


class Bounds(NamedTuple):
    """The least and the greatest that a figure can be; None where there is no bound."""

    low: Decimal | None
    high: Decimal | None


def amount(count: CountMention) -> Bounds:
    """Return the bounds of an amount: 12200余 lies from 12200 to below 12300, 约300 from 200 to 400."""
    value, step = count.value, _step(count.value)
    if count.value_to is not None:
        return Bounds(value, count.value_to)
    match count.approximation:
        case "over":
            return Bounds(value, value + step)
        case "under":
            return Bounds(value - step, value)
        case "about":
            return Bounds(value - step, value + step)
        case "at_least":
            return Bounds(value, None)
        case "at_most":
            return Bounds(Decimal(0), value)
        case _:
            half = _half(count)
            return Bounds(value - half, value + half)


def _half(count: CountMention) -> Decimal:
    """Return half the weight of the last printed digit of what is rounded though nothing says so: 1.2万次, 3.86亿元."""
    scaled = _SCALED.search(count.text)
    if scaled is None:
        return Decimal(0)
    decimals = _DECIMALS.search(count.text)
    half = Decimal("0.5").scaleb(-len(decimals[1]) if decimals else 0)
    if count.unit is not None and count.unit.startswith(("万", "亿")):
        return half
    return half.scaleb(_ZEROS[scaled["power"]] + _ZEROS.get(scaled["more"] or "", 0))


def _step(value: Decimal) -> Decimal:
    """Return the weight of the last digit that is not zero: 12200 → 100."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def stated(count: CountMention) -> Bounds:
    """Return the bounds of a stated share or rate, its rounding and the tolerance taken in: 33% is 32.4 to 33.6."""
    half = TOLERANCE + _rounding(count)
    value, high = count.value, count.value_to or count.value
    match count.approximation:
        case "over" | "at_least":
            return Bounds(value - half, None)
        case "under":
            return Bounds(value - max(_step(value), value * _LOOSE) - half, value + half)
        case "at_most":
            return Bounds(None, value + half)
        case "about":
            return Bounds(value * (1 - _LOOSE) - half - 1, value * (1 + _LOOSE) + half + 1)
        case _:
            return Bounds(value - half, high + half)


def _rounding(count: CountMention) -> Decimal:
    """Return half the weight of the last digit that is printed: 0.05 for 24.0%, 0.5 for 24%, 5 for 三成."""
    if _TENTHS.search(count.text):
        return Decimal(5)
    decimals = _DECIMALS.search(count.text)
    return Decimal("0.5").scaleb(-len(decimals[1]) if decimals else 0)


def ratio(part: Bounds, whole: Bounds) -> Bounds:
    """Return the bounds of part ÷ whole, in percent; unknown where the whole may be 0."""
    return Bounds(_quotient(part.low, whole.high), _quotient(part.high, whole.low))


def _quotient(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if part is None or not whole else part * 100 / whole


def change(new: Bounds, old: Bounds) -> Bounds:
    """Return the bounds of the change from old to new, in percent of the old."""
    low, high = ratio(new, old)
    return Bounds(None if low is None else low - 100, None if high is None else high - 100)


def difference(new: Bounds, old: Bounds) -> Bounds:
    """Return the bounds of new less old."""
    return Bounds(
        None if new.low is None or old.high is None else new.low - old.high,
        None if new.high is None or old.low is None else new.high - old.low,
    )


def negative(bounds: Bounds) -> Bounds:
    """Return the bounds of the number with its sign turned."""
    return Bounds(None if bounds.high is None else -bounds.high, None if bounds.low is None else -bounds.low)


def rounded(value: Decimal) -> Decimal:
    """Return a number as messages show it: two decimals at most, no idle zeros."""
    # Of so many digits a decimal keeps none behind the point, and cents cannot be asked of it.
    whole = value.adjusted() >= getcontext().prec - 2
    return Decimal(plain(value.to_integral_value() if whole else value.quantize(_CENT, ROUND_HALF_UP)))


def apart(one: Bounds, other: Bounds) -> bool:
    """Tell whether no number lies within both."""
    return _below(one, other) or _below(other, one)


def _below(one: Bounds, other: Bounds) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def percent_of(fraction: str) -> Decimal | None:
    """Return a fraction in percent, at most two decimals; None for what is no fraction.

    >>> percent_of("三分之二"), percent_of("一半")
    (Decimal('66.67'), Decimal('50'))
    """
    below, _, above = fraction.partition("分之")
    numbers = (parse_numeral(above), parse_numeral(below)) if above else (Decimal(1), Decimal(2))
    return None if numbers[0] is None or not numbers[1] else rounded(numbers[0] * 100 / numbers[1])
