"""What real extraction tools make of a page: trafilatura in the versions whose tables differ, each in an environment of its own.

Make one with `python -m venv /opt/traf-1.12.2` and `pip install trafilatura==1.12.2 lxml_html_clean` (`lxml<5.2` up to 1.8.1). `GOVREPORT_TRAFILATURA`
names another place for the environments.
"""

import os
import subprocess
from html import escape
from pathlib import Path

from .layouts import Token, tokens
from .model import Cell, Page, Paragraph, Table
from .prose import plain

__all__ = ["VERSIONS", "html", "scrape"]

VERSIONS = ["1.6.1", "1.6.4", "1.8.1", "1.12.2", "2.0.0", "2.1.0", "2.3.1"]
LOSSY_VERSIONS = set(VERSIONS) - {"2.3.1"}
_SCRIPT = "import sys, trafilatura; sys.stdout.reconfigure(newline=''); print(trafilatura.extract(sys.stdin.read(), include_tables=True))"


def html(page: Page) -> str:
    """Return a page as an office's site shows it."""
    title = next(plain(e.text) for e in page if isinstance(e, Paragraph))
    body = "\n".join(_element(element) for element in page)
    return f'<html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><div class="article-content">\n{body}\n</div></body></html>'


def _element(element: Paragraph | Table) -> str:
    if isinstance(element, Paragraph):
        return f"<p>{escape(plain(element.text))}</p>"
    rows = "\n".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in element.rows)
    title = f"<p>{escape(element.title)}</p>\n" if element.title else ""
    return f"{title}<table>\n{rows}\n</table>"


def _cell(cell: Cell) -> str:
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f"<td{spans}>{escape(cell.text).replace(chr(10), '<br>')}</td>"


def scrape(page: Page, version: str) -> tuple[str, list[Token]]:
    """Return the text that this version of trafilatura extracts from the page, and the page's tokens."""
    home = Path(os.environ.get("GOVREPORT_TRAFILATURA", "/opt"))
    run = subprocess.run(
        [home / f"traf-{version}" / "bin" / "python", "-c", _SCRIPT],
        input=html(page).encode(), capture_output=True, check=True, env={"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
    )  # fmt: skip
    return run.stdout.decode("utf-8"), tokens(page)
