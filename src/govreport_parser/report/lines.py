"""Lines: from a character's position to its line and column, by bisection."""

from bisect import bisect_right

__all__ = ["Lines"]


class Lines:
    r"""The line starts of one text.

    >>> Lines("甲\n乙丙").line(3)
    2
    """

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def line(self, position: int) -> int:
        """Return the line, counted from 1, of the character at `position`."""
        return bisect_right(self._starts, position)

    def start(self, line: int) -> int:
        """Return the position of the first character of `line` (from 1). IndexError for a line that is not there."""
        if not 1 <= line <= len(self._starts):
            raise IndexError(f"there is no line {line}; the text has {len(self._starts)}")
        return self._starts[line - 1]
