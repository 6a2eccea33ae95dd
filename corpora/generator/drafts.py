"""From a seed to a draft: issuer, figures, page, and what is planted in it."""

import random
from dataclasses import dataclass

from .claims import claims, pending
from .faults import plant_figures, plant_prose, settle_pending
from .figures import draw
from .look import Look
from .model import Draft
from .pages import tables
from .prose import compose
from .script import convert

__all__ = ["FORMS", "ISSUERS", "Recipe", "draft"]

FORMS = {"2008": range(2008, 2014), "2014": range(2014, 2019), "2019": range(2019, 2021), "2021": range(2021, 2025)}
ISSUERS = [
    ("定远县", "341125"), ("桐庐县", "330122"), ("巩义市", "410181"), ("丹阳市", "321181"), ("沅江市", "430981"), ("昌邑市", "370786"),
    ("韩城市", "610581"), ("敦煌市", "620982"), ("大悟县", "420922"), ("武夷山市", "350782"), ("安溪县", "350524"), ("邛崃市", "510183"),
    ("淮安市", "320800"), ("临沂市", "371300"), ("定西市", "621100"), ("莆田市", "350300"),
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a report shall be; `blanks`: the share of zeros left blank, with `marks`; `fault`: what is planted."""

    name: str
    form: str
    variant: str = ""
    script: str = "simplified"
    blanks: float = 0.0
    marks: tuple[str, ...] = ("",)
    liberties: frozenset[str] = frozenset()
    fault: str = ""
    size: int = 0
    """Characters of the report, about; 0: as short as the form allows."""


def draft(recipe: Recipe, seed: int | str) -> Draft:
    """Return the draft of a recipe; the same seed gives the same draft."""
    dice = random.Random(f"{seed}/{recipe.name}")
    place, code = dice.choice(ISSUERS)
    city = code.endswith("00")
    year = dice.choice(FORMS[recipe.form])
    figures = draw(recipe.form, recipe.variant, dice, city=city and year > 2015)
    if recipe.fault == "pending" and recipe.form in ("2019", "2021"):
        settle_pending(figures)
    findings = plant_figures(recipe.form, recipe.fault, figures)
    look = Look(dice, recipe.blanks, recipe.marks, recipe.liberties)
    shown = tables(recipe.form, recipe.variant, figures, look, year)
    if recipe.fault == "prose":
        findings += plant_prose(recipe.form, figures)
    (first, told), (cases, waiting) = claims(dice, recipe.fault), pending(recipe.form, figures, recipe.fault)
    findings += [*told, *waiting]
    where = next((liberty for liberty in ("in-section-one", "at-the-end") if look.takes(liberty)), "")
    made = Draft(
        name=recipe.name, form=recipe.form, variant=recipe.variant, issuer=f"{place}人民政府", division=code, year=year,
        script="simplified" if recipe.script == "simplified" else "traditional",
        vocabulary="taiwan" if recipe.script == "taiwan" else "mainland",
        page=compose(recipe.form, place, year, figures, shown, dice, recipe.size, where=where, said=(first, cases)), findings=findings,
    )  # fmt: skip
    convert(made)
    return made
