"""JSON of one report: the object of the contract, both ways, and its schema. pydantic's one door to the records."""

import functools
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding, Report

__all__ = ["dump_report", "load_report", "report_schema", "to_plain"]


@functools.cache
def _reports() -> "TypeAdapter[Report]":
    return TypeAdapter(Report)


@functools.cache
def _findings() -> "TypeAdapter[tuple[Finding, ...]]":
    return TypeAdapter(tuple[Finding, ...])


def to_plain(report: Report, *, findings: Iterable[Finding] = ()) -> dict[str, Any]:
    """Return the object of the contract as Python lists and dicts; exact numbers are strings, dates ISO strings."""
    data: dict[str, Any] = {"schema_version": report.schema_version}
    data |= _reports().dump_python(report, mode="json")
    data["findings"] = _findings().dump_python(tuple(findings), mode="json")
    _write_decimals(report, data)
    return data


def dump_report(report: Report, *, findings: Iterable[Finding] = (), indent: int | None = None) -> str:
    """Return the JSON text, one line unless `indent` says otherwise."""
    return to_json(to_plain(report, findings=findings), indent=indent).decode("utf-8")


def load_report(text: str | bytes) -> Report:
    """Read a report; a ValueError says which keys are wrong. Findings in the text are left aside."""
    try:
        data = from_json(text)
    except ValueError as error:
        raise _no_report(f"it cannot be read ({error})") from error
    if not isinstance(data, dict):
        raise _no_report("an object was expected")
    data.pop("findings", None)
    try:
        return _reports().validate_python(data, strict=False)
    except ValidationError as error:
        where = "; ".join(".".join(map(str, item["loc"])) + ": " + item["msg"] for item in error.errors()[:5])
        raise _no_report(where) from error


def _no_report(why: str) -> ValueError:
    return ValueError(f"this JSON is no report: {why}. Give what `govreport parse --format json` prints.")


def report_schema() -> dict[str, Any]:
    """Return the JSON schema of the object that `dump_report` writes."""
    schema = _reports().json_schema(mode="serialization")
    findings = _findings().json_schema(mode="serialization", ref_template="#/$defs/{model}")
    schema["$defs"] |= findings.pop("$defs", {})
    schema["properties"]["findings"] = {"title": "Findings", **findings}
    schema["required"] = [*schema.get("required", ()), "findings"]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "govreport_parser report"
    return schema


def _write_decimals(report: Report, data: dict[str, Any]) -> None:
    """Write every Decimal as a plain decimal: pydantic would print 1.2E+4 where arithmetic made one."""
    for record, row in zip(report.counts, data["counts"], strict=True):
        for key in ("value", "value_to", "value_yuan"):
            row[key] = _text(getattr(record, key))
    for indicator, row in zip(report.indicators, data["indicators"], strict=True):
        row["value"], row["value_yuan"] = _text(indicator.value), _text(indicator.value_yuan)
        row["candidates"] = [plain(value) for value in indicator.candidates]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
