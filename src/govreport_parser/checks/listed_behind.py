"""Sums told behind their parts: 当面申请14件,信函申请22件,共计收到申请75件."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from govreport_parser.checks.bounds import stated
from govreport_parser.checks.lists import NEXT, Parts, alike, list_words, listed_finding
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.mentions import CountMention
from govreport_parser.report.model import Finding

__all__ = ["hundred", "summed_up"]

_MOST = 60
"""Parts that are added up at most: nobody lists more in a sentence."""
_MORE = regex.compile(r"\s?\((?:含|包括|另|其中)")
"""Behind a sum that has more in it than the parts before it: 共计80件(含来访30件)."""
_ALONE = regex.compile(r"[,;]\s?(?:以上|上述)?")
_SEVERAL = frozenset("级项类者种个")
"""Units of 两项合计, which says how many parts there are."""
_CLOSED = regex.compile(r"[,。;)!?\n]")
_EARLIER = regex.compile(r"(?:上年|去年|前年|上一年|上月)(?!度?(?:结转|遗留|转|留|未|度结转))")
"""Figures of an earlier year are no parts of a sum with this year's; what was carried over is."""
_NEXT_IN_BRACKETS = regex.compile(r"\)(?:[、,;]|以及|[和及与])[^、,。;!?()⚂]{1,20}\(")
"""From one part to the next where each stands in brackets: 机构概况(20条)、政策文件(45条)."""
_PLAIN = regex.compile(r"(?:^|[,;、\s])(?:共|共计|合计|总计)$")
_COUNTED = frozenset({"件", "部", "份", "起", "宗", "例", "篇"})
"""Units by which cases and documents are counted, one for one."""
_PIECES = _COUNTED | frozenset({"个", "期", "条", "张", "幅", "则", "集", "场"})
_PEOPLE = frozenset({"人", "名", "人次"})
_PRODUCTS = regex.compile(r"(?:产品|作品|解读材料|解读稿件)$")
"""What is made in several shapes, each counted in its own unit: 图解18期、视频12个,共计制作解读产品30个."""
_NEW = regex.compile(r"新收|新增|新接收|新受理|收到|受理")
_CARRIED = regex.compile(r"结转|转结|遗留")
_ONWARD = regex.compile(r"下(?:一|个)?年|次年|明年|翌年|继续")
_LEFT = regex.compile(r"撤回|撤销|重复|合并|移送|转办|[扣剔]除")
"""Cases that are not to be dealt with though they came in."""
_VERB = regex.compile(r"共[计有]?(?P<verb>(?:[^⚀⚁⚂]{2})?)[^⚀⚁⚂]*$|[合总]计(?P<verb>(?:[^⚀⚁⚂]{2})?)[^⚀⚁⚂]*$")
_VERBS = (
    ("收到", "受理", "接收", "接到", "发生", "提交", "提出", "申请"),
    ("发布", "推送", "公开", "刊发", "更新", "发送"),
    ("制作", "推出", "编发", "编制"),
    ("举办", "召开", "开展", "组织"),
    ("处理", "办理", "答复", "办结", "审结", "废止", "修订", "整改"),
)
"""What is told of a sum and of its parts: received ones are not all that were closed."""
_HANDLED = frozenset({"处理", "办理", "答复"})
_PASSED_ON = regex.compile(r"承办|转[办交来]|协办|会办|办结|办理")
"""What one office handles, another may have received: 政府办受理30件,住建局承办28件."""
_ALL = Decimal(100)


def summed_up(listed: Parts) -> Iterator[Finding]:
    """当面申请14件,信函申请22件,共计收到申请75件: a total behind its parts."""
    total, line = listed.total, listed.line
    rule = _rule(listed.between(total - 1, total)) if total > 1 else None
    if rule is None:
        return
    gap, last = listed.between(total - 1, total), total - 1
    if rule == "listed.before" and gap.endswith("共") and not _CLOSED.match(listed.behind(total) or "。"):
        return
    several = line.counts[last].unit in _SEVERAL and _ALONE.fullmatch(listed.between(last - 1, last)) is not None
    number = line.counts[last].value if several else None
    if number is not None:
        last -= 1
    elif rule == "listed.several":
        return
    mixed = _COUNTED if _PLAIN.search(gap) else _PIECES if _PRODUCTS.search(gap) else frozenset[str]()
    if not _is_like(line.counts[last], listed.whole, mixed) or _MORE.match(line.text, listed.places[total] + 1):
        return
    made = listed.with_parts(_before(listed, last, mixed))
    first = made.parts[0]
    start = listed.places[first - 1] + 1 if first else 0
    if _EARLIER.search(line.text, start, listed.places[last]) or number not in {None, Decimal(len(made.parts))}:
        return
    exact = all(count.approximation == "exact" and count.part_of is None for count in (listed.whole, *made.counts))
    before = listed.between(first - 1, first) if first else "。"
    begins = SENTENCE_END.search(before) is not None or before.startswith(":")
    fits = _is_told_in_one(made, last) or bool(_PRODUCTS.search(gap))
    if rule == "listed.due":
        fits = fits and _is_new_and_carried(made)
    elif rule == "listed.several":
        fits = fits and _is_of_all(made, gap)
    elif rule == "listed.told":
        fits = fits and made.sum > made.whole.value and _is_of_one_kind(made)
    if len(made.parts) > 1 and exact and begins and fits and not _adds_up(made):
        yield listed_finding(made, rule)


def _rule(gap: str) -> str | None:
    """Return the rule for the words before a total."""
    known = list_words()
    if known.before.fullmatch(gap):
        return "listed.before"
    if known.due.fullmatch(gap):
        return "listed.due"
    if known.told.fullmatch(gap):
        return "listed.told"
    return "listed.several" if known.several.fullmatch(gap) else None


def _before(listed: Parts, last: int, mixed: frozenset[str]) -> list[int]:
    """Return the figures up to `last` that stand in one list."""
    parts = [last]
    while parts[0] > 0 and len(parts) < _MOST:
        gap = listed.between(parts[0] - 1, parts[0])
        if NEXT.fullmatch(gap) is None and _NEXT_IN_BRACKETS.fullmatch(gap) is None:
            break
        if not _is_like(listed.line.counts[parts[0] - 1], listed.whole, mixed):
            break
        parts.insert(0, parts[0] - 1)
    return parts


def _is_of_all(made: Parts, gap: str) -> bool:
    """Tell whether a sum of so many kinds is of what its parts count: 两类文件共废止7件 are some of them only.

    The sum of several channels may also be above their total, one item being published in two of them.
    """
    labels = [count.label for count in made.counts]
    channels = any(list_words().channels.search(label) and "申请" not in label for label in labels)
    if channels and made.sum > made.whole.value:
        return False
    told = _VERB.search(gap)
    if told is None:
        return False
    family = next((verbs for verbs in _VERBS if told["verb"] in verbs), None)
    others = [verbs for verbs in _VERBS if verbs is not family]
    if told["verb"] and family in (None, _VERBS[-1]):
        return made.sum < made.whole.value and told["verb"] in _HANDLED
    return not told["verb"] or not any(verb in label for verbs in others for verb in verbs for label in labels)


def _is_of_one_kind(made: Parts) -> bool:
    """Tell whether all parts say who asked, or all which way, or all whom: none of them can be in another.

    Of what was answered they must be answers: applications of one year may be answered in the next.
    """
    known = list_words()
    labels = [count.label for count in made.counts]
    if "答复" in made.whole.label and not all("答复" in label for label in labels):
        return all(known.ends.search(label) for label in labels)
    if any(_PASSED_ON.search(label) for label in labels):
        return False
    kinds = (known.ways, known.applicants, known.offices, known.staff)
    return any(all(kind.search(label) for label in labels) for kind in kinds)


def _is_new_and_carried(made: Parts) -> bool:
    """Tell whether the parts are what was carried over and what was new, and no case fell away."""
    if made.behind(made.total).startswith("(") or _LEFT.search(made.between(made.total - 1, made.total)):
        return False
    labels = [count.label for count in made.counts]
    carried = [label for label in labels if _CARRIED.search(label) and not _ONWARD.search(label)]
    return len(labels) == 2 and len(carried) == 1 and all(label in carried or _NEW.search(label) for label in labels)


def _is_like(part: CountMention, whole: CountMention, mixed: frozenset[str]) -> bool:
    """Tell whether a figure can be a part; in 法规2部、文件13份,共15份 the units count one kind."""
    of_kind = {part.unit, whole.unit} <= mixed and part.measure == whole.measure and part.change == "none"
    people = {part.unit, whole.unit} <= _PEOPLE and part.change == "none"
    return alike(part, whole) or of_kind or people


def _is_told_in_one(made: Parts, last: int) -> bool:
    """Tell whether a sum has the unit of its first or its last part."""
    units = {made.counts[0].unit, made.line.counts[last].unit}
    return made.whole.unit in units or units | {made.whole.unit} <= _PEOPLE


def _adds_up(made: Parts) -> bool:
    """Tell whether parts give their total; shares may miss by what their rounding hides."""
    if made.whole.measure != "percent":
        return made.sum == made.whole.value
    slack = sum(((stated(part).high or part.value) - part.value for part in made.counts), Decimal(0))
    return abs(made.sum - made.whole.value) <= slack


def hundred(listed: Parts) -> Iterator[Finding]:
    """网络占25%、信函占80%、当面占5%,合计100%: shares that are said to make a whole."""
    if listed.whole.value == _ALL and listed.whole.change == "none":
        yield from summed_up(listed)
