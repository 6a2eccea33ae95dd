"""The command line: `govreport`. Results go to standard output, messages to standard error."""

import sys

import click

from govreport_parser import __version__
from govreport_parser.cli.batch import batch
from govreport_parser.cli.chart import chart
from govreport_parser.cli.explain import explain
from govreport_parser.cli.explore import explore
from govreport_parser.cli.inputs import FILES, LANG, MAX_SIZE, NO_COLOR, read_reports
from govreport_parser.cli.rules import rules
from govreport_parser.cli.view import view
from govreport_parser.errors import GovReportError

__all__ = ["cli", "main"]

_SEVERITIES = {"info": 0, "warning": 1, "error": 2}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="govreport-parser")
def cli() -> None:
    """Read Chinese government reports: sections, figures, dates, institutions, tables, each tied to its source.

    \b
    Example:
      govreport parse report.txt --lang en
    """


@cli.command(short_help="Print what reports say.")
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["summary", "json", "csv", "tree"]),
    default="summary",
    show_default=True,
    help="summary for people; json one object a line; csv one row a figure; tree the sections.",
)
@LANG
@MAX_SIZE
@NO_COLOR
def parse(files: tuple[str, ...], form: str, lang: str, max_size: float, no_color: bool) -> None:
    """Parse FILES and print what they say; '-' is standard input.

    \b
    Example:
      govreport parse report.txt --format csv > figures.csv
    """
    from govreport_parser.cli.output import Printer

    printer = Printer(form=form, lang=lang, color=not no_color)
    failed = False
    for outcome in read_reports(files, max_size):
        if outcome is None:
            failed = True
        else:
            printer.show(*outcome)
    printer.close()
    sys.exit(2 if failed else 0)


@cli.command(short_help="Print what does not add up in reports.")
@FILES
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit with 1 where a finding is as severe as this; notes never count.",
)
@LANG
@MAX_SIZE
@NO_COLOR
def check(files: tuple[str, ...], fail_on: str, lang: str, max_size: float, no_color: bool) -> None:
    """Print what does not add up in FILES, with line numbers.

    \b
    Example:
      govreport check report.txt --fail-on warning
    """
    from govreport_parser.cli.output import Printer

    printer = Printer(form="findings", lang=lang, color=not no_color)
    failed, worst = False, -1
    for outcome in read_reports(files, max_size):
        if outcome is None:
            failed = True
            continue
        printer.show(*outcome)
        worst = max([worst, *(_SEVERITIES[finding.severity] for finding in outcome[1])])
    printer.close()
    sys.exit(2 if failed else 1 if worst >= _SEVERITIES[fail_on] else 0)


@cli.command()
def schema() -> None:
    """Print the JSON schema of what `parse --format json` prints.

    \b
    Example:
      govreport schema > report.schema.json
    """
    import json

    from govreport_parser.report.json import report_schema

    click.echo(json.dumps(report_schema(), ensure_ascii=False, indent=2))


cli.add_command(batch)
cli.add_command(chart)
cli.add_command(explain)
cli.add_command(explore)
cli.add_command(rules)
cli.add_command(view)


def main() -> None:
    """Run the command line; errors of this library end with exit code 2 and one line, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A report in Chinese must come out even where the locale says ASCII or GBK.
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name="govreport")
    except GovReportError as error:
        click.echo(f"govreport: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
