"""The summary: one report on a page, for a journalist. Every figure stands with its unit and its line."""

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from govreport_parser.cli.words import say
from govreport_parser.mentions import CountMention
from govreport_parser.report.display import (
    SIGNS,
    cell_figure,
    cell_name,
    days,
    figure,
    in_time,
    severity_rank,
    shortened,
)
from govreport_parser.report.lines import Lines
from govreport_parser.report.model import Finding, Report
from govreport_parser.tables.model import Indicator

__all__ = ["Summary", "console"]

_WIDTH = 80
_MOST_COUNTS = 14
_MOST_EVENTS = 10
_MOST_CELLS = 60
_COLORS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_HEADLINE = ("quantity", "money")
_CLASSIFIERS = frozenset({"名", "位", "个", "大", "项", "类", "种", "方面", None})
"""Units of small things said in passing (一名副区长, 4个阶段): no headline under ten, unless the figure has parts."""
_OWN_LINES = ("text/plain", "text/markdown")
"""Kinds of files whose lines are those of the text."""
_SMALL = 10
_LONGEST = 60
_DOUBTFUL = ("unreadable", "ambiguous")
"""What a cell says that nobody should overlook, whichever applicant's it is."""


def console(*, color: bool) -> Console:
    """Return a console on standard output: 80 columns where it is no terminal, colour only where one can be shown."""
    terminal = sys.stdout.isatty()
    return Console(
        width=None if terminal else _WIDTH,
        no_color=not color,
        highlight=False,
        soft_wrap=False,
        emoji=False,
        markup=False,
    )


class Summary:
    """What a journalist wants to see first of a report and its findings, in zh or en."""

    def __init__(self, report: Report, findings: Sequence[Finding], lang: str) -> None:
        self._report, self._findings, self._lang = report, findings, lang
        self._lines = Lines(report.source.text)

    def print(self, out: Console) -> None:
        """Print the whole summary."""
        self._head(out)
        self._counts(out)
        self._annex(out)
        self._events(out)
        self._absences(out)
        self._title(out, "findings")
        self._finding_list(out)

    def print_findings(self, out: Console, *, name: str) -> None:
        """Print the findings alone, under the source's name."""
        out.print(Text(name, style="bold"))
        if self._findings:
            self._whose_lines(out)
        self._finding_list(out)

    def _whose_lines(self, out: Console) -> None:
        """Say what the line numbers count where the text is not the file itself: HTML, DOCX, PDF."""
        if not self._report.source.media_type.startswith(_OWN_LINES):
            out.print(Text(self._say("lines_of_text"), style="dim"))

    def _say(self, key: str, **figures: object) -> str:
        return say(key, self._lang, **figures)

    def _line(self, start: int) -> str:
        return self._say("line", n=self._lines.line(start))

    def _title(self, out: Console, key: str) -> None:
        out.print()
        out.print(Text(self._say(key), style="bold blue"))

    def _head(self, out: Console) -> None:
        report, metadata = self._report, self._report.metadata
        issuer = metadata.issuer.canonical if metadata.issuer else self._say("unknown_issuer")
        year = self._say("year", n=metadata.year) if metadata.year else self._say("unknown_year")
        out.print(Text(f"{issuer}{'　' if self._lang == 'zh' else ', '}{year}", style="bold"))
        if metadata.title:
            out.print(Text(metadata.title))
        facts = [report.source.name]
        if metadata.division:
            facts.append(f"{metadata.division.name} {metadata.division.code}")
        known = f"{self._say('form')} {metadata.form}"
        facts.append(known if metadata.form else self._say("unknown_form" if report.tables else "no_form"))
        facts.append(self._say(metadata.script))
        if metadata.vocabulary == "taiwan":
            facts.append(self._say("taiwan"))
        out.print(Text(" · ".join(facts), style="dim"))
        size = self._say(
            "summary_of",
            sections=sum(1 for _ in report.walk()),
            counts=len(report.counts),
            institutions=len(report.institutions),
            documents=len(report.documents),
        )
        out.print(Text(size, style="dim"))
        self._whose_lines(out)
        if metadata.genre == "other":
            out.print(Text(self._say("not_a_report"), style="yellow"))

    def _counts(self, out: Console) -> None:
        shown = list(self._headline())
        if not shown:
            return
        self._title(out, "headline")
        table = _grid()
        for count, depth in shown[:_MOST_COUNTS]:
            table.add_row(
                "  " * depth + (count.label or self._report.quote(count)),
                figure(count, self._lang),
                self._line(count.span.start),
            )
        out.print(Padding(table, (0, 0, 0, 2)))
        self._more(out, len(shown) - _MOST_COUNTS)

    def _headline(self) -> Iterator[tuple[CountMention, int]]:
        """Yield the totals in reading order, each followed by its parts one step in."""
        parts: dict[str, list[CountMention]] = {}
        for count in self._report.counts:
            if count.part_of is not None:
                parts.setdefault(count.part_of, []).append(count)

        def below(count: CountMention, depth: int) -> Iterator[tuple[CountMention, int]]:
            yield count, depth
            for part in parts.get(count.id, ()):
                yield from below(part, depth + 1)

        for count in self._report.counts:
            if (
                count.part_of is None
                and count.measure in _HEADLINE
                and count.label
                and (count.id in parts or not _in_passing(count))
            ):
                yield from below(count, 0)

    def _annex(self, out: Console) -> None:
        cells = self._report.indicators
        unmatched = sum(len(table.unmatched) for table in self._report.tables)
        if not cells and not unmatched:
            return
        self._title(out, "annex")
        if cells:
            self._cells(out, cells)
        if unmatched:
            self._note(out, "annex_unmatched", rows=unmatched)

    def _cells(self, out: Console, cells: Sequence[Indicator]) -> None:
        reported = [cell for cell in cells if cell.value is not None]
        zero = sum(cell.value == 0 for cell in reported)
        blank = sum(cell.status == "blank" for cell in cells)
        other = len(cells) - len(reported) - blank
        self._note(out, "annex_note", all=len(cells), reported=len(reported), zero=zero, blank=blank, other=other)
        worth = [cell for cell in cells if cell.value or cell.status in (*_DOUBTFUL, "recovered")]
        listed = [cell for cell in worth if cell.applicant in {None, "total"} or cell.status in _DOUBTFUL]
        table = _grid()
        for cell in listed[:_MOST_CELLS]:
            table.add_row(cell_name(cell, self._lang), self._cell_value(cell), self._line(cell.span.start))
        out.print(Padding(table, (0, 0, 0, 2)))
        self._more(out, len(listed) - _MOST_CELLS)
        if len(worth) > len(listed):
            self._note(out, "applicants_hidden", cells=len(worth) - len(listed))
        if len(worth) < len(cells):
            self._note(out, "annex_hidden")

    def _cell_value(self, cell: Indicator) -> str:
        """Return the figure, with the status of one that the source does not have as it stands."""
        if cell.value is None:
            return f"{self._report.quote(cell)} ({cell_figure(cell, self._lang)})"
        mark = f" ({self._say('st_recovered')})" if cell.status == "recovered" else ""
        return cell_figure(cell, self._lang) + mark

    def _events(self, out: Console) -> None:
        events = sorted(self._report.events, key=in_time)
        if not events:
            return
        self._title(out, "events")
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(no_wrap=True, style="dim", justify="right")
        for event in events[:_MOST_EVENTS]:
            what = shortened(event.normalized, _LONGEST) + (self._say("is_planned") if event.planned else "")
            table.add_row(days(event.date, joint="/"), what, self._line(event.span.start))
        out.print(Padding(table, (0, 0, 0, 2)))
        self._more(out, len(events) - _MOST_EVENTS)

    def _absences(self, out: Console) -> None:
        if not self._report.absences:
            return
        self._title(out, "absences")
        table = _grid()
        for absence in self._report.absences:
            table.add_row(
                shortened(absence.label or absence.text, _LONGEST), absence.text, self._line(absence.span.start)
            )
        out.print(Padding(table, (0, 0, 0, 2)))

    def _finding_list(self, out: Console) -> None:
        if not self._findings:
            out.print(Padding(Text(self._say("no_findings"), style="green"), (0, 0, 0, 2)))
            return
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        for finding in sorted(self._findings, key=severity_rank):
            message = finding.message.zh if self._lang == "zh" else finding.message.en
            places = self._places(finding)
            text = Text(message)
            text.append(f"  [{places}] {finding.code}", style="dim")
            sign = Text(f"{SIGNS[finding.severity]} {self._say(finding.severity)}", style=_COLORS[finding.severity])
            table.add_row(sign, text)
        out.print(Padding(table, (0, 0, 0, 2)))

    def _places(self, finding: Finding) -> str:
        """Return the lines of a finding's operands, runs joined: lines 78–82, 89."""
        lines = sorted({self._lines.line(span.start) for span in finding.spans})
        runs: list[list[int]] = []
        for line in lines:
            if runs and line == runs[-1][-1] + 1:
                runs[-1].append(line)
            else:
                runs.append([line])
        shown = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
        if self._lang == "zh":
            return f"第{'、'.join(shown)}行"
        return ("line " if len(lines) == 1 else "lines ") + ", ".join(shown)

    def _more(self, out: Console, number: int) -> None:
        if number > 0:
            self._note(out, "more", n=number)

    def _note(self, out: Console, key: str, **figures: object) -> None:
        out.print(Padding(Text(self._say(key, **figures), style="dim"), (0, 0, 0, 2)))


def _in_passing(count: CountMention) -> bool:
    return count.unit in _CLASSIFIERS and count.value < _SMALL


def _grid() -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", no_wrap=True, style="bold")
    table.add_column(justify="right", no_wrap=True, style="dim")
    return table
