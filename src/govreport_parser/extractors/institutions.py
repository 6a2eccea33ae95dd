"""Institutions: prose → public bodies with all their mentions, resolved inside the document.

Narrow, then match: one pass finds where names end (`maps.trigger`), jieba cuts only the surroundings of such places
into words (`name_words`), spaCy's Matcher runs the rules over the classes of these words, `resolve` says what a match
means. Names inside 《…》 belong to the document named there and are left to the documents; media, columns and groups
(各部门) are refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.name_matches import NameMatch, name_match, name_spots
from govreport_parser.extractors.name_refusals import refusal
from govreport_parser.extractors.name_words import name_words
from govreport_parser.extractors.names import Memory, Name, Refusal, Word, Words, kind_of
from govreport_parser.extractors.resolve import Resolver
from govreport_parser.mentions import DivisionRef, DocumentMention, Institution, InstitutionMention
from govreport_parser.places import gazetteer
from govreport_parser.rules.overlap import longest_leftmost

__all__ = ["find_institutions", "read_name"]

_BRACKETS = ("(", "（")
_ALIAS = regex.compile(r"[(（]以下(?:统|均|也)?[简统]称[::为]?[“\"「‘']?([\u4e00-\u9fff]{2,12})[”\"」’']?[)）]")

_SHORT = regex.compile(r".{2,8}(?:[局委厅办队院校会处馆站署所司]|中心|公司|集团|管委)")
"""A short name of four characters or so; 中心 and 学校 alone are what all call themselves."""


@dataclass(slots=True)
class _Found:
    """One institution in the making."""

    name: Name
    rule: str
    mentions: list[InstitutionMention]


def find_institutions(passage: Passage, *, documents: tuple[DocumentMention, ...] = ()) -> tuple[Institution, ...]:
    """Return the bodies that the prose names, each once, in the order of their first mention.

    >>> from govreport_parser.text.normalize import normalize
    >>> text = normalize("省财政厅、国务院办公厅来函。")
    >>> [found.canonical for found in find_institutions(Passage(normal=text, prose=text.text))]
    ['省财政厅', '国务院办公厅']
    """
    spans = [span for document in documents for span in (document.span, document.number_span) if span is not None]
    taken = [passage.normal.normal_span(*span) for span in spans]
    places = passage.divisions
    resolver = Resolver(passage.context, places)
    own = (*resolver.body.fixed, *_aliases(passage.prose))
    batches = name_words(passage.prose, places, taken, own)
    return _institutions(passage, _matches(passage, batches), resolver)


def _matches(passage: Passage, batches: Iterable[Words]) -> Iterator[NameMatch]:
    """Yield what the rules match, each when it is asked for: a long text has too many to hold them all."""
    for words in batches:
        winners, losers = longest_leftmost(name_spots(words))
        for loser in losers:
            passage.note(loser.rule.id, loser.start, loser.end, "lost", "a longer match begins before it or with it")
        for winner in winners:
            yield name_match(words, winner)


def _aliases(prose: str) -> list[tuple[str, str]]:
    """Return the short names in brackets that end like a body and that no rule may know: 重庆总队, 统计局队."""
    if "简称" not in prose:
        return []
    names = dict.fromkeys(match.group(1) for match in _ALIAS.finditer(prose))
    return [(name, "alias") for name in names if _SHORT.fullmatch(name) and read_name(name) is None]


def read_name(text: str, *, division: DivisionRef | None = None, year: int | None = None) -> Name | None:
    """Read one full name, as titles and signatures have it; None where `text` is not one name from end to end.

    >>> read_name("二七区人民政府办公室").canonical, read_name("广州市天河区住房和城乡建设局").division.code
    ('二七区人民政府办公室', '440106')
    >>> read_name("2015年工作报告") is None
    True
    """
    resolver = Resolver(Context(year=year, division=division))
    for words in name_words(text, gazetteer().names_in(text), (), ()):
        for spot in longest_leftmost(name_spots(words))[0]:
            if spot.start == 0 and spot.end == len(text):
                name = resolver.read(spot.rule.id, name_match(words, spot).words, Memory(), "")
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


def _institutions(passage: Passage, matches: Iterable[NameMatch], resolver: Resolver) -> tuple[Institution, ...]:
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
        opened = passage.prose.startswith(_BRACKETS, match.end)
        alias = _ALIAS.match(passage.prose, match.end) if opened else None
        if alias is not None:
            memory.aliases[alias.group(1)] = entry.name
    return tuple(_institution(entry) for entry in found.values())


def _resolved(passage: Passage, match: NameMatch, resolver: Resolver, memory: Memory) -> Name | None:
    why = refusal(passage.prose, match, memory.last_refused)
    glue = passage.prose[memory.last_end : match.start] if memory.last_end >= 0 else ""
    name = Refusal(why) if why else resolver.read(match.rule.id, match.words, memory, glue)
    if isinstance(name, Refusal):
        passage.note(match.rule.id, match.start, match.end, "refused", name.why)
        memory.last_refused = match.end
        return None
    passage.note(match.rule.id, match.start, match.end, "won", name.canonical)
    return name


def _mention(passage: Passage, match: NameMatch) -> InstitutionMention:
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
