"""read_metadata: put together what title, opening, fields, signature and tables say of the report as a whole."""

from collections import Counter
from collections.abc import Sequence
from typing import cast

from govreport_parser.metadata.genre import is_annual_report
from govreport_parser.metadata.issuer import find_issuer
from govreport_parser.metadata.model import Form, Metadata, MetadataSpans
from govreport_parser.metadata.title import Title, find_title, title_of_year
from govreport_parser.metadata.years import find_period, find_published, find_year, year_of_data
from govreport_parser.places import Spot
from govreport_parser.rules.trace import Trace
from govreport_parser.spans import Span
from govreport_parser.tables.model import Tables
from govreport_parser.text.normalize import NormalizedText

__all__ = ["read_metadata"]


def read_metadata(
    normal: NormalizedText, prose: str, tables: Tables, places: Sequence[Spot], *, trace: Trace | None = None
) -> Metadata:
    """Return the metadata; what the text does not say is None. `places` are the divisions that the prose names."""
    text = normal.text
    title = _title(text, prose)
    form = _form(tables)
    report = is_annual_report(text, title, has_form=form is not None)
    year = find_year(text, prose, title.span if title else None) if report else None
    period, period_span, period_rule = find_period(prose, year) if report else (None, None, None)
    issuer = find_issuer(normal, prose, title, year.year if year else None, places) if report else None
    published = find_published(text)
    if trace is not None:
        places_of = {
            "the title": (title.rule, title.span) if title else None,
            "the year": (year.rule, year.span) if year else None,
            "the period": (period_rule, period_span),
            "the issuer": (issuer.rule, issuer.span) if issuer and not issuer.in_source else None,
            "the day of publication": (published.rule, published.span) if published else None,
        }
        for what, (rule, span) in ((what, found) for what, found in places_of.items() if found):
            if rule is not None and span is not None:
                trace.note(rule, span.start, span.end, "won", what)
    return Metadata(
        genre="annual_report" if report else "other",
        title=title.text if title else None,
        issuer=issuer.issuer if issuer else None,
        division=issuer.issuer.division if issuer else None,
        year=year.year if year else None,
        period=period,
        published=published.day if published else None,
        script=normal.script,
        vocabulary=normal.vocabulary,
        form=form,
        spans=MetadataSpans(
            title=_source(normal, title.span if title else None),
            issuer=issuer.span if issuer and issuer.in_source else _source(normal, issuer.span if issuer else None),
            year=_source(normal, year.span if year else None),
            period=_source(normal, period_span),
            published=_source(normal, published.span if published else None),
        ),
    )


def _title(text: str, prose: str) -> Title | None:
    """Return the title; where the data are of another year than it says, the title of that year, if there is one.

    A page's headline may name the year of posting above a letter that brings the report of the year before.
    """
    title, year = find_title(text), year_of_data(prose)
    if title is None or year is None or str(year) in title.text:
        return title
    return title_of_year(text, year) or title


def _form(tables: Tables) -> Form | None:
    """Return the form that most of the indicators belong to: a report may mix two."""
    form_of = {table.id: table.form for table in tables.tables}
    forms = Counter(form_of.get(indicator.table) for indicator in tables.indicators)
    named = [(count, form) for form, count in forms.items() if form is not None]
    return cast(Form, max(named)[1]) if named else None


def _source(normal: NormalizedText, span: Span | None) -> Span | None:
    return None if span is None else normal.source_span(*span)
