"""What the name of a body means inside one report: 区政府 → 二七区人民政府 410103.

In: the words of one match with their classes, the rule that matched, what stood before. Out: a `Name`, or a `Refusal`
that says why the words name no body. Divisions come from the gazetteer, in the year of the report; departments' short
names are spelt out where there is one reading only (`maps.short`), and otherwise stay as they were written.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from govreport_parser.extractors.base import Context
from govreport_parser.extractors.home import Home
from govreport_parser.extractors.names import (
    COMMITTEES,
    PARTY_BODIES,
    PUBLICITY,
    Memory,
    Name,
    Refusal,
    Word,
    head_of,
    kind_of,
    spell,
    text_of,
)
from govreport_parser.extractors.own_body import OwnBody
from govreport_parser.mentions import DivisionRef
from govreport_parser.places import Spot

__all__ = ["Resolver"]

_ZONE_ENDS = ("区管理委员会", "区管委会")
"""A zone lies in a division that is not its own: its 财政局 is not the city's."""
_ZONES = ("工业城", "新城", "科技城", "产业园", "工业园", "科技园")
"""How zones are called that are no 区: 沿海工业城管委会."""
_AUTONOMOUS = ("自治州", "自治县", "自治旗", "旗")
_TOWN_BODIES = frozenset({"seattown", "townorgan", "gov"})
_NUMERALS = frozenset("一二两三四五六七八九十")
_OFFICES_OF_THE_PARTY = 2019
"""From this year on the offices for posts (编办) are the party committees'; until then they were the governments'."""
_COORDINATED = frozenset({"、", "和", "与", "及", "以及", "会同", ",", "联合"})


class _Place(NamedTuple):
    """What stands before a body's own name: the division's name, or the words as written where it is not known."""

    name: str
    ref: DivisionRef | None


class Resolver:
    """Reads names in the light of one report's year, issuer and division."""

    def __init__(self, context: Context, places: Sequence[Spot] = ()) -> None:
        self.year = context.year
        self.issuer = context.issuer
        self.own = context.division
        self._home = Home(context, places)
        self.body = OwnBody(context, self._home)
        self._rules: dict[str, Callable[[Sequence[Word], Memory, str], Name | Refusal]] = {
            "institutions.government": self._led,
            "institutions.government-body": self._led,
            "institutions.party": self._led,
            "institutions.body": self._led,
            "institutions.town": self._town,
            "institutions.zone": self._zone,
            "institutions.national": self._national,
            "institutions.corps": self._corps,
            "institutions.branch": self._branch_of,
            "institutions.upper": self._upper,
            "institutions.short-named": self._short_named,
            "institutions.group": self._group,
            "institutions.unprefixed": self._unprefixed,
            "institutions.own-unit": self._own_unit,
            "institutions.self": self._led,
        }

    def read(self, rule: str, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:
        """Say which body the words name; `glue` is the text between the mention before and this one."""
        alias = memory.aliases.get(text_of(words))
        return alias if alias is not None else self._rules[rule](words, memory, glue)

    def _lead(self, words: Sequence[Word]) -> tuple[_Place | Refusal, int]:
        """Read the division that a name begins with; return it and the index of the first word behind it."""
        index = 1 if words[0].tag == "cpc" else 0
        names = []
        while index < len(words) and words[index].tag == "place":
            names.append(words[index].text)
            index += 1
        tag, text = (words[index].tag, words[index].text) if index < len(words) else ("", "")
        head = head_of(tag, text)
        index += tag in ("head", "area")
        if names:
            found = self._home.by_names(names)
            # 红河州政府 is the government of 红河哈尼族彝族自治州.
            full = found is not None and found.name.endswith(_AUTONOMOUS)
            return _Place(found.name if found is not None and full else names[-1], found), index
        if not head:
            return Refusal("no division and no 区, 市, 省 before it"), index
        division = self._home.by_head(head)
        if division is not None:
            return _Place(division.name, division), index
        if not self._home.chain:
            return _Place(head, None), index
        return Refusal(f"the reporting division has no {head} of its own or above it"), index

    def _led(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        first = words[0]
        if first.tag == "alias":
            # `read` knows the short names that a body was given; this one was none.
            return Refusal("no body was given this short name before")
        if first.tag in ("own", "issuer") or any(word.tag == "town" for word in words):
            return self.body.of_words(words)
        place, index = self._lead(words)
        if isinstance(place, Refusal):
            if text_of(words[:2]) in ("区管委会", "新区管委会") and self.body.zone:
                return self.body.of_zone(words[2:])
            zone = (self.issuer or "").endswith(_ZONE_ENDS) and head_of(first.tag, first.text) in ("区", "新区")
            if first.tag in ("area", "hgov") and zone:
                return self.body.name("")
            return place
        rest = words[index:]
        if first.tag == "area" and (not rest or place.ref is None):
            return self._government(place, (), memory) if place.ref else Refusal("whose it is, is not known")
        return self._organ(place, rest, memory)

    def _organ(self, place: _Place, rest: Sequence[Word], memory: Memory) -> Name | Refusal:
        tag, text = rest[0].tag, rest[0].text
        if len(rest) > 1 and tag in ("field", "agency", "whole", "organ") and rest[-1].text in COMMITTEES:
            return self._name(f"中共{place.name}{self._spell(rest[:-1])}{COMMITTEES[rest[-1].text]}", place)
        if tag in ("gov", "hgov"):
            return self._government(place, rest[1:], memory)
        if tag == "seat":
            return self._party(place, "办公室") if "委" in text else self._government(place, rest, memory)
        if tag == "hparty":
            return self._party(place, self._spell(rest[1:]))
        if tag == "league":
            return self._name(f"共青团{place.name}委员会", place)
        if text == "网信办":
            return self._name(place.name + text, place)
        if text in ("编办", "编委办", "编委") and (self.year or 9999) < _OFFICES_OF_THE_PARTY:
            return self._name(f"{place.name}机构编制委员会{'办公室' if text.endswith('办') else ''}", place)
        if tag == "party":
            return self._party(place, text_of(rest))
        if text in ("委", "委员会") and (len(rest) == 1 or rest[-1].tag in ("office", "party", "organ")):
            return self._party(place, self._spell(rest[1:]))
        return self._department(place, rest, memory)

    def _own_unit(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        return self.body.unit(words)

    def _government(self, place: _Place, rest: Sequence[Word], memory: Memory) -> Name:
        base = f"{place.name}人民政府"
        if not rest:
            return self._name(base, place)
        if len(rest) == 1 and rest[0].text in ("办", "区府办", "市府办", "县府办"):
            return self._name(base + self._hall(base, place, memory), place)
        rest_text = text_of(rest)
        return self._name(base + (self._spell(rest) if rest_text[-1] != "办" else f"{rest_text}公室"), place)

    def _hall(self, base: str, place: _Place, memory: Memory) -> str:
        """办 of a government: as the report spells it elsewhere; else 办公厅 for provinces and their capitals."""
        named = memory.ending(f"{base}办公厅") or memory.ending(f"{base}办公室")
        if named is not None:
            return named.canonical.removeprefix(base)
        code = place.ref.code if place.ref else "999999"
        return "办公厅" if code.endswith(("0000", "0100")) else "办公室"

    def _party(self, place: _Place, rest: str) -> Name:
        base = f"中共{place.name}"
        if rest in ("", "党委"):
            return self._name(f"{base}委员会", place)
        if rest in ("纪委", "纪律检查委员会"):
            return self._name(f"{base}纪律检查委员会", place)
        return self._name(f"{base}委{PARTY_BODIES.get(rest, rest)}", place)

    def _department(self, place: _Place, rest: Sequence[Word], memory: Memory) -> Name | Refusal:
        text = text_of(rest)
        if text in ("政协", "政协委员会"):
            return self._name(f"政协{place.name}委员会", place)
        if text == "公开办":
            named = memory.ending("公开办公室", place.ref)
            return named or self._name(f"{place.name}公开办", place)
        return self._name(place.name + self._spell(rest), self._branch(place, rest))

    def _branch(self, place: _Place, rest: Sequence[Word]) -> _Place:
        """上海市公安局静安分局 is of 静安区, 浙江省岱山经济开发区管委会 of 岱山县: a name inside says where."""
        if rest[0].tag == "short" and rest[-1].text in ("管委会", "管理委员会"):
            return _Place(place.name, self._home.by_short(rest[0].text, within=place.ref) or place.ref)
        for word, after in itertools.pairwise(rest):
            if word.tag in ("short", "place") and after.text == "分局":
                return _Place(place.name, self._home.by_short(word.text, within=place.ref) or place.ref)
        return place

    def _spell(self, words: Sequence[Word]) -> str:
        return spell(words, self.year, self._home.province)

    def _name(self, canonical: str, place: _Place) -> Name:
        return Name(canonical, kind_of(canonical), place.ref)

    def _national(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        text = self._spell(words)
        if words[-1].text == "办" and len(words) > 1:
            return Refusal("登记办结 is no office")
        if words[-1].text in ("党组", "党委"):
            inner = [word for word in words if word.tag != "cpc"]
            text = f"中共{self._spell(inner[:-1])}{COMMITTEES[words[-1].text]}"
        if words[0].tag in ("place", "short") and words[1].text.startswith("调查"):
            text = f"国家统计局{text}"
        return Name(text, kind_of(text), None)

    def _corps(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        text = self._spell(words)
        return Name(text, kind_of(text), None)

    def _branch_of(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        """宿迁银监分局, 中国人民银行合肥中心支行: named as they are written, in the division of their place."""
        own = next((index for index, word in enumerate(words) if word.tag == "issuer"), None)
        if own is not None:
            return self.body.of_words(words[own:])
        text = self._spell(words)
        if words[0].tag in ("national", "nation") or text.endswith("事务所"):
            return Name(text, kind_of(text), None)
        places = [word.text for word in words if word.tag == "place"]
        division = self._home.by_names(places) if places else None
        for word in words:
            if word.tag == "short":
                division = self._home.by_short(word.text, within=division) or division
        return Name(text, kind_of(text), division)

    def _upper(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        """市局 in the report of the city's bureau is itself; elsewhere its name is not certain."""
        head, end = words[0].text[0], words[0].text[1]
        if self.issuer is None or self.own is None or self.own != self._home.by_head(head):
            return Refusal(f"which {words[0].text} it is, is not said")
        if self.issuer[-1:] != end or self.issuer.endswith("分局"):
            return Refusal(f"the body that reports is no {end}")
        return self.body.part(words[1:])

    def _short_named(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        division = self._home.by_short(words[0].text)
        if division is None:
            return Refusal(f"which {words[0].text} it is, is not certain")
        return self._department(_Place(division.name, division), words[1:], memory)

    def _zone(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        places = [word.text for word in words if word.tag == "place"]
        if not any("区" in word.text or word.text.endswith(_ZONES) for word in words[len(places) :]):
            return Refusal("no zone is named")
        text = self._spell(words)
        division = self._home.by_names(places) if places else None
        if words[-1].text in ("党工委", "工委", "党委"):
            zone = text_of(words[:-1])
            if zone.endswith(("社区", "小区", "街区")) or not zone.endswith("区"):
                return Refusal("no zone is named")
            text = f"中共{zone}{'' if words[-1].text == '党委' else '工作'}委员会"
        after = words[len(places)]
        if after.tag == "short":
            division = self._home.by_short(after.text, within=division) or division
        return Name(text, kind_of(text), division)

    def _town(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:
        if any(word.tag == "town" for word in words):
            return self.body.of_words(words)
        places = [word.text for word in words if word.tag == "place"]
        if len(words) > len(places) + 1 and words[len(places)].tag == "gov":
            # 滨江区人民政府长河街道办事处: the district's government is said before its street office.
            words = [*words[: len(places)], *words[len(places) + 1 :]]
        head = next((index for index, word in enumerate(words) if word.tag in _TOWN_BODIES), len(words) - 1) + 1
        if head < len(words) and words[head].tag not in ("gov", "seattown", "party"):
            town = self._town(words[:head], memory, glue)
            if isinstance(town, Refusal):
                return town
            canonical = town.canonical + self._spell(words[head:])
            return Name(canonical, kind_of(canonical), town.division)
        text = text_of(words)
        body = text[len("".join(places)) :] if places else text
        if body.endswith("街道办"):
            body += "事处"
        if body.endswith("政府") and not body.endswith("人民政府"):
            body = body.removesuffix("政府") + "人民政府"
        stem = body.removesuffix("人民政府").removesuffix("街道办事处").removesuffix("办事处")
        if len(stem.rstrip("镇乡")) < 1 or stem.rstrip("镇乡") in _NUMERALS or len(stem) > 8 or len(stem) < 2:
            return Refusal("the town's name is missing")
        if words[-1].tag == "inner":
            body = body.removesuffix(words[-1].text) + self._spell(words[-1:])
        if body.endswith(("党委", "党工委", "工委")):
            stem = body.removesuffix("党委").removesuffix("党工委").removesuffix("工委")
            body = f"中共{stem}{'工作' if stem.endswith('街道') else ''}委员会"
        if self.issuer is not None and self.issuer.endswith(body):
            return self.body.name("")
        division = self._home.by_names(places) if places else self.own
        return Name("".join(places) + body, kind_of(body), division)

    def _group(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:  # noqa: ARG002
        text = text_of(words)
        if words[0].tag == "group":
            group = next((name for name in memory.latest() if name.kind == "group"), None)
            if group is None:
                return memory.ending(text) or Refusal("no group was named before it")
            return Name(f"{group.canonical}{self._spell(words[1:])}", "office", group.division)
        if not PUBLICITY & {word.text for word in words}:
            return memory.ending(text) or Refusal("a class of groups: no division, and none was named before")
        return self.body.prefixed(self._spell(words))

    def _unprefixed(self, words: Sequence[Word], memory: Memory, glue: str) -> Name | Refusal:
        text, tag, last = self._spell(words), words[0].tag, memory.last()
        if last is not None and glue == "(" and tag == "field":
            return self._bracketed(words, last)
        if tag == "gov":
            home = f"{self.own.name}人民政府" if self.own is not None else ""
            if self.own is None or self.issuer not in (home, f"{home}办公室", f"{home}办公厅"):
                return Refusal("whose government, is not said")
            return self._government(_Place(self.own.name, self.own), words[1:], memory)
        if text.startswith("行署"):
            seat = self._home.by_head("地区") or self._home.by_head("盟")
            return Name(f"{seat.name}{text}", kind_of(text), seat) if seat else Refusal("whose it is, is not said")
        if tag == "inner":
            known = self.issuer is not None and not (self.issuer.endswith("人民政府") and self.body.town is None)
            return self.body.name(text) if known else Refusal("whose office, is not said")
        if tag == "party":
            return self._beside(words, last if glue in _COORDINATED else None)
        sibling = last.division if last is not None and glue in _COORDINATED else None
        if sibling is not None and tag in ("agency", "service"):
            return Name(sibling.name + text, kind_of(text), sibling)
        if tag == "agency":
            if self.issuer is not None and self.issuer.endswith((text, text_of(words))):
                return self.body.name("")
            if self.issuer is not None and (self.own is None or self.issuer.endswith(_ZONE_ENDS)):
                return Refusal("the body that reports has no division of its own")
            return self._name((self.own.name if self.own else "") + text, _Place("", self.own))
        named = memory.ending(text) or memory.ending(text_of(words))
        if named is None and words[0].text in PUBLICITY and text.endswith("办公室") and self.issuer is not None:
            return self.body.prefixed(text)
        return named or Refusal("no division, and none was named before")

    def _beside(self, words: Sequence[Word], last: Name | None) -> Name | Refusal:
        """市委组织部、宣传部: the second is of the same committee."""
        division = last.division if last is not None else None
        if last is None or division is None or not last.canonical.startswith(f"中共{division.name}"):
            return Refusal("whose it is, is not said")
        return self._party(_Place(division.name, division), text_of(words))

    def _bracketed(self, words: Sequence[Word], outer: Name) -> Name:
        """市政府办公厅(政务公开处): a part of it; 市政府信息公开办公室(电子政务办公室): its other name."""
        text = self._spell(words)
        if words[-1].text in ("处", "科", "室"):
            return Name(outer.canonical + text, kind_of(text), outer.division)
        return Name((outer.division.name if outer.division else "") + text, kind_of(text), outer.division)
