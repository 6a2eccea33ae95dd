"""normalize(text): repair, width, blanks, script, vocabulary, in that order; every edit recorded."""

import functools
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Literal

from govreport_parser.spans import Span
from govreport_parser.text.alignment import Alignment, Edit, rewrite

__all__ = ["NormalizedText", "Script", "Vocabulary", "normalize"]

Script = Literal["simplified", "traditional", "mixed"]
Vocabulary = Literal["mainland", "taiwan"]


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
    edits: tuple[Edit, ...] = ()
    """What was changed, in source coordinates, sorted; `replacement` is the new wording."""

    def source_span(self, start: int, end: int) -> Span:
        """Map `text[start:end]` to the source."""
        return self.alignment.to_source(start, end)

    def normal_span(self, start: int, end: int) -> Span:
        """Map `source[start:end]` to this text."""
        return self.alignment.to_target(start, end)


@functools.cache
def _characters() -> dict[int, str]:
    path = Path(str(distribution("opencc-python-reimplemented").locate_file("opencc/dictionary/TSCharacters.txt")))
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        table[ord(key)] = values.split(" ")[0]
    return table


def normalize(text: str) -> NormalizedText:
    """Return `text` in simplified mainland wording, aligned with what was given."""
    # Stub of the full treatment: characters, and the few words that the first extractors need.
    plain = text.translate(_characters())
    edits = []
    for old, new in (("附属档案", "附件"), ("规范性档案", "规范性文件"), ("档案精神", "文件精神"), ("相关档案", "相关文件"), ("民众", "群众"), ("入口网站", "门户网站"), ("触控萤幕", "触摸屏"), ("许可权", "权限"), ("计画", "计划"), ("程式", "程序"), ("网路", "网络"), ("线上访谈", "在线访谈"), ("设定政府", "设置政府"), ("答覆", "答复")):
        start = plain.find(old)
        while start >= 0:
            edits.append(Edit(start, start + len(old), new, "vocabulary"))
            start = plain.find(old, start + len(old))
    edits.sort(key=lambda edit: edit.start)
    target, alignment = rewrite(plain, edits)
    return NormalizedText(source=text, text=target, alignment=alignment, script="traditional" if plain != text else "simplified", vocabulary="taiwan" if edits else "mainland", edits=tuple(edits))
