"""Heads of pages: genre, title, issuer, year, period and day of publication, as a careful reader takes them from a scraped page."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from govreport_parser import parse

PAGES = tomllib.loads((Path(__file__).parent / "data" / "pages.toml").read_text(encoding="utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=[f"{index}-{page['shape']}" for index, page in enumerate(PAGES)])
def test_page(page: dict[str, Any]) -> None:
    metadata = parse(page["text"]).metadata
    found = {
        "genre": metadata.genre,
        "title": metadata.title or "",
        "issuer": metadata.issuer.canonical if metadata.issuer else "",
        "division": metadata.division.code if metadata.division else "",
        "year": metadata.year or "",
        "published": metadata.published.isoformat() if metadata.published else "",
        "period": f"{metadata.period.start}/{metadata.period.end}" if metadata.period else "",
    }
    wanted = {"genre": "annual_report", **{key: page[key] for key in found if key in page}}
    assert {key: found[key] for key in wanted} == wanted
