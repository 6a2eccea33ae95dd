"""Institutions: prose → public bodies with all their mentions, resolved inside the document.

Narrow, then match: one pass finds where names end (`maps.trigger`), jieba cuts only the surroundings of such places
into words (`name_words`), spaCy's Matcher runs the rules over the classes of these words, `resolve` says what a match
means. Names inside 《…》 belong to the document named there and are left to the documents; media, columns and groups
(各部门) are refused.
"""

import functools
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.generic import speaks_of_a_class
from govreport_parser.extractors.name_words import SEEN, name_words, stands_alone
from govreport_parser.extractors.names import Memory, Name, Refusal, Word, Words, institution_rules, kind_of
from govreport_parser.extractors.resolve import Resolver
from govreport_parser.mentions import DivisionRef, DocumentMention, Institution, InstitutionMention
from govreport_parser.places import gazetteer
from govreport_parser.rules.model import Rule
from govreport_parser.rules.overlap import longest_leftmost
from govreport_parser.rules.token_patterns import TokenMatcher

__all__ = ["find_institutions", "read_name"]

_PARTING = frozenset({"stop", "noise", "number", "mark"})
_INNER = frozenset({"place", "short", "word", "field", "head", "nation", "cpc", "town", "thead"})
"""Classes that begin names or stand in them: no name ends with them, and a row of these alone holds none."""
_PROPER = frozenset({"word", "short", "side", "namepart"})
_TOWN_NAME = 4
"""Characters of a town's own name at most: what is longer has the words before it in it."""
_BUILDINGS = ("大楼", "办公大楼", "办公楼", "大院", "办公区")
_ROADS = frozenset({"铁路", "公路", "道路", "水路", "公铁路"})
_ORDER = regex.compile(r"令|第?\s?\d{1,4}\s?号令")
_ITEMS = regex.compile(r"\d+\s?余?[万条件篇次项]")
_HELD = regex.compile(r"(?:召开|举行|召集|出席|参加|召开了|举行了)$")
_ALIAS = regex.compile(r"[(（]以下(?:统|均|也)?[简统]称[::为]?[“\"「‘']?([\u4e00-\u9fff]{2,12})[”\"」’']?[)）]")


class _Spot(NamedTuple):
    """Where one rule matched: the words from `first` up to `last`, and their place in the normalised text."""

    rule: Rule
    first: int
    last: int
    start: int
    end: int
    priority: int


class _Match(NamedTuple):
    """What a rule matched that won its place."""

    rule: Rule
    words: tuple[Word, ...]
    before: Word | None
    start: int
    end: int


@dataclass(slots=True)
class _Found:
    """One institution in the making."""

    name: Name
    rule: str
    mentions: list[InstitutionMention]


class _Local(threading.local):
    """A Matcher for each thread: its vocabulary grows while it reads."""

    matcher: TokenMatcher | None = None


_LOCAL = _Local()


def _matcher() -> TokenMatcher:
    if _LOCAL.matcher is None:
        _LOCAL.matcher = TokenMatcher(institution_rules(), SEEN)
    return _LOCAL.matcher


def find_institutions(passage: Passage, *, documents: tuple[DocumentMention, ...] = ()) -> tuple[Institution, ...]:
    """Return the bodies that the prose names, each once, in the order of their first mention.

    >>> from govreport_parser.text.normalize import normalize
    >>> text = normalize("省财政厅、国务院办公厅来函。")
    >>> [found.canonical for found in find_institutions(Passage(normal=text, prose=text.text))]
    ['省财政厅', '国务院办公厅']
    """
    spans = [span for document in documents for span in (document.span, document.number_span) if span is not None]
    taken = [passage.normal.normal_span(*span) for span in spans]
    resolver = Resolver(passage.context, passage.divisions)
    matches: list[_Match] = []
    for words in name_words(passage.prose, passage.divisions, taken, resolver.fixed):
        winners, losers = longest_leftmost(_spots(words))
        matches += [_match(words, winner) for winner in winners]
        for loser in losers:
            passage.note(loser.rule.id, loser.start, loser.end, "lost", "a longer match begins before it or with it")
    return _institutions(passage, matches, resolver)


def read_name(text: str, *, division: DivisionRef | None = None, year: int | None = None) -> Name | None:
    """Read one full name, as titles and signatures have it; None where `text` is not one name from end to end.

    >>> read_name("二七区人民政府办公室").canonical, read_name("广州市天河区住房和城乡建设局").division.code
    ('二七区人民政府办公室', '440106')
    >>> read_name("2015年工作报告") is None
    True
    """
    resolver = Resolver(Context(year=year, division=division))
    for words in name_words(text, gazetteer().names_in(text), (), ()):
        for spot in longest_leftmost(_spots(words))[0]:
            if spot.start == 0 and spot.end == len(text):
                name = resolver.read(spot.rule.id, _match(words, spot).words, Memory(), "")
                return name if isinstance(name, Name) else None
    return _from_ending(text, resolver)


def _from_ending(text: str, resolver: Resolver) -> Name | None:
    """Read a whole text that begins with a division and ends like a body: a name, whatever stands between."""
    spots = gazetteer().names_in(text)
    reach, places = 0, []
    for start, end, name in spots:
        if start == reach:
            places.append(Word(name, "place", start))
            reach = end
    rest = text[reach:]
    if not places or not rest or not rest.isalnum() or kind_of(rest) == "other":
        return None
    found = resolver.read("institutions.body", (*places, Word(rest, "word", reach)), Memory(), "")
    return found if isinstance(found, Name) else None


# --- matches ---------------------------------------------------------------------------------------------------


@functools.cache
def _priorities() -> dict[str, tuple[int, Rule]]:
    return {rule.id: (priority, rule) for priority, rule in enumerate(institution_rules().file.rule)}


def _spots(words: Words) -> Iterator[_Spot]:
    rules = _priorities()
    matcher = _matcher()
    signs = list(map(matcher.sign, words.texts, words.tags))
    rows = [(start, tuple(signs[start:end])) for start, end in _rows(words.tags)]
    found = matcher(row for _, row in rows)
    for place, row in rows:
        for rule_id, first, last in found[row]:
            start, end = place + first, place + last
            if rule_id == "institutions.town" and _proper(words, start, end) > _TOWN_NAME:
                continue
            priority, rule = rules[rule_id]
            reach = words.starts[end - 1] + len(words.texts[end - 1])
            yield _Spot(rule, start, end, words.starts[start], reach, priority)


def _match(words: Words, spot: _Spot) -> _Match:
    before = words[spot.first - 1] if spot.first else None
    return _Match(spot.rule, tuple(map(words.__getitem__, range(spot.first, spot.last))), before, spot.start, spot.end)


def _proper(words: Words, start: int, end: int) -> int:
    """Return how many characters the words have that a town's own name may be made of."""
    return sum(len(words.texts[index]) for index in range(start, end) if words.tags[index] in _PROPER)


def _rows(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand that the Matcher has to see: between two that part, up to the last that ends names."""
    start = end = 0
    for index, tag in enumerate(tags):
        if tag in _PARTING:
            if end > start:
                yield start, end
            start = end = index + 1
        elif tag not in _INNER:
            end = index + 1
    if end > start:
        yield start, end


def _refusal(prose: str, match: _Match, refused: int) -> str | None:
    """Say why the surroundings forbid a match; None where they do not. `refused` is where the last such match ended."""
    first = match.words[0]
    after = prose[match.end : match.end + 8]
    why = _something_else(prose, match, after)
    if why is not None:
        return why
    if first.tag in ("place", "town", "national", "cpc"):
        return None
    before = prose[max(0, match.start - 8) : match.start]
    if first.tag == "own" and before.endswith("不属于"):
        return "the name of an outcome: 不属于本机关公开"
    if first.tag == "own":
        clause = regex.split(r"[。;;\n]", prose[max(0, match.start - 30) : match.start])[-1]
        return "of each body, not of the one that reports" if regex.search(r"[各每其]", clause) else None
    if match.words[-1].text == "联席会议" and _HELD.search(before):
        return "a meeting that was held, not a body"
    why = speaks_of_a_class(prose, match.start, match.end, refused)
    if why is not None:
        return why
    if match.before is not None and match.before.text.isascii() and match.before.text.isalnum():
        return "Latin letters before a Chinese name"
    if (
        match.rule.id == "institutions.own-unit"
        and match.before is not None
        and match.before.tag not in ("mark", "stop")
    ):
        return "the end of a longer name"
    if match.rule.id == "institutions.zone" and _cuts_a_name(match):
        return "the end of a longer name"
    if first.tag == "gov" and match.before is not None and match.before.tag not in ("mark", "stop"):
        return "the end of a longer name"
    if first.tag == "service" and _ITEMS.match(after):
        return "a column of the site with its number of items"
    return None


def _something_else(prose: str, match: _Match, after: str) -> str | None:
    """Say what the words are where they are no body, however their names begin: orders, buildings, addresses."""
    first, last = match.words[0], match.words[-1]
    if last.text.endswith("政府") and not stands_alone("政府", prose, match.end):
        return "the beginning of a longer word: 县政府信息公开网"
    if _ORDER.match(after):
        return "the number of an order"
    if last.text.endswith("政府") and after.startswith(_BUILDINGS):
        return "a building"
    if match.rule.id == "institutions.body" and any(map(_is_street, match.words[1:-1])):
        return "an address"
    if first.text in ("国办", "中办") and after.startswith(("发", "函", "公开办", "秘", "通", "电")):
        return "the number of a document"
    return None


def _is_street(word: Word) -> bool:
    """Say whether a word names a street: 文帝西路, not 公路."""
    return word.text.endswith(("路", "大道", "大街")) and word.text not in _ROADS


def _cuts_a_name(match: _Match) -> bool:
    """Say whether a zone's name goes on to the left: 南|谯工业开发区, 元|洪投资区."""
    before, first = match.before, match.words[0]
    if before is None or before.end != match.start or before.tag in ("mark", "number"):
        return False
    return before.tag in ("side", "namepart", "word") or (len(before.text) == 1 and len(first.text) == 1)


# --- institutions ----------------------------------------------------------------------------------------------


def _institutions(passage: Passage, matches: Sequence[_Match], resolver: Resolver) -> tuple[Institution, ...]:
    memory = Memory()
    found: dict[tuple[str, str | None], _Found] = {}
    for match in matches:
        name = _resolved(passage, match, resolver, memory)
        if name is None:
            continue
        code = name.division.code if name.division else None
        key = name.canonical.replace("公开工作领导小组", "公开领导小组"), code
        entry = found.get(key)
        if entry is None:
            entry = found[key] = _Found(name, match.rule.id, [])
        entry.mentions.append(_mention(passage, match))
        memory.add(key, entry.name, match.end)
        alias = _ALIAS.match(passage.prose, match.end)
        if alias is not None:
            memory.aliases[alias.group(1)] = entry.name
    return tuple(_institution(entry) for entry in found.values())


def _resolved(passage: Passage, match: _Match, resolver: Resolver, memory: Memory) -> Name | None:
    why = _refusal(passage.prose, match, memory.last_refused)
    glue = passage.prose[memory.last_end : match.start] if memory.last_end >= 0 else ""
    name = Refusal(why) if why else resolver.read(match.rule.id, match.words, memory, glue)
    if isinstance(name, Refusal):
        passage.note(match.rule.id, match.start, match.end, "refused", name.why)
        memory.last_refused = match.end
        return None
    passage.note(match.rule.id, match.start, match.end, "won", name.canonical)
    return name


def _mention(passage: Passage, match: _Match) -> InstitutionMention:
    span = passage.source_span(match.start, match.end)
    return InstitutionMention(text=passage.source_text(span), span=span)


def _institution(entry: _Found) -> Institution:
    name = entry.name
    return Institution(
        id=f"institution-{entry.mentions[0].span.start}",
        rule=entry.rule,
        canonical=name.canonical,
        kind=name.kind,
        division=name.division,
        mentions=tuple(entry.mentions),
    )
