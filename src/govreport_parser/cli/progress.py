"""What a batch tells people while it runs: a bar on a terminal, plain lines elsewhere, all on standard error."""

import sys
import time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from govreport_parser.batch.run import Progress, Summary

__all__ = ["Reporter"]

_EVERY = 10.0
"""Seconds between two plain lines: a log of a night stays readable."""


class Reporter:
    """Shows how far a run is: files, rate, time left, failures."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._told = self._started
        self._bar: Any = None
        self._task: Any = None

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
        failed = progress.statuses["failed"]
        if self._bar is not None:
            if self._task is None:
                self._task = self._bar.add_task("", total=progress.files, failed=0)
            self._bar.update(self._task, completed=progress.done, failed=failed)
        elif time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            click.echo(self._line(progress), err=True)

    def close(self, summary: "Summary") -> None:
        """Tell how the run ended and where the output is."""
        progress = summary.progress
        counts = ", ".join(f"{count:,} {status}" for status, count in sorted(progress.statuses.items()))
        kept = f"; {progress.kept:,} as an earlier run had left them" if progress.kept else ""
        seconds = time.monotonic() - self._started
        click.echo(f"{progress.done:,} files in {_clock(seconds)}: {counts}{kept}", err=True)
        click.echo(f"written: {summary.paths[-1]}", err=True)
        if progress.statuses["failed"]:
            quarantine = next(path for path in summary.paths if path.name.endswith("quarantine.csv"))
            click.echo(f"files that failed, and why: {quarantine}", err=True)

    def _line(self, progress: "Progress") -> str:
        seconds = time.monotonic() - self._started
        rate = progress.done / seconds if seconds else 0.0
        left = _clock((progress.files - progress.done) / rate) if rate else "?"
        failed = progress.statuses["failed"]
        return f"{progress.done:,} of {progress.files:,} files, {rate:.1f} a second, {left} left, {failed:,} failed"


def _bar() -> Any:  # noqa: ANN401 - rich is loaded late
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
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
