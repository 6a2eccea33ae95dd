"""Documents: titles and numbers, alone and joined; what looks like one and is none."""

from collections.abc import Callable
from functools import partial

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.documents import find_documents
from govreport_parser.mentions import DocumentMention
from govreport_parser.rules.loader import load_rules
from govreport_parser.text.normalize import normalize

MARK = regex.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<value>[^⟧]*)⟧")
RULES = load_rules("documents").file.rule


def documents_of(text: str) -> tuple[DocumentMention, ...]:
    normal = normalize(text)
    return find_documents(Passage(normal=normal, prose="\n" * len(normal.text), context=Context(year=2015)))


def plain(marked: str) -> str:
    return MARK.sub(lambda match: match["text"], marked)


@pytest.mark.parametrize(("rule", "example"), [(rule.id, example) for rule in RULES for example in rule.examples])
def test_example(rule: str, example: str) -> None:
    match, text = MARK.search(example), plain(example)
    assert match is not None
    found = documents_of(text)
    if rule == "documents.title":
        assert (match["text"], match["value"]) in [(document.text, document.title) for document in found]
    else:
        pairs = [(text[slice(*document.number_span)], document.number) for document in found if document.number_span]
        assert (match["text"], match["value"]) in pairs


@pytest.mark.parametrize(("rule", "reject"), [(rule.id, reject) for rule in RULES for reject in rule.rejects])
def test_reject(rule: str, reject: str) -> None:
    assert [document.text for document in documents_of(reject) if document.rule == rule] == []


CASES = [
    # text, [(title, number, issuer)]
    ("《关于做好公开工作的通知》(鄭政辦〔2015〕239號)", [("关于做好公开工作的通知", "郑政办〔2015〕239号", None)]),
    ("《意见》（国办发〔2016〕80号）要求", [("意见", "国办发〔2016〕80号", "国务院办公厅")]),
    ("国办发[2016]80号《意见》", [("意见", "国办发〔2016〕80号", "国务院办公厅")]),
    ("(安政办[2011]477号)《关于编制年报的通知》", [("关于编制年报的通知", "安政办〔2011〕477号", None)]),
    ("国办发[2016]80号和《意见》", [(None, "国办发〔2016〕80号", "国务院办公厅"), ("意见", None, None)]),
    ("《甲》(苏政发〔2012〕1号)《乙》", [("甲", "苏政发〔2012〕1号", "江苏省人民政府"), ("乙", None, None)]),
    ("《甲》和《乙》(豫政办〔2015〕9号)", [("甲", None, None), ("乙", "豫政办〔2015〕9号", "河南省人民政府办公厅")]),
    ("《条例》(国务院令第711号)", [("条例", "国务院令第711号", "国务院")]),
    ("《条例》（中华人民共和国国务院令第492号）", [("条例", "中华人民共和国国务院令第492号", "国务院")]),
    ("按照苏政发〔2012〕15号", [(None, "苏政发〔2012〕15号", "江苏省人民政府")]),
    ("按照宁政发〔2012〕9号和市府令", [(None, "宁政发〔2012〕9号", None)]),
    ("《办法》(武政规﹝2014﹞5号,以下简称《办法》)", [("办法", "武政规〔2014〕5号", None), ("办法", None, None)]),
    ("《国务院办公厅关于施行条例的通知》", [("国务院办公厅关于施行条例的通知", None, "国务院办公厅")]),
    ("《晋江市人民政府关于公开的通知》", [("晋江市人民政府关于公开的通知", None, "晋江市人民政府")]),
    ("《办法（试行）》、《细则(修订)》", [("办法（试行）", None, None), ("细则(修订)", None, None)]),
    ("国务院颁布的《条例》", [("条例", None, "国务院")]),
    ("《魅力二七》设立专栏", [("魅力二七", None, None)]),
    ("《《指南》》", [("指南", None, None)]),
    ("《关于转发<河南省工作要点>的通知》", [("关于转发<河南省工作要点>的通知", None, None)]),
    ("《关于贯彻《条例》的意见》(政发【2008】3号)", [("关于贯彻《条例》的意见", "政发〔2008〕3号", None)]),
    ("《條例》、《指南》", [("条例", None, None), ("指南", None, None)]),
    ("涉及《条例》 | 0 |", [("条例", None, None)]),
    ("依据市政公开办〔2013〕第7号文", [(None, "市政公开办〔2013〕第7号", None)]),
    ("〔2009〕12号文件", [(None, "〔2009〕12号", None)]),
    ("国办发〔201619号", [(None, "国办发〔2016〕19号", "国务院办公厅")]),
    ("落实国办公开办函〔202130要求", [(None, "国办公开办函〔202130", "国务院办公厅政府信息与政务公开办公室")]),
    ("教育部令第29号规定", [(None, "教育部令第29号", "教育部")]),
    ("《指南》未写完的《目录》", [("指南", None, None), ("目录", None, None)]),
    ("落实《条例要求,印发《方案》", [("方案", None, None)]),
    ("印发《方案》(试行)、《细则》(修订)", [("方案", None, None), ("细则", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_documents(text: str, wanted: list[tuple[str | None, str | None, str | None]]) -> None:
    assert [(document.title, document.number, document.issuer) for document in documents_of(text)] == wanted


WITHOUT = [
    "落实《条例规定,做好公开。",
    "条例》规定",
    "《》",
    "《 》",
    "公开(2016)年度计划",
    "中山路12号,第3号楼,7号窗口",
    "〈意见〉和“方案”",
    "(一)(2)[3]",
    "2015年第5号公告",
    "电话号码,学号,序号5",
    "《第一行\n第二行》",
    "会议于10号召开",
    "[1998]年鉴",
    "《开始一段。下一段》",
    "下令第2次检查",
]


@pytest.mark.parametrize("text", WITHOUT)
def test_no_document(text: str) -> None:
    assert [document.text for document in documents_of(text)] == []


def test_span_of_the_title_has_its_marks_and_the_number_its_own() -> None:
    text = "根據《關於公開的通知》（鄭政辦〔2015〕239號）精神"
    (document,) = documents_of(text)
    assert document.text == "《關於公開的通知》"
    assert document.number_span is not None
    assert text[slice(*document.number_span)] == "鄭政辦〔2015〕239號"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="《》<>〔〕[]()2015年政办发令第号国务院部| \n关于。", max_size=60))
def test_total_and_exact(text: str) -> None:
    end = 0
    for document in documents_of(text):
        assert text[document.span.start : document.span.end] == document.text
        assert document.span.start >= end
        end = document.span.end


UNITS = ["《", "》", "《甲", "《甲》", "1号", "〔20161", "政政政政", "令第1", "《甲》(国办发〔2016〕1号)"]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str, growth: Callable[..., float]) -> None:
    def finding(size: int) -> Callable[[], object]:
        normal = normalize(unit * (size // len(unit)))
        return partial(find_documents, Passage(normal=normal, prose=normal.text))

    assert growth(finding, 4_000, 40_000) < 1.5
