"""Headline figures, and the figures that prose and table both state, side by side."""

from collections.abc import Iterator
from decimal import Decimal

from govreport_parser.mentions import CountMention
from govreport_parser.report.comparison import Stated, agrees, both_values, named, stated_in_both
from govreport_parser.report.display import grouped
from govreport_parser.report.model import Report
from govreport_parser.report.page.context import PageContext, both_figures
from govreport_parser.report.page.markup import Markup, el, join
from govreport_parser.report.page.words import both, pair
from govreport_parser.tables.model import Indicator

__all__ = ["asked_first", "headline", "side_by_side"]

_MOST = 8
_FROM_PROSE = 6
_READ = ("reported", "recovered")
_TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # what editors ask first, and the codes that answer it for the whole year, the most telling first
    ("主动公开信息", "Items disclosed", ("disclosure.items",)),
    ("收到公开申请", "Applications received", ("applications.received",)),
    ("答复或办结", "Replies or results", ("replies", "results.total", "applications.closed")),
    ("予以公开", "Granted", ("replies.granted", "results.granted")),
    ("不予公开", "Refused", ("replies.refused", "replies.rejected")),
    ("行政复议", "Reviews", ("reconsideration.total",)),
    ("行政诉讼", "Lawsuits", ("litigation.total",)),
    ("直接起诉", "Lawsuits without a review", ("litigation.direct.total",)),
    ("复议后起诉", "Lawsuits after a review", ("litigation.after-reconsideration.total",)),
    ("收取费用", "Fees charged", ("fees.on-request",)),
)


def headline(context: PageContext) -> Markup | None:
    """Return the first figures to look at: from the annex, and from the prose where the annex has too few."""
    tiles = list(_from_annex(context))
    if len(tiles) < 4:
        tiles += [_prose_tile(context, count) for count in _totals(context)]
    return el("ul", *tiles[:_MOST], cls="tiles") if tiles else None


def asked_first(report: Report) -> Iterator[tuple[str, str, Indicator]]:
    """Yield what editors ask first, in both languages, with the cell that answers it; nothing where none does."""
    cells = {cell.code: cell for cell in reversed(report.indicators) if cell.applicant in {None, "total"}}
    for zh, en, codes in _TOPICS:
        found = next((cells[code] for code in codes if code in cells and cells[code].value is not None), None)
        if found is not None:
            yield zh, en, found


def _from_annex(context: PageContext) -> Iterator[Markup]:
    for zh, en, cell in asked_first(context.report):
        value = grouped(cell.value or Decimal(0))
        yield _tile(context, cell.id, pair(zh, en), value, cell.unit, both("table"), cell.label)


def _totals(context: PageContext) -> list[CountMention]:
    """Return the counts most worth a glance: totals with parts first, then the largest."""
    counts = context.report.counts
    wholes = {count.part_of for count in counts}
    plain = [
        count for count in counts if count.part_of is None and count.label and count.measure in {"quantity", "money"}
    ]
    ranked = sorted(plain, key=_Worth(wholes))
    return sorted(ranked[:_FROM_PROSE], key=_start)


def _start(count: CountMention) -> int:
    return count.span.start


class _Worth:
    """Order of counts by worth: with parts, then by size."""

    def __init__(self, wholes: "set[str | None]") -> None:
        self._wholes = wholes

    def __call__(self, count: CountMention) -> tuple[bool, Decimal, int]:
        """Return the sort key of a count."""
        return count.id not in self._wholes, -count.value, count.span.start


def _prose_tile(context: PageContext, count: CountMention) -> Markup:
    label = el("span", count.label)
    return _tile(context, count.id, label, None, None, both("prose"), count.label, figure=both_figures(count))


def _tile(
    context: PageContext,
    record: str,
    label: Markup,
    value: str | None,
    unit: str | None,
    where: Markup,
    title: str,
    *,
    figure: Markup | None = None,
) -> Markup:
    shown = figure or join([el("span", value), el("span", f" {unit}", cls="u") if unit else Markup("")])
    link = el(
        "a",
        el("span", label, cls="lab"),
        el("span", shown, context.flag(record), cls="big"),
        el("span", where, Markup(" "), context.place(context.entries[record].span), cls="where"),
        href=f"#t-{record}",
        data_go=record,
        title=title,
    )
    return el("li", link, cls=f"tile {context.flags.get(record, '')}".strip())


def side_by_side(context: PageContext) -> Markup | None:
    """Return the table of figures that prose and table both state."""
    pairs = list(stated_in_both(context.report))
    if not pairs:
        return None
    rows = [_pair(context, pair) for pair in pairs]
    head = el("tr", *(el("th", both(key), scope="col") for key in ("what", "in_prose", "in_table", "verdict")))
    return el("table", el("thead", head), el("tbody", *rows), cls="pairs")


def _pair(context: PageContext, pair: Stated) -> Markup:
    count, cells, thing = pair
    stated, total = both_values(count, cells)
    known = total is not None and all(cell.status in _READ for cell in cells)
    verdict = "open" if total is None or not known else "same" if agrees(count, stated, total) else "differs"
    sign = {"open": "…", "same": "=", "differs": "≠"}[verdict]
    left = el(
        "a",
        both_figures(count),
        el("span", context.place(count.span), cls="where"),
        href=f"#t-{count.id}",
        data_go=count.id,
    )
    links: list[Markup] = []
    for cell in cells:
        value = grouped(cell.value) if cell.value is not None else None
        shown = el("span", f"{value} {cell.unit or ''}".strip()) if value is not None else both(f"st_{cell.status}")
        if links:
            links.append(Markup(" + "))
        links.append(
            el(
                "a",
                shown,
                el("span", context.place(cell.span), cls="where"),
                href=f"#t-{cell.id}",
                data_go=cell.id,
                title=cell.label,
            )
        )
    result = el(
        "span", el("span", sign, aria_hidden="true", cls="sign"), Markup(" "), both(verdict), cls=f"verdict {verdict}"
    )
    label = el("th", thing, el("span", named(cells), cls="said"), scope="row")
    return el("tr", label, el("td", left), el("td", *links), el("td", result), cls=verdict)
