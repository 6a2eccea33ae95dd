"""Figures in prose: the totals in reading order under their section, each with its 其中 tree."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.display import grouped
from govreport_parser.report.page.context import PageContext, both_figures
from govreport_parser.report.page.markup import Markup, el, join
from govreport_parser.report.page.record import record_line
from govreport_parser.report.page.words import both
from govreport_parser.sections.tree import Section

__all__ = ["count_trees"]

_DEEPEST = 20


def count_trees(context: PageContext) -> Markup:
    """Return all counts, grouped by the section of level 1 that they stand in."""
    counts = context.report.counts
    known = {count.id for count in counts}
    children: dict[str | None, list[CountMention]] = {}
    for count in counts:
        children.setdefault(count.part_of if count.part_of in known else None, []).append(count)
    trees = _Trees(context, children)
    groups = list(_by_section(context.report.sections, children.get(None, [])))
    shown = [
        el("div", _heading(section), el("ul", *(trees.branch(count, 0) for count in group), cls="tree"))
        for section, group in groups
    ]
    return join(shown)


def _heading(section: Section | None) -> Markup | None:
    if section is None or not section.title:
        return None
    return el("h4", f"{section.marker or ''}{section.title}", cls="under")


def _by_section(
    sections: Iterable[Section], counts: list[CountMention]
) -> Iterator[tuple[Section | None, list[CountMention]]]:
    """Yield runs of counts with the section of level 1 around them; both come in reading order."""
    ordered = iter([*sections])
    current: Section | None = next(ordered, None)
    group: list[CountMention] = []
    shown: Section | None = None
    for count in sorted(counts, key=_start):
        while current is not None and current.span.end <= count.span.start:
            current = next(ordered, None)
        inside = current if current is not None and current.span.start <= count.span.start else None
        if group and inside is not shown:
            yield shown, group
            group = []
        shown = inside
        group.append(count)
    if group:
        yield shown, group


def _start(count: CountMention) -> int:
    return count.span.start


class _Trees:
    def __init__(self, context: PageContext, children: dict[str | None, list[CountMention]]) -> None:
        self._context, self._children = context, children
        self._seen: set[str] = set()

    def branch(self, count: CountMention, depth: int, whole: Decimal | None = None) -> Markup:
        """Return one count with its parts below it; a circle in a foreign report ends where it closes."""
        context = self._context
        self._seen.add(count.id)
        parts = (
            [part for part in self._children.get(count.id, ()) if part.id not in self._seen] if depth < _DEEPEST else []
        )
        label = count.label or context.quote(count.span)
        below = None
        if parts:
            value = count.value if count.value > 0 else None
            below = join(
                [el("ul", *(self.branch(part, depth + 1, value) for part in parts)), _cover(count, parts) or Markup("")]
            )
        said = (el("span", label, cls="what"), el("span", both_figures(count), cls="num"))
        return record_line(context, count.id, count.span, *said, kind="count", behind=_bar(count, whole), below=below)


def _bar(count: CountMention, whole: Decimal | None) -> Markup | None:
    """Return a bar as long as the part's share of the whole."""
    if whole is None or count.measure not in {"quantity", "money"} or not 0 <= count.value <= whole:
        return None
    share = plain(round(count.value / whole * 100, 2))
    return el(
        "svg",
        el("rect", width="100", height="4", cls="all"),
        el("rect", width=share, height="4", cls="part"),
        cls="bar",
        viewBox="0 0 100 4",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _cover(count: CountMention, parts: list[CountMention]) -> Markup | None:
    """Say how far the stated parts make up the whole; only for parts of one unit."""
    same = [part for part in parts if part.unit == count.unit and part.change == "none"]
    if len(same) != len(parts) or len(parts) < 2 or count.value <= 0:
        return None
    total = sum((part.value for part in parts), Decimal(0))
    if total == count.value:
        return el("p", both("parts_equal"), cls="cover same")
    if total > count.value and count.approximation in {"exact", "under", "at_most"}:
        return el("p", both("parts_exceed", sum=grouped(total)), cls="cover over")
    share = f"{float(total / count.value):.0%}"
    return el("p", both("parts_cover", sum=grouped(total), share=share), cls="cover")
