"""Simplified, traditional or mixed; and the characters of one turned into the other: the door to OpenCC's dictionaries.

opencc-python-reimplemented supplies the dictionary files. They are read once; single characters go through
`str.translate`, which keeps the length, and phrases (回覆, 瞭望, 顯著) through one automaton pass. The result equals
that of its own converter save where two keys overlap: it takes the longest key anywhere, this takes the leftmost.
"""

import functools
import itertools
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Literal

from govreport_parser.errors import DictionaryError
from govreport_parser.text.characters import CharacterTable
from govreport_parser.text.words import WordFinder

__all__ = [
    "Configuration",
    "Converter",
    "Script",
    "converter",
    "patch",
    "script_of",
    "telling_characters",
]

Script = Literal["simplified", "traditional", "mixed"]
Configuration = Literal["t2s", "tw2s", "hk2s"]

_STAGES: dict[Configuration, tuple[tuple[str, str], ...]] = {
    "t2s": (("TSPhrases", "TSCharacters"),),
    "tw2s": (("TWVariantsRevPhrases", "TWVariantsRev"), ("TSPhrases", "TSCharacters")),
    "hk2s": (("HKVariantsRevPhrases", "HKVariantsRev"), ("TSPhrases", "TSCharacters")),
}
"""The chains of OpenCC's configuration files: in each stage phrases first, then characters."""

_STRAY = 0.05
"""Up to this share of the distinct telling characters the other script is a slip, not a mixture: converted reports keep
up to 3 in 100 (群, 台, 托), pages with a simplified frame round a traditional text have 15 and more."""


@dataclass(frozen=True, slots=True)
class Converter:
    """One of OpenCC's conversions: a table of characters and an automaton of phrases; every result keeps the length."""

    characters: dict[int, int]
    phrases: dict[str, str]
    finder: WordFinder

    def matches(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield each phrase in `text`, leftmost and longest, as (start, end, its conversion)."""
        for start, end, key in self.finder.find(text):
            yield start, end, self.phrases[key]

    def convert(self, text: str) -> str:
        """Return `text`, which holds no lone surrogate, converted; as long as it was.

        >>> converter("tw2s").convert("著力推進,成效顯著")
        '着力推进,成效显著'
        """
        return patch(CharacterTable(self.characters).translate(text), self.matches(text))


def patch(text: str, matches: Iterable[tuple[int, int, str]]) -> str:
    """Return `text` with each stretch (start, end, words of the same length) overwritten."""
    pieces: list[str] = []
    position = 0
    for start, end, words in matches:
        pieces += text[position:start], words
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


@functools.cache
def converter(configuration: Configuration) -> Converter:
    """Return the conversion of that name. Raises DictionaryError where the dictionaries are not installed."""
    stages = [(_read(phrases), _read(characters)) for phrases, characters in _STAGES[configuration]]
    characters = _compose_characters([table for _, table in stages])
    phrases = {key: _through(stages, key) for key in _sources(stages)}
    table = {ord(key): ord(value) for key, value in characters.items()}
    return Converter(table, phrases, WordFinder(phrases))


def _read(name: str) -> dict[str, str]:
    """Read a dictionary of which the first value counts, as in OpenCC."""
    return {key: values[0] for key, values in _entries(name).items()}


def _entries(name: str) -> dict[str, tuple[str, ...]]:
    """Read a dictionary file: key, tab, values."""
    try:
        path = Path(str(distribution("opencc-python-reimplemented").locate_file(f"opencc/dictionary/{name}.txt")))
        lines = path.read_text(encoding="utf-8").splitlines()
    except (PackageNotFoundError, OSError) as error:
        raise DictionaryError(
            f"OpenCC's dictionary {name}.txt was not found ({error}). It comes with the package "
            "opencc-python-reimplemented, and the package OpenCC, which owns the same module name, overwrites it. "
            "Run: pip uninstall -y OpenCC; pip install --force-reinstall opencc-python-reimplemented"
        ) from error
    rows = (line.strip().partition("\t") for line in lines)
    return {key: tuple(values.split(" ")) for key, _, values in rows if key}


def _compose_characters(tables: list[dict[str, str]]) -> dict[str, str]:
    composed: dict[str, str] = {}
    for table in tables:
        composed = {key: table.get(value, value) for key, value in composed.items()} | {
            key: value for key, value in table.items() if key not in composed
        }
    return composed


def _sources(stages: list[tuple[dict[str, str], dict[str, str]]]) -> Iterator[str]:
    """Yield every wording that a phrase of some stage may have in the text before the first stage."""
    earlier: dict[str, list[str]] = {}
    for phrases, characters in stages:
        for phrase in phrases:
            yield from map("".join, itertools.product(*([c, *earlier.get(c, ())] for c in phrase)))
        for key, value in characters.items():
            earlier.setdefault(value, []).append(key)


def _through(stages: list[tuple[dict[str, str], dict[str, str]]], text: str) -> str:
    """Convert a short text stage by stage, longest key first, as the original does; used once for each key."""
    for phrases, characters in stages:
        text = "".join(_longest_first(phrases, characters, text))
    return text


def _longest_first(phrases: dict[str, str], characters: dict[str, str], text: str) -> Iterator[str]:
    for length in range(len(text), 1, -1):
        for start in range(len(text) - length + 1):
            if (words := phrases.get(text[start : start + length])) is not None:
                yield from _longest_first(phrases, characters, text[:start])
                yield words
                yield from _longest_first(phrases, characters, text[start + length :])
                return
    yield from (characters.get(character, character) for character in text)


@functools.cache
def telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters of traditional text only (發 於 們), and those of simplified text only (发 们).

    Characters that stand in both in their own right (后 里 台 征, 乾 of 乾隆, and 著 裡 祕 by regional habit) tell
    nothing; 於 does, although it is a surname.
    """
    traditional, simplified = _entries("TSCharacters"), _entries("STCharacters")
    variants = {*_read("TWVariantsRev"), *_read("HKVariantsRev")}
    only_traditional = frozenset(
        key for key, values in traditional.items() if (key not in values or key == "於") and key not in simplified
    )
    only_simplified = frozenset(key for key, values in simplified.items() if key not in values)
    return only_traditional, only_simplified - traditional.keys() - variants


def script_of(characters: Set[str]) -> Script:
    """Return the script that the distinct characters of a text show; text that shows none counts as simplified.

    >>> script_of(set("詳見附屬檔案")), script_of(set("详见附件")), script_of(set("规範公开"))
    ('traditional', 'simplified', 'mixed')
    """
    only_traditional, only_simplified = telling_characters()
    traditional = len(characters & only_traditional)
    if not traditional:
        return "simplified"
    share = traditional / (traditional + len(characters & only_simplified))
    if share <= _STRAY:
        return "simplified"
    return "traditional" if share >= 1 - _STRAY else "mixed"
