"""Datasette over one SQLite file, read-only, on 127.0.0.1."""

import asyncio
import importlib
from pathlib import Path
from typing import Any

from govreport_parser.errors import MissingExtraError, SourceError
from govreport_parser.integrations.explorer.metadata import explorer_metadata
from govreport_parser.integrations.explorer.plugin import Explorer
from govreport_parser.limits import MAX_BYTES

__all__ = ["HOST", "explorer", "serve"]

# Datasette comes without types.
Datasette = Any
HOST = "127.0.0.1"
_HOOKS = ("prepare_connection", "render_cell", "register_routes", "asgi_wrapper", "extra_body_script")
_SETTINGS = {
    "facet_time_limit_ms": 3000,
    "sql_time_limit_ms": 8000,
    "suggest_facets": False,
    "default_page_size": 50,
    "allow_download": False,
}
_PLUGIN = "govreport-explorer"


def explorer(database: Path, *, reports: Path | None = None, max_bytes: int = MAX_BYTES) -> Datasette:
    """Return Datasette over `database`; `reports` is the folder of the files where they were moved.

    Pages are made of files of at most `max_bytes`, as those of the batch were. SourceError where there is no database.
    """
    try:
        datasette = importlib.import_module("datasette")
        plugins = importlib.import_module("datasette.plugins").pm
        application = importlib.import_module("datasette.app")
    except ImportError as error:
        raise MissingExtraError(
            "the explorer needs Datasette. Install it with `pip install 'govreport-parser[explore]'`."
        ) from error
    if not database.is_file():
        raise SourceError(f"{database}: no such file. Make one with `govreport batch PATH… --out {database}`.")
    hooks = Explorer(database, reports, max_bytes=max_bytes)
    if plugins.has_plugin(_PLUGIN):
        plugins.unregister(name=_PLUGIN)
    for name in _HOOKS:
        datasette.hookimpl(getattr(Explorer, name))
    plugins.register(hooks, name=_PLUGIN)
    return application.Datasette(
        files=[],
        immutables=[str(database)],
        metadata=explorer_metadata(database.stem),
        settings=_SETTINGS,
    )


def serve(app: Datasette, *, port: int) -> None:
    """Serve until interrupted."""
    asyncio.run(app.invoke_startup())
    importlib.import_module("uvicorn").run(app.app(), host=HOST, port=port, log_level="warning", lifespan="on")
