"""Markdown is told from plain text by its marks and kept as it stands, so that every span points into the file itself.

Its marks (`##`, `|---|`, `**`) are for the steps that read lines to pass over; here nothing is rewritten.
"""

import regex

__all__ = ["text_type"]

_HEADING = regex.compile(r"^ {0,3}#{1,6} \S", regex.MULTILINE)
_RULE_LINE = regex.compile(r"^[ |:-]{4,1000}+\r?$", regex.MULTILINE)
_RULE = regex.compile(r" *(?:-{3,}:?|:-+:?|-+:) *")


def text_type(text: str) -> str:
    """Return the media type of characters that are no HTML.

    >>> text_type("## 一、总体情况")
    'text/markdown'
    >>> text_type("规章 | 0 | 524 |")
    'text/plain'
    """
    headed = "#" in text and _HEADING.search(text) is not None
    ruled = "|" in text and "-" in text and any(map(_is_rule, _RULE_LINE.findall(text)))
    return "text/markdown" if headed or ruled else "text/plain"


def _is_rule(line: str) -> bool:
    """Tell whether a line is the row of dashes below a header: |---|:--:|."""
    cells = line.strip(" \r").removeprefix("|").removesuffix("|").split("|")
    return "|" in line and all(map(_RULE.fullmatch, cells))
