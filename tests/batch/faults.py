"""Kill this process at its nth durable write: what a power cut or `kill -9` does, at a moment that can be named.

GOVREPORT_TEST_KILL is `role:point:n:before|after`, point one of fsync, replace, commit, write; or `role:size:n:within`,
where the system itself kills the process inside the write that takes any of its files beyond n bytes, be it of Python, of
SQLite or of Arrow's own code: what was below n bytes is on the disk, the rest is not. Read here only.
"""

import os
import resource
import signal
import sqlite3
from pathlib import Path


def unlimited():
    """Lift the limit of size that a parent left to this process."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def limited(size):
    # Python ignores this signal, for files that grow too large raise an error then; its default is death.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))


def arm(role):
    order = os.environ.get("GOVREPORT_TEST_KILL", "")
    if not order.startswith(f"{role}:"):
        return
    _, point, number, when = order.split(":")
    if point == "size":
        limited(int(number))
        return
    counter = [int(number)]

    def strike(function):
        def call(*args, **kwargs):
            counter[0] -= 1
            if counter[0] == 0 and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*args, **kwargs)
            if counter[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    if point == "fsync":
        os.fsync = strike(os.fsync)
    elif point == "write":
        os.write = strike(os.write)
    elif point == "replace":
        Path.replace = strike(Path.replace)
    elif point == "commit":
        connect = sqlite3.connect

        class Connection(sqlite3.Connection):
            def execute(self, statement, *rest):
                if statement != "COMMIT":
                    return super().execute(statement, *rest)
                return strike_commit(super().execute)(statement)

        def strike_commit(function):
            return strike(function)

        sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=Connection, **kwargs)
    else:
        raise ValueError(f"no fault point {point}")
