"""check(report): run every registered check and sort what they find."""

from govreport_parser.checks import (
    arithmetic,
    chronology,
    completeness,
    form,
    genre,
    growth,
    listed,
    numbering,
    pending,
    prose,
    shares,
    text,
    values,
)
from govreport_parser.checks.base import findings_of
from govreport_parser.report.model import Finding, Report

__all__ = ["MODULES", "check"]

MODULES = (
    genre,
    text,
    numbering,
    form,
    completeness,
    values,
    pending,
    arithmetic,
    prose,
    shares,
    growth,
    listed,
    chronology,
)
"""The rooms whose checks are registered by being imported."""

_SEVERITIES = {"error": 0, "warning": 1, "info": 2}


def check(report: Report) -> tuple[Finding, ...]:
    """Return what does not add up in the report, sorted by position; it may be nothing.

    >>> from govreport_parser import parse
    >>> check(parse("床前明月光"))[0].code
    'genre.not-annual-report'
    """
    return tuple(sorted(findings_of(report), key=_place))


def _place(finding: Finding) -> tuple[int, int, str, str]:
    start = finding.spans[0].start if finding.spans else 0
    return start, _SEVERITIES[finding.severity], finding.code, finding.id
