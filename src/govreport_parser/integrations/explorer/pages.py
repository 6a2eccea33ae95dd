"""The page of a report named by its digest: parsed anew from the file that the batch read, if that is unchanged."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from govreport_parser.batch.attempt import parse_within
from govreport_parser.batch.items import Item, Reader, expand, readable
from govreport_parser.errors import SourceError

__all__ = ["report_page"]


def report_page(database: Path, digest: str, folder: Path | None, *, max_bytes: int) -> str:
    """Return the page of the report with that SHA-256; SourceError where its file is gone or is another now."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT source FROM reports WHERE report = ?", (digest,)).fetchone()
    if row is None:
        raise SourceError("the database has no such report. Go back to the table of reports.")
    source = str(row[0])
    for path, member in _places(source, database, folder):
        item = _item(path, member)
        if item is not None:
            return _page(item, digest, path.stat().st_mtime_ns, max_bytes)
    raise SourceError(
        f"{source} is not there any more. Start `govreport explore` with --reports FOLDER, where the files are."
    )


def _places(source: str, database: Path, folder: Path | None) -> Iterator[tuple[Path, str | None]]:
    """Yield where the file may lie; then, for a member of an archive, the archive's places and the member's name.

    In the folder named, as the batch saw it, beside the database. A file's own name may hold an exclamation mark too.
    """
    pieces = source.split("!")
    cuts = [(source, None), *(("!".join(pieces[:end]), "!".join(pieces[end:])) for end in range(1, len(pieces)))]
    for name, member in cuts:
        path = Path(name)
        if folder is not None:
            parts = path.parts[1:] if path.is_absolute() else path.parts
            yield from ((folder.joinpath(*parts[start:]), member) for start in range(len(parts)))
        yield from ((place, member) for place in (path, database.parent / path))


def _item(path: Path, member: str | None) -> Item | None:
    """Return the file, or the member of the archive, as the batch finds it; None where there is none.

    SourceError for an archive that cannot be read so far.
    """
    if not path.is_file():
        return None
    if member is None:
        return Item(str(path), str(path))
    name = f"{readable(str(path))}!{member}"
    for item in expand(str(path)):
        if item.problem is not None:
            raise SourceError(item.problem)
        if item.name == name:
            return item
    return None


@lru_cache(maxsize=64)
def _page(item: Item, digest: str, _changed: int, max_bytes: int) -> str:
    data = Reader(max_bytes=max_bytes).read(item)
    if hashlib.sha256(data).hexdigest() != digest:
        raise SourceError(f"{item.name} has changed since the batch. Run `govreport batch` again.")
    parsed = parse_within(max_bytes)(data, item.name)
    return parsed.report.to_html(findings=parsed.findings)
