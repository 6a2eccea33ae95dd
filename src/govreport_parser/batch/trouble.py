"""Trouble with the disk, told as what to do: nothing that was done is lost, so a run can be gone on with."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport_parser.errors import BatchError

__all__ = ["explained"]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def explained(out: Path) -> Iterator[None]:
    """Raise BatchError for what the disk refuses while the block runs; the message ends with what to do."""
    try:
        yield
    except BrokenPipeError:
        raise  # who listened to the progress is gone: no fault of the disk
    except OSError as error:
        raise BatchError(_advice(error, out)) from error
    except sqlite3.OperationalError as error:
        full = "full" in str(error)
        known = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if full else OSError(None, f"SQLite: {error}")
        raise BatchError(_advice(known, out)) from error


def _advice(error: OSError, out: Path) -> str:
    reason = error.strerror or str(error)
    where = f" ({os.fsdecode(error.filename)})" if isinstance(error.filename, str | bytes) else ""
    if error.errno in _FULL:
        return f"{out}: the disk is full. Make room and go on with --resume; what is done is not lost."
    if error.errno in _FORBIDDEN:
        return f"{out}: {reason}{where}. Give an --out in a folder where you may write."
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.EINVAL):
        return f"{out}: {reason}{where}. Give another --out."
    return f"{out}: {reason}{where}. See to the disk and go on with --resume; what is done is not lost."
