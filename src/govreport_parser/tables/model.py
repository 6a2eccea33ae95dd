"""What the annex of a report says: tables, indicators with an honest status, and rows that fitted no form."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from govreport_parser.spans import Span

__all__ = ["APPLICANTS", "NO_COLUMN", "Applicant", "Indicator", "IndicatorStatus", "Table", "Tables", "UnmatchedRow"]

IndicatorStatus = Literal["reported", "blank", "not_applicable", "none", "unreadable", "recovered", "ambiguous"]
Applicant = Literal[
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organisation",
    "legal_service_institution",
    "other",
    "total",
]


class _Names(NamedTuple):
    zh: str
    en: str
    short: str
    """In English, over a narrow column."""


APPLICANTS: dict[Applicant, _Names] = {
    "natural_person": _Names("自然人", "Natural persons", "Natural persons"),
    "commercial_enterprise": _Names("商业企业", "Commercial enterprises", "Firms"),
    "research_institution": _Names("科研机构", "Research institutions", "Research"),
    "public_welfare_organisation": _Names("社会公益组织", "Public-welfare organisations", "Public welfare"),
    "legal_service_institution": _Names("法律服务机构", "Legal-service institutions", "Legal services"),
    "other": _Names("其他", "Other", "Other"),
    "total": _Names("总计", "Total", "Total"),
}

_NOWHERE = Span(0, 0)
NO_COLUMN = "the form has no column for this value"
"""Why a cell is kept aside whose row was read: it lacks in no sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One cell of an official form: 收到申请数 86 件."""

    id: str
    rule: str
    """`forms.2014` and the like: the form file that matched."""
    code: str
    """Words joined with dots, the same over forms where the meaning is the same."""
    label: str
    """The form's own wording of the row (or column), simplified, without numbering."""
    path: tuple[str, ...]
    """The labels above, outermost first."""
    applicant: Applicant | None = None
    unit: str | None = None
    value: Decimal | None = None
    """None is unknown, never zero."""
    value_yuan: Decimal | None = None
    status: IndicatorStatus = "reported"
    raw: str = ""
    """The cell as it stands in the source at `span`."""
    span: Span = _NOWHERE
    table: str = ""
    """The id of the table."""
    candidates: tuple[Decimal, ...] = ()
    """For `ambiguous`: the values that the form's identities allow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmatchedRow:
    """A row that fitted no form, kept with the reason."""

    text: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the annex, the form that its headers name, and which part of that form it is."""

    id: str
    rule: str
    span: Span
    form: str | None
    part: str | None
    rows: int
    columns: int
    unmatched: tuple[UnmatchedRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All tables of a report; `claimed` are the normalised stretches that turned out to be table text, sorted."""

    tables: tuple[Table, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    claimed: tuple[Span, ...] = ()
