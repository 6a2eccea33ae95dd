"""What all commands share: files, language, size limit, and reading them one after another."""

import locale
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govreport_parser.errors import MissingExtraError, SourceError
from govreport_parser.limits import MAX_BYTES
from govreport_parser.report.model import Finding, Report

if TYPE_CHECKING:
    from govreport_parser.text.source import Source

__all__ = ["FILES", "LANG", "MAX_SIZE", "MEGABYTE", "NO_COLOR", "default_lang", "read_input", "read_reports"]

MEGABYTE = 1024 * 1024
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def default_lang() -> str:
    """Return zh where the locale is Chinese, else en."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    code = locale.getlocale()[0] or ""
    return "zh" if code.lower().startswith(("zh", "chinese")) else "en"


FILES: Decorator = click.argument("files", nargs=-1, required=True, metavar="FILE...")
LANG: Decorator = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default=default_lang,
    help="Language of the output; default from the locale.",
)
MAX_SIZE: Decorator = click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True),
    default=MAX_BYTES // MEGABYTE,
    show_default=True,
    metavar="MB",
    help="Refuse larger files.",
)
NO_COLOR: Decorator = click.option("--no-color", is_flag=True, help="Plain text without colours.")


def read_input(name: str, max_size: float) -> "Source":
    """Read a file, or standard input for '-', of at most `max_size` MB. SourceError for what is no document."""
    from govreport_parser.text.source import read_source

    limit = int(max_size * MEGABYTE)
    if name == "-":
        # One byte more than allowed: a stream has no size to ask for.
        return read_source(sys.stdin.buffer.read(limit + 1), name="standard input", max_bytes=limit)
    return read_source(Path(name), max_bytes=limit)


def read_reports(files: tuple[str, ...], max_size: float) -> Iterator[tuple[Report, tuple[Finding, ...]] | None]:
    """Yield report and findings of each file in order; None, after a message, for what cannot be read."""
    from govreport_parser.checks import check
    from govreport_parser.pipeline import ReportParser

    parser = ReportParser()
    for name in files:
        try:
            report = parser.parse(read_input(name, max_size))
        except (SourceError, MissingExtraError) as error:
            click.echo(f"govreport: {error}", err=True)
            yield None
        else:
            yield report, check(report)
