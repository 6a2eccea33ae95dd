"""Markdown is told from plain text by its marks and kept as it stands, so that every span points into the file itself.

Its marks (`##`, `|---|`, `**`) are for the steps that read lines to pass over; here nothing is rewritten.
"""

import regex

__all__ = ["text_type"]

_MARKS = regex.compile(
    r"""^\ {0,3}\#{1,6}\ \S | ^\ *\|?(?:\ *(?&rule)\ *\|)+(?:\ *(?&rule))?\ *\r?$
    (?(DEFINE)(?P<rule>-{3,}:?|:-+:?|-+:))""",
    regex.MULTILINE | regex.VERBOSE,
)


def text_type(text: str) -> str:
    """Return the media type of characters that are no HTML.

    >>> text_type("## 一、总体情况")
    'text/markdown'
    >>> text_type("规章 | 0 | 524 |")
    'text/plain'
    """
    return "text/markdown" if _MARKS.search(text) else "text/plain"
