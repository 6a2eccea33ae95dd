"""Arrow and Parquet: the figures with a declared schema, decimals as decimals. Needs the extra `arrow`."""

import contextlib
import functools
import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreport_parser.errors import MissingExtraError
from govreport_parser.export.document import Document, figure_rows
from govreport_parser.export.sinks import Mark, Streams, Tell, untold
from govreport_parser.report.columns import Row, TableSchema, schema_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "FILE_STREAM",
    "PRECISION",
    "SCALE",
    "STREAM",
    "ArrowSink",
    "ParquetSink",
    "arrow_bytes",
    "arrow_schema",
    "record_batch",
]

STREAM, FILE_STREAM = "figures.arrow", "figures.feather"
"""The figures as an Arrow stream, on the way into Parquet and into an Arrow file."""
PRECISION, SCALE = 38, 12
OUT_OF_RANGE = "out_of_range"
"""The status of a figure that decimal128(38, 12) cannot hold exactly: its value is null, its quote says it."""

_LIMIT = Decimal(10) ** (PRECISION - SCALE)


@functools.cache
def arrow_schema(table: str = "figures") -> "pa.Schema":
    """Return the declared schema of a table of the flattening; the fields' metadata are the data dictionary."""
    pa = _pyarrow()
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "decimal": pa.decimal128(PRECISION, SCALE),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    described = schema_of(table)
    fields = [
        pa.field(column.name, types[column.type], metadata={"description": column.en, "description_zh": column.zh})
        for column in described.columns
    ]
    return pa.schema(fields, metadata={"description": described.en, "description_zh": described.zh})


def record_batch(rows: Iterable[Row], table: str = "figures") -> "pa.RecordBatch":
    """Return rows of a table as one record batch with the declared schema, no digit lost.

    A value that the type cannot hold is null and its status `out_of_range`: never rounded, never silent.
    """
    pa = _pyarrow()
    schema = arrow_schema(table)
    fitting = [_fit(row, schema_of(table)) for row in rows]
    columns = list(zip(*fitting, strict=True)) or [()] * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def arrow_bytes(documents: Iterable[Document]) -> bytes:
    """Return the figures of files as an Arrow stream. Made in the workers."""
    pa = _pyarrow()
    batch = record_batch([row for document in documents for row in figure_rows(document)])
    buffer = io.BytesIO()
    with pa.ipc.new_stream(buffer, batch.schema) as stream:
        stream.write_batch(batch)
    return buffer.getvalue()


class ParquetSink:
    """One Parquet file (zstd) in the making. Parquet cannot grow after a crash: it is written again from the parts."""

    stream = STREAM

    def __init__(self, work: Path, target: Path) -> None:
        self._path, self._target = work / "figures.out", target
        self._writer: Any = None
        self._waiting: list[pa.RecordBatch] = []

    def open(self) -> Mark:
        """Begin anew."""
        self.reset()
        return Mark()

    def reset(self) -> None:
        """Begin with an empty file."""
        self.abandon()
        self._writer = self._begin()

    def add(self, streams: Streams) -> None:
        """Take the rows of the next part; a row group is written when there are enough of them."""
        with _pyarrow().ipc.open_stream(streams[self.stream]) as stream:
            self._waiting.extend(stream)
        if sum(len(batch) for batch in self._waiting) >= 100_000:
            self._write()

    def checkpoint(self, mark: Mark) -> None:
        """Do nothing: there is no going on from here."""

    def finish(self, tell: Tell = untold) -> list[tuple[Path, Path]]:
        """Write the rest and the footer."""
        import os

        tell(1, 1)
        self._write()
        self._writer.close()
        self._writer = None
        with self._path.open("rb+") as file:
            os.fsync(file.fileno())
        return [(self._path, self._target)]

    def abandon(self) -> None:
        """Close the file, which nobody wants."""
        self._waiting = []
        if self._writer is not None:
            # Closing writes a footer, for which a full disk may have no room.
            with contextlib.suppress(OSError):
                self._writer.close()
            self._writer = None

    def _begin(self) -> Any:  # noqa: ANN401 - pyarrow has no types
        """Return the writer."""
        _pyarrow()
        import pyarrow.parquet as pq

        return pq.ParquetWriter(self._path, arrow_schema(), compression="zstd")

    def _write(self) -> None:
        if self._waiting and self._writer is not None:
            self._put(_pyarrow().Table.from_batches(self._waiting))
        self._waiting = []

    def _put(self, table: "pa.Table") -> None:
        self._writer.write_table(table)


class ArrowSink(ParquetSink):
    """One Arrow file (IPC, also known as Feather; zstd) in the making, from the same rows."""

    stream = FILE_STREAM

    def _begin(self) -> Any:  # noqa: ANN401
        pa = _pyarrow()
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        return pa.ipc.new_file(self._path, arrow_schema(), options=options)

    def _put(self, table: "pa.Table") -> None:
        # A batch is compressed by itself: one a part would be thousands of small ones, and a file a quarter larger.
        self._writer.write_table(table.combine_chunks())


def _fit(row: Row, schema: TableSchema) -> Row:
    unfit = [index for index, value in enumerate(row) if isinstance(value, Decimal) and not _fits(value)]
    if not unfit:
        return row
    values = [None if index in unfit else value for index, value in enumerate(row)]
    for index, column in enumerate(schema.columns):
        if column.name == "status":
            values[index] = OUT_OF_RANGE
    return tuple(values)


def _fits(value: Decimal) -> bool:
    if not value.is_finite() or abs(value) >= _LIMIT:
        return False
    exponent = value.normalize().as_tuple().exponent if value.as_tuple().exponent else 0
    return isinstance(exponent, int) and exponent >= -SCALE


def _pyarrow() -> "pa":
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError(
            "Arrow and Parquet need pyarrow. Install it with `pip install 'govreport-parser[arrow]'`."
        ) from error
    import pyarrow.ipc

    return pyarrow
