"""What real extraction tools make of a page: trafilatura in the versions whose tables differ, each in an environment of its own.

Make one with `python -m venv /opt/traf-1.12.2` and `pip install trafilatura==1.12.2 lxml_html_clean` (`lxml<5.2` up to 1.8.1). `GOVREPORT_TRAFILATURA`
names another place for the environments. One process of each version serves any number of pages.
"""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

from .html import html
from .layouts import Token, tokens
from .model import Page

__all__ = ["LOSSY_VERSIONS", "VERSIONS", "installed", "scrape"]

VERSIONS = ["1.6.1", "1.6.4", "1.8.1", "1.12.2", "2.0.0", "2.1.0", "2.3.1"]
LOSSY_VERSIONS = set(VERSIONS) - {"2.3.1"}
_SCRIPT = """
import json, sys
import trafilatura
for line in sys.stdin:
    print(json.dumps(trafilatura.extract(json.loads(line), include_tables=True)), flush=True)
"""


def installed() -> list[str]:
    """Return the versions that have an environment here."""
    return [version for version in VERSIONS if _python(version).exists()]


def scrape(page: Page, version: str) -> tuple[str, list[Token]]:
    """Return the text that this version of trafilatura extracts from the page, and the page's tokens."""
    worker = _worker(version)
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(json.dumps(html(page)) + "\n")
    worker.stdin.flush()
    text = json.loads(worker.stdout.readline())
    if text is None:
        raise ValueError(f"trafilatura {version} extracts nothing from the page")
    return text + "\n", tokens(page)


@cache
def _worker(version: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [_python(version), "-c", _SCRIPT],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
    )  # fmt: skip


def _python(version: str) -> Path:
    return Path(os.environ.get("GOVREPORT_TRAFILATURA", "/opt")) / f"traf-{version}" / "bin" / "python"
