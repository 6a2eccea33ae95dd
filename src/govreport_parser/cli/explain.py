"""`govreport explain FILE --at LINE:COL`: which rules looked at a place, which won, which lost, and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from govreport_parser.cli.inputs import MAX_SIZE, read_input
from govreport_parser.report.lines import Lines
from govreport_parser.report.model import Report
from govreport_parser.spans import Span

if TYPE_CHECKING:
    from govreport_parser.rules.trace import Trace
    from govreport_parser.text.normalize import NormalizedText

__all__ = ["explain"]


@click.command(short_help="Tell which rules looked at a place, and why.")
@click.argument("file")
@click.option("--at", "at", required=True, metavar="LINE:COL", help="Line and column in the source text, both from 1.")
@MAX_SIZE
def explain(file: str, at: str, max_size: float) -> None:
    """Tell what the rules made of the character at LINE:COL of FILE, and why.

    \b
    Example:
      govreport explain report.txt --at 12:5
    """
    from govreport_parser.pipeline import ReportParser
    from govreport_parser.rules.trace import Trace
    from govreport_parser.text.normalize import normalize

    source = read_input(file, max_size)
    position = _position(source.text, Lines(source.text), at)
    trace = Trace()
    report = ReportParser().parse(source, trace=trace)
    normal = normalize(source.text)
    click.echo(_context(source.text, position))
    said = [*_edits(source.text, normal, position), *_records(source.text, report, position)]
    said += _decisions(normal, trace, position)
    for line in said:
        click.echo(line)
    if not said:
        click.echo("no rule looked at this character, and no record holds it.")


def _edits(text: str, normal: "NormalizedText", position: int) -> Iterator[str]:
    for edit in normal.edits:
        if edit.start <= position < edit.end:
            yield f"text   {edit.kind:24} {text[edit.start : edit.end]!r} → {edit.replacement!r}"


def _records(text: str, report: Report, position: int) -> Iterator[str]:
    for record in report.records():
        for span in _spans(record):
            if span.start <= position < span.end and not record.id.startswith(("section", "table")):
                yield f"record {record.rule:24} {record.id} {text[span.start : span.end]!r}"


def _decisions(normal: "NormalizedText", trace: "Trace", position: int) -> Iterator[str]:
    place = normal.normal_span(position, position + 1)
    for decision in trace.decisions:
        if decision.span.start <= place.start < decision.span.end:
            words = normal.text[decision.span.start : decision.span.end]
            yield f"{decision.verdict:6} {decision.rule:24} {words!r}: {decision.why}"


def _position(text: str, lines: Lines, at: str) -> int:
    line, _, column = at.partition(":")
    if not line.isdecimal() or not column.isdecimal() or int(column) < 1:
        raise click.BadParameter(f"{at!r} is no place. Give LINE:COL, such as 12:5.", param_hint="--at")
    try:
        start = int(lines.start(int(line)))
    except IndexError as error:
        raise click.BadParameter(f"{error}. Give a line of the text.", param_hint="--at") from error
    length = len(text[start:].partition("\n")[0])
    if int(column) > length:
        # Counted on, the place would be one of another line.
        last = f"ends with column {length}. Give a column up to that" if length else "is empty. Give another"
        raise click.BadParameter(f"line {line} {last}.", param_hint="--at")
    return start + int(column) - 1


def _context(text: str, position: int) -> str:
    start = max(text.rfind("\n", 0, position) + 1, position - 20)
    end = text.find("\n", position)
    line = text[start : min(end if end >= 0 else len(text), position + 20)]
    # Blanks as wide as what stands above them, so that the mark stands below its character.
    blanks = "".join("　" if east_asian_width(character) in "WF" else " " for character in text[start:position])
    return f"{line}\n{blanks}▲"


def _spans(record: object) -> list[Span]:
    mentions = getattr(record, "mentions", None)
    return [mention.span for mention in mentions] if mentions is not None else [getattr(record, "span")]  # noqa: B009
