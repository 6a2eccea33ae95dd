"""Findings in plain words, each leading to what it compares, in the text and among the records."""

from govreport_parser.report.display import SIGNS
from govreport_parser.report.model import Finding
from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.markup import Markup, el, join
from govreport_parser.report.page.words import both, pair
from govreport_parser.spans import Span

__all__ = ["finding_list"]

_MOST_OPERANDS = 24


def finding_list(context: PageContext) -> Markup:
    """Return the findings, worst first; notes are folded."""
    found = context.findings
    title = el("h2", both("findings"), Markup(" "), _tally(context), id="findings-title")
    if not found:
        return el(
            "section", title, el("p", both("no_findings"), cls="none"), cls="findings", aria_labelledby="findings-title"
        )
    cards = el("ol", *(_card(context, finding) for finding in found), cls="cards")
    return el("section", title, cards, cls="findings", id="findings", aria_labelledby="findings-title")


def _tally(context: PageContext) -> Markup:
    numbers = {severity: sum(found.severity == severity for found in context.findings) for severity in SIGNS}
    parts = [
        el(
            "span",
            el("span", SIGNS[severity], aria_hidden="true"),
            Markup(" "),
            both(severity),
            f" {number}",
            cls=f"tally {severity}",
        )
        for severity, number in numbers.items()
        if number
    ]
    return join(parts)


def _card(context: PageContext, finding: Finding) -> Markup:
    message = finding.message
    return el(
        "li",
        el(
            "p",
            el(
                "span",
                el("span", SIGNS[finding.severity], aria_hidden="true"),
                Markup(" "),
                both(finding.severity),
                cls=f"sev {finding.severity}",
            ),
            el("span", both(f"fault_{finding.fault}"), cls="fault"),
            cls="kicker",
        ),
        _sides(finding),
        el("p", pair(message.zh, message.en), cls="said"),
        # The other language stands below in small type: the page speaks to two kinds of readers.
        el(
            "p",
            el("span", message.en, cls="zh", lang="en"),
            el("span", message.zh, cls="en", lang="zh-Hans"),
            cls="also",
        ),
        _operands(context, finding),
        cls=f"card {finding.severity}",
        id=finding.id,
        tabindex="-1",
        data_k="finding",
    )


def _sides(finding: Finding) -> Markup | None:
    if finding.left is None or finding.right is None:
        return None
    difference = None
    if finding.difference is not None:
        difference = el("span", both("difference", n=finding.difference), cls="diff")
    return el(
        "p",
        el("span", finding.left, cls="side"),
        el("span", "≠", cls="ne", role="img", aria_label="≠ 不等于 differs from"),
        el("span", finding.right, cls="side"),
        difference,
        cls="sides",
    )


def _operands(context: PageContext, finding: Finding) -> Markup | None:
    links = [_operand(context, record, finding) for record in finding.operands if record in context.entries]
    if not links:
        links = [_place(context, finding, span) for span in finding.spans]
    if not links:
        return None
    shown, hidden = links[:_MOST_OPERANDS], links[_MOST_OPERANDS:]
    rest = el("li", both("more", n=len(hidden)), cls="more") if hidden else None
    return el(
        "details",
        el("summary", both("compared"), f" {len(links)}"),
        el("ul", *shown, rest, cls="operands"),
        open=len(links) <= 2,
    )


def _operand(context: PageContext, record: str, finding: Finding) -> Markup:
    entry = context.entries[record]
    where = both("table" if entry.kind in {"cell", "table"} else "prose")
    name = el("span", entry.label or context.quote(entry.span)[:40], cls="what")
    number = el("span", entry.figure, cls="num") if entry.figure and entry.kind in {"count", "cell"} else None
    place = el("span", where, Markup(" "), context.place(entry.span), cls="where")
    return el("li", el("a", name, number, place, href=f"#t-{record}", data_go=record, data_finding=finding.id))


def _place(context: PageContext, finding: Finding, span: Span) -> Markup:
    words = context.quote(span)[:60].strip() or "…"
    return el(
        "li",
        el(
            "a",
            el("span", words, cls="what"),
            el("span", context.place(span), cls="where"),
            href=f"#t-{finding.id}",
            data_go=finding.id,
            data_at=context.unit_of(span.start),
        ),
    )
