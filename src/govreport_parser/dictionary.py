"""Dictionary: jieba's words and the genre's terms, read when a text first has the character that they begin with.

jieba makes one table of all 350,000 words and of all their beginnings before it cuts the first: half a second and
100 MB. A report has some 500 characters, and reports of all kinds begin their words with some 2,000.
"""

import math
import re
import threading
from collections.abc import Mapping

__all__ = ["Dictionary"]

_GROUP = re.compile(rb"^([\x00-\x7f]|[\xc0-\xff][\x80-\xbf]+).*\n(?:\1.*\n)*", re.MULTILINE)
"""The lines, one behind the other, that begin with one character."""


class Dictionary:
    r"""A growing part of the table by which jieba cuts; safe to read and to grow from several threads.

    >>> known = Dictionary("办 3 v\n办公 5 v\n办公室 9 n\n室 2 n\n".encode(), {"办公厅": 1000})
    >>> known.learn("办")
    >>> known.total, list(known.gains)
    (1019, ['办', '办公', '办公室', '办公厅'])
    """

    def __init__(self, lines: bytes, terms: Mapping[str, int]) -> None:
        self.gains: dict[str, float] = {}
        """Word → what it adds to a path, the logarithm of its share; with 0, beginnings of words that are no words."""
        self.total = 0
        """Of all words, read or not."""
        self._unread: dict[str, bytes] = {}
        self._met: set[str] = set()
        self._lock = threading.Lock()
        for match in _GROUP.finditer(lines):
            self._add(match[1].decode(), match[0])
            self.total += sum(map(int, match[0].split()[1::3]))
        for word, frequency in terms.items():
            # Of two lines for one word the last counts, so a term stands behind the dictionary's words.
            self.total += frequency - self._frequency(word)
            self._add(word[0], f"{word} {frequency} term\n".encode())
        self.unknown = -math.log(self.total)
        """What a character adds that is no word."""
        self._gain_of = _Gains(self.unknown)

    def learn(self, text: str) -> None:
        """Put those words into the table that begin with a character of `text`."""
        if self._met.issuperset(text):
            return
        with self._lock:
            for character in set(text) - self._met:
                lines = self._unread.pop(character, b"")
                self.gains.update(self._read(lines.decode()))
                self._met.add(character)

    def _add(self, character: str, lines: bytes) -> None:
        self._unread[character] = self._unread.get(character, b"") + lines

    def _frequency(self, word: str) -> int:
        """Return the frequency that the lines give a word, of several the last; 0 where it is none."""
        lines = b"\n" + self._unread.get(word[0], b"")
        _, found, rest = lines.rpartition(f"\n{word} ".encode())
        return int(rest.partition(b" ")[0]) if found else 0

    def _read(self, lines: str) -> dict[str, float]:
        """Return the gains of lines of the dictionary: word, frequency, tag."""
        fields = lines.split()
        words = fields[0::3]
        gains = dict(zip(words, map(self._gain_of.__getitem__, fields[1::3]), strict=True))
        for word in words:
            for end in range(len(word) - 1, 0, -1):
                beginning = word[:end]
                if beginning in gains:
                    break  # and so is, or will be, what is shorter
                gains[beginning] = 0.0
        return gains


class _Gains(dict[str, float]):
    """What a word adds to a path, by its frequency as it is written."""

    def __init__(self, unknown: float) -> None:
        super().__init__()
        self._unknown = unknown

    def __missing__(self, frequency: str) -> float:
        self[frequency] = math.log(int(frequency)) + self._unknown
        return self[frequency]
