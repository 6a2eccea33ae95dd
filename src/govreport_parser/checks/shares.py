"""Shares recomputed from the figures that stand beside them: 500条,其中120条,占25% should be 24%.

Where the words leave open of what a share is taken, every whole that the line offers is tried, and nothing is said
if one of them fits: a wrong accusation is worse than a missed one.
"""

import bisect
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.bounds import Bounds, amount, apart, ratio, rounded, stated
from govreport_parser.checks.skeleton import PERCENT, Line, skeletons
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import parse_numeral, plain
from govreport_parser.report.model import Finding, Report
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import RuleSet
from govreport_parser.rules.patterns import words
from govreport_parser.spans import Span

__all__ = ["shares"]

_GROUPS = frozenset({"part", "whole", "of", "share", "fraction", "stem"})
_ALL = Decimal(100)
_ROUGH = Decimal(5)
"""Points by which a fraction (三分之二, 一半) may miss: nobody computes it."""
_PART = 6
"""A small fraction may miss by this part of itself: 20 % is not told as 四分之一."""
_FRACTION = regex.compile(r"[二三四五六七八九十]\s?分\s?之\s?[一二三四五六七八九]|一半")
_NEAR = 60
"""Figures before and behind a part among which its whole is looked for."""
_END = regex.compile(r"[。！!？?]")
_FOLLOWS = regex.compile(
    r"^[^。！!？?]*[。！!？?]\s?其中[^。！!？?]*$|[。！!？?]\s?[按依从從以][^。！!？?,，]{0,12}(?:看|分|划分|劃分|分类|分類)[,，][^。！!？?]*$"
)
"""What joins a share to a whole in a sentence before: 其中, 按类别分, 从申请方式看."""
_STOP = regex.compile(r"[。;!?\n]")
_REACH = 120
"""Characters before a part within which its sentence begins, for its only figure before to be its whole."""
_BESIDE = regex.compile(r"、|^⚀[^⚀,(其]*$|⚀[和及与]")
"""Between two figures that stand beside each other, none of them a part of the other."""
_BESIDE = regex.compile(r"、|^⚀[^⚀,(其]*$|^⚀[和及与]")
"""Between two figures that stand beside each other, none of them a part of the other."""
_TOTAL = regex.compile(r"(?:共|累计|总计|合计)[^⚀⚁⚂。;,]{0,14}")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A stated share, the part that it is of, and the wholes that it may be taken of, the likeliest first."""

    rule: str
    text: str
    said: Bounds
    value: Decimal
    span: Span
    part: CountMention
    wholes: Sequence[CountMention]
    named: bool = False
    """The words behind 占 name the whole: 占申请总数的."""

    @property
    def fits(self) -> bool:
        """One of the wholes gives what is stated."""
        return bool(self.fitting)

    @property
    def fitting(self) -> list[CountMention]:
        """The wholes that give what is stated."""
        return [whole for whole in self.wholes if not apart(self.said, ratio(amount(self.part), amount(whole)))]


def _rules() -> RuleSet:
    return load_rules("shares", _GROUPS)


@functools.cache
def _listed(name: str) -> "regex.Pattern[str]":
    return regex.compile(words(_rules().file.lists[name]))


def _has_share(counts: Sequence[CountMention], text: str) -> bool:
    return PERCENT in text or (len(counts) > 1 and ("分之" in text or "一半" in text))


@check("arithmetic.share", zh="占比与所列数字不符", en="A share is not what its own figures give")
def shares(report: Report) -> Iterator[Finding]:
    """Recompute each share from its part and its whole; a share cannot be above 100 %."""
    told: set[int] = set()
    known = {count.id: count for count in report.counts}
    for line in skeletons(report, _has_share):
        for count in _above_all(line):
            if count.span.start not in told:
                told.add(count.span.start)
                yield _too_great(count)
        for claims in _by_sentence(line, _claims(report, line, known)):
            fitting = [whole for claim in claims if claim.fits for whole in claim.fitting]
            for claim in claims:
                new = claim.span.start not in told and not claim.fits
                if new and _is_accusable(report, claim, claims, fitting):
                    told.add(claim.span.start)
                    yield _wrong(claim, fitting)


def _by_sentence(line: Line, claims: Iterable[_Claim]) -> Iterator[list[_Claim]]:
    """Yield the claims of each sentence that have a whole."""
    sentences: dict[int, list[_Claim]] = {}
    for claim in claims:
        if claim.wholes:
            sentences.setdefault(line.sentence_of(claim.part), []).append(claim)
    yield from sentences.values()


def _is_accusable(report: Report, claim: _Claim, claims: Sequence[_Claim], fitting: Sequence[CountMention]) -> bool:
    """Tell whether a whole is sure enough: it fits another share, or it is the only reading of the words.

    Where none of several shares fits, they are of something that is not told; so are those that fit their own sum.
    """
    parts = {other.part.id: other.part for other in claims}
    if len(parts) > 1:
        total = sum((part.value for part in parts.values()), Decimal(0))
        given = claim.part.value * 100 / total
        if not fitting or not apart(claim.said, Bounds(given, given)):
            return False
    whole = claim.wholes[0]
    between = report.source.text[min(whole.span.end, claim.part.span.end) : claim.part.span.start]
    if _END.search(between) is None or fitting or claim.named:
        return True
    return _FOLLOWS.search(between) is not None


def _above_all(line: Line) -> Iterator[CountMention]:
    """Yield shares and rates above 100 % that are no growth."""
    patterns = {rule.id: pattern for rule, pattern in _rules().patterns}
    for match in patterns["share.above-all"].finditer(line.text):
        share = line.count_at(match.start("share"))
        if share.value > _ALL and share.change == "none":
            yield share
    bounded = _rules().file.lists["bounded"]
    for count in line.counts:
        rate = count.measure == "percent" and count.change == "none" and count.label.endswith(bounded)
        if rate and count.value > _ALL:
            yield count


def _claims(report: Report, line: Line, known: "Known") -> Iterator[_Claim]:
    readers = {
        "share.in-brackets": _in_brackets,
        "share.fraction": _fractions,
        "share.rate": _rates,
    }
    for rule, pattern in _rules().patterns:
        if rule.id != "share.above-all":
            yield from readers.get(rule.id, _plain_shares)(report, line, rule.id, pattern, known)


Known = dict[str, CountMention]


def _plain_shares(_: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[_Claim]:
    """占, with one part or several and as many shares."""
    for match in pattern.finditer(line.text):
        groups = match.groupdict()
        named = [line.count_at(start) for start, _ in match.spans("whole")] if "whole" in groups else []
        parts = [line.count_at(start) for start, _ in match.spans("part")]
        found = [line.count_at(start) for start, _ in match.spans("share")]
        if len(parts) < len(found):
            continue
        for part, share in zip(parts[-len(found) :], found, strict=True):
            if share.change == "none":
                of = groups.get("of") or ""
                wholes = named or _wholes(line, part, of, known)
                yield _claim(rule, share, part, wholes, named=bool(named) or _names(of))


def _names(of: str) -> bool:
    """Tell whether the words behind 占 name a whole that the text must have: 占申请总数的, but not 占比, 占."""
    return bool(_listed("same").sub("", of)) or "总" in of


def _claim(
    rule: str, share: CountMention, part: CountMention, wholes: Sequence[CountMention], *, named: bool = False
) -> _Claim:
    return _Claim(rule, share.text, stated(share), share.value, share.span, part, wholes, named)


def _in_brackets(_: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[_Claim]:
    """162件(64.8%), 54件(26.1%): shares only where another of the list fits the same whole."""
    claims = []
    for match in pattern.finditer(line.text):
        part, share = line.count_at(match.start("part")), line.count_at(match.start("share"))
        if share.change == "none":
            claims.append(_claim(rule, share, part, _wholes(line, part, "", known)))
    if any(claim.wholes and claim.fits for claim in claims):
        yield from claims


def _fractions(report: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[_Claim]:
    """占三分之二: a fraction is no count, so its place is looked up behind its part."""
    for match in pattern.finditer(line.text):
        part = line.count_at(match.start("part"))
        place = _FRACTION.search(report.source.text, part.span.end)
        if place is None:
            continue
        below, _, above = match["fraction"].partition("分之")
        numbers = (parse_numeral(above), parse_numeral(below)) if above else (Decimal(1), Decimal(2))
        if numbers[0] is None or not numbers[1]:
            continue
        value = rounded(numbers[0] * 100 / numbers[1])
        rough = min(_ROUGH, value / _PART)
        said = Bounds(value - rough, value + rough)
        wholes = _wholes(line, part, match["of"], known)
        yield _Claim(rule, place.group(), said, value, Span(*place.span()), part, wholes, _names(match["of"]))


def _rates(_: Report, line: Line, rule: str, pattern: "regex.Pattern[str]", known: Known) -> Iterator[_Claim]:
    """解读率: the last figure of what was 解读 is the part, its total or the figure before it the whole."""
    for match in pattern.finditer(line.text):
        share = line.count_at(match.start("share"))
        start = max((stop.end() for stop in _STOP.finditer(line.text, 0, match.start())), default=0)
        places = [place for place in line.places if start <= place < match.start()]
        index = _done(line, places, match["stem"]) or _covered(line, places, match["stem"])
        end = _STOP.search(line.text, match.end())
        if index is None or _listed("not_due").search(line.text, start, end.start() if end else len(line.text)):
            continue
        part, before = line.count_at(places[index]), line.count_at(places[index - 1])
        above = known.get(part.part_of or "")
        wholes = [count for count in (above, before) if count is not None and _comparable(count, part)]
        if share.change == "none" and part.change == "none" and part.measure != "percent":
            yield _claim(rule, share, part, wholes)


def _done(line: Line, places: Sequence[int], stem: str) -> int | None:
    """Return which figure a rate is named after: 办结率 after 已办结, 按时答复率 after 按时答复 and not 延期答复."""
    for size in range(len(stem), 1, -1):
        for index in range(len(places) - 1, 0, -1):
            if line.count_at(places[index]).label.endswith(stem[-size:]):
                return index
    return None


def _covered(line: Line, places: Sequence[int], stem: str) -> int | None:
    """Return the second of two figures of the same things: 行政村180个,已设立公开栏的行政村171个,覆盖率."""
    if not f"{stem}率".endswith(_rules().file.lists["covering"]) or len(places) != 2:
        return None
    whole, part = (line.count_at(place) for place in places)
    return 1 if whole.label and whole.label != part.label and part.label.endswith(whole.label) else None


def _wholes(line: Line, part: CountMention, of: str, known: Known) -> list[CountMention]:
    """Return what a part may be a share of: its own totals, then every greater figure before it in the line."""
    chain: list[CountMention] = []
    above = known.get(part.part_of or "")
    while above is not None and above not in chain:
        chain.append(above)
        above = known.get(above.part_of or "")
    at = line.index_of(part)
    before = [
        count
        for count in reversed(line.counts[max(0, at - _NEAR) : at])
        if _comparable(count, part) and count not in chain
    ]
    behind = [
        count
        for count in line.counts[at + 1 : at + _NEAR]
        if _comparable(count, part) and count.value > part.value and count not in chain
    ]
    noun = _listed("same").sub("", of)
    if _listed("other").search(of) and not any(noun and noun in count.label for count in (*chain, *before)):
        return []
    if noun:
        named = [count for count in (*chain, *before) if _about(noun, count.label)]
        named.sort(key=functools.partial(_likeness, noun), reverse=True)
        return [*named, *(count for count in (*chain, *before) if count not in named), *behind] if named else []
    if not chain:
        chain = [count for count in before if _is_total(line, count)][:1] or _sole(line, part)
    return [*chain, *(count for count in before if count not in chain), *behind] if chain else []


def _sole(line: Line, part: CountMention) -> list[CountMention]:
    """Return the one figure before a part in its sentence: of what else could it be a share?"""
    at = line.index_of(part)
    place = line.places[at]
    reach = max(0, place - _REACH)
    start = max((stop.end() for stop in _STOP.finditer(line.text, reach, place)), default=reach)
    if start == reach > 0:
        return []
    first = bisect.bisect_left(line.places, start)
    found = [index for index in range(first, at) if line.counts[index].measure != "percent"]
    if len(found) != 1 or _BESIDE.search(line.text[line.places[found[0]] : line.places[at]]):
        return []
    whole = line.counts[found[0]]
    return [whole] if _comparable(whole, part) and whole.value > part.value else []


def _is_total(line: Line, count: CountMention) -> bool:
    """Tell whether a figure is told as a total: 共公开信息8640条."""
    place = line.places[line.index_of(count)]
    return _TOTAL.search(line.text, max(0, place - 18), place) is not None


def _comparable(whole: CountMention, part: CountMention) -> bool:
    alike = whole.unit == part.unit or (
        whole.measure == "quantity" and part.measure == "quantity" and whole.id == part.part_of
    )
    return whole.measure == part.measure and whole.change == "none" and whole.value >= part.value and alike


def _about(noun: str, label: str) -> bool:
    """Tell whether 占申请总数 speaks of 收到申请: one holds the other, or they share a word of two characters."""
    return (
        noun in label
        or (bool(label) and label in noun)
        or any(noun[at : at + 2] in label for at in range(len(noun) - 1))
    )


def _likeness(noun: str, count: CountMention) -> int:
    """Return how much of 占土地类申请 a figure's words share: 涉及土地类 more than 受理申请."""
    return sum(noun[at : at + 2] in count.label for at in range(len(noun) - 1))


def _wrong(claim: _Claim, fitting: Sequence[CountMention]) -> Finding:
    """State what the likeliest whole gives: the one that other shares of the sentence fit, where there is one."""
    part, whole = claim.part, next((count for count in claim.wholes if count in fitting), claim.wholes[0])
    right = rounded(part.value * 100 / whole.value)
    return finding(
        "arithmetic.share",
        "warning",
        zh=f"“{part.label}”{part.text}占“{whole.label}”{whole.text}的 {plain(right)}%，而文中写作 {claim.text}。",
        en=f"{part.label} {part.text} is {plain(right)} % of {whole.label} {whole.text}; the text says {claim.text}.",
        spans=[claim.span, part.span, whole.span],
        operands=[part.id, whole.id],
        left=claim.value,
        right=right,
        fault="source",
        rule=claim.rule,
    )


def _too_great(share: CountMention) -> Finding:
    return finding(
        "arithmetic.share",
        "warning",
        zh=f"占比 {share.text} 超过 100%。",
        en=f"A share of {share.text} is above 100 %.",
        spans=[share.span],
        operands=[share.id],
        left=share.value,
        right=_ALL,
        fault="source",
        rule="share.above-all",
    )
