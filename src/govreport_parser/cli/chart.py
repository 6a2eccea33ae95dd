"""`govreport chart`: pictures of a batch's SQLite."""

import sys
from pathlib import Path

import click

__all__ = ["chart"]


@click.command(short_help="Draw a chart from the SQLite file of a batch.")
@click.argument("database", metavar="OUT.sqlite", type=click.Path(path_type=Path))
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="FILE.svg, .png or .html; default: NAME.svg, here."
)
@click.option("--issuer", help="Only this body, by its full name; in `refusals`, against its peers.")
@click.option("--year", type=int, help="Only this year (map).")
@click.option(
    "--code",
    help="The indicator (years, map; default: applications.received), by the column `code` of the table figures.",
)
def chart(
    database: Path, name: str | None, out: Path | None, issuer: str | None, year: int | None, code: str | None
) -> None:
    """Draw the chart NAME from the SQLite file of `govreport batch`; without NAME, list the charts.

    \b
    Example:
      govreport chart out.sqlite refusals --issuer 二七区人民政府 --out refusals.svg
    """
    from govreport_parser.export.charts import CHARTS, ChartOptions, chart_spec
    from govreport_parser.export.pictures import find_font, render_chart

    if name is None:
        for entry in CHARTS:
            click.echo(f"{entry.name:10} {entry.zh}  {entry.en}")
        sys.exit(0)
    path = out or Path(f"{name}.svg")
    spec = chart_spec(database, name, ChartOptions(issuer=issuer, year=year, code=code))
    picture = render_chart(spec, path.suffix.lower().removeprefix("."))
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}. Choose another place with --out.") from error
    font = find_font()
    if font is None:
        click.echo("govreport: no Chinese font is installed; the picture needs one where it is shown.", err=True)
    else:
        click.echo(f"govreport: font {font[0]} ({font[1]})", err=True)
    click.echo(f"govreport: wrote {path}", err=True)
