"""How an office fills in a form: what it leaves blank, and the liberties it takes."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Look"]

_THOUSAND = 1000


@dataclass(slots=True)
class Look:
    """How a page shows the form: how often a zero is left blank and with which mark, and the office's own liberties."""

    dice: random.Random
    blanks: float = 0.0
    marks: tuple[str, ...] = ("",)
    liberties: frozenset[str] = field(default_factory=frozenset)

    def takes(self, liberty: str) -> bool:
        """Tell whether the office takes this liberty."""
        return liberty in self.liberties

    def show(self, figure: int | str, unit: str | None = None) -> str:
        """Return what the cell shows; only a zero may be left blank. `unit` may be printed behind the figure."""
        if str(figure) == "0" and self.dice.random() < self.blanks:
            return self.dice.choice(self.marks)
        shown = str(figure)
        if self.takes("separators") and isinstance(figure, int) and figure >= _THOUSAND:
            shown = f"{figure:,}"
        if unit and self.takes("units-in-cells") and isinstance(figure, int) and figure:
            shown += unit
        return shown

    def leaves_out(self, figures: Iterable[int | str]) -> bool:
        """Tell whether the office drops a row of nothing but zeros."""
        return self.takes("missing-rows") and all(str(figure) == "0" for figure in figures) and self.dice.random() < 0.5
