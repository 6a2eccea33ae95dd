"""Printer: one report after another in the chosen format."""

import csv
import sys
from collections.abc import Callable, Sequence

import click

from govreport_parser.report.model import Finding, Report
from govreport_parser.sections.tree import Section

__all__ = ["Printer"]

LineOf = Callable[[int], int]


class Printer:
    """Writes reports to standard output as summary, json, csv, tree or findings."""

    def __init__(self, *, form: str, lang: str, color: bool) -> None:
        self._form, self._lang, self._color = form, lang, color
        self._first = True

    def show(self, report: Report, findings: Sequence[Finding]) -> None:
        """Print one report."""
        {
            "json": self._json,
            "csv": self._csv,
            "tree": self._tree,
            "summary": self._summary,
            "findings": self._findings,
        }[self._form](report, findings)
        self._first = False

    def close(self) -> None:
        """Flush what is printed."""
        sys.stdout.flush()

    def _json(self, report: Report, findings: Sequence[Finding]) -> None:
        click.echo(report.to_json(findings=findings))

    def _csv(self, report: Report, findings: Sequence[Finding]) -> None:
        from govreport_parser.export.csv import BOM, cell, header
        from govreport_parser.report.rows import table_rows

        writer = csv.writer(sys.stdout, lineterminator="\n")
        if self._first:
            sys.stdout.write(BOM)
            writer.writerow(header("figures"))
        for row in table_rows(report, "figures", findings):
            writer.writerow([cell(value) for value in row])

    def _tree(self, report: Report, _: Sequence[Finding]) -> None:
        from govreport_parser.report.lines import Lines

        lines = Lines(report.source.text)
        click.echo(report.source.name)
        for section in report.sections:
            self._branch(section, lines.line, 1)

    def _branch(self, section: Section, line_of: LineOf, depth: int) -> None:
        name = f"{section.marker or ''}{section.title}" or f"[{section.kind}]"
        line = line_of((section.heading_span or section.span).start)
        items = "".join(f" {item.marker}" for item in section.items)
        click.echo(f"{'  ' * depth}{name}  [{section.kind or '-'}] :{line}{items}")
        for child in section.children:
            self._branch(child, line_of, depth + 1)

    def _summary(self, report: Report, findings: Sequence[Finding]) -> None:
        from govreport_parser.cli.summary import Summary, console

        if not self._first:
            click.echo()
        Summary(report, findings, self._lang).print(console(color=self._color))

    def _findings(self, report: Report, findings: Sequence[Finding]) -> None:
        from govreport_parser.cli.summary import Summary, console

        Summary(report, findings, self._lang).print_findings(console(color=self._color), name=report.source.name)
