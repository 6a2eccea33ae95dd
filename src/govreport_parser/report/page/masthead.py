"""The head of the page: who reports on what year, in which form and script."""

from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.markup import Markup, el, join
from govreport_parser.report.page.words import both, pair, word

__all__ = ["facts", "masthead", "title_line"]


def title_line(context: PageContext, lang: str) -> str:
    """Return the reporting body and the year in one language."""
    metadata = context.report.metadata
    issuer = metadata.issuer.canonical if metadata.issuer else word("unknown_issuer", lang)
    year = word("year", lang, n=metadata.year) if metadata.year else word("unknown_year", lang)
    return f"{issuer} {year}"


def facts(context: PageContext, lang: str) -> str:
    """Return what is known of the document in one line."""
    report, metadata = context.report, context.report.metadata
    found = [context.source_name]
    if metadata.division:
        found.append(word("division", lang, code=metadata.division.code, name=metadata.division.name))
    if metadata.period:
        found.append(word("period", lang, start=metadata.period.start, end=metadata.period.end))
    if metadata.published:
        found.append(word("published", lang, day=metadata.published))
    if metadata.form:
        found.append(word("national_form", lang, id=metadata.form))
    found.append(word(metadata.script, lang))
    if metadata.vocabulary == "taiwan":
        found.append(word("taiwan", lang))
    found.append(word("size", lang, n=f"{len(report.source.text):,}"))
    return " · ".join(found)


def masthead(context: PageContext) -> Markup:
    """Return the head with body, year, title and facts."""
    metadata = context.report.metadata
    issuer = el("span", metadata.issuer.canonical) if metadata.issuer else both("unknown_issuer")
    year = both("year", n=metadata.year) if metadata.year else both("unknown_year")
    warning = el("p", both("not_a_report"), cls="notreport") if metadata.genre == "other" else None
    return el(
        "header",
        el("h1", el("span", issuer, cls="body"), Markup(" "), el("span", year, cls="year")),
        el("p", metadata.title, cls="title") if metadata.title else None,
        el("p", pair(facts(context, "zh"), facts(context, "en")), cls="facts"),
        warning,
        cls="masthead",
    )


def footer(context: PageContext) -> Markup:
    """Return the foot: what made the page, and from which bytes."""
    source = context.report.source
    return el("footer", el("p", both("made_by")), el("p", join([Markup("SHA-256 "), el("code", source.sha256)])))
