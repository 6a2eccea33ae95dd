"""Chinese full-text search in SQLite: one token a Han character, words asked for as phrases.

SQLite's tokenizers know no Chinese words: `unicode61` takes a whole clause for one word, and `trigram` finds no word of
two characters, silently. With a blank round every Han character each is a token of its own, and the phrase "申 请"
finds 申请 wherever it stands, of any length, without a dictionary.
"""

__all__ = ["phrase", "spaced"]

_HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


class _Spaced(dict[int, str]):
    """The translation of str.translate, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        spaced = f" {character} " if any(low <= code <= high for low, high in _HAN) else character
        self[code] = spaced
        return spaced


_TABLE = _Spaced()


def spaced(text: str) -> str:
    """Return the text as it is indexed: blanks round every Han character.

    >>> " ".join(spaced("依申请公开86件").split())
    '依 申 请 公 开 86 件'
    """
    return text.translate(_TABLE)


def phrase(words: str) -> str:
    """Return the FTS5 query for texts that hold every one of the words (parted by blanks) in simplified characters.

    >>> phrase("申请 行政复议")
    '"申 请" "行 政 复 议"'
    """
    quoted = ('"' + " ".join(spaced(word.replace('"', " ")).split()) + '"' for word in words.split())
    return " ".join(part for part in quoted if part != '""')
