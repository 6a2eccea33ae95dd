"""The plugin: search in Chinese, links from rows to pages, pages and charts, and who may ask."""

import html
import importlib
import sqlite3
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from govreport_parser.errors import GovReportError
from govreport_parser.export.charts import ChartOptions, chart_spec
from govreport_parser.export.pictures import render_chart
from govreport_parser.export.search import phrase
from govreport_parser.integrations.explorer.pages import report_page
from govreport_parser.text.normalize import normalize

__all__ = ["Explorer"]

# Datasette and ASGI come without types.
Foreign = Any
Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Foreign, Foreign], Awaitable[None]]
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_LONGEST = 240
_LINKED = ("id", "report")
_FOLD = """
const list = document.querySelector("dl.column-descriptions");
if (list) {
  const fold = document.createElement("details"), title = document.createElement("summary");
  title.textContent = "各列含义 What the columns mean";
  list.replaceWith(fold);
  fold.append(title, list);
}
const asked = document.querySelector("input[name=_search]");
if (asked && asked.value.startsWith('"')) {
  const spaced = asked.value, words = spaced.match(/"[^"]*"/g) || [];
  const closed = word => word.slice(1, -1).replace(/ (?=[\\u3400-\\u9fff])|(?<=[\\u3400-\\u9fff]) /g, "");
  const plain = words.map(closed).join(" ");
  asked.value = plain;
  const title = document.querySelector("h3");
  if (title) title.textContent = title.textContent.replace(`"${spaced}"`, `“${plain}”`);
}
"""
# The index knows a word as a phrase of characters; people should see the word that they asked for.


def chinese_phrase(words: str | None) -> str:
    """Return the full-text query for words in either script; for no words one that finds nothing.

    >>> chinese_phrase("複議")
    '"复 议"'
    """
    return phrase(normalize(words or "").text) or '""'


class Explorer:
    """The hooks that Datasette calls; made once for a database."""

    def __init__(self, database: Path, folder: Path | None, *, max_bytes: int) -> None:
        self._database, self._folder, self._max_bytes = database, folder, max_bytes
        # Datasette asks a plugin for its name as it would a module.
        self.__name__ = "govreport_parser.integrations.explorer"

    def prepare_connection(self, conn: sqlite3.Connection) -> None:
        """Give SQL the function that turns words into a query."""
        conn.create_function("govreport_phrase", 1, chinese_phrase, deterministic=True)

    def render_cell(self, row: Foreign, value: object, column: str) -> Foreign:
        """Link ids and digests to the report's page, explain codes, cut long texts."""
        if value is None:
            return None
        if column in _LINKED and "report" in row.keys() and row["report"]:  # noqa: SIM118 (a sqlite3.Row has keys only)
            place = f"#{quote(str(row['id']), safe='')}" if column == "id" else ""
            name = "看原文 in the text" if column == "id" else "打开 open"
            link = f"/-/report/{quote(str(row['report']))}{place}"
            return _markup(f'<a href="{link}" title="{html.escape(str(value))}">{name}</a>')
        if column == "source":
            # Where a column refers to another table Datasette hands over the value with its label.
            value = value["value"] if isinstance(value, dict) else value
            name = str(value).replace("\\", "/").rpartition("/")[2]
            return _markup(f'<span title="{html.escape(str(value))}">{html.escape(name)}</span>')
        if column == "code" and (said := _definitions().get(str(value))):
            return _markup(f'<span title="{html.escape(said)}">{html.escape(str(value))}</span>')
        if isinstance(value, str) and len(value) > _LONGEST:
            return value[:_LONGEST] + "……"
        return None

    def register_routes(self) -> list[tuple[str, Callable[..., Any]]]:
        """Serve the reports' pages and the charts."""
        return [
            (r"^/-/report/(?P<digest>[0-9a-f]{64})$", self.report),
            (r"^/-/chart/(?P<name>[a-z]+)$", self.chart),
            (r"^/-/govreport\.css$", self.style),
        ]

    def extra_body_script(self) -> str:
        """Fold the descriptions of the columns, which would push the rows off the screen."""
        return _FOLD

    async def style(self, request: Foreign) -> Foreign:  # noqa: ARG002 (Datasette passes it)
        """Return what the pages look like."""
        text = (resources.files("govreport_parser.integrations.explorer") / "explorer.css").read_text(encoding="utf-8")
        return importlib.import_module("datasette").Response(text, content_type="text/css; charset=utf-8")

    async def report(self, request: Foreign) -> Foreign:
        """Return the page of one report."""
        try:
            digest = request.url_vars["digest"]
            return _respond(report_page(self._database, digest, self._folder, max_bytes=self._max_bytes))
        except GovReportError as error:
            return _respond(_message(str(error)), status=404)

    async def chart(self, request: Foreign) -> Foreign:
        """Return one chart as an interactive page."""
        year = request.args.get("year")
        if year and not year.isdecimal():
            return _respond(_message(f"year is {year!r}. Give four digits."), status=404)
        options = ChartOptions(
            issuer=request.args.get("issuer") or None,
            year=int(year) if year else None,
            code=request.args.get("code") or None,
        )
        try:
            return _respond(
                render_chart(chart_spec(self._database, request.url_vars["name"], options), "html").decode()
            )
        except GovReportError as error:
            return _respond(_message(str(error)), status=404)

    def asgi_wrapper(self) -> Callable[[Application], Application]:
        """Answer this machine only, also where a foreign page has its name point here; make searches Chinese."""

        def wrap(application: Application) -> Application:
            async def answer(scope: Scope, receive: Foreign, send: Foreign) -> None:
                if scope["type"] != "http":
                    await application(scope, receive, send)
                elif not _is_local(scope):
                    await send(
                        {"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]}
                    )
                    await send({"type": "http.response.body", "body": b"This explorer answers on 127.0.0.1 only.\n"})
                else:
                    await application({**scope, "query_string": _searched(scope["query_string"])}, receive, send)

            return answer

        return wrap


def _is_local(scope: Scope) -> bool:
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    return any(host == name or host.startswith(f"{name}:") for name in _HOSTS)


def _searched(query: bytes) -> bytes:
    """Rewrite `_search=复议` to the phrase that the index knows; a phrase stays as it is."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    if not any(key == "_search" and value and not value.startswith('"') for key, value in pairs):
        return query
    changed = [
        (key, chinese_phrase(value) if key == "_search" and value and not value.startswith('"') else value)
        for key, value in pairs
    ]
    return urlencode(changed).encode("ascii")


@cache
def _definitions() -> dict[str, str]:
    from govreport_parser.tables.forms import describe

    return {spec.code: f"{spec.label}（{spec.unit or '—'}）：{spec.definition} {spec.gloss}" for spec in describe()}


def _markup(text: str) -> Foreign:
    return importlib.import_module("markupsafe").Markup(text)


def _respond(page: str, *, status: int = 200) -> Foreign:
    return importlib.import_module("datasette").Response.html(page, status=status)


def _message(text: str) -> str:
    head = '<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>govreport</title>'
    return f'{head}<p>{html.escape(text)}</p><p><a href="/">← 返回 Back</a></p></html>'
