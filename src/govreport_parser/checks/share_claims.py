"""Stated shares with their parts and what they may be of, as the rules for shares read them from a line."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.checks.bounds import Bounds, amount, apart, percent_of, ratio, stated
from govreport_parser.checks.skeleton import CLAUSE_END, Line
from govreport_parser.checks.wholes import (
    Known,
    Wholes,
    comparable,
    is_named,
    share_rules,
    shares_list,
    wholes,
)
from govreport_parser.mentions import CountMention
from govreport_parser.report.model import Report
from govreport_parser.spans import Span

__all__ = ["Claim", "claims"]

_FIFTY = Decimal(50)
_ROUGH = Decimal(5)
"""Points by which a fraction (三分之二, 一半) may miss: nobody computes it."""
_HALF = regex.compile(r"[过過]半|半[数數]以上|一半(?:以上)?|半[数數]|二分之一|多半|大半")
_PART = 6
"""A small fraction may miss by this part of itself: 20 % is not told as 四分之一."""
_FRACTION = regex.compile(r"[二三四五六七八九十]\s?分\s?之\s?[一二三四五六七八九]|一半")
_EARLIER = 120
"""Figures before a rate among which there may be another whole of it."""
_REACH = 400
"""Characters before a rate in which its figures are looked for."""
_CLAUSE = regex.compile(r"[^⚀⚁⚂。;!?,、()\n]{2,12}(?=,)")
"""What a figure is told to have done: 45家按时报送."""
_NOT = frozenset("不未非没无超逾")
"""Before the stem of a rate: 不合格 is what 合格率 leaves over, 超期 what 按期 does."""
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Claim:
    """A stated share, the parts that it is of (several only where one share is told of all), and their wholes."""

    rule: str
    text: str
    said: Bounds
    value: Decimal
    span: Span
    parts: tuple[CountMention, ...]
    wholes: Sequence[CountMention]
    sure: bool = True
    """False where the whole counts only if another share fits it too."""
    open: bool = False
    """It has no whole of its own, so that of a share beside it may be its whole too."""
    named: bool = False
    """The words behind 占 name the whole: 占申请总数的."""
    of: str = ""
    """The words behind 占 themselves."""

    @property
    def size(self) -> Decimal:
        """The part, or the sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def fits(self) -> bool:
        """One of the wholes gives what is stated."""
        return bool(self.fitting)

    @property
    def fitting(self) -> list[CountMention]:
        """The wholes that give what is stated."""
        return [whole for whole in self.wholes if self._gives(amount(whole))]

    def _gives(self, whole: Bounds) -> bool:
        """Tell whether the parts, or the last of them, are the stated share of a whole."""
        bounds = [amount(part) for part in self.parts]
        tails = [bounds[start:] for start in range(max(1, len(bounds) - 1))]
        return any(not apart(self.said, ratio(_added(tail), whole)) for tail in tails)


def _added(bounds: Sequence[Bounds]) -> Bounds:
    low = [bound.low for bound in bounds]
    high = [bound.high for bound in bounds]
    return Bounds(
        None if None in low else sum((value or Decimal(0) for value in low), Decimal(0)),
        None if None in high else sum((value or Decimal(0) for value in high), Decimal(0)),
    )


def claims(report: Report, line: Line, known: Known) -> Iterator[Claim]:
    """Yield the shares that a line states of its figures, in the order of the rules."""
    readers = {
        "share.in-brackets": _in_brackets,
        "share.fraction": _fractions,
        "share.over-half": _over_half,
        "share.rate": _rates,
        "share.together": _together,
    }
    for rule, pattern in share_rules().patterns:
        if rule.id != "share.above-all":
            yield from readers.get(rule.id, _plain)(report, line, rule.id, pattern, known)


def _claim(
    rule: str,
    share: CountMention,
    parts: Sequence[CountMention],
    whole: Wholes,
    *,
    named: bool = False,
    of: str = "",
) -> Claim:
    said = stated(share)
    noun = shares_list("same").sub("", of)
    found = (whole.counts, whole.sure, whole.open)
    return Claim(rule, share.text, said, share.value, share.span, tuple(parts), *found, named, noun)


def _plain(_: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[Claim]:
    """占, with one part or several and as many shares."""
    for match in pattern.finditer(line.text):
        groups = match.groupdict()
        stated_wholes = [line.count_at(start) for start, _ in match.spans("whole")] if "whole" in groups else []
        parts = [line.count_at(start) for start, _ in match.spans("part")]
        found = [line.count_at(start) for start, _ in match.spans("share")]
        if len(parts) < len(found) or (groups.get("subject") or "") not in parts[-1].label:
            continue
        for part, share in zip(parts[-len(found) :], found, strict=True):
            if share.change == "none":
                of = groups.get("of") or ""
                whole = Wholes(stated_wholes) if stated_wholes else wholes(line, [part], of, known)
                yield _claim(rule, share, [part], whole, named=bool(stated_wholes) or is_named(of), of=of)


def _together(_: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[Claim]:
    """网络申请66件、信函申请30件,合计占80%: one share of several parts."""
    for match in pattern.finditer(line.text):
        share = line.count_at(match.start("share"))
        parts = _listed(line, match)
        alike = len({part.unit for part in parts}) == 1 and all(part.change == "none" for part in parts)
        if not alike or share.change != "none":
            continue
        of = match["of"] or ""
        told = [line.count_at(start) for start, _ in match.spans("whole")]
        whole = Wholes(told) if told else wholes(line, parts, of, known)
        yield _claim(rule, share, parts, whole, named=bool(told) or is_named(of))


def _listed(line: Line, match: "regex.Match[str]") -> list[CountMention]:
    """Return the parts that one share is told of: as many as 两者, 三类 say, else all but a total before them."""
    parts = [line.count_at(start) for start, _ in match.spans("part")]
    number = Decimal(_NUMBERS.get(match["number"] or "", 0))
    if match["several"]:
        number = line.count_at(match.start("several")).value
    if number:
        return parts[-int(number) :] if 1 < number <= len(parts) else []
    while len(parts) > 1:
        between = line.text[line.places[line.index_of(parts[0])] : line.places[line.index_of(parts[1])]]
        above = parts[0].id in {part.part_of for part in parts[1:]}
        total = len(parts) > 2 and parts[0].value >= sum(part.value for part in parts[1:])
        if not (above or total or "其中" in between):
            break
        del parts[0]
    return parts if len(parts) > 1 else []


def _in_brackets(_: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[Claim]:
    """162件(64.8%), 54件(26.1%): shares only where another of the list fits the same whole."""
    found = []
    for match in pattern.finditer(line.text):
        part, share = line.count_at(match.start("part")), line.count_at(match.start("share"))
        if share.change == "none":
            found.append(_claim(rule, share, [part], wholes(line, [part], "", known)))
    if any(claim.wholes and claim.fits for claim in found):
        yield from found


def _fractions(report: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[Claim]:
    """占三分之二: a fraction is no count, so its place is looked up behind its part."""
    for match in pattern.finditer(line.text):
        part = line.count_at(match.start("part"))
        place = _FRACTION.search(report.source.text, part.span.end)
        if place is None:
            continue
        value = percent_of(match["fraction"])
        if value is not None:
            rough = min(_ROUGH, value / _PART)
            whole = wholes(line, [part], match["of"], known)
            yield _in_words(rule, place, value, Bounds(value - rough, value + rough), part, whole, match["of"])


def _over_half(report: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[Claim]:
    """占比过半: a point below the half is not yet called wrong."""
    for match in pattern.finditer(line.text):
        part = line.count_at(match.start("part"))
        place = _HALF.search(report.source.text, part.span.end)
        if place is not None:
            whole = wholes(line, [part], match["of"], known)
            yield _in_words(rule, place, _FIFTY, Bounds(_FIFTY - 1, None), part, whole, match["of"])


def _in_words(
    rule: str,
    place: "regex.Match[str]",
    value: Decimal,
    said: Bounds,
    part: CountMention,
    whole: Wholes,
    of: str,
) -> Claim:
    """Make the claim of a share that is no count: `place` is where the source has its words."""
    span = Span(*place.span())
    return Claim(rule, place.group(), said, value, span, (part,), whole.counts, whole.sure, whole.open, is_named(of))


def _rates(report: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[Claim]:
    """解读率: the last figure of what was 解读 is the part, its total or the figure before it the whole."""
    for match in pattern.finditer(line.text):
        share = line.count_at(match.start("share"))
        start = _begin(line.text, match.start())
        inside = [place for place in line.places if start <= place < match.start()]
        places = [place for place in inside if line.count_at(place).measure != "percent"]
        index = _done(line, places, match["stem"]) or _covered(line, places, match["stem"])
        if index is None:
            continue
        part, before = line.count_at(places[index]), line.count_at(places[index - 1])
        end = CLAUSE_END.search(line.text, match.end())
        about = line.text[start : end.start() if end else len(line.text)]
        # 应答复45件 leaves out by itself what is not due.
        due = shares_list("due").sub("", about) if shares_list("due").search(before.label) else about
        if shares_list("not_due").search(due):
            continue
        above = known.get(part.part_of or "")
        found = [count for count in (above, before) if count is not None and comparable(count, part, part.value)]
        if share.change == "none" and part.change == "none" and part.measure != "percent" and found:
            beside = [line.count_at(place) for place in places]
            if not _is_of_both(share, part, found, beside):
                yield _claim(rule, share, [part], Wholes((*found, *_handled(report, part))))


def _handled(report: Report, part: CountMention) -> Iterator[CountMention]:
    """Yield what came in as the report tells before: 纠错率 may be of the cases received, not of those closed."""
    end = bisect.bisect_left(report.counts, part.span.start, key=_start)
    for count in report.counts[max(0, end - _EARLIER) : end]:
        if comparable(count, part, part.value) and shares_list("handled").search(count.label):
            yield count


def _is_of_both(
    share: CountMention, part: CountMention, bases: Sequence[CountMention], beside: Sequence[CountMention]
) -> bool:
    """Tell whether a rate is of two figures together: 受理200件,当场答复150件,转办50件,办结46件,办结率98%.

    What the part is of (50) and the other figure (150) must make a total that is told.
    """
    like = [count for count in beside if comparable(count, part, Decimal(0)) and count is not part]
    return any(
        whole.value == other.value + base.value
        and not apart(stated(share), ratio(_added([amount(part), amount(other)]), amount(whole)))
        for base in bases
        for other in like
        for whole in like
    )


def _start(count: CountMention) -> int:
    return count.span.start


def _begin(text: str, place: int) -> int:
    """Return where the sentence around a place begins, with the one before it where it goes on with 其中."""
    reach = max(0, place - _REACH)
    stops: list[int] = [reach, *(stop.end() for stop in CLAUSE_END.finditer(text, reach, place))]
    return stops[-2] if len(stops) > 1 and text.startswith("其中", stops[-1]) else stops[-1]


def _done(line: Line, places: Sequence[int], stem: str) -> int | None:
    """Return which figure a rate is named after: 办结率 after 已办结, 按时答复率 after 按时答复 and not 延期答复."""
    for size in range(len(stem), 1, -1):
        for index in range(len(places) - 1, 0, -1):
            label = line.count_at(places[index]).label
            behind = _CLAUSE.match(line.text, places[index] + 1)
            for words in (label, behind.group() if behind else ""):
                # 节约率 of money saved is of what was planned, not of what was spent.
                if size == len(stem) and words.startswith(stem) and line.count_at(places[index]).measure == "quantity":
                    return index
                if words.endswith(stem[-size:]):
                    return None if words[-size - 1 : -size] in _NOT else index
    return None


def _covered(line: Line, places: Sequence[int], stem: str) -> int | None:
    """Return the second of two figures of the same things: 行政村180个,已设立公开栏的行政村171个,覆盖率."""
    if not f"{stem}率".endswith(share_rules().file.lists["covering"]) or len(places) != 2:
        return None
    whole, part = (line.count_at(place) for place in places)
    return 1 if whole.label and whole.label != part.label and part.label.endswith(whole.label) else None
