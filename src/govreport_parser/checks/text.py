"""What was lost or damaged before the text came to us."""

from collections.abc import Iterator

from govreport_parser.checks.base import MOST_PLACES, check, finding, numbered
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
        en=f"{numbered(len(losses), 'place')} had bytes that are no {report.source.encoding}: see source.losses.",
        spans=[loss.span for loss in losses[:MOST_PLACES]],
        fault="scrape",
    )


@check("text.replacement-character", zh="文本中有替换字符", en="The text contains replacement characters.")
def replacement_characters(examined: Examined) -> Iterator[Finding]:
    """Point at U+FFFD that came with the source: somebody before us lost characters there."""
    report = examined.report
    stated = {loss.span.start for loss in report.source.losses}
    places = [place for place in _places(report.source.text) if place.start not in stated]
    if places:
        yield finding(
            "text.replacement-character",
            "warning",
            zh=f"文本中有 {len(places)} 个替换字符（U+FFFD），该处原文已在抓取或转换时丢失。",
            en=f"The text has {numbered(len(places), 'replacement character')} (U+FFFD): what "
            "stood there was lost before it was parsed.",
            spans=places[:MOST_PLACES],
            fault="scrape",
        )


def _places(text: str) -> Iterator[Span]:
    start = text.find("\ufffd")
    while start >= 0:
        yield Span(start, start + 1)
        start = text.find("\ufffd", start + 1)
