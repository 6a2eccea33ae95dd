"""Where names of bodies may stand, cut into words with their classes: what the rules of `institutions.toml` match.

In: prose. Out: batches of words. Only the surroundings of name endings (`maps.trigger`) are read; names inside 《…》
belong to the document named there. A word's class is the list of the rule file in which it stands, or what can be seen
by itself.
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from govreport_parser.extractors.joined_names import joined_names
from govreport_parser.extractors.names import Words, institution_rules
from govreport_parser.places import Spot, gazetteer
from govreport_parser.rules.patterns import Pattern, compile_short
from govreport_parser.rules.token_patterns import word_classes
from govreport_parser.text.words import WordFinder
from govreport_parser.tokenizer import cut_around, function_words

__all__ = ["SEEN", "name_words", "stands_alone"]

SEEN = ("place", "short", "town", "issuer", "alias", "stop", "number", "mark", "whole", "word")
"""Classes that are no lists of the rule file."""
_BATCH = 2_000
"""Words to a batch: a report of 10,000 characters has 600. What a longer batch needs at once outlives Python's young
generation, and the garbage collector reads it again and again."""
_HEADS = frozenset("区市省县州旗盟校政科处股")
_FRONTS = frozenset({"head", "gov", "hgov", "hparty", "school"})
_WHOLE = frozenset({"agency", "service", "organ", "party", "office"})
"""What jieba's dictionary has glued to 区, 市政府 or 省委 here and there (区法院, 市政府办, 省委办公厅)."""
_OFFICERS = frozenset({"科科长", "处处长", "股股长"})
"""信息科科长: where the name of an office meets the title of who leads it."""
_TWO_VERBS = 4
"""Characters: 继续加强, 进一步 is one word."""
_LEFT, _RIGHT = 26, 6
"""Characters read round a trigger: to the left as many as long names have (words are cut as in the whole sentence from
15 on); to the right, so that 办理 is not read as 办."""
_LETTERS = re.compile(r"[^\W_]*")
"""Letters as `str.isalnum` has them, which is what `re` means by them and `regex` does not."""
_CORPS = re.compile(r"第?[一二三四五六七八九十]{1,4}(?:师(?![市生范傅资德])|团(?![队体结委市]))|新疆生产建设兵团")
_SPEAKS_OF_CORPS = re.compile(r"兵团|师市|师办公室|团党政|第[一二三四五六七八九十]{1,3}师")
_STEPPE_TOWN = re.compile(r"苏木(?=人民政府|政府|党委|党政|办公室|综合)")
_STEPPE_NAME = 6
"""Characters of a Mongolian town's own name at most: 巴彦呼舒, 乌兰毛都."""
_STREET = re.compile(r"人民政府(?![各和与及所下对将把的在于同会要组督检派考抽])([一-龥]{2,4})(?=街道办)")
"""Behind the district's government the name of its street office: 通泰街, 一元."""
_BEFORE_TOWNS = frozenset("由与在向对经请据各全我本给按及将让把被为了的是至到从")
_TITLE_MARK = re.compile("[《》]")
_ENDINGS = re.compile(r"(?:[局委厅署馆院办处科司]|委员会|中心|部|公司|学校|中学|小学|大学|大队|支队|总队|协会|集团)$")


@functools.cache
def _classes() -> dict[str, str]:
    return dict.fromkeys(function_words(), "stop") | word_classes(institution_rules())


@functools.cache
def _short_names() -> frozenset[str]:
    return frozenset(short for division in gazetteer().all() for short in division.short)


@functools.cache
def _triggers() -> WordFinder:
    return WordFinder(_behind())


def stands_alone(trigger: str, prose: str, end: int) -> bool:
    """Say whether what follows lets a name end with this trigger."""
    holds = _behind()[trigger]
    return holds is None or holds.match(prose, end) is not None


@functools.cache
def _behind() -> dict[str, Pattern | None]:
    patterns = institution_rules().file.maps["trigger"]
    return {trigger: compile_short(pattern) if pattern else None for trigger, pattern in patterns.items()}


def _titles(prose: str) -> Iterator[tuple[int, int]]:
    """Yield where titles stand, brackets included; each line is read once, however many brackets are left open."""
    start = prose.find("《")
    while start >= 0:
        newline = prose.find("\n", start)
        stop = len(prose) if newline < 0 else newline
        end = _title_end(prose, start, stop)
        if end:
            yield start, end
        start = prose.find("《", end or stop)


def _title_end(prose: str, start: int, stop: int) -> int:
    """Return where the title that opens at `start` ends, titles within it included; 0 where nothing closes it."""
    end, before = 0, "》"
    for match in _TITLE_MARK.finditer(prose, start + 1, stop):
        mark = match.group()
        if mark == "》":
            end = match.end()
            if before == "》":
                break
        before = mark
    return end


def _windows(prose: str, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches to read: round each trigger outside 《…》, within its run of letters, joined."""
    closed = sorted([*_titles(prose), *taken])
    starts = [start for start, _ in closed]
    windows: list[tuple[int, int]] = []
    for start, end, trigger in _triggers().find(prose):
        if not stands_alone(trigger, prose, end):
            continue
        inside = bisect_left(starts, start + 1) - 1
        if inside >= 0 and start < closed[inside][1]:
            continue
        right = _right_edge(prose, end)
        left = start if windows and start <= windows[-1][1] else _left_edge(prose, start)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return windows


def _left_edge(prose: str, start: int) -> int:
    """Return how far letters go to the left of a trigger."""
    low = max(0, start - _LEFT)
    if prose[low:start].isalnum():
        return low
    while start > low and prose[start - 1].isalnum():
        start -= 1
    return start


def _right_edge(prose: str, end: int) -> int:
    """Return how far letters go to the right of a trigger."""
    if prose[end : end + _RIGHT].isalnum():
        return min(len(prose), end + _RIGHT)
    letters = _LETTERS.match(prose, end, end + _RIGHT)
    return letters.end() if letters else end


def _fixed(prose: str, places: Iterable[Spot], own: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Return the names that are words whatever jieba thinks: divisions, joined departments, what reports."""
    spots: list[tuple[int, int, str]] = []
    for start, end, name in places:
        # 新区政府 speaks of 浦东新区, not of the 新区 that Tangshan had, unless 唐山市 stands before it.
        if _classes().get(name) != "head" or (spots and spots[-1][1] == start):
            spots.append((start, end, "place"))
    spots = _over(spots, [*joined_names(prose), *_corps(prose), *_steppe_towns(prose, spots), *_streets(prose)])
    for name, tag in own:
        spots = _over(spots, [(match.start(), match.end(), tag) for match in re.finditer(re.escape(name), prose)])
    return spots


def _over(spots: list[tuple[int, int, str]], stronger: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Put further names among those found; what overlaps them goes."""
    if not stronger:
        return spots
    covered = {position for start, end, _ in stronger for position in range(start, end)}
    return sorted([*stronger, *(spot for spot in spots if spot[0] not in covered and spot[1] - 1 not in covered)])


def _corps(prose: str) -> list[tuple[int, int, str]]:
    """Return the divisions and regiments of the corps of Xinjiang, where a text speaks of it: 第六师, 十六团."""
    if not _SPEAKS_OF_CORPS.search(prose):
        return []
    return [(match.start(), match.end(), "corps") for match in _CORPS.finditer(prose)]


def _streets(prose: str) -> list[tuple[int, int, str]]:
    """Return the names of street offices whose characters are words elsewhere: 人民政府|一元|街道办事处."""
    if "人民政府" not in prose or "街道办" not in prose:
        return []
    found = _STREET.finditer(prose)
    return [(*match.span(1), "word") for match in found if match.group(1)[:2] not in function_words()]


def _steppe_towns(prose: str, places: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the names of Mongolian towns, whose characters are words elsewhere: 乌兰毛|都|苏木, 哈|日|苏木.

    They begin behind a division, a mark or a preposition, and are names only before a body of the town.
    """
    if "苏木" not in prose:
        return []
    ends = {end for _, end, _ in places}
    found: list[tuple[int, int, str]] = []
    for match in _STEPPE_TOWN.finditer(prose):
        end = start = match.start()
        while end - start < _STEPPE_NAME and start not in ends and prose[start - 1 : start] not in _BEFORE_TOWNS:
            if not prose[start - 1 : start].isalnum():
                break
            start -= 1
        if end - start > 1 and not any(first < end and start < last for first, last, _ in places):
            found.append((start, end, "word"))
    return found


def name_words(
    prose: str, places: Iterable[Spot], taken: Iterable[tuple[int, int]], own: Iterable[tuple[str, str]]
) -> Iterator[Words]:
    """Cut the places where names end into words with their classes, and yield them batch by batch.

    A mark stands before each window; no window is parted. `places` are the divisions named, `taken` are stretches to
    leave out, `own` are names that the report makes words (its town or school, a county of two characters), with their
    classes.
    """
    fixed = _fixed(prose, places, own)
    words = Words()
    index = 0
    for left, right in _windows(prose, taken):
        if len(words.texts) > _BATCH:
            yield words
            words = Words()
        while index < len(fixed) and fixed[index][1] <= left:
            index += 1
        inside = []
        while index < len(fixed) and fixed[index][0] < right:
            inside.append(fixed[index])
            index += 1
        start = min(left, inside[0][0]) if inside else left
        end = max(right, inside[-1][1]) if inside else right
        tags = {spot[0]: spot[2] for spot in inside}
        words.add("\n", "mark", start - 1)
        for text in cut_around(prose, start, end, [spot[:2] for spot in inside]):
            tag = tags.get(start) or _class(text)
            if tag == "glued":
                cut = _front(text)
                words.add(text[:cut], _class(text[:cut]), start)
                words.add(text[cut:], _class(text[cut:]), start + cut)
            else:
                words.add(text, tag, start)
            start += len(text)
    yield words


@functools.lru_cache(maxsize=8192)
def _class(text: str) -> str:
    return _classes().get(text) or _guess(text)


def _front(text: str) -> int:
    """Return where a glued word comes apart: 省|法院, 市政府|办, 科|科长; 0 where it does not."""
    if text in _OFFICERS:
        return 1
    for cut in (1, 2, 3):
        if _classes().get(text[:cut]) in _FRONTS and _classes().get(text[cut:]) in _WHOLE:
            # 区办, 市办: one character is no office of a place.
            return 0 if cut == 1 and len(text) == 2 else cut
    return 0


def _guess(text: str) -> str:
    if text[0] in _HEADS and _front(text):
        return "glued"
    if len(text) == _TWO_VERBS and text[:2] in function_words() and text[2:] in function_words():
        return "stop"
    if not text.isalnum():
        return "mark"
    if text.isascii():
        return "number"
    if text in _short_names():
        return "short"
    return "whole" if len(text) > 2 and _ENDINGS.search(text) else "word"
