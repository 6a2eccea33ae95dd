"""Parts: what a worker makes of a chunk, one file that is there whole or not at all.

First a line of JSON: the chunk's key, what each file was (its digest, its status), the lengths of the streams and their
checksum. Then the streams.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from govreport_parser.export.sinks import write_durably

__all__ = ["Part", "read_head", "read_part", "write_part"]


@dataclass(frozen=True, slots=True)
class Part:
    """The head of a part, and its streams where they were read."""

    digest: str
    """Tells the part from any other: equal heads are equal parts."""
    files: tuple[tuple[str, str, str | None], ...]
    """Of every file: the SHA-256 of its bytes or why there are none, status, reason."""
    streams: Mapping[str, bytes]


def write_part(path: Path, key: str, files: list[tuple[str, str, str | None]], streams: Mapping[str, bytes]) -> None:
    """Write a part durably."""
    checksum = 0
    for data in streams.values():
        checksum = zlib.crc32(data, checksum)
    lengths = [[name, len(data)] for name, data in streams.items()]
    head = json.dumps({"key": key, "files": files, "streams": lengths, "crc32": checksum})
    write_durably(path, b"".join([head.encode("ascii"), b"\n", *streams.values()]))


def read_head(path: Path) -> Part | None:
    """Return the head of a part; None where there is no whole part."""
    return _read(path, streams=False)


def read_part(path: Path) -> Part | None:
    """Return a part with its streams, the checksum proved; None where there is no whole part."""
    return _read(path, streams=True)


def _read(path: Path, *, streams: bool) -> Part | None:
    try:
        with path.open("rb") as file:
            line = file.readline()
            body = file.read() if streams else b""
        head = json.loads(line)
        files = tuple((str(sha), str(status), reason) for sha, status, reason in head["files"])
        pieces = _cut(body, head["streams"], head["crc32"]) if streams else {}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Part(line.decode("ascii"), files, pieces)


def _cut(body: bytes, lengths: list[tuple[str, int]], checksum: int) -> dict[str, bytes]:
    if len(body) != sum(length for _, length in lengths) or zlib.crc32(body) != checksum:
        raise ValueError("the part is not whole")
    pieces, position = {}, 0
    for name, length in lengths:
        pieces[name] = body[position : position + length]
        position += length
    return pieces
