"""DOCX → paragraphs and tables in document order, with the numbers that Word writes by itself.

The parts are read as XML directly: only the text is unpacked, a document type declaration is refused (Office writes
none, bombs need one), and what Word does not show (deleted text, field codes, hidden alternatives) is left out.
"""

import zipfile
from collections.abc import Iterator

import regex

from govreport_parser.errors import SourceFormatError
from govreport_parser.text.readers.archive import read_member
from govreport_parser.text.readers.lines import Line, assemble
from govreport_parser.text.readers.numbering import Numbering
from govreport_parser.text.readers.rows import cell_text, collapse, pipe_row
from govreport_parser.text.readers.wordml import Element, children, find, tag_of, value_of, whole
from govreport_parser.text.reading import Reading

__all__ = ["MEDIA_TYPE", "read_docx"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DTD = regex.compile(rb"<!DOCTYPE|<!ENTITY|<\x00!\x00D\x00|\x00<\x00!\x00D")
_UNSHOWN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "tblPr", "tcPr", "trPr", "sdtPr"}
)
_MAX_SPAN = 128
_NOTE = 60
_MAX_STYLES = 30


def read_docx(archive: zipfile.ZipFile, *, max_bytes: int, name: str) -> Reading:
    """Read an opened DOCX file. Raises SourceFormatError where its XML is broken or unsafe."""
    body = _part(archive, "word/document.xml", max_bytes, name)
    if body is None:
        raise SourceFormatError(f"{name}: a DOCX file without text. Save it again with Word or WPS.")
    numbering = Numbering(_part(archive, "word/numbering.xml", max_bytes, name))
    styles = _read_styles(_part(archive, "word/styles.xml", max_bytes, name))
    reader = _Reader(numbering, styles)
    root = next((child for child in body if tag_of(child) == "body"), body)
    return assemble(reader.flow(root, ""), media_type=MEDIA_TYPE, encoding="utf-8")


def _part(archive: zipfile.ZipFile, part: str, max_bytes: int, name: str) -> Element:
    from lxml import etree

    if part not in archive.namelist():
        return None
    data = read_member(archive, archive.getinfo(part), max_bytes=max_bytes, name=name)
    if _DTD.search(data):
        raise SourceFormatError(f"{name}: the DOCX declares entities, as only a bomb does. Save it again with Word.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceFormatError(
            f"{name}: broken XML in the DOCX file ({str(error).rstrip('.')}). Save it again with Word."
        ) from error


def _read_styles(root: Element) -> dict[str, tuple[str, str, str]]:
    """Return for each style its list, level and the style that it is based on."""
    return {
        value_of(style, "styleId"): (
            value_of(find(style, "pPr", "numPr", "numId")),
            value_of(find(style, "pPr", "numPr", "ilvl")),
            value_of(find(style, "basedOn")),
        )
        for style in (children(root, "style") if root is not None else ())
    }


class _Reader:
    def __init__(self, numbering: Numbering, styles: dict[str, tuple[str, str, str]]) -> None:
        self._numbering = numbering
        self._styles = styles

    def flow(self, parent: Element, path: str) -> Iterator[Line]:
        """Yield the lines of a body or a cell: `p[3]`, `tbl[2]/tr[5]`."""
        counts = {"p": 0, "tbl": 0}
        for element in _blocks(parent):
            tag = tag_of(element)
            counts[tag] += 1
            place = f"{path}{tag}[{counts[tag]}]"
            if tag == "tbl":
                yield from self._table(element, place)
            else:
                yield from ((line, place, None) for line in self._paragraph(element))
                for box in _boxes(element):
                    yield from self.flow(box, f"{place}/txbxContent/")

    def _paragraph(self, element: Element) -> Iterator[str]:
        label = self._label(element)
        for line in "".join(_characters(element)).split("\n"):
            text = collapse(line)
            if text:
                yield label + text
                label = ""

    def _label(self, element: Element) -> str:
        properties = find(element, "pPr")
        if properties is None:
            return ""
        number_id = value_of(find(properties, "numPr", "numId"))
        level = value_of(find(properties, "numPr", "ilvl"))
        style = value_of(find(properties, "pStyle"))
        for _ in range(_MAX_STYLES):
            if number_id or style not in self._styles:
                break
            number_id, inherited, style = self._styles[style]
            level = level or inherited
        return self._numbering.next(number_id, whole(level, 0)) if number_id else ""

    def _table(self, table: Element, place: str) -> Iterator[Line]:
        rows = [_within(row, "tc") for row in _within(table, "tr")]
        single = max(map(len, rows), default=0) < 2
        for index, (row, cells) in enumerate(zip(_within(table, "tr"), rows, strict=True), 1):
            where = f"{place}/tr[{index}]"
            if len(cells) == 1 and (single or self._flows(cells[0])):
                yield from self.flow(cells[0], f"{where}/tc[1]/")
                continue
            line = _row(row, [(cell, self._cell(cell)) for cell in cells])
            if any(line):
                yield pipe_row(line), where, None

    def _flows(self, cell: Element) -> bool:
        """Tell whether the one cell of a row holds running text, or a table of its own."""
        if any(tag_of(element) == "tbl" for element in _blocks(cell)):
            return True
        text = "".join(text for block in _blocks(cell) for text in _characters(block))
        return len(text) > _NOTE and "。" in text

    def _cell(self, cell: Element) -> str:
        return cell_text(self._lines(cell))

    def _lines(self, cell: Element) -> Iterator[str]:
        for element in _blocks(cell):
            if tag_of(element) == "tbl":
                for row in _within(element, "tr"):
                    for inner in _within(row, "tc"):
                        yield from self._lines(inner)
            else:
                yield from self._paragraph(element)


def _row(row: Element, cells: list[tuple[Element, str]]) -> list[str | None]:
    """Return one row, spanned cells once: what continues a cell above is empty, a cell to the left None."""
    line: list[str | None] = [None] * min(whole(value_of(find(row, "trPr", "gridBefore")), 0), _MAX_SPAN)
    for cell, text in cells:
        line.append(text)
        line.extend([None] * (min(whole(value_of(find(cell, "tcPr", "gridSpan")), 1), _MAX_SPAN) - 1))
    return line


def _within(parent: Element, tag: str) -> list[Element]:
    """Return the children called `tag`, also those wrapped for content controls and revisions."""
    found = []
    for child in parent:
        name = tag_of(child)
        if name == tag:
            if not _is_deleted(child):
                found.append(child)
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            found.extend(_within(child, tag))
    return found


def _is_deleted(element: Element) -> bool:
    return find(element, "trPr", "del") is not None or find(element, "tcPr", "cellDel") is not None


def _blocks(parent: Element) -> Iterator[Element]:
    for child in parent:
        tag = tag_of(child)
        if tag in {"p", "tbl"}:
            yield child
        elif tag in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice"}:
            yield from _blocks(child)


def _characters(element: Element) -> Iterator[str]:
    """Yield what a paragraph shows; the text of boxes is told apart."""
    for child in element:
        tag = tag_of(child)
        if tag == "t":
            yield child.text or ""
        elif tag in {"br", "cr"}:
            yield "\n"
        elif tag in {"tab", "ptab"}:
            yield " "
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag not in _UNSHOWN and tag != "txbxContent":
            yield from _characters(child)


def _boxes(element: Element) -> Iterator[Element]:
    for child in element:
        tag = tag_of(child)
        if tag == "txbxContent":
            yield child
        elif tag not in _UNSHOWN:
            yield from _boxes(child)
