"""Shared by all tests: where outside gold lies, and which skips are allowed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ALLOWED_SKIPS = (
    "GOVREPORT_GOLD is not set",
    "could not import 'pyspark'",
    "could not import 'ray'",
    "the engine cannot run here",
    "no Chromium",
    "no FIFO",
)
"""Why a test may be skipped; a skip for any other reason fails the run."""


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The folder with reports/ and gold/ outside the repository."""
    folder = os.environ.get("GOVREPORT_GOLD")
    if not folder:
        pytest.skip("GOVREPORT_GOLD is not set")
    return Path(folder)


@pytest.fixture
def shortest() -> Callable[[Callable[[], object]], float]:
    """How long a piece of work takes: the shortest of three times, in seconds of processor time."""

    def seconds(work: Callable[[], object]) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            work()
            best = min(best, time.process_time() - start)
        return best

    return seconds


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped and why."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", ()):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, number in sorted(reasons.items()):
        terminalreporter.write_line(f"skipped {number}: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run on a skip that is not on the list."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    for report in reporter.stats.get("skipped", ()):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(allowed in reason for allowed in ALLOWED_SKIPS):
            reporter.write_line(f"this skip is not allowed: {reason}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
