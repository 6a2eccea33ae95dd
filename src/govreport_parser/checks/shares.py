"""Shares recomputed from the figures that stand beside them: 500条,其中120条,占25% should be 24%.

Where the words leave open of what a share is taken, every whole that the line offers is tried, and nothing is said
if one of them fits: a wrong accusation is worse than a missed one.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import regex

from govreport_parser.checks.base import check, name_of, quoted, recomputed
from govreport_parser.checks.bounds import Bounds, apart, rounded
from govreport_parser.checks.examined import Examined
from govreport_parser.checks.one_whole import Odd, odd_ones
from govreport_parser.checks.share_claims import Claim, claims
from govreport_parser.checks.skeleton import PERCENT, Line
from govreport_parser.checks.wholes import comparable, share_rules
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding, Report

__all__ = ["shares"]

_ALL = Decimal(100)
_END = regex.compile(r"[。！!？?]")
_FOLLOWS = regex.compile(
    r"^[^。！!？?]*[。！!？?]\s?其中[^。！!？?]*$|[。！!？?]\s?[按依从從以][^。！!？?,，]{0,12}(?:看|分|划分|劃分|分类|分類|类别|類別|方式|渠道|内容|內容)[,，][^。！!？?]*$"
)
"""What joins a share to a whole in a sentence before: 其中, 按类别分, 从申请方式看."""
_WORDS = ("分之", "一半", "过半", "過半", "半数", "半數", "多半", "大半")
_NEAR = 12
"""Figures before a part that its share may be of as well."""
_LISTS = frozenset({"share.of-parent", "share.each", "share.in-brackets"})
"""Rules whose shares stand in a list."""
_INSIDE = regex.compile(r"其中|包括|包含|含")
"""What makes a figure with a share of its own the whole of another one."""


def _has_share(line: Line) -> bool:
    return PERCENT in line.text or (len(line.counts) > 1 and any(word in line.text for word in _WORDS))


@check("arithmetic.share", zh="占比与所列数字不符", en="A share is not what its own figures give")
def shares(examined: Examined) -> Iterator[Finding]:
    """Recompute each share from its part and its whole; a share cannot be above 100 %."""
    report, told = examined.report, set[int]()
    known = {count.id: count for count in report.counts}
    for line in filter(_has_share, examined.lines):
        for count in _above_all(line):
            if count.span.start not in told:
                told.add(count.span.start)
                yield _too_great(count)
        for claims_ in _by_sentence(line, claims(report, line, known)):
            group = _Group(claims_)
            for claim in group.claims:
                whole = _accused(report, claim, group)
                if claim.span.start not in told and whole is not None:
                    told.add(claim.span.start)
                    yield _wrong(claim, whole)
            if group.fitting or any(claim.span.start in told for claim in group.claims):
                continue
            for odd in odd_ones([claim for claim in group.claims if claim.rule in _LISTS], report.counts):
                told.add(odd.claim.span.start)
                yield _odd(odd)


def _by_sentence(line: Line, found: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Yield the claims of each sentence."""
    sentences: dict[int, list[Claim]] = {}
    for claim in found:
        sentences.setdefault(line.sentence_of(claim.parts[-1]), []).append(claim)
    for group in sentences.values():
        known = next((claim.wholes[0] for claim in group if claim.wholes and claim.sure), None)
        yield [claim if known is None else _borrowed(line, claim, known) for claim in group]


def _borrowed(line: Line, claim: Claim, whole: CountMention) -> Claim:
    """Give a share without a whole the one of its neighbour; it counts only where another share fits it too."""
    if not claim.open or not comparable(whole, claim.parts[0], claim.size) or whole in claim.parts:
        return claim
    at = line.index_of(claim.parts[0])
    before = [count for count in line.counts[max(0, at - _NEAR) : at] if comparable(count, claim.parts[0], claim.size)]
    return dataclasses.replace(claim, wholes=(whole, *before), sure=False)


class _Group:
    """The shares of one sentence, and what they have in common."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.fitting = [whole for claim in claims for whole in claim.fitting]
        """The wholes that one of the shares fits."""
        parts = {part.id: part.value for claim in claims for part in claim.parts}
        self.parts = frozenset(parts)
        self.total = sum(parts.values(), Decimal(0))
        """What the parts give together."""


def _accused(report: Report, claim: Claim, group: _Group) -> CountMention | None:
    """Return the whole that a share does not fit where it is sure enough; None where nothing can be said.

    It is sure where it fits another share, or is the only reading of the words. Where none of several shares fits,
    they are of something that is not told; so are those that fit their own sum.
    """
    if not claim.wholes or claim.fits:
        return None
    whole = next((count for count in claim.wholes if count in group.fitting), claim.wholes[0])
    if not group.fitting and not claim.sure:
        return None
    if whole.value <= claim.size or _is_beside(report, whole, claim, group) or not _stands_alone(claim, group):
        return None
    first = min(claim.parts[0].span.start, claim.span.start)
    between = report.source.text[min(whole.span.end, claim.parts[-1].span.end) : first]
    if _END.search(between) is None or group.fitting or claim.named:
        return whole
    return whole if _FOLLOWS.search(between) is not None else None


def _stands_alone(claim: Claim, group: _Group) -> bool:
    """Tell whether a share among several is wrong by itself: another fits, and it is none of their own sum."""
    if len(claim.parts) > 1 or len(group.parts) < 2:
        return True
    given = claim.size * 100 / group.total if group.total else Decimal(0)
    return bool(group.fitting) and apart(claim.said, Bounds(given, given))


def _is_beside(report: Report, whole: CountMention, claim: Claim, group: _Group) -> bool:
    """Tell whether a figure has a share of its own beside this one: 甲57件,占81.4%;乙9件,占12.9%."""
    if whole.id not in group.parts:
        return False
    return _INSIDE.search(report.source.text, whole.span.end, claim.parts[0].span.start) is None


def _above_all(line: Line) -> Iterator[CountMention]:
    """Yield shares and rates above 100 % that are no growth."""
    patterns = {rule.id: pattern for rule, pattern in share_rules().patterns}
    for match in patterns["share.above-all"].finditer(line.text):
        share = line.count_at(match.start("share"))
        if share.value > _ALL and share.change == "none":
            yield share
    bounded = share_rules().file.lists["bounded"]
    for count in line.counts:
        rate = count.measure == "percent" and count.change == "none" and count.label.endswith(bounded)
        if rate and count.value > _ALL:
            yield count


def _wrong(claim: Claim, whole: CountMention) -> Finding:
    """State what the whole gives."""
    right = rounded(claim.size * 100 / whole.value)
    parts = "、".join(f"{quoted(name_of(part))}{part.text}" for part in claim.parts)
    names = " and ".join(f"{name_of(part)} {part.text}" for part in claim.parts)
    both, verb = ("合计", "are") if len(claim.parts) > 1 else ("", "is")
    return recomputed(
        "arithmetic.share",
        zh=f"{parts}{both}占{quoted(name_of(whole))}{whole.text}的{plain(right)}%，而文中写作{claim.text}。",
        en=f"{names} {verb} {plain(right)}% of {name_of(whole)} {whole.text}; the text says {claim.text}.",
        told=claim.span,
        counts=(*claim.parts, whole),
        left=claim.value,
        right=right,
        rule=claim.rule,
    )


def _odd(odd: Odd) -> Finding:
    """State that a share does not go with the others of its list."""
    claim, base = odd.claim, odd.base
    part = claim.parts[0]
    whole = f"（共{base.text}）" if base else ""
    of = f" ({base.text})" if base else ""
    return recomputed(
        "arithmetic.share",
        zh=f"{quoted(name_of(part))}{part.text}，按同列其他占比推算{whole}应占{plain(odd.right)}%，而文中写作{claim.text}。",
        en=f"By the other shares of the list{of}, {name_of(part)} {part.text} is {plain(odd.right)}%; "
        f"the text says {claim.text}.",
        told=claim.span,
        counts=(part, base) if base else (part,),
        left=claim.value,
        right=odd.right,
        rule=claim.rule,
    )


def _too_great(share: CountMention) -> Finding:
    return recomputed(
        "arithmetic.share",
        zh=f"占比{share.text}超过100%。",
        en=f"A share of {share.text} is above 100%.",
        told=None,
        counts=(share,),
        left=share.value,
        right=_ALL,
        rule="share.above-all",
    )
