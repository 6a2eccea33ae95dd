"""Shares, changes and lists of parts recomputed: the rules' own examples tell the right figure, and what looks alike is not accused."""

import pytest

from govreport_parser import check, parse
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.selftest import read_example

TITLE = "二七区2018年政府信息公开工作年度报告\n一、概述\n"
CODES = ("arithmetic.share", "arithmetic.growth", "arithmetic.listed", "arithmetic.balance")
RULES = [rule for name in ("shares", "growth", "listed", "flow") for rule in load_rules(name).file.rule]


def told(text: str) -> list[tuple[str, str, str]]:
    report = parse(TITLE + text)
    return [
        (report.source.text[slice(f.spans[0].start, f.spans[0].end)], f.left, f.right)
        for f in check(report)
        if f.code in CODES
    ]


@pytest.mark.parametrize("sentence", [sentence for rule in RULES for sentence in rule.examples])
def test_the_rules_own_examples(sentence):
    example = read_example(sentence)
    assert [(text, right) for text, _, right in told(example.text)] == [
        (span.text(example.text), value) for span, value in example.marks
    ]


@pytest.mark.parametrize("sentence", [sentence for rule in RULES for sentence in rule.rejects])
def test_the_rules_own_rejects(sentence):
    assert told(sentence) == []


def test_shares_and_changes_of_nothing_stop_no_check():
    assert told("-5条占4%") == []


def test_figures_longer_than_decimals_stop_no_check():
    assert len(told("2018年接待76032159359686181681310万人次,上年4人次,翻番。")) == 1
    assert told("收到申请10件,其中网络申请0件,占5%,信函申请0件,占6%。") == [("5%", "5", "0")]
    assert told("收到申请0件,其中网络申请0件,占5%,信函申请0件,占95%。") == []
    assert told("2018年收到申请3件,比2017年的0件增长25%。") == []


SILENT = [
    "全年收到申请240件。东山街道收到来信60件。从申请内容看,涉及征地拆迁的61件、规划建设的34件、其他33件,分别占47.7%、26.6%和25.8%。",
    "按申请内容分:征地拆迁类54件,占45%;城建规划类36件,占30%;其他30件,占25%。全年共120件。",
    "在收到的申请中,涉及土地的有29件,约占申请总数的三成;全年共收到申请95件。",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_share_of_a_whole_that_is_elsewhere_is_no_fault(text):
    assert told(text) == []


def test_the_whole_that_another_share_fits_is_the_one_that_is_named():
    text = "全年共受理申请859件,共答复申请805件。其中予以公开258件,占33.9%;不予公开35件,占4.34%。"
    assert told(text) == [("33.9%", "33.9", "32.05")]


def test_a_list_in_another_sentence_is_not_added_up_against_a_part():
    assert told("受理申请88件,一季度47件,二季度18件。其中市本级100件,县区20件。") == []


BESIDE = [
    "网站发布420条,微信、微博分别发布180条、210条。",
    "门户网站公开36条,公众号和抖音分别推送12条、9条。",
    "政府网站发布信息800条,微信公众号、政务微博分别发布300条、420条。",
    "收到申请9件,上年结转1件,其中网络5件,信函5件。",
    "上年结转2件,新收到申请18件,其中当面申请6件,网络申请14件。",
    "收到申请40件,上年度结转3件,其中网络申请30件,信函申请13件。",
]


@pytest.mark.parametrize("text", BESIDE)
def test_other_channels_and_cases_carried_over_are_no_fault(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("共发布420条,微信、微博分别发布180条、210条。", ("420条", "420", "390")),
        ("新媒体发布信息420条,分别为微信180条、微博210条。", ("420条", "420", "390")),
        ("收到申请9件,结转下年1件,其中网络5件,信函5件。", ("9件", "9", "10")),
        ("收到申请9件,上年结转1件,其中网络5件,信函6件。", ("9件", "9", "11")),
    ],
)
def test_what_reads_like_them_is_told(text, fault):
    assert told(text) == [fault]
