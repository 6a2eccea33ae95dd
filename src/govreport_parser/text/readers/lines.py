"""Lines → Reading: the text with its places, and the losses that the decoder stated carried along.

A reader that drops and moves characters cannot keep offsets. So each loss travels inside the text as a marker made of
noncharacters, which no document may hold; where a marker arrives, the loss is stated there.
"""

from collections.abc import Iterable

import regex

from govreport_parser.spans import Span
from govreport_parser.text.encoding import Decoded
from govreport_parser.text.reading import Fields, Loss, Place, Reading

__all__ = ["Line", "Markers", "assemble"]

Line = tuple[str, str | None, int | None]
"""Text, element path, page."""

_OPEN, _DIGITS, _CLOSE = "\ufdef", 0xFDD0, "\ufdee"
_OWN = regex.compile("[\x00\ufdd0-\ufdef\ufffd]")
_MARKER = regex.compile("\ufdef([\ufdd0-\ufddf]+)\ufdee|[\ufdd0-\ufdef]")


class Markers:
    """The losses of one document on their way through a reader."""

    def __init__(self, decoded: Decoded) -> None:
        self._entries: list[tuple[str, Loss | None]] = []
        self.text = "".join(self._mark(decoded))
        """The decoded text with every loss, and each character that could be taken for one, as a marker."""

    def _mark(self, decoded: Decoded) -> Iterable[str]:
        lost = {loss.span.start: loss for loss in decoded.losses}
        position = 0
        for match in _OWN.finditer(decoded.text):
            yield decoded.text[position : match.start()]
            loss = lost.get(match.start())
            if match[0] == "\0":
                loss = Loss(span=Span(*match.span()), bytes="00", reason="NUL")
            self._entries.append(("\ufffd" if loss else match[0], loss))
            yield _OPEN + "".join(chr(_DIGITS + int(digit, 16)) for digit in f"{len(self._entries) - 1:x}") + _CLOSE
            position = match.end()
        yield decoded.text[position:]

    def restore(self, text: str, start: int, losses: list[Loss]) -> str:
        """Put the characters back for the markers in `text`, which will stand at `start`; add its losses."""
        if not _OWN.search(text):
            return text
        pieces, position, length = [], 0, start
        for match in regex.finditer(rf"{_MARKER.pattern}|\ufffd", text):
            pieces.append(text[position : match.start()])
            length += match.start() - position
            character, loss = self._entry(match[1])
            if loss is not None:
                losses.append(Loss(span=Span(length, length + 1), bytes=loss.bytes, reason=loss.reason))
            pieces.append(character)
            length += 1
            position = match.end()
        pieces.append(text[position:])
        return "".join(pieces)

    def _entry(self, digits: str | None) -> tuple[str, Loss | None]:
        index = int("".join(f"{ord(digit) - _DIGITS:x}" for digit in digits), 16) if digits else -1
        if 0 <= index < len(self._entries):
            return self._entries[index]
        return "\ufffd", Loss(span=Span(0, 0), bytes="", reason="character reference to no character")


def assemble(
    lines: Iterable[Line], *, media_type: str, encoding: str, markers: Markers | None = None, fields: Fields = ()
) -> Reading:
    """Join lines into one text; a place begins where element or page change."""
    pieces: list[str] = []
    places: list[Place] = []
    losses: list[Loss] = []
    length = 0
    for text, element, page in lines:
        line = markers.restore(text, length, losses) if markers else text
        place = Place(start=length, page=page, element=element)
        if not places or (places[-1].page, places[-1].element) != (page, element):
            places.append(place)
        pieces.append(line)
        length += len(line) + 1
    return Reading(
        media_type=media_type,
        encoding=encoding,
        text="".join(f"{piece}\n" for piece in pieces),
        losses=tuple(losses),
        places=tuple(places),
        fields=_clean(fields, markers),
    )


def _clean(fields: Fields, markers: Markers | None) -> Fields:
    if markers is None:
        return fields
    return tuple((markers.restore(label, 0, []), markers.restore(value, 0, [])) for label, value in fields)
