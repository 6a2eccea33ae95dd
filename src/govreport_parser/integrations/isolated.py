"""Documents of an engine parsed in a process beside its worker: what kills that process is a row, no dead job."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport_parser.batch.items import Item
from govreport_parser.batch.outcomes import Outcome, Parsed
from govreport_parser.batch.parse import ask_reports
from govreport_parser.batch.pool import WorkerProcess, default_command
from govreport_parser.errors import over_limit
from govreport_parser.export.document import Document, document_of, failed_document
from govreport_parser.integrations.arrow import NO_BYTES, Named, Read

__all__ = ["isolated_reader"]


@contextmanager
def isolated_reader(max_bytes: int, time_limit: float, command: list[str] | None) -> Iterator[Read]:
    """Give a function that parses documents in one process, which is ended with the block or with this process."""
    request = {"task": "reports", "max_bytes": max_bytes, "time_limit": time_limit}
    worker = WorkerProcess(command or default_command())
    with tempfile.TemporaryDirectory(prefix="govreport-") as name:
        folder = Path(name)

        def read(documents: list[Named]) -> list[Document]:
            items = []
            for number, (source, data) in enumerate(documents):
                path, problem = folder / str(number), _problem(source, data, max_bytes)
                if data is not None and problem is None:
                    path.write_bytes(data)
                items.append(Item(source, str(path), problem=problem))
            outcomes = ask_reports(worker, items, request)
            return [_document(*pair) for pair in zip(documents, outcomes, strict=True)]

        try:
            yield read
        finally:
            worker.stop()


def _problem(name: str, data: bytes | None, max_bytes: int) -> str | None:
    """Return why a document is not worth handing over."""
    if data is None:
        return NO_BYTES
    return over_limit(name, max_bytes, size=len(data)) if len(data) > max_bytes else None


def _document(named: Named, outcome: Outcome) -> Document:
    name, data = named
    if isinstance(outcome, Parsed):
        return document_of(outcome.report, outcome.findings)
    sha256 = None if data is None else hashlib.sha256(data).hexdigest()
    return failed_document(name, str(outcome.error), sha256=sha256)
