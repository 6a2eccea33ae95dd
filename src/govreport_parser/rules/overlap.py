"""Overlap: which of several candidates for the same characters wins. The one policy, used everywhere.

    text      2015年10月13日—10月15日
    range     ├───────────────────┤   wins: starts first and is longest
    day       ├──────────┤            loses: overlaps a winner
    month-day             ├─────┤     loses: overlaps a winner

Leftmost first; of those that start together the longest; of those alike the rule that stands first in its file.
"""

from collections.abc import Iterable

from govreport_parser.rules.model import Candidate

__all__ = ["longest_leftmost"]


def _order(candidate: Candidate) -> tuple[int, int, int]:
    return candidate.start, -candidate.end, candidate.priority


def longest_leftmost(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Return (winners, losers), both sorted by position; no two winners overlap."""
    winners: list[Candidate] = []
    losers: list[Candidate] = []
    reach = -1
    for candidate in sorted(candidates, key=_order):
        if candidate.start >= reach:
            winners.append(candidate)
            reach = candidate.end
        else:
            losers.append(candidate)
    return winners, losers
