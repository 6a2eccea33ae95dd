"""A record as a line on the right: what it says, its flag, the link to its place, the button that cites it."""

from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.markup import Markup, el
from govreport_parser.report.page.words import both
from govreport_parser.spans import Span

__all__ = ["cite_button", "record_line"]


def cite_button(record: str) -> Markup:
    """Return the button that copies a record as one citation line."""
    return el("button", both("copy"), type="button", cls="cite", data_cite=record)


def record_line(
    context: PageContext,
    record: str,
    span: Span,
    *said: Markup | None,
    kind: str,
    behind: Markup | None = None,
    below: Markup | None = None,
    mark: str | None = None,
) -> Markup:
    """Return the line of a record: `said`, then what leads to it and cites it; `mark` is a class of it."""
    leads = (context.flag(record), context.go(record, span), cite_button(record))
    row = el("div", *said, *leads, behind, cls="row")
    name = f"rec {mark}" if mark else "rec"
    return el("li", row, below, cls=name, tabindex="-1", **context.at(record, span, kind=kind))
