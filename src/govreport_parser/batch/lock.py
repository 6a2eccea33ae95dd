"""A lock that two runs into one output cannot both hold, and that a kill sets free."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport_parser.errors import BatchError

__all__ = ["locked"]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs. BatchError where another process holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, path)
        _prove(handle, path)
        yield
    finally:
        os.close(handle)


def _prove(handle: int, path: Path) -> None:
    """Raise BatchError where the file was taken away, as by a run that ended, while this one waited at its door."""
    try:
        same = os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        same = False
    if not same:
        raise BatchError(f"another run has just ended here and taken {path} away. Start again.")


def _take(handle: int, path: Path) -> None:
    try:
        try:
            import fcntl
        except ImportError:
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise BatchError(
            f"another run writes here: it holds {path}. Wait for its end, or give another --out."
        ) from error
