"""The plan of a run: items in chunks that stay the same when files are added or taken away elsewhere.

A chunk ends where the digest of a name says so, not after a fixed number: a new file disturbs its own chunk only.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from govreport_parser.batch.items import Item, grouped

__all__ = ["Chunk", "Settings", "parser_version", "read_plan", "write_plan"]

CHUNK = 16
"""Files a chunk on average: some 0.2 s of work, so that a kill costs little and noting it (about 5 ms) is cheap."""
CHUNK_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides the rows of a run: with other settings, nothing of an earlier run is used."""

    format: str
    streams: tuple[str, ...]
    max_bytes: int
    time_limit: float
    version: str
    chunk: int = CHUNK

    def __post_init__(self) -> None:
        # 120 and 120.0 are one limit, but two texts, and the names of chunks are made of the text.
        object.__setattr__(self, "time_limit", float(self.time_limit))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files that one worker parses into one part."""

    key: str
    items: tuple[Item, ...]

    def alone(self) -> list["Chunk"]:
        """Return a chunk for every file by itself."""
        return [Chunk(f"{self.key}-{number}", (item,)) for number, item in enumerate(self.items)]


def parser_version() -> str:
    """Return the version with a digest of the package's files: rules or places that changed are a new parser too."""
    from importlib.resources import files

    import govreport_parser

    digest, root = hashlib.sha256(), Path(str(files(govreport_parser)))
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            # Whatever lies in the package may decide a result, the packed gazetteer too: 2 MB, read in no time.
            if "__pycache__" not in path.parts and path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return f"{govreport_parser.__version__}+{digest.hexdigest()[:12]}"


def write_plan(path: Path, items: Iterable[Item], settings: Settings) -> int:
    """Write the chunks, one a line; return the number of files."""
    files = 0
    with path.open("w", encoding="ascii") as plan:
        for chunk in _chunks(items, settings):
            files += len(chunk.items)
            plan.write(json.dumps([chunk.key, [item.fields() for item in chunk.items]]) + "\n")
    return files


def read_plan(path: Path) -> Iterator[Chunk]:
    """Yield the chunks of a plan."""
    with path.open(encoding="ascii") as plan:
        for line in plan:
            key, items = json.loads(line)
            yield Chunk(key, tuple(Item(*fields) for fields in items))


def _chunks(items: Iterable[Item], settings: Settings) -> Iterator[Chunk]:
    def full(gathered: list[Item]) -> bool:
        return len(gathered) >= 2 * settings.chunk or _ends(gathered[-1], settings.chunk)

    for gathered in grouped(items, most_bytes=CHUNK_BYTES, full=full):
        yield _chunk(gathered, settings)


def _chunk(items: list[Item], settings: Settings) -> Chunk:
    # All settings but the size of chunks: it decides which files stand together, never a row.
    text = json.dumps([asdict(replace(settings, chunk=0)), [item.fields() for item in items]])
    return Chunk(hashlib.sha256(text.encode("ascii")).hexdigest()[:32], tuple(items))


def _ends(item: Item, mean: int) -> bool:
    digest = hashlib.blake2b(f"{item.name}\0{item.at}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % mean == 0
