"""What a page carries besides its document, told by data/page.toml: furniture, metadata labels, the title line."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

import regex

from govreport_parser.text.readers.html_tree import Node, subtree_text
from govreport_parser.text.readers.rows import collapse

__all__ = ["FieldFinder", "Page", "load_page"]

_BLANK = r"[ \t\u3000\xa0]*"
_TITLE = regex.compile(r"[^。；！？|]{4,70}(?:报告|報告|年报|年報)(?:[（(][^）)]{1,12}[）)])?")
_MARKER = regex.compile(r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|附[件表录錄])")
_SENTENCE = regex.compile(r"[。；！？]")
_ATTACHMENT = regex.compile(r"附件|附表|下载|下載")
_WORD = regex.compile(r"[a-z]+")
_FOOTER = regex.compile(r"版权|版權|ICP|标识码|標識碼|技术支持|主办单位|主辦單位|电话|電話|邮编|郵編")
_DROPPABLE = frozenset(
    {"aside", "center", "div", "dl", "footer", "form", "header", "menu", "nav", "ol", "section", "table", "ul"}
)
_MAX_HINTED = 200
_LONG_LIST = 2000
_MAX_DENSE = 100
_LINKS = 0.75
_MANY = 4
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Page:
    """The compiled words of page.toml."""

    label: regex.Pattern[str]
    lines: regex.Pattern[str]
    pieces: regex.Pattern[str]
    hints: frozenset[str]
    meta: frozenset[str]

    def is_furniture(self, node: Node, titles: frozenset[str]) -> bool:
        """Tell whether an element holds navigation, sharing or counters; its text must agree with its name.

        Never a cell or a row: without it the values of a table would move.
        """
        if node.tag not in _DROPPABLE:
            return False
        measure = node.measure
        if _is_dense(node):
            return measure.linked > _LONG_LIST or not _ATTACHMENT.search(subtree_text(node))
        named = node.tag in {"nav", "aside", "footer", "header"} or not self.hints.isdisjoint(_WORD.findall(node.names))
        if not named or measure.prose > _MAX_HINTED or measure.stops > 1 or measure.linked > _LONG_LIST:
            return False
        if node.in_cell and measure.links < 2:
            return False
        text = subtree_text(node)
        kept = _TITLE.search(text) or self.label.search(text) or _ATTACHMENT.search(text) or _MARKER.match(text)
        return not kept and not any(title in text or text in title for title in titles if text)

    def clean(self, line: str) -> str:
        """Return a line of the page without counters, font sizes, sharing; empty where nothing else is there."""
        if _SENTENCE.search(line) or len(line) > 300:
            return line
        if self.lines.fullmatch(line):
            return ""
        return collapse(self.pieces.sub(" ", line)) if self.pieces.search(line) else line

    def belongs(self, line: str, *, titles: frozenset[str], is_heading: bool) -> bool:
        """Tell whether a line outside the main element is part of the document."""
        if _FOOTER.search(line):
            return False
        if line in titles or _TITLE.fullmatch(line) or (is_heading and len(line) >= _SHORT // 4):
            return True
        if self.label.match(line) or _MARKER.match(line):
            return True
        return len(line) >= _SHORT and _SENTENCE.search(line) is not None


def _is_dense(node: Node) -> bool:
    measure = node.measure
    return (
        measure.links >= _MANY
        and measure.prose < _MAX_DENSE
        and measure.linked > _LINKS * (measure.prose + measure.linked)
    )


class FieldFinder:
    """Collects the metadata block, as rows, as `label：value` lines, or as a label and its value on two lines."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: dict[str, str] = {}
        self._waiting: str | None = None

    def read_row(self, cells: list[str]) -> None:
        """Take labels and the cells after them."""
        self._waiting = None
        for cell, value in zip(cells, [*cells[1:], ""], strict=True):
            match = self._page.label.fullmatch(cell)
            if match and value and not self._page.label.match(value):
                self._add(match["label"], value)
            elif not match:
                self.read_line(cell)
        self._waiting = None

    def read_line(self, line: str) -> None:
        """Take `label：value` pairs; a label alone waits for the next line."""
        waiting, self._waiting = self._waiting, None
        if len(line) > 300 or _SENTENCE.search(line):
            return
        matches = [match for match in self._page.label.finditer(line) if match["colon"]]
        if not matches:
            alone = self._page.label.fullmatch(line)
            if alone:
                self._waiting = alone["label"]
            elif waiting:
                self._add(waiting, line)
            return
        ends = [*(match.start() for match in matches[1:]), len(line)]
        for match, end in zip(matches, ends, strict=True):
            value = collapse(self._page.pieces.sub(" ", line[match.end() : end])).strip("[]【】|｜ ")
            if value:
                self._add(match["label"], value)
            elif end == len(line):
                self._waiting = match["label"]

    def _add(self, label: str, value: str) -> None:
        self._found.setdefault(regex.sub(r"\s", "", label), value)

    def fields(self) -> list[tuple[str, str]]:
        """Return what was found, in the order of the page."""
        return list(self._found.items())


@functools.cache
def load_page() -> Page:
    """Load and compile data/page.toml."""
    data = tomllib.loads(files("govreport_parser.text").joinpath("data/page.toml").read_text(encoding="utf-8"))
    labels = sorted(set(data["labels"]), key=len, reverse=True)
    spelt = "|".join(_BLANK.join(map(regex.escape, label)) for label in labels)
    return Page(
        label=regex.compile(
            rf"(?<![^\s\[【|｜\]】；;，,])[\[【]?(?P<label>{spelt})[\]】]?{_BLANK}(?:(?P<colon>[:：])|(?=\Z))"
        ),
        lines=regex.compile("|".join(f"(?:{line})" for line in data["lines"]), regex.IGNORECASE),
        pieces=regex.compile("|".join(f"(?:{piece})" for piece in data["pieces"])),
        hints=frozenset(data["hints"]),
        meta=frozenset(name.lower() for name in data["meta"]),
    )
