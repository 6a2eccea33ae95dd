"""Overlap: which of several candidates for the same characters wins. The one policy, used everywhere.

    text      2015年10月13日—10月15日
    range     ├───────────────────┤   wins: starts first and is longest
    day       ├──────────┤            loses: overlaps a winner
    month-day             ├─────┤     loses: overlaps a winner

Leftmost first; of those that start together the longest; of those alike the rule that stands first in its file.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

__all__ = ["Placed", "longest_leftmost"]


class Placed(Protocol):
    """What the policy needs to know of a candidate, whether a pattern or a row of words matched."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def priority(self) -> int:
        """The place of its rule in the file."""


C = TypeVar("C", bound=Placed)


def _order(candidate: Placed) -> tuple[int, int, int]:
    return candidate.start, -candidate.end, candidate.priority


def longest_leftmost(candidates: Iterable[C]) -> tuple[list[C], list[C]]:
    """Return (winners, losers), both sorted by position; no two winners overlap."""
    winners: list[C] = []
    losers: list[C] = []
    reach = -1
    for candidate in sorted(candidates, key=_order):
        if candidate.start >= reach:
            winners.append(candidate)
            reach = candidate.end
        else:
            losers.append(candidate)
    return winners, losers
