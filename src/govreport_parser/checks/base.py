"""A check: a function from a Report to findings, registered under its code."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Fault, Finding, Message, Report, Severity
from govreport_parser.spans import Span

__all__ = ["CHECKS", "Check", "check", "finding", "recomputed"]

CheckFunction = Callable[[Report], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A finding code with its meaning in both languages (for the docs) and the function that looks for it."""

    code: str
    meaning: Message
    run: CheckFunction


_CHINESE_MARKS = str.maketrans(",:;?!()", "，：；？！（）")
"""Labels come in normalised text with half-width marks; a Chinese sentence wants its own."""

_GAP = regex.compile(r"(?<=[\p{Han}，。：；、“”（）]) +(?=[\d−-])|(?<=[\d%]) +(?=[\p{Han}“”（）])")
"""A space between a Chinese word and a figure: 28 件 is written 28件."""

_NAMELESS = regex.compile(r"^ +| for (?=;)|(?<= ) +")
"""What a figure without a label leaves behind in an English sentence; in a Chinese one it leaves empty quotes."""

CHECKS: dict[str, Check] = {}


def check(code: str, *, zh: str, en: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check under `code`; `zh` and `en` say what it looks for."""

    def register(function: CheckFunction) -> CheckFunction:
        CHECKS[code] = Check(code, Message(zh=zh, en=en), function)
        return function

    return register


def finding(
    code: str,
    severity: Severity,
    *,
    zh: str,
    en: str,
    spans: Iterable[Span],
    operands: Iterable[str] = (),
    left: Decimal | str | None = None,
    right: Decimal | str | None = None,
    fault: Fault = "unsure",
    rule: str | None = None,
) -> Finding:
    """Build a finding; the difference is left minus right where both are numbers. `rule`: the rule of a rule file."""
    places = tuple(spans)
    ids = tuple(operands)
    both = isinstance(left, Decimal) and isinstance(right, Decimal)
    start = places[0].start if places else 0
    return Finding(
        id=f"finding-{code}-{start}-{'-'.join(ids[:2])}" if ids else f"finding-{code}-{start}",
        rule=rule or code,
        code=code,
        severity=severity,
        message=Message(zh=_chinese(zh), en=_NAMELESS.sub("", en)),
        left=_plain(left),
        right=_plain(right),
        difference=_plain(left - right) if both and isinstance(left, Decimal) and isinstance(right, Decimal) else None,
        operands=ids,
        spans=places,
        fault=fault,
    )


def _chinese(text: str) -> str:
    """Give a message the marks of a Chinese sentence: full width, no space at a figure, no quotes around nothing."""
    return _GAP.sub("", text.translate(_CHINESE_MARKS).replace("“”", ""))


def recomputed(
    code: str,
    *,
    zh: str,
    en: str,
    told: Span | None,
    counts: Sequence[CountMention],
    left: Decimal,
    right: Decimal,
    rule: str,
) -> Finding:
    """Build a finding on a figure of the prose (`told`, or the first of `counts`) that its own figures do not give."""
    spans = [count.span for count in counts]
    return finding(
        code,
        "warning",
        zh=zh,
        en=en,
        spans=spans if told is None else [told, *spans],
        operands=[count.id for count in counts],
        left=left,
        right=right,
        fault="source",
        rule=rule,
    )


def _plain(value: Decimal | str | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value


def findings_of(report: Report) -> Iterator[Finding]:
    """Yield the findings of every registered check."""
    for entry in CHECKS.values():
        yield from entry.run(report)
