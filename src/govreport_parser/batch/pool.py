"""A pool of workers whose death is seen, told apart from the end of a run, and made good.

Each thread of the parent waits for one worker. The workers are plain processes of `python -c`, so a script that uses
the pool needs no `if __name__ == "__main__"`, and a notebook can use it.
"""

import json
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import LifoQueue
from typing import Any, TypeVar

from govreport_parser.errors import BatchError

__all__ = ["Crashed", "Pool", "WorkerProcess", "default_command"]

Task = TypeVar("Task")
Result = TypeVar("Result")
_STARTS = 3


class Crashed(Exception):  # noqa: N818 - an event, handled inside
    """A worker died over a request."""

    def __init__(self, answers: list[dict[str, Any]]) -> None:
        super().__init__("a worker process died")
        self.answers = answers
        """What it had answered before."""


def default_command() -> list[str]:
    """Return the command of a worker, which sees the same modules as this process."""
    path = json.dumps(sys.path)
    return [
        sys.executable,
        "-c",
        f"import sys; sys.path[:] = {path}; from govreport_parser.batch.worker import main; main()",
    ]


class ClosedError(Exception):
    """The pool was closed while an answer was awaited."""


class WorkerProcess:
    """One worker; started when it is first asked, and again after a death."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._warm = self._closed = False
        self._starting = threading.Lock()

    def ask(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the answers to a request. Crashed where the worker died over it."""
        for _ in range(_STARTS):
            answers: list[dict[str, Any]] = []
            if self._talk(request, answers):
                return answers
            warm = self._warm
            self.stop()
            if self._closed:
                # The end of the run, not of the worker: nobody is to blame.
                raise ClosedError
            if warm:
                raise Crashed(answers)
        raise BatchError(
            "a worker process dies while it loads the parser. Try `govreport parse` on one file to see why."
        )

    def close(self) -> None:
        """End the process from another thread, for good; who waits for an answer gets ClosedError."""
        with self._starting:
            self._closed = True
            # Held by a name of its own: the thread that asks may let go of it at this moment.
            process = self._process
            if process is not None:
                process.kill()

    def stop(self) -> None:
        """End the process and let go of it."""
        process, self._process, self._warm = self._process, None, False
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close(stream)
            process.wait()

    def _talk(self, request: dict[str, Any], answers: list[dict[str, Any]]) -> bool:
        """Send a request and gather the answers; False where the worker died."""
        process = self._process or self._start()
        if process is None or process.stdin is None or process.stdout is None:
            return False
        try:
            process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                if not line.endswith(b"\n"):
                    return False
                answer = {"report": line} if line.startswith(b"[") else json.loads(line)
                if "done" in answer:
                    return True
                if "warm" in answer:
                    self._warm = True
                else:
                    answers.append(answer)
        except (OSError, ValueError):
            return False
        return False

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if not self._closed:
                self._warm = False
                try:
                    self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                except OSError as error:
                    raise BatchError(
                        f"no worker process can be started: {error.strerror or error}. "
                        "Give fewer workers, or see to memory and the limit of processes."
                    ) from error
        return self._process


class Pool:
    """Some workers, and results in the order of the tasks."""

    def __init__(self, workers: int, *, command: list[str] | None = None) -> None:
        self._workers = workers
        self._idle: LifoQueue[WorkerProcess] = LifoQueue()
        self._all = [WorkerProcess(command or default_command()) for _ in range(workers)]
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="govreport-worker")

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.stop()

    def ordered(
        self, work: Callable[[WorkerProcess, Task], Result], tasks: Iterable[Task], *, ahead: int = 8
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks; at most `ahead` tasks a worker wait, so memory stays flat."""
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(self._threads.submit(self._run, work, task))
            if len(waiting) >= self._workers * ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _run(self, work: Callable[[WorkerProcess, Task], Result], task: Task) -> Result:
        worker = self._idle.get()
        try:
            return work(worker, task)
        finally:
            self._idle.put(worker)


def _close(stream: Any) -> None:  # noqa: ANN401
    try:
        stream.close()
    except OSError:
        return
