"""JSONL: one line a file, the object of the contract for a report, a short object with the reason for a failure."""

from collections.abc import Iterable
from typing import Any

from govreport_parser.export.document import FAILED, Document

__all__ = ["json_line", "jsonl_bytes", "line_schema"]


def json_line(document: Document) -> str:
    """Return the line of one file, without its line feed.

    A file that failed is `{"source": {"name": …}, "status": "failed", "reason": …}`: no line is ever missing.
    """
    if document.report is not None:
        return document.report.to_json(findings=document.findings)
    import json

    failure = {"source": {"name": document.name}, "status": document.status, "reason": document.reason}
    return json.dumps(failure, ensure_ascii=False)


def jsonl_bytes(documents: Iterable[Document]) -> bytes:
    """Return the lines of several files."""
    return "".join(json_line(document) + "\n" for document in documents).encode("utf-8")


def line_schema() -> dict[str, Any]:
    """Return the JSON schema of a line: a report with its findings, or a file that failed with the reason."""
    from govreport_parser.report.json import report_schema

    report = report_schema()
    shared = {key: report.pop(key) for key in ("$schema", "$defs")}
    text = {"type": "string"}
    failure = {
        "title": "A file that failed",
        "type": "object",
        "properties": {
            "source": {"type": "object", "properties": {"name": text}, "required": ["name"]},
            "status": {"const": FAILED},
            "reason": text,
        },
        "required": ["source", "status", "reason"],
        "additionalProperties": False,
    }
    return {**shared, "title": "a line of govreport batch", "anyOf": [report, failure]}
