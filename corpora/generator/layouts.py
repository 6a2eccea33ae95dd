"""Layouts in which scraped reports reach a reader, written by this code; `scrape` has those that real tools make.

A layout returns the text and its tokens: every cell and paragraph in the order in which it stands there.
"""

import random
from collections.abc import Callable, Iterator

from .model import Cell, Page, Paragraph, Table
from .prose import plain

__all__ = ["BLANKS_ALONE", "IN_MEMORY", "LAYOUTS", "LOSSY", "PAPER", "RUNNING", "Token", "grid", "tokens"]

Token = tuple[str, Cell | Paragraph | None]
Rendered = tuple[str, list[Token]]


def tokens(page: Page) -> list[Token]:
    """Return the tokens of a page in reading order: what a tool prints if it keeps everything."""
    found: list[Token] = []
    for element in page:
        if isinstance(element, Paragraph):
            found.append((plain(element.text), element))
            continue
        if element.title:
            found.append((element.title, None))
        found.extend((cell.text, cell) for row in element.rows for cell in row if cell.text)
    return found


def grid(table: Table) -> list[list[Cell | None]]:
    """Return the rows at full width; a place that a spanning cell covers is None."""
    rows: list[list[Cell | None]] = []
    hanging: dict[int, int] = {}
    for row in table.rows:
        out: list[Cell | None] = []
        todo = list(row)
        while todo or hanging.get(len(out), 0) > 0:
            if hanging.get(len(out), 0) > 0:
                hanging[len(out)] -= 1
                out.append(None)
                continue
            cell = todo.pop(0)
            for place in range(len(out), len(out) + cell.colspan):
                hanging[place] = cell.rowspan - 1
            out.extend([cell, *[None] * (cell.colspan - 1)])
        rows.append(out)
    return rows


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _page(page: Page, write: Callable[[Table], str], gap: str = "\n") -> Rendered:
    parts = []
    for element in page:
        if isinstance(element, Paragraph):
            parts.append(plain(element.text))
        else:
            parts.extend([element.title] if element.title else [])
            parts.append(write(element))
    return gap.join(parts) + "\n", tokens(page)


def _both_sides(page: Page, _dice: random.Random) -> Rendered:
    """`| 规章 | 2 | 0 | 2 | `: every cell in its column, spanned places bare."""

    def write(table: Table) -> str:
        return "\n".join("".join(f"| {_flat(c.text)} " if c else "|" for c in row) + "| " for row in grid(table))

    return _page(page, write)


def _trailing(page: Page, _dice: random.Random) -> Rendered:
    """`规章 | 0 |  | 524 |`: no leading pipe, blanks kept, cells spanned from above missing from their rows."""

    def write(table: Table) -> str:
        lines = []
        for row in table.rows:
            lines.append("".join(f"{_flat(c.text)} | " + "|" * (c.colspan - 1) for c in row).rstrip())
        return "\n".join(lines)

    return _page(page, write)


def _unpadded(page: Page, _dice: random.Random) -> Rendered:
    """`第二十条第（一）项 |` over `规章 | 0 | 0 | 0 |`: of a cell that spans columns nothing shows that it does."""

    def write(table: Table) -> str:
        return "\n".join("".join(f"{_flat(c.text)} | " for c in row).rstrip() for row in table.rows)

    return _page(page, write)


def _ragged(page: Page, dice: random.Random) -> Rendered:
    """`行政许可 | 0 | ||` over `行政事业性收费 | 0 | 0 | ||`: blanks dropped, and behind each row bare pipes as they come."""

    def write(table: Table) -> str:
        rows = ["".join(f"{_flat(c.text)} | " for c in row if c.text).rstrip() for row in table.rows]
        return "\n".join(row + " " + "|" * dice.randint(0, 4) for row in rows)

    return _page(page, write)


def _inner_breaks(page: Page, _dice: random.Random) -> Rendered:
    """`| \\n 信息内容  | \\n 本年制发件数  |`: line breaks within the cells."""

    def write(table: Table) -> str:
        return "\n".join("".join(f"| \n {_flat(c.text)}  " if c else "|" for c in row) + "|" for row in grid(table))

    return _page(page, write)


def _cell_lines(pattern: str, row_start: str = "") -> Callable[[Page, random.Random], Rendered]:
    """One cell a line; blank cells are lost."""

    def layout(page: Page, _dice: random.Random) -> Rendered:
        def write(table: Table) -> str:
            return "\n".join(
                row_start + "\n".join(pattern.format(_flat(c.text)) for c in row if c.text) for row in table.rows
            )

        return _page(page, write)

    return layout


def _bare_lines(page: Page, _dice: random.Random) -> Rendered:
    """No pipes: one cell a line with a blank line between; a break within a label is one more of them."""

    def write(table: Table) -> str:
        return "\n\n".join("\n\n".join(c.text.split("\n")) for row in table.rows for c in row if c.text)

    return _page(page, write, gap="\n\n")


def _markdown(page: Page, _dice: random.Random) -> Rendered:
    """Headings with ##, tables with a separator row, as converters write them."""
    parts: list[str] = []
    found: list[Token] = []
    number = 0
    for element in page:
        if isinstance(element, Paragraph):
            mark = {"title": "# ", "heading": "## "}.get(element.kind, "")
            parts.append(mark + plain(element.text))
            found.extend([(mark.strip(), None), (plain(element.text), element)])
            continue
        number += 1
        title = f"### 表{'一二三四'[number - 1]}：{element.title}"
        rows = ["| " + " | ".join(_flat(c.text) if c else "" for c in row) + " |" for row in grid(element)]
        rule = "|" + "---|" * len(grid(element)[0])
        parts.extend([title, "\n".join([rows[0], rule, *rows[1:]])])
        found.append((title, None))
        for position, row in enumerate(element.rows):
            found.extend((c.text, c) for c in row if c.text)
            if position == 0:
                found.append((rule.replace("|", ""), None))
    return "\n\n".join(parts) + "\n", found


def _giant(page: Page, _dice: random.Random) -> Rendered:
    """The page was one cell of a wide table: title, hundreds of pipes, and the prose up to each table in one line."""
    text = ""
    for number, element in enumerate(page):
        if isinstance(element, Paragraph):
            text += plain(element.text) + (" | " + "|" * 240 + "\n" if number == 0 else " ")
        else:
            text += f"\n{element.title}\n" if element.title else "\n"
            for row in element.rows:
                text += "".join(f"{_flat(c.text)} | " + "|" * (c.colspan - 1) for c in row).rstrip() + "\n"
    return text + "\n", tokens(page)


def _pdf(page: Page, _dice: random.Random) -> Rendered:
    """Printed lines: cells a space apart, labels wrapped, tall merged cells one letter a line, headers repeated on each sheet."""
    lines: list[str] = []
    found: list[Token] = []
    for element in page:
        if isinstance(element, Paragraph):
            text = plain(element.text)
            lines.extend(text[i : i + 38] for i in range(0, len(text), 38))
            found.append((text, element))
            continue
        if element.title:
            lines.append(element.title)
            found.append((element.title, None))
        for position, row in enumerate(element.rows):
            if position > element.headers and element.headers > 1 and position % 14 == 0:
                for head in element.rows[: element.headers]:
                    lines.append(" ".join(_flat(c.text) for c in head))
                    found.extend((c.text, None) for c in head)
            lines.extend(_pdf_row(row))
            found.extend((c.text, c) for c in row if c.text)
    return "\n".join(lines) + "\n", found


def _pdf_row(row: list[Cell]) -> Iterator[str]:
    words: list[str] = []
    for cell in row:
        text = _flat(cell.text)
        if cell.rowspan > 9:
            yield from text
        elif cell.fact is None and len(text) > 13 and len(row) > 1:
            pieces = [text[i : i + 13] for i in range(0, len(text), 13)]
            yield " ".join([*words, pieces[0]])
            yield from pieces[1:-1]
            words = [pieces[-1]]
        elif text:
            words.append(text)
    yield " ".join(words)


def _parted(page: Page, _dice: random.Random) -> Rendered:
    """`规章\n|\n0\n|\n2\n|`: every cell is a line, and so is the pipe behind it."""

    def write(table: Table) -> str:
        return "\n".join(f"{c.text}\n|" for row in table.rows for c in row if c.text)

    return _page(page, write)


def _one_line(page: Page, _dice: random.Random) -> Rendered:
    """The whole page in one line: nothing but blanks parts cells, headings and sentences."""
    parts: list[str] = []
    for element in page:
        if isinstance(element, Paragraph):
            parts.append(plain(element.text))
        else:
            parts.extend([element.title] if element.title else [])
            parts.extend(_flat(c.text) for row in element.rows for c in row if c.text)
    return " ".join(parts).replace("\n", " ") + "\n", tokens(page)


def _commas(page: Page, _dice: random.Random) -> Rendered:
    """`规章,0,,524`: a sheet saved as text; a cell with a comma of its own stands in quotation marks."""

    def quoted(text: str) -> str:
        return f'"{text}"' if "," in text or "，" in text else text

    def write(table: Table) -> str:
        return "\n".join(",".join(quoted(_flat(c.text)) if c else "" for c in row) for row in grid(table))

    return _page(page, write)


def _bars(page: Page, _dice: random.Random) -> Rendered:
    """`│规章│0│    │524│` within rules of box-drawing characters; what a cell spans has bars of its own."""

    def write(table: Table) -> str:
        rows = grid(table)
        rule = "├" + "────┼" * (len(rows[0]) - 1) + "────┤"
        lines = ["│" + "│".join(_flat(c.text) if c and c.text else "    " for c in row) + "│" for row in rows]
        return "\n".join([rule.replace("├", "┌").replace("┤", "┐").replace("┼", "┬"), *_between(lines, rule), rule])

    return _page(page, write)


def _between(lines: list[str], rule: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number:
            yield rule
        yield line


def _tabs(page: Page, _dice: random.Random) -> Rendered:
    """`规章<tab>0<tab><tab>524`: a sheet pasted as text."""

    def write(table: Table) -> str:
        return "\n".join("\t".join(_flat(c.text) if c else "" for c in row) for row in grid(table))

    return _page(page, write)


LAYOUTS: dict[str, Callable[[Page, random.Random], Rendered]] = {
    "both-sides": _both_sides,
    "trailing": _trailing,
    "unpadded": _unpadded,
    "ragged": _ragged,
    "inner-breaks": _inner_breaks,
    "markdown": _markdown,
    "giant-row": _giant,
    "pipe-after-lines": _cell_lines("{} |"),
    "lone-pipe-rows": _cell_lines("{} |", "|\n"),
    "pipe-before-lines": _cell_lines("| {}"),
    "bare-lines": _bare_lines,
    "pdf-lines": _pdf,
    "parted-lines": _parted,
    "one-line": _one_line,
    "commas": _commas,
    "bars": _bars,
    "tabs": _tabs,
}
LOSSY = {
    "ragged", "pipe-after-lines", "lone-pipe-rows", "pipe-before-lines", "bare-lines", "pdf-lines", "parted-lines", "one-line",
}  # fmt: skip
"""Layouts that show nothing where a cell is blank."""
PAPER = {"pdf-lines"}
"""Layouts of printed pages: lines end within words."""
RUNNING = {"one-line"}
"""Layouts in which headings run into the sentences behind them."""
IN_MEMORY = {"parted-lines", "one-line", "commas", "bars", "tabs"}
"""Layouts that tests make in memory alone: none of the stored specimens is in them."""
BLANKS_ALONE = {"pdf-lines", "one-line"}
"""Layouts in which nothing but a blank parts the cells of a row."""
