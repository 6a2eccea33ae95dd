"""Institutions, documents, absences, dates: lists of records, each line leading to its place in the text."""

from collections import Counter

from govreport_parser.mentions import DateMention, Institution
from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.markup import Markup, el
from govreport_parser.report.page.record import cite_button, record_line
from govreport_parser.report.page.words import both, pair

__all__ = ["absences", "dates", "documents", "institutions"]

BODY_KINDS: dict[str, tuple[str, str]] = {
    "government": ("人民政府", "government"),
    "party": ("党的机关", "party body"),
    "department": ("部门", "department"),
    "office": ("办公机构", "office"),
    "group": ("领导小组等", "ad hoc group"),
    "legislature": ("人大、政协", "legislature"),
    "court": ("法院、检察院", "court"),
    "street": ("街道", "sub-district"),
    "town": ("乡镇", "town"),
    "service": ("事业单位", "public service"),
    "other": ("其他", "other"),
}


def institutions(context: PageContext) -> Markup:
    """Return the bodies, most often named first, each with the wordings and places of its mentions."""
    ranked = sorted(context.report.institutions, key=_often)
    return el("ul", *(_institution(context, body) for body in ranked if body.mentions), cls="list bodies")


def _often(body: Institution) -> tuple[int, int]:
    return -len(body.mentions), body.mentions[0].span.start if body.mentions else 0


def _institution(context: PageContext, body: Institution) -> Markup:
    zh, en = BODY_KINDS.get(body.kind, (body.kind, body.kind))
    wordings = Counter(mention.text for mention in body.mentions)
    division = el("span", f"{body.division.name} {body.division.code}", cls="tag") if body.division else None
    places = el(
        "ul",
        *(
            el(
                "li",
                el(
                    "a",
                    mention.text,
                    Markup(" "),
                    el("span", context.place(mention.span), cls="where"),
                    href=f"#t-{body.id}",
                    cls="mention",
                    data_go=body.id,
                    data_at=context.unit_of(mention.span.start),
                ),
            )
            for mention in body.mentions
        ),
        cls="mentions",
    )
    said = "、".join(
        f"{text} ×{number}" if number > 1 else text
        for text, number in wordings.most_common(8)
        if text != body.canonical
    )
    row = el(
        "div",
        el("span", body.canonical, cls="what"),
        el("span", pair(zh, en), cls="tag"),
        division,
        context.flag(body.id),
        cite_button(body.id),
        cls="row",
    )
    fold = el(
        "details",
        el("summary", both("mentions", n=len(body.mentions)), el("span", said, cls="said") if said else None),
        places,
    )
    return el(
        "li", row, fold, cls="rec", tabindex="-1", **context.at(body.id, body.mentions[0].span, kind="institution")
    )


def documents(context: PageContext) -> Markup:
    """Return the documents cited, in reading order."""
    rows = []
    for document in context.report.documents:
        title = f"《{document.title}》" if document.title else document.number or document.text
        number = el("span", document.number, cls="tag") if document.number and document.title else None
        issuer = el("span", document.issuer, cls="tag") if document.issuer else None
        said = (el("span", title, cls="what"), number, issuer)
        rows.append(record_line(context, document.id, document.span, *said, kind="document"))
    return el("ul", *rows, cls="list")


def absences(context: PageContext) -> Markup:
    """Return what the report says did not happen."""
    rows = []
    for absence in context.report.absences:
        said = (el("span", absence.label or absence.text, cls="what"), el("span", absence.text, cls="num"))
        rows.append(record_line(context, absence.id, absence.span, *said, kind="absence"))
    return el("ul", *rows, cls="list")


def dates(context: PageContext) -> Markup:
    """Return every date with its reading."""
    rows = []
    for date in context.report.dates:
        notes = [name for name in ("approximate", "anchored", "recurring") if getattr(date, name)]
        if date.status == "damaged":
            notes.append("damaged")
        said = [el("span", date.text, cls="what"), el("span", _reading(date), cls="num")]
        said += [el("span", both(note), cls="tag") for note in notes]
        rows.append(record_line(context, date.id, date.span, *said, kind="date"))
    return el("ul", *rows, cls="list")


def _reading(date: DateMention) -> str:
    if date.start is None and date.end is None:
        return "?"
    start = date.start.isoformat() if date.start else "…"
    end = date.end.isoformat() if date.end else "…"
    return start if start == end else f"{start} – {end}"
