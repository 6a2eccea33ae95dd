"""How a report crosses from one process to another: as JSON, which loads nothing but values."""

import functools
from typing import TYPE_CHECKING

from govreport_parser.report.model import Finding, Report

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["pack", "unpack"]

Judged = tuple[Report, tuple[Finding, ...]]


@functools.cache
def _adapter() -> "TypeAdapter[Judged]":
    from pydantic import TypeAdapter

    return TypeAdapter(Judged)


def pack(report: Report, findings: tuple[Finding, ...]) -> bytes:
    """Return report and findings as one line of JSON."""
    return _adapter().dump_json((report, findings))


def unpack(line: bytes) -> Judged:
    """Return report and findings, equal to those that were packed."""
    return _adapter().validate_json(line)
