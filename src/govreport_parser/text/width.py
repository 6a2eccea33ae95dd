r"""The normal form of single characters: width, blanks, line ends, radicals, as one table that keeps the length.

Canonical punctuation, on which every rule may rely:

| as found | in the normal form |
|---|---|
| ， ； ： ？ ！ （ ） ％ ～ ／ ． ［ ］ and all other full-width ASCII | , ; : ? ! ( ) % ~ / . [ ] |
| ０–９ Ａ–Ｚ ａ–ｚ | 0–9 A–Z a–z |
| ｜ ￨ | the pipe |
| 「」 ﹁﹂ 〝〞 ｢｣, 『』 ﹃﹄ | “” , ‘’ |
| ｡ ︒ ､ ︑ ﹑ | 。 、 |
| ∶ ︰ ﹕, ﹐ ﹔ ﹖ ﹗ ﹙ ﹚ ﹪ | : , ; ? ! ( ) % |
| ‐ ‑ − ﹣, 〜 ∼ | -, ~ |
| every blank (no-break, ideographic, thin, tab) | one plain space each |
| every line end (\r \v \f U+0085 U+2028 U+2029) | \n |
| 。 、 《》 〈〉 “” ‘’ — – … · 〔〕 【】 ﹝﹞ ○ 〇 ① ⑴ ㈠ Ⅰ ‰ ℃ ㎡ " ' | as they are |
"""

import functools
import unicodedata
from collections.abc import Iterator

from govreport_parser.text.repair import load

__all__ = ["kind_of", "width_table"]

_BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\u0085\u2028\u2029"


@functools.cache
def width_table() -> dict[int, int]:
    """Return the table: code point → code point, for every character that has another normal form."""
    table = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
    table |= _pairs("width")
    table |= {ord(blank): ord(" ") for blank in _BLANKS}
    table |= {ord(end): ord("\n") for end in _LINE_ENDS}
    return table | dict(_radicals())


def _pairs(name: str) -> dict[int, int]:
    return {ord(pair[0]): ord(pair[1]) for pair in load("characters")[name].split()}


def _radicals() -> Iterator[tuple[int, int]]:
    """Radicals and compatibility ideographs, which PDF files show in place of the ideograph itself."""
    yield from _pairs("radicals").items()
    for start, end in ((0x2F00, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20)):
        for code in range(start, end):
            if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and ord(plain) != code:
                yield code, ord(plain)


def kind_of(before: str, after: str) -> str:
    """Name the change of one character into another: newline, blank, width, radical, invisible or script.

    >>> kind_of("，", ","), kind_of("檔", "档"), kind_of("⺠", "民")
    ('width', 'script', 'radical')
    """
    if after in "\n ":
        return "newline" if after == "\n" else "blank"
    code = ord(before)
    if 0xD800 <= code < 0xE000:
        return "invisible"
    if width_table().get(code) is None:
        return "script"
    return "radical" if unicodedata.category(after) == "Lo" else "width"
