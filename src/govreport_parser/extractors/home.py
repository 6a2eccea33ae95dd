"""The divisions that one report speaks of: its own, those above it, and those that its names name.

In: the report's year, issuer and division, and the divisions that its prose names. Out: references to divisions, or
None where more than one could be meant.
"""

from collections.abc import Sequence

from govreport_parser.extractors.base import Context
from govreport_parser.mentions import DivisionRef
from govreport_parser.places import Division, Spot, gazetteer
from govreport_parser.places.divisions import RANK, inside

__all__ = ["Home", "reference"]

_SHORTEST = 2
_BEGINS_PHRASES = frozenset("和任随新成同")
"""各市和县, 担任县长, 创新县域: counties of two characters that phrases hold too."""
_LEVELS = {"省": "province", "市": "prefecture", "县": "county", "区": "county", "旗": "county"}


class Home:
    """Where a report is at home, in its year."""

    def __init__(self, context: Context, places: Sequence[Spot]) -> None:
        self.year = context.year
        self.own = context.division or _of_zone(context)
        self.chain = self._divisions(self.own)
        self._places = places
        self._issuer = context.issuer

    @property
    def province(self) -> str:
        """The first two digits of the province's code; empty where no division is known."""
        return self.chain[-1].code[:2] if self.chain else ""

    @property
    def shy(self) -> str:
        """The report's own county of two characters (萧县), which the gazetteer reads only behind a mark; or 巴州."""
        if self.own is None:
            return ""
        own = gazetteer().by_code(self.own.code, year=self.year)
        shorts = own.short if own is not None and "自治" in own.name else ()
        called = [name for name in shorts if name.endswith(("州", "旗"))]
        names = [name for name in (self.own.name, *called) if len(name) == _SHORTEST]
        return names[0] if names and names[0][0] not in _BEGINS_PHRASES else ""

    def _divisions(self, own: DivisionRef | None) -> tuple[DivisionRef, ...]:
        if own is None:
            return ()
        found = gazetteer().by_code(own.code, year=self.year)
        above = gazetteer().parents(found, year=self.year) if found is not None else ()
        return (own, *(reference(division) for division in above))

    def by_head(self, head: str) -> DivisionRef | None:
        """市 → the nearest division, from the reporting one upwards, whose name ends so."""
        for division in self.chain:
            if division.name.endswith(head) and (head not in "区新区" or division.level == "county"):
                return division
        return self._named_in_text(head) if not self.chain and self._issuer is not None else None

    def _named_in_text(self, head: str) -> DivisionRef | None:
        """省 in the report of a school, 县 in that of a town without a division: the only one that the text names."""
        level = _LEVELS.get(head)
        if level is None:
            return None
        known = gazetteer()
        named = {name: None for _, _, name in self._places}
        first = [known.named(name, year=self.year) for name in named]
        if level == "county" and any(len({place.code for place in places}) > 1 for places in first):
            return None
        around = {
            division.code: division
            for places in first
            for division in (places[0], *known.parents(places[0], year=self.year))
            if division.level == level and division.name.endswith(head)
        }
        return reference(next(iter(around.values()))) if len(around) == 1 else None

    def by_names(self, names: Sequence[str]) -> DivisionRef | None:
        """郑州市, 二七区 → 二七区 of 郑州市; a name alone is the report's own division before any other."""
        within = self.chain[-1].code if self.chain else None
        found: Division | None = None
        for name in names:
            known = next((own for own in self.chain if own.name == name), None)
            choices = gazetteer().named(name, year=self.year, within=found.code if found else within)
            if known is not None and found is None:
                found = gazetteer().by_code(known.code, year=self.year) or (choices[0] if choices else None)
            else:
                found = choices[0] if choices else found
        return None if found is None else reference(found)

    def by_short(self, short: str, *, within: DivisionRef | None = None) -> DivisionRef | None:
        """南充 → 南充市, where it is one of the report's own divisions or the only one of that name (in `within`)."""
        own = next((one for one in self.chain if one.name.startswith(short)), None)
        if own is not None:
            return own
        found = [
            one for one in gazetteer().named(short, year=self.year) if within is None or inside(one.code, within.code)
        ]
        near = [one for one in found if one.code[:2] == self.province] or found
        # 长沙 is 长沙市, in which 长沙县 lies; 吉林 is a province or its city.
        outer = min(near, key=_rank, default=None)
        if outer is None or (outer.level == "province" and len({one.code for one in near}) > 1):
            return None
        if not all(inside(one.code, outer.code) for one in near):
            return None
        return reference(outer)


def _of_zone(context: Context) -> DivisionRef | None:
    """南京经济技术开发区管理委员会 lies in 南京市: the division whose short name its name begins with."""
    issuer = context.issuer or ""
    if not issuer.endswith("区管理委员会"):
        return None
    for size in (3, 2):
        found = {place.code: place for place in gazetteer().named(issuer[:size], year=context.year)}
        outer = min(found.values(), key=_rank, default=None)
        if outer is not None and outer.name != issuer[:size] and all(inside(code, outer.code) for code in found):
            return reference(outer)
    return None


def _rank(division: Division) -> int:
    return RANK[division.level]


def reference(division: Division) -> DivisionRef:
    """Return what records hold of a division."""
    return DivisionRef(code=division.code, name=division.name, level=division.level)
