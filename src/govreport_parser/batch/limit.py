"""A limit of time for one file, inside the process that parses it."""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["TimeLimitError", "can_limit", "time_limit", "too_slow"]

AGAIN = 1.0
"""Seconds until the alarm rings again: what it raises inside a `__del__` or a callback of compiled code is lost."""
HARD_LIMIT = 2
"""Times the limit of a file, in processor time, after which its process is ended."""


class TimeLimitError(BaseException):
    """A file took too long. No Exception: nothing inside the parser may swallow it."""


def too_slow(seconds: float) -> str:
    """Return the reason why a file failed."""
    return f"it took more than {seconds:g} s. Raise --time-limit (time_limit in Python), or look at the file."


def can_limit() -> bool:
    """Whether time can be limited here: the system has timers, and this is the thread that gets their signals."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def time_limit(seconds: float, *, fatal: bool) -> Iterator[None]:
    """Raise TimeLimitError after some seconds, between two instructions of Python; do nothing where not `can_limit()`.

    `fatal` ends the whole process where one instruction, such as a search in compiled code, never ends. Without it,
    the alarm of whoever called is given back, with what is left of its time.
    """
    if not can_limit():
        yield
        return
    alarm = _Alarm(sys.unraisablehook)
    began = time.monotonic()
    # The caller's alarm is stopped first: it must ring at neither handler's door while they change.
    before = signal.setitimer(signal.ITIMER_REAL, 0)
    handler = signal.signal(signal.SIGALRM, alarm.ring)
    sys.unraisablehook = alarm.lost
    if fatal:
        # Processor time, and no handler: the system ends the process even where Python never gets a turn.
        signal.setitimer(signal.ITIMER_PROF, seconds * HARD_LIMIT + 1)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        finally:
            # The alarm may have gone off at this very moment; from here on nobody hears it.
            alarm.over = True
            signal.setitimer(signal.ITIMER_REAL, 0)
            if fatal:
                signal.setitimer(signal.ITIMER_PROF, 0)
            sys.unraisablehook = alarm.hook
            signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
            if before[0]:
                left = before[0] - (time.monotonic() - began)
                signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), before[1])


class _Alarm:
    """Raises TimeLimitError every time it rings, until it is over."""

    def __init__(self, hook: Callable[["sys.UnraisableHookArgs"], Any]) -> None:
        self.over, self.hook = False, hook

    def ring(self, *_: object) -> None:
        if not self.over:
            raise TimeLimitError

    def lost(self, what: "sys.UnraisableHookArgs") -> None:
        """Say nothing of an alarm that rang inside a `__del__`, as it rings again; what else is lost there is told."""
        if what.exc_type is not TimeLimitError:
            self.hook(what)
