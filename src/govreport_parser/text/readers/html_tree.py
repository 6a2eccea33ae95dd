"""An HTML page as a light tree that knows, for every element, how much prose and how many links it holds.

Built in one pass over lxml's tree; what a visitor never sees (scripts, hidden elements, form fields) is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from govreport_parser.errors import SourceFormatError
from govreport_parser.text.readers.rows import cell_text, collapse

__all__ = ["BLOCKS", "Measure", "Node", "build_tree", "meta_fields", "pieces", "subtree_text"]

Element = Any
"""An element of lxml, which has no types of its own."""

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
        "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_NEVER = frozenset(
    {
        "applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "head", "iframe", "img",
        "input", "link", "map", "meta", "nav", "object", "script", "select", "style", "svg", "template",
        "textarea", "title", "video",
    }
)  # fmt: skip
_UNSEEN = frozenset({"noscript"})
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.IGNORECASE)
_STOPS = regex.compile("[。；！？]")
_VISIBLE = regex.compile(r"\S+")
_DIGITS = regex.compile(r"\s*(\d{1,9})")
_TO_THE_END = 65534
_MAX_STEPS = 48


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a stretch of the page holds: characters outside and inside links, full stops, links."""

    prose: int = 0
    linked: int = 0
    stops: int = 0
    links: int = 0

    def plus(self, text: str | None, *, linked: bool) -> "Measure":
        """Return the measure with `text` added."""
        size = sum(map(len, _VISIBLE.findall(text))) if text else 0
        if not size:
            return self
        if linked:
            return Measure(self.prose, self.linked + size, self.stops, self.links)
        return Measure(self.prose + size, self.linked, self.stops + len(_STOPS.findall(text or "")), self.links)

    def minus(self, other: "Measure") -> "Measure":
        """Return what came after `other` was measured."""
        return Measure(
            self.prose - other.prose, self.linked - other.linked, self.stops - other.stops, self.links - other.links
        )


@dataclass(slots=True, eq=False)
class Node:
    """One element: its text, its children, the text after it, and its measure."""

    tag: str
    parent: "Node | None"
    order: int
    """Its place in document order; a descendant's lies in `[order, end)`."""
    ordinal: int = 1
    """Which of its parent's children of this tag it is."""
    text: str = ""
    tail: str = ""
    names: str = ""
    """Its id, class and role, lower case."""
    columns: int = 1
    rows: int = 1
    linked: bool = False
    """Inside a link."""
    in_cell: bool = False
    literal: bool = False
    """Inside <pre>, where line breaks stand."""
    end: int = 0
    measure: Measure = Measure()
    children: "list[Node]" = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    dropped: bool = False

    def path(self) -> str:
        """Return an XPath to the element: from the root, or of its last 48 steps where it lies deeper."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and len(steps) < _MAX_STEPS:
            several = node.parent is not None and node.parent.counts[node.tag] > 1
            steps.append(f"{node.tag}[{node.ordinal}]" if several else node.tag)
            node = node.parent
        return ("/" if node is None else "//") + "/".join(reversed(steps))

    def walk(self) -> "Iterator[Node]":
        """Yield the element and all below it that are not dropped, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            if not node.dropped:
                yield node
                stack.extend(reversed(node.children))


def build_tree(text: str, *, name: str, unseen: bool = False) -> tuple[Node | None, Element]:
    """Parse a page; None where it has no element. With `unseen`, hidden elements count too.

    Raises SourceFormatError where elements are nested deeper than the parser goes: what follows would be lost.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceFormatError(f"{name}: HTML that cannot be read ({error}). Save the page anew.") from error
    if any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log):
        raise SourceFormatError(f"{name}: HTML nested too deep to read. Save the page as text and give that.")
    if root is None:
        return None, None
    return _build(root, unseen), root


def _build(root: Element, unseen: bool) -> Node:
    """Copy lxml's tree without recursion: a page may be nested as deep as it likes."""
    top = _node(root, None, 0)
    total = Measure().plus(top.text, linked=False)
    start = {id(top): Measure()}
    stack = [(top, iter(root))]
    order = 1
    while stack:
        parent, elements = stack[-1]
        element = next(elements, None)
        if element is None:
            stack.pop()
            parent.end, parent.measure = order, total.minus(start.pop(id(parent)))
            total = total.plus(parent.tail, linked=bool(parent.parent and parent.parent.linked))
            continue
        node = _node(element, parent, order)
        parent.children.append(node)
        if _is_seen(element, unseen):
            start[id(node)] = total
            total = total.plus(node.text, linked=node.linked)
            if node.tag == "a":
                total = Measure(total.prose, total.linked, total.stops, total.links + 1)
            order += 1
            stack.append((node, iter(element)))
        else:
            node.dropped, node.end = True, order
            total = total.plus(node.tail, linked=parent.linked)
    return top


def _node(element: Element, parent: Node | None, order: int) -> Node:
    tag = element.tag if isinstance(element.tag, str) else "!"
    get = element.get
    node = Node(tag=tag, parent=parent, order=order, text=element.text or "", tail=element.tail or "")
    node.names = f"{get('id', '')} {get('class', '')}".lower()
    if tag in {"td", "th"}:
        node.columns, node.rows = _span(get("colspan")), _span(get("rowspan"))
    node.linked = (parent is not None and parent.linked) or (tag == "a" and get("href") is not None)
    node.literal = tag == "pre" or (parent is not None and parent.literal)
    node.in_cell = parent is not None and (parent.in_cell or parent.tag in {"td", "th"})
    if parent is not None:
        node.ordinal = parent.counts[tag] = parent.counts.get(tag, 0) + 1
    return node


def _span(value: str | None) -> int:
    """Read a span as browsers do, by its leading digits: `2;` is 2, nonsense is 1, 0 is to the end."""
    digits = _DIGITS.match(value or "")
    return min(int(digits[1]) or _TO_THE_END, _TO_THE_END) if digits else 1


def _is_seen(element: Element, unseen: bool) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NEVER:
        return False
    if unseen:
        return True
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return False
    return not _HIDDEN.search(element.get("style", ""))


def meta_fields(root: Element, names: frozenset[str]) -> list[tuple[str, str]]:
    """Return name and content of the <meta> elements that `names` (lower case) asks for, and the page's title."""
    found = [(one.get("name", ""), collapse(one.get("content", ""))) for one in root.iter("meta")]
    titles = [("title", collapse(one.text or "")) for one in root.iter("title")]
    return [(name, value) for name, value in found if name.lower() in names and value] + [
        title for title in titles[:1] if title[1]
    ]


def subtree_text(node: Node) -> str:
    """Return all text below `node`, blocks parted by blanks."""
    return cell_text(pieces(node))


def pieces(node: Node) -> Iterator[str]:
    """Yield the text below `node` line by line: blocks and <br> part lines, inline elements do not."""
    line: list[str] = []
    stack: list[Node | str | None] = [node]
    # None stands for the end of a block
    first = True
    while stack:
        item = stack.pop()
        if item is None:
            yield "".join(line)
            line = []
            continue
        if isinstance(item, str):
            line.append(item)
            continue
        parts = item.tag in BLOCKS or item.tag == "br"
        if parts and line:
            yield "".join(line)
            line = []
        if not first:
            stack.append(item.tail)
        first = False
        if item.dropped:
            continue
        if parts:
            stack.append(None)
        stack.extend(reversed(item.children))
        line.append(item.text)
    if line:
        yield "".join(line)
