"""build_sections: blocks → the tree of sections, which tile the text, and the inline enumerations in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from govreport_parser.blocks import MARKER, Block
from govreport_parser.sections.numbering import RANKS, Enumerator, Marker, enumerators, read_marker
from govreport_parser.sections.tree import Item, Section, SectionKind
from govreport_parser.spans import Span
from govreport_parser.text.normalize import NormalizedText

__all__ = ["Heading", "KindOf", "Outline", "build_sections"]

KindOf = Callable[[str], SectionKind | None]
_UNMARKED_RANK = RANKS["chinese"]
_STOPS = " \t。.:、;,"
_SPACED = 3
"""概 述, 引 言: two characters set apart."""
_ANNEX = regex.compile(r"附(?:件|表|录)|.*(?:统计表|情况表)")


@dataclass(slots=True)
class _Draft:
    """A section while its end is not yet known; normalised coordinates."""

    start: int
    heading: Span | None
    marker: Marker | None
    title: str
    rank: int
    end: int = 0
    items: list[tuple[Enumerator, int]] = field(default_factory=list)
    children: list["_Draft"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's place in the normalised text, and its title without the marker."""

    span: Span
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of sections, and the normalised stretches of the markers of headings and items, which are no prose."""

    sections: tuple[Section, ...]
    markers: tuple[Span, ...]
    headings: tuple[Heading, ...]


def build_sections(normal: NormalizedText, blocks: Sequence[Block], kind_of: KindOf) -> Outline:
    """Build the tree from `blocks`; `kind_of` names the kind of a section from its title."""
    every = _drafts(normal.text, _headings(normal.text, blocks))
    _add_items(normal.text, blocks, every)
    roots = _nest(every, len(normal.text))
    markers = sorted(span for draft in every for span in _markers(draft))
    headings = tuple(Heading(draft.heading, draft.title) for draft in every if draft.heading is not None)
    return Outline(tuple(_finish(normal, draft, 1, kind_of) for draft in roots), tuple(markers), headings)


def _headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the heading blocks, without those of a table of contents (whose headings all come again below)."""
    headings = [block for block in blocks if block.kind == "heading"]
    titles = [_fold(text[block.start : block.end]) for block in headings]
    filled = {block.start for block, after in pairwise(blocks) if after.kind not in {"heading", "blank"}}
    run = 0
    while run < len(headings) and headings[run].start not in filled:
        run += 1
    later = set(titles[run:])
    contents = run if run > 1 and all(title in later for title in titles[:run]) else 0
    items = _sentences(text, blocks)
    kept = [block for block in headings[contents:] if block.start not in items]
    return [block for before, block in zip([None, *kept], kept, strict=False) if not _names_annex(text, before, block)]


def _sentences(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return where numbered sentences begin that have nothing under them: members of a list, no headings.

    Headings that follow one another with nothing between are such a list as soon as one of them is a sentence.
    """
    found: set[int] = set()
    if not any(block.kind == "heading" and _is_sentence(text, block) for block in blocks):
        return found
    run: list[Block] = []
    listed = False
    for block in blocks:
        if block.kind == "blank":
            continue
        marker = read_marker(text, block.start, block.end) if block.kind == "heading" else None
        if marker is not None and marker.rank >= RANKS["arabic"]:
            if listed:
                found.add(block.start)
            run.append(block)
            continue
        listed = block.kind == "paragraph" and _is_member(text, block)
        empty = run if marker is not None else run[:-1]
        if any(_is_sentence(text, one) for one in empty):
            found.update(one.start for one in run)
        run = []
    if any(_is_sentence(text, one) for one in run):
        found.update(one.start for one in run)
    return found


def _is_sentence(text: str, block: Block) -> bool:
    return text[block.start : block.end].rstrip().endswith("。")


def _is_member(text: str, block: Block) -> bool:
    """Tell whether a numbered paragraph ends with a semicolon, so that the next number goes on with its list."""
    start, end = _content(text, block)
    return text.endswith(";", start, end) and MARKER.match(text, start, end) is not None


def _names_annex(text: str, before: Block | None, block: Block) -> bool:
    """Tell whether an unnumbered annex heading only names the annex that the heading right above it opened."""
    if before is None or text[before.end : block.start].strip():
        return False
    return all(_ANNEX.match(text[one.start : one.end].strip()) is not None for one in (before, block))


def _fold(title: str) -> str:
    return "".join(title.split()).rstrip("。.0123456789…")


def _drafts(text: str, headings: Sequence[Block]) -> list[_Draft]:
    """Return the drafts in reading order, a preface first where text stands before the first heading."""
    drafts = [_draft(text, block) for block in headings]
    if not drafts or drafts[0].start > 0:
        drafts.insert(0, _Draft(0, None, None, "", _UNMARKED_RANK))
    return drafts


def _draft(text: str, block: Block) -> _Draft:
    start, end = _content(text, block)
    marker = read_marker(text, start, end)
    title = "".join(text[marker.end if marker else start : end].split("\n")).strip().rstrip(_STOPS)
    if title[:1] == "【":
        title = title.strip("【】")
    if len(title) == _SPACED and title[1] == " ":
        title = title.replace(" ", "")
    rank = 0 if marker is None and _ANNEX.match(text, start) else marker.rank if marker else _UNMARKED_RANK
    return _Draft(block.start, Span(start, end), marker, title, rank)


def _nest(drafts: Sequence[_Draft], length: int) -> list[_Draft]:
    """Hang each draft under the nearest earlier one of an outer numbering style, and set where each ends."""
    roots: list[_Draft] = []
    stack: list[_Draft] = []
    for draft in drafts:
        while stack and (stack[-1].rank >= draft.rank or stack[-1].heading is None or _is_annex(stack[-1], draft)):
            stack.pop().end = draft.start
        (stack[-1].children if stack else roots).append(draft)
        stack.append(draft)
    for draft in stack:
        draft.end = length
    return roots


def _is_annex(above: _Draft, draft: _Draft) -> bool:
    """Tell whether `above` is an annex that a numbered heading of the outermost style ends."""
    return above.marker is None and above.rank == 0 and draft.rank <= RANKS["chinese"] and draft.marker is not None


def _add_items(text: str, blocks: Sequence[Block], drafts: Sequence[_Draft]) -> None:
    """Find the enumerators of every paragraph; a run may go on over paragraphs of one section."""
    paragraphs = iter([block for block in blocks if block.kind == "paragraph"])
    block = next(paragraphs, None)
    for draft, following in zip(drafts, [*drafts[1:], None], strict=True):
        previous = 0
        while block is not None and (following is None or block.start < following.start):
            found = list(enumerators(text, *_content(text, block), previous))
            ends = [item.start for item in found[1:]] + [_content(text, block)[1]]
            draft.items.extend(zip(found, ends, strict=False))
            previous = found[-1].number if found else previous
            block = next(paragraphs, None)


def _content(text: str, block: Block) -> tuple[int, int]:
    """Return the block's bounds without the blanks and line end around its text."""
    raw = text[block.start : block.end]
    return block.start + len(raw) - len(raw.lstrip()), block.start + len(raw.rstrip())


def _markers(draft: _Draft) -> Iterator[Span]:
    if draft.heading is not None and draft.marker is not None:
        yield Span(draft.heading.start, draft.marker.end)
    for item, _ in draft.items:
        yield Span(item.start, item.end)


def _finish(normal: NormalizedText, draft: _Draft, level: int, kind_of: KindOf) -> Section:
    """Turn a draft into the frozen record, in source coordinates."""
    start, end = _boundary(normal, draft.start), _boundary(normal, draft.end)
    heading = normal.source_span(*draft.heading) if draft.heading else None
    return Section(
        id=f"section-{start}-{level}",
        rule=f"sections.{_style(draft)}",
        level=level,
        marker=draft.marker.text if draft.marker else None,
        number=draft.marker.number if draft.marker else None,
        title=draft.title,
        kind="preface" if draft.heading is None else kind_of(draft.title),
        span=Span(start, end),
        heading_span=heading,
        items=tuple(
            Item(
                marker=normal.text[item.start : item.end], number=item.number, span=normal.source_span(item.start, stop)
            )
            for item, stop in draft.items
        ),
        children=tuple(_finish(normal, child, level + 1, kind_of) for child in draft.children),
    )


def _boundary(normal: NormalizedText, position: int) -> int:
    """Map a boundary between two sections, so that what the source has between them belongs to exactly one."""
    if position == 0:
        return 0
    return len(normal.source) if position == len(normal.text) else normal.source_span(position, position + 1).start


def _style(draft: _Draft) -> str:
    if draft.heading is None:
        return "preface"
    return (
        "unnumbered"
        if draft.marker is None
        else next(name for name, rank in RANKS.items() if rank == draft.marker.rank)
    )
