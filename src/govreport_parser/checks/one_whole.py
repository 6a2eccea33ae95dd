"""Shares of one list are of one whole, though it is not told: 甲48件占40%、乙36件占30%、丙24件占25% cannot be.

What a part and its share say of their whole lies between two bounds; where all shares of a list but one can be of one
whole, that one is wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from govreport_parser.checks.bounds import rounded
from govreport_parser.checks.share_claims import Claim
from govreport_parser.mentions import CountMention

__all__ = ["Odd", "odd_ones"]

_FEWEST = 3
"""Shares that must agree on a whole before another one is called wrong."""
_SAME_WORDS = 2
"""As many will do where the shares are told together: 分别占."""
_TIGHT = Decimal("0.03")
"""The part of a whole by which the shares that agree may leave it open."""
_ALL = Decimal(100)


class Odd(NamedTuple):
    """A share that does not go with the others of its list, and what it should be."""

    claim: Claim
    right: Decimal
    base: CountMention | None
    """A figure of the report that the others are shares of."""


class _Range(NamedTuple):
    low: Decimal
    high: Decimal


def odd_ones(claims: Sequence[Claim], figures: Iterable[CountMention]) -> Iterator[Odd]:
    """Yield the one share of a list that is of no whole that the others can all be of; `figures` are the report's."""
    if len({claim.span for claim in claims}) != len(claims) or not _one_list(claims):
        return
    ranges = [_whole(claim) for claim in claims]
    if any(found is None for found in ranges):
        return
    known = [found for found in ranges if found is not None]
    if _meet(known) is not None:
        return
    if len(claims) - 1 < (_SAME_WORDS if claims[0].rule == "share.each" else _FEWEST):
        return
    # Only the one that bounds them from below or from above can be what keeps them apart.
    lowest = max(range(len(known)), key=[one.low for one in known].__getitem__)
    highest = min(range(len(known)), key=[one.high for one in known].__getitem__)
    odd = [(index, met) for index in {lowest, highest} if (met := _meet(known[:index] + known[index + 1 :]))]
    if len(odd) != 1:
        return
    index, met = odd[0]
    if met.high - met.low > met.low * _TIGHT:
        return
    claim = claims[index]
    base = next((count for count in figures if _can_be(count, claim, met)), None)
    own = sum((other.size for other in claims), Decimal(0))
    whole = base.value if base else own if met.low <= own <= met.high else (met.low + met.high) / 2
    yield Odd(claim, rounded(claim.size * _ALL / whole), base)


def _one_list(claims: Sequence[Claim]) -> bool:
    """Tell whether shares are told alike: by one rule, of things with one unit, each of one part, of no other whole."""
    units = {part.unit for claim in claims for part in claim.parts}
    single = all(len(claim.parts) == 1 for claim in claims)
    named = {claim.of for claim in claims if claim.of}
    return single and len(units) == 1 and len({claim.rule for claim in claims}) == 1 and len(named) <= 1


def _whole(claim: Claim) -> _Range | None:
    """Return between what the whole of a share lies."""
    low, high = claim.said
    if low is None or high is None or low <= 0 or claim.parts[0].approximation != "exact" or claim.size <= 0:
        return None
    return _Range(claim.size * _ALL / high, claim.size * _ALL / low)


def _meet(ranges: Sequence[_Range]) -> _Range | None:
    low, high = max(one.low for one in ranges), min(one.high for one in ranges)
    return _Range(low, high) if low <= high else None


def _can_be(count: CountMention, claim: Claim, met: _Range) -> bool:
    part = claim.parts[0]
    same = count.unit == part.unit and count.measure == part.measure and count.change == "none"
    return same and met.low <= count.value <= met.high
