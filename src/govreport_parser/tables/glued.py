"""Cells that run together, `信息内容本年制发件数…规章000行政许可206`: known labels are cut apart, and figures where
the form leaves one way to divide them.
"""

import functools
import re
from collections.abc import Iterator

import regex

from govreport_parser.blocks import OFFICIAL_TITLE
from govreport_parser.tables.cells import Cell
from govreport_parser.tables.forms import all_forms, headings
from govreport_parser.tables.values import UNITS

__all__ = ["Division", "cut_apart", "divisions"]

_WORDS = re.compile("信息内容|申请人情况|法人或其他组织|结果维持|统计指标|指标名称|勾稽关系")
"""Words of headers that no sentence has."""
_FIGURES = regex.compile(r"(?:条|件|次|篇|个|人次?|万元)?\d[\d./无-]*")
_NOTE = regex.compile(r"\([^()]*\)")
_LONG = 40
_FEWEST_SURE = 3
"""So many rows of a label and its figures leave no doubt that cells have run together."""
_LONGEST_FIGURE = 60
_MOST_DIGITS = 9
"""So many digits has the longest figure of one cell."""
_MOST_DIVISIONS = 200
_QUOTES = "“”\"'「」"

Division = tuple[tuple[int, int] | None, ...]
"""For each column the stretch of the figures that is its value; None for a blank."""


def cut_apart(text: str, start: int) -> list[Cell]:
    """Return the labels, units and figures that `text` at `start` is made of; nothing where it is one cell, or prose.

    Figures are marked: they may be those of several cells. Among the words of a header, or where many rows are sure,
    what is no figure is kept as a cell that cannot be read; elsewhere there must be nothing but labels and figures.

    >>> [cell.text for cell in cut_apart("规章000行政规范性文件0012", 0)]
    ['规章', '000', '行政规范性文件', '0012']
    >>> cut_apart("办理行政许可12件,行政处罚5件", 0)
    []
    """
    headed = _WORDS.search(text) is not None
    if not headed and not text[-1].isdigit() and len(text) < _LONG:
        return []
    title = _title().match(text)
    labels = [match.span() for match in _labels().finditer(text, title.end() if title else 0)]
    if not labels:
        return []
    gaps = list(zip((end for _, end in labels), [*(begin for begin, _ in labels[1:]), len(text)], strict=True))
    if not _is_table(text, labels[0][0], gaps, headed=headed):
        return []
    cells = [Cell(text[: labels[0][0]], start, start + labels[0][0])] if labels[0][0] else []
    for label, gap in zip(labels, gaps, strict=True):
        cells.append(Cell(text[slice(*label)], start + label[0], start + label[1]))
        cells.extend(_between(text, *gap, start))
    return cells


def _is_table(text: str, first: int, gaps: list[tuple[int, int]], *, headed: bool) -> bool:
    """Tell whether so much between the labels is nothing, or figures, that no sentence is like that."""
    empty = sum(left == right for left, right in gaps)
    figures = sum(_FIGURES.fullmatch(text, *gap) is not None for gap in gaps)
    if first == 0 and empty + figures == len(gaps) and gaps[-1][0] < gaps[-1][1]:
        return True
    prose = "," in _NOTE.sub("", text[:first]) or 2 * (empty + figures) < len(gaps)
    return not prose and (figures >= _FEWEST_SURE or (headed and len(gaps) > 1))


def _between(text: str, left: int, right: int, start: int) -> Iterator[Cell]:
    """Yield what stands between two labels: a note, a unit, figures, a row that no form knows."""
    found = _pieces().fullmatch(text, left, right)
    if found is None:
        figured = any(character.isdigit() for character in text[left:right])
        yield Cell(text[left:right], start + left, start + right, glued=figured)
        return
    for name in ("note", "unit", "figures", "other", "more"):
        if found[name]:
            place, stop = found.span(name)
            yield Cell(found[name], start + place, start + stop, glued=name in {"figures", "more"})


@functools.cache
def _pieces() -> "regex.Pattern[str]":
    units = "|".join(sorted(UNITS, key=len, reverse=True))
    figures = rf"(?:[-+—/.,\d无] | [增减](?=\d) | (?<=\d)(?:{units}))++"
    return regex.compile(
        rf"""(?P<note>\([^()]*\))?(?P<unit>{units})?(?P<figures>{figures})?
        (?P<other>[^\d+-]{{2,60}})?(?P<more>{figures})?""",
        regex.VERBOSE,
    )


@functools.cache
def _title() -> "regex.Pattern[str]":
    """Return what the longest official title of a section matches at the front: the table runs on behind it."""
    return regex.compile(rf"[一二三四五六七八九十]{{1,3}}、(?:{OFFICIAL_TITLE.pattern})", regex.VERBOSE | regex.POSIX)


@functools.cache
def _labels() -> "regex.Pattern[str]":
    """Return what every label of every form matches, numbered or not, with or without a note behind it."""
    known: set[str] = set()
    for form in all_forms():
        for part in form.part:
            known.update(label for row in part.row for label in (row.label, *row.aliases))
            known.update(label for column in part.column for label in (column.label, *column.aliases))
    for words in headings().values():
        known.update(words)
    spelled = (_spelling(label) for label in sorted(known, key=len, reverse=True) if len(label) > 1)
    digit = "[一二三四五六七八九十]"
    return regex.compile(
        rf"""(?:第二十条第?\(?[一五六八九]\)?项 | (?<=\p{{Han}})(?:19|20)\d\d年度?
        | (?:其中:?)?(?:{digit}{{1,3}}[、.] | \({digit}{{1,3}}\) | \(\d\d?\) | \d[.、](?!\d))?
          (?:其中:?)?(?:{"|".join(spelled)})(?:\((?!(?:{digit}|\d){{1,3}}\))[^()]{{0,80}}\))?+)""",
        regex.VERBOSE,
    )


def _spelling(label: str) -> str:
    """Return the pattern of a label whose quotation marks may be lost."""
    return "".join(f"{regex.escape(c)}?" if c in _QUOTES else regex.escape(c) for c in label)


def divisions(figures: str, size: int, groups: int = 1, *, totalled: bool, blanks: bool) -> list[Division]:
    """Return every way to divide figures that run together into `groups` of `size` columns; too many ways are none.

    No value begins with a 0 but 0 itself; where `totalled`, the last column of a group is the sum of its others.
    Columns may be blank only where `blanks`.

    >>> divisions("0012", 3, totalled=False, blanks=True)
    [((0, 1), (1, 2), (2, 4))]
    >>> [len(divisions(row, 7, totalled=True, blanks=False)) for row in ("1000001", "1000010")]
    [1, 0]
    """
    if not figures.isdecimal() or len(figures) > _LONGEST_FIGURE:
        return []
    needed = _needed(figures)
    found: list[tuple[Division, int]] = [((), 0)]
    for left in range(groups - 1, -1, -1):
        longer: list[tuple[Division, int]] = []
        for before, place in found:
            for own, end in _group(figures, place, size, totalled=totalled, blanks=blanks):
                if needed[end] <= left * size and (blanks or len(figures) - end >= left * size):
                    longer.append(((*before, *own), end))
                if len(longer) > _MOST_DIVISIONS:
                    return []
        found = longer
    return [division for division, _ in found]


def _needed(figures: str) -> list[int]:
    """Return for each place how many values the figures from there on are at the least."""
    needed = [0] * (len(figures) + 1)
    for place in range(len(figures) - 1, -1, -1):
        needed[place] = 1 + min(needed[end] for _, end in _values(figures, place))
    return needed


def _group(figures: str, place: int, size: int, *, totalled: bool, blanks: bool) -> Iterator[tuple[Division, int]]:
    """Yield the ways to fill one group from `place` on, each with the place behind it."""
    for way, end, summed in _filled(figures, place, size - totalled, blanks=blanks, room=totalled):
        total = str(summed)
        if not totalled:
            yield way, end
            continue
        if figures.startswith(total, end):
            yield (*way, (end, end + len(total))), end + len(total)
        if blanks and summed == 0:
            yield (*way, None), end


def _filled(figures: str, place: int, size: int, *, blanks: bool, room: bool) -> Iterator[tuple[Division, int, int]]:
    """Yield the ways to fill `size` columns from `place` on: the stretches, the place behind, the sum.

    `room`: their total must have its place behind them.
    """
    if size == 0:
        yield (), place, 0
        return
    for stretch in (*((None,) if blanks else ()), *_values(figures, place)):
        value = 0 if stretch is None else int(figures[stretch[0] : stretch[1]])
        after = place if stretch is None else stretch[1]
        if room and value and len(str(value)) > len(figures) - after:
            continue  # A total as long as its part has no room.
        for way, end, summed in _filled(figures, after, size - 1, blanks=blanks, room=room):
            yield (stretch, *way), end, value + summed


def _values(figures: str, place: int) -> Iterator[tuple[int, int]]:
    """Yield the values that begin at `place`: 0 alone, or some digits without a 0 before them."""
    if place >= len(figures):
        return
    longest = place + 1 if figures[place] == "0" else min(len(figures), place + _MOST_DIGITS)
    for end in range(place + 1, longest + 1):
        yield place, end
