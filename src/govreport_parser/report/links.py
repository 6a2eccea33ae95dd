"""Links: which rows of the tables a count of the prose states, by its label, its unit and what stands round it.

The rules are data (rules/data/prose.toml). A label alone seldom tells enough: 办结 may be of applications or of
letters, 结转 in or out, 公开信息 the whole or one website's. So a rule may ask for words before and behind the count,
for the whole that it is a part of, and every count must speak of the reporting body itself and of its year.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from govreport_parser.mentions import Absence, CountMention
from govreport_parser.report.prose_rules import Codes, LinkRule, rules_for
from govreport_parser.report.surroundings import (
    Place,
    is_compared,
    is_elsewhere,
    is_stock,
    leads_its_clause,
    place_of_words,
    places,
)

__all__ = ["Link", "link_absences", "link_counts"]

_MEASURES = ("quantity", "money")
_AUXILIARIES = 6
"""So many characters may stand between a count and its thing: 5件均已被|维持."""
_JOINED = regex.compile(r"[、和或及与]|以及")
_ANYONE = regex.compile(r"^(?:公民|自然人)、法人(?:[和或及与]|或者|以及)其他组织(?:提出|提交|递交)?的?")
_CASE = regex.compile(r"(?:的)?(?:情况|案件|事件|情形|现象|行为|问题)+$")


class Link(NamedTuple):
    """The codes that state the same figure as a count, in the order in which they are looked for; a sum is a tuple."""

    rule: str
    codes: Codes
    any_reading: bool
    """The words leave open which of the codes is meant: only a figure that fits none of them differs."""
    thing: str
    """What is counted, in the words of the prose: the label of the count, or the words behind it (5件|维持)."""
    period: str
    """`own`: the figure of the report's year; `next`: its date may be the year after (结转2016年继续办理)."""


def link_counts(counts: Iterable[CountMention], source: str, *, issuer: str = "") -> dict[str, Link]:
    """Return the links of those `counts` of a report that its tables may state too, by the id of the count.

    `issuer` is the name of the reporting body: a figure of any other body named (市公安局收到申请30件) has no link.
    """
    found: dict[str, Link] = {}
    for count, place in places(_likely(counts, source), source):
        link = _link(count, _label(count, place), place, issuer, found)
        if link is not None:
            found[count.id] = link
    return found


def _label(count: CountMention, place: Place) -> str:
    """Return the label of a count; where it stands first in its clause, only what follows it can be its label."""
    follows = place.label_behind()
    if follows is None:
        return count.label
    label = follows if rules_for(follows, count.unit) else count.label
    at = place.behind.find(label)
    if not label or not 0 <= at <= _AUXILIARIES:
        return ""
    place.behind = place.behind[at + len(label) :]
    return label


def _likely(counts: Iterable[CountMention], source: str) -> Iterator[CountMention]:
    """Yield the counts that a rule may fit: their label is known, or what they count may stand behind them."""
    for count in counts:
        if count.measure in _MEASURES and (rules_for(count.label, count.unit) or leads_its_clause(count, source)):
            yield count


def _link(count: CountMention, label: str, place: Place, issuer: str, found: dict[str, Link]) -> Link | None:
    for rule, codes in rules_for(label, count.unit):
        if count.change == rule.change and _fits(rule, label, place):
            refused = _refuses(rule, place) or is_elsewhere(place, issuer) or not _part_fits(rule, codes, count, found)
            return None if refused else Link(rule.id, codes, rule.any_reading, label, rule.period)
    return None


def link_absences(absences: Iterable[Absence], source: str, *, issuer: str = "") -> Iterator[tuple[Absence, Link]]:
    """Yield the absences whose zero the tables state too: 未发生行政复议、行政诉讼 has two such."""
    for absence in absences:
        things = [absence.label]
        if not _may_be_zero(absence.label):
            things = _JOINED.split(absence.label)
        if all(_may_be_zero(thing) for thing in things):
            for number, thing in enumerate(things):
                place = place_of_words(source, absence.span.end, ",".join(things[: number + 1]))
                link = _absence_link(_plain(thing), place, issuer)
                if link is not None:
                    yield absence, link


def _may_be_zero(thing: str) -> bool:
    return any(rule.absent for rule, _ in rules_for(_plain(thing), None))


def _plain(thing: str) -> str:
    """Return what is absent without those who did not do it, and without words for a case: 提起行政诉讼的情况."""
    plain: str = _CASE.sub("", _ANYONE.sub("", thing))
    return plain.replace("任何", "")


def _absence_link(label: str, place: Place, issuer: str) -> Link | None:
    for rule, codes in rules_for(label, None):
        if rule.absent and _fits(rule, label, place):
            refused = _refuses(rule, place) or is_elsewhere(place, issuer)
            return None if refused else Link(rule.id, codes, rule.any_reading, label, rule.period)
    return None


def _fits(rule: LinkRule, label: str, place: Place) -> bool:
    """Tell whether the words that the rule asks for are there; where they are not, another rule may fit."""
    return (
        (rule.needs is None or rule.needs.search(place.clause) or rule.needs.search(label)) is not None
        and (rule.about is None or rule.about.search(place.topic) is not None)
        and (rule.behind is None or rule.behind.match(place.behind) is not None)
    )


def _refuses(rule: LinkRule, place: Place) -> bool:
    """Tell whether words make it another figure: 通过网站公开信息300条 is no total, 历年累计 not the year's."""
    return bool(
        (rule.unless is not None and rule.unless.search(place.clause))
        or (rule.never is not None and rule.never.search(place.sentence))
        or (not rule.stock and is_stock(place))
        or is_compared(place)
    )


def _part_fits(rule: LinkRule, codes: Codes, count: CountMention, found: dict[str, Link]) -> bool:
    """Tell whether the whole of a part, if it is one, is what the rule asks for, and not the same figure itself."""
    if count.part_of is None:
        return True
    whole = found.get(count.part_of)
    if whole is None:
        return rule.under is None
    return whole.codes[0] != codes[0] and (rule.under is None or rule.under.fullmatch(whole.rule) is not None)
