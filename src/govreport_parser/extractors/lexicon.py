"""Lexicon: the words of counts.toml, compiled once: where a figure starts, what it looks like, what refuses it."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from govreport_parser.mentions import Measure
from govreport_parser.numerals.pattern import ANOTHER, NUMBER
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import LatePattern, compile_pattern, expand, words

__all__ = ["GROUPS", "Lexicon", "lexicon"]

GROUPS = frozenset({"number", "over", "lower_unit", "upper", "over_upper", "unit", "after", "share", "of", "plain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The compiled words of counts.toml."""

    starts: Callable[[str], Iterator["re.Match[str]"]]
    scan: "regex.Pattern[str]"
    measures: dict[str, Measure]
    before: "regex.Pattern[str]"
    approximation_before: dict[str, str]
    approximation_after: dict[str, str]
    change: "regex.Pattern[str]"
    not_after: "regex.Pattern[str]"
    not_before: "regex.Pattern[str]"
    one_before: "regex.Pattern[str]"
    one_after: "regex.Pattern[str]"
    one_together: "regex.Pattern[str]"
    place: "regex.Pattern[str]"
    place_units: frozenset[str]
    bare_before: "regex.Pattern[str]"
    bare_after: "regex.Pattern[str]"
    shared_before: "regex.Pattern[str]"
    rank_before: "regex.Pattern[str]"
    relative: "regex.Pattern[str]"
    small_change: LatePattern


def _either(
    patterns: dict[str, str], lists: dict[str, tuple[str, ...]], end: str = "", flags: str = ""
) -> "regex.Pattern[str]":
    body = "|".join(f"(?P<{name}>{expand('counts', pattern, {}, lists)})" for name, pattern in patterns.items())
    return regex.compile(f"{flags}(?:{body}){end}")


def _units(units: dict[str, str]) -> str:
    """Return an alternation by first character: 条(?:次|(?![例款]))|人(?:次|(?![民员]))|…"""
    heads: dict[str, list[str]] = {}
    for unit, refused in sorted(units.items(), key=_longest_first):
        heads.setdefault(unit[0], []).append(unit[1:] + (f"(?!{refused})" if refused else ""))
    order = dict.fromkeys(unit[0] for unit in units)
    return "|".join(f"{head}(?:{'|'.join(heads[head])})" for head in order)


def _starts(units: dict[str, str]) -> "re.Pattern[str]":
    """Compile where a figure may start: a quick look that spares the full pattern three of four numerals.

    Years (2015年), months and single Chinese figures before anything but a unit are none.
    """
    follow = "".join(dict.fromkeys(unit[0] for unit in units)) + "自工日天小半秒年周星季元圆块港美欧日英%％‰百成"
    figures = "俩零〇一二三四五六七八九十百千万亿兆两廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
    return re.compile(  # the class stands first, so that the search runs over characters, not over alternatives
        rf"[0-9.{figures}半](?:(?<=[0-9])(?<![0-9][0-9])(?!\d{{3}}年|\d?月)[\d,.]*|(?<=\.)(?<!\d\.)(?=\d)"
        rf"|(?<=[{figures}半])(?=[\s\d{figures}余多几点分又至到~—–-]|[{follow}])|(?<=[第前][{figures}]))"
    )


def _longest_first(item: tuple[str, str]) -> int:
    return -len(item[0])


@functools.cache
def lexicon() -> Lexicon:
    """Compile the words of counts.toml once."""
    rules = load_rules("counts", GROUPS)
    lists, maps = rules.file.lists, rules.file.maps
    pieces = {**rules.file.pieces, "number": NUMBER, "another": ANOTHER, "quantity": _units(maps["quantity"])}
    measures: dict[str, Measure] = dict.fromkeys(lists["durations"], "duration")
    measures |= dict.fromkeys(lists["moneys"], "money")
    measures |= {"%": "percent", "％": "percent", "‰": "percent", "成": "percent", "百分点": "percentage_points"}
    return Lexicon(
        starts=_starts(maps["quantity"]).finditer,
        scan=compile_pattern("counts: scan", "{scan}", pieces, lists),
        measures=measures,
        before=regex.compile(
            rf"(?r)(?<![最附邻临靠相](?=近)|[预节条公签集制契邀特合](?=约)){words(tuple(maps['approximation_before']))}\s*"
        ),
        approximation_before=maps["approximation_before"],
        approximation_after=maps["approximation_after"],
        change=_either(maps["change"], lists, r"\s*", "(?r)"),
        not_after=_either(maps["not_after"], lists, "", "(?r)"),
        not_before=_either(maps["not_before"], lists),
        one_before=regex.compile(rf"(?r)(?:{maps['one']['before']})"),
        one_after=regex.compile(maps["one"]["after"]),
        one_together=regex.compile(maps["one"]["together"]),
        place=regex.compile(maps["context"]["place"]),
        place_units=frozenset(lists["place_units"]),
        bare_before=regex.compile(rf"(?r)(?:{maps['context']['bare_before']})"),
        bare_after=regex.compile(maps["context"]["bare_after"]),
        shared_before=regex.compile(rf"(?r)(?:{maps['context']['shared_before']})"),
        rank_before=regex.compile(rf"(?r)(?:{maps['context']['rank_before']})"),
        relative=regex.compile(rf"(?r)(?:{maps['context']['relative']})"),
        small_change=LatePattern(
            expand(
                "counts",
                r"又?(?:(?P<tenths>{number})[角毛])?(?:(?P<hundredths>{another})(?:美分|欧分|日本[銭钱]|分))?",
                pieces,
                lists,
            )
        ),
    )
