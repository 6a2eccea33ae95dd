"""Changes along the figures of several years: 2016年、2017年、2018年分别收到申请50件、60件、90件,2018年同比增长50%."""

import itertools
from collections.abc import Iterator, Sequence

import regex

from govreport_parser.checks.growth_words import growth_list
from govreport_parser.checks.skeleton import Line
from govreport_parser.mentions import CountMention

__all__ = ["steps"]

_YEAR = regex.compile(r"(?:19|20)\d\d")
_RANGE = regex.compile(r"[至到—~-]")
_AGAINST = regex.compile(r"[比较与](?P<year>(?:19|20)\d\d)年")
_SUBJECT = regex.compile(r"^(?P<year>(?:19|20)\d\d)年")
_WHOLE = regex.compile(r"[两二三四五]年[间来]|期间|累计")

Step = tuple[CountMention, CountMention, CountMention]
"""An old figure, a new one, and the change that is told between them."""


def steps(line: Line, match: "regex.Match[str]") -> Iterator[Step]:
    """Yield the pairs of figures that the changes of a series are told of; none where the words leave them open."""
    figures = [line.count_at(start) for start, _ in match.spans("series")]
    rates = [line.count_at(start) for start, _ in match.spans("rate")]
    years = _years(match["years"]) if match["years"] else [int(year[:4]) for year in match.captures("each")]
    if len(years) != len(figures) or len({count.unit for count in figures}) > 1 or not all(f.value for f in figures):
        return
    said = match["said"]
    if growth_list("averaged").search(said):
        return
    if len(rates) > 1 and len(rates) == len(figures) - 1 and years == sorted(years):
        yield from ((old, new, rate) for (old, new), rate in zip(itertools.pairwise(figures), rates, strict=True))
    elif len(rates) == 1:
        pair = _pair(said, years, figures)
        if pair is not None:
            yield (*pair, rates[0])


def _years(text: str) -> list[int]:
    named = [int(year) for year in _YEAR.findall(text)]
    if len(named) == 2 and _RANGE.search(text):
        return list(range(named[0], named[1] + 1))
    return named


def _pair(said: str, years: Sequence[int], figures: Sequence[CountMention]) -> tuple[CountMention, CountMention] | None:
    """Return the two figures that one change lies between: 同比, 比2016年, 两年间."""
    by_year = dict(zip(years, figures, strict=True))
    subject, against = _SUBJECT.search(said), _AGAINST.search(said)
    new = int(subject["year"]) if subject else max(years)
    if len(years) == 2 and subject is None and against is None:
        old = min(years)
    elif against:
        old = int(against["year"])
    elif growth_list("yearly").search(said):
        old = new - 1
    elif _WHOLE.search(said) and subject is None:
        old = min(years)
    else:
        return None
    rest = growth_list("neutral").sub("", _WHOLE.sub("", _YEAR.sub("", said)))
    if len(rest) > 1 or old not in by_year or new not in by_year or old >= new:
        return None
    return by_year[old], by_year[new]
