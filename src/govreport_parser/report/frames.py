"""Tables of a report as data frames of pandas or polars, whichever is there."""

import sys
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

from govreport_parser.errors import MissingExtraError
from govreport_parser.report.columns import Row, TableSchema, schema_of
from govreport_parser.report.model import Finding, Report
from govreport_parser.report.rows import table_rows

__all__ = ["to_frame"]

_LIBRARIES = ("pandas", "polars")
_KINDS = {"indicators": "indicator", "counts": "count"}
"""Parts of `figures` that people ask for by name."""


def to_frame(
    report: Report,
    name: str = "figures",
    *,
    findings: Iterable[Finding] | None = None,
    library: str | None = None,
    exact: bool = False,
) -> Any:  # noqa: ANN401 - a frame of either library
    """Return a table of the report as a data frame of pandas or polars.

    `name` is a table of the flattening (figures, events, findings …), or `indicators` or `counts` for those figures
    alone. A report holds no findings: for that table give those of `check(report)`, for the numbers of errors and
    warnings in `reports` too. `library` is pandas or polars; by default the one that is in use or installed. Numbers
    are floats, ready to be calculated with; `exact` keeps them as decimals. Empty is missing, never zero. KeyError for
    an unknown name, ValueError for `findings` without any given.
    """
    if name == "findings" and findings is None:
        raise ValueError('a report holds no findings. Give them: report.to_frame("findings", findings=check(report)).')
    table = "figures" if name in _KINDS else name
    schema, rows = schema_of(table), table_rows(report, table, findings)
    if name in _KINDS:
        kind = [column.name for column in schema.columns].index("kind")
        rows = [row for row in rows if row[kind] == _KINDS[name]]
    return {"pandas": _pandas, "polars": _polars}[_choose(library)](schema, rows, exact)


def _choose(library: str | None) -> str:
    if library is not None:
        if library not in _LIBRARIES:
            raise ValueError(f"library is {library!r}. Give pandas or polars.")
        candidates = [library]
    else:
        candidates = sorted(_LIBRARIES, key=_not_in_use)
    for candidate in candidates:
        if find_spec(candidate) is not None:
            return candidate
    raise MissingExtraError(
        "data frames need pandas or polars. Install one with `pip install pandas` or `pip install polars`."
    )


def _not_in_use(library: str) -> bool:
    return library not in sys.modules


def _pandas(schema: TableSchema, rows: list[Row], exact: bool) -> Any:  # noqa: ANN401
    import pandas as pd

    types = {"text": "object", "integer": "Int64", "boolean": "boolean", "date": "datetime64[s]"}
    types["decimal"] = "object" if exact else "float64"
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [()] * len(schema.columns)
    return pd.DataFrame(
        {
            column.name: pd.Series(list(values), dtype=types[column.type])
            for column, values in zip(schema.columns, columns, strict=True)
        }
    )


def _polars(schema: TableSchema, rows: list[Row], exact: bool) -> Any:  # noqa: ANN401
    import polars as pl

    types: dict[str, Any] = {"text": pl.String, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.Date}
    types["decimal"] = pl.Decimal(38, 12) if exact else pl.Float64
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [()] * len(schema.columns)
    return pl.DataFrame(
        [
            pl.Series(column.name, [_value(value, column.type, exact) for value in values], types[column.type])
            for column, values in zip(schema.columns, columns, strict=True)
        ]
    )


def _value(value: Any, kind: str, exact: bool) -> Any:  # noqa: ANN401
    return float(value) if kind == "decimal" and value is not None and not exact else value
