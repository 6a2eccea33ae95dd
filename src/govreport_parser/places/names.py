"""Full division names in running text.

In: a text in simplified characters. Out: (start, end, name), leftmost-longest, without overlap. Short names are not
looked for: 长安街 is no 长安区, and 二七 is an anniversary in most texts.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from govreport_parser.text.words import WordFinder

Spot = tuple[int, int, str]

COMMON_WORDS: Final = frozenset(("城区", "郊区", "矿区", "市区", "东区", "西区", "南区", "北区"))
"""Names that are words of their own: names only right behind the division they lie in (晋城市城区)."""

COMMON_ENDS: Final = frozenset(
    (
        *("新城区", "老城区", "新市区", "市中区", "市郊区", "城中区"),  # 改造老城区, 全市中小学
        *("新建区", "新建县"),  # 新建县级公路
        *("海城市", "兴城市", "应城市", "化州市", "合作市"),  # 沿海城市, 新兴城市, 相应城市, 信息化州市, 战略合作市场
        *("会同县", "公安县", "政和县", "平和县", "共和县", "兴和县", "永和县", "南和县", "南和区"),  # 会同县级有关部门
    )
)
"""Names of three characters that phrases hold by chance; see `NameSpotter` for where they count."""


VERBS: Final = frozenset(("会同县",))
"""Names that are a verb with its object: names only behind another, or where a line begins (，会同县财政局 is none)."""


_CLOSING: Final = ("》", ")", "）", "”", "〉")
"""根据《条例》和县政府办《通知》: a word that joins, no county."""


class NameSpotter:
    """Finds full names; `uppers` gives each name with the names of the divisions above it, and is called on first use.

    Names of two characters end many phrases (各市和县, 担任县长), and so do `COMMON_ENDS`: they count at the beginning
    of a text, behind anything but a letter, digit or Chinese character, or right behind another name (河南省新县).
    `COMMON_WORDS` count only behind the name of their own parent.
    """

    def __init__(self, uppers: Callable[[], Mapping[str, set[str]]]) -> None:
        self._make_uppers = uppers

    @cached_property
    def _uppers(self) -> Mapping[str, set[str]]:
        return self._make_uppers()

    @cached_property
    def _finder(self) -> WordFinder:
        return WordFinder(self._uppers)

    def spot(self, text: str) -> tuple[Spot, ...]:
        """Find all names in `text`, in order."""
        found: list[Spot] = []
        for start, end, name in self._finder.find(text):
            previous = found[-1][2] if found and found[-1][1] == start else ""
            if self._is_name(name, previous, text[start - 1 : start]):
                found.append((start, end, name))
        return tuple(found)

    def _is_name(self, name: str, previous: str, before: str) -> bool:
        if name in COMMON_WORDS:
            return previous in self._uppers[name]
        if len(name) > 2 and name not in COMMON_ENDS:
            return True
        if name in VERBS:
            return bool(previous) or before in ("", "\n")
        joins = name[0] == "和" and before in _CLOSING
        return bool(previous) or not (before.isalnum() or joins)
