"""Arrow in, Arrow out: what an engine that moves record batches (Spark, Ray, DuckDB, Dask …) needs to run the parser.

Stateless and free of pickles: the function is found by its name, the batches carry values only. A document that cannot
be read is a row of kind `file` with status `failed` and the reason: engines retry or drop what raises, whole blocks of
it.
"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govreport_parser.errors import GovReportError
from govreport_parser.export.arrow import arrow_schema, record_batch
from govreport_parser.export.document import Document, document_of, failed_document, figure_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from govreport_parser.pipeline import ReportParser

__all__ = ["DOCUMENTS", "arrow_schema", "parse_batches"]

DOCUMENTS = 64
"""Documents an output batch: some 15,000 rows, so that memory stays flat whatever the batches that come in hold."""


def parse_batches(
    batches: "Iterator[pa.RecordBatch]", *, max_bytes: int = 64 * 1024 * 1024
) -> "Iterator[pa.RecordBatch]":
    """Yield the figures of documents as record batches of `arrow_schema()`, in the order in which they came.

    A batch that comes in has a name (text) as first column and the bytes of a document as second. Every document gives
    at least its figures or, where it failed, one row; one without any figure gives one row of kind `file` too, so that
    whoever counts sources misses none.
    """
    from govreport_parser.pipeline import ReportParser

    parser = ReportParser(max_bytes=max_bytes)
    for batch in batches:
        names, contents = batch.column(0), batch.column(1)
        for start in range(0, batch.num_rows, DOCUMENTS):
            end = min(start + DOCUMENTS, batch.num_rows)
            documents = (_document(parser, names[row].as_py(), contents[row].as_py()) for row in range(start, end))
            yield record_batch([row for document in documents for row in figure_rows(document)])


def _document(parser: "ReportParser", name: str | None, data: bytes | None) -> Document:
    from govreport_parser.checks import check
    from govreport_parser.text.source import read_source

    label = name or "document"
    if data is None:
        return failed_document(label, "there are no bytes. Look at how the batches are made.")
    try:
        report = parser.parse(read_source(data, name=label, max_bytes=parser.max_bytes))
        return document_of(report, check(report))
    except (GovReportError, OSError) as error:
        reason = str(error)
    except Exception as error:  # one document must not end the job, nor be dropped with its block
        reason = f"the parser failed: {type(error).__name__}: {error}. Please report this file."
    return failed_document(label, reason, sha256=hashlib.sha256(data).hexdigest())
