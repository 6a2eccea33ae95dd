"""The specimens of `corpora/layouts`: every form in every layout, scripts and liberties dealt out among them."""

from collections.abc import Iterator

from .drafts import Recipe
from .layouts import LAYOUTS
from .scrape import VERSIONS

__all__ = ["specimens"]

_FORMS = [("2021", ""), ("2019", ""), ("2014", ""), ("2008", "dingxi"), ("2008", "putian")]
_SCRIPTS = ("simplified", "traditional", "taiwan")
_LIBERTIES = {
    "2021": (
        ["broken"],
        ["total-first"],
        ["short-labels", "broken"],
        ["truncated"],
        ["extra-row"],
        ["too-many"],
        ["untitled"],
        ["long-titles", "broken"],
    ),
    "2019": (
        ["broken"],
        ["truncated"],
        ["amount-header"],
        ["untitled", "broken"],
        ["total-first"],
        ["extra-row"],
        ["long-titles"],
    ),
    "2014": ([], ["spaced"], ["serial"], ["spaced"]),
    "2008": ([],),
}
_BLANKS = ((0.0, ("",)), (0.5, ("",)), (0.4, ("-", "/", "无")), (0.25, ("",)), (0.0, ("",)), (0.4, ("", "-")))
_FAULTS = {
    "2021": ("balance", "row", "prose", "reviews"),
    "2019": ("reviews", "prose", "balance"),
    "2014": ("sum", "part", "prose"),
    "2008": ("sum", "prose"),
}


def specimens() -> Iterator[tuple[str, Recipe]]:
    """Yield layout and recipe of every specimen; every fourth has a planted contradiction and shows all its cells."""
    layouts = [*(f"trafilatura-{version}" for version in VERSIONS), *LAYOUTS]
    number = 0
    for position, (form, variant) in enumerate(_FORMS):
        for place, layout in enumerate(layouts):
            if form == "2008" and (place + position) % 2:
                continue
            number += 1
            fault = _FAULTS[form][number // 4 % len(_FAULTS[form])] if number % 4 == 0 else ""
            share, marks = (0.0, ("",)) if fault else _BLANKS[number % len(_BLANKS)]
            liberties = _LIBERTIES[form][number % len(_LIBERTIES[form])]
            script = _SCRIPTS[(number + 2 * position) % 3]
            if layout == "pdf-lines" and script == "taiwan":
                script = "traditional"  # wording is converted on mirror pages, not on paper
            name = "-".join(filter(None, [form, variant, layout, script, fault]))
            yield layout, Recipe(
                name=name, form=form, variant=variant, script=script, blanks=share, marks=marks, liberties=frozenset(liberties), fault=fault,
            )  # fmt: skip
