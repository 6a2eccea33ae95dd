"""Progress: how far a run of the batch is, as told to whoever watches it."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Progress", "Stage"]


class Stage(StrEnum):
    """What a run is at."""

    FINDING = "finding"
    """Looking for files; their number is not known yet."""
    PARSING = "parsing"
    FINISHING = "finishing"
    """All files are through; the output is put together, indexed and put in place."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    files: int
    """All files; while they are being found, those found so far."""
    statuses: Counter[str]
    kept: int
    """Files that an earlier run had parsed."""
    stage: Stage = Stage.PARSING
    step: int = 0
    """Step of finishing that begins, from 1."""
    steps: int = 0

    @property
    def done(self) -> int:
        """Files that are through."""
        return self.statuses.total()
