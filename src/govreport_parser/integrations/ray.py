"""Ray Data: reports over a Ray cluster with `map_batches`. Needs the extra `ray`.

    import ray
    from govreport_parser.integrations.ray import parse_dataset

    documents = ray.data.read_parquet("reports.parquet", columns=["name", "content"])
    parse_dataset(documents).write_parquet("figures")

What Ray does by default loses or hangs work, so `parse_dataset` says otherwise (see BLOCKS, RETRIES). Never set
`DataContext.max_errored_blocks`: a block with one bad document is dropped whole, and the job calls itself a success.
A failed write leaves finished files and no `_SUCCESS`: write into a new folder, and rename it when the job has ended.

Ray listens on every interface of the machine, whatever address it is given. On a shared machine start it in a network
namespace of its own: `unshare -n sh -c 'ip link set lo up; python job.py'`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["BLOCKS", "RETRIES", "parse_dataset", "parse_table"]

BLOCKS = 40
"""Blocks of documents. Ray aims at 128 MB a block, which is one task on one core for thousands of reports."""

RETRIES = 2
"""Times that a block is tried again after its worker died. By default for ever: one killer document hangs the job."""

DOCUMENTS = 64


def parse_dataset(documents: Any, *, blocks: int = BLOCKS) -> Any:  # noqa: ANN401 - datasets of Ray
    """Return the figures of a dataset of documents, whose first columns are name (string) and content (binary)."""
    return documents.repartition(blocks).map_batches(
        parse_table,
        # The function gets and gives Arrow tables: pandas would turn decimals and missing integers into floats.
        batch_format="pyarrow",
        batch_size=DOCUMENTS,
        max_retries=RETRIES,
    )


def parse_table(table: "pa.Table") -> "pa.Table":
    """Return the figures of a table of name and content. A document that fails is a row, never an exception."""
    import pyarrow as pa

    from govreport_parser.integrations.arrow import arrow_schema, parse_batches

    return pa.Table.from_batches(parse_batches(iter(table.to_batches())), schema=arrow_schema())
