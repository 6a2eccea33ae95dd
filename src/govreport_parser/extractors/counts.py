"""Counts: figures with what they count, from the prose of a report.

One pattern finds every figure (`figures`), contexts refuse what is none, `labels` names what is counted,
`parts` binds parts to their totals, `periods` the date that governs. The words are data: rules/data/counts.toml.
"""

from collections.abc import Iterator
from decimal import Decimal

import regex

from govreport_parser.extractors.base import Passage, record_id
from govreport_parser.extractors.figure import Figure
from govreport_parser.extractors.figures import find_figures
from govreport_parser.extractors.labels import label_figures
from govreport_parser.extractors.parts import bind_parts
from govreport_parser.extractors.periods import Periods
from govreport_parser.mentions import CountMention, DateMention, DocumentMention
from govreport_parser.spans import Span, joined

__all__ = ["find_counts"]

_TITLE = regex.compile(r"《[^》\n]{1,120}》+")
_YUAN = {"元": 1, "圆": 1, "块钱": 1, "人民币": 1, "万元": 10**4, "亿元": 10**8}


def find_counts(
    passage: Passage, *, dates: tuple[DateMention, ...] = (), documents: tuple[DocumentMention, ...] = ()
) -> tuple[CountMention, ...]:
    """Return the counts of the prose in order.

    Nothing inside 《…》, a date or a document is a count: no 条 of 第二十条, no 年 of 2015年.
    """
    prose = passage.prose
    mentioned = [*(date.span for date in dates), *(document.span for document in documents)]
    titles = [Span(*match.span()) for match in _TITLE.finditer(prose)] if "《" in prose else []
    blocked = joined([*(passage.normal.normal_span(*span) for span in mentioned), *titles])
    figures = find_figures(passage, blocked)
    label_figures(prose, figures, blocked)
    bind_parts(prose, figures)
    periods = Periods(passage, dates)
    for figure in figures:
        figure.period = periods.before(figure.start)
    return tuple(_mentions(passage, figures))


def _mentions(passage: Passage, figures: list[Figure]) -> Iterator[CountMention]:
    spans = {id(figure): passage.source_span(figure.start, figure.end) for figure in figures}
    for figure in figures:
        span = spans[id(figure)]
        yuan = _YUAN.get(figure.unit or "") if figure.measure == "money" else None
        yield CountMention(
            id=record_id("count", span),
            rule=figure.rule,
            text=passage.source_text(span),
            span=span,
            value=figure.value,
            value_to=figure.value_to,
            unit=figure.unit,
            label=figure.label,
            measure=figure.measure,
            approximation=figure.approximation,
            change=figure.change,
            part_of=record_id("count", spans[id(figure.parent)]) if figure.parent else None,
            period=figure.period,
            value_yuan=figure.value * Decimal(yuan) if yuan else None,
        )
