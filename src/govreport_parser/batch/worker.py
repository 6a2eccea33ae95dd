"""A worker: a process with one warm parser that makes parts of chunks. Started by `pool`, never by people.

It reads one request a line from standard input and answers one line each on what was standard output; requests and
answers are JSON, nothing is pickled. When its parent is gone, standard input ends and so does the worker.
"""

import contextlib
import hashlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from govreport_parser.batch.attempt import Parse, attempt, make_parse
from govreport_parser.batch.items import Item, Reader
from govreport_parser.batch.outcomes import Parsed
from govreport_parser.batch.parts import read_part, write_part
from govreport_parser.errors import GovReportError
from govreport_parser.export.document import Document, failed_document

__all__ = ["Worker", "main"]


class Worker:
    """Answers requests, one after another."""

    def __init__(self, make: Callable[..., Parse], answer: Callable[[dict[str, Any] | bytes], None]) -> None:
        self._make, self._answer = make, answer
        self._parse: Parse | None = None
        self._reader: Reader | None = None

    def run(self, request: dict[str, Any]) -> None:
        """Carry out one request."""
        if self._reader is None:
            self._reader = Reader(max_bytes=request["max_bytes"])
        if request["task"] == "part":
            self._make_part(request)
        else:
            self._send_reports(request)

    def _make_part(self, request: dict[str, Any]) -> None:
        """Make a part, or keep the one that is there where every file still is what it was."""
        path, items = Path(request["path"]), [Item(*fields) for fields in request["items"]]
        old = read_part(path)
        if old is not None and [state for state, _, _ in old.files] == [self._state(item) for item in items]:
            self._answer({"kept": True, "statuses": [status for _, status, _ in old.files]})
            return
        self._warm(request)
        note = Path(request["note"])
        try:
            _append(note, b"b")
            statuses = self._write_part(path, items, request)
            note.unlink(missing_ok=True)
        except OSError as error:
            # The disk is full or gone: no fault of these files, which must not be blamed for it.
            with contextlib.suppress(OSError):
                note.unlink(missing_ok=True)
            self._answer({"refused": [error.errno, error.strerror or str(error), error.filename]})
            return
        self._answer({"kept": False, "statuses": statuses})

    def _write_part(self, path: Path, items: list[Item], request: dict[str, Any]) -> list[str]:
        """Parse the files into a part; return their statuses. OSError where it cannot be written."""
        made = [self._document(item, request) for item in items]
        documents = [document for _, document in made]
        # Imported here: a worker that only hands reports over needs no outputs.
        from govreport_parser.export.formats import encode

        streams = {stream: encode(stream, documents) for stream in request["streams"]}
        files = [(state, document.status, document.reason) for state, document in made]
        write_part(path, request["key"], files, streams)
        return [document.status for document in documents]

    def _send_reports(self, request: dict[str, Any]) -> None:
        """Answer with each report as it is."""
        from govreport_parser.batch.wire import pack

        self._warm(request)
        for fields in request["items"]:
            _, document = self._document(Item(*fields), request)
            if document.report is None:
                self._answer({"failed": document.reason})
            else:
                self._answer(pack(Parsed(document.report, document.findings)))

    def _warm(self, request: dict[str, Any]) -> None:
        if self._parse is None:
            self._parse = self._make(max_bytes=request["max_bytes"])
            self._answer({"warm": True})

    def _state(self, item: Item) -> str:
        assert self._reader is not None
        try:
            return hashlib.sha256(self._reader.read(item)).hexdigest()
        except (GovReportError, OSError) as error:
            return f"unread: {error}"

    def _document(self, item: Item, request: dict[str, Any]) -> tuple[str, Document]:
        """Return what the file was, for telling later whether it changed, and its document."""
        assert self._reader is not None
        assert self._parse is not None
        try:
            data = self._reader.read(item)
        except (GovReportError, OSError) as error:
            return f"unread: {error}", failed_document(item.name, str(error))
        sha256 = hashlib.sha256(data).hexdigest()
        if request.get("set_aside"):
            return sha256, failed_document(item.name, request["set_aside"], sha256=sha256)
        limit = request["time_limit"]
        return sha256, attempt(self._parse, data, item.name, seconds=limit, fatal=True)


def main(make: Callable[..., Parse] = make_parse) -> None:
    """Serve requests until standard input ends."""
    requests = _requests(sys.stdin.buffer)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not run into the answers.
    os.dup2(2, 1)
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        # Where memory runs out, the system shall end this process, not the one that keeps the books.
        Path("/proc/self/oom_score_adj").write_text("800")

    def answer(message: dict[str, Any] | bytes) -> None:
        # A report is a list in JSON, every other message an object: the first character tells them apart.
        answers.write((message if isinstance(message, bytes) else json.dumps(message).encode("ascii")) + b"\n")
        answers.flush()

    worker = Worker(make, answer)
    for request in requests:
        worker.run(request)
        answer({"done": True})


def _requests(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Yield requests. A thread waits for them, so that the end of the parent is seen in the middle of a file too."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen() -> None:
        for line in stream:
            waiting.put(line)
        os._exit(3)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield json.loads(waiting.get())


def _append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)
