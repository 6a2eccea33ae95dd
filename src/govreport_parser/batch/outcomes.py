"""What became of one file: Parsed or Failed."""

from dataclasses import dataclass

from govreport_parser.report.model import Finding, Report

__all__ = ["Failed", "Outcome", "Parsed"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file that was read, with its report and what does not add up in it."""

    report: Report
    findings: tuple[Finding, ...]

    @property
    def source(self) -> str:
        """The name of the file."""
        return self.report.source.name


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read or parsed, with the reason; it ends with what can be done."""

    source: str
    error: Exception


Outcome = Parsed | Failed
