"""The shape of a form file: rows, columns, relations and limits, checked as they are loaded, and its indicators."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from govreport_parser.tables.model import Applicant

__all__ = [
    "Column",
    "Form",
    "FormId",
    "IndicatorSpec",
    "Limit",
    "NotComparable",
    "Part",
    "Relation",
    "Row",
    "ValueKind",
    "specs_of",
]

Code = Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:[._-][a-z0-9]*[a-z][a-z0-9]*)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
FormId = Literal["2008", "2014", "2019", "2021"]
ValueKind = Literal["count", "money", "change", "heading"]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Data):
    """One row of a form: 收到申请数. A `heading` row has no value; `parent` is the code of the row above it.

    `also_under`: where offices put it too; the rows read before tell which holds.
    """

    code: Code
    label: Text
    aliases: tuple[Text, ...] = ()
    parent: Code | None = None
    also_under: tuple[Code, ...] = ()
    unit: str | None = None
    kind: ValueKind = "count"
    definition: Text
    gloss: Text


class Column(_Data):
    """One column: 本年制发件数, or an applicant; in a list form a column of values with the suffix of its codes."""

    code: str
    label: Text
    aliases: tuple[Text, ...] = ()
    applicant: Applicant | None = None
    unit: str | None = None
    kind: ValueKind = "count"
    rows: tuple[Code, ...] = ()
    """Only under these rows; empty: under all."""
    regional: bool = False
    """Only some provinces print it: read where it stands, but no part of the national form."""
    definition: Text
    gloss: Text


class Relation(_Data):
    """What must hold between the values of a form.

    `sum`: whole = Σ parts, or Σ `or_parts` where offices count otherwise. `at_most`: each part ≤ Σ whole.
    `balance`: Σ whole = Σ parts. `across`: in each row the
    total column is the sum of the others.
    """

    id: Text
    kind: Literal["sum", "at_most", "balance", "across"]
    whole: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    or_parts: tuple[str, ...] = ()
    official: bool = False
    severity: Literal["error", "warning", "info"] | None = None
    shortfall: Literal["error", "warning", "info"] | None = None
    """The severity where the parts sum to less than the whole, if that is to be told apart."""
    zh: Text
    en: Text


class IndicatorSpec(_Data):
    """One indicator of a form, complete: for documentation and for matching."""

    form: FormId
    part: str
    code: Code
    label: str
    aliases: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    applicant: Applicant | None = None
    unit: str | None = None
    kind: ValueKind = "count"
    definition: str
    gloss: str


class Part(_Data):
    """A table of a form. `list`: one value a row; `block`, `matrix`: rows by columns; `cells`: one row of values."""

    id: Text
    kind: Literal["list", "block", "matrix", "cells"]
    title: Text
    item: str | None = None
    """The item of Article 20 in the block's title."""
    signs: tuple[Text, ...] = ()
    """Labels that tell this form's table from the same table of other forms."""
    row: tuple[Row, ...]
    column: tuple[Column, ...] = ()
    relation: tuple[Relation, ...] = ()

    @model_validator(mode="after")
    def _parents_exist(self) -> "Part":
        codes = [row.code for row in self.row]
        if len(set(codes)) != len(codes):
            raise ValueError(f"part {self.id}: a code stands twice")
        above = {row.parent for row in self.row if row.parent} | {code for row in self.row for code in row.also_under}
        missing = sorted(above - set(codes))
        if missing:
            raise ValueError(f"part {self.id}: no row has the code {missing[0]}")
        return self

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the labels above the row of that code, outermost first."""
        rows = {row.code: row for row in self.row}
        above: list[str] = []
        parent = rows[code].parent
        while parent is not None and len(above) < len(rows):
            above.append(rows[parent].label)
            parent = rows[parent].parent
        return tuple(reversed(above))

    def columns_of(self, row: Row) -> tuple[Column, ...]:
        """Return the columns that the form has for `row`."""
        return tuple(column for column in self.column if not column.rows or row.code in column.rows)


class Form(_Data):
    """One official form with all its tables."""

    id: FormId
    name: Text
    notice: Text
    years: Text
    part: tuple[Part, ...]

    @property
    def indicators(self) -> tuple[IndicatorSpec, ...]:
        """Every indicator of the national form, in its order."""
        return tuple(
            spec for part in self.part for row in part.row for spec in specs_of(self.id, part, row, regional=False)
        )


class NotComparable(_Data):
    """Two codes that look alike over the forms and must not be put in one series, and why."""

    left: Code
    right: Code
    forms: tuple[FormId, ...]
    zh: Text
    en: Text


class Limit(_Data):
    """The greatest values that indicators can have in one report; amounts in yuan."""

    zh: Text
    en: Text
    codes: tuple[Text, ...]
    """Codes, or the beginnings of codes before `*`."""
    any: Decimal
    county: Decimal
    """For a report of a county-level division or below."""

    def covers(self, code: str) -> bool:
        """Tell whether the limit is for that code."""
        return any(code.startswith(known[:-1]) if known.endswith("*") else code == known for known in self.codes)


def specs_of(form: FormId, part: Part, row: Row, *, regional: bool) -> tuple[IndicatorSpec, ...]:
    """Return the indicators of a row, one a column; in a list, that of the row itself comes first.

    `regional`: with those of the columns that only some provinces print.
    """
    if row.kind == "heading":
        return ()
    columns = [column for column in part.columns_of(row) if regional or not column.regional]
    if part.kind == "list":
        further = (_row_spec(form, part, row, column) for column in columns if column.code)
        return (_row_spec(form, part, row, None), *further)
    make = _row_spec if part.kind == "matrix" else _cell_spec
    return tuple(make(form, part, row, column) for column in columns)


def _row_spec(form: FormId, part: Part, row: Row, column: Column | None) -> IndicatorSpec:
    """Return the indicator of a row: alone, under an applicant, or in a further column of values."""
    suffix = f".{column.code}" if column and not column.applicant else ""
    return IndicatorSpec(
        form=form,
        part=part.id,
        code=row.code + suffix,
        label=row.label,
        aliases=row.aliases,
        path=(*part.ancestors(row.code), *((column.label,) if column and suffix else ())),
        applicant=column.applicant if column else None,
        unit=row.unit,
        kind=row.kind,
        definition=row.definition if column is None else f"{row.definition}({column.definition})",
        gloss=row.gloss if column is None else f"{row.gloss} ({column.gloss})",
    )


def _cell_spec(form: FormId, part: Part, row: Row, column: Column) -> IndicatorSpec:
    """Return the indicator of one cell of a block: 规章 under 本年制发件数; or of the one row of `cells`."""
    block = part.kind == "block"
    return IndicatorSpec(
        form=form,
        part=part.id,
        code=f"{row.code}.{column.code}",
        label=row.label if block else column.label,
        aliases=row.aliases if block else column.aliases,
        path=(part.title, column.label) if block else (*part.ancestors(row.code), row.label),
        unit=column.unit or row.unit,
        kind=column.kind,
        definition=column.definition.replace("{row}", row.label),
        gloss=column.gloss.replace("{row}", row.gloss),
    )
