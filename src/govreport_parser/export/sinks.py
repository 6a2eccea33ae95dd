"""Sinks: outputs that grow part by part and can go on where a killed run left them.

A part holds the rows of a few files, already encoded, as named streams. A sink takes the streams that it knows, in the
order of the parts. At a checkpoint it writes down, durably, how many parts it holds and a digest of them; what came
after is cut off when it is opened again. So a run that was killed at any moment goes on without a row lost or doubled.
"""

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

__all__ = [
    "AppendSink",
    "Mark",
    "Sink",
    "Streams",
    "Tell",
    "replace_durably",
    "sync_folder",
    "untold",
    "write_durably",
]

Streams = Mapping[str, bytes]
Tell = Callable[[int, int], None]
"""Is told, before a step that may take long, its number from 1 and how many there are."""


def untold(_step: int, _steps: int) -> None:
    """Tell nobody."""


class Mark(NamedTuple):
    """How far a sink is: the number of parts that it holds, and the digest that chains them."""

    parts: int = 0
    digest: str = ""


class Sink(Protocol):
    """One output in the making."""

    def open(self) -> Mark:
        """Return the last checkpoint, everything after it cut off."""
        ...

    def reset(self) -> None:
        """Throw away what is there and begin anew."""
        ...

    def add(self, streams: Streams) -> None:
        """Take the next part."""
        ...

    def checkpoint(self, mark: Mark) -> None:
        """Write down durably that all parts up to `mark` are in."""
        ...

    def finish(self, tell: Tell = untold) -> list[tuple[Path, Path]]:
        """Complete the output; return the files made and where each belongs, the most important one last."""
        ...

    def abandon(self) -> None:
        """Let go of open files; nothing is completed."""
        ...


class AppendSink:
    """Text files whose parts are simply put one behind the other: JSONL and CSV."""

    def __init__(self, work: Path, targets: Mapping[str, Path], heads: Mapping[str, bytes]) -> None:
        self._work, self._targets, self._heads = work, dict(targets), heads
        self._state = work / "append.json"
        self._files: dict[str, int] = {}

    def open(self) -> Mark:
        """Cut every file to the length of the last checkpoint."""
        try:
            state = json.loads(self._state.read_text("utf-8"))
            lengths = state["lengths"]
            short = [name for name, size in lengths.items() if self._path(name).stat().st_size < size]
            if short or set(lengths) != set(self._targets):
                raise ValueError("not these files")
        except (OSError, ValueError, KeyError):
            self.reset()
            return Mark()
        for name, size in lengths.items():
            os.truncate(self._path(name), size)
        self._open_files()
        return Mark(state["parts"], state["digest"])

    def reset(self) -> None:
        """Begin with nothing but the heads."""
        self.abandon()
        self._state.unlink(missing_ok=True)
        for name in self._targets:
            self._path(name).write_bytes(self._heads.get(name, b""))
        self._open_files()

    def add(self, streams: Streams) -> None:
        """Append the streams that this sink knows."""
        for name, file in self._files.items():
            _write_all(file, streams[name])

    def checkpoint(self, mark: Mark) -> None:
        """Sync the files, then note their lengths."""
        for file in self._files.values():
            os.fsync(file)
        lengths = {name: self._path(name).stat().st_size for name in self._targets}
        state = {"parts": mark.parts, "digest": mark.digest, "lengths": lengths}
        write_durably(self._state, json.dumps(state).encode("ascii"))

    def finish(self, tell: Tell = untold) -> list[tuple[Path, Path]]:
        """Close the files and hand them over."""
        tell(1, 1)
        for file in self._files.values():
            os.fsync(file)
        self.abandon()
        return [(self._path(name), target) for name, target in self._targets.items()]

    def abandon(self) -> None:
        """Close the files."""
        for file in self._files.values():
            os.close(file)
        self._files = {}

    def _path(self, name: str) -> Path:
        return self._work / f"{name}.part"

    def _open_files(self) -> None:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._files = {name: os.open(self._path(name), flags) for name in self._targets}


def _write_all(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def write_durably(path: Path, data: bytes) -> None:
    """Write a file so that after a crash it holds all of the data or is not there (or as it was before)."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace_durably(temporary, path)
    except OSError:
        # On a full disk, what could not be written must not stay and take the room.
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def replace_durably(source: Path, target: Path) -> None:
    """Rename a file over another and make the renaming last."""
    source.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; a system that cannot open folders does so by itself."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
