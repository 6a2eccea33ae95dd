"""For one sentence or paragraph, without a report around it: find_dates, find_counts, find_institutions.

Spans point into the given text.
"""

import dataclasses
import datetime
from typing import Protocol

from govreport_parser.extractors.base import Context, Passage
from govreport_parser.mentions import CountMention, DateMention, DivisionRef, Institution
from govreport_parser.spans import Span
from govreport_parser.text.normalize import normalize

__all__ = ["find_counts", "find_dates", "find_institutions", "spans_by_rule"]


def find_dates(
    text: str, *, reference: datetime.date | None = None, year: int | None = None
) -> tuple[DateMention, ...]:
    """Return the dates of `text`; 今年, 4月9日 are read against `reference` or, as in a report, against `year`.

    >>> find_dates("去年上半年", reference=datetime.date(2019, 9, 2))[0].end
    datetime.date(2018, 6, 30)
    """
    from govreport_parser.extractors.dates import find_dates as extract
    from govreport_parser.extractors.documents import find_documents

    passage = _passage(text, Context(reference=reference, year=year))
    return extract(passage, documents=find_documents(passage))


def find_counts(text: str, *, year: int | None = None) -> tuple[CountMention, ...]:
    """Return the counts of `text` with labels, units and parts.

    >>> count = find_counts("公開信息12200餘條")[0]
    >>> count.value, count.unit, count.approximation
    (Decimal('12200'), '条', 'over')
    """
    from govreport_parser.extractors.counts import find_counts as extract
    from govreport_parser.extractors.dates import find_dates as extract_dates
    from govreport_parser.extractors.documents import find_documents

    passage = _passage(text, Context(year=year))
    documents = find_documents(passage)
    return extract(passage, dates=extract_dates(passage, documents=documents), documents=documents)


def find_institutions(text: str, *, division: str | None = None, year: int | None = None) -> tuple[Institution, ...]:
    """Return the institutions of `text`; 区政府 is resolved where `division`, a six-digit code, says whose it is.

    >>> find_institutions("区政府办公室会同区财政局", division="410103")[0].canonical
    '二七区人民政府办公室'
    """
    from govreport_parser.extractors.documents import find_documents
    from govreport_parser.extractors.institutions import find_institutions as extract

    home = _division(division, year)
    passage = _passage(text, Context(year=year, division=home))
    return extract(passage, documents=find_documents(passage))


class HasRule(Protocol):
    """A record that names its rule and its place."""

    @property
    def rule(self) -> str:
        """The id of the rule that made it."""
        ...

    @property
    def span(self) -> Span:
        """Its place in the source."""
        ...


_TRIAL = Context(
    year=2015,
    issuer="二七区人民政府",
    division=DivisionRef(code="410103", name="二七区", level="county"),
)
"""In what report the rules' own examples are read."""


def spans_by_rule(text: str, *, issuer: str | None = None) -> dict[str, list[Span]]:
    """Run every extractor over one sentence; return where records stand, by the id of the rule that made them.

    The sentence is read as part of a report of 二七区 (or of `issuer` there) on 2015;
    明天 is counted from 3 September 2015.
    """
    from govreport_parser.extractors.absences import find_absences
    from govreport_parser.extractors.counts import find_counts as extract_counts
    from govreport_parser.extractors.dates import find_dates as extract_dates
    from govreport_parser.extractors.documents import find_documents
    from govreport_parser.extractors.events import find_events
    from govreport_parser.extractors.institutions import find_institutions as extract_institutions

    passage = _passage(text, dataclasses.replace(_TRIAL, issuer=issuer or _TRIAL.issuer))
    documents = find_documents(passage)
    dates = extract_dates(passage, documents=documents)
    counts = extract_counts(passage, dates=dates, documents=documents)
    institutions = extract_institutions(passage, documents=documents)
    events = find_events(passage, dates=dates, counts=counts, institutions=institutions, documents=documents)
    chat = extract_dates(_passage(text, Context(reference=datetime.date(2015, 9, 3))), documents=documents)
    found: dict[str, list[Span]] = {}
    absences = find_absences(passage, dates=dates)
    records: tuple[HasRule, ...] = (*documents, *dates, *chat, *counts, *absences, *events)
    for record in records:
        found.setdefault(record.rule, []).append(record.span)
    for institution in institutions:
        found.setdefault(institution.rule, []).extend(mention.span for mention in institution.mentions)
    return found


def _division(code: str | None, year: int | None) -> DivisionRef | None:
    if code is None:
        return None
    from govreport_parser.extractors.home import reference
    from govreport_parser.places import gazetteer

    found = gazetteer().by_code(code, year=year)
    if found is None:
        raise ValueError(f"{code!r} is no division code. Give six digits, such as 410103 for 二七区.")
    return reference(found)


def _passage(text: str, context: Context) -> Passage:
    normal = normalize(text)
    return Passage(normal=normal, prose=normal.text, context=context)
