"""Bytes → characters: UTF-8, UTF-16, GB18030 (with GBK and GB2312) and Big5-HKSCS, told apart by what they spell.

A byte order mark decides; then strict UTF-8; else the encoding under which most bytes make common characters. What
an encoding declares about itself (HTML) tips the scales and no more, since pages lie. Each run of bytes that the
chosen encoding does not know becomes one U+FFFD with a Loss that keeps the bytes.
"""

import codecs
import functools
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files

import regex

from govreport_parser.errors import SourceFormatError
from govreport_parser.spans import Span
from govreport_parser.text.reading import Loss

__all__ = ["Decoded", "declared_encoding", "decode", "replace_surrogates"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALIASES = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "x-x-big5": "big5hkscs",
}
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 18
"""Bytes weighed from the first that is not ASCII: some 100,000 characters, far more than a choice needs."""
_DECLARED = 0.05
"""What a declaration is worth: it decides a text of a few characters, never against a page of prose."""
_LEAST = {"utf-16-le": 0.5, "utf-16-be": 0.5}
"""Without a mark UTF-16 must make sense: any even number of bytes is valid in it."""
_MAX_LOST = 0.4
"""Above this share of undecodable bytes no encoding of ours is meant."""
_MAX_CONTROLS = 0.02
_MAX_NULS = 0.001
_ESCAPED = regex.compile("[\udc80-\udcff]+")
_SURROGATE = regex.compile("[\ud800-\udfff]")
_CONTROL = regex.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Tabs, line ends and the end mark of DOS are no sign of binary data; NULs are counted apart."""
_CHARSET = regex.compile(rb"""(?i)<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, the encoding that gave them, and what it could not read."""

    text: str
    encoding: str
    losses: tuple[Loss, ...] = ()


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML page declares for itself, in our name for it; None where it does not."""
    match = _CHARSET.search(data, 0, 8192)
    return _ALIASES.get(match[1].decode("ascii").lower()) if match else None


def decode(data: bytes, *, declared: str | None = None, name: str = "input") -> Decoded:
    """Decode `data` under the encoding that fits it best. Raises SourceFormatError for what is no text.

    >>> decode("政府信息公开".encode("gbk")).encoding
    'gb18030'
    """
    encoding = _choose(data, declared)
    decoded = _read(data, encoding)
    _refuse_binary(decoded, len(data), name)
    return decoded


def replace_surrogates(text: str) -> Decoded:
    """Turn each lone surrogate of a string into U+FFFD, one for one, and state the loss."""
    losses = []
    for match in _SURROGATE.finditer(text):
        code = match[0].encode("utf-16-be", "surrogatepass").hex()
        losses.append(Loss(span=Span(*match.span()), bytes=code, reason="lone surrogate"))
    return Decoded(text=_SURROGATE.sub("\ufffd", text) if losses else text, encoding="utf-8", losses=tuple(losses))


def _choose(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" not in data and _is_utf8(data):
        return "utf-8"
    sample = _sample(data)
    scores = {encoding: _score(sample, encoding) for encoding in _CANDIDATES}
    if declared in scores:
        scores[declared] += _DECLARED
    return max((one for one in _CANDIDATES if scores[one] >= _LEAST.get(one, -9.0)), key=scores.__getitem__)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_MARKS_OF_PROSE = "，。、：；！？（）《》“”〔〕【】「」『』—…·○〇①\u3000．％＋－０１２３４５６７８９"
_HIGH = regex.compile(rb"[\x00\x80-\xff]")


def _sample(data: bytes) -> bytes:
    """Return a stretch that starts even and where a character starts: bytes before the first high one are ASCII."""
    first = _HIGH.search(data)
    start = first.start() & ~1 if first else 0
    return data[start : start + _SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """Return how much of `sample` spells common characters under `encoding`: 1 is all of it, below 0 is noise."""
    wide = 3 if encoding == "utf-8" else 2
    narrow = 2 if encoding.startswith("utf-16") else 1
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass" if narrow == 2 else "surrogateescape")
    weights = _weights()
    total = 0.0
    for character, count in Counter(decoder.decode(sample)).items():
        size = narrow if character < "\x80" else wide
        total += count * size * (weights.get(character) or _weight(character))
    return total / max(len(sample), 1)


@functools.cache
def _weights() -> dict[str, float]:
    """Return the worth of a character that is spelt: the common ones by tier, marks and ASCII fully."""
    lines = files("govreport_parser.text").joinpath("data/common_characters.txt").read_text(encoding="utf-8").split()
    table = dict.fromkeys(lines[1], 0.8)
    table |= dict.fromkeys(lines[0], 1.0)
    table |= dict.fromkeys(_MARKS_OF_PROSE, 1.0)
    return table | dict.fromkeys(map(chr, [*range(0x20, 0x7F), 9, 10, 13]), 1.0)


def _weight(character: str) -> float:
    if "\u4e00" <= character <= "\u9fff" or "\u3000" <= character <= "\u33ff" or "\uff00" <= character <= "\uffef":
        return 0.2
    if "\udc80" <= character <= "\udcff" or "\ud800" <= character <= "\udbff":
        return -3.0
    if character < "\x20" or "\x7f" <= character <= "\x9f":
        return -2.0
    return 0.1 if character < "\u2e80" else -0.5


def _read(data: bytes, encoding: str) -> Decoded:
    if encoding.startswith("utf-16"):
        return _read_units(data, encoding)
    return _state_losses(data.decode(encoding, "surrogateescape"), encoding)


def _state_losses(text: str, encoding: str) -> Decoded:
    """Replace each run of escaped bytes by one U+FFFD and state it."""
    pieces, losses, position, length = [], [], 0, 0
    for match in _ESCAPED.finditer(text):
        pieces.append(text[position : match.start()])
        length += match.start() - position
        raw = bytes(ord(character) - 0xDC00 for character in match[0]).hex()
        losses.append(Loss(span=Span(length, length + 1), bytes=raw, reason=f"not {encoding}"))
        pieces.append("\ufffd")
        length += 1
        position = match.end()
    if not losses:
        return Decoded(text=text, encoding=encoding)
    pieces.append(text[position:])
    return Decoded(text="".join(pieces), encoding=encoding, losses=tuple(losses))


def _read_units(data: bytes, encoding: str) -> Decoded:
    """Decode UTF-16; a lone surrogate and a torn last byte are losses."""
    whole = len(data) - len(data) % 2
    decoded = replace_surrogates(data[:whole].decode(encoding, "surrogatepass"))
    little = encoding == "utf-16-le" or (encoding == "utf-16" and data.startswith(codecs.BOM_UTF16_LE))
    reason, text, losses = f"not {encoding}", decoded.text, []
    for loss in decoded.losses:
        raw = loss.bytes[2:] + loss.bytes[:2] if little else loss.bytes
        losses.append(Loss(span=loss.span, bytes=raw, reason=reason))
    if whole < len(data):
        losses.append(Loss(span=Span(len(text), len(text) + 1), bytes=data[whole:].hex(), reason=reason))
        text += "\ufffd"
    return Decoded(text=text, encoding=encoding, losses=tuple(losses))


def _refuse_binary(decoded: Decoded, size: int, name: str) -> None:
    length = max(len(decoded.text), 1)
    lost = sum(len(loss.bytes) // 2 for loss in decoded.losses)
    if decoded.text.count("\0") > _MAX_NULS * length or _controls(decoded.text) > _MAX_CONTROLS * length:
        raise SourceFormatError(f"{name}: binary data, not a document. Give a text, HTML, DOCX or PDF file.")
    if lost > _MAX_LOST * size:
        raise SourceFormatError(
            f"{name}: not text in UTF-8, UTF-16, GB18030 or Big5. Save the document as UTF-8 text, DOCX or PDF."
        )


def _controls(text: str) -> int:
    return sum(1 for _ in _CONTROL.finditer(text))
