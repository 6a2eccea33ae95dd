"""Listed parts against the total that a sentence states: 86件,其中当面10件、网络50件、信函30件 are 90.

With 其中 or 等 a list may leave parts out, so only a sum above the total is wrong; with 分别为 or a colon the list is
meant to be complete. Ways of publishing overlap (one item on the site and in an account), so their sum says nothing.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.bounds import amount
from govreport_parser.checks.skeleton import Line, skeletons
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import words

__all__ = ["listed_parts"]

_STOP = regex.compile(r"[。;!?\n]")
_SENTENCE = regex.compile(r"[。!?\n]")
_BREAK = regex.compile(r"[。()\n]|其中|分别")
"""Behind these another list of parts of the same total may begin, and behind a part that fills the total."""
_NEXT = regex.compile(r"(?P<sign>[、,])[^、,。;!?()]{0,12}")
_FIRST = regex.compile(r"[,。(]?\s?其中[,:]?[^。;!?()]{0,14}")


@dataclass(frozen=True, slots=True)
class _Words:
    complete: "regex.Pattern[str]"
    above: "regex.Pattern[str]"
    channels: "regex.Pattern[str]"
    fresh: "regex.Pattern[str]"
    rest: "regex.Pattern[str]"


@functools.cache
def _words() -> _Words:
    rules = load_rules("listed", frozenset())
    patterns = {rule.id: pattern for rule, pattern in rules.patterns}
    lists = {name: regex.compile(words(listed)) for name, listed in rules.file.lists.items()}
    return _Words(complete=patterns["listed.complete"], above=patterns["listed.above"], **lists)


@dataclass(frozen=True, slots=True)
class _List:
    """A total and its parts on one line; offsets are those of the marks."""

    line: Line
    places: Sequence[int]
    total: int
    parts: tuple[int, ...]
    """Indices of the counts of the line."""

    def between(self, left: int, right: int) -> str:
        """Return the words between two figures."""
        return self.line.text[self.places[left] + 1 : self.places[right]]

    def behind(self, index: int) -> str:
        """Return the words behind a figure, to the next one or the end of the line."""
        end = self.places[index + 1] if index + 1 < len(self.places) else len(self.line.text)
        return self.line.text[self.places[index] + 1 : end]

    @property
    def counts(self) -> tuple[CountMention, ...]:
        return tuple(self.line.counts[index] for index in self.parts)


@check("arithmetic.listed", zh="所列分项与总数不符", en="Listed parts do not fit the total that the sentence states")
def listed_parts(report: Report) -> Iterator[Finding]:
    """Add up the parts that a sentence lists and hold them against its total."""
    for line in skeletons(report, _may_list):
        places = line.places
        for index in range(len(line.counts) - 1):
            for parts in _runs(line, places, index):
                found = _judge(_List(line, places, index, tuple(parts)))
                if found is not None:
                    yield found


def _may_list(counts: Sequence[CountMention], text: str) -> bool:
    ids = {count.id for count in counts}
    return any(count.part_of in ids for count in counts) or (len(counts) > 1 and "其中" in text)


def _runs(line: Line, places: Sequence[int], total: int) -> Iterator[list[int]]:
    """Yield the lists of parts of one total: by channel, then by outcome, and what a bracket says in between."""
    whole, listed = line.counts[total], _List(line, places, total, ())
    if whole.measure == "percent" or whole.change != "none":
        return
    parts = [index for index in range(total + 1, len(line.counts)) if line.counts[index].part_of == whole.id]
    if not parts and _is_first(listed, total + 1):
        parts = [total + 1]
    run: list[int] = []
    for index in parts:
        full = sum(line.counts[part].value for part in run) == whole.value
        if run and (full or _BREAK.search(line.text, places[run[-1]], places[index])):
            yield _with_following(listed, run)
            run = []
        run.append(index)
    if run:
        yield _with_following(listed, run)


def _with_following(listed: _List, run: list[int]) -> list[int]:
    full = sum(listed.line.counts[index].value for index in run) >= listed.line.counts[listed.total].value
    return run if full else [*run, *_following(listed, run)]


def _is_first(listed: _List, index: int) -> bool:
    """Tell whether a figure that no total could hold stands behind 其中: 收到申请10件,其中网络申请12件."""
    part, whole = listed.line.counts[index], listed.line.counts[listed.total]
    before = listed.line.counts[: listed.total]
    return (
        part.part_of is None
        and _alike(part, whole)
        and part.value > whole.value
        and not any(_alike(part, other) and other.value >= part.value for other in before)
        and _FIRST.fullmatch(listed.between(listed.total, index)) is not None
    )


def _alike(part: CountMention, whole: CountMention) -> bool:
    return part.unit == whole.unit and part.measure == whole.measure and part.change == "none"


def _following(listed: _List, parts: Sequence[int]) -> list[int]:
    """Return the figures that go on with a list although the total has no room for them."""
    found: list[int] = []
    last = parts[-1]
    signs = {listed.between(left, right)[:1] for left, right in itertools.pairwise(parts) if right == left + 1}
    while last + 1 < len(listed.line.counts):
        count, gap = listed.line.counts[last + 1], listed.between(last, last + 1)
        match = _NEXT.fullmatch(gap)
        if match is None or count.part_of is not None or not _alike(count, listed.line.counts[listed.total]):
            break
        if (signs and match["sign"] not in signs) or _words().fresh.search(gap):
            break
        found.append(last + 1)
        last += 1
    return found


def _judge(listed: _List) -> Finding | None:
    if not listed.parts:
        return None
    whole = listed.line.counts[listed.total]
    opening = listed.between(listed.total, listed.parts[0])
    total, bounds = amount(whole), [amount(part) for part in listed.counts]
    least = sum((bound.low for bound in bounds if bound.low is not None), Decimal(0))
    if total.high is not None and least > total.high:
        published = "申请" not in whole.label and any(_words().channels.search(part.label) for part in listed.counts)
        above = _words().above.fullmatch(opening) is not None
        return _finding(listed, "listed.above") if above and not published else None
    exact = whole.approximation == "exact" and all(part.approximation == "exact" for part in listed.counts)
    if exact and least < whole.value and len(listed.parts) > 1 and _is_complete(listed, opening):
        return _finding(listed, "listed.complete")
    return None


def _is_complete(listed: _List, opening: str) -> bool:
    """Tell whether a list is meant to name all parts, and nothing behind it in the sentence can be another one."""
    if _words().complete.fullmatch(opening) is None or _STOP.search(opening):
        return False
    first, last = listed.parts[0], listed.parts[-1]
    if _STOP.search(listed.line.text, listed.places[first], listed.places[last]):
        return False
    inside = listed.line.text[listed.places[listed.total] : listed.places[last]]
    if _words().rest.search(inside) or _words().rest.search(_SENTENCE.split(listed.behind(last))[0]):
        return False
    stop = _SENTENCE.search(listed.line.text, listed.places[last])
    end = stop.start() if stop else len(listed.line.text)
    rest = [
        count
        for place, count in zip(listed.places, listed.line.counts, strict=True)
        if listed.places[last] < place < end
    ]
    return not any(_alike(count, listed.line.counts[listed.total]) for count in rest)


def _finding(listed: _List, rule: str) -> Finding:
    whole, parts = listed.line.counts[listed.total], listed.counts
    given = sum((part.value for part in parts), Decimal(0))
    figures = "+".join(plain(part.value) for part in parts)
    unit = whole.unit or ""
    return finding(
        "arithmetic.listed",
        "warning",
        zh=f"文中称“{whole.label}”{whole.text}，所列分项 {figures}={plain(given)}{unit}。",
        en=f"The text states {whole.text} for {whole.label}; the parts that it lists give {figures} = {plain(given)}.",
        spans=[whole.span, *(part.span for part in parts)],
        operands=[whole.id, *(part.id for part in parts)],
        left=whole.value,
        right=given,
        fault="source",
        rule=rule,
    )
