"""Characters as OpenCC's own converter has them; script decided for texts and for their paragraphs."""

import random
from importlib.metadata import PackageNotFoundError

import pytest
from opencc import OpenCC

from govreport_parser.errors import DictionaryError
from govreport_parser.text import script
from govreport_parser.text.script import converter, script_of

CONFIGURATIONS = ["t2s", "tw2s", "hk2s"]


def keys(configuration):
    names = {name for stage in script._STAGES[configuration] for name in stage}
    return sorted({key for name in names for key in script._read(name)})


def occurrences(text, phrases):
    return [
        (start, start + len(phrase))
        for phrase in phrases
        for start in range(len(text))
        if text.startswith(phrase, start)
    ]


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_every_key_converts_as_the_original_does(configuration):
    original, ours = OpenCC(configuration), converter(configuration)
    assert [key for key in keys(configuration) if original.convert(key) != ours.convert(key)] == []


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_random_strings_of_keys_differ_only_where_two_keys_overlap(configuration):
    original, ours = OpenCC(configuration), converter(configuration)
    choose, every = random.Random(20080501), keys(configuration)
    phrases = [key for key in every if len(key) > 1]
    for _ in range(10_000):
        parts = (choose.choice(choose.choice([every, phrases])) for _ in range(choose.randint(2, 8)))
        text = "".join(parts)
        theirs, got = original.convert(text), ours.convert(text)
        assert len(theirs) == len(got) == len(text)
        if theirs == got:
            continue
        found = occurrences(text, ours.phrases)
        for place, (their, our) in enumerate(zip(theirs, got, strict=True)):
            if their != our:
                around = [span for span in found if span[0] - 4 <= place < span[1] + 4]
                assert any(
                    first != second and first[0] < second[1] and second[0] < first[1]
                    for first in around
                    for second in around
                ), (text, theirs, got)


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_every_phrase_keeps_its_length(configuration):
    assert all(len(key) == len(value) for key, value in converter(configuration).phrases.items())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("著力推進", "着力推进"),
        ("成效顯著,著作權", "成效显著,著作权"),
        ("乾隆年間的幹部", "乾隆年间的干部"),
        ("回覆、答覆、顛覆", "回复、答复、颠覆"),
        ("行政複議", "行政复议"),
        ("瞭望塔", "瞭望塔"),
    ],
)
def test_words_that_decide_the_character(text, expected):
    assert converter("tw2s").convert(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("詳見附屬檔案", "traditional"),
        ("详见附件", "simplified"),
        ("后里台", "simplified"),
        ("2015", "simplified"),
        ("", "simplified"),
        ("規范公开", "mixed"),
        (
            "为了提高认识,加强领导,健全机构,落实责任,开展培训,强化监督,规范运行,优化服务,及时发布,积极稳妥统筹兼顾处理申请問题办结",
            "simplified",
        ),
    ],
)
def test_script(text, expected):
    assert script_of(set(text)) == expected


def test_missing_dictionaries_are_an_error_that_says_what_to_do(monkeypatch):
    def gone(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(script, "distribution", gone)
    with pytest.raises(DictionaryError, match="pip install"):
        converter.__wrapped__("t2s")
