"""The spaCy component `govreport`: reports' records as spans of a Doc, on the original text.

    import spacy
    nlp = spacy.blank("zh")
    nlp.add_pipe("govreport")
    doc = nlp("2019年,我区共受理政府信息公开申请86件。")
    [(span.text, span.label_) for span in doc.spans["govreport"]]   # [('2019年', 'DATE'), ('86件', 'COUNT')]
    doc._.govreport.counts[0].value                                  # Decimal('86')

The component is found by its entry point, without an import. spaCy's Chinese character tokenizer gives exact spans;
with a tokenizer of words a span grows to whole tokens. `span.id_` is the id of the record in `doc._.govreport`.
"""

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from govreport_parser.pipeline import ReportParser
from govreport_parser.report.model import Report
from govreport_parser.spans import Span

__all__ = ["GovReportComponent", "make_component"]

_KEY = "govreport"


class GovReportComponent:
    """Parses `doc.text` and writes `doc.spans[spans_key]` and `doc._.govreport`.

    The report is kept in the Doc as its JSON text, so that Docs can be stored and sent between processes.
    """

    def __init__(self, name: str = _KEY, *, spans_key: str = _KEY) -> None:
        self.name = name
        self.spans_key = spans_key
        self._parser = ReportParser()
        if not Doc.has_extension(_KEY):
            Doc.set_extension(_KEY, getter=report_of)

    def __call__(self, doc: Doc) -> Doc:
        """Parse the Doc's text; nothing of what other components wrote is touched."""
        report = self._parser.parse(doc.text)
        doc.user_data[_KEY] = report.to_json()
        group = SpanGroup(doc, name=self.spans_key)
        for label, record_id, span in spans_of(report):
            marked = doc.char_span(*span, label=label, span_id=record_id, alignment_mode="expand")
            if marked is not None and marked.text:
                group.append(marked)
        doc.spans[self.spans_key] = group
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the component holds no state beyond its configuration."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "GovReportComponent":
        """Return itself."""
        return self

    def to_disk(self, _: Path, **__: object) -> None:
        """Write nothing."""

    def from_disk(self, _: Path, **__: object) -> "GovReportComponent":
        """Return itself."""
        return self


def report_of(doc: Doc) -> Report | None:
    """Return the report of a Doc that went through the component; None for another Doc."""
    text = doc.user_data.get(_KEY)
    return Report.from_json(text) if text is not None else None


def spans_of(report: Report) -> Iterator[tuple[str, str, Span]]:
    """Yield label, record id and place of every mention, by kind and position."""
    for label, records in (
        ("DATE", report.dates),
        ("COUNT", report.counts),
        ("ABSENCE", report.absences),
        ("DOCUMENT", report.documents),
        ("EVENT", report.events),
        ("INDICATOR", report.indicators),
    ):
        for record in records:
            yield label, record.id, record.span
    for institution in report.institutions:
        for mention in institution.mentions:
            yield "INSTITUTION", institution.id, mention.span


@Language.factory(_KEY, assigns=["doc.spans", "doc._.govreport"], default_config={"spans_key": _KEY}, retokenizes=False)
def make_component(nlp: Language, name: str, spans_key: str) -> GovReportComponent:  # noqa: ARG001  (spaCy passes it)
    """Make the component for `nlp.add_pipe("govreport", config={"spans_key": …})`."""
    return GovReportComponent(name, spans_key=spans_key)
