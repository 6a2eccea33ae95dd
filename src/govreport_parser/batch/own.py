"""What runs of the batch wrote: it is never read as input, and nothing else is ever written over.

A run leaves OUT.parts beside OUT, so the outputs of earlier runs are known wherever they lie among the reports.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from govreport_parser.errors import BatchError, OutputError
from govreport_parser.export.formats import Format, format_of

__all__ = ["HOME", "MANIFEST", "Own", "outputs_among", "refuse_foreign"]

HOME = ".parts"
"""What OUT's name is followed by in the name of the folder that a run keeps its books in."""
MANIFEST = "manifest.json"


class Own:
    """Paths that are outputs. Names are compared first: resolving every path of a large disk would cost minutes."""

    def __init__(self, paths: Iterable[str | os.PathLike[str]] = ()) -> None:
        self._paths = frozenset(os.path.realpath(path) for path in paths)
        self._names = frozenset(map(os.path.basename, self._paths))

    def holds(self, path: str) -> bool:
        """Whether a path is one of them."""
        return path.rpartition(os.sep)[2] in self._names and os.path.realpath(path) in self._paths

    def with_outputs_of(self, folder: str, names: Iterable[str]) -> "Own":
        """Return these and what earlier runs wrote into a folder, whose entries are named."""
        found = outputs_among(folder, names)
        return Own([*self._paths, *found]) if found else self


def outputs_among(folder: str, names: Iterable[str]) -> list[Path]:
    """Return what earlier runs wrote into a folder, or as that folder."""
    place = Path(folder)
    homes = [place / name for name in names if name.endswith(HOME)]
    itself = Path(os.path.realpath(place) + HOME)
    found: list[Path] = []
    for home in (*homes, itself):
        if not (home / MANIFEST).is_file():
            continue
        found.append(home)
        try:
            found += format_of(home.with_name(home.name.removesuffix(HOME))).paths()
        except OutputError:
            continue
    return found


def refuse_foreign(form: Format, home: Path) -> None:
    """Raise BatchError where the output would take the place of a file that no run has made: it may be a source."""
    if (home / MANIFEST).is_file() or form.package.is_file():
        return
    for path in form.tables():
        if path.exists():
            raise BatchError(
                f"{path} is there already, and no run of this command has made it. Move it, or give another --out."
            )
