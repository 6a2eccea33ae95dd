"""Is this an annual report on disclosure at all?"""

from collections.abc import Iterator

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.examined import Examined
from govreport_parser.report.model import Finding
from govreport_parser.spans import Span

__all__: list[str] = []

_PATH = regex.compile(r"[^\n\0]{0,400}(?:[/\\][^\n\0/\\]+|\.(?:txt|html?|docx?|pdf|md|gz|zip))\s*", regex.IGNORECASE)


@check(
    "genre.not-annual-report",
    zh="文本不是政府信息公开工作年度报告",
    en="The text is no annual report on government information disclosure.",
)
def not_annual_report(examined: Examined) -> Iterator[Finding]:
    """Say so once, and advise `Path(…)` where the text looks like a path."""
    report = examined.report
    if report.metadata.genre == "annual_report":
        return
    zh = "这份文本看起来不是政府信息公开工作年度报告；其中的数字未必按本库的规则可靠。"
    en = "This text does not look like an annual report on information disclosure; treat its records with care."
    if report.source.media_type == "text/plain" and _PATH.fullmatch(report.source.text):
        zh += "它像一个文件路径：读取文件请用 parse(Path(...))。"
        en += " It looks like a path: to read the file, pass Path(...)."
    yield finding(
        "genre.not-annual-report",
        "warning",
        zh=zh,
        en=en,
        spans=[Span(0, min(len(report.source.text), 80))],
    )
