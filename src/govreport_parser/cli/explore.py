"""`govreport explore`: Datasette over a batch's SQLite."""

from pathlib import Path

import click

from govreport_parser.cli.inputs import MAX_SIZE, MEGABYTE

__all__ = ["explore"]


@click.command(short_help="Explore the SQLite file of a batch in the browser.")
@click.argument("database", metavar="OUT.sqlite", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port on 127.0.0.1.")
@click.option("--reports", metavar="FOLDER", type=click.Path(path_type=Path), help="Where the reports are, if moved.")
@click.option("--open", "show", is_flag=True, help="Open the browser.")
@MAX_SIZE
def explore(database: Path, port: int, reports: Path | None, show: bool, max_size: float) -> None:
    """Explore the SQLite file of `govreport batch` in the browser: tables, facets, search, ready questions, charts.

    Read-only, on this machine alone. Every row leads to its report's page. Stop with Ctrl-C.

    \b
    Example:
      govreport explore out.sqlite --open
    """
    from govreport_parser.integrations.explorer.server import HOST, explorer, serve

    app = explorer(database, reports=reports, max_bytes=int(max_size * MEGABYTE))
    address = f"http://{HOST}:{port}/"
    click.echo(f"govreport: {address}", err=True)
    if show:
        import threading

        threading.Timer(1.0, click.launch, (address,)).start()
    serve(app, port=port)
