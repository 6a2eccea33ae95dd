"""Trace: what the extractors considered and why they chose; filled only when somebody asks (`govreport explain`)."""

from dataclasses import dataclass, field
from typing import Literal

from govreport_parser.spans import Span

__all__ = ["Decision", "Trace", "Verdict"]

Verdict = Literal["won", "lost", "refused"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One candidate (normalised coordinates), what became of it, and why."""

    rule: str
    span: Span
    verdict: Verdict
    why: str


@dataclass(slots=True)
class Trace:
    """A list of decisions, in the order in which they fell."""

    decisions: list[Decision] = field(default_factory=list)

    def note(self, rule: str, start: int, end: int, verdict: Verdict, why: str) -> None:
        """Remember one decision."""
        self.decisions.append(Decision(rule, Span(start, end), verdict, why))
