"""Lost cells: which of a row's columns were blank, told by the identities that the form demands.

A row of `width` columns that shows fewer values has lost blanks. Every way to place the values in order is
tried; a placement counts where the identities hold with blanks as 0. The search is bounded by the width alone.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

__all__ = [
    "MOST_PLACEMENTS",
    "Identity",
    "OpenRow",
    "Placed",
    "grouped_placements",
    "placements",
    "row_placements",
    "row_total",
    "settle",
    "shown_total",
]

MOST_PLACEMENTS = 500
"""Rows with more ways than this stay open: 3 blanks of 15 cells have 455, 3 of 7 have 35."""
_MOST_JOINT = 2000
_MOST_PASSES = 8

Placed = tuple[int | None, ...]
"""For each column the index of the value that stands in it; None for a lost blank."""
Values = Sequence[Decimal | None]
Identity = tuple[Sequence[str], Sequence[str]]
"""Two lists of rows whose sums must agree in every column."""
OpenRow = tuple[Values, list[Placed]]
"""The values of a short row, and the placements that still hold."""


def placements(values: Values, width: int, holds: Callable[[Values], bool]) -> list[Placed]:
    """Return every placement of `values`, in order, into `width` columns for which `holds` is true.

    >>> placements([Decimal(2), Decimal(3), Decimal(5)], 4, row_total)
    [(0, 1, 2, None), (0, 1, None, 2), (0, None, 1, 2), (None, 0, 1, 2)]
    """
    if math.comb(width, len(values)) > MOST_PLACEMENTS:
        return []
    found = []
    for columns in itertools.combinations(range(width), len(values)):
        placed: list[int | None] = [None] * width
        for index, column in enumerate(columns):
            placed[column] = index
        if holds([None if index is None else values[index] for index in placed]):
            found.append(tuple(placed))
    return found


def row_total(row: Values) -> bool:
    """Tell whether the last column is the sum of the others; a blank total says nothing against the row."""
    return row[-1] is None or row[-1] == _sum(row[:-1])


def shown_total(row: Values) -> bool:
    """Tell whether the last column is the sum of the others; a blank total stands for 0 alone."""
    return (row[-1] or Decimal(0)) == _sum(row[:-1])


def row_placements(rows: Mapping[str, Values], width: int, full_rows: Iterable[Values]) -> dict[str, OpenRow]:
    """Return the placements of each short row by its total.

    A row whose figures make no total has a wrong total or none. Where several rows are like that, any row may lack
    its total; and only where most are does the report leave totals blank, so that a place can be told without them.
    """
    found = {code: placements(values, width, shown_total) for code, values in rows.items()}
    lacking = {code for code, placed in found.items() if not placed}
    totalled = sum(bool(row[-1]) for row in full_rows)
    doubtful = len(lacking) > 1
    untotalled = len(lacking) * 2 > len(found) + totalled
    # One figure a row, and nothing else: it may be the total alone.
    alone = untotalled and all(len(values) == 1 for values in rows.values())
    for code, values in rows.items():
        if untotalled if code in lacking else doubtful:
            found[code] = placements(values, width, row_total)
            if alone:
                found[code].append((*(None,) * (width - 1), 0))
    return {code: (values, found[code]) for code, values in rows.items()}


def grouped_placements(values: Values, groups: int, size: int) -> list[Placed]:
    """Place `values` into `groups` of `size` columns, each with its own total in the last; none where too many fit."""
    found: list[Placed] = [()]
    for group in range(groups):
        left = (groups - group - 1) * size
        longer: list[Placed] = []
        for start in found:
            used = sum(index is not None for index in start)
            fewest, most = max(0, len(values) - used - left), min(size, len(values) - used)
            for count in range(fewest, most + 1):
                own = placements(values[used : used + count], size, shown_total)
                longer.extend((*start, *(None if pick is None else pick + used for pick in placed)) for placed in own)
            if len(longer) > MOST_PLACEMENTS:
                return []
        found = longer
    return found


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def settle(
    open_rows: dict[str, OpenRow],
    full_rows: Mapping[str, Values],
    identities: Iterable[Identity],
) -> None:
    """Drop placements that break an identity between rows; `open_rows` is changed in place.

    An identity is two lists of rows whose sums must agree in every column. It is used where it has all its rows
    and few enough of them are open.
    """
    rules = [
        rule for rule in identities if all(code in open_rows or code in full_rows for side in rule for code in side)
    ]
    for _ in range(_MOST_PASSES):
        changed = False
        for rule in rules:
            narrowed = _narrow(rule, open_rows, full_rows)
            changed = _apply(rule, open_rows, full_rows) or narrowed or changed
        if not changed:
            return


def _narrow(rule: Identity, open_rows: dict[str, OpenRow], full_rows: Mapping[str, Values]) -> bool:
    """Drop the placements that no choice in the other rows can balance, column by column; tell whether any was dropped.

    Where a total is 0 in a column, a row that has 3 there cannot be right, however many rows are open.
    """
    names = _open_names(rule, open_rows)
    if not names:
        return False
    tables = {code: [_columns(open_rows[code][0], placed) for placed in open_rows[code][1]] for code in names}
    width = len(tables[names[0]][0])
    fixed = _balance(rule, full_rows, width)
    signs = {code: 1 if code in rule[0] else -1 for code in names}
    changed = False
    low, high = list(fixed), list(fixed)
    for code in names:
        for column in range(width):
            least, most = _range(tables[code], signs[code], column)
            low[column] += least
            high[column] += most
    for code in names:
        bounds = [_range(tables[code], signs[code], column) for column in range(width)]
        kept = [
            index
            for index, row in enumerate(tables[code])
            if all(
                low[column] - bounds[column][0] <= -signs[code] * row[column] <= high[column] - bounds[column][1]
                for column in range(width)
            )
        ]
        if kept and len(kept) < len(tables[code]):
            values, before = open_rows[code]
            open_rows[code] = (values, [before[index] for index in kept])
            changed = True
    return changed


def _range(rows: list[list[Decimal]], sign: int, column: int) -> tuple[Decimal, Decimal]:
    values = [sign * row[column] for row in rows]
    return min(values), max(values)


def _open_names(rule: Identity, open_rows: Mapping[str, OpenRow]) -> list[str]:
    """Return the open rows of an identity; none where one of them has no placement at all."""
    names = [code for side in rule for code in side if code in open_rows]
    return names if all(open_rows[code][1] for code in names) else []


def _apply(
    rule: Identity,
    open_rows: dict[str, OpenRow],
    full_rows: Mapping[str, Values],
) -> bool:
    """Keep only the placements that occur in some joint solution of `rule`; tell whether any was dropped."""
    names = _open_names(rule, open_rows)
    if not names:
        return False
    choices = [open_rows[code][1] for code in names]
    if math.prod(len(choice) for choice in choices) > _MOST_JOINT:
        return False
    width = len(choices[0][0])
    fixed = _balance(rule, full_rows, width)
    signs = [1 if code in rule[0] else -1 for code in names]
    tables = [
        [_columns(open_rows[code][0], placed) for placed in choice] for code, choice in zip(names, choices, strict=True)
    ]
    kept: list[set[int]] = [set() for _ in names]
    for joint in itertools.product(*(range(len(choice)) for choice in choices)):
        rows = [(sign, table[pick]) for sign, table, pick in zip(signs, tables, joint, strict=True)]
        if all(fixed[column] + sum(sign * row[column] for sign, row in rows) == 0 for column in range(width)):
            for keep, pick in zip(kept, joint, strict=True):
                keep.add(pick)
    if not kept[0]:
        return False
    changed = False
    for code, keep in zip(names, kept, strict=True):
        values, before = open_rows[code]
        changed = changed or len(keep) < len(before)
        open_rows[code] = (values, [placed for index, placed in enumerate(before) if index in keep])
    return changed


def _balance(rule: Identity, full_rows: Mapping[str, Values], width: int) -> list[Decimal]:
    """Return, for each column, the first side less the second, of the rows that are not open."""
    fixed = [Decimal(0)] * width
    for sign, side in ((1, rule[0]), (-1, rule[1])):
        for code in side:
            for column, value in enumerate(full_rows.get(code, ())):
                fixed[column] += sign * (value or Decimal(0))
    return fixed


def _columns(values: Values, placed: Placed) -> list[Decimal]:
    return [Decimal(0) if index is None else values[index] or Decimal(0) for index in placed]
