"""Words: the genre's terms stay whole, windows are cut as jieba cuts, spaCy tokens spell the original text."""

import math
import os
import pickle
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import jieba
import pytest
from spacy.vocab import Vocab

from govreport_parser.dictionary import Dictionary
from govreport_parser.errors import RuleError
from govreport_parser.extractors.name_words import SEEN
from govreport_parser.rules.loader import load_rules, read_rules
from govreport_parser.rules.token_patterns import Question, TokenMatcher, token_patterns, word_classes
from govreport_parser.text.normalize import normalize
from govreport_parser.tokenizer import (
    ReportTokenizer,
    cut,
    cut_around,
    function_words,
    report_tokenizer,
    terms,
)

REPORT = Path(__file__).parents[1] / "corpora" / "reports" / "wuchang-2016.txt"


@pytest.mark.parametrize(
    "words",
    [
        "我区|政府信息公开|工作",
        "全市|政府信息公开|培训",
        "市|政府信息公开|办公室",
        "区政府|办理|提案",
        "区委|区政府|中心|工作",
        "由|区|财政局|牵头",
        "会同|区|住建局|答复",
        "我市|政府网站|改版",
        "各|街道办事处",
        "市|人力资源社会保障局",
        "国务院办公厅|政府信息与政务公开|办公室",
    ],
)
def test_words(words):
    assert cut(words.replace("|", "")) == words.split("|")


@pytest.mark.parametrize("text", ["", "2016年1月,收到86件。", "ibet国际", "\n\n", "政府\n信息公开", "一二三"])
def test_words_spell_the_text(text):
    assert "".join(cut(text)) == text


def test_terms_are_single_words():
    assert [word for word, frequency in terms().items() if frequency > 1 and cut(word) != [word]] == []


@pytest.mark.parametrize("verb", ["报送", "经", "由", "向", "和", "会同", "转", "并入", "移送", "服务", "归"])
@pytest.mark.parametrize("head", ["区", "市", "县", "省"])
def test_left_edges_behind_verbs(verb, head):
    assert cut(f"{verb}{head}财政局")[-2:] == [head, "财政局"]


def test_class_words_are_single_words():
    assert [word for word in word_classes(load_rules("institutions")) if cut(word) != [word]] == []


def test_function_words_and_name_words_are_apart():
    classes = word_classes(load_rules("institutions"))
    names = {word for word, name in classes.items() if name in ("agency", "organ", "hgov")}
    assert names & function_words() == set()


def test_fixed_stretches_are_words():
    assert cut_around("做好二七区委托办理", 2, 9, [(2, 5)]) == ["二七区", "委托", "办理"]
    assert cut_around("二七区委", 0, 4, [(0, 3)]) == ["二七区", "委"]
    assert cut_around("郑州市二七区", 0, 6, [(0, 3), (3, 6)]) == ["郑州市", "二七区"]


@pytest.fixture(scope="module")
def tokenizer():
    return report_tokenizer()(SimpleNamespace(vocab=Vocab()))


@pytest.mark.parametrize(
    "text",
    [
        "詳見附屬檔案《二七區政府信息公開情況統計表》。",
        "區政府辦公室明確了專人。",
        "截至2015年12月31日, 收到 86 件。\n\n",
        "  前有空格",
        "",
        "\n",
        "發(fā)布信息",
        "二七区政府",
    ],
)
def test_doc_spells_the_original(tokenizer, text):
    doc = tokenizer(text)
    assert doc.text == text
    assert "".join(token.text for token in doc) == text


def test_norm_is_the_mainland_form(tokenizer):
    doc = tokenizer("詳見附屬檔案。")
    assert {token.text: token.norm_ for token in doc} == {"詳見": "详见", "附屬檔案": "附件", "。": "。"}


def test_pipe(tokenizer):
    assert [doc.text for doc in tokenizer.pipe(["區政府", "市政府"])] == ["區政府", "市政府"]


def test_saved_and_loaded(tokenizer, tmp_path):
    assert ReportTokenizer(tokenizer.vocab).from_bytes(tokenizer.to_bytes())("區政府").text == "區政府"
    tokenizer.to_disk(tmp_path / "tokenizer")
    assert ReportTokenizer(tokenizer.vocab).from_disk(tmp_path / "tokenizer")("區政府").text == "區政府"
    copy = pickle.loads(pickle.dumps(tokenizer))
    assert [token.text for token in copy("我区政府信息公开")] == ["我区", "政府信息公开"]


FRESH = """
import govreport_parser.tokenizer as t, sys
assert "jieba" not in sys.modules and "spacy" not in sys.modules
assert t.cut("我区政府信息公开a") == ["我区", "政府信息公开", "a"]
assert "jieba" not in sys.modules
import jieba
assert not jieba.dt.initialized and not jieba.dt.FREQ and not jieba.user_word_tag_tab
"""


def test_jieba_is_left_as_it_was():
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"TMPDIR": folder, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-W", "error", "-c", FRESH]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert list(Path(folder).iterdir()) == []


GOOD = """
[lists]
head = ["区 市"]
[[rule]]
id = "a.b"
note = "n"
tokens = [[{ class = ["head", "place"], op = "+" }, { text = "委" }]]
examples = ["x"]
rejects = ["y"]
"""


def rules(tmp_path, text):
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path)


def test_token_patterns(tmp_path):
    head = Question(classes=frozenset({"head", "place"}))
    wanted = [("a.b", [((head, "+"), (Question(texts=frozenset({"委"})), None))])]
    assert token_patterns(rules(tmp_path, GOOD), ("place",)) == wanted
    assert word_classes(rules(tmp_path, GOOD)) == {"区": "head", "市": "head"}


ROW = [("做好", "word"), ("二七区", "place"), ("区", "head"), ("委", "body"), ("委员会", "body")]


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        ('{ class = ["head", "place"], op = "+" }, { text = "委" }', {(1, 4), (2, 4)}),
        ('{ class = "body" }', {(3, 4), (4, 5)}),
        ('{ class = "body", text = "委" }', {(3, 4)}),
        ('{ class = "head", text = "委" }', set()),
        ('{ class = "place" }, { class = "word", op = "?" }, { text = ["区", "市"] }', {(1, 3)}),
    ],
)
def test_token_matcher(tmp_path, tokens, found):
    text = GOOD.replace('{ class = ["head", "place"], op = "+" }, { text = "委" }', tokens)
    matcher = TokenMatcher(rules(tmp_path, text), ("place", "word", "body"))
    row = tuple(matcher.sign(*word) for word in ROW)
    wanted = {("a.b", *span) for span in found}
    assert matcher([row]) == {row: wanted}
    assert matcher([row[:1], row, row[:1], row]) == {row[:1]: set(), row: wanted}


def test_the_vocabulary_of_signs_stays_small():
    matcher = TokenMatcher(load_rules("institutions"), SEEN)
    assert matcher.sign("委", "body") == "body 委"
    matcher([(matcher.sign("委", "body"), matcher.sign("办公室", "office"))])
    size = len(matcher._vocab)
    matcher([(matcher.sign(f"第{number}办公室", "office"),) for number in range(1000)])
    assert len(matcher._vocab) == size


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["head", "place"]', '["heed"]', "there is no class"),
        ("op =", "opp =", "unknown keys"),
        ('{ text = "委" }', '{ op = "?" }', "asks for nothing"),
        ('["区 市"]', '["区 市"]\nother = ["区"]', "stands in the lists"),
    ],
)
def test_token_patterns_refuse(tmp_path, old, new, says):
    made = rules(tmp_path, GOOD.replace(old, new))
    with pytest.raises(RuleError, match=says):
        token_patterns(made, ("place", *word_classes(made)))


@pytest.fixture(scope="module")
def lines():
    with jieba.Tokenizer().get_dict_file() as file:
        return file.read()


def table_of(known):
    """Return frequencies, as jieba's table has them."""
    return {word: round(math.exp(gain) * known.total) if gain else 0 for word, gain in known.gains.items()}


def test_the_table_is_the_one_that_jieba_makes(lines):
    known = Dictionary(lines, {})
    known.learn(lines.decode("utf-8"))
    tokenizer = jieba.Tokenizer()
    assert (table_of(known), known.total) == tokenizer.gen_pfdict(tokenizer.get_dict_file())


def test_terms_are_put_over_the_words_of_jieba(lines):
    known = Dictionary(lines, {"办公室": 1, "办公室要": 7})
    known.learn("办")
    bare = Dictionary(lines, {})
    bare.learn("办")
    assert table_of(known) == table_of(bare) | {"办公室": 1, "办公室要": 7}
    assert known.total == bare.total - table_of(bare)["办公室"] + 8


def test_words_are_read_when_a_text_has_their_first_character(lines):
    known = Dictionary(lines, {})
    known.learn("办")
    size = len(known.gains)
    assert {word[0] for word in known.gains} == {"办"}
    known.learn("办办办")
    assert len(known.gains) == size
    known.learn("报告")
    assert {word[0] for word in known.gains} == {"办", "报", "告"}


def test_several_threads_learn_one_dictionary(lines):
    known, alone = Dictionary(lines, {}), Dictionary(lines, {})
    text = REPORT.read_text(encoding="utf-8")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(known.learn, [text[start:] for start in range(0, 400, 7)]))
    alone.learn(text)
    assert known.gains == alone.gains


@pytest.fixture(scope="module")
def jieba_with_terms(lines):
    known = Dictionary(lines, terms())
    known.learn(lines.decode("utf-8") + "".join(terms()))
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = table_of(known), known.total, True
    return tokenizer


def test_texts_are_cut_as_jieba_cuts(jieba_with_terms):
    text = normalize(REPORT.read_text(encoding="utf-8")).text
    rng = random.Random(11)
    others = "aZ09+#&._%- ,|\r\n\t《》①𠀀é办公室AT&TB超c++"
    rows = ["".join(rng.choices(text, k=14)) for _ in range(400)]
    rows += ["".join(rng.choices(others + text[:200], k=12)) for _ in range(600)]
    rows += ["a1b", "AT&T", "c++语言", "卡拉OK厅", "\r\n", "\n\r\n", "2016年1月,收到86件。", "ibet国际5G网络"]
    rows += text.splitlines(keepends=True)
    assert [row for row in rows if cut(row) != list(jieba_with_terms.cut(row, HMM=False))] == []
