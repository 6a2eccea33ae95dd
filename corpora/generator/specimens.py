"""The specimens of `corpora/layouts`: every form in every version of trafilatura and every script, and once in every other layout.

The other layouts need no tool: `tests/test_layouts.py` makes them in memory, in every script.
"""

from collections.abc import Iterator

from .drafts import Recipe
from .layouts import BLANKS_ALONE, IN_MEMORY, LAYOUTS, PAPER
from .recipes import FAULTS
from .scrape import VERSIONS
from .script import SCRIPTS

__all__ = ["KINDS", "product", "specimens"]

KINDS = [("2021", ""), ("2019", ""), ("2014", ""), ("2008", "dingxi"), ("2008", "putian")]
_LIBERTIES = {
    "2021": ("broken", "total-first", "short-labels broken", "truncated", "extra-row", "too-many", "untitled missing-rows", "long-titles broken",
             "inspections separators", "half-width heads-repeated", "odd-unit letterspaced", "untitled-some in-section-one", "at-the-end units-in-cells"),
    "2019": ("broken", "truncated", "amount-header", "untitled broken", "total-first missing-rows", "extra-row", "long-titles",
             "inspections half-width", "separators heads-repeated", "in-section-one letterspaced", "at-the-end short-labels"),
    "2014": ("", "spaced", "serial", "spaced half-width", "regional-rows", "regional", "missing-rows", "separators bare-headings"),
    "2008": ("", "no-codes", "missing-rows half-width", "no-letters separators", "letterspaced"),
}  # fmt: skip
_BLANKS = ((0.0, ("",)), (0.5, ("",)), (0.4, ("-", "/", "无")), (0.25, ("",)), (0.0, ("",)), (0.4, ("", "-", "——")))


def specimens() -> Iterator[tuple[str, Recipe]]:
    """Yield layout and recipe of every specimen that is stored."""
    number = 0
    for form, variant in KINDS:
        for version in VERSIONS:
            for script in SCRIPTS:
                number += 1
                layout = f"trafilatura-{version}"
                yield layout, _recipe(number, form, variant, layout, script)
        for place, layout in enumerate(layout for layout in LAYOUTS if layout not in IN_MEMORY):
            number += 1
            yield layout, _recipe(number, form, variant, layout, list(SCRIPTS)[(place + number) % 3])


def product(layouts: list[str]) -> Iterator[tuple[str, Recipe]]:
    """Yield a recipe of every form and script in each of `layouts`."""
    number = 0
    for form, variant in KINDS:
        for layout in layouts:
            for script in SCRIPTS:
                number += 1
                if not (script == "taiwan" and layout in PAPER):
                    yield layout, _recipe(number, form, variant, layout, script)


def _recipe(number: int, form: str, variant: str, layout: str, script: str) -> Recipe:
    """Deal out liberties, blanks and faults: every fourth has a planted contradiction and shows all its cells."""
    fault = FAULTS[form][number // 4 % len(FAULTS[form])] if number % 4 == 0 else ""
    share, marks = (0.0, ("",)) if fault else _BLANKS[number % len(_BLANKS)]
    liberties = set(_LIBERTIES[form][number % len(_LIBERTIES[form])].split())
    if layout in PAPER:
        # Words are converted on mirror pages, not on paper.
        script = "traditional" if script == "taiwan" else script
    if layout in BLANKS_ALONE:
        # A blank alone parts 5件 6件, as it parts 共 6件 in a sentence.
        liberties.discard("units-in-cells")
    if fault:
        liberties.discard("regional")
    name = "-".join(filter(None, [form, variant, layout, script, fault]))
    return Recipe(
        name=name, form=form, variant=variant, script=script, blanks=share, marks=marks, liberties=frozenset(liberties), fault=fault,
    )  # fmt: skip
