"""Sheets: the tables whose form is known, with their cells where a relation of the form looks for them."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govreport_parser.report.model import Report
from govreport_parser.tables.form_model import Part
from govreport_parser.tables.forms import all_forms
from govreport_parser.tables.model import Applicant, Indicator, Table

__all__ = ["Sheet", "sheets"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table's indicators by code and applicant, with the part of the form that they fill."""

    part: Part
    table: Table
    cells: dict[tuple[str, Applicant | None], Indicator]

    @property
    def applicants(self) -> list[Applicant | None]:
        """The columns that occur, in their order; None alone where the form has none."""
        return list(dict.fromkeys(who for _, who in self.cells))

    def get(self, codes: Iterable[str], who: Applicant | None) -> list[Indicator | None]:
        """Return the cells of one column, None for those that are not there."""
        return [self.cells.get((code, who)) for code in codes]


def sheets(report: Report) -> Iterator[Sheet]:
    """Yield the tables whose form is known: relations hold within one table, never across two."""
    cells: dict[str, dict[tuple[str, Applicant | None], Indicator]] = {}
    for indicator in report.indicators:
        cells.setdefault(indicator.table, {}).setdefault((indicator.code, indicator.applicant), indicator)
    for table in report.tables:
        part = _parts().get((table.form, table.part))
        if part is not None and table.id in cells:
            yield Sheet(part, table, cells[table.id])


@functools.cache
def _parts() -> dict[tuple[str | None, str | None], Part]:
    return {(form.id, part.id): part for form in all_forms() for part in form.part}
