"""Segments → tables and indicators, each cell tied to its place in the source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from govreport_parser.spans import Span
from govreport_parser.tables.cells import Cell
from govreport_parser.tables.form_model import IndicatorSpec
from govreport_parser.tables.match import find_row
from govreport_parser.tables.model import Indicator, IndicatorStatus, Table, UnmatchedRow
from govreport_parser.tables.readings import Reading
from govreport_parser.tables.segments import Segment
from govreport_parser.tables.values import CellValue, in_yuan, read_value
from govreport_parser.tables.vocabulary import Node
from govreport_parser.text.normalize import NormalizedText

__all__ = ["Builder"]


@dataclass(slots=True, eq=False)
class Builder:
    """Collects the records of one table."""

    normal: NormalizedText
    segment: Segment
    id: str = ""
    rule: str = ""
    """The table's rule, where it is not that of its form."""
    indicators: list[Indicator] = field(default_factory=list)
    unmatched: list[UnmatchedRow] = field(default_factory=list)

    def table(self) -> Table:
        """Return the table's own record."""
        segment = self.segment
        readings = segment.rows if segment.broken_off else [*segment.headers, *segment.rows]
        span = self.normal.source_span(
            min(reading.start for reading in readings), max(reading.end for reading in readings)
        )
        index = self.segment.index
        return Table(
            id=self.id,
            rule=self.rule or (f"forms.{index.form.id}" if index else "forms.none"),
            span=span,
            form=index.form.id if index else None,
            part=index.part.id if index else None,
            rows=len(readings),
            columns=max(len(reading.cells) for reading in readings),
            unmatched=tuple(self.unmatched),
        )

    def source(self, start: int, end: int) -> tuple[Span, str]:
        """Return the source stretch of a normalised one, without blanks at its ends."""
        span = self.normal.source_span(start, end)
        if start == end:
            return Span(span.start, span.start), ""
        raw = self.normal.source[span.start : span.end]
        stripped = raw.strip()
        if len(stripped) == len(raw):
            return span, raw
        left = span.start + len(raw) - len(raw.lstrip())
        return Span(left, left + len(stripped)), stripped

    def matched(self) -> Iterator[tuple[Reading, Node]]:
        """Yield the rows that the form has values for, each once; the others are kept with the reason.

        A heading row of the form should have no value: where it has one, that is kept.
        """
        index = self.segment.index
        assert index is not None
        before: Node | None = None
        seen: set[str] = set()
        for reading in self.segment.rows:
            node, reason = find_row(index, reading, before)
            if node is None:
                self.reject(reading, reason)
                continue
            before = node
            if not node.specs:
                if any(read_value(cell.text).value is not None for cell in reading.values):
                    self.reject(reading, "a heading row of the form has no value")
            elif node.row.code in seen:
                self.reject(reading, "the row stands twice in the table")
            else:
                seen.add(node.row.code)
                yield reading, node

    def reject(self, reading: Reading, reason: str) -> None:
        """Keep a row that fits nothing, with the reason."""
        span, raw = self.source(reading.start, reading.end)
        self.unmatched.append(UnmatchedRow(text=raw, span=span, reason=reason))

    def keep(self, cell: Cell, reason: str) -> None:
        """Keep one cell of a row that is read otherwise."""
        span, raw = self.source(cell.start, cell.end)
        self.unmatched.append(UnmatchedRow(text=raw, span=span, reason=reason))

    def add(
        self,
        spec: IndicatorSpec,
        cell: Cell,
        *,
        unit: str | None = None,
        status: IndicatorStatus | None = None,
        candidates: Iterable[Decimal] = (),
    ) -> None:
        """Make the indicator of one cell; `status` overrides what the cell's text says."""
        span, raw = self.source(cell.start, cell.end)
        read = read_value(cell.text)
        if read.of_change and spec.kind != "change":
            read = CellValue("unreadable")
        said = read.unit or unit or spec.unit
        if read.scaled and said is not None and said.endswith("元"):
            # 6.5万 under 单位:万元 is 65,000 yuan.
            said = "元"
        value = None if status == "ambiguous" else read.value
        who = f"-{spec.applicant}" if spec.applicant else ""
        self.indicators.append(
            Indicator(
                id=f"indicator-{span.start}-{span.end}-{spec.code}{who}",
                rule=f"forms.{spec.form}",
                code=spec.code,
                label=spec.label,
                path=spec.path,
                applicant=spec.applicant,
                unit=said,
                value=value,
                value_yuan=in_yuan(value, said),
                status=status or read.status,
                raw=raw,
                span=span,
                table=self.id,
                candidates=tuple(candidates),
            )
        )
