"""Whole files of other formats as layouts of their own: a page of HTML, a Word document."""

import io
from collections.abc import Callable

from .html import html
from .layouts import Token, grid, tokens
from .model import Page, Paragraph
from .prose import plain

__all__ = ["DOCUMENTS"]


def _html(page: Page) -> bytes:
    return html(page).encode("utf-8")


def _docx(page: Page) -> bytes:
    """Write headings, paragraphs and tables with merged cells (needs python-docx)."""
    from docx import Document

    document = Document()
    for element in page:
        if isinstance(element, Paragraph):
            document.add_paragraph(
                plain(element.text), style={"heading": "Heading 1", "title": "Title"}.get(element.kind)
            )
            continue
        if element.title:
            document.add_paragraph(element.title)
        rows = grid(element)
        width = max(map(len, rows))
        table = document.add_table(len(rows), width)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                place = table.cell(number, column)
                if cell.colspan > 1 or cell.rowspan > 1:
                    place = place.merge(table.cell(number + cell.rowspan - 1, min(width, column + cell.colspan) - 1))
                place.text = cell.text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _written(write: Callable[[Page], bytes]) -> Callable[[Page], tuple[bytes, list[Token]]]:
    def layout(page: Page) -> tuple[bytes, list[Token]]:
        return write(page), tokens(page)

    return layout


DOCUMENTS = {"html": _written(_html), "docx": _written(_docx)}
"""Layouts that are files: what a reader makes of them has to be annotated, `Made.gold(text)`."""
