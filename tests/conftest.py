"""Shared by all tests: where outside gold lies, and which skips are allowed."""

import math
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

LINEAR = 1.5
"""An exponent below this is no quadratic growth: half-way, on a logarithmic scale, between linear and quadratic."""


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The folder with reports/ and gold/ outside the repository."""
    folder = os.environ.get("GOVREPORT_GOLD")
    if not folder:
        pytest.skip("GOVREPORT_GOLD is not set")
    return Path(folder)


Growth = Callable[[Callable[[int], Callable[[], object]], int, int], float]


@pytest.fixture
def growth() -> Growth:
    """How processor time grows with size, as the exponent of the power law: 1 is linear, 2 quadratic.

    `growth(prepare, small, large)` times what `prepare(size)` gives, so that preparing costs nothing. Of each size the
    shortest of three runs counts, taken in turns. A machine with other work can make one size look slow, never fast in
    every run: so there are up to five tries, and the smallest exponent is returned.
    """

    def exponent(prepare: Callable[[int], Callable[[], object]], small: int, large: int) -> float:
        works = (prepare(small), prepare(large))
        found = float("inf")
        for _ in range(5):
            best = [float("inf"), float("inf")]
            for _ in range(3):
                for which, work in enumerate(works):
                    start = time.process_time()
                    work()
                    best[which] = min(best[which], time.process_time() - start)
            found = min(found, math.log(best[1] / best[0]) / math.log(large / small))
            if found < LINEAR:
                break
        return found

    return exponent


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
