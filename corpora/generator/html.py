"""A page as an office's site shows it: HTML with merged cells, the input of extraction tools and a layout of its own."""

from html import escape

from .model import Cell, Page, Paragraph, Table
from .prose import plain

__all__ = ["html"]


def html(page: Page) -> str:
    """Return the page; a line break within a cell is `<br>`."""
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
