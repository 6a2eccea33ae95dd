"""The annotation of a rendered report: where each cell and figure stands, and what a careful reader makes of it."""

import re
from collections.abc import Iterator
from typing import Any

from .layouts import Token
from .model import Cell, Draft, Fact, Paragraph, Table
from .prose import marks

__all__ = ["annotate"]

_BETWEEN = re.compile(r'[\s|,"\u2500-\u257f]*')
_WITHIN = re.compile(r"[\s|]*")
_UNITS = re.compile(r"(?:[万萬]?元|人次|[件条條篇次人个個])$")
_STATUS = {"": "blank", "-": "blank", "——": "not_applicable", "/": "not_applicable", "无": "none", "無": "none"}


class _Places:
    """Where each token stands in the text, found in one walk: between two tokens there is nothing but blanks and what parts cells."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.spans: dict[int, tuple[int, int]] = {}
        self.chars: dict[int, list[int]] = {}
        self.order: list[tuple[int, int]] = []
        at = 0
        for token, owner in tokens:
            at = self._skip(_BETWEEN, at)
            places = list(self._walk(token, at))
            if places:
                at = places[-1] + 1
                self.order.append((places[0], at))
            if owner is not None and places:
                self.spans[id(owner)] = (places[0], at)
                if isinstance(owner, Paragraph):
                    self.chars[id(owner)] = places
        rest = text[self._skip(_BETWEEN, at) :]
        if rest:
            raise ValueError(f"text beyond the last token: {rest[:40]!r}")

    def _skip(self, parts: "re.Pattern[str]", at: int) -> int:
        match = parts.match(self.text, at)
        return match.end() if match else at

    def _walk(self, token: str, at: int) -> Iterator[int]:
        if self.text.startswith(token, at):
            yield from range(at, at + len(token))
            return
        for char in token:
            if char.isspace():
                continue
            if self.text[at : at + 1] != char:
                at = self._skip(_WITHIN, at)
            if self.text[at : at + 1] != char:
                raise ValueError(f"{token!r} is not at {at}: {self.text[at : at + 40]!r}")
            yield at
            at += 1


def annotate(draft: Draft, text: str, tokens: list[Token], *, lossy: bool, prose: bool, layout: str) -> dict[str, Any]:
    """Return the gold of one report; `lossy`: the layout shows nothing for a blank cell; `prose`: figures in prose stand unbroken."""
    places = _Places(text, tokens)
    gold: dict[str, Any] = {
        "file": f"reports/{draft.name}.txt", "layout": layout, "issuer": draft.issuer, "division": draft.division, "year": draft.year,
        "script": draft.script, "vocabulary": draft.vocabulary, "form": draft.form,
    }  # fmt: skip
    starts = sorted(start for start, _ in places.order)
    gold["annex"] = [
        entry
        for table in draft.page
        if isinstance(table, Table)
        for row in table.rows
        for entry in _row(row, places, starts, lossy=lossy)
    ]
    gold["extra"] = [entry for entry in gold["annex"] if entry.pop("extra", False)]
    gold["annex"] = [entry for entry in gold["annex"] if entry not in gold["extra"]]
    if prose:
        gold["counts"], gold["dates"] = _figures(draft, places)
    gold["findings"] = draft.findings
    return gold


def _row(row: list[Cell], places: _Places, starts: list[int], *, lossy: bool) -> Iterator[dict[str, Any]]:
    facts = [cell for cell in row if cell.fact]
    if not facts:
        return
    shown = [places.spans[id(cell)] for cell in row if id(cell) in places.spans]
    start, last = shown[0][0], shown[-1][1]
    if not row[0].text:  # the row begins with a blank, somewhere behind the token before
        start = max((end for _, end in places.order if end <= start), default=start)
    label = [places.spans[id(cell)] for cell in row if not cell.fact and id(cell) in places.spans]
    line = places.text.rfind("\n", 0, (label or shown)[-1][0]) + 1
    area = [start, next((s for s in starts if s >= last), len(places.text))]
    lost = lossy and any(not cell.text for cell in facts)
    opened = lost and len(facts) > 1
    for cell in facts:
        assert cell.fact is not None
        entry = _entry(cell.fact, line, area)
        if id(cell) in places.spans:
            entry["span"] = list(places.spans[id(cell)])
            if opened:
                entry["open"] = True
        elif lossy and not entry.get("heading"):
            entry["lost"] = True
        yield entry


def _entry(fact: Fact, line: int, area: list[int]) -> dict[str, Any]:
    status = _STATUS.get(fact.raw, "reported")
    entry: dict[str, Any] = {
        "label": fact.label, "unit": fact.unit, "raw": fact.raw, "value": _value(fact.raw) if status == "reported" else None,
        "line_start": line, "name": fact.name, "under": fact.under, "status": status, "row": area,
    }  # fmt: skip
    if fact.unit is None and not fact.extra:
        entry["heading"] = True
    for key in ("applicant", "column"):
        if getattr(fact, key):
            entry[key] = getattr(fact, key)
    if fact.extra:
        entry["extra"] = True
    return entry


def _value(raw: str) -> str:
    """增52 → 52; 251000元 → 251000; 1,234件 → 1234."""
    return _UNITS.sub("", raw).removeprefix("增").removeprefix("+").replace(",", "")


def _figures(draft: Draft, places: _Places) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    counts, dates = [], []
    for paragraph in draft.page:
        if not isinstance(paragraph, Paragraph):
            continue
        chars, named = places.chars[id(paragraph)], {}
        for start, end, said in marks(paragraph.text):
            span = [chars[start], chars[end - 1] + 1]
            text = places.text[span[0] : span[1]]
            if said[0].startswith("@"):
                dates.append(
                    {
                        "text": text,
                        "span": span,
                        "start": said[1],
                        "end": said[2],
                        "granularity": said[0][1:],
                        "approximate": False,
                        "recurring": False,
                    }
                )
                continue
            number = re.match(r"[\d.]+", text)
            assert number is not None
            counts.append({
                "text": text, "span": span, "value": number[0], "unit": draft_unit(text[number.end() :]), "label": said[0],
                "measure": "quantity", "approximation": "exact",
            })  # fmt: skip
            if len(said) > 1 and said[1]:
                named[said[1]] = span
            if len(said) > 2 and said[2]:
                counts[-1]["part_of"] = [named[said[2]]]
    return counts, dates


def draft_unit(text: str) -> str:
    """Return the unit in simplified characters: 個 → 个."""
    return text.translate(str.maketrans("個條萬", "个条万"))
