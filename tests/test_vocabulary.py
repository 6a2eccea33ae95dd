"""Taiwan wording: every rule's examples and rejects, the pairs of the genre, and text that must stay."""

from pathlib import Path

import pytest
import regex

from govreport_parser.text import vocabulary
from govreport_parser.text.normalize import normalize
from govreport_parser.text.repair import load
from govreport_parser.text.script import converter, patch

MARK = regex.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")
RULES = vocabulary.load_rules()
OWN = Path(__file__).parent / "data" / "vocabulary.tsv"


def plain(marked):
    return MARK.sub(r"\1", marked)


def wanted(marked):
    return [
        (len(plain(marked[: match.start()])), match[1], match[2])
        for match in MARK.finditer(marked)
        if match[1] != match[2]
    ]


def made(rule, text):
    return [
        (start, text[start:end], words) for start, end, by, words in vocabulary.candidates(text) if by.id == rule.id
    ]


def pairs(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def characters(text):
    """Return `text` in simplified characters, its words untouched: rules are written so."""
    return patch(text.translate(converter("tw2s").characters), converter("tw2s").matches(text))


def contexts_of(rule, name):
    row = next(row for row in load("vocabulary")["rule"] if row["id"] == rule.id)
    return row.get(name, [])


@pytest.mark.parametrize(("rule", "example"), [(rule, text) for rule in RULES for text in rule.examples], ids=str)
def test_example(rule, example):
    assert MARK.search(example)
    assert made(rule, plain(example)) == wanted(example)


@pytest.mark.parametrize(("rule", "reject"), [(rule, text) for rule in RULES for text in rule.rejects], ids=str)
def test_reject(rule, reject):
    assert made(rule, reject) == []


@pytest.mark.parametrize(("converted", "original"), pairs(OWN))
def test_pair_of_the_genre(converted, original):
    assert normalize(converted).text == original


def test_there_are_a_hundred_pairs_of_which_many_stay():
    assert len(set(pairs(OWN))) >= 100


@pytest.mark.parametrize(("_", "original"), pairs(OWN))
def test_the_mainland_wording_itself_stays(_, original):
    assert normalize(original).text == original


def test_rule_ids_are_unique_and_no_word_is_cut_by_the_search():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert not [word for rule in RULES for word in rule.words if regex.search(r"[\n。,;]", word)]


@pytest.mark.parametrize(
    "text",
    [
        "统计指标、执行情况、建立制度、信息查询、政民互动",
        "程序合法,避免程式化",
        "为民众设定目标,在线上支援",
        "市档案馆整理档案",
        "通过软件公园的专案组联络员",
        "资讯中心的网路",
    ],
)
def test_simplified_text_keeps_its_wording(text):
    assert normalize(text).text == text


@pytest.mark.parametrize("text", ["方便民眾辦事", "線上辦理", "建立檔案", "執行預算", "信息發布,為民眾服務"])
def test_characters_alone_do_not_show_taiwan_wording(text):
    result = normalize(text)
    assert result.vocabulary == "mainland"
    assert len(result.text) == len(text)
    assert "群众" not in result.text
    assert "在线" not in result.text


def test_one_sign_is_enough_for_the_whole_text():
    result = normalize("方便民眾。\n政府入口網站。")
    assert result.text == "方便群众。\n政府门户网站。"
    assert result.vocabulary == "taiwan"


def test_no_rule_is_a_line_of_the_outside_vocabulary(gold_folder):
    """A rule says how a word is read in its context; a whole line of the gold in its place would only be a look-up."""
    lines = pairs(gold_folder / "gold" / "vocabulary.tsv")
    assert len(lines) >= 40
    whole = {
        text
        for converted, original in lines
        for text in (converted, original, normalize(converted).text, characters(converted))
    }
    found = []
    for rule in RULES:
        keys = [*rule.words, *rule.words.values()]
        contexts = [part for name in ("before", "after", "not_before", "not_after") for part in contexts_of(rule, name)]
        found += [(rule.id, text) for text in [*keys, *contexts] if text in whole]
        texts = [plain(text) for text in (*rule.examples, *rule.rejects)] + [
            MARK.sub(r"\2", text) for text in rule.examples
        ]
        found += [(rule.id, text) for text in texts if text in whole]
    assert found == []


def test_every_line_of_the_outside_vocabulary_is_right(gold_folder):
    lines = pairs(gold_folder / "gold" / "vocabulary.tsv")
    assert [
        (converted, normalize(converted).text) for converted, original in lines if normalize(converted).text != original
    ] == []
