"""The command `govreport batch`."""

import os
import sys
from pathlib import Path

import click

from govreport_parser.cli.inputs import MAX_SIZE, MEGABYTE
from govreport_parser.limits import TIME_LIMIT

__all__ = ["batch"]


@click.command(short_help="Parse many files into one output.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder, .sqlite or .xlsx for all tables; .csv .parquet .arrow for figures alone; .jsonl for whole reports.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes; one a core is best."
)
@click.option("--resume", is_flag=True, help="Go on with a run that ended early, or parse only what changed since.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=TIME_LIMIT,
    show_default=True,
    metavar="S",
    help="Seconds a file may take.",
)
@click.option("--discard-parts", is_flag=True, help="Empty OUT.parts at the end; then nothing can be resumed.")
@MAX_SIZE
def batch(
    paths: tuple[str, ...],
    out: Path,
    workers: int,
    resume: bool,
    time_limit: float,
    discard_parts: bool,
    max_size: float,
) -> None:
    """Parse many files into one output: folders, globs, zip and WARC archives; '-' reads a list from standard input.

    A run that was stopped, by whatever, goes on with --resume and ends with the same output. Files that fail are rows
    with the reason, and a list of their own. Exit code 3 when some failed. A list with names that hold line breaks is
    one of names that end with NUL, as `find -print0` writes it.

    \b
    Example:
      govreport batch reports/ --out reports.sqlite --workers 2
      find . -name '*.html' -print0 | govreport batch - --out tables/ --resume
    """
    from govreport_parser.batch.run import Options, run_batch
    from govreport_parser.cli.progress import Reporter

    options = Options(
        workers=workers,
        resume=resume,
        max_bytes=int(max_size * MEGABYTE),
        time_limit=time_limit,
        keep_parts=not discard_parts,
    )
    given = _paths(paths)
    try:
        with Reporter() as reporter:
            summary = run_batch(given, out, options=options, report=reporter.show)
    except KeyboardInterrupt:
        click.echo(f"stopped{reporter.so_far()}. Go on with the same command and --resume.", err=True)
        sys.exit(130)
    reporter.close(summary)
    sys.exit(3 if summary.progress.statuses["failed"] else 0)


def _paths(given: tuple[str, ...]) -> list[str]:
    """Return the paths, '-' replaced by the lines (or NUL-ended names) of standard input."""
    paths: list[str] = []
    for path in given:
        if path != "-":
            paths.append(path)
            continue
        data = sys.stdin.buffer.read()
        names = data.split(b"\0") if b"\0" in data else data.splitlines()
        paths += (os.fsdecode(name) for name in names if name.strip())
    if not paths:
        raise click.UsageError("standard input names no file. Give a name a line, or names that end with NUL.")
    return paths
