"""Names of departments that 和 joins: 教育和体育局, 文化广播电视和旅游局, 经济商务和信息化局.

In: prose. Out: where such names stand, as words of their own. 和 parts names elsewhere (档案馆和图书馆), and there
are too many of these to list: each county merges its departments its own way. Both sides have to be made of words for
fields of administration, from behind a division (县, 平昌县) or a mark on: 县财政局和审计局 are two bodies.
"""

import functools
import re

from govreport_parser.extractors.names import institution_rules

__all__ = ["joined_names"]

_AND = re.compile(r"[和与](?=([\u4e00-\u9fff]{2,10}?)(?:局(?![面限长势]|部(?![署门]))|厅(?!局)|委员会))")
_LEFT = 12
"""Characters: the longest left side, 文化广播电视新闻出版."""
_BEFORE = frozenset("省市县区州旗盟由向请经将")
"""What may stand right before the name, besides marks."""
_ENDS = ("委员会", "局", "厅")


@functools.cache
def _fields() -> frozenset[str]:
    """Return the words for fields of administration: those listed, and what departments are named for."""
    lists = institution_rules().file.lists
    fields = " ".join(lists["field"]).split()
    agencies = " ".join(lists["agency"]).split()
    return frozenset(fields) | {name.removesuffix(end) for name in agencies for end in _ENDS if name.endswith(end)}


@functools.lru_cache(maxsize=4096)
def _made_of_fields(text: str) -> bool:
    fields = _fields()
    return text in fields or any(text[:cut] in fields and _made_of_fields(text[cut:]) for cut in range(1, len(text)))


def joined_names(prose: str) -> list[tuple[int, int, str]]:
    """Return (start, end, class) of each joined department's name, without its division.

    >>> joined_names("由县教育和体育局牵头，县财政局和审计局配合，教育和卫生领域公开")
    [(2, 8, 'agency')]
    """
    found: list[tuple[int, int, str]] = []
    for match in _AND.finditer(prose):
        if not _made_of_fields(match[1]):
            continue
        start = _left_edge(prose, match.start())
        if start is not None and (not found or found[-1][1] <= start):
            end = match.end() + len(match[1])
            end += next(len(name) for name in _ENDS if prose.startswith(name, end))
            found.append((start, end, "agency"))
    return found


def _left_edge(prose: str, end: int) -> int | None:
    """Return where the left side begins; None where it is not made of fields up to a division or a mark."""
    for start in range(max(0, end - _LEFT), end - 1):
        before = prose[start - 1 : start]
        if (not before.isalnum() or before in _BEFORE) and _made_of_fields(prose[start:end]):
            return start
    return None
