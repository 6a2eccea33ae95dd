"""docs/spacy.md runs as it stands, and its configuration makes a pipeline."""

import doctest
import re
from pathlib import Path

import pytest
import spacy
from spacy import Config

PAGE = Path(__file__).parent.parent / "docs" / "spacy.md"


@pytest.mark.filterwarnings("ignore")
def test_the_examples_run():
    test = doctest.DocTestParser().get_doctest(
        PAGE.read_text(encoding="utf-8").replace("```", ""), {}, PAGE.name, str(PAGE), 0
    )
    assert len(test.examples) > 15
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


def test_the_configuration_makes_a_pipeline():
    text = re.search(r"```ini\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
    nlp = spacy.util.load_model_from_config(Config().from_str(text), auto_fill=True)
    assert type(nlp.tokenizer).__name__ == "ReportTokenizer"
    doc = nlp("全年公開政府信息8條。")
    assert [span.text for span in doc.spans["govreport"] if span.label_ == "COUNT"] == ["8條"]
    assert "政府" in doc.text
    assert doc.text == "全年公開政府信息8條。"


def test_the_tokenizer_is_found_by_its_entry_point_in_a_fresh_process():
    import subprocess
    import sys

    code = (
        "import spacy, sys\n"
        "nlp = spacy.blank('zh', config={'nlp': {'tokenizer': {'@tokenizers': 'govreport.ReportTokenizer.v1'}}})\n"
        "print([token.norm_ for token in nlp('市政府信息公開')])"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['市', '政府信息公开']"
