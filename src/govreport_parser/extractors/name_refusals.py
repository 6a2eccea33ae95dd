"""Refusals: why its surroundings forbid a match to name a body: orders, buildings, addresses, classes of bodies.

In: prose and a match of `name_matches`. Out: the reason, or None. What the words of the match themselves forbid is
said by `resolve`.
"""

import regex

from govreport_parser.extractors.generic import speaks_of_a_class
from govreport_parser.extractors.name_matches import NameMatch
from govreport_parser.extractors.name_words import stands_alone
from govreport_parser.extractors.names import Word

__all__ = ["refusal"]

_BUILDING = regex.compile(r"(?:办公)?大楼|办公楼|大院|办公区|\d{1,2}\s?号楼")
_SITE = regex.compile(r"(?:公众信息|公众|政务|政务公开|信息公开)网(?!站)")
_QUOTES = ("“", '"', "「", "‘")
_QUOTED_SITE = regex.compile(r"[^”\"」’\n]{0,16}(?:网|网站|专栏|平台|微博|微信|公众号|客户端|APP)[”\"」’]")
_ROAD = ("路", "大道", "大街", "街", "前路", "前街", "后街")
_ROADS = frozenset({"铁路", "公路", "道路", "水路", "公铁路"})
_ORDER = regex.compile(r"令|第?\s?\d{1,4}\s?号令")
_ITEMS = regex.compile(r"\d+\s?余?[万条件篇次项]")
_HELD = regex.compile(r"(?:召开|举行|召集|出席|参加|召开了|举行了)$")


def refusal(prose: str, match: NameMatch, refused: int) -> str | None:
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
    goes_on = match.before is not None and match.before.tag not in ("mark", "stop")
    if goes_on and first.tag != "issuer" and (match.rule.id == "institutions.own-unit" or first.tag == "gov"):
        return "the end of a longer name"
    if match.rule.id == "institutions.unprefixed" and first.tag == "agency" and _continues(match):
        return "the end of a longer name"
    if match.rule.id == "institutions.zone" and _cuts_a_name(match):
        return "the end of a longer name"
    if first.tag == "service" and _ITEMS.match(after):
        return "a column of the site with its number of items"
    return None


def _something_else(prose: str, match: NameMatch, after: str) -> str | None:
    """Say what the words are where they are no body, however their names begin: orders, buildings, addresses."""
    first, last = match.words[0], match.words[-1]
    if last.text.endswith("政府") and not stands_alone("政府", prose, match.end):
        return "the beginning of a longer word: 县政府信息公开网"
    if last.text in ("市府", "县府", "区府", "省府") and after.startswith(_ROAD):
        return "an address: 市府路"
    if last.text.endswith("部") and after.startswith("门") and not after.startswith("门户"):
        return "departments of a field: 生态环境部门"
    if "令" in after and _ORDER.match(after):
        return "the number of an order"
    if last.text.endswith("政府") and _BUILDING.match(after):
        return "a building"
    quoted = after and prose.startswith(_QUOTES, max(0, match.start - 1))
    if _SITE.match(after) or (quoted and _QUOTED_SITE.match(prose, match.end)):
        return "the name of a site: 县人民政府公众信息网"
    if match.rule.id == "institutions.body" and any(map(_is_street, match.words[1:-1])):
        return "an address"
    if first.text in ("国办", "中办") and after.startswith(("发", "函", "公开办", "秘", "通", "电")):
        return "the number of a document"
    return None


def _is_street(word: Word) -> bool:
    """Say whether a word names a street: 文帝西路, not 公路."""
    return word.text.endswith(("路", "大道", "大街")) and word.text not in _ROADS


def _continues(match: NameMatch) -> bool:
    """Say whether a department's name goes on to the left with its field: 煤矿安全|监察局."""
    return match.before is not None and match.before.end == match.start and match.before.tag in ("field", "short")


def _cuts_a_name(match: NameMatch) -> bool:
    """Say whether a zone's name goes on to the left: 南|谯工业开发区, 元|洪投资区."""
    before, first = match.before, match.words[0]
    if before is None or before.end != match.start or before.tag in ("mark", "number"):
        return False
    return before.tag in ("side", "namepart", "word") or (len(before.text) == 1 and len(first.text) == 1)
