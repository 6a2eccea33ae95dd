"""Arrow in, Arrow out: what an engine that moves record batches (Spark, Ray, DuckDB, Dask …) needs to run the parser.

Stateless and free of pickles: the function is found by its name, the batches carry values only. A document that cannot
be read is a row of kind `file` with status `failed` and the reason: engines retry or drop what raises, whole blocks of
it. So is one that takes too long, and, with `isolated=True`, one that kills whoever parses it.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from govreport_parser.batch.attempt import Parse, attempt, make_parse
from govreport_parser.export.arrow import arrow_schema, record_batch
from govreport_parser.export.document import Document, failed_document, figure_rows
from govreport_parser.limits import MAX_BYTES, TIME_LIMIT

if TYPE_CHECKING:
    import pyarrow as pa


__all__ = ["DOCUMENTS", "arrow_schema", "parse_batches"]

DOCUMENTS = 64
"""Documents an output batch: some 15,000 rows, so that memory stays flat whatever the batches that come in hold."""
BYTES = 8 * 1024 * 1024
"""Bytes of documents after which an output batch ends too: a few large ones must not be in memory together."""

NO_BYTES = "there are no bytes. Look at how the batches are made."

Named = tuple[str, bytes | None]
Read = Callable[[list[Named]], list[Document]]


def parse_batches(
    batches: "Iterator[pa.RecordBatch]",
    *,
    max_bytes: int = MAX_BYTES,
    time_limit: float = TIME_LIMIT,
    isolated: bool = False,
    command: list[str] | None = None,
) -> "Iterator[pa.RecordBatch]":
    """Yield the figures of documents as record batches of `arrow_schema()`, in the order in which they came.

    A batch that comes in has a name (text) as first column and the bytes of a document as second. Every document gives
    at least its figures or, where it failed, one row; one without any figure gives one row of kind `file` too, so that
    whoever counts sources misses none.

    A document may take `time_limit` seconds, where the engine calls from the main thread of a process, as Spark and Ray
    do, and where Python itself is slow; it cannot be stopped in the middle of compiled code. `isolated` parses in a
    process beside this one: what hangs or kills that process, or takes all its memory, is a failed row too, and never
    ends the job. It costs a quarter to a half more processor time, and the memory of one parser more.
    """
    with contextlib.ExitStack() as stack:
        if isolated:
            from govreport_parser.integrations.isolated import isolated_reader

            read: Read = stack.enter_context(isolated_reader(max_bytes, time_limit, command))
        else:
            read = _reader(max_bytes, time_limit)
        for batch in batches:
            for named in _together(batch):
                yield record_batch([row for document in read(named) for row in figure_rows(document)])


def _together(batch: "pa.RecordBatch") -> Iterator[list[Named]]:
    """Yield the documents of a batch, as many together as make an output batch."""
    named: list[Named] = []
    size = 0
    for name, content in zip(batch.column(0), batch.column(1), strict=True):
        data = content.as_py()
        named.append((name.as_py() or "document", data))
        size += len(data or b"")
        if len(named) == DOCUMENTS or size >= BYTES:
            yield named
            named, size = [], 0
    if named:
        yield named


def _reader(max_bytes: int, seconds: float) -> Read:
    # Warm before the first document: reading the rules is not on its time.
    parse = make_parse(max_bytes=max_bytes)

    def read(documents: list[Named]) -> list[Document]:
        return [_document(parse, name, data, seconds) for name, data in documents]

    return read


def _document(parse: Parse, name: str, data: bytes | None, seconds: float) -> Document:
    if data is None:
        return failed_document(name, NO_BYTES)
    return attempt(parse, data, name, seconds=seconds, fatal=False)
