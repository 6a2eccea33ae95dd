"""What the checks of both engines need: the batch's rows, a comparison that finds what is lost, doubled or different, and
a look at who listens where.
"""

import os
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

from generated import PART, stored

KEY = ("source", "kind", "id")


def run_batch_here(documents: Path, files: Path, out: Path) -> float:
    """Write the documents as files and run `govreport batch` over them with two workers. Returns seconds of the run."""
    from govreport_parser.batch.run import Options, run_batch

    files.mkdir()
    for name, data in stored(documents):
        (files / name).write_bytes(data)
    before = Path.cwd()
    os.chdir(files)  # the names of the rows are the paths as given: those of the documents
    began = time.perf_counter()
    try:
        run_batch(["."], out, options=Options(workers=2, keep_parts=False))
    finally:
        os.chdir(before)
    return time.perf_counter() - began


def differences(expected: Path, found: Path, count: int, apart: str = "") -> tuple[int, list[str]]:
    """Compare the rows of two Parquet outputs over documents 0 to `count`, every column of every row, but of one document.

    Returns the number of rows expected and what is wrong, nothing where all is well. Works through the documents in
    stretches, so that memory stays flat.
    """
    import pyarrow.dataset as ds

    others = ds.field("source") != apart
    ours, theirs = (ds.dataset(path, format="parquet") for path in (expected, found))
    wrong, total, sources = [], ours.count_rows(filter=others), 0
    if theirs.count_rows(filter=others) != total:
        wrong.append(f"{theirs.count_rows(filter=others)} rows for {total}")
    for start in range(0, count, PART):
        between = others & (ds.field("source") >= f"{start:06}") & (ds.field("source") < f"{start + PART:06}")
        left, right = (_sorted(rows.to_table(filter=between)) for rows in (ours, theirs))
        sources += len(left["source"].unique())
        wrong += _compare(left, right, f"documents {start} to {start + PART}")
    if sources != count - bool(apart):
        wrong.append(f"the batch itself has rows of {sources} documents for {count}")
    return total, wrong


def _sorted(table):
    return table.sort_by([(name, "ascending") for name in KEY]).combine_chunks()


def _compare(left, right, where: str) -> Iterator[str]:
    counts = [_keys(table).group_by(list(KEY)).aggregate([([], "count_all")]) for table in (left, right)]
    doubled = [sum(number > 1 for number in table["count_all"].to_pylist()) for table in counts]
    if any(doubled):
        yield f"{where}: records that stand more than once: {doubled[0]} in the batch's rows, {doubled[1]} in the engine's"
    for name, one, other in (("missing", *counts), ("too many", *counts[::-1])):
        lost = one.join(other, list(KEY), join_type="left anti").num_rows if one.num_rows else 0
        if lost:
            yield f"{where}: {lost} records {name}"
    if left.num_rows == right.num_rows:
        unlike = [name for name in left.column_names if not left[name].equals(right[name])]
        if unlike:
            yield f"{where}: values differ in {', '.join(unlike)}"


def _keys(table):
    # A join never matches what is null, and rows of kind `file` have no id.
    import pyarrow.compute as pc

    return table.select(list(KEY)).set_column(2, "id", pc.fill_null(table["id"], ""))


def family(parent: int) -> set[int]:
    """Return the numbers of a process and all that descend from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    found, more = {parent}, True
    while more:
        more = {pid for pid, above in parents.items() if above in found} - found
        found |= more
    return found


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def listening(pids: set[int]) -> set[str]:
    """Return the addresses on which processes wait for TCP connections, without the ports."""
    sockets = {target for pid in pids for target in _open_files(pid)}
    found = set()
    for table, kind in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                address = fields[1].rpartition(":")[0]
                words = (int(address[place : place + 8], 16) for place in range(0, len(address), 8))
                found.add(socket.inet_ntop(kind, b"".join(struct.pack("=I", word) for word in words)))
    return found


def _open_files(pid: int) -> Iterator[str]:
    try:
        links = list(Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return
    for link in links:
        try:
            yield str(link.readlink())
        except OSError:
            continue


def is_loopback(address: str) -> bool:
    return address.removeprefix("::ffff:").startswith("127.") or address == "::1"
