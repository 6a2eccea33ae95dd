"""Whole texts character by character, as arrays of code points: the door to numpy.

`str.translate` asks a dictionary for each character, which was a third of all normalisation; an array answers a
hundred times as fast. numpy is there because spaCy needs it.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

__all__ = ["CharacterTable", "distinct"]

_CODES = "utf-32-le"
_CHUNK = 1 << 18
"""Characters at a time: each takes a dozen bytes while it is looked up."""


def _chunks(text: str) -> Iterator[npt.NDArray[np.uint32]]:
    for start in range(0, len(text), _CHUNK):
        yield np.frombuffer(text[start : start + _CHUNK].encode(_CODES, "surrogatepass"), np.uint32)


def _text(codes: npt.NDArray[np.uint32]) -> str:
    return codes.tobytes().decode(_CODES, "surrogatepass")


class CharacterTable:
    """Code point → code point, made ready for whole texts; what has no entry stays.

    >>> CharacterTable({ord("檔"): ord("档")}).translate("檔案")
    '档案'
    """

    def __init__(self, table: Mapping[int, int]) -> None:
        self._codes = np.arange(max(table, default=0) + 1, dtype=np.uint32)
        self._codes[list(table)] = list(table.values())

    def translate(self, text: str) -> str:
        """Return `text` with each character in its other form; as long as it was."""
        return "".join(_text(self._look_up(codes)) for codes in _chunks(text))

    def _look_up(self, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
        last = len(self._codes) - 1
        if int(codes.max()) <= last:
            return self._codes[codes]
        return np.where(codes <= last, self._codes[np.minimum(codes, last)], codes)


def distinct(text: str) -> frozenset[str]:
    """Return the characters that `text` is made of.

    >>> sorted(distinct("政务公开,公开"))
    [',', '公', '务', '开', '政']
    """
    return frozenset("".join(map(_distinct, _chunks(text))))


def _distinct(codes: npt.NDArray[np.uint32]) -> str:
    seen = np.zeros(int(codes.max()) + 1, dtype=np.bool_)
    seen[codes] = True
    return _text(np.flatnonzero(seen).astype(np.uint32))
