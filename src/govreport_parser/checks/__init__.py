"""check(report): what in a report does not add up. Parse first, judge after."""

from govreport_parser.checks.run import check

__all__ = ["check"]
