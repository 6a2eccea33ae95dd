"""The issuer, the body that reports, and its division: from title, fields, opening, signature, or the whole text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from govreport_parser.metadata.bodies import compiler, government, plain_body, read_body, school
from govreport_parser.metadata.model import Issuer
from govreport_parser.metadata.title import Title
from govreport_parser.places import Division, Spot, gazetteer
from govreport_parser.spans import Span

__all__ = ["Named", "find_issuer"]

_YEAR = r"(?:20\d\d|二[〇零0○][〇零0○一二三四五六七八九\d]{2})"
_BEFORE_YEAR = regex.compile(
    rf"^(?:中共|关于)?(?P<name>[\u4e00-\u9fff·()]{{2,40}}?)\s?(?:关于)?(?:发布|公布)?\s?{_YEAR}"
)
_AFTER_YEAR = regex.compile(
    rf"{_YEAR}(?:[-—–]{_YEAR})?\s?(?:年度?|学年度?)\s?(?P<name>[\u4e00-\u9fff·]{{2,40}}?)(?:政府信息公开|政务公开|信息公开)"
)
_BEFORE_TOPIC = regex.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,40}?)(?:政府信息公开|政务公开|信息公开)")
_FIELD = regex.compile(
    r"(?:发布机构|发文机关|发布单位|公开机构|公开单位|发文单位|信息来源|责任单位|编制(?:单位|机关)|受理机构)\s*[:|为]\s*\|?\s*(?P<name>[\u4e00-\u9fff·()]{3,40})"
)
_SAID = r"(?:向社会(?:公众)?)?(?:公布|公开|发布|编制了?)"
_PUBLISHED = rf"(?:[现特兹](?:予以)?|(?=向社会)){_SAID}"
_OPENING = (
    regex.compile(
        rf"(?:本(?:年度?)?报告(?:是|系)?由|根据.{{0,120}}?(?:要求|规定|精神),(?:现?由|现将|{_PUBLISHED})?|现将|{_PUBLISHED}"
        rf"|编制(?:了|完成)?|,由)《?(?![本我])(?P<name>[\u4e00-\u9fff·]{{3,30}}?)"
        rf"(?:编制|{_YEAR}|(?:人民)?政府信息公开|信息公开|(?:根据|按照|依据)(?=《))"
    ),
    regex.compile(
        rf"[现特兹]?{_SAID}{_YEAR}\s?年度?+(?![本我全])(?P<name>[\u4e00-\u9fff·]{{2,30}}?)(?:政府信息公开|信息公开)"
    ),
    regex.compile(rf"(?<=[,。\n])(?P<name>[\u4e00-\u9fff·]{{4,30}}?)(?:组织)?编制(?:完成|形成|了)\s?{_YEAR}"),
    regex.compile(rf"(?<=[,。\n])(?P<name>[\u4e00-\u9fff·]{{4,30}}?)特?向社会(?:公众)?(?:公布|公开|发布){_YEAR}"),
)
_SUBJECT = regex.compile(
    rf"^\s*一\s?、[^\n。]{{2,20}}\n\s*(?:{_YEAR}年度?(?:以来)?,)?(?:在[^,。\n]{{2,40}}下,)?(?P<name>[\u4e00-\u9fff·]{{4,30}}?)"
    r"(?:认真|坚持|深入|严格|全面|按照|积极|高度|始终|紧紧|紧密|切实|不断|继续|根据)",
    regex.MULTILINE,
)
"""一、总体情况, and at once: 2024年,某某市水利局认真贯彻落实…: whose report it is."""
_CONTACT = regex.compile(
    r"(?:[与向和]|联系:|致电|请联系)(?P<name>[\u4e00-\u9fff·]{3,30}?)"
    r"(?:(?:党政|综合)?办公室|党政(?:综合)?办|综合[股科]|信息公开(?:办公室|中心))?(?:联系|反映|咨询|[;,(。])"
)
"""请与某某局办公室联系: trusted only where nothing else is, and the text speaks of 我局."""
_SIGNATURE = regex.compile(
    r"^\s*(?P<name>[\u4e00-\u9fff·]{4,40})\s*$|(?P<name>[\u4e00-\u9fff·]{4,40})\s+20\d\d年\d{1,2}月", regex.MULTILINE
)
_TAIL = 400
_HEAD = 1500
_SELF = regex.compile(
    r"[我本](?P<what>省|自治区|市|州|区|县|旗|镇|乡|街道|局|委|办(?!理|法)|厅|院|校|中心|处(?!理)|所(?![列述涉])|站|公司|单位|部门|管委会)"
    r"|全(?P<whole>省|市|州|区|县|旗|镇|乡|街道)"
)
_SCOPES = frozenset({"省", "自治区", "市", "州", "区", "县", "旗"})
_TOWNS = frozenset({"镇", "乡", "街道"})
_ANY_BODY = frozenset({"单位", "部门"})
"""各部门负责本单位…: said of others too, in a text that has 我县."""
_ONE_BODY = 3
"""A government calls its area 我县 so many times as often as itself 我办 or 本单位, or oftener."""


@dataclass(frozen=True, slots=True)
class Named:
    """The issuer and the place (normalised) that names it; None where it was inferred from the whole text."""

    issuer: Issuer
    span: Span | None


def find_issuer(text: str, prose: str, title: Title | None, year: int | None, places: Sequence[Spot]) -> Named | None:
    """Return the body that reports; `places` are the divisions that the prose names.

    The title decides; then the opening words, the page's fields and the signature; then, in the report of a
    government, the division that the text names most often among those of the level that it calls its own (我区).
    """
    own = _Own(prose)
    home = _home(own, places, year)
    for span in _candidates(text, title):
        named = _read(text, span, home, year)
        if named is not None:
            return named
    if title is not None and (body := _titled(text, title)) is not None:
        return body
    if not own.speaks_for_a_division:
        for match in _CONTACT.finditer(text, 0, min(_HEAD, len(text))):
            named = _read(text, _compiler_span(text, *match.span("name")), home, year)
            if named is not None:
                return named
    if (name := school(text[:_HEAD])) is not None:
        return Named(Issuer(canonical=name, kind="other", division=None), None)
    return Named(government(home), None) if home is not None and own.speaks_for_a_division else None


class _Own:
    """What a text calls itself: 局 of 我局, 县 of 我县 and 全县."""

    def __init__(self, prose: str) -> None:
        found = Counter(match.groups() for match in _SELF.finditer(prose))
        self.words: Counter[str] = Counter()
        said: Counter[str] = Counter()
        for (what, whole), count in found.items():
            self.words[what or whole] += count
            if what:
                said[what] += count
        areas = sum(said[what] for what in _SCOPES)
        bodies = sum(said.values()) - areas - (sum(said[what] for what in _ANY_BODY) if areas else 0)
        most = next((what for what, _ in self.words.most_common(1)), None)
        self.speaks_for_a_division = most in _SCOPES and areas >= _ONE_BODY * bodies
        """It is a government's: a bureau speaks of 全市 too, but calls itself 我局 or 本单位."""


def _titled(text: str, title: Title) -> Named | None:
    """Take from a title the body whose name no rule knows: what stands before the year and ends like one."""
    match = _BEFORE_YEAR.search(title.span.text(text))
    body = plain_body(match["name"]) if match else None
    return Named(body, Span(*match.span("name")).shift(title.span.start)) if match and body else None


def _candidates(text: str, title: Title | None) -> Iterator[Span]:
    """Yield the places where the issuer may be named, the surest first."""
    if title is not None:
        line = text[title.span.start : title.span.end]
        for pattern in (_BEFORE_YEAR, _AFTER_YEAR, _BEFORE_TOPIC):
            match = pattern.search(line)
            if match:
                yield Span(*match.span("name")).shift(title.span.start)
    tail = max(0, len(text) - _TAIL)
    opening = _OPENING if "向社会" in text[:_HEAD] else _OPENING[:-1]
    places = (
        *((pattern, 0, _HEAD) for pattern in opening),
        (_FIELD, 0, 2000),
        (_SIGNATURE, tail, len(text)),
        (_SUBJECT, 0, _HEAD),
    )
    for pattern, start, end in places:
        for match in pattern.finditer(text, start, min(end, len(text))):
            first, last = match.span("name")
            if title is None or first >= title.span.end or last <= title.span.start:
                yield _compiler_span(text, first, last)


def _compiler_span(text: str, start: int, end: int) -> Span:
    """Leave out the office within a body that only compiles the report."""
    return Span(start, start + len(compiler(text[start:end])))


def _read(text: str, span: Span, home: Division | None, year: int | None) -> Named | None:
    """Read one candidate."""
    issuer = read_body(text[span.start : span.end], home, year)
    return None if issuer is None else Named(issuer, span)


def _home(own: _Own, places: Sequence[Spot], year: int | None) -> Division | None:
    """Return the division that the text calls its own, or, for a town, the county that it lies in.

    It is the one named most often at the level of 我区, 我县; a town (我镇, 本街道) has no code of its own. `own`
    counts what the text calls itself: 局 of 我局, 县 of 我县 and 全县.
    """
    names = Counter(name for _, _, name in places)
    for what, _ in own.words.most_common():
        if what in _SCOPES:
            at_level = [(count, name) for name, count in names.items() if name.endswith(what[-1])]
            if at_level:
                return _best(max(at_level, key=_count_of)[1], names, year)
        elif what in _TOWNS:
            found = [_best(name, names, year) for name, _ in names.most_common()]
            return next((division for division in found if division is not None and division.level == "county"), None)
    if names:
        name, count = names.most_common(1)[0]
        return _best(name, names, year) if count > 1 else None
    return None


def _count_of(item: tuple[int, str]) -> int:
    return item[0]


def _best(name: str, names: "Counter[str]", year: int | None) -> Division | None:
    """Choose among divisions of one name the one whose parents the text names too."""
    options = gazetteer().named(name, year=year)
    best: Division | None = None
    score = -1
    for option in options:
        named = sum(names.get(parent.name, 0) > 0 for parent in gazetteer().parents(option, year=year))
        if named > score:
            best, score = option, named
    return best
