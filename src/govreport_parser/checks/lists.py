"""A total and the parts that a sentence lists behind it, the words that open such a list, and the marks between."""

import dataclasses
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from govreport_parser.checks.base import name_of, quoted, recomputed
from govreport_parser.checks.skeleton import CLAUSE_END, Line
from govreport_parser.extractors.base import SENTENCE_END
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import plain
from govreport_parser.report.model import Finding
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.patterns import words

__all__ = [
    "AGAIN",
    "ANSWERED",
    "NEXT",
    "Parts",
    "alike",
    "is_across",
    "is_by_body",
    "is_made_of",
    "is_stopped",
    "list_words",
    "listed_finding",
    "opened",
    "times",
]

NEXT = regex.compile(
    r"(?P<share>,占[^、,。;!?()⚂]{0,8}⚂|\([^、,。;!?()⚂]{0,4}⚂\))?(?P<sign>[、,;]|以及|[和及与])[^、,。;!?()⚂]{0,20}"
)
"""From one part to the next; between them may stand the share of the first: 200件,占20%;动态类650件."""
_CHANGED = regex.compile(r"^,[^⚀⚁⚂。;,]{0,16}⚁(?=,)")
_PRINTED = regex.compile(r"(?<=\d)\p{Han}+$")
_REACH = 200
"""Characters within which 组成 stands behind the first part."""
_MADE = regex.compile(r"⚀(?:共同)?(?:组成|构成)")
_EACH = regex.compile(r"(?:^|[,;:。]|[分别为是有])(?P<names>[^,;:。]*)各$")
_CLAUSE = regex.compile(r"(?r)[^⚀⚁⚂。;,、:()]*\Z")
_BEFORE = 20
"""Characters before a total that tell whether it is itself a part of the kind: 当面申请14件,网络申请20件."""
_DONE = regex.compile(
    r"(?:提交|提出|递交|收到|受理|办理|承办|接收|申请|工作|方式|渠道|形式|人员|人|干部|名|的|共|有|为|是|等)*"
)
_BESIDE = regex.compile(r"[,、;]\s?[^⚀⚁⚂。;,、()]{1,14}")
"""From the first of such parts to the second."""
AGAIN = regex.compile(r"(?<![集当])中(?!心|介|小|国|央|止|断|学|医|级)")
"""Opens a list that names its own total: 诉讼6件,复议案件中维持5件."""
ANSWERED = regex.compile(r"答复|办结|审结")
"""What was received may have ended last year or end in the next; what was answered has its end."""
_BROUGHT = regex.compile(r"^(?!.*(?:新收|新增|受理|收到)).*(?:复议|诉讼)(?:案件)?$")
_OF_THESE = regex.compile(r"[^⚀⚁⚂。;,、]{0,10}[中里],")
_ACCOUNTS = regex.compile(r"账号|帐号|账户")
_ASKED = ("受理", "申请", "提交", "接收", "收到", "提出", "来件")
_OUTCOMES = ("撤销", "撤回", "取消")
_AND = regex.compile(r"[、和及与]")


@dataclass(frozen=True, slots=True)
class _Words:
    complete: "regex.Pattern[str]"
    above: "regex.Pattern[str]"
    before: "regex.Pattern[str]"
    several: "regex.Pattern[str]"
    due: "regex.Pattern[str]"
    told: "regex.Pattern[str]"
    figure_first: "regex.Pattern[str]"
    both: "regex.Pattern[str]"
    remainder: "regex.Pattern[str]"
    among: "regex.Pattern[str]"
    stopped: "regex.Pattern[str]"
    all_kinds: "regex.Pattern[str]"
    periods: "regex.Pattern[str]"
    again: "regex.Pattern[str]"
    across: "regex.Pattern[str]"
    with_rest: "regex.Pattern[str]"
    made_of: "regex.Pattern[str]"
    by_body: "regex.Pattern[str]"
    channels: "regex.Pattern[str]"
    fresh: "regex.Pattern[str]"
    beside: "regex.Pattern[str]"
    rest: "regex.Pattern[str]"
    done: "regex.Pattern[str]"
    whole: "regex.Pattern[str]"
    results: "regex.Pattern[str]"
    outcomes: "regex.Pattern[str]"
    overlap: "regex.Pattern[str]"
    ways: "regex.Pattern[str]"
    applicants: "regex.Pattern[str]"
    offices: "regex.Pattern[str]"
    staff: "regex.Pattern[str]"
    instances: "regex.Pattern[str]"
    ends: "regex.Pattern[str]"
    topics: "regex.Pattern[str]"
    media: "regex.Pattern[str]"


@functools.cache
def list_words() -> _Words:
    """Return the patterns and word lists of the rules for lists."""
    rules = load_rules("listed", frozenset({"noun", "rest", "first", "part", "year", "kind", "whole", "end", "open"}))
    patterns = {rule.id.partition(".")[2].replace("-", "_"): pattern for rule, pattern in rules.patterns}
    lists = {name: regex.compile(words(listed)) for name, listed in rules.file.lists.items()}
    return _Words(**patterns, **lists)


@dataclass(frozen=True, slots=True)
class Parts:
    """A total and its parts on one line; offsets are those of the marks."""

    line: Line
    places: Sequence[int]
    total: int
    parts: tuple[int, ...]
    """Indices of the counts of the line."""

    def between(self, left: int, right: int) -> str:
        """Return the words between two figures."""
        return self.line.text[self.places[left] + 1 : self.places[right]]

    @property
    def opening(self) -> str:
        """The words between the total and its first part, without a change told of the total: 比上年增加12件."""
        words_: str = _CHANGED.sub("", self.between(self.total, self.parts[0]))
        return words_

    def behind(self, index: int) -> str:
        """Return the words behind a figure, to the next one or the end of the line."""
        end = self.places[index + 1] if index + 1 < len(self.places) else len(self.line.text)
        return self.line.text[self.places[index] + 1 : end]

    @property
    def whole(self) -> CountMention:
        """The total."""
        return self.line.counts[self.total]

    @property
    def counts(self) -> tuple[CountMention, ...]:
        """The parts."""
        return tuple(self.line.counts[index] for index in self.parts)

    @property
    def factors(self) -> tuple[int, ...]:
        """How often each part counts: 县档案馆、县图书馆各1个 are two."""
        return tuple(times(self.between(index - 1, index)) for index in self.parts)

    @property
    def sum(self) -> Decimal:
        """What the parts give."""
        pairs = zip(self.counts, self.factors, strict=True)
        return sum((part.value * times for part, times in pairs), Decimal(0))

    def with_parts(self, parts: Sequence[int]) -> "Parts":
        """Return the same total with other parts."""
        return dataclasses.replace(self, parts=tuple(parts))


def times(gap: str) -> int:
    """Return how many the words before a figure name: 县档案馆、县图书馆各 are two."""
    each = _EACH.search(gap)
    return len(_AND.split(each["names"])) if each else 1


def is_stopped(listed: Parts, gap: str) -> bool:
    """Tell whether a part stands in a sentence of its own: 网上申请17件。信函申请9件; not one of another kind."""
    known = list_words()
    if known.stopped.fullmatch(gap) is None:
        return False
    first = listed.counts[0].label
    kind = next((kind for kind in (known.ways, known.applicants) if kind.search(first)), None)
    named = None if kind is None else kind.search(gap)
    return named is not None and not any(named.group() in count.label for count in listed.counts)


def is_made_of(listed: Parts, index: int) -> bool:
    """Tell whether a total is said to be made of what follows: 由同意公开50件、不予公开20件组成."""
    if list_words().made_of.fullmatch(listed.between(listed.total, index)) is None:
        return False
    text, place = listed.line.text, listed.places[index]
    reach = min(len(text), place + _REACH)
    end = CLAUSE_END.search(text, place, reach)
    return _MADE.search(text, place, end.start() if end else reach) is not None


def is_across(listed: Parts, opening: str) -> bool:
    """Tell whether the next sentence divides the only figure of a sentence by what it counts: 从申请方式看."""
    match = list_words().across.fullmatch(opening)
    if match is None or listed.whole.part_of is not None or not _is_counted(match["noun"], listed.whole.label):
        return False
    return listed.total == 0 or SENTENCE_END.search(listed.between(listed.total - 1, listed.total)) is not None


def _is_counted(noun: str, label: str) -> bool:
    """Tell whether a view is of what was counted: 从受理方式看 divides 收到公开申请 as 从申请方式看 does."""
    return noun in label or (noun in _ASKED and "申请" in label)


def is_by_body(listed: Parts, index: int) -> bool:
    """Tell whether a total is told and right behind it those who had it: 共收到申请50件,自然人提交44件,法人提交13件.

    Two parts must be of one kind (both who asked, both by which way): 网上申请40件,公民申请38件 overlap.
    """
    line, known = listed.line, list_words()
    if index + 1 >= len(line.counts):
        return False
    first, second = listed.between(index - 1, index), listed.between(index, index + 1)
    kinds = [known.ways, known.applicants, known.offices, known.staff, known.instances, known.topics]
    if ANSWERED.search(listed.whole.label) or _OF_THESE.match(first) or _BROUGHT.search(listed.whole.label):
        kinds.append(known.ends)
    if _ACCOUNTS.search(listed.whole.label):
        kinds.append(known.media)
    opens = (
        known.by_body.fullmatch(first) and _BESIDE.fullmatch(second) and not AGAIN.search(first, first.find(",") + 1)
    )
    place = listed.places[listed.total]
    before = _CLAUSE.search(line.text, max(0, place - _BEFORE), place)
    whole = before.group() if before else ""
    if not opens or any(count.value > listed.whole.value for count in line.counts[index : index + 2]):
        return False
    return any(_ends(kind, first) and _ends(kind, second) and not kind.search(whole) for kind in kinds)


def _ends(kind: "regex.Pattern[str]", gap: str) -> bool:
    """Tell whether the words before a figure name a kind and no other thing: 县局收到, and not 县局收到转办件."""
    ends = [found.end() for found in kind.finditer(gap)]
    return bool(ends) and _DONE.fullmatch(gap, ends[-1]) is not None


def opened(listed: Parts) -> str | None:
    """Return the rule for the openings that must be looked at together with what stands around them."""
    if is_made_of(listed, listed.parts[0]):
        return "listed.made-of"
    known, opening = list_words(), listed.opening
    if is_across(listed, opening):
        return "listed.across"
    if known.complete.fullmatch(opening) or known.above.fullmatch(opening):
        return None
    return "listed.by-body" if is_by_body(listed, listed.parts[0]) else None


def alike(part: CountMention, whole: CountMention) -> bool:
    """Tell whether a figure can be a part of another: it has its unit and is no change."""
    return part.unit == whole.unit and part.measure == whole.measure and _is_amount(part)


def _is_amount(part: CountMention) -> bool:
    """Tell whether a figure says how many there are; 撤销2件 is an outcome and no fall by two."""
    return part.change == "none" or part.label.endswith(_OUTCOMES)


def _unit(count: CountMention) -> str:
    """Return the unit as printed, 條 or 萬元, so that both figures of a message have the same."""
    printed = _PRINTED.search(count.text)
    return printed.group() if printed else count.unit or ""


def listed_finding(listed: Parts, rule: str) -> Finding:
    """Return the finding for a total that its parts do not give."""
    whole, parts = listed.whole, listed.counts
    figures = "+".join(
        plain(part.value) if times == 1 else f"{times}×{plain(part.value)}"
        for part, times in zip(parts, listed.factors, strict=True)
    )
    return recomputed(
        "arithmetic.listed",
        zh=f"文中称{quoted(name_of(whole))}{whole.text}，所列分项{figures}={plain(listed.sum)}{_unit(whole)}。",
        en=f"The text states {whole.text} for {name_of(whole)}; the parts listed give {figures} = {plain(listed.sum)}.",
        told=None,
        counts=(whole, *parts),
        left=whole.value,
        right=listed.sum,
        rule=rule,
    )
