"""Plain text: the file's own characters, without byte order mark, its line ends untouched."""

from govreport_parser.errors import SourceFormatError
from govreport_parser.text.encoding import Decoded
from govreport_parser.text.readers.markdown import text_type
from govreport_parser.text.reading import Reading

__all__ = ["read_plain"]


def read_plain(decoded: Decoded, *, name: str) -> Reading:
    """Take the text as it stands, every pipe dialect included: tables are read where their meaning is known."""
    if not decoded.text.strip():
        raise SourceFormatError(f"{name}: the file is empty. Give a file that holds a report.")
    return Reading(
        media_type=text_type(decoded.text), encoding=decoded.encoding, text=decoded.text, losses=decoded.losses
    )
