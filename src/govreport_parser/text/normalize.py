r"""normalize(text): repair, width, blanks, script, vocabulary, in that order; every edit recorded.

What comes out: simplified characters, mainland wording, punctuation in the canonical form of text/width.py (prose has
half-width , ; : ? ! ( ) % and keeps 。 、 《》 “” 〔〕), plain spaces, \\n alone as line end. Pipes and lines survive;
only a run of two dozen pipes becomes a line break.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from govreport_parser.spans import Span
from govreport_parser.text import blanks, markup, repair, vocabulary
from govreport_parser.text.alignment import Alignment, Edit, rewrite
from govreport_parser.text.characters import CharacterTable, distinct
from govreport_parser.text.script import Script, converter, patch, script_of, telling_characters
from govreport_parser.text.width import kind_of, width_table

__all__ = ["NormalizedText", "Script", "Vocabulary", "normalize"]

Vocabulary = Literal["mainland", "taiwan"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step's edits on the text as it stood, and the map from the source to that text."""

    alignment: Alignment
    edits: tuple[Edit, ...] = ()
    characters: tuple[str, str] | None = None
    """Before and after, for a step that changed single characters and kept the length."""

    def changes(self) -> Iterator[Edit]:
        """Yield the edits in source coordinates."""
        for edit in self.edits if self.characters is None else _character_edits(*self.characters):
            start, end = self.alignment.to_source(edit.start, edit.end)
            yield Edit(start, end, edit.replacement, edit.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalizedText:
    """A text in simplified mainland wording that knows where each character came from.

    >>> normalize("詳見附屬檔案").text
    '详见附件'
    """

    source: str
    """The text as it was given."""
    text: str
    """The text in simplified mainland wording; extractors work in its coordinates."""
    alignment: Alignment
    script: Script
    vocabulary: Vocabulary
    steps: tuple[Step, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was changed, in source coordinates, sorted, disjoint; worked out when asked for.

        `replacement` is the new wording; applied to the source the edits give the text. Where two steps changed one
        place, the edit bears the kind of the later. A mask is listed although it stays as it is.

        >>> [(edit.start, edit.end, edit.replacement, edit.kind) for edit in normalize("發(fā)布附屬檔案").edits]
        [(0, 1, '发', 'script'), (1, 5, '', 'pinyin'), (6, 10, '附件', 'vocabulary')]
        """
        changes = [(edit, order) for order, step in enumerate(self.steps) for edit in step.changes()]
        return tuple(_joined(self._merged(sorted(changes, key=_place))))

    def source_span(self, start: int, end: int) -> Span:
        """Map `text[start:end]` to the source."""
        return self.alignment.to_source(start, end)

    def normal_span(self, start: int, end: int) -> Span:
        """Map `source[start:end]` to this text."""
        return self.alignment.to_target(start, end)

    def _merged(self, changes: Iterable[tuple[Edit, int]]) -> Iterator[Edit]:
        """Join the edits of one place into one that tells what stands there now."""
        start = end = latest = -1
        kind = ""
        for edit, order in changes:
            if edit.start < end or (edit.start, edit.end) == (start, end):
                end = max(end, edit.end)
                kind, latest = (edit.kind, order) if order >= latest else (kind, latest)
                continue
            if kind:
                yield self._edit(start, end, kind)
            start, end, kind, latest = edit.start, edit.end, edit.kind, order
        if kind:
            yield self._edit(start, end, kind)

    def _edit(self, start: int, end: int, kind: str) -> Edit:
        first, last = self.normal_span(start, end)
        return Edit(start, end, self.text[first:last], kind)


def _place(change: tuple[Edit, int]) -> int:
    return change[0].start


def _character_edits(before: str, after: str) -> Iterator[Edit]:
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            yield Edit(index, index + 1, new, kind_of(old, new))


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Join neighbours that changed single characters for the same reason."""
    last: Edit | None = None
    for edit in edits:
        one = len(edit.replacement) == edit.end - edit.start
        if last and one and last.end == edit.start and last.kind == edit.kind:
            last = Edit(last.start, edit.end, last.replacement + edit.replacement, edit.kind)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


class _Draft:
    """The text while it is being rewritten, with its way back to the source."""

    __slots__ = ("alignment", "steps", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.alignment = Alignment()
        self.steps: list[Step] = []

    def apply(self, find: Callable[[str], Iterable[Edit]]) -> None:
        """Let one step rewrite the text."""
        if edits := tuple(find(self.text)):
            self.text, alignment = rewrite(self.text, edits)
            self.steps.append(Step(self.alignment, edits))
            self.alignment = self.alignment.then(alignment)

    def replace(self, text: str) -> None:
        """Put in a text of the same length."""
        if text != self.text:
            self.steps.append(Step(self.alignment, characters=(self.text, text)))
            self.text = text


def normalize(text: str) -> NormalizedText:
    """Return `text` in simplified mainland wording, aligned with what was given. Total: any string will do.

    >>> normalize("二七區政府２０１５年公開檔案，詳見附屬檔案").text
    '二七区政府2015年公开文件,详见附件'
    """
    draft = _Draft(text)
    present = distinct(text)
    _repair(draft, present)
    script = script_of(present)
    draft.replace(_characters(draft.text, script))
    _tidy(draft, frozenset(_normal_characters(present)))
    before = len(draft.steps)
    if any(edit.kind == "injected" for step in draft.steps for edit in step.edits):
        present = distinct(draft.text)  # an advertisement does not tell what script the report is in
    if script != "simplified" or present.isdisjoint(telling_characters()[1]):
        draft.apply(vocabulary.edits)
    return NormalizedText(
        source=text,
        text=draft.text,
        alignment=draft.alignment,
        script=script,
        vocabulary="taiwan" if len(draft.steps) > before else "mainland",
        steps=tuple(draft.steps),
    )


_MARKDOWN = ("# ", "#\u3000", "**", "__", "](", "\\", "\n- ", "\n* ", "\n> ")
"""Signs of Markdown, or none of its marks is there."""


def _repair(draft: _Draft, present: frozenset[str]) -> None:
    """Undo what scraping did before characters are looked at; `present` holds the text's distinct characters."""
    if repair.has_surrogates(present):
        draft.replace(repair.without_surrogates(draft.text))
    if "\r" in present:
        draft.apply(repair.line_ends)
    if "&" in present:
        draft.apply(repair.entities)
    if "</" in draft.text or "/>" in draft.text or "<br" in draft.text:
        draft.apply(markup.tags)
    signs = filter(present.issuperset, _MARKDOWN)
    if draft.text.startswith(("- ", "* ", "> ")) or any(sign in draft.text for sign in signs):
        draft.apply(markup.marks)
    if repair.has_invisible(present):
        draft.apply(repair.invisible)
    if "(" in present or "（" in present:
        draft.apply(repair.pinyin)


def _tidy(draft: _Draft, present: frozenset[str]) -> None:
    """Undo what layout did to words; the text has its normal characters by now."""
    if "||" in draft.text or "| |" in draft.text:
        draft.apply(repair.pipe_runs)
    if "***" in draft.text:
        draft.apply(repair.masks)
    if markup.may_be_garbled(present):
        draft.apply(markup.garbled)
    draft.apply(repair.wrong_words)
    if words := markup.has_debris(present):
        draft.apply(functools.partial(markup.debris, words=words))
    if " " in draft.text:
        draft.apply(blanks.spaced_labels)
        draft.apply(blanks.spaced_digits)


@functools.cache
def _tables() -> tuple[CharacterTable, CharacterTable]:
    """Return the table for simplified text, which mends stray traditional characters, and that for traditional text."""
    width, script = width_table(), converter("tw2s").characters
    stray = {code: script[code] for code in map(ord, telling_characters()[0])}
    return _table(stray, width), _table(script, width)


def _table(script: dict[int, int], width: dict[int, int]) -> CharacterTable:
    return CharacterTable(script | {code: script.get(plain, plain) for code, plain in width.items()})


def _characters(text: str, script: Script) -> str:
    """Return `text` with each character in its normal form, as long as it was."""
    stray, traditional = _tables()
    if script == "simplified":
        return stray.translate(text)
    if script == "traditional":
        return patch(traditional.translate(text), converter("tw2s").matches(text))
    return "".join(_characters(line, _line_script(line)) for line in text.splitlines(keepends=True))


def _normal_characters(present: frozenset[str]) -> str:
    """Return the distinct characters of a text after conversion, without reading the text again."""
    return _tables()[1].translate("".join(present))


def _line_script(line: str) -> Script:
    return "traditional" if script_of(frozenset(line)) == "traditional" else "simplified"
