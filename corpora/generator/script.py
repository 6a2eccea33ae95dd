"""A report in traditional characters, with mainland or Taiwan wording, through OpenCC."""

import re
from functools import cache
from typing import Any

from .model import Draft, Paragraph, Table

__all__ = ["SCRIPTS", "convert"]

SCRIPTS = {"simplified": None, "traditional": "s2t", "taiwan": "s2twp"}
_MARK = re.compile(r"⟦([^|⟧]*)((?:\|[^|⟧]*)*)⟧")
_PLACE = re.compile("\ue000([^\ue001]*)\ue001")


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)


@cache
def _text(name: str, text: str) -> str:
    return str(_converter(name).convert(text))


def convert(draft: Draft) -> None:
    """Rewrite a draft's page in its script; what the gold says of it (names, paths, columns) stays in mainland wording."""
    name = SCRIPTS[draft.vocabulary if draft.vocabulary == "taiwan" else draft.script]
    if name is None:
        return
    for element in draft.page:
        if isinstance(element, Paragraph):
            element.text = _marked(name, element.text)
        else:
            _table(name, element)


def _table(name: str, table: Table) -> None:
    from dataclasses import replace

    table.title = _text(name, table.title)
    for row in table.rows:
        for cell in row:
            cell.text = _text(name, cell.text)
            if cell.fact:
                cell.fact = replace(cell.fact, raw=_text(name, cell.fact.raw), label=_text(name, cell.fact.label))


def _marked(name: str, text: str) -> str:
    """Convert the sentence as one text, so that phrases are seen whole; what the marks say stays as it is."""
    said: list[str] = []

    def open_mark(match: re.Match[str]) -> str:
        said.append(match[2])
        return f"\ue000{match[1]}\ue001"

    converted = _text(name, _MARK.sub(open_mark, text))
    rest = iter(said)
    return _PLACE.sub(lambda match: f"⟦{match[1]}{next(rest)}⟧", converted)
