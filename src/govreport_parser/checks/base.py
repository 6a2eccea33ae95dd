"""A check: a function from a report under examination to findings, registered under its code."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.checks.examined import Examined
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Fault, Finding, Message, Report, Severity
from govreport_parser.spans import Span

__all__ = ["CHECKS", "MOST_PLACES", "Check", "check", "finding", "name_of", "numbered", "quoted", "recomputed"]

CheckFunction = Callable[[Examined], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A finding code with its meaning in both languages (for the docs) and the function that looks for it."""

    code: str
    meaning: Message
    run: CheckFunction


_CHINESE_MARKS = str.maketrans(",:;?!()", "，：；？！（）")
"""Labels come in normalised text with half-width marks; a Chinese sentence wants its own."""

_INNER = str.maketrans("“”", "‘’")
_EDGES = regex.compile(
    r"^(?:占到?|为|是|其中|的是)+|(?:提高|上升|增加|增长|下降|减少|降低)?[到至]$|[增降升]至$|(?<=\p{Han}{2})中$"
)
"""Words at the ends of a label that belong to the sentence and not to the thing."""

_GAP = regex.compile(r"(?<=[\p{Han}，。：；、“”（）]) +(?=[\d−-])|(?<=[\d%]) +(?=[\p{Han}“”（）])")
"""A space between a Chinese word and a figure: 28 件 is written 28件."""

_NAMELESS = regex.compile(r"^ +| for (?=;)|(?<= ) +")
"""What a figure without a label leaves behind in an English sentence; in a Chinese one it leaves empty quotes."""

CHECKS: dict[str, Check] = {}
MOST_PLACES = 20
"""So many places a finding of many alike points at; its message says how many there are."""


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
    start = places[0].start if places else 0
    return Finding(
        id=f"finding-{code}-{start}-{'-'.join(ids[:2])}" if ids else f"finding-{code}-{start}",
        rule=rule or code,
        code=code,
        severity=severity,
        message=Message(zh=_chinese(zh), en=_NAMELESS.sub("", en)),
        left=_plain(left),
        right=_plain(right),
        difference=_plain(left - right) if isinstance(left, Decimal) and isinstance(right, Decimal) else None,
        operands=ids,
        spans=places,
        fault=fault,
    )


def name_of(count: CountMention) -> str:
    """Return the label of a figure as a reader knows it: 申请总量, not 占申请总量; nothing for 增至 alone."""
    name: str = _EDGES.sub("", count.label)
    return name


def quoted(name: str) -> str:
    """Return a name in Chinese quotes, those in it turned into inner ones: “‘三公’经费”; nothing for no name."""
    return f"“{name.translate(_INNER)}”" if name else ""


def numbered(number: int, thing: str) -> str:
    """Return a number with its thing in English: 1 row, 3 rows.

    >>> numbered(1, "row"), numbered(12, "row")
    ('1 row', '12 rows')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _chinese(text: str) -> str:
    """Give a message the marks of a Chinese sentence: full width, no space at a figure, no quotes around nothing."""
    message: str = _GAP.sub("", text.translate(_CHINESE_MARKS).replace("“”", ""))
    return message


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
    """Yield the findings of every registered check; what several of them ask is worked out once."""
    examined = Examined(report)
    for entry in CHECKS.values():
        yield from entry.run(examined)
