"""Examined: a report with what several checks ask of it, worked out when the first of them asks."""

import functools

from govreport_parser.checks.sheets import Sheet, sheets
from govreport_parser.checks.skeleton import Line, skeletons
from govreport_parser.report.comparison import Stated, stated_in_both
from govreport_parser.report.model import Report

__all__ = ["Examined"]


class Examined:
    """A report under examination: what every check is given. It lives as long as one call of `check`."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of prose that have counts, with marks for them."""
        return tuple(skeletons(self.report))

    @functools.cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables whose form is known, with their cells by code and applicant."""
        return tuple(sheets(self.report))

    @functools.cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The figures that prose and tables both state."""
        return tuple(stated_in_both(self.report))
