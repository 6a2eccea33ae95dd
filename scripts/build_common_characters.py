"""Write the list of common Han characters that tells GB18030 from Big5, from jieba's word frequencies.

Run: python scripts/build_common_characters.py. Two lines of characters, the commonest first: simplified characters by
the summed frequency of the words they stand in, each followed by the traditional characters it is converted to.
"""

from collections import Counter
from importlib.metadata import distribution
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/govreport_parser/text/data/common_characters.txt"
FIRST, SECOND = 500, 1500
"""A report of 7,500 characters uses about 700 different ones; the second line catches names and places."""


def simplified() -> list[str]:
    """Return the Han characters of jieba's dictionary, the commonest first."""
    counts: Counter[str] = Counter()
    path = distribution("jieba").locate_file("jieba/dict.txt")
    for line in Path(str(path)).read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        for character in word:
            if "\u4e00" <= character <= "\u9fff":
                counts[character] += int(frequency)
    return sorted(counts, key=lambda character: (-counts[character], character))


def traditional() -> dict[str, str]:
    """Return the traditional forms of each simplified character."""
    path = distribution("opencc-python-reimplemented").locate_file("opencc/dictionary/STCharacters.txt")
    table = {}
    for line in Path(str(path)).read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        table[key] = values.replace(" ", "")
    return table


def main() -> None:
    """Write the data file."""
    forms, ranked, seen, lines = traditional(), simplified(), set(), []
    for start, end in ((0, FIRST), (FIRST, FIRST + SECOND)):
        line = [form for character in ranked[start:end] for form in character + forms.get(character, "")]
        lines.append("".join(dict.fromkeys(form for form in line if form not in seen)))
        seen.update(line)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
