"""A reading's labels → the row of the form that they name, by the path of labels, never by position alone."""

from typing import NamedTuple

import regex

from govreport_parser.tables.folding import fold
from govreport_parser.tables.readings import Reading, ending
from govreport_parser.tables.vocabulary import Node, PartIndex

__all__ = ["Match", "find_row"]

_MOST_PIECES = 4
_BRACKETED = regex.compile(r"(?:其中[:：]?)?\(\d")
_GENERIC = 2
"""A label of so few characters (其他, 总计) is known only by what stands above it."""


class Match(NamedTuple):
    """The row found; or None with the reason."""

    node: Node | None
    reason: str = ""


def find_row(index: PartIndex, reading: Reading, before: Node | None) -> Match:
    """Return the form's row that `reading` names; `before` is the row matched last, which tells what stands above."""
    labels = reading.labels
    if not labels:
        return Match(None, "the row has no label")
    if len(labels) == 1:
        label = fold(labels[0].text)
        nodes = index.by_label.get(label, ())
        if len(nodes) == 1 and len(label) > _GENERIC:
            return Match(nodes[0])
    nodes = ()
    used = 1
    for size in range(1, min(_MOST_PIECES, len(labels)) + 1):
        nodes = index.by_label.get(fold(ending(labels, size)), ())
        if nodes:
            used = size
            break
    if not nodes:
        nodes = index.truncated(fold(labels[-1].text))
    if not nodes:
        return Match(None, "the form has no row of this name")
    prior = [fold(cell.text) for cell in labels[:-used]]
    named = [label for label in prior if label in index.by_label]
    fitting = [node for node in nodes if all(label in node.above for label in named)]
    if not fitting:
        return Match(None, "the labels before it belong to another row of the form")
    if len(fitting) > 1 and _BRACKETED.match(labels[-used].text) and all(node.row is nodes[0].row for node in nodes):
        # Of one row's places, numbers in brackets are the lower one: (3) stands under 3.
        return Match(nodes[0])
    return _by_context(fitting, named, before)


def _by_context(nodes: list[Node], named: list[str], before: Node | None) -> Match:
    """Of several rows with one label, take the one that lies deepest under what was read last."""
    if named and len(nodes) == 1:
        return Match(nodes[0])
    label = fold(nodes[0].row.label)
    if len(nodes) == 1 and (len(label) > _GENERIC or nodes[0].parent is None):
        return Match(nodes[0])
    chain = before.chain if before else ()
    for code in chain:
        for node in nodes:
            if node.parent == code:
                return Match(node)
    if len(nodes) > 1 and all(node.row is nodes[0].row for node in nodes):
        return Match(nodes[0])
    return Match(None, "several rows have this name, and what stands above does not tell which it is")
