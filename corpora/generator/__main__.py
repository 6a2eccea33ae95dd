"""Write generated reports and their gold: `python -m corpora.generator --count 1000 --seed 7 --out /tmp/reports`."""

import argparse
import json
import random
from pathlib import Path

from .drafts import FORMS, Recipe, draft
from .gold import annotate
from .layouts import LAYOUTS, LOSSY
from .scrape import LOSSY_VERSIONS, scrape
from .script import SCRIPTS
from .specimens import specimens

__all__ = ["main", "render", "write"]


def render(layout: str, recipe: Recipe, seed: int | str) -> tuple[str, dict[str, object]]:
    """Return text and gold of one report."""
    made = draft(recipe, seed)
    version = layout.removeprefix("trafilatura-")
    if version != layout:
        text, tokens = scrape(made.page, version)
        lossy = version in LOSSY_VERSIONS
    else:
        text, tokens = LAYOUTS[layout](made.page, random.Random(f"{seed}/{recipe.name}/layout"))
        lossy = layout in LOSSY
    return text, annotate(made, text, tokens, lossy=lossy, prose=layout != "pdf-lines", layout=layout)


def write(out: Path, name: str, text: str, gold: dict[str, object]) -> None:
    """Write one report as `reports/NAME.txt` and `gold/NAME.json`."""
    for folder in ("reports", "gold"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    (out / "reports" / f"{name}.txt").write_bytes(text.encode("utf-8"))
    lines = json.dumps(gold, ensure_ascii=False, indent=1)
    (out / "gold" / f"{name}.json").write_bytes((_compact(lines) + "\n").encode("utf-8"))


def _compact(text: str) -> str:
    """One record a line: the innermost objects are joined."""
    lines: list[str] = []
    depth_two: list[str] = []
    for line in text.split("\n"):
        if line == "  {":
            depth_two = [line]
        elif depth_two:
            depth_two.append(line.strip())
            if line in ("  }", "  },"):
                lines.append(" ".join(depth_two).replace("[ ", "["))
                depth_two = []
        else:
            lines.append(line)
    return "\n".join(lines)


def _random_reports(options: argparse.Namespace) -> None:
    dice = random.Random(options.seed)
    for number in range(options.count):
        form = options.form or dice.choice(list(FORMS))
        # Wording is converted on mirror pages, never on paper: a word cut by a line's end would stay unconverted.
        usual = [layout for layout in LAYOUTS if options.script != "taiwan" or layout != "pdf-lines"]
        layout = options.layout or dice.choice(usual)
        variant = dice.choice(["dingxi", "putian"]) if form == "2008" else ""
        recipe = Recipe(
            name=f"{number:06}", form=form, variant=variant, script=options.script or "simplified", blanks=options.blanks, size=options.size * 341,
        )  # fmt: skip
        write(options.out, recipe.name, *render(layout, recipe, options.seed))


def main() -> None:
    """Write the specimens, or any number of random reports."""
    parser = argparse.ArgumentParser(prog="python -m corpora.generator", description=__doc__)
    parser.add_argument(
        "--specimens",
        action="store_true",
        help="write the specimens of corpora/layouts (needs the trafilatura environments)",
    )
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--size", type=int, default=0, metavar="KB", help="length of each report in kilobytes of UTF-8, about"
    )
    parser.add_argument("--form", choices=list(FORMS))
    parser.add_argument("--layout", choices=list(LAYOUTS))
    parser.add_argument("--script", choices=list(SCRIPTS))
    parser.add_argument("--blanks", type=float, default=0.0, help="share of zeros that are left blank")
    options = parser.parse_args()
    if options.specimens:
        for layout, recipe in specimens():
            write(options.out, recipe.name, *render(layout, recipe, options.seed))
        return
    _random_reports(options)


if __name__ == "__main__":
    main()
