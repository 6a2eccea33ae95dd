"""Listed parts against the total that a sentence states: 86件,其中当面10件、网络50件、信函30件 are 90.

With 其中 or 等 a list may leave parts out, so only a sum above the total is wrong; with 分别为 or a colon the list is
meant to be complete. Ways of publishing overlap (one item on the site and in an account), so their sum says nothing.
"""

import itertools
from collections.abc import Iterator
from decimal import Decimal

import regex

from govreport_parser.checks.base import check
from govreport_parser.checks.bounds import amount
from govreport_parser.checks.examined import Examined
from govreport_parser.checks.flow import flows
from govreport_parser.checks.list_parts import MAINLY, bracket_end, parts_of, runs
from govreport_parser.checks.listed_behind import hundred, summed_up
from govreport_parser.checks.listed_beside import all_kinds, ends_with_rest, has_carried, is_beside, tells_overlap
from govreport_parser.checks.listed_named import named_lists
from govreport_parser.checks.lists import (
    Parts,
    alike,
    is_made_of,
    list_words,
    listed_finding,
    opened,
)
from govreport_parser.checks.remainder import remainders
from govreport_parser.checks.skeleton import Line
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.report.model import Finding

__all__ = ["listed_parts"]

_OWN = regex.compile(r"[^⚀⚁⚂。;,、()]{0,8}⚀")
_NEW = regex.compile(r"[(:]|,?\s?(?:其中|包括)")
_COMPARED = regex.compile(r"(?r)(?:比|较|由|从(?!事))[^⚀⚁⚂。;,]{1,12}\Z")
"""Before the other side of a comparison, which no list is of: 比上年的4200件."""
_PEOPLE = frozenset({"人", "名"})
_OWN_NAME = regex.compile(r"申请|账号|帐号|账户")
"""What is counted itself, and not what was published by it."""


@check("arithmetic.listed", zh="所列分项与总数不符", en="Listed parts do not fit the total that the sentence states")
def listed_parts(examined: Examined) -> Iterator[Finding]:
    """Add up the parts that a sentence lists and hold them against its total."""
    for line in examined.lines:
        told: set[str] = set()
        for found in _by_total(line):
            told.add(found.operands[0])
            yield found
        for found in (*named_lists(line), *remainders(line), *flows(line)):
            if found.operands[0] not in told:
                told.add(found.operands[0])
                yield found


def _by_total(line: Line) -> Iterator[Finding]:
    """Take each figure of a line as a total of what is listed behind or before it."""
    places, parts = line.places, parts_of(line)
    for index, whole in enumerate(line.counts):
        total = Parts(line, places, index, ())
        if whole.measure == "percent":
            yield from hundred(total)
            continue
        if _is_change(line, index) or _COMPARED.search(line.text, 0, places[index]):
            continue
        for listed in runs(total, parts.get(whole.id, [])):
            yield from _judge(listed)
        # Asked of findings only: on a line without an end it reads all that follows.
        yield from (found for found in summed_up(total) if not tells_overlap(line, places[index], places[index]))


def _is_change(line: Line, index: int) -> bool:
    """Tell whether a figure says by how much something grew; 新增申请30件(自然人24件…) is a number of new ones."""
    whole = line.counts[index]
    if whole.change == "none":
        return False
    return not whole.label.startswith("新增") or _NEW.match(line.text, line.places[index] + 1) is None


def _judge(listed: Parts) -> Iterator[Finding]:
    """Compare a list with its total, as its opening words ask."""
    whole, opening = listed.whole, listed.opening
    if is_beside(listed, opening) or has_carried(listed):
        return
    total = amount(whole)
    pairs = zip(listed.counts, listed.factors, strict=True)
    least = sum(((amount(part).low or Decimal(0)) * times for part, times in pairs), Decimal(0))
    if total.high is not None and least > total.high:
        opens = (
            opened(listed)
            or MAINLY.fullmatch(opening)
            or list_words().above.fullmatch(opening)
            or list_words().complete.fullmatch(opening)
        )
        if opens and not _is_published(listed) and not _overlaps(listed):
            yield listed_finding(listed, "listed.stopped" if _is_stopped(listed) else opened(listed) or "listed.above")
        return
    exact = all(count.approximation == "exact" for count in (whole, *listed.counts))
    if not exact or least >= whole.value or len(listed.parts) < 2:
        return
    if ends_with_rest(listed, opening):
        rule = "listed.with-rest"
    elif all_kinds(listed) and not _leaves_out(listed):
        rule = "listed.all-kinds"
    elif _is_complete(listed, opening):
        rule = opened(listed) or "listed.complete"
    else:
        return
    yield listed_finding(listed, "listed.again" if list_words().again.fullmatch(opening) else rule)


def _is_stopped(listed: Parts) -> bool:
    """Tell whether a part stands in a sentence of its own."""
    gaps = (listed.between(left, right) for left, right in itertools.pairwise(listed.parts))
    return any(list_words().stopped.fullmatch(gap) for gap in gaps)


def _is_published(listed: Parts) -> bool:
    """Tell whether the parts are ways of publishing, of which one item may use several; people are no such parts."""
    if listed.whole.measure == "money" or listed.whole.unit in _PEOPLE or _OWN_NAME.search(listed.whole.label):
        return False
    return any(list_words().channels.search(part.label) for part in listed.counts)


def _overlaps(listed: Parts) -> bool:
    """Tell whether the sentence says of its list that one item can stand in several parts: 部分网站存在多个问题."""
    places = listed.places
    return tells_overlap(listed.line, places[listed.total], places[listed.parts[-1]])


def _is_complete(listed: Parts, opening: str) -> bool:
    """Tell whether a list is meant to name all parts, and nothing behind it in the sentence can be another one."""
    words_, text, places = list_words(), listed.line.text, listed.places
    first, last = listed.parts[0], listed.parts[-1]
    again = words_.again.fullmatch(opening)
    made_of = is_made_of(listed, first)
    if _is_cut_short(listed):
        return False
    if not again and not made_of and (words_.complete.fullmatch(opening) is None or SENTENCE_END.search(opening)):
        return False
    if SENTENCE_END.search(text, places[first], places[last]):
        return False
    if _names_rest(listed) or any(
        _is_left_out(text, rest) for rest in words_.rest.finditer(text, places[first], places[last])
    ):
        return False
    inside = opening.startswith("(") or ":" in opening or bool(again) or made_of
    return inside or not _may_go_on(listed, last)


def _names_rest(listed: Parts) -> bool:
    """Tell whether the words behind a list say that it leaves something out: 等, 另有."""
    return list_words().rest.search(SENTENCE_END.split(listed.behind(listed.parts[-1]))[0]) is not None


def _leaves_out(listed: Parts) -> bool:
    return _names_rest(listed) or _may_go_on(listed, listed.parts[-1])


def _is_cut_short(listed: Parts) -> bool:
    """Tell whether the list goes on behind a bracket in a way that was not read."""
    end = bracket_end(listed, listed.parts[-1])
    return end > 0 and listed.line.text[end + 1 : end + 2] in set("、;,和及与以")


def _is_left_out(text: str, rest: "regex.Match[str]") -> bool:
    """Tell whether a word for the rest stands without its figure: 其他信息30条 is a part like the others."""
    return not rest.group().startswith("其") or _OWN.match(text, rest.end()) is None


def _may_go_on(listed: Parts, last: int) -> bool:
    """Tell whether a later figure of the sentence could be a part too; one that a word sets apart could not."""
    for index in range(last + 1, len(listed.places)):
        gap = listed.between(index - 1, index)
        if SENTENCE_END.search(gap) or list_words().fresh.search(gap):
            return False
        if alike(listed.line.counts[index], listed.whole):
            return True
    return False
