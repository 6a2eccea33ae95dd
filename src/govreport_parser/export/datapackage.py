"""The Frictionless data package: what stands beside CSV files and tells their columns, types and units."""

from collections.abc import Iterable
from typing import Any

from govreport_parser.report.columns import Column, TableSchema

__all__ = ["datapackage"]

_TYPES = {"text": "string", "integer": "integer", "decimal": "number", "boolean": "boolean", "date": "date"}
_KEYS = {"files": ["source"], "reports": ["source"]}


def datapackage(tables: Iterable[tuple[TableSchema, str]]) -> dict[str, Any]:
    """Return the descriptor of CSV files, given the tables and the names of their files.

    Empty is unknown, never zero: `missingValues` is the empty text alone, so that 无 and - stay what they are.
    """
    from govreport_parser import __version__

    pairs = list(tables)
    names = {schema.name for schema, _ in pairs}
    return {
        "profile": "tabular-data-package",
        "name": "government-reports",
        "title": "Annual reports on government information disclosure 政府信息公开工作年度报告",
        "version": __version__,
        "resources": [_resource(schema, path, names) for schema, path in pairs],
    }


def _resource(schema: TableSchema, path: str, names: set[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {"fields": [_field(column) for column in schema.columns], "missingValues": [""]}
    if schema.name in _KEYS:
        fields["primaryKey"] = _KEYS[schema.name]
    if schema.name != "files" and "files" in names and any(column.name == "source" for column in schema.columns):
        fields["foreignKeys"] = [{"fields": ["source"], "reference": {"resource": "files", "fields": ["source"]}}]
    return {
        "profile": "tabular-data-resource",
        "name": schema.name.replace("_", "-"),
        "path": path,
        "description": f"{schema.en} {schema.zh}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": fields,
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": _TYPES[column.type], "description": f"{column.en} {column.zh}"}
