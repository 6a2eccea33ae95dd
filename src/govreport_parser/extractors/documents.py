"""Documents: titles in 《…》 with the number right behind them, and numbers that stand alone; in prose and tables.

>>> from govreport_parser.text.normalize import normalize
>>> from govreport_parser.extractors.base import Passage
>>> normal = normalize("印發《關於公開的通知》（鄭政辦[2015]239號）")
>>> found = find_documents(Passage(normal=normal, prose=normal.text))
>>> [(document.title, document.number) for document in found]
[('关于公开的通知', '郑政办〔2015〕239号')]
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from govreport_parser.extractors.base import Passage, record_id
from govreport_parser.mentions import DocumentMention
from govreport_parser.rules.loader import load_rules

__all__ = ["find_documents"]

_GROUPS = frozenset({"prefix", "open", "year", "close", "nth", "serial", "rest", "body"})
_LONGEST = 150
"""Characters: a longer stretch between 《 and 》 is no title but a pair of strays."""
_MARKS = regex.compile(r"[《》]")
_SIGNS = regex.compile(r"[号〔\[﹝【](?:(?<=\d\ ?号)|(?<=[〔\[﹝【])(?=\d{5}))")
_GAP = 3
_REACH = 48
"""Characters before 号 in which a number opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A document number in normalised coordinates."""

    start: int
    end: int
    rule: str
    value: str
    issuer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    patterns: tuple[tuple[str, "regex.Pattern[str]"], ...]
    not_prefix: "regex.Pattern[str]"
    in_title: "regex.Pattern[str]"
    before_title: "regex.Pattern[str]"
    issuer: dict[str, str]
    provincial: "regex.Pattern[str]"
    province: dict[str, str]


@functools.cache
def _lexicon() -> _Lexicon:
    rules = load_rules("documents", _GROUPS)
    pieces, province = rules.file.pieces, rules.file.maps["province"]
    letters = "".join(province)
    return _Lexicon(
        patterns=tuple((rule.id, pattern) for rule, pattern in rules.patterns),
        not_prefix=regex.compile(pieces["not_prefix"]),
        in_title=regex.compile(pieces["issuer_in_title"], regex.VERBOSE),
        before_title=regex.compile(pieces["issuer_before_title"], regex.VERBOSE),
        issuer=rules.file.maps["issuer"],
        provincial=regex.compile(rf"(?P<letter>[{letters}])(?:政|府)(?P<office>办)?(?:发|函|字|规)?"),
        province=province,
    )


def find_documents(passage: Passage) -> tuple[DocumentMention, ...]:
    """Return the documents of the whole text in order; a title and the number beside it are one record."""
    numbers = list(_numbers(passage))
    found: list[DocumentMention] = []
    position = 0
    for start, end in _titles(passage):
        first = position
        while position < len(numbers) and numbers[position].end <= start:
            position += 1
        before = numbers[first:position]
        while position < len(numbers) and numbers[position].end <= end:
            position += 1
        number = _behind(passage.text, end, numbers, position)
        position += number is not None
        if number is None and before and _ends_at(passage.text, before[-1], start):
            number = before.pop()
        found += [_alone(passage, lonely) for lonely in before]
        found.append(_titled(passage, start, end, number))
    found += [_alone(passage, lonely) for lonely in numbers[position:]]
    return tuple(found)


def _titles(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the outermost closed pairs of marks, line by line; marks left open are refused."""
    text, last = passage.text, 0
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for mark in _MARKS.finditer(text):
        place = mark.start()
        if (opened or closed) and _parted(text, last, place):
            yield from _sound(passage, opened, closed)
            opened, closed = [], []
        last = place
        if text[place] == "《":
            opened.append(place)
        elif opened:
            start = opened.pop()
            while closed and closed[-1][0] > start:
                closed.pop()
            closed.append((start, place + 1))
    yield from _sound(passage, opened, closed)


def _parted(text: str, start: int, end: int) -> bool:
    """Tell whether a line or cell ends between two marks."""
    return text.find("\n", start, end) >= 0 or text.find("|", start, end) >= 0


def _sound(passage: Passage, opened: list[int], closed: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start in opened:
        passage.note("documents.title", start, start + 1, "refused", "the mark is not closed in its line")
    for start, end in closed:
        inner = passage.text[start:end].strip("《》 ")
        if not inner or end - start > _LONGEST or "。" in inner:
            passage.note("documents.title", start, end, "refused", "no title: empty, too long or over a full stop")
        else:
            yield start, end


def _numbers(passage: Passage) -> Iterator[_Number]:
    """Yield the numbers in order; the rules are tried only before a 号 and at brackets that lost their fellow."""
    text, position = passage.text, 0
    for sign in _SIGNS.finditer(text):
        if sign.start() < position:
            continue
        lower = max(position, sign.start() - _REACH)
        lower = max(lower, text.rfind("\n", lower, sign.start()) + 1)
        for rule, pattern in _lexicon().patterns:
            match = pattern.search(text, lower, min(len(text), sign.end() + 12))
            if match is not None:
                number = _number(rule, match)
                passage.note(rule, number.start, number.end, "won", number.value)
                yield number
                position = number.end
                break


def _number(rule: str, match: "regex.Match[str]") -> _Number:
    groups = match.groupdict()
    start, end = match.span()
    if rule == "documents.order":
        body: str = groups["body"] or ""
        cut = _lexicon().not_prefix.match(body) if body.endswith("政府") else None
        start += cut.end() if cut else 0
        value = match.string[start:end].replace(" ", "")
        return _Number(start=start, end=end, rule=rule, value=value, issuer=_body(body[cut.end() :] if cut else body))
    prefix: str = groups["prefix"]
    cut = _lexicon().not_prefix.match(prefix)
    kept = prefix[cut.end() :] if cut else prefix
    start += len(prefix) - len(kept)
    if groups.get("rest"):
        return _Number(start=start, end=end, rule=rule, value=match.string[start:end], issuer=_issuer(kept))
    value = f"{kept}〔{groups['year']}〕{groups.get('nth') or ''}{groups['serial']}号"
    return _Number(start=start, end=end, rule=rule, value=value, issuer=_issuer(kept))


def _body(body: str | None) -> str | None:
    name = (body or "").removeprefix("中华人民共和国")
    return "国务院" if name == "国" else name or None


def _issuer(prefix: str) -> str | None:
    """Return the body that issues under a prefix, where that is certain."""
    lexicon = _lexicon()
    if prefix in lexicon.issuer:
        return lexicon.issuer[prefix]
    match = lexicon.provincial.fullmatch(prefix)
    if match is None:
        return None
    return f"{lexicon.province[match['letter']]}人民政府{'办公厅' if match['office'] else ''}"


def _behind(text: str, end: int, numbers: list[_Number], position: int) -> _Number | None:
    """Return the next number if only an opening bracket parts it from the title that ends at `end`."""
    if position == len(numbers) or numbers[position].start - end > _GAP:
        return None
    number = numbers[position]
    return number if text[end : number.start].strip(" ") in {"", "(", "〔", "["} else None


def _ends_at(text: str, number: _Number, start: int) -> bool:
    """Tell whether a number stands right before the title at `start`: (安政办〔2011〕477号)《关于…的通知》."""
    return start - number.end <= _GAP and text[number.end : start].strip(" ") in {"", ")", "〕", "]"}


def _titled(passage: Passage, start: int, end: int, number: _Number | None) -> DocumentMention:
    span = passage.source_span(start, end)
    title = _bare(_as_punctuated(passage.text[start:end], passage.source_text(span)))
    passage.note("documents.title", start, end, "won", title)
    return DocumentMention(
        id=record_id("document", span),
        rule="documents.title",
        text=passage.source_text(span),
        span=span,
        title=title,
        number=number.value if number else None,
        issuer=_issuer_of_title(title) or (number.issuer if number else None) or _said_before(passage.text, start),
        number_span=passage.source_span(number.start, number.end) if number else None,
    )


_PUNCTUATION = dict(zip("(),:;?!", "（），：；？！", strict=True))
_PUNCTUATED = frozenset(_PUNCTUATION)


def _as_punctuated(text: str, source: str) -> str:
    """Return the normal form with brackets and stops as wide as the source prints them."""
    if len(text) != len(source) or _PUNCTUATED.isdisjoint(text):
        return text
    return "".join(old if _PUNCTUATION.get(new) == old else new for new, old in zip(text, source, strict=True))


def _bare(text: str) -> str:
    """Return the title without its marks, and without marks that were doubled."""
    title = text[1:-1]
    while title.startswith("《") and title.endswith("》") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    return title.strip()


def _issuer_of_title(title: str) -> str | None:
    """Return the body that a title begins with: 国务院办公厅关于…."""
    match = _lexicon().in_title.match(title) if "关于" in title or "发" in title or "批转" in title else None
    return match["body"] if match else None


def _said_before(text: str, start: int) -> str | None:
    """Return the body named right before a title: 国务院颁布的《…》."""
    near = text[max(0, start - 12) : start]
    if "国" not in near and "中共中央" not in near:
        return None
    match = _lexicon().before_title.search(text, max(0, start - 16), start)
    return match["body"] if match else None


def _alone(passage: Passage, number: _Number) -> DocumentMention:
    """Make the record of a number without a title."""
    span = passage.source_span(number.start, number.end)
    return DocumentMention(
        id=record_id("document", span),
        rule=number.rule,
        text=passage.source_text(span),
        span=span,
        title=None,
        number=number.value,
        issuer=number.issuer,
        number_span=span,
    )
