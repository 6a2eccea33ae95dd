"""Gaps and repeats in the numbering of sections."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.examined import Examined
from govreport_parser.report.model import Finding
from govreport_parser.sections.tree import Section

__all__: list[str] = []


@check("numbering.gap", zh="章节编号缺失", en="A number is missing between two sections.")
def gaps(examined: Examined) -> Iterator[Finding]:
    """一 then 三: a heading was lost, or the issuing body miscounted."""
    report = examined.report
    for before, after in _pairs(report.sections):
        if before.number and after.number and after.number > before.number + 1:
            yield finding(
                "numbering.gap",
                "info",
                zh=f"“{before.marker}{before.title}”之后是“{after.marker}{after.title}”，中间缺编号。",
                en=f"After {before.marker} comes {after.marker}: a number is missing between them.",
                spans=[span for span in (before.heading_span, after.heading_span) if span],
                operands=[before.id, after.id],
                left=str(before.number),
                right=str(after.number),
            )


@check("numbering.repeat", zh="章节编号重复", en="Two neighbouring sections carry the same number.")
def repeats(examined: Examined) -> Iterator[Finding]:
    """一、引言 and 一、概述 side by side."""
    report = examined.report
    for before, after in _pairs(report.sections):
        if before.number and after.number == before.number:
            yield finding(
                "numbering.repeat",
                "info",
                zh=f"编号“{after.marker}”出现两次：“{before.title}”与“{after.title}”。",
                en=f"The number {after.marker} stands twice.",
                spans=[span for span in (before.heading_span, after.heading_span) if span],
                operands=[before.id, after.id],
                left=str(before.number),
                right=str(after.number),
            )


def _pairs(sections: Iterable[Section]) -> Iterator[tuple[Section, Section]]:
    """Yield neighbours of one numbering style under one parent."""
    siblings = list(sections)
    for section in siblings:
        yield from _pairs(section.children)
    for before, after in pairwise(siblings):
        if before.rule == after.rule:
            yield before, after
