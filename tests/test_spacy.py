"""The spaCy component, found by its entry point in the installed package."""

from decimal import Decimal

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc

TEXT = "2019年,我區共受理政府信息公開申請86件,《條例》執行情況良好。"


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("govreport")
    return pipeline


def test_spans_on_the_original_text(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["govreport"]] == [
        ("2019年", "DATE"),
        ("86件", "COUNT"),
        ("《條例》", "DOCUMENT"),
        *[(span.text, span.label_) for span in doc.spans["govreport"] if span.label_ in {"EVENT", "INSTITUTION"}],
    ]
    assert doc._.govreport.counts[0].value == Decimal(86)
    assert {span.id_ for span in doc.spans["govreport"]} >= {doc._.govreport.counts[0].id}


def test_docs_and_pipelines_can_be_stored(nlp: spacy.Language, tmp_path) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.govreport == doc._.govreport
    assert [span.text for span in again.spans["govreport"]] == [span.text for span in doc.spans["govreport"]]
    nlp.to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model")(TEXT)._.govreport == doc._.govreport


def test_pipe_and_displacy(nlp: spacy.Language) -> None:
    docs = list(nlp.pipe([TEXT, "", "床前明月光"]))
    assert [len(doc._.govreport.counts) for doc in docs] == [1, 0, 0]
    html = displacy.render(docs[0], style="span", options={"spans_key": "govreport"}, jupyter=False)
    assert "COUNT" in html


def test_another_key(nlp: spacy.Language) -> None:
    other = spacy.blank("zh")
    other.add_pipe("govreport", config={"spans_key": "figures"})
    assert "figures" in other(TEXT).spans


def test_words_of_the_public_tokenizer_spell_the_text() -> None:
    from govreport_parser import tokenizer

    pipeline = spacy.blank("zh")
    pipeline.tokenizer = tokenizer.ReportTokenizer(pipeline.vocab)
    doc = pipeline(TEXT)
    assert doc.text == TEXT
    assert "政府信息公開" in [token.text for token in doc]
    assert next(token.norm_ for token in doc if token.text == "政府信息公開") == "政府信息公开"
