"""What was lost or damaged before the text came to us."""

from collections.abc import Iterator

from govreport_parser.checks.base import check, finding
from govreport_parser.checks.examined import Examined
from govreport_parser.report.model import Finding
from govreport_parser.spans import Span

__all__: list[str] = []


@check("text.undecodable", zh="部分字节无法解码", en="Some bytes could not be decoded.")
def undecodable(examined: Examined) -> Iterator[Finding]:
    """State the bytes that could not be decoded, once for the whole source."""
    report = examined.report
    losses = report.source.losses
    if not losses:
        return
    yield finding(
        "text.undecodable",
        "warning",
        zh=f"{len(losses)} 处字节无法按 {report.source.encoding} 解码，原字节见 source.losses。",
        en=f"{len(losses)} stretches of bytes are no {report.source.encoding}; source.losses keeps the bytes.",
        spans=[loss.span for loss in losses[:20]],
        fault="scrape",
    )


@check("text.replacement-character", zh="文本中有替换字符", en="The text contains replacement characters.")
def replacement_characters(examined: Examined) -> Iterator[Finding]:
    """Point at U+FFFD that came with the source: somebody before us lost characters there."""
    report = examined.report
    stated = {loss.span.start for loss in report.source.losses}
    places: list[Span] = []
    start = report.source.text.find("\ufffd")
    while start >= 0 and len(places) < 20:
        if start not in stated:
            places.append(Span(start, start + 1))
        start = report.source.text.find("\ufffd", start + 1)
    if places:
        yield finding(
            "text.replacement-character",
            "warning",
            zh="文本中有替换字符（U+FFFD），该处原文已在抓取或转换时丢失。",
            en="The text has replacement characters (U+FFFD): what stood there was lost before it was parsed.",
            spans=places,
            fault="scrape",
        )
