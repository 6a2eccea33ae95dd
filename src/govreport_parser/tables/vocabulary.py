"""The labels of all forms, folded, with the tables that they can stand in."""

import functools
from dataclasses import dataclass

from govreport_parser.tables.folding import article_item, fold, is_within
from govreport_parser.tables.form_model import Form, IndicatorSpec, Part, Row, specs_of
from govreport_parser.tables.forms import all_forms, headings

__all__ = ["Node", "PartIndex", "Vocabulary", "vocabulary"]

_SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A row of one form's table, with its place in the tree."""

    row: Row
    parent: str | None
    chain: tuple[str, ...]
    """Codes from the row itself up to its outermost ancestor."""
    above: frozenset[str]
    """Folded labels of the ancestors."""
    specs: tuple[IndicatorSpec, ...]
    """One for each column; one alone in a list."""


@dataclass(frozen=True, slots=True, eq=False)
class PartIndex:
    """A table of a form, ready for look-up."""

    form: Form
    part: Part
    nodes: dict[str, Node]
    by_label: dict[str, tuple[Node, ...]]
    columns: dict[str, int]
    """Folded column label → its index."""
    signs: frozenset[str]

    def truncated(self, label: str) -> tuple[Node, ...]:
        """Return the rows whose label is `label` with some characters lost, at its end or within, if all are one."""
        if len(label) < _SHORTEST_PREFIX:
            return ()
        long = (key for key in self.by_label if len(label) < len(key) and len(label) * 10 >= 6 * len(key))
        found = {key for key in long if is_within(label, key)}
        nodes = {node.row.code: node for key in found for node in self.by_label[key]}
        return tuple(nodes.values()) if len({node.row.label for node in nodes.values()}) == 1 else ()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All forms' tables and the words by which they are known."""

    parts: dict[tuple[str, str], PartIndex]
    families: dict[str, frozenset[str]]
    """Folded row label → the tables it can stand in."""
    headers: frozenset[str]
    """Folded words of header rows: columns, applicants, 统计指标, 单位 …"""
    roles: dict[str, str]
    """统计指标 → label, 单位 → unit, 代码 → code …"""
    items: dict[str, str]
    """Item of Article 20 → the table."""
    groups: frozenset[str]
    """Folded names of the groups of reviews: 行政复议, 未经复议直接起诉, 复议后起诉."""
    listed: frozenset[str]
    """Folded row labels of the list forms, which have a column of units."""

    def knows(self, text: str) -> bool:
        """Tell whether a cell's text is a row's label, a word of header rows, or the title of a block."""
        label = fold(text)
        return label in self.families or label in self.headers or article_item(text) is not None

    def forms_of(self, family: str) -> tuple[PartIndex, ...]:
        """Return that table in every form that has it, oldest first."""
        return tuple(index for (_, part), index in self.parts.items() if part == family)

    def families_of(self, label: str) -> frozenset[str]:
        """Return the tables in which a folded label can be a row; a truncated label counts where it is clear."""
        known = self.families.get(label)
        if known is not None or len(label) < _SHORTEST_PREFIX:
            return known or frozenset()
        return _truncated_in(self, label)


@functools.lru_cache(maxsize=8192)
def _truncated_in(words: Vocabulary, label: str) -> frozenset[str]:
    """Return the tables with a row whose label is `label` with characters lost; unknown labels come again and again."""
    return frozenset(
        part for (_, part), index in words.parts.items() if index.part.kind != "cells" and index.truncated(label)
    )


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the forms that ship with the library."""
    parts: dict[tuple[str, str], PartIndex] = {
        (form.id, part.id): _index(form, part) for form in all_forms() for part in form.part
    }
    families: dict[str, set[str]] = {}
    items = {}
    for (_, family), index in parts.items():
        if index.part.item:
            items[index.part.item] = family
        if index.part.kind != "cells":
            for label in index.by_label:
                families.setdefault(label, set()).add(family)
    words = headings()
    roles = {fold(word): role for role, listed in words.items() for word in listed}
    columns = {label for index in parts.values() for label in index.columns}
    return Vocabulary(
        parts=parts,
        families={label: frozenset(found) for label, found in families.items()},
        headers=frozenset(columns | set(roles)),
        roles=roles,
        items=items,
        groups=frozenset(label for index in parts.values() if index.part.kind == "cells" for label in index.by_label),
        listed=frozenset(label for index in parts.values() if index.part.kind == "list" for label in index.by_label),
    )


def _index(form: Form, part: Part) -> PartIndex:
    rows = {row.code: row for row in part.row}
    nodes: dict[str, Node] = {}
    by_label: dict[str, list[Node]] = {}
    for row in part.row:
        node = _node(form, part, row, rows)
        nodes[row.code] = node
        elsewhere = [_moved(part, node, parent, rows) for parent in row.also_under]
        for label in dict.fromkeys((fold(row.label), *map(fold, row.aliases))):
            by_label.setdefault(label, []).extend([node, *elsewhere])
    columns: dict[str, int] = {}
    for position, column in enumerate(part.column):
        for label in (column.label, *column.aliases):
            columns.setdefault(fold(label), position)
    return PartIndex(
        form=form,
        part=part,
        nodes=nodes,
        by_label={label: tuple(found) for label, found in by_label.items()},
        columns=columns,
        signs=frozenset(map(fold, part.signs)),
    )


def _moved(part: Part, node: Node, parent: str, rows: dict[str, Row]) -> Node:
    """Return the same row under another parent: its codes stay, its paths are those of the other place."""
    usual, row = len(part.ancestors(node.row.code)), rows[parent]
    path = (*part.ancestors(parent), row.label)
    chain = _chain(parent, rows)
    return Node(
        node.row,
        parent,
        (node.row.code, *chain),
        _labels(chain, rows),
        tuple(spec.model_copy(update={"path": (*path, *spec.path[usual:])}) for spec in node.specs),
    )


def _chain(code: str, rows: dict[str, Row]) -> list[str]:
    """Return the codes from the row itself up to its outermost ancestor."""
    chain = [code]
    while (parent := rows[chain[-1]].parent) is not None and parent not in chain:
        chain.append(parent)
    return chain


def _labels(codes: list[str], rows: dict[str, Row]) -> frozenset[str]:
    """Return the folded names of rows."""
    return frozenset(fold(name) for code in codes for name in (rows[code].label, *rows[code].aliases))


def _node(form: Form, part: Part, row: Row, rows: dict[str, Row]) -> Node:
    chain = _chain(row.code, rows)
    return Node(row, row.parent, tuple(chain), _labels(chain[1:], rows), specs_of(form.id, part, row, regional=True))
