"""`govreport view`: one page per report, to look at instead of reading."""

import sys
from pathlib import Path

import click

from govreport_parser.cli.inputs import FILES, MAX_SIZE, read_reports

__all__ = ["view"]


@click.command(short_help="Write a page for each report, to look at.")
@FILES
@click.option(
    "--out",
    metavar="PAGE",
    help="File to write (for one FILE), or a folder for several; default: FILE's name with .html, here.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; default: the reader's browser's.")
@MAX_SIZE
def view(files: tuple[str, ...], out: str | None, show: bool, lang: str | None, max_size: float) -> None:
    """Write a page for each of FILES: the text with every figure marked, the records, what does not add up.

    The page is one file and makes no request to anywhere. '-' is standard input; --out - writes to standard output.

    \b
    Example:
      govreport view report.txt --open
    """
    pages = _Pages(out, len(files))
    failed = False
    for name, outcome in zip(files, read_reports(files, max_size), strict=True):
        if outcome is None:
            failed = True
            continue
        report, findings = outcome
        page = pages.write(name, report.to_html(findings=findings, lang=lang))  # type: ignore[arg-type]
        if page is not None and show:
            click.launch(page.resolve().as_uri())
    sys.exit(2 if failed else 0)


class _CannotWrite(click.ClickException):
    exit_code = 2


class _Pages:
    """Where the pages go: one file, a folder, or standard output. No page overwrites another of the same run."""

    def __init__(self, out: str | None, number: int) -> None:
        self._out = out
        self._folder = (
            out is not None and out != "-" and (number > 1 or out.endswith(("/", "\\")) or Path(out).is_dir())
        )
        self._taken: set[Path] = set()
        if out == "-" and number > 1:
            raise click.UsageError("--out - takes one FILE. Name a folder with --out for several.")
        if number > 1 and out is not None and out.lower().endswith((".html", ".htm")) and not Path(out).is_dir():
            raise click.UsageError(f"--out {out} is one page, and there are {number} FILES. Name a folder with --out.")

    def write(self, name: str, page: str) -> Path | None:
        """Write the page of the file `name` and say where; None for standard output."""
        if self._out == "-":
            click.echo(page, nl=False)
            return None
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8", newline="\n")
        except OSError as error:
            raise _CannotWrite(f"{path}: {error.strerror}. Choose another place with --out.") from error
        click.echo(f"govreport: wrote {path}", err=True)
        return path

    def _path(self, name: str) -> Path:
        if self._out is not None and not self._folder:
            return Path(self._out)
        folder = Path(self._out) if self._out is not None else Path()
        stem = "report" if name == "-" else Path(name).stem
        path, number = folder / f"{stem}.html", 1
        while path in self._taken or _same(path, name):
            # Never write over the report itself, where that is an HTML file, nor over another page of this run.
            number += 1
            path = folder / f"{stem}-{number}.html"
        self._taken.add(path)
        return path


def _same(path: Path, name: str) -> bool:
    return name != "-" and path.exists() and Path(name).exists() and path.samefile(name)
