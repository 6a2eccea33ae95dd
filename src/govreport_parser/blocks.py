"""Blocks: the lines of a normalised text, each a heading candidate, a paragraph, a table row or blank.

The blocks tile the text: joined in order they give it back, character for character.
"""

from dataclasses import dataclass
from typing import Literal

from govreport_parser.spans import Span

__all__ = ["Block", "BlockKind", "split_blocks"]

BlockKind = Literal["heading", "paragraph", "table_row", "blank"]


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the normalised text, its line end included."""

    kind: BlockKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The block's place in the normalised text."""
        return Span(self.start, self.end)


def split_blocks(text: str) -> tuple[Block, ...]:
    """Cut `text` into blocks."""
    raise NotImplementedError
