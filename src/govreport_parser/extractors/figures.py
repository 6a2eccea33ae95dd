"""Figures: which numerals of the prose are counts; what `figure` reads of them, with the units that they share."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from govreport_parser.extractors.base import Passage
from govreport_parser.extractors.figure import JOINT, NEAR, ORDER, VAGUE, Figure, is_ordinal, read_figures
from govreport_parser.extractors.lexicon import Lexicon, lexicon
from govreport_parser.spans import Span

__all__ = ["find_figures"]

_RANKED = frozenset("的行")
"""Behind a rank: 前10位的成绩, 前三名行列; 第四次会议 is none."""
_FAR = 24
"""So many characters before a rank the word may stand that says it is one."""
_MAY_BE_BARE = regex.compile(r"[\s、,和及与→。;)]|\Z|[一二三四五六七八九]是|[增减升降提调改扩缩变]")
_SUM_ENDS = regex.compile(r"[,。;、)(一二三四五六七八九\s]|\Z")
_SEVERAL = regex.compile(r"(?r)(?:几|(?<![总件条人次个量])数)")
"""几十, 数百: no figure, save where a word ends in 数 (总数十件)."""
_VERSION = regex.compile(r"\d+\.\d+")
_WHOLE = frozenset("版期")
_SECOND = frozenset("次元")
"""Two times is 两次; 二次 is the second or the secondary."""
_INDEFINITE = frozenset("批种些年")
_QUOTED = 18
_CLOSED = regex.compile("[”」』’\n]")
_TOWARDS = regex.compile(
    r"\s?→\s?|[^,。;\d]{0,8}(?:增|减|升|降|提|调|改|扩|缩|变)[^,。;\d]{0,4}(?:至|到|为)(?:每[年月季周]|今年的?|目前的?|现在的?|20\d\d年度?的?)?"
)


def find_figures(passage: Passage, blocked: Sequence[Span]) -> list[Figure]:
    """Return the counts of the prose in order; nothing that touches one of the `blocked` spans (sorted, disjoint)."""
    return list(_settle(passage, list(_figures(passage, blocked))))


def _figures(passage: Passage, blocked: Sequence[Span]) -> Iterator[Figure]:
    """Yield every figure that no context refuses; a bare one has no unit yet."""
    prose, terms = passage.prose, lexicon()
    starts = [span.start for span in blocked]
    reach = 0
    for found in terms.starts(prose):
        start = found.start()
        match = terms.scan.match(prose, start) if start >= reach else None
        if match is None:
            continue
        unit, reach = match["unit"], match.end()
        bare = unit is None and match["share"] is None and prose[start - 1 : start] not in ORDER
        if bare and not (prose[start].isdecimal() and _MAY_BE_BARE.match(prose, reach)):
            continue
        index = bisect_right(starts, start) - 1
        if (index >= 0 and blocked[index].end > start) or (index + 1 < len(starts) and starts[index + 1] < match.end()):
            continue
        why = _refusal(prose, match, terms)
        if why:
            passage.note("counts.quantity", start, match.end(), "refused", why)
            continue
        yield from read_figures(prose, match, terms)


def _quoted(prose: str, start: int, end: int) -> bool:
    """Tell whether the figure stands in quotation marks; straight ones are counted, to know whether one is open."""
    opened = max(prose.rfind(mark, max(0, start - _QUOTED), start) for mark in "“「『‘")
    if opened >= 0 and not _CLOSED.search(prose, opened, start) and _CLOSED.search(prose, end, end + _QUOTED):
        return True
    return prose[end : end + 1] == '"' and prose.count('"', prose.rfind("\n", 0, start) + 1, start) % 2 == 1


def _refusal(prose: str, match: "regex.Match[str]", terms: Lexicon) -> str | None:
    """Return why the figure is no count; None where nothing speaks against it."""
    start, end, unit, number = match.start(), match.end(), match["unit"], match["number"] or ""
    low = max(0, start - NEAR)
    if is_ordinal(prose, start):
        rank = unit in {None, "名", "位"} and terms.rank_before.match(prose, max(0, start - _FAR), start - 1)
        behind = prose[end : end + 1]
        return None if rank and (behind in _RANKED or not behind.isalnum()) else "ordinal"
    if number[:1] in "十百千万亿" and _SEVERAL.match(prose, low, start):
        return "several"
    veto = terms.not_after.match(prose, low, start) or terms.not_before.match(prose, end)
    if veto:
        return str(veto.lastgroup)
    if _quoted(prose, start, end):
        return "slogan in quotation marks"
    if unit is None:
        return None
    if number == "一" and not match["upper"]:
        if terms.one_before.match(prose, low, start) or terms.one_after.match(prose, end) or unit in _INDEFINITE:
            return "一 as a word"
        if unit == "起" and not terms.one_together.match(prose, end):
            return "一起, together"
    if unit in _WHOLE and _VERSION.fullmatch(number):
        return "version"
    if not number[:1].isdecimal():
        if number == "二" and unit in _SECOND and prose[end : end + 1].isalpha():
            return "二次, secondary"
        if unit == "分" or (unit in terms.place_units and terms.place.match(prose, end)):
            return "name of a place"
        if unit == "元" and len(number) == 1 and not _SUM_ENDS.match(prose, end):
            return "多元, 二元"
    return None


def _settle(passage: Passage, figures: list[Figure]) -> Iterator[Figure]:
    """Give bare figures the unit that they share, or drop them; compare the two ends of a change."""
    prose, terms = passage.prose, lexicon()
    following: Figure | None = None
    settled: list[Figure] = []
    for figure in reversed(figures):
        gap = prose[figure.end : following.start] if following else ""
        towards = following and len(gap) <= NEAR and _TOWARDS.fullmatch(gap)
        if figure.unit is None and figure.measure == "quantity":
            if following and following.unit and (towards or (JOINT.fullmatch(gap) and _shared(prose, figure, terms))):
                figure.unit, figure.measure, figure.rule = following.unit, following.measure, "counts.shared-unit"
            elif not _bare(prose, figure, terms):
                passage.note("counts.bare", figure.start, figure.end, "refused", "no unit")
                continue
        if towards and following and following.unit == figure.unit:
            figure.change, following.origin = "none", figure
            following.change = "increase" if following.value > figure.value else "decrease"
        settled.append(figure)
        following = figure
    return reversed(settled)


def _shared(prose: str, figure: Figure, terms: Lexicon) -> bool:
    return bool(terms.shared_before.match(prose, max(0, figure.start - 40), figure.start))


def _bare(prose: str, figure: Figure, terms: Lexicon) -> bool:
    if prose[figure.start : figure.end].translate(VAGUE)[-1:] in ("万", "亿"):  # 用户达269万
        return terms.bare_after.match(prose, figure.end) is not None
    return bool(
        terms.bare_before.match(prose, max(0, figure.start - NEAR), figure.start)
        and terms.bare_after.match(prose, figure.end)
    )
