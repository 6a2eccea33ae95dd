"""The page of a report named by its digest: parsed anew from the file that the batch read, if that is unchanged."""

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from govreport_parser.errors import GovReportError

__all__ = ["PageError", "report_page"]


class PageError(GovReportError, LookupError):
    """A report whose page cannot be shown, with the reason and what to do."""


def report_page(database: Path, digest: str, folder: Path | None) -> str:
    """Return the page of the report with that SHA-256; PageError where its file is gone or is another now."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT source FROM reports WHERE report = ?", (digest,)).fetchone()
    if row is None:
        raise PageError("the database has no such report. Go back to the table of reports.")
    for path in _places(str(row[0]), database, folder):
        if path.is_file():
            return _page(path, digest, path.stat().st_mtime_ns)
    raise PageError(
        f"{row[0]} is not there any more. Start `govreport explore` with --reports FOLDER, where the files are."
    )


def _places(source: str, database: Path, folder: Path | None) -> list[Path]:
    """Return where the file may lie: in the folder named, as the batch saw it, beside the database."""
    path = Path(source)
    places = [path, database.parent / path]
    if folder is not None:
        parts = path.parts[1:] if path.is_absolute() else path.parts
        places = [folder.joinpath(*parts[start:]) for start in range(len(parts))] + places
    return places


@lru_cache(maxsize=64)
def _page(path: Path, digest: str, _changed: int) -> str:
    from govreport_parser.checks import check
    from govreport_parser.pipeline import parse

    report = parse(path)
    if report.source.sha256 != digest:
        raise PageError(f"{path} has changed since the batch. Run `govreport batch` again.")
    return report.to_html(findings=check(report))
