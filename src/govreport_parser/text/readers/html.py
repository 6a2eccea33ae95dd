"""HTML of government sites → the document's own text: headings and paragraphs as lines, tables as pipe rows.

The element that holds the prose is the document; outside it only what reads as part of a document is kept: the title,
the metadata block, tables with figures, headings, sentences. Nothing is fetched and no entity is expanded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

from govreport_parser.text.encoding import Decoded
from govreport_parser.text.readers.html_page import FieldFinder, Page, load_page
from govreport_parser.text.readers.html_tables import Table, find_tables
from govreport_parser.text.readers.html_tree import BLOCKS, Node, build_tree, meta_fields
from govreport_parser.text.readers.lines import Line, Markers, assemble
from govreport_parser.text.readers.rows import collapse
from govreport_parser.text.reading import Reading

__all__ = ["is_html", "read_html"]

Element = Any
"""The root that lxml made; it has no types of its own."""

_PREAMBLE = r"\s*+(?:(?><!--.{0,4000}?-->|<\?xml[^>]{0,200}>|<!doctype[^>]{0,300}>)\s*+){0,8}+"
"""Atomic: a comment ends at its first end. Trying the later ones took hours over eight hundred bytes of `--><!--`."""
_PAGE = regex.compile(
    rf"\s*<!doctype\s+html|{_PREAMBLE}<(?:html|head|body|table)\b[^<>]{{0,2000}}>", regex.IGNORECASE | regex.DOTALL
)
_FRAGMENT = regex.compile(
    rf"{_PREAMBLE}<(?:meta|title|div|p|center|section|article|h[1-6]|span|font|ul|style|script)\b[^<>]{{0,2000}}>",
    regex.IGNORECASE | regex.DOTALL,
)
_CLOSING = regex.compile(r"</(?:html|body|p|div|td|tr|table|h[1-6]|span|font|li)\s*>", regex.IGNORECASE)
_ROOT = regex.compile(r"<(?:html|body)\b[^<>]{0,2000}>", regex.IGNORECASE)
_ENOUGH = 5
_MAIN = 0.75
"""The document's element holds at least this share of the page's prose."""
_LEAF = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "a", "pre"})


def is_html(text: str) -> bool:
    """Tell by its tags whether a text is HTML: it begins as a page or a fragment does, or is full of closing tags.

    >>> is_html("<p>公开42条</p>"), is_html("《<条例>》公开42条")
    (True, False)
    """
    if _PAGE.match(text) or (_FRAGMENT.match(text) and _CLOSING.search(text)):
        return True
    if _ROOT.search(text, 0, 2000) and _CLOSING.search(text):
        return True
    closings = _CLOSING.finditer(text)
    return sum(1 for _, _ in zip(range(_ENOUGH), closings, strict=False)) == _ENOUGH


@dataclass(frozen=True, slots=True)
class _FlowLine:
    text: str
    node: Node
    row: list[str] | None = None
    linked: float = 0.0
    table: Table | None = None


def read_html(decoded: Decoded, *, name: str) -> Reading:
    """Read a page. A page without text gives an empty text; one nested too deep raises SourceFormatError."""
    markers = Markers(decoded)
    lines: list[Line] = []
    fields: list[tuple[str, str]] = []
    for unseen in (False, True):
        top, root = build_tree(markers.text, name=name, unseen=unseen)
        if top is None:
            break
        lines, fields = _read_tree(top, root)
        if lines:
            break
    return assemble(lines, media_type="text/html", encoding=decoded.encoding, markers=markers, fields=tuple(fields))


def _read_tree(top: Node, root: Element) -> tuple[list[Line], list[tuple[str, str]]]:
    page = load_page()
    meta = meta_fields(root, page.meta)
    titles = frozenset(value for label, value in meta if label.lower() in {"articletitle", "title"})
    everything = [node for node in top.walk() if node is not top]
    for node in everything:
        if page.is_furniture(node, titles):
            node.dropped = True
    lines, finder = _document(top, page, titles)
    if not lines:
        # A page of nothing but links, or one whose names deceive: better all of it than none.
        for node in everything:
            node.dropped = False
        lines, finder = _document(top, page, titles)
    return lines, [*meta, *finder.fields()]


def _document(top: Node, page: Page, titles: frozenset[str]) -> tuple[list[Line], FieldFinder]:
    tables = find_tables(top)
    main = _find_main(top, tables)
    finder = FieldFinder(page)
    lines: list[Line] = []
    paths: dict[Node, str] = {}
    for flow in _flow(top, tables):
        text = flow.text
        if flow.row is not None:
            finder.read_row(flow.row)
        else:
            finder.read_line(text)
            text = page.clean(text)
        inside = main.order <= flow.node.order < main.end
        if text and (inside or _belongs(flow, text, page, titles)):
            lines.append((text, _path(flow.node, paths), None))
    return lines, finder


def _path(node: Node, paths: dict[Node, str]) -> str:
    """Return the path of the block that a line stands in; that of <b> or <span> would say less."""
    while node.tag not in BLOCKS and node.parent is not None:
        node = node.parent
    if node not in paths:
        paths[node] = node.path()
    return paths[node]


def _belongs(flow: _FlowLine, text: str, page: Page, titles: frozenset[str]) -> bool:
    if flow.row is not None and flow.table is not None:
        return flow.table.has_figures or any(page.label.fullmatch(cell) for cell in flow.row)
    if flow.linked > 0.4:
        return False
    parent = flow.node.parent
    is_heading = flow.node.tag in {"h1", "h2"} or (parent is not None and parent.tag in {"h1", "h2"})
    return page.belongs(text, titles=titles, is_heading=is_heading)


def _find_main(top: Node, tables: dict[Node, Table]) -> Node:
    """Go down as long as one child holds nearly all prose of the page."""
    node = top
    while True:
        seen = [child for child in node.children if not child.dropped]
        best = max(seen, key=_prose, default=None)
        if best is None or best.tag in _LEAF or best.measure.prose < max(1, _MAIN * top.measure.prose):
            return node
        if best in tables and tables[best].is_data:
            return node
        node = best


def _prose(node: Node) -> int:
    return node.measure.prose


def _flow(top: Node, tables: dict[Node, Table]) -> Iterator[_FlowLine]:
    """Yield the lines of a page in document order, without recursion."""
    buffer = _Buffer()
    stack: list[Node | _FlowLine | tuple[str, Node] | None] = [top]
    while stack:
        item = stack.pop()
        if item is None:
            yield from buffer.flush()
        elif isinstance(item, _FlowLine):
            yield from buffer.flush()
            yield item
        elif isinstance(item, tuple):
            yield from buffer.add(*item)
        else:
            yield from _enter(item, buffer, stack, tables)
    yield from buffer.flush()


def _enter(node: Node, buffer: "_Buffer", stack: list[Element], tables: dict[Node, Table]) -> Iterator[_FlowLine]:
    parts = node.tag in BLOCKS or node.tag == "br"
    if parts:
        yield from buffer.flush()
    if node.parent is not None and node.tail:
        stack.append((node.tail, node.parent))
    if node.dropped:
        return
    if parts:
        stack.append(None)
    if node in tables and tables[node].is_data:
        stack.extend(reversed(list(_table_items(tables[node]))))
        return
    stack.extend(reversed(node.children))
    yield from buffer.add(node.text, node)


def _table_items(table: Table) -> Iterator[Node | _FlowLine | tuple[str, Node] | None]:
    """Yield a table's caption and strays, then its rows; cells that flow are walked like the page."""
    for child in table.node.children:
        if child.tag not in {"thead", "tbody", "tfoot", "tr", "colgroup", "col"}:
            yield child
    for node, line in table.lines():
        if line:
            yield _FlowLine(line, node, row=line[2:-2].split(" | "), table=table)
        else:
            yield node


class _Buffer:
    """The line that is being read: its pieces, how much of it is link, and the element that it began in."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._linked = self._size = 0
        self._node: Node | None = None

    def add(self, text: str, node: Node) -> Iterator[_FlowLine]:
        """Add text; inside <pre> its line breaks end lines."""
        if node.literal and "\n" in text:
            *whole, text = text.split("\n")
            for part in whole:
                self._put(part, node)
                yield from self.flush()
        self._put(text, node)

    def _put(self, text: str, node: Node) -> None:
        if not text:
            return
        self._pieces.append(text)
        size = len(text.strip())
        self._size += size
        if node.linked:
            self._linked += size
        if size and self._node is None:
            self._node = node

    def flush(self) -> Iterator[_FlowLine]:
        """Yield the line, if it holds anything, and begin the next."""
        text = collapse("".join(self._pieces)) if self._node is not None else ""
        if text and self._node is not None:
            yield _FlowLine(text, self._node, linked=self._linked / max(self._size, 1))
        self._pieces = []
        self._linked = self._size = 0
        self._node = None
