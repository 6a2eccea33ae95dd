"""The program, as a list that can be read: from a source to a report, each stage a function of an immutable value."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from govreport_parser.blocks import TITLE_ENDS, Block, prose_blocks, split_blocks
from govreport_parser.extractors.absences import find_absences
from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.counts import find_counts
from govreport_parser.extractors.dates import find_dates
from govreport_parser.extractors.documents import find_documents
from govreport_parser.extractors.events import find_events
from govreport_parser.extractors.institutions import find_institutions
from govreport_parser.extractors.kinds import section_kind
from govreport_parser.limits import MAX_BYTES
from govreport_parser.metadata.read import read_metadata
from govreport_parser.places import gazetteer
from govreport_parser.report.model import Report
from govreport_parser.rules.trace import Trace
from govreport_parser.sections.build import build_sections
from govreport_parser.spans import Span
from govreport_parser.tables.interleaved import part_prose
from govreport_parser.tables.read import read_tables
from govreport_parser.text.normalize import NormalizedText, normalize
from govreport_parser.text.source import Source, read_source

__all__ = ["ReportParser", "parse"]


class ReportParser:
    """Reads documents into reports. Holds no state of any document: one parser serves any number, from any thread."""

    def __init__(self, *, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        """The size above which a source is refused."""

    def parse(self, source: Path | bytes | str | Source, *, trace: Trace | None = None) -> Report:
        """Read a path, bytes, a text or a Source. Never raises on content; SourceError for what is no document."""
        document = source if isinstance(source, Source) else read_source(source, max_bytes=self.max_bytes)
        normal = normalize(document.text)
        blocks = part_prose(normal.text, split_blocks(normal.text))
        tables = read_tables(normal, blocks)
        blocks = reclassify(normal.text, blocks, tables.claimed)
        outline = build_sections(normal, blocks, section_kind)
        prose = mask(normal, blocks, outline.markers)
        places = gazetteer().names_in(prose)
        metadata = read_metadata(normal, prose, tables, places, trace=trace)
        context = Context(
            year=metadata.year,
            period=metadata.period,
            issuer=metadata.issuer.canonical if metadata.issuer else None,
            division=metadata.division,
        )
        passage = Passage(normal=normal, prose=prose, context=context, trace=trace, places=places)
        documents = find_documents(passage)
        dates = find_dates(passage, documents=documents)
        counts = find_counts(passage, dates=dates, documents=documents)
        institutions = find_institutions(passage, documents=documents)
        return Report(
            source=document,
            metadata=metadata,
            sections=outline.sections,
            dates=dates,
            events=find_events(passage, dates=dates, counts=counts, institutions=institutions, documents=documents),
            counts=counts,
            absences=find_absences(passage, dates=dates, headings=outline.headings),
            institutions=institutions,
            documents=documents,
            tables=tables.tables,
            indicators=tables.indicators,
        )


def parse(source: Path | bytes | str, *, max_bytes: int = MAX_BYTES) -> Report:
    """Read one document into a report.

    A `Path` is read, `bytes` are decoded, a `str` is the text itself. Never raises on content: what is no report
    gives a report whose genre is `other`. Raises SourceError (also OSError or ValueError) for what is no document:
    missing, a folder, empty, binary, over `max_bytes`.

    >>> parse("2019年,我区共受理申请86件。").counts[0].value
    Decimal('86')
    """
    return ReportParser(max_bytes=max_bytes).parse(source)


def reclassify(text: str, blocks: Iterable[Block], claimed: Iterable[Span]) -> tuple[Block, ...]:
    """Call those stretches table rows that the tables claimed, though they have no pipes.

    A table in running text is a part of its line: the block is cut where the table begins and ends, and what stands
    before and behind it is read anew.
    """
    taken = sorted(claimed)
    if not taken:
        return tuple(blocks)
    result: list[Block] = []
    index = 0
    for block in blocks:
        while index < len(taken) and taken[index].end <= block.start:
            index += 1
        result.extend(_cut(text, block, taken, index))
    return tuple(result)


def _cut(text: str, block: Block, taken: Sequence[Span], index: int) -> Iterator[Block]:
    """Yield the parts of a block inside and outside of the stretches from `index` on."""
    start = block.start
    while block.kind != "blank" and index < len(taken) and taken[index].start < block.end:
        left, right = max(taken[index].start, start), min(taken[index].end, block.end)
        if left > start:
            yield from prose_blocks(text, start, left)
        yield Block("table_row", left, right)
        start = right
        index += 1
    if start == block.start:
        yield block
    elif start < block.end:
        yield from prose_blocks(text, start, block.end)


def _hidden(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if block.kind == "table_row":
            yield block.span
        elif block.kind == "heading":
            title = block.start + len(text[block.start : block.end].rstrip())
            glued = title == block.end < len(text) and text.endswith(TITLE_ENDS, block.start, title)
            yield Span(title - glued, block.end)


def mask(normal: NormalizedText, blocks: Iterable[Block], markers: Iterable[Span]) -> str:
    """Return the normalised text with table rows and markers replaced by line feeds: what is left is prose.

    So are the blanks behind a heading: what follows it in its line is no part of it. Where there is none, the last
    letter of its 情况 stands for it.
    """
    hidden = sorted([*_hidden(normal.text, blocks), *markers])
    pieces, position = [], 0
    for start, end in hidden:
        if start >= position:
            pieces.append(normal.text[position:start])
            pieces.append("\n" * (end - start))
            position = end
    pieces.append(normal.text[position:])
    return "".join(pieces)
