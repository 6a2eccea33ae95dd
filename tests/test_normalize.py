"""The normal form: its laws for any string, its punctuation, and what the sample becomes."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govreport_parser.text.alignment import rewrite
from govreport_parser.text.normalize import normalize

PIECES = [
    "政府信息公開", "政府信息公开", "按照有關檔案精神", "附屬檔案", "民眾", "程式", "設定",
    "發(fā)布", "國(guó)務(wù)院",
    "(2016)", "，", "；", "（一）", "%", "２０１５年", "2 0 1 5 年", "2015 年 1 月", "共 15 條",
    "統 計 指 標", "概　述", " | ", "|" * 30, "\r\n", "\n", "\u2028", "\t", "\u3000",
    "\u200b", "⺠", "⼈", "&amp;nbsp;", "&lt;", "****", "bet365亚洲官网", "乾部", "答覆", "於",
    "《條例》", "「五公開」", "、", "。", "\ud800", "\ue000", "A", "7", "-", ":",
]  # fmt: skip
GENRE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
ANY = st.text(st.characters(exclude_categories=[]), max_size=60)


@given(st.one_of(GENRE, ANY))
@example("\ud800\udc00")
@example("國(guó)" * 3 + "\r\n")
def test_edits_applied_to_the_source_give_the_text(text):
    result = normalize(text)
    edits = result.edits
    assert all(first.end <= second.start for first, second in pairwise(edits))
    assert rewrite(text, edits)[0] == result.text


# In real text a date does not run straight into the next one, as pieces drawn at random do.
SEPARATED = st.lists(st.sampled_from(PIECES), max_size=25).map("，".join)


@given(SEPARATED)
def test_normalising_twice_changes_nothing_more(text):
    once = normalize(text).text
    assert normalize(once).text == once


@given(st.one_of(GENRE, ANY))
def test_what_is_unchanged_maps_to_itself(text):
    result = normalize(text)
    changed = {place for edit in result.edits for place in range(edit.start, edit.end)}
    for index, character in enumerate(result.text):
        start, end = result.source_span(index, index + 1)
        assert 0 <= start <= end <= len(text)
        if start < end and changed.isdisjoint(range(start, end)):
            assert text[start:end] == character


@given(st.one_of(GENRE, ANY))
def test_spans_are_monotone_and_cover(text):
    result = normalize(text)
    whole = result.source_span(0, len(result.text))
    spans = [result.source_span(index, index + 1) for index in range(len(result.text))]
    assert all(first.start <= second.start for first, second in pairwise(spans))
    assert all(whole.covers(span) for span in spans)


@given(st.one_of(GENRE, ANY))
def test_lines_survive(text):
    expected = text.replace("\r\n", "\n").count("\n") + sum(
        map(text.replace("\r\n", "").count, "\r\v\f\x85\u2028\u2029")
    )
    runs = [edit for edit in normalize(text).edits if edit.kind == "pipe_run"]
    assert normalize(text).text.count("\n") == expected + sum(edit.replacement.count("\n") for edit in runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）２０１５年，共３件；５０％：！？", "(一)2015年,共3件;50%:!?"),
        ("「公開」『條例』", "“公开”‘条例’"),
        ("《條例》、“五公開”。〔2015〕【办】﹝2﹞", "《条例》、“五公开”。〔2015〕【办】﹝2﹞"),
        ("甲｜乙", "甲|乙"),
        ("2014—2015－2016–2017", "2014—2015-2016–2017"),
        ("①⑴㈠Ⅰ○〇", "①⑴㈠Ⅰ○〇"),
        ("a\u00a0b\u2003c\td", "a b c d"),
        ("甲\r乙\r\n丙\u2028丁", "甲\n乙\n丙\n丁"),
    ],
)
def test_canonical_punctuation(text, expected):
    assert normalize(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法定製度,全麵推進,體係建設,縣級乾部", "法定制度,全面推进,体系建设,县级干部"),
        ("製定全麵的制度", "制定全面的制度"),
        ("行政複议、规範公开、谘询", "行政复议、规范公开、咨询"),
        ("乾隆年间,著作权,成效显著", "乾隆年间,著作权,成效显著"),
    ],
)
def test_overconverted_and_stray_characters(text, expected):
    assert normalize(text).text == expected


def test_script_and_vocabulary_are_told():
    assert (normalize("詳見附屬檔案").script, normalize("詳見附屬檔案").vocabulary) == ("traditional", "taiwan")
    assert (normalize("詳見附件").script, normalize("详见附件").script) == ("traditional", "simplified")


def test_paragraphs_of_a_mixed_page_are_converted_each_in_its_script():
    assert normalize("成效显著,著名\n著力推進").text == "成效显著,著名\n着力推进"


def test_edits_tell_what_and_where():
    result = normalize("發(fā)布，附屬檔案")
    assert [(result.source[edit.start : edit.end], edit.replacement, edit.kind) for edit in result.edits] == [
        ("發", "发", "script"),
        ("(fā)", "", "pinyin"),
        ("，", ",", "width"),
        ("附屬檔案", "附件", "vocabulary"),
    ]
    assert result.source_span(3, 5) == (7, 11)
    assert result.normal_span(7, 11) == (3, 5)


@pytest.mark.parametrize("unit", ["|", " ", "(a", "國(a", "統 計 ", "2 0 1 5 ", "檔案", "&amp;", "發\n"])
@pytest.mark.timeout(30)
def test_long_input_ends(unit):
    assert normalize(unit * (200_000 // len(unit))).source
