"""Merging: parts go into the sinks in the order of the plan, each sink from where it stopped."""

import hashlib
from pathlib import Path

from govreport_parser.batch.parts import Part, read_head, read_part
from govreport_parser.errors import BatchError
from govreport_parser.export.sinks import Mark, Sink

__all__ = ["Merge"]

CHECKPOINT = 16
"""Parts between two checkpoints of the output."""


class Merge:
    """Puts parts into the sinks, each from where it stopped."""

    def __init__(self, sinks: list[Sink]) -> None:
        self.sinks = sinks
        self._marks = [sink.open() for sink in sinks]
        self._now = Mark()
        self._heads: list[Path] = []

    def add(self, path: Path) -> None:
        """Take the next part."""
        head = read_head(path)
        if head is None:
            raise BatchError(f"{path} is gone or damaged. Run again with --resume.")
        self._heads.append(path)
        self._now = Mark(self._now.parts + 1, _chain(self._now.digest, head))
        part: Part | None = None
        for index, sink in enumerate(self.sinks):
            mark = self._marks[index]
            if self._now.parts < mark.parts:
                continue
            if self._now.parts == mark.parts and self._now.digest == mark.digest:
                continue
            if self._now.parts == mark.parts:
                # What the sink holds are not these parts: a file changed, came or went. Put it together anew.
                self._again(index)
                continue
            part = part or _whole(path)
            sink.add(part.streams)
        if self._now.parts % CHECKPOINT == 0:
            self._checkpoint()

    def complete(self) -> None:
        """Check that no sink holds more than there are parts."""
        for index, mark in enumerate(self._marks):
            if mark.parts > self._now.parts:
                self._again(index)
        self._checkpoint()

    def abandon(self) -> None:
        """Let go of all files."""
        for sink in self.sinks:
            sink.abandon()

    def _again(self, index: int) -> None:
        sink = self.sinks[index]
        sink.reset()
        self._marks[index] = Mark()
        for path in self._heads:
            sink.add(_whole(path).streams)

    def _checkpoint(self) -> None:
        for index, sink in enumerate(self.sinks):
            if self._now.parts > self._marks[index].parts:
                sink.checkpoint(self._now)


def _whole(path: Path) -> Part:
    part = read_part(path)
    if part is None:
        path.unlink(missing_ok=True)
        raise BatchError(f"{path} was damaged on the disk and is taken away. Run again with --resume.")
    return part


def _chain(digest: str, head: Part) -> str:
    return hashlib.sha256(f"{digest}\n{head.digest}".encode()).hexdigest()
