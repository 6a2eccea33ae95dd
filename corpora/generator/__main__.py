"""Write generated reports and their gold: `python -m corpora.generator --count 1000 --seed 7 --out /tmp/reports`."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from .drafts import FORMS, Recipe
from .layouts import LAYOUTS
from .recipes import recipes
from .render import render
from .script import SCRIPTS
from .specimens import specimens

__all__ = ["main", "write"]


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
    parser.add_argument("--blanks", type=float, help="share of zeros that are left blank; drawn by lot without it")
    options = parser.parse_args()
    drawn = specimens() if options.specimens else _drawn(options)
    for layout, recipe in drawn:
        made = render(layout, recipe, options.seed)
        write(options.out, recipe.name, made.content, made.gold())


def _drawn(options: argparse.Namespace) -> Iterator[tuple[str, Recipe]]:
    chosen = ([value] if value else () for value in (options.form, options.layout, options.script))
    forms, layouts, scripts = chosen
    return recipes(
        options.count, options.seed, forms=forms, layouts=layouts, scripts=scripts, size=options.size * 341, blanks=options.blanks
    )  # fmt: skip


if __name__ == "__main__":
    main()
