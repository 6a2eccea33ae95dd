"""Divisions by code and by name, as they stood in a year.

In: a six-digit code or a full or short name in simplified characters, and a year. Out: `Division` values, each valid
for one run of years. A year means the state on 31 December: in 2010 there is no 宣武区, which ended in July 2010.
Refuses nothing: what is unknown is None or an empty tuple, and a year out of range gives the nearest in time.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from govreport_parser.places.names import NameSpotter

Level = Literal["province", "prefecture", "county"]

EARLIEST: Final = 1980  # the first edition of the code table; older years are read as this one
_AUTONOMOUS: Final = ("自治州", "自治县", "自治旗")
_ALSO_PHRASES: Final = frozenset(("河南县", "通道县", "互助县", "民和县", "大化县", "东方县", "沿河县", "海南州"))
"""河南县域, 绿色通道县政府, 邻里互助县, 居民和县政府, 黄河沿河县区: never read as short for an autonomous place."""
_BANNERS: Final = {
    f"{tribe}{wing}翼{part}旗": f"{short}{wing}{part}旗"
    for tribe, short in (("科尔沁", "科"), ("察哈尔", "察"))
    for wing in "左右"
    for part in "前中后"
} | {
    "乌拉特前旗": "乌前旗",
    "乌拉特中旗": "乌中旗",
    "乌拉特后旗": "乌后旗",
    "阿拉善左旗": "阿左旗",
    "阿拉善右旗": "阿右旗",
    "东乌珠穆沁旗": "东乌旗",
    "西乌珠穆沁旗": "西乌旗",
    "达尔罕茂明安联合旗": "达茂旗",
    "土默特左旗": "土左旗",
    "土默特右旗": "土右旗",
    "新巴尔虎左旗": "新左旗",
    "新巴尔虎右旗": "新右旗",
    "莫力达瓦达斡尔族自治旗": "莫旗",
    "鄂伦春自治旗": "鄂伦春旗",
    "鄂温克族自治旗": "鄂温克旗",
    "喀喇沁左翼蒙古族自治县": "喀左县",
    "阜新蒙古族自治县": "阜蒙县",
    "杜尔伯特蒙古族自治县": "杜蒙县",
}
"""Long names of banners and Mongolian counties → what their own reports call them."""
RANK: Final[dict[Level, int]] = {"province": 0, "prefecture": 1, "county": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One code under one name for one run of years: 420600 襄樊市 1980-2009, 420600 襄阳市 2010-."""

    code: str
    """Six digits, GB/T 2260. Not unique alone: 襄樊市 and 襄阳市 share one; code and years are the key."""
    name: str
    """The full official name: 恩施土家族苗族自治州."""
    level: Level
    parent: str | None
    """The code above: of the province for counties under it directly (仙桃市); None for provinces."""
    since: int
    """The first year whose 31 December it saw; 1980 also stands for anything earlier."""
    until: int | None
    """The last such year; None while it is valid."""
    short: tuple[str, ...]
    """恩施州, 恩施. Never one character: 横县 and 城区 have none."""
    abbreviations: tuple[str, ...] = ()
    """豫; provinces only."""

    @property
    def nicknames(self) -> tuple[str, ...]:
        """Return what an autonomous place or a banner is called in running text; nothing for other divisions.

        >>> gazetteer().by_code("532500").nicknames, gazetteer().by_code("520526").nicknames
        (('红河州',), ('威宁县', '威宁自治县'))
        """
        called = (_BANNERS[self.name],) if self.name in _BANNERS else ()
        kind = next((kind for kind in _AUTONOMOUS if self.name.endswith(kind)), None)
        if kind is None or not self.short or not self.short[0].endswith(kind[-1]):
            return called
        names = (*called, self.short[0], *([f"{self.short[0][:-1]}{kind}"] if kind != "自治州" else []))
        return tuple(name for name in names if name not in _ALSO_PHRASES and name != self.name)

    def covers(self, year: int | None) -> bool:
        """Say whether it was valid at the end of `year`, or is valid now when no year is given.

        >>> gazetteer().named("襄樊市")[0].covers(2010)
        False
        """
        return self.distance(year) == 0

    def distance(self, year: int | None) -> int:
        """Count the years between `year` and its validity: 0 within it; no year means today.

        >>> gazetteer().named("襄樊市")[0].distance(2012)
        3
        """
        at = 9999 if year is None else max(year, EARLIEST)
        return max(self.since - at, 0 if self.until is None else at - self.until, 0)


class Gazetteer:
    """Every division since 1980; made once by `gazetteer()`. Immutable after construction, safe to share."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self._all = tuple(divisions)
        self._by_code: defaultdict[str, list[Division]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Division]] = defaultdict(list)
        self._by_parent: defaultdict[str, list[Division]] = defaultdict(list)
        for division in self._all:
            self._by_code[division.code].append(division)
            self._by_parent[division.parent or ""].append(division)
            for name in {division.name, *division.short, *division.nicknames}:
                self._by_name[name].append(division)
        self._spotter = NameSpotter(self._uppers)

    def all(self) -> tuple[Division, ...]:
        """Return every division of every year, by code, then by time."""
        return self._all

    def by_code(self, code: str, *, year: int | None = None) -> Division | None:
        """Return the division under a code in `year`, or the nearest in time; None for an unknown code.

        >>> [gazetteer().by_code("420600", year=year).name for year in (2008, 2012)]
        ['襄樊市', '襄阳市']
        """
        # The later one where two are equally near: codes in documents are read from newer tables.
        return min(self._by_code.get(code, ()), key=lambda found: (found.distance(year), -found.since), default=None)

    def named(self, name: str, *, year: int | None = None, within: str | None = None) -> tuple[Division, ...]:
        """Return the divisions of a full or short name, the likeliest first.

        Full names before short ones, then those inside the area of code `within`, then the higher level. Only
        divisions valid in `year` (now, when no year is given); if there are none, those of other years, nearest first.

        >>> [found.code for found in gazetteer().named("鼓楼区", within="410000")][:2]  # 开封市鼓楼区 first
        ['410204', '320106']
        """
        found = self._by_name.get(name, ())
        valid = [division for division in found if division.covers(year)] or found

        def order(division: Division) -> tuple[bool, bool, int, int, str]:
            outside = within is not None and not inside(division.code, within)
            return division.name != name, outside, division.distance(year), RANK[division.level], division.code

        return tuple(sorted(valid, key=order))

    def parent(self, division: Division, *, year: int | None = None) -> Division | None:
        """Return the division above: in `year`, or while `division` was last valid; None for a province.

        >>> gazetteer().parent(gazetteer().by_code("429004")).name  # 仙桃市 lies under the province
        '湖北省'
        """
        if division.parent is None:
            return None
        return self.by_code(division.parent, year=division.until if year is None else year)

    def parents(self, division: Division, *, year: int | None = None) -> tuple[Division, ...]:
        """Return everything above, the nearest first.

        >>> [above.name for above in gazetteer().parents(gazetteer().by_code("410103"))]
        ['郑州市', '河南省']
        """
        above = self.parent(division, year=year)
        return () if above is None else (above, *self.parents(above, year=_until(division, year)))

    def children(self, code: str, *, year: int | None = None) -> tuple[Division, ...]:
        """Return the divisions directly below a code in `year`; without one, now or when it was last valid.

        >>> [below.name for below in gazetteer().children("341400", year=2005)]  # 地级巢湖市
        ['居巢区', '庐江县', '无为县', '含山县', '和县']
        """
        parent = self.by_code(code)
        at = _until(parent, year) if parent else year
        return tuple(below for below in self._by_parent.get(code, ()) if below.covers(at))

    def names_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Find the full names in a simplified text as (start, end, name): leftmost, longest, without overlap.

        Autonomous places also go by 红河州, 威宁县, 威宁自治县.

        Names that are also words or ends of phrases (和县, 任县, 城区, 老城区) count only where the context shows a
        name: see `names.NameSpotter`.

        >>> gazetteer().names_in("河南省郑州市二七区人民政府")
        ((0, 3, '河南省'), (3, 6, '郑州市'), (6, 9, '二七区'))
        >>> gazetteer().names_in("各市和县政府，担任县长")
        ()
        """
        return self._spotter.spot(text)

    def _uppers(self) -> dict[str, set[str]]:
        """Map each full name to the names that ever stood above it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for division in self._all:
            above = {upper.name for upper in self._by_code.get(division.parent or "", ())}
            for name in (division.name, *division.nicknames):
                found[name].update(above)
        return dict(found)


def _until(division: Division, year: int | None) -> int | None:
    """Choose the year asked for, or the last one of a division that is no more."""
    return division.until if year is None else year


def inside(code: str, area: str) -> bool:
    """Say whether `code` is `area` or lies in it: codes begin with the digits of the areas above."""
    if area.endswith("0000"):
        return code[:2] == area[:2]
    return code[:4] == area[:4] if area.endswith("00") else code == area


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _division(line: str) -> Division:
    code, name, parent, since, until, short, abbreviations = line.split("\t")
    return Division(
        code=code,
        name=name,
        level=_level(code),
        parent=parent or None,
        since=int(since),
        until=int(until) if until else None,
        short=tuple(short.split()),
        abbreviations=tuple(abbreviations.split()),
    )


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read on first use and kept.

    >>> gazetteer().by_code("110104", year=2009).name
    '宣武区'
    """
    packed = files("govreport_parser.places").joinpath("data", "divisions.tsv.gz").read_bytes()
    return Gazetteer(map(_division, gzip.decompress(packed).decode("utf-8").splitlines()))
