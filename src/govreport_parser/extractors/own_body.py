"""The body that reports, and its parts, as its report names them: 我局, 本机关, 镇政府, 局办公室.

In: the words of a match. Out: a `Name`, or a `Refusal` where the body that reports is none such, or not known.
"""

import functools
from collections.abc import Sequence

from govreport_parser.extractors.base import Context
from govreport_parser.extractors.home import Home
from govreport_parser.extractors.names import (
    COMMITTEES,
    ENDS,
    OUTSIDE,
    Name,
    Refusal,
    Word,
    institution_rules,
    kind_of,
    spell,
    text_of,
)
from govreport_parser.places import gazetteer

__all__ = ["OwnBody"]

_TOWN_ENDS = ("镇人民政府", "乡人民政府", "苏木人民政府", "街道办事处", "办事处")
_ZONE = "区管理委员会"
_STREET_OFFICE = frozenset({"街道办事处", "街道办"})


@functools.cache
def _listed(name: str) -> frozenset[str]:
    """Return the words of a list: the bodies of the state as a whole, or those of departments."""
    return frozenset(" ".join(institution_rules().file.lists[name]).split())


class OwnBody:
    """The issuer of one report, with its division, in its year."""

    def __init__(self, context: Context, home: Home) -> None:
        self.issuer = context.issuer
        self.division = context.division
        self._year, self._province, self._shy = context.year, home.province, home.shy

    @functools.cached_property
    def town(self) -> str | None:
        """The name of the town that reports: 安阳街道, 拖市镇; None for other issuers."""
        issuer = self.issuer or ""
        if not issuer.endswith(_TOWN_ENDS):
            return None
        stem = issuer.removesuffix("人民政府").removesuffix("办事处")
        spots = gazetteer().names_in(stem)
        cut = spots[-1][1] if spots and spots[-1][1] < len(stem) else 0
        return stem[cut:].removeprefix("人民政府") or None

    @functools.cached_property
    def fixed(self) -> tuple[tuple[str, str], ...]:
        """Names that are words whatever the dictionary says, with their classes: the town or the school that reports.

        So is a body under no division (深圳海事局).

        Also its own county of two characters, which is read elsewhere only where nothing precedes it: 现公布萧县….
        """
        if self.town is not None:
            return ((self.town, "town"),)
        outside = self.division is None and self.issuer not in _listed("national")
        merged = self._merged()
        if merged:
            return ((merged, "agency"),)
        if self.issuer and (outside or self.issuer.endswith(OUTSIDE)):
            return ((self.issuer, "issuer"),)
        return ((self._shy, "place"),) if self._shy else ()

    def _merged(self) -> str:
        """Return a department's name that no list has: 住房和城市更新局, 文体新广局; empty for others."""
        own = self.division.name if self.division is not None else ""
        at = (self.issuer or "").find(own) if own else -1
        rest = (self.issuer or "")[at + len(own) :] if at >= 0 else ""
        if not rest.endswith(("局", "委员会", "厅")) or rest.startswith("人民政府") or "公安" in rest:
            return ""
        return "" if rest in _listed("agency") or rest.endswith("分局") else rest

    def name(self, rest: str) -> Name | Refusal:
        """Return its name, or that of a part of it: 局办公室."""
        if self.issuer is None:
            return Refusal("who reports is not known")
        base = self.town if rest and self.town is not None else self.issuer
        canonical = base + rest
        return Name(canonical, kind_of(canonical), self.division)

    def of_words(self, words: Sequence[Word]) -> Name | Refusal:
        """Read a name that begins with itself: 我局办公室, 本机关, 青石镇党政办."""
        first, rest = words[0], list(words[1:])
        if first.tag == "own" and not self._is_own(first.text[1:].removesuffix("办事处") or "办事处"):
            return Refusal(f"the body that reports is no {first.text[1:]}")
        if first.tag == "place":
            rest = [word for word in words if word.tag not in ("place", "town")]
        if rest and rest[0].tag in ("gov", "seattown"):
            rest = rest[1:] if len(rest) == 1 or rest[1].tag != "seattown" else rest[2:]
            if rest and self.issuer is not None:
                return Name(self.issuer + self._spell(rest), kind_of(text_of(rest)), self.division)
        if text_of(rest) == "办" and (self.issuer or "").endswith("办事处"):
            return self.name("")
        if rest and rest[0].tag == "party" and self.town is not None:
            return self._town_party()
        return self.name(self._spell(rest))

    def _town_party(self, text: str = "党委") -> Name:
        work = "工作" if (self.town or "").endswith("街道") else ""
        canonical = f"中共{self.town}{'纪律检查' + work if '纪' in text else work}委员会"
        return Name(canonical, "party", self.division)

    def _party(self, text: str) -> Name | None:
        """校党委, 局纪委: the committees of a body that is no town."""
        full = COMMITTEES.get(text)
        return None if full is None or self.issuer is None else Name(f"中共{self.issuer}{full}", "party", self.division)

    def _is_own(self, short: str) -> bool:
        issuer = self.issuer or ""
        if short in ("机关", "行政机关"):
            return bool(issuer)
        if issuer.endswith("人民政府") and self.town is None:
            return False
        if self.town is not None:
            return short in self.town or (short in ("办", "办事处", "街") and issuer.endswith("办事处"))
        return issuer.endswith(ENDS.get(short, (short,))) or (short in ("局", "委", "厅") and bool(issuer))

    def _town_organ(self, word: Word) -> Name | None:
        """镇政府, 镇党委 in the report of a town."""
        if self.town is None or not self.town.endswith(word.text[: 2 if word.text.startswith("街道") else 1]):
            return None
        if word.text.endswith("委"):
            return self._town_party()
        return Name(self.issuer or "", "town", self.division)

    @functools.cached_property
    def zone(self) -> str:
        """The administration of a zone that reports, or whose office does: 高新区管理委员会; empty for others."""
        issuer = self.issuer or ""
        return issuer[: issuer.find(_ZONE) + len(_ZONE)] if _ZONE in issuer else ""

    def of_zone(self, words: Sequence[Word]) -> Name:
        """Return the zone's administration or a part of it: 区管委会办公室."""
        canonical = self.zone + self._spell(words)
        return Name(canonical, kind_of(canonical), self.division)

    def part(self, words: Sequence[Word]) -> Name | Refusal:
        """Return itself, or a part of it: 信息公开办公室, 党组."""
        return (self._party(words[-1].text) if words else None) or self.name(self._spell(words))

    def unit(self, words: Sequence[Word]) -> Name | Refusal:
        """Read the name of a part of it that does not say whose it is: 局办公室, 镇党委, 校长办公室."""
        issuer, head = self.issuer or "", words[0].text
        if words[0].tag == "issuer":
            return self.of_words(words)
        if words[0].tag == "townorgan":
            return self._town_organ(words[0]) or Refusal("which town, is not said")
        if head in ("管委会", "管理委员会"):
            return self.of_zone(words[1:]) if self.zone else Refusal("which zone's, is not said")
        if head in _STREET_OFFICE or (self.town or "").endswith(head) or issuer.endswith(ENDS.get(head, (head,))):
            if head in _STREET_OFFICE and not issuer.endswith("办事处"):
                return Refusal("which street office, is not said")
            if len(words) > 1 and words[1].tag == "party" and self.town is not None:
                return self._town_party(words[1].text)
            return self.part(words[1:])
        return Refusal(f"the body that reports is no {head}")

    def prefixed(self, text: str) -> Name | Refusal:
        """Put its name, or that of its division, before the name of a group: 政府信息公开领导小组."""
        issuer = self.issuer or ""
        if issuer and (self.town is not None or not issuer.endswith("人民政府")):
            return self.name(text)
        if self.division is None:
            return Name(text, kind_of(text), None)
        return Name(self.division.name + text, kind_of(text), self.division)

    def _spell(self, words: Sequence[Word]) -> str:
        return spell(words, self._year, self._province)
