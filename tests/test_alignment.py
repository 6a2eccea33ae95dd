"""Alignment is monotone and exact, alone and composed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.spans import Span
from govreport_parser.text.alignment import Alignment, Edit, rewrite


@st.composite
def edited(draw, text=None):
    text = draw(st.text("国务院abc \n", max_size=30)) if text is None else text
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(start, end, draw(st.text("档案文件", max_size=3)), "test")
        for start, end in zip(bounds[::2], bounds[1::2], strict=False)
    ]
    unique = {(edit.start, edit.end): edit for edit in edits}
    return text, list(unique.values())


def positions(text, edits):
    """Where each character of the rewritten text came from: one place, or the edit that made it."""
    origins, position = [], 0
    for edit in edits:
        origins += [(index, index + 1) for index in range(position, edit.start)]
        same = len(edit.replacement) == edit.end - edit.start
        origins += [
            (edit.start + offset, edit.start + offset + 1) if same else (edit.start, edit.end)
            for offset in range(len(edit.replacement))
        ]
        position = edit.end
    return origins + [(index, index + 1) for index in range(position, len(text))]


@given(edited())
def test_every_character_maps_to_where_it_came_from(case):
    text, edits = case
    _, alignment = rewrite(text, edits)
    for index, origin in enumerate(positions(text, edits)):
        assert alignment.to_source(index, index + 1) == Span(*origin)


@given(st.data())
def test_composition_agrees_with_going_back_step_by_step(data):
    text, first_edits = data.draw(edited())
    middle, first = rewrite(text, first_edits)
    _, second_edits = data.draw(edited(middle))
    target, second = rewrite(middle, second_edits)
    composed = first.then(second)
    for start in range(len(target)):
        for end in range(start + 1, len(target) + 1):
            stepwise = first.to_source(*second.to_source(start, end))
            got = composed.to_source(start, end)
            assert got.start <= stepwise.start
            assert stepwise.end <= got.end
            assert got == stepwise or not _separate(first, second)


def _separate(first, second):
    """Whether no entries of the two steps touch in the text between."""
    return all(
        end < other_start or other_end < start
        for _, _, start, end in first.rows()
        for other_start, other_end, _, _ in second.rows()
    )


@given(edited(), st.data())
def test_maps_are_monotone_and_stay_inside(case, data):
    text, edits = case
    target, alignment = rewrite(text, edits)
    places = sorted(data.draw(st.lists(st.integers(0, len(target)), min_size=4, max_size=4)))
    first, second = alignment.to_source(*places[:2]), alignment.to_source(*places[2:])
    assert 0 <= first.start <= first.end <= len(text)
    assert first.start <= second.start
    assert first.end <= max(second.end, second.start) or first == second


@given(edited())
def test_source_to_target_and_back_covers(case):
    text, edits = case
    _, alignment = rewrite(text, edits)
    for start in range(len(text)):
        span = alignment.to_target(start, start + 1)
        if span.start < span.end:
            assert alignment.to_source(*span).covers(Span(start, start + 1))


@given(edited())
def test_composition_with_nothing_is_the_same_map(case):
    _, alignment = rewrite(*case)
    assert list(alignment.then(Alignment()).rows()) == list(alignment.rows())
    assert list(Alignment().then(alignment).rows()) == list(alignment.rows())


def test_deletion_then_replacement_becomes_one_entry():
    middle, first = rewrite("附(fu)屬檔案", [Edit(1, 5, "", "pinyin")])
    target, second = rewrite(middle, [Edit(0, 4, "附件", "vocabulary")])
    composed = first.then(second)
    assert target == "附件"
    assert list(composed.rows()) == [(0, 8, 0, 2)]
    assert composed.to_source(0, 2) == Span(0, 8)


@pytest.mark.parametrize(("start", "end", "expected"), [(0, 1, (0, 1)), (1, 2, (5, 6)), (0, 2, (0, 6)), (2, 2, (6, 6))])
def test_a_deletion_belongs_to_neither_neighbour(start, end, expected):
    _, alignment = rewrite("國(guo)務", [Edit(1, 6, "", "pinyin")])
    shifted = tuple(place + 1 if place > 1 else place for place in expected)
    assert alignment.to_source(start, end) == Span(*shifted)
