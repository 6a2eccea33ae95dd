"""What the prose of a report states: dates, counts, absences, institutions, documents, events.

Frozen values. Every `span` is in source coordinates, and `source.text[span.start:span.end] == text` always holds.
`rule` is the id of the rule that made the record; `id` is stable over re-parsing of the same source.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from govreport_parser.spans import Span

__all__ = [
    "Absence",
    "Approximation",
    "Change",
    "CountMention",
    "DateMention",
    "DateStatus",
    "DivisionRef",
    "DocumentMention",
    "Event",
    "EventKind",
    "Granularity",
    "Institution",
    "InstitutionMention",
    "Measure",
    "Period",
]

Granularity = Literal[
    "day",
    "part_of_month",
    "month",
    "quarter",
    "half",
    "part_of_year",
    "year",
    "academic_year",
    "range",
    "decade",
    "now",
]
DateStatus = Literal["read", "damaged"]
Measure = Literal["quantity", "money", "percent", "percentage_points", "duration", "rank"]
Approximation = Literal["exact", "over", "about", "under", "at_least", "at_most", "range"]
Change = Literal["none", "increase", "decrease"]
EventKind = Literal[
    "meeting", "training", "publication", "launch", "inspection", "establishment", "report", "handling", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The first and last day that a figure or a report speaks of, both included."""

    start: datetime.date
    end: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionRef:
    """An administrative division: 410103 二七区 county."""

    code: str
    name: str
    level: Literal["province", "prefecture", "county"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date, period or point in time: 2015年10月13日—10月15日."""

    id: str
    rule: str
    text: str
    span: Span
    start: datetime.date | None
    """First day; None where the text leaves it open."""
    end: datetime.date | None
    """Last day, included; None where the text leaves it open."""
    granularity: Granularity
    approximate: bool = False
    anchored: bool = False
    """The year came from the report (今年, 4月9日), not from the words themselves."""
    recurring: bool = False
    """每年3月31日前: a rule, not a day."""
    status: DateStatus = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """A figure with what it counts: 公开各类政府信息12200余条."""

    id: str
    rule: str
    text: str
    span: Span
    value: Decimal
    value_to: Decimal | None = None
    """The upper end of a range (3至5件); None otherwise."""
    unit: str | None = None
    label: str = ""
    """The noun phrase counted, in simplified mainland wording, with its verb where that tells what was done."""
    measure: Measure = "quantity"
    approximation: Approximation = "exact"
    change: Change = "none"
    part_of: str | None = None
    """The id of the count that this one is a part of."""
    period: Period | None = None
    value_yuan: Decimal | None = None
    """The amount in yuan, where the unit is known to be money in yuan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A statement that something did not happen or was not received: 未收到行政复议."""

    id: str
    rule: str
    text: str
    span: Span
    label: str
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionMention:
    """One place where an institution is named: 区政府."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A public body with all its mentions, resolved inside the document: 区政府 → 二七区人民政府."""

    id: str
    rule: str
    canonical: str
    kind: str
    """government, party, department, office, group, legislature, court, street, town, service, other."""
    division: DivisionRef | None
    mentions: tuple[InstitutionMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMention:
    """A document cited by title, by number or by both: 《…的通知》(郑政办〔2015〕239号)."""

    id: str
    rule: str
    text: str
    span: Span
    title: str | None
    """Without 《》, in simplified mainland wording; None where only the number stands."""
    number: str | None = None
    """With the brackets written 〔〕: 郑政办〔2015〕239号."""
    issuer: str | None = None
    number_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something done, or planned, at a time: 2015年12月21日,指派一名工作人员参加培训."""

    id: str
    rule: str
    date: DateMention
    text: str
    normalized: str
    span: Span
    kind: EventKind
    planned: bool
    actors: tuple[str, ...]
    institutions: tuple[str, ...]
    counts: tuple[str, ...]
    place: str | None
