"""Bodies: the words at a place where an issuer may be named → the issuer; a division means its government."""

from itertools import pairwise

from govreport_parser.extractors.home import reference
from govreport_parser.extractors.institutions import read_name
from govreport_parser.extractors.names import kind_of
from govreport_parser.mentions import DivisionRef
from govreport_parser.metadata.model import Issuer
from govreport_parser.metadata.wording import Wording, word_lists
from govreport_parser.places import Division, gazetteer

__all__ = ["compiler", "government", "is_of_a_school", "local_body", "plain_body", "read_body", "school"]

_TOWN = Wording("metadata.body.town")
_OF_A_GOVERNMENT = Wording("metadata.body.street-of-a-government")
_TOWN_OFFICE = Wording("metadata.body.town-office")
_ZONE = Wording("metadata.body.zone")
_ZONE_KIND = Wording("metadata.body.zone-kind")
_OUTSIDE = Wording("metadata.body.outside")
_ENDS_LIKE_ONE = Wording("metadata.body.ends-like-one")
_NO_NAME = Wording("metadata.body.no-name")
_AUTONOMOUS = Wording("metadata.body.autonomous")
_INNER_OFFICE = Wording("metadata.body.inner-office")
_STAFF = Wording("metadata.body.staff")
_SCHOOL = Wording("metadata.body.school")
_SCHOOL_REPORT = Wording("metadata.body.school-report")

_SHORT_NAMES = (2, 3)
_TOWN_NAME = 12
"""Characters of a town with the county before it, at most."""


def read_body(words: str, home: Division | None, year: int | None) -> Issuer | None:
    """Read `words` as a body, or as a division, whose government then is meant; None where they are neither.

    >>> read_body("青石镇", None, 2016).canonical, read_body("红河州统计局", None, 2018).division.code
    ('青石镇人民政府', '532500')
    >>> read_body("特向社会公布青石镇人民政府", None, 2016) is None
    True
    """
    words = _STAFF.removed(_spelled_out(words.strip(), year))
    if _NO_NAME.match(words):
        return None
    division = _division(words, home, year)
    if division is not None:
        return government(division)
    own = reference(home) if home else None
    if _OF_A_GOVERNMENT.search(words):
        words += word_lists().maps["office"]["街道"]
    name = read_name(words, division=own, year=year)
    if name is None and (office := _TOWN.search(words)) and len(words) <= _TOWN_NAME:
        words += word_lists().maps["office"][office.group()]
        name = read_name(words, division=own, year=year)
    if name is None and (zone := _ZONE.search(words)):
        return Issuer(canonical=words[: zone.start()] + "管理委员会", kind="government", division=None)
    if name is not None:
        return Issuer(canonical=name.canonical, kind=name.kind, division=_area(name.canonical, name.division))
    kind = "other" if _OUTSIDE.fullmatch(words) else "town" if _TOWN_OFFICE.search(words) else None
    return Issuer(canonical=words, kind=kind, division=None) if kind else None


def plain_body(words: str) -> Issuer | None:
    """Take words as a body by their ending alone, of unknown place: a bureau of a zone that no table has.

    >>> plain_body("兰州新区卫生健康委员会").kind
    'department'
    """
    if not _ENDS_LIKE_ONE.fullmatch(words) or _NO_NAME.match(words):
        return None
    return Issuer(canonical=words, kind=kind_of(words), division=None)


def local_body(words: str) -> Issuer | None:
    """Take words as a body by their ending, where they begin with the name of a place, in full or short.

    >>> local_body("台州电业局").canonical, local_body("远方电业局")
    ('台州电业局', None)
    """
    known = any(gazetteer().named(words[:length]) for length in _SHORT_NAMES)
    return plain_body(words) if known else None


def compiler(words: str) -> str:
    """Return the body of which `words` name an inner office: the report is the body's.

    >>> compiler("襄阳市公安局指挥中心办公室"), compiler("鹤壁市人民政府")
    ('襄阳市公安局', '鹤壁市人民政府')
    """
    return _INNER_OFFICE.removed(words)


def school(text: str) -> str | None:
    """Return the university or college that a report on an academic year speaks of most; None in other texts.

    >>> school("按照《高等学校信息公开办法》要求,淮河大学编制《淮河大学2019年信息公开报告》。")
    '淮河大学'
    """
    if not is_of_a_school(text):
        return None
    names = [match["name"] for match in _SCHOOL.finditer(text) if not _NO_NAME.match(match["name"])]
    # A verb may stand before the name (继续完善淮河大学网站): the shortest of those that end alike is the name.
    names = [min((one for one in names if name.endswith(one)), key=len) for name in names]
    return max(names, key=names.count, default=None)


def is_of_a_school(text: str) -> bool:
    """Tell whether a text has words that only the reports of universities and colleges have: 高等学校信息公开办法."""
    return _SCHOOL_REPORT.search(text) is not None


def _spelled_out(words: str, year: int | None) -> str:
    """Write an autonomous area in full where its name is cut short: 恭城自治县, 红河州统计局."""
    match = _AUTONOMOUS.match(words)
    if match is None:
        return words
    found = gazetteer().named(match["stem"] + match["kind"], year=year)
    full = found[0].name if len(found) == 1 else ""
    return full + words[match.end() :] if "自治" in full and match.group() != full else words


def _area(name: str, division: DivisionRef | None) -> DivisionRef | None:
    """Return the division of a body; None for a zone that names its province, but not the county it lies in."""
    if division is None or division.level == "county" or not name.endswith("管理委员会"):
        return division
    rest = name.removeprefix(division.name)
    return division if _ZONE_KIND.match(rest) or not _ZONE.search(name) else None


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


def government(division: Division) -> Issuer:
    """Return the government of a division as an issuer."""
    return Issuer(canonical=f"{division.name}人民政府", kind="government", division=reference(division))
