"""Which figures of a line are the parts of a total: those bound to it, and those behind that read like them."""

import itertools
from collections.abc import Iterator
from decimal import Decimal

import regex

from govreport_parser.checks.lists import (
    ANSWERED,
    NEXT,
    Parts,
    alike,
    is_across,
    is_by_body,
    is_made_of,
    is_stopped,
    list_words,
    times,
)
from govreport_parser.checks.skeleton import PERCENT, Line
from govreport_parser.extractors.base import SENTENCE_END

__all__ = ["MAINLY", "bracket_end", "parts_of", "runs"]

MAINLY = regex.compile(r"[,(]\s?(?:主要|重点)(?:涉及|集中|是|有|为|包括|针对)[^⚀⚁⚂。;,]{0,12}")
"""Opens a list of the greatest parts: 受理申请32件,主要涉及土地18件、规划11件、社保7件等."""
_NESTED = regex.compile(r"其中|包括|含")
"""What makes a figure a part of the one before it."""
_JOINED = frozenset(("以及", "和", "及", "与"))
"""Words that join the last part to the others, whatever stands between those."""
_BREAK = regex.compile(r"[。()\[\]\n]|其中|分别")
"""Behind these another list of parts of the same total may begin, and behind a part that fills the total."""
_SHARE = regex.compile(r"\([^、,。;!?()⚂]{0,4}⚂\)")
"""The share of a part in a bracket of its own, which ends no list: 予以公开30件(48.4%)、部分公开11件(17.7%)."""
_FIRST = regex.compile(r"[,(]?\s?其中[,:]?[^。;!?()]{0,14}")
_BARE = regex.compile(r"(?:[、,;]|以及|[和及与])(?:有|共有)?")
"""Before a figure without a name of its own: 网络38件、信函27件,5件经过补正."""
_NAMED = regex.compile(r"(?:其中|[,、;:(])(?!(?:[^,、;:(]*)(?:分别|依次))(?!其中|包括)\p{Han}{2,}$")
_BRACKET = regex.compile(r"[()\[\]]")
_BRACKETS = {"(": ")", "[": "]"}
_INSIDE = 400
"""Characters that a bracket has at most: one that is not closed ends no part."""
_MOST = 80
"""Parts that are followed over their brackets at most."""
_CLOSED = regex.compile(r"[、,;]\s?(?:已|全部|均)?(?:办结|审结|答复)(?:申请)?")
"""Before a figure that is no part of a list of subjects or channels: 其中征地类30件,办结75件."""
_CLOSED_FIRST = regex.compile(r"(?:办|审|答|处|受|未)\p{Han}{0,3}$")
_IN_TIME = regex.compile(r"(?:按时|按期|如期|及时)[^⚀⚁⚂。;,]*$")
"""Before the first part of a list that goes on with those that took longer: 按时办结50件、延期办结9件."""
_ANEW = regex.compile(
    r"[,;]\s?(?:共|新|还|并)?(?P<verb>办理|承办|收到|受理|接待|召开|举办|开展|组织|发布|制定|出台|清理|更新|培训|回复|编发|印发)"
)
"""Opens what is told of another thing than the list before: 其中主办20件,会办5件,办理提案25件."""
_LAW = regex.compile(r"复议|[诉应][讼诉]")
_OPEN = regex.compile(r"正在|尚|未[办答审]|在办")
_HALVES = regex.compile(r"半年|季度")
_ITS_OWN = regex.compile(r"[^⚀⚁⚂。;,、()]{0,8}[,;]\s?其中")
"""Behind a figure that is a total itself: 市级300条,其中规划80条;县级500条,其中财政120条."""
_OTHERS = regex.compile(r"、其[他它]")
_TAIL = 2
"""Characters before a figure by which a part is known as one of a list: 安定区受理, 通渭县受理."""


def parts_of(line: Line) -> dict[str, list[int]]:
    """Return the parts of each total behind it, by the total's id."""
    seen: set[str] = set()
    parts: dict[str, list[int]] = {}
    for index, count in enumerate(line.counts):
        if count.part_of in seen:
            parts.setdefault(count.part_of or "", []).append(index)
        seen.add(count.id)
    return parts


def runs(listed: Parts, parts: list[int]) -> Iterator[Parts]:
    """Yield the lists of parts of one total: by channel, then by outcome, and what a bracket says in between."""
    line, whole = listed.line, listed.whole
    if not parts and _opens(listed, listed.total + 1):
        parts = [listed.total + 1]
    run: list[int] = []
    reached = Decimal(0)
    for index in parts:
        if run and (reached == whole.value or _BREAK.search(_SHARE.sub("", listed.between(run[-1], index)))):
            yield _with_following(listed, run)
            run, reached = [], Decimal(0)
        run.append(index)
        reached += line.counts[index].value * times(listed.between(index - 1, index))
    if run:
        yield _with_following(listed, run)
        again = run[-1] + 1
        if reached == whole.value and _opens_again(listed, run[-1], again):
            yield _with_following(listed, [again])


def _opens(listed: Parts, index: int) -> bool:
    """Tell whether a list begins at a figure that was bound to no total, mostly because its parts do not fit."""
    if index >= len(listed.line.counts):
        return False
    part, opening = listed.line.counts[index], listed.between(listed.total, index)
    if part.part_of is not None or not alike(part, listed.whole):
        return False
    if listed.whole.part_of is not None and list_words().again.fullmatch(opening):
        return False
    complete = list_words().complete.fullmatch(opening) and not SENTENCE_END.search(opening)
    if complete or is_made_of(listed, index) or is_across(listed, opening) or _is_first(listed, index):
        return True
    return MAINLY.fullmatch(opening) is not None or is_by_body(listed, index)


def _opens_again(listed: Parts, last: int, index: int) -> bool:
    """Tell whether a second list of the same total begins behind the first one."""
    if index >= len(listed.line.counts):
        return False
    part = listed.line.counts[index]
    fits = part.part_of is None and alike(part, listed.whole) and part.value < listed.whole.value
    return fits and list_words().again.fullmatch(listed.between(last, index)) is not None


def _with_following(listed: Parts, run: list[int]) -> Parts:
    """Add the figures that belong to the list although the total has no room for them."""
    made = listed.with_parts(_over_brackets(listed, sorted([*run, *_skipped(listed.with_parts(run))])))
    run = list(made.parts)
    following = _following(made)
    if following and made.sum >= listed.whole.value:
        # The list is full: what follows may be a second one. It is the first still where it reads alike.
        tails = {made.between(index - 1, index)[-_TAIL:] for index in run}
        same = all(made.between(index - 1, index)[-_TAIL:] in tails for index in following)
        # All joined by 、 and the last one 其他: one list that ends, 预算66条、决算62条、其他2条.
        same = same or (_signs(made) == {"、"} and _OTHERS.match(listed.between(following[0] - 1, following[0])))
        if not (same or _closes(made, following[-1])) or listed.with_parts(following).sum == listed.whole.value:
            return made
    return listed.with_parts(_over_brackets(listed, [*run, *following]))


def _over_brackets(listed: Parts, run: list[int]) -> list[int]:
    """Go on behind a bracket that divides the last part: 不予公开12件(国家秘密2件、商业秘密10件)、信息不存在18件."""
    if bracket_end(listed, run[-1]) < 0 or listed.behind(run[-1]).endswith("⚂"):
        return run
    signs = _signs(listed.with_parts(run))
    index = _behind_bracket(listed, run[-1], signs)
    while index is not None and index not in run and len(run) < _MOST:
        run = [*run, index]
        behind = _next(listed.line, index)
        if behind is not None and _is_joined(listed, listed.between(index, behind), behind, signs):
            index = behind
        else:
            index = _behind_bracket(listed, index, signs)
    return run


def _behind_bracket(listed: Parts, last: int, signs: set[str]) -> int | None:
    """Return the part that stands behind the bracket that opens right behind a part; None for no such one."""
    end = bracket_end(listed, last)
    index = next((at for at in range(last + 1, len(listed.places)) if listed.places[at] > end > 0), None)
    if index is None or index == last + 1 or PERCENT in listed.line.text[listed.places[last] : end]:
        return None
    gap = listed.line.text[end + 1 : listed.places[index]]
    return index if _is_joined(listed, gap, index, signs) else None


def _is_joined(listed: Parts, gap: str, index: int, signs: set[str]) -> bool:
    """Tell whether a figure behind a part with a bracket, or behind such a one, is a part too, by the words between."""
    match, count = NEXT.fullmatch(gap), listed.line.counts[index]
    free = alike(count, listed.whole) and count.part_of in {None, listed.whole.id}
    if match is None or not free or _BARE.fullmatch(gap) or (signs and match["sign"] not in signs | _JOINED):
        return False
    return not (_NESTED.search(gap) or list_words().fresh.search(gap))


def bracket_end(listed: Parts, last: int) -> int:
    """Return where the bracket is closed that opens right behind a figure; -1 for no bracket."""
    text, start = listed.line.text, listed.places[last] + 1
    closing = _BRACKETS.get(text[start : start + 1])
    if closing is None:
        return -1
    depth = 0
    for bracket in _BRACKET.finditer(text, start, start + _INSIDE):
        depth += (bracket.group() == text[start]) - (bracket.group() == closing)
        if not depth:
            end: int = bracket.start()
            return end
    return -1


def _closes(listed: Parts, last: int) -> bool:
    """Tell whether the bracket that a list opens is closed right behind a figure: what is inside is one list."""
    return listed.between(listed.total, listed.parts[0]).startswith("(") and listed.behind(last).startswith(")")


def _is_first(listed: Parts, index: int) -> bool:
    """Tell whether a figure that no total could hold stands behind 其中: 收到申请10件,其中网络申请12件."""
    part, whole = listed.line.counts[index], listed.line.counts[listed.total]
    before = listed.line.counts[: listed.total]
    return (
        part.part_of is None
        and alike(part, whole)
        and part.value > whole.value
        and _FIRST.fullmatch(listed.between(listed.total, index)) is not None
        and not any(alike(part, other) and other.value >= part.value for other in before)
        and part.value > _with_one_beside(listed)
    )


def _with_one_beside(listed: Parts) -> Decimal:
    """Return a total with the one beside it: 建议18件、提案25件,其中主办30件 may be of both."""
    value, at = listed.whole.value, listed.total
    if at and alike(listed.line.counts[at - 1], listed.whole) and NEXT.fullmatch(listed.between(at - 1, at)):
        value += listed.line.counts[at - 1].value
    return value


def _following(listed: Parts) -> list[int]:
    """Return the figures behind the last part that are joined to it as the parts are to each other."""
    found: list[int] = []
    last, signs = listed.parts[-1], _signs(listed)
    while (index := _next(listed.line, last)) is not None:
        if not _goes_on(listed, last, index, signs):
            break
        found.append(index)
        last = index
    return found


def _skipped(listed: Parts) -> list[int]:
    """Return the figures between the parts that read like them but were bound to no total, for want of room."""
    found: list[int] = []
    signs = _signs(listed)
    for left, right in itertools.pairwise(listed.parts):
        inside, before = [], left
        for index in range(left + 1, right):
            if listed.line.counts[index].measure == "percent":
                continue
            if not _goes_on(listed, before, index, signs):
                break
            inside.append(index)
            before = index
        else:
            found += inside
    return found


def _next(line: Line, last: int) -> int | None:
    """Return the next figure; the share of the last one is passed over."""
    behind = range(last + 1, min(last + 3, len(line.counts)))
    return next((index for index in behind if line.counts[index].measure != "percent"), None)


def _signs(listed: Parts) -> set[str]:
    """Return the marks that stand between the parts."""
    gaps = (listed.between(left, right) for left, right in itertools.pairwise(listed.parts))
    return {match["sign"] for gap in gaps if (match := NEXT.fullmatch(gap))}


def _goes_on(listed: Parts, left: int, right: int, signs: set[str]) -> bool:
    """Tell whether a figure that no total took is joined to a part as the parts are to each other."""
    count, gap = listed.line.counts[right], listed.between(left, right)
    if is_stopped(listed, gap):
        return count.part_of is None and alike(count, listed.whole)
    match = NEXT.fullmatch(gap)
    free = count.part_of is None or count.part_of in {part.id for part in listed.counts}
    if match is None or not free or not alike(count, listed.whole) or _NESTED.search(gap):
        return False
    if (match["share"] and not signs) or (_CLOSED.fullmatch(gap) and not _CLOSED_FIRST.search(_opening(listed))):
        return False
    if _BARE.fullmatch(gap) and _NAMED.search(_before(listed, listed.parts[0])):
        return False
    if _ITS_OWN.match(listed.line.text, listed.places[right] + 1):
        return False
    if match["sign"] in {",", ";"} and not _is_of_kind(listed, gap, alone=not signs):
        return False
    said = gap[match.start("sign") :]
    if _IN_TIME.search(_opening(listed)):
        said = said.removeprefix(match["sign"]).removeprefix("延期")
    return (not signs or match["sign"] in signs | _JOINED) and list_words().fresh.search(said) is None


def _is_of_kind(listed: Parts, gap: str, *, alone: bool) -> bool:
    """Tell whether a figure behind a comma is of the kind of the first part: 其中网上22件,信函9件; or is told anew.

    What stands behind the only part of 其中 is mostly of another total: 建议30件,其中主办20件;办理提案25件.
    """
    first, verb = _opening(listed), _ANEW.match(gap)
    if verb is not None and verb["verb"] not in first:
        return False
    if not alone or "其中" not in first or first.startswith("("):
        return True
    known = list_words()
    kinds = (known.ways, known.applicants, known.offices, known.staff, known.instances, known.ends, known.topics)
    same = any(kind.search(first) and kind.search(gap) for kind in (*kinds, known.media, known.channels, _HALVES, _LAW))
    still_open = ANSWERED.search(first) is not None and _OPEN.search(gap) is not None
    return same or still_open or first[-_TAIL:] == gap[-_TAIL:]


def _opening(listed: Parts) -> str:
    return listed.between(listed.total, listed.parts[0])


def _before(listed: Parts, index: int) -> str:
    return listed.between(index - 1, index) if index else ""
