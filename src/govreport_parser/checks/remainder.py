"""Lists that end with what is left: 收到申请73件,其中自然人64件,其余8件由企业提出 are 72.

其余 closes a list, so the parts before it and itself must give the total. Which total and which parts is read as a
friend of the text would: where any figure before it fits with any of those behind that, nothing is said.
"""

import bisect
import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from govreport_parser.checks.listed_beside import tells_overlap
from govreport_parser.checks.lists import ANSWERED, Parts, alike, list_words, listed_finding
from govreport_parser.checks.skeleton import CHANGE, Line
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.report.model import Finding

__all__ = ["remainders"]

_TRIGGER = regex.compile(r"余|剩|[尚还仍]有")
_MOST = 8
"""Figures of a sentence that are tried with each other at most."""
_GAP = 36
"""Characters between two parts at most."""
_REACH = 240
"""Characters before what is left within which its sentence begins."""
_AMONG = regex.compile(
    r"[,(;]?\s?其中[,:]?[^⚀⚁⚂。;,]{0,14}"
    r"|[^⚀⚁⚂。;,、]{0,8}中[,:]?(?:有|除)?[^⚀⚁⚂。;,]{0,14}"
    r"|[,(]除[^⚀⚁⚂。;,]{0,10}"
)
"""From a total to the first part of a list that is said to be of it."""


def remainders(line: Line) -> Iterator[Finding]:
    """Hold what a sentence says is left of a total against the total and the other parts."""
    if _TRIGGER.search(line.text) is None:
        return
    for match in list_words().remainder.finditer(line.text):
        closes = match["rest"] is not None
        found = _list(line, bisect.bisect_left(line.places, match.end("rest" if closes else "open") - 1), match.start())
        if found is not None and (closes or _is_ended(found)):
            yield listed_finding(found, "listed.remainder")


def _is_ended(found: Parts) -> bool:
    """Tell whether those still open (尚有3件在审理中) stand behind ends of the others, and all are too many.

    Where the ends fill the total, or it is one of closed cases only, the open ones are none of it.
    """
    ended = all(list_words().ends.search(part.label) for part in found.counts[:-1])
    closed = found.sum - found.counts[-1].value == found.whole.value or ANSWERED.search(found.whole.label) is not None
    return ended and not closed and found.sum > found.whole.value


def _list(line: Line, rest: int, place: int) -> Parts | None:
    """Return the total and the parts that what is left does not fit; None where it fits or nothing can be said."""
    start = _sentence(line.text, place)
    if start is None:
        return None
    last = line.counts[rest]
    before = range(bisect.bisect_left(line.places, start), rest)
    figures = [index for index in before if line.counts[index].unit == last.unit]
    told = [line.counts[index] for index in (*figures, rest)]
    if not 2 <= len(figures) <= _MOST or any(count.approximation != "exact" for count in told):
        return None
    if last.change != "none" or any(not alike(count, last) for count in told) or _fits(line, figures, rest):
        return None
    outer = [index for index in figures if not _in_bracket(line.text, start, line.places[index])]
    if len(outer) < 2 or _in_bracket(line.text, start, line.places[rest]):
        return None
    made = Parts(line, line.places, outer[0], ())
    pairs = enumerate(itertools.pairwise(outer))
    opens = [at for at, (left, right) in pairs if _AMONG.fullmatch(made.between(left, right))]
    at = opens[-1] if opens else 0
    listed = Parts(line, line.places, outer[at], (*outer[at + 1 :], rest))
    sure = _is_one_list(listed, start, among=bool(opens)) and not tells_overlap(line, start, line.places[rest])
    return listed if sure else None


def _fits(line: Line, figures: Sequence[int], rest: int) -> bool:
    """Tell whether some figures behind a total, or behind several that make one, give it with what is left."""
    values = [line.counts[index].value for index in figures]
    ended = [list_words().ends.search(line.counts[index].label) is not None for index in figures]
    left = line.counts[rest].value
    for first in range(len(values)):
        if all(ended[first:]):
            break  # an end that cases came to is no total of other ends
        for end in range(first + 1, len(values)):
            whole = sum(values[first:end], Decimal(0))
            if any(sum(chosen, Decimal(0)) + left == whole for chosen in _choices(values[end:], ended[end:])):
                return True
    return False


def _choices(values: Sequence[Decimal], ended: Sequence[bool]) -> Iterator[Sequence[Decimal]]:
    """Yield the parts that may be meant; of ends that cases came to none can be left out but the first ones."""
    if all(ended):
        yield from (values[start:] for start in range(len(values)))
        return
    for size in range(1, len(values) + 1):
        yield from itertools.combinations(values, size)


def _is_one_list(listed: Parts, start: int, *, among: bool) -> bool:
    """Tell whether the parts are told of the total: 其中, …件申请中, or what was done with all of them."""
    whole, places, text = listed.whole, listed.places, listed.line.text
    said = text[places[listed.total] : places[listed.parts[-1]]]
    if CHANGE in said or any(count.value > whole.value for count in listed.counts):
        return False
    known, opening = list_words(), listed.between(listed.total, listed.parts[0])
    gaps = [listed.between(left, right).rsplit("⚂", 1)[-1] for left, right in itertools.pairwise(listed.parts)]
    if any(known.beside.search(gap) for gap in gaps[:-1]) or any(len(gap) > _GAP for gap in gaps):
        return False
    ahead = text[start : places[listed.total]]
    several = len(listed.parts) > 2
    if several and not among:
        # Told one beside the other: they are one list only where none of them too many would explain what is wrong.
        near = abs(listed.sum - whole.value) < min(count.value for count in listed.counts)
        return near and known.whole.search(ahead) is not None
    if several and any(known.done.search(gap) for gap in (opening, *gaps[:-1])):
        return False
    return among or (known.whole.search(ahead) is not None and known.done.search(opening) is not None)


def _sentence(text: str, place: int) -> int | None:
    """Return where the sentence of a figure begins; None where it begins too far before it."""
    reach = max(0, place - _REACH)
    start = max((stop.end() for stop in SENTENCE_END.finditer(text, reach, place)), default=reach)
    return None if start == reach > 0 else start


def _in_bracket(text: str, start: int, place: int) -> bool:
    """Tell whether a figure stands in a bracket that opened in its sentence."""
    return text.count("(", start, place) > text.count(")", start, place)
