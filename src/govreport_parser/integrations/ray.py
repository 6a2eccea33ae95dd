"""Ray Data: reports over a Ray cluster with `map_batches`. Needs the extra `ray`.

    import ray
    from govreport_parser.integrations.ray import parse_dataset

    documents = ray.data.read_parquet("reports.parquet", columns=["name", "content"])
    parse_dataset(documents).write_parquet("figures")

What Ray does by default loses or hangs work, so `parse_dataset` says otherwise (see BLOCK, RETRIES). Never set
`DataContext.max_errored_blocks`: a block with one bad document is dropped whole, and the job calls itself a success.
A failed write leaves finished files and no `_SUCCESS`: write into a new folder, and rename it when the job has ended.

Ray listens on every interface of the machine, whatever address it is given. On a shared machine start it in a network
namespace of its own: `unshare -n sh -c 'ip link set lo up; python job.py'`. See docs/engines.md.
"""

from typing import TYPE_CHECKING, Any

from govreport_parser.integrations.arrow import DOCUMENTS
from govreport_parser.limits import TIME_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

__all__ = ["BLOCK", "RETRIES", "parse_dataset", "parse_table"]

BLOCK = 256
"""Documents a block: some four seconds of work. Ray aims at 128 MB, which is one task on one core for thousands."""

RETRIES = 2
"""Times that a block is tried again after its worker died. By default for ever: one killer document hangs the job."""


def parse_dataset(
    documents: Any,  # noqa: ANN401 - datasets of Ray
    *,
    block: int = BLOCK,
    time_limit: float = TIME_LIMIT,
    isolated: bool = False,
) -> Any:  # noqa: ANN401
    """Return the figures of a dataset of documents, whose first columns are name (string) and content (binary).

    A document that takes longer than `time_limit` seconds is a failed row; with `isolated`, so is one that kills its
    process (see `integrations.arrow.parse_batches`).
    """
    # Rows a block, not a number of blocks: that one would wait until every document had been read.
    return documents.repartition(target_num_rows_per_block=block).map_batches(
        parse_table,
        fn_kwargs={"time_limit": time_limit, "isolated": isolated},
        # The function gets and gives Arrow tables: pandas would turn decimals and missing integers into floats.
        batch_format="pyarrow",
        # Each call starts the process beside it anew: one a block then.
        batch_size=block if isolated else DOCUMENTS,
        # Ray 2.60 warns that options of tasks go in 2.64, and names no other way to end a job that a document kills.
        max_retries=RETRIES,
    )


def parse_table(table: "pa.Table", *, time_limit: float = TIME_LIMIT, isolated: bool = False) -> "Iterator[pa.Table]":
    """Yield the figures of a table of name and content. A document that fails is a row, never an exception."""
    import pyarrow as pa

    from govreport_parser.integrations.arrow import arrow_schema, parse_batches

    for batch in parse_batches(iter(table.to_batches()), time_limit=time_limit, isolated=isolated):
        yield pa.Table.from_batches([batch], schema=arrow_schema())
