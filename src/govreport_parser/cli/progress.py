"""What a batch tells people while it runs: a bar on a terminal, plain lines elsewhere, all on standard error."""

import itertools
import sys
import time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

    from govreport_parser.batch.progress import Progress
    from govreport_parser.batch.run import Summary

__all__ = ["Reporter"]

_EVERY = 10.0
"""Seconds between two plain lines: a log of a night stays readable."""


_SHOWN = 5
"""Failures shown at the end; all are in the quarantine list."""


class Reporter:
    """Shows how far a run is: files, rate, time left, failures."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._told = self._started
        self._bar: Any = None
        self._task: Any = None
        self._last: Progress | None = None

    def __enter__(self) -> "Reporter":
        if sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, progress: "Progress") -> None:
        """Tell how far the run is."""
        last, self._last = self._last, progress
        if self._bar is not None:
            self._move(progress)
            return
        now = time.monotonic()
        # A stage that begins late in a long run is told at once: its first step may be the long one.
        begins = last is not None and last.stage != progress.stage and now - self._started >= _EVERY
        if begins or now - self._told >= _EVERY:
            self._told = now
            click.echo(self._line(progress), err=True)

    def so_far(self) -> str:
        """Return what to say of a run that was stopped: how many files are through."""
        last = self._last
        if last is None or last.stage == "finding":
            return ""
        return f": {last.done:,} of {last.files:,} files are done and kept"

    def _move(self, progress: "Progress") -> None:
        """Move the bar; while files are being found, their number has no end yet."""
        if self._task is None:
            self._task = self._bar.add_task("", total=None, failed=0)
        finding, finishing = progress.stage == "finding", progress.stage == "finishing"
        self._bar.update(
            self._task,
            description="finding files" if finding else f"writing {_step(progress)}" if finishing else "",
            total=None if finding else progress.files,
            completed=progress.files if finding else progress.done,
            failed=progress.statuses["failed"],
        )

    def close(self, summary: "Summary") -> None:
        """Tell how the run ended and where the output is."""
        progress = summary.progress
        counts = ", ".join(f"{count:,} {status}" for status, count in sorted(progress.statuses.items()))
        kept = f"; {progress.kept:,} as an earlier run had left them" if progress.kept else ""
        seconds = time.monotonic() - self._started
        click.echo(f"{_files(progress.done)} in {_clock(seconds)}: {counts}{kept}", err=True)
        click.echo(f"written: {summary.out}", err=True)
        click.echo(f"status of every file: {_written(summary, 'files.csv')}", err=True)
        if progress.statuses["failed"]:
            quarantine = _written(summary, "quarantine.csv")
            for line in _first(quarantine, _SHOWN):
                click.echo(f"  {line}", err=True)
            more = progress.statuses["failed"] - _SHOWN
            click.echo(f"files that failed{f' ({more:,} more)' if more > 0 else ''}, and why: {quarantine}", err=True)

    def _line(self, progress: "Progress") -> str:
        if progress.stage == "finding":
            return f"{progress.files:,} files found, looking for more"
        if progress.stage == "finishing":
            return f"{_files(progress.done)} through; putting the output together, {_step(progress)}"
        seconds = time.monotonic() - self._started
        # What an earlier run had left is through in no time and says nothing about the rest.
        rate = (progress.done - progress.kept) / seconds if seconds else 0.0
        left = _clock((progress.files - progress.done) / rate) if rate else "?"
        failed = progress.statuses["failed"]
        return f"{progress.done:,} of {progress.files:,} files, {rate:.1f} a second, {left} left, {failed:,} failed"


def _files(count: int) -> str:
    return f"{count:,} file{'s' if count != 1 else ''}"


def _step(progress: "Progress") -> str:
    return f"step {progress.step} of {progress.steps}"


def _written(summary: "Summary", name: str) -> "Path":
    return next(path for path in summary.paths if path.name == name or path.name == f"{summary.out.name}.{name}")


def _first(quarantine: "Path", count: int) -> list[str]:
    """Return the first failures, a line each, whatever the names of the files hold."""
    import csv

    with quarantine.open(encoding="utf-8-sig", newline="") as file:
        rows = itertools.islice(csv.DictReader(file), count)
        return [" ".join(f"{row['source']}: {row['reason']}".split()) for row in rows]


def _bar() -> Any:  # noqa: ANN401 - rich is loaded late
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _rate_column(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} failed"),
        console=Console(stderr=True),
    )


def _rate_column() -> Any:  # noqa: ANN401
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class Rate(ProgressColumn):
        """Files a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:.0f}/s")

    return Rate()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
