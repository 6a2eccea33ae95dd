"""PySpark: reports by the million with `mapInArrow`. Needs the extra `spark` and Java 17 (a JRE is enough).

    from pyspark.sql import SparkSession
    from govreport_parser.integrations.spark import SETTINGS, parse_documents, read_documents

    spark = SparkSession.builder.config(map=SETTINGS).getOrCreate()
    documents = spark.read.parquet("reports.parquet").select("name", "content")
    parse_documents(documents, partitions=400).write.parquet("figures")

Java: `apt-get install openjdk-17-jre-headless`, `conda install openjdk=17`, or https://adoptium.net. Workers need this
package installed, at the driver's version, and PYSPARK_PYTHON set to its Python. The driver needs pandas below 3:
`mapInArrow` asks for it though it never uses it.

Spark retries tasks but does not resume a job: where a run takes hours, give it the inputs in some batches and skip
those whose output has a `_SUCCESS` file. `local[2]` does not even retry (one attempt): use `local[2,4]` or a cluster.
More in docs/engines.md.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from govreport_parser.export.arrow import PRECISION, SCALE
from govreport_parser.limits import TIME_LIMIT
from govreport_parser.report.columns import schema_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["SETTINGS", "figures_ddl", "parse_documents", "read_documents"]

SETTINGS = {
    # Batches go to the worker by number of rows and, since 4.1, by size; 256 documents are some 5 MB.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    # The default of 128 MB makes two partitions of forty thousand reports: two tasks, and nothing small to retry.
    "spark.sql.files.maxPartitionBytes": "8m",
    # Each file counts as 4 MB by default, which makes hundreds of tiny partitions of a folder of reports.
    "spark.sql.files.openCostInBytes": "65536",
    # A worker that dies is retried: four attempts a task, as clusters have by default; local[N] needs local[N,4].
    "spark.task.maxFailures": "4",
    # Dates are dates: no session's time zone may move them.
    "spark.sql.session.timeZone": "UTC",
    # Parquet as every other reader knows it, not INT96 timestamps.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}
"""Every setting changes what happens to memory, retries or values; none is for taste."""

_TYPES = {
    "text": "string",
    "integer": "bigint",
    "decimal": f"decimal({PRECISION},{SCALE})",
    "boolean": "boolean",
    "date": "date",
}


def figures_ddl() -> str:
    """Return the schema of the rows for Spark.

    Spark matches columns by position, drops the superfluous silently and rounds decimals of another scale silently:
    the schema is made of the same columns as the batches, and of the same precision.
    """
    return ", ".join(f"`{column.name}` {_TYPES[column.type]}" for column in schema_of("figures").columns)


def parse_documents(
    documents: Any,  # noqa: ANN401 - data frames of pyspark
    *,
    partitions: int | None = None,
    time_limit: float = TIME_LIMIT,
    isolated: bool = False,
) -> Any:  # noqa: ANN401
    """Return the figures of a data frame of documents, whose columns are name (string) and content (binary).

    A document that takes longer than `time_limit` seconds is a failed row; with `isolated`, so is one that kills its
    process (see `integrations.arrow.parse_batches`).

    `partitions` deals the documents out anew: a Parquet file is never cut within a row group, and one that pyarrow or
    pandas wrote is often a single one, hence one task on one core.
    """
    name, content = documents.columns[:2]
    chosen = documents.select(name, content)
    if partitions is not None:
        chosen = chosen.repartition(partitions)
    return chosen.mapInArrow(partial(_parse, time_limit=time_limit, isolated=isolated), figures_ddl())


def read_documents(spark: Any, path: str) -> Any:  # noqa: ANN401
    """Return the files of a folder as a data frame of name and content; for many files, Parquet is read far faster."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    return files.selectExpr("path AS name", "content")


def _parse(batches: "Iterator[pa.RecordBatch]", *, time_limit: float, isolated: bool) -> "Iterator[pa.RecordBatch]":
    # Imported in the worker: what Spark ships is this function's name, no state of the driver.
    from govreport_parser.integrations.arrow import parse_batches

    return parse_batches(batches, time_limit=time_limit, isolated=isolated)
