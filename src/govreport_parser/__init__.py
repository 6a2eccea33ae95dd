"""Reads Chinese government reports into typed records, each tied to its characters in the source.

>>> import govreport_parser as gp
>>> report = gp.parse("2019年,我区共受理政府信息公开申请86件。")
>>> report.quote(report.counts[0])
'86件'
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govreport_parser.batch import Failed, Parsed, parse_files
    from govreport_parser.checks import check
    from govreport_parser.errors import GovReportError, SourceError
    from govreport_parser.numerals import find_numerals
    from govreport_parser.pipeline import ReportParser, parse
    from govreport_parser.report.model import Finding, Report
    from govreport_parser.sentences import find_counts, find_dates, find_institutions
    from govreport_parser.text.normalize import normalize

__version__ = "0.2.0"

__all__ = [
    "Failed",
    "Finding",
    "GovReportError",
    "Parsed",
    "Report",
    "ReportParser",
    "SourceError",
    "check",
    "find_counts",
    "find_dates",
    "find_institutions",
    "find_numerals",
    "normalize",
    "parse",
    "parse_files",
]

# Nothing is imported before it is asked for: `import govreport_parser` costs milliseconds, not spaCy.
_ROOMS = {
    "Failed": "batch",
    "Finding": "report.model",
    "GovReportError": "errors",
    "Parsed": "batch",
    "Report": "report.model",
    "ReportParser": "pipeline",
    "SourceError": "errors",
    "check": "checks",
    "find_counts": "sentences",
    "find_dates": "sentences",
    "find_institutions": "sentences",
    "find_numerals": "numerals",
    "normalize": "text.normalize",
    "parse": "pipeline",
    "parse_files": "batch",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the room has
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
