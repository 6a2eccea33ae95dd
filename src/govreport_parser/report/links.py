"""Links: which rows of the tables a count of the prose states, by its label, its unit and what stands round it.

The rules are data (rules/data/prose.toml). A label alone seldom tells enough: 办结 may be of applications or of
letters, 结转 in or out, 公开信息 the whole or one website's. So a rule may ask for words before and behind the count,
for the whole that it is a part of, and every count must speak of the reporting body itself and of its year.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from govreport_parser.mentions import CountMention
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.model import Rule, RuleFile
from govreport_parser.rules.patterns import expand
from govreport_parser.text.normalize import NormalizedText, normalize

__all__ = ["Link", "link_counts"]

Codes = tuple[tuple[str, ...], ...]
_MEASURES = ("quantity", "money")
_BEFORE = 240
"""So many characters before a count tell what it is about: its sentence, the one before, the heading."""
_BEHIND = 48
_QUOTES = "“”「」『』\"' "
_SENTENCE = regex.compile(r"(?r)[。!?\n]")
_CLAUSE = regex.compile(r"[;:\n]|,(?!\d{3})|(?<!\d),")
_SELF = regex.compile(
    r"(?:我|本|该|全|由)[\p{Han}]?(?:局|委员会|委|厅|办|办公室|中心|镇|乡|街道|办事处|大队|管委会|政府)$"
)
_FIGURE = regex.compile(r"\d|[一二三四五六七八九十百]+[件条宗起份次]")


class Link(NamedTuple):
    """The codes that state the same figure as a count, in the order in which they are looked for; a sum is a tuple."""

    rule: str
    codes: Codes
    any_reading: bool
    """The words leave open which of the codes is meant: only a figure that fits none of them differs."""
    period: str
    """`own`: the figure of the report's year; `next`: its date may be the year after (结转2016年继续办理)."""


class _Rule(NamedTuple):
    """A rule of prose.toml, compiled; a condition that is not asked for is None."""

    id: str
    label: "regex.Pattern[str]"
    units: frozenset[str]
    codes: str
    needs: "regex.Pattern[str] | None"
    about: "regex.Pattern[str] | None"
    behind: "regex.Pattern[str] | None"
    unless: "regex.Pattern[str] | None"
    never: "regex.Pattern[str] | None"
    under: "regex.Pattern[str] | None"
    change: str
    stock: bool
    any_reading: bool
    period: str


class _Scope(NamedTuple):
    """Words that say whose figure a count is, and of what time."""

    other: "regex.Pattern[str]"
    all_together: "regex.Pattern[str]"
    own: "regex.Pattern[str]"
    body: "regex.Pattern[str]"
    """The end of a body's name, right before what that body did: the 局 of 市公安局收到."""
    stock: "regex.Pattern[str]"


class _Place:
    """What stands round a count, in simplified half-width wording."""

    def __init__(self, stretch: NormalizedText, start: int, end: int) -> None:
        before, after = stretch.normal_span(start, end)
        self.passage = stretch.text[max(0, before - _BEFORE) : before]
        self.behind = stretch.text[after : after + _BEHIND]
        stop = _SENTENCE.search(self.passage)
        self.sentence = self.passage[stop.end() if stop else 0 :]
        self.clauses = _CLAUSE.split(self.sentence)
        self.clause = self.clauses[-1]


def _places(counts: Iterable[CountMention], source: str) -> Iterator[tuple[CountMention, _Place]]:
    """Yield each count with what stands round it; neighbours share the stretch that is brought into normal wording."""
    group: list[CountMention] = []
    for count in counts:
        if group and count.span.start - group[-1].span.end > _BEFORE + _BEHIND:
            yield from _places_of(group, source)
            group = []
        group.append(count)
    yield from _places_of(group, source)


def _places_of(group: list[CountMention], source: str) -> Iterator[tuple[CountMention, _Place]]:
    if group:
        start = max(0, group[0].span.start - _BEFORE)
        stretch = normalize(source[start : group[-1].span.end + _BEHIND])
        for count in group:
            yield count, _Place(stretch, count.span.start - start, count.span.end - start)


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    rule_set = load_rules("prose")
    return tuple(_compiled(rule, pattern, rule_set.file) for rule, pattern in rule_set.patterns)


def _compiled(rule: Rule, label: "regex.Pattern[str]", file: RuleFile) -> _Rule:
    values = rule.values

    def words(name: str) -> "regex.Pattern[str] | None":
        pattern = values.get(name)
        return regex.compile(expand(rule.id, pattern, file.pieces, file.lists), regex.DOTALL) if pattern else None

    return _Rule(
        id=rule.id,
        label=label,
        units=frozenset(values["units"].split()),
        codes=values["codes"],
        needs=words("needs"),
        about=words("about"),
        behind=words("behind"),
        unless=words("unless"),
        never=words("never"),
        under=words("under"),
        change=values.get("change", "none"),
        stock="stock" in values,
        any_reading=values.get("readings") == "any",
        period=values.get("period", "own"),
    )


@functools.cache
def _scope() -> _Scope:
    words = load_rules("prose").file.maps["scope"]
    return _Scope(**{name: regex.compile(words[name]) for name in _Scope._fields})


def link_counts(counts: Iterable[CountMention], source: str, *, issuer: str = "") -> dict[str, Link]:
    """Return the links of those `counts` of a report that its tables may state too, by the id of the count.

    `issuer` is the name of the reporting body: a figure of any other body named (市公安局收到申请30件) has no link.
    """
    found: dict[str, Link] = {}
    likely = [count for count in counts if count.measure in _MEASURES and _by_label(count.label, count.unit)]
    for count, place in _places(likely, source):
        link = _link(count, place, issuer, found)
        if link is not None:
            found[count.id] = link
    return found


def _link(count: CountMention, place: _Place, issuer: str, found: dict[str, Link]) -> Link | None:
    for rule, codes in _by_label(count.label, count.unit):
        if _fits(rule, count, place):
            refused = _refuses(rule, place) or _elsewhere(place, issuer) or not _part_fits(rule, codes, count, found)
            return None if refused else Link(rule.id, codes, rule.any_reading, rule.period)
    return None


@functools.lru_cache(maxsize=8192)
def _by_label(label: str, unit: str | None) -> tuple[tuple[_Rule, Codes], ...]:
    """Return the rules whose label and unit fit, with their codes; labels recur from report to report."""
    fitting: list[tuple[_Rule, Codes]] = []
    label = label.strip(_QUOTES)
    for rule in _rules():
        if (unit in rule.units or (unit is None and "元" not in rule.units)) and (match := rule.label.fullmatch(label)):
            written = rule.codes.replace("*", (match.lastgroup or "").replace("__", ".").replace("_", "-"))
            fitting.append((rule, tuple(tuple(codes.split("+")) for codes in written.split())))
    return tuple(fitting)


def _fits(rule: _Rule, count: CountMention, place: _Place) -> bool:
    """Tell whether the words that the rule asks for are there; where they are not, another rule may fit."""
    return (
        count.change == rule.change
        and (rule.needs is None or rule.needs.search(place.clause) or rule.needs.search(count.label)) is not None
        and (rule.about is None or rule.about.search(place.passage) is not None)
        and (rule.behind is None or rule.behind.match(place.behind) is not None)
    )


def _refuses(rule: _Rule, place: _Place) -> bool:
    """Tell whether words make it another figure: 通过网站公开信息300条 is no total, 历年累计 not the year's."""
    return bool(
        (rule.unless is not None and rule.unless.search(place.clause))
        or (rule.never is not None and rule.never.search(place.sentence))
        or (not rule.stock and _scope().stock.search(place.sentence))
    )


def _part_fits(rule: _Rule, codes: Codes, count: CountMention, found: dict[str, Link]) -> bool:
    """Tell whether the whole of a part, if it is one, is what the rule asks for, and not the same figure itself."""
    if count.part_of is None:
        return True
    whole = found.get(count.part_of)
    if whole is None:
        return rule.under is None
    return whole.codes[0] != codes[0] and (rule.under is None or rule.under.fullmatch(whole.rule) is not None)


def _elsewhere(place: _Place, issuer: str) -> bool:
    """Tell whether the figure is another body's: its clause says so, or the last clause with a figure did.

    各乡镇收到申请12件,办结12件: the second figure has its subject from the first.
    """
    scope = _scope()
    for number, clause in enumerate(reversed(place.clauses)):
        foreign = _foreign(clause, issuer, scope)
        if foreign and (number == 0 or _FIGURE.search(clause)):
            return True
        if not foreign and scope.own.search(clause):
            return False
    return False


def _foreign(clause: str, issuer: str, scope: _Scope) -> bool:
    if scope.all_together.search(clause):
        return False
    if scope.other.search(clause):
        return True
    return any(_is_other(clause[: match.end()], issuer) for match in scope.body.finditer(clause))


def _is_other(named: str, issuer: str) -> bool:
    """Tell whether the body whose name ends here is not the issuer: 区政府 is 二七区人民政府, 市公安局 is not."""
    if _SELF.search(named):
        return False
    if named.endswith("政府"):
        return f"{named[-3]}人民政府" not in issuer
    return named[-3:] not in issuer
