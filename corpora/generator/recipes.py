"""Any number of recipes drawn by lot: forms, layouts, scripts, liberties, blanks and faults in every mixture that an office could publish."""

import random
from collections.abc import Iterator, Mapping, Sequence

from .drafts import FORMS, Recipe
from .layouts import BLANKS_ALONE, LAYOUTS, PAPER, RUNNING
from .script import SCRIPTS

__all__ = ["FAULTS", "LIBERTIES", "NEW_FAULTS", "recipes"]

_ANY = ("half-width", "letterspaced", "missing-rows", "separators", "units-in-cells")
_SHEETS = (
    *_ANY, "broken", "total-first", "short-labels", "truncated", "extra-row", "inspections", "untitled", "untitled-some", "long-titles",
    "no-totals", "heads-repeated", "in-section-one", "at-the-end",
)  # fmt: skip
LIBERTIES = {
    "2021": (*_SHEETS, "too-many", "odd-unit"),
    "2019": (*_SHEETS, "amount-header"),
    "2014": (*_ANY, "spaced", "serial", "regional", "regional-rows", "bare-headings"),
    "2008": (*_ANY, "no-codes", "no-letters"),
}
FAULTS = {
    "2021": ("balance", "row", "prose", "reviews"),
    "2019": ("reviews", "prose", "balance", "row"),
    "2014": ("sum", "part", "prose"),
    "2008": ("sum", "prose"),
}
NEW_FAULTS = {
    "2021": ("share", "growth", "listed", "pending", "magnitude"),
    "2019": ("share", "growth", "listed", "pending"),
    "2014": ("share", "growth", "listed", "magnitude"),
    "2008": ("share", "growth", "listed"),
}
"""Faults that only some checks see; drawn where they are asked for."""
_MARKS = (("",), ("-",), ("/",), ("无",), ("", "-"), ("-", "/", "无"), ("", "-", "/", "无", "——"))


def recipes(
    count: int, seed: int | str, *, forms: Sequence[str] = (), layouts: Sequence[str] = (), scripts: Sequence[str] = (), size: int = 0,
    blanks: float | None = None, faults: Mapping[str, Sequence[str]] = FAULTS,
) -> Iterator[tuple[str, Recipe]]:  # fmt: skip
    """Yield layout and recipe `count` times; `blanks`: the share of zeros left blank, drawn too where it is None."""
    dice = random.Random(f"{seed}/recipes")
    for number in range(count):
        form = dice.choice(forms or list(FORMS))
        layout = dice.choice(layouts or list(LAYOUTS))
        # Words are converted on mirror pages, never on paper: a word cut by a line's end would stay unconverted.
        usual = [s for s in scripts or SCRIPTS if not (s == "taiwan" and layout in PAPER)] or ["traditional"]
        share = dice.choice((0.0, 0.0, 0.1, 0.4, 0.8, 1.0)) if blanks is None else blanks
        fault = dice.choice(faults[form]) if dice.random() < 0.25 else ""
        if fault == "prose" and layout in RUNNING:
            fault = ""  # a heading that runs into its sentence hides what the figure is of
        yield layout, Recipe(
            name=f"{number:06}", form=form, variant=dice.choice(("dingxi", "putian")) if form == "2008" else "", script=dice.choice(usual),
            blanks=share, marks=dice.choice(_MARKS), liberties=_liberties(form, fault, layout, dice), fault=fault, size=size,
        )  # fmt: skip


def _liberties(form: str, fault: str, layout: str, dice: random.Random) -> frozenset[str]:
    """Draw liberties; not those that would hide the fault: columns that no sum speaks of, totals left blank."""
    rate = dice.choice((0.0, 0.1, 0.1, 0.3))
    barred = {"regional", "no-totals"} if fault else set()
    if layout in BLANKS_ALONE:
        barred.add("units-in-cells")  # a blank alone parts 5件 6件 in a printed line, as it parts 共 6件 in a sentence
    drawn = {liberty for liberty in LIBERTIES[form] if dice.random() < rate}
    return frozenset(drawn - barred)
