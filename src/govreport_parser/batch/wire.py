"""How a report crosses from one process to another: as JSON, which loads nothing but values."""

import functools
from typing import TYPE_CHECKING

from govreport_parser.batch.outcomes import Parsed
from govreport_parser.report.model import Finding, Report

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["pack", "unpack"]


@functools.cache
def _adapter() -> "TypeAdapter[tuple[Report, tuple[Finding, ...]]]":
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Report, tuple[Finding, ...]])


def pack(parsed: Parsed) -> bytes:
    """Return report and findings as one line of JSON, a list of the two."""
    return _adapter().dump_json((parsed.report, parsed.findings))


def unpack(line: bytes) -> Parsed:
    """Return report and findings, equal to those that were packed."""
    return Parsed(*_adapter().validate_json(line))
