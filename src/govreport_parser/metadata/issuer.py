"""The issuer, the body that reports, and its division: from title, fields, opening, signature, or the whole text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from govreport_parser.extractors.institutions import read_name
from govreport_parser.mentions import DivisionRef
from govreport_parser.metadata.model import Issuer
from govreport_parser.metadata.title import Title
from govreport_parser.places import Division, Spot, gazetteer
from govreport_parser.spans import Span

__all__ = ["Named", "find_issuer"]

_YEAR = r"(?:20\d\d|二[〇零0○][〇零0○一二三四五六七八九\d]{2})"
_BEFORE_YEAR = regex.compile(rf"^(?:中共)?(?P<name>[\u4e00-\u9fff·()]{{2,40}}?)(?:关于)?(?:发布|公布)?\s?{_YEAR}")
_AFTER_YEAR = regex.compile(
    rf"{_YEAR}(?:[-—–]{_YEAR})?\s?(?:年度?|学年度?)\s?(?P<name>[\u4e00-\u9fff·]{{2,40}}?)(?:政府信息公开|政务公开|信息公开)"
)
_BEFORE_TOPIC = regex.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,40}?)(?:政府信息公开|政务公开|信息公开)")
_FIELD = regex.compile(
    r"(?:发布机构|发文机关|发布单位|公开机构|公开单位|发文单位|信息来源|责任单位)\s*[:|]\s*\|?\s*(?P<name>[\u4e00-\u9fff·()]{3,40})"
)
_OPENING = (
    regex.compile(
        rf"(?:本(?:年度?)?报告(?:是|系)?由|根据.{{0,120}}?(?:要求|规定|精神),(?:现?由|现将|[现特]?公布|[现特]?发布)?|现将|现公布"
        rf"|编制(?:了|完成)?|,由)(?![本我])(?P<name>[\u4e00-\u9fff·]{{3,30}}?)(?:编制|{_YEAR}|政府信息公开|信息公开)"
    ),
    regex.compile(
        rf"[现特]?(?:公布|发布|编制了?){_YEAR}\s?年度?(?![本我全])(?P<name>[\u4e00-\u9fff·]{{2,30}}?)(?:政府信息公开|信息公开)"
    ),
)
_CONTACT = regex.compile(
    r"(?:[与向和]|联系:|致电)(?P<name>[\u4e00-\u9fff·]{3,30}?)(?:(?:党政|综合)?办公室|综合[股科]|信息公开(?:办公室|中心))?(?:联系|反映|咨询|[;,(。])"
)
"""请与某某局办公室联系: trusted only where nothing else is, and the text speaks of 我局."""
_SIGNATURE = regex.compile(
    r"^\s*(?P<name>[\u4e00-\u9fff·]{4,40})\s*$|(?P<name>[\u4e00-\u9fff·]{4,40})\s+20\d\d年\d{1,2}月", regex.MULTILINE
)
_TAIL = 400
_SELF = regex.compile(
    r"(?:我|本)(?P<what>省|自治区|市|州|区|县|旗|镇|乡|街道|局|委|办|厅|院|校|中心)|全(?P<whole>省|市|州|区|县|旗|镇|乡|街道)"
)
_SCOPES = frozenset({"省", "自治区", "市", "州", "区", "县", "旗"})
_TOWNS = frozenset({"镇", "乡", "街道"})
_TOWN = regex.compile(r"(?<=[\u4e00-\u9fff]{2})(?:镇|乡|街道)$")
_OFFICES = {"镇": "人民政府", "乡": "人民政府", "街道": "办事处"}
"""A town that reports is its government."""
_OFFICE = regex.compile(r"(?<=[\u4e00-\u9fff]{2})(?:街道办事处|[镇乡]人民政府)$")
_OTHER_BODY = regex.compile(r"[\u4e00-\u9fff]{2,20}(?:大学|学院|学校|医院|集团|公司)")
"""Bodies outside the administration that publish such reports too: universities since 2010, utilities."""


@dataclass(frozen=True, slots=True)
class Named:
    """The issuer and the place (normalised) that names it; None where it was inferred from the whole text."""

    issuer: Issuer
    span: Span | None


def find_issuer(text: str, prose: str, title: Title | None, year: int | None, places: Sequence[Spot]) -> Named | None:
    """Return the body that reports; `places` are the divisions that the prose names.

    The title decides; then the opening words, the page's fields and the signature; then the division that the
    text names most often among those of the level that it calls its own (我区, 我县).
    """
    own = Counter(match["what"] or match["whole"] for match in _SELF.finditer(prose))
    home = _home(own, places, year)
    for span in _candidates(text, title):
        named = _read(text, span, home, year)
        if named is not None:
            return named
    if not own or own.most_common(1)[0][0] not in _SCOPES:
        for match in _CONTACT.finditer(text, 0, min(1500, len(text))):
            named = _read(text, Span(*match.span("name")), home, year)
            if named is not None:
                return named
    return Named(_government(home), None) if home is not None else None


def _candidates(text: str, title: Title | None) -> Iterator[Span]:
    """Yield the places where the issuer may be named, the surest first."""
    if title is not None:
        line = text[title.span.start : title.span.end]
        for pattern in (_BEFORE_YEAR, _AFTER_YEAR, _BEFORE_TOPIC):
            match = pattern.search(line)
            if match:
                yield Span(*match.span("name")).shift(title.span.start)
    tail = max(0, len(text) - _TAIL)
    places = (*((pattern, 0, 1500) for pattern in _OPENING), (_FIELD, 0, 2000), (_SIGNATURE, tail, len(text)))
    for pattern, start, end in places:
        for match in pattern.finditer(text, start, min(end, len(text))):
            yield Span(*match.span("name"))


def _read(text: str, span: Span, home: Division | None, year: int | None) -> Named | None:
    """Read one candidate as a body or as a division, whose government then is meant."""
    words = text[span.start : span.end].strip()
    division = _division(words, home, year)
    if division is not None:
        return Named(_government(division), span)
    name = read_name(words, division=_ref(home) if home else None, year=year)
    if name is None and (office := _TOWN.search(words)):
        name = read_name(words + _OFFICES[office.group()], division=_ref(home) if home else None, year=year)
    if name is None:
        kind = "other" if _OTHER_BODY.fullmatch(words) else "town" if _OFFICE.search(words) else None
        return Named(Issuer(canonical=words, kind=kind, division=None), span) if kind else None
    return Named(Issuer(canonical=name.canonical, kind=name.kind, division=name.division), span)


def _division(words: str, home: Division | None, year: int | None) -> Division | None:
    """Return the division that `words` name and nothing else: 二七区, 河南省郑州市二七区."""
    names = gazetteer().names_in(words)
    if not names or names[0][0] != 0 or names[-1][1] != len(words):
        return None
    if any(left[1] != right[0] for left, right in pairwise(names)):
        return None
    within = None
    found: Division | None = None
    for _, _, name in names:
        options = gazetteer().named(name, year=year, within=within)
        if not options:
            return None
        found = home if home is not None and home in options else options[0]
        within = found.code
    return found


def _home(own: "Counter[str]", places: Sequence[Spot], year: int | None) -> Division | None:
    """Return the division that the text calls its own, or, for a town, the county that it lies in.

    It is the one named most often at the level of 我区, 我县; a town (我镇, 本街道) has no code of its own. `own`
    counts what the text calls itself: 局 of 我局, 县 of 我县 and 全县.
    """
    names = Counter(name for _, _, name in places)
    for what, _ in own.most_common():
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


def _government(division: Division) -> Issuer:
    return Issuer(canonical=f"{division.name}人民政府", kind="government", division=_ref(division))


def _ref(division: Division) -> DivisionRef:
    return DivisionRef(code=division.code, name=division.name, level=division.level)
