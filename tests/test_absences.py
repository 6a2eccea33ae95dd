"""Absences: what did not happen; marked sentences ⟦trigger|label⟧, negatives as many as positives."""

import datetime
import re

import pytest

from govreport_parser import parse
from govreport_parser.extractors.absences import find_absences
from govreport_parser.extractors.base import Passage
from govreport_parser.mentions import Absence, DateMention, Period
from govreport_parser.rules.loader import load_rules
from govreport_parser.spans import Span
from govreport_parser.text.normalize import normalize

MARK = re.compile(r"⟦([^⟧|]*)\|?([^⟧]*)⟧")


def read(text: str, **options: object) -> tuple[Absence, ...]:
    normal = normalize(text)
    return find_absences(Passage(normal=normal, prose=normal.text), **options)


def marks(sentence: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, found, position = "", [], 0
    for match in MARK.finditer(sentence):
        text += sentence[position : match.start()]
        found.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return text + sentence[position:], found


POSITIVE = """
全年⟦没有发生|信息审核不严、泄露秘密的事件⟧信息审核不严、泄露秘密的事件。
全年⟦沒有發生|泄密的事件⟧泄密的事件。
依申请公开⟦未存在|不予公开的情况⟧不予公开的情况。
2015年⟦未收到|政府信息公开申请⟧政府信息公开申请,也⟦未发生|行政复议⟧行政复议。
本年度⟦未接到|群众投诉举报⟧群众投诉举报。
因信息公开引起的行政诉讼⟦未发生|因信息公开引起的行政诉讼⟧。
全年⟦不存在|收费及减免情况⟧收费及减免情况。
全年⟦未接到|有关政务公开的举报⟧有关政务公开的举报。
我局⟦未收到|有效投诉⟧有效投诉。
全年⟦未收到|公民提出的申请⟧有公民提出的申请。
本机关⟦无|行政复议、行政诉讼⟧行政复议、行政诉讼。
目前⟦无|其他需要报告的事项⟧其他需要报告的事项。
收费情况:⟦无|收费情况⟧。
⟦无|⟧。
⟦暂未收到|相关申请⟧相关申请。
本年度⟦没有|因政府信息公开被申请行政复议的情况⟧因政府信息公开被申请行政复议的情况。
我局⟦未|收取任何费用⟧收取任何费用。
全年⟦未|制定规范性文件⟧制定规范性文件。
行政复议和行政诉讼均⟦未发生|行政复议和行政诉讼⟧。
⟦未收到|公开申请⟧公开申请0件。
⟦没有|通过传真提出的申请⟧通过传真提出的申请。
对申请人⟦没有|收费⟧收费。
截至年底,⟦尚未发生|纠错案件⟧纠错案件。
我局亦⟦无|减免费用情形⟧减免费用情形。
""".strip().splitlines()

NEGATIVE = """
向群众提供无偿服务。
建设无障碍网站。
核对有无申请记录。
工作永无止境。
无正当理由大量反复申请。
没有规矩不成方圆。
机构职能未发生变化。
申请的信息不存在的,告知申请人。
逾期未收到补正材料的,视为放弃。
如未发生费用,不再说明。
确保不存在泄密问题。
未来一年将加强培训。
未受理的,说明理由。
有没有公开价值由保密审查决定。
无法提供的,说明理由。
推进无纸化办公。
未成年人保护信息公开。
是否存在泄密风险应当审查。
信息不存在41件,内容不明确3件。
“信息不存在”的12份。
从“有没有”向“好不好”转变。
对未办理的事项进行跟踪。
已办理6件,尚未办理3件。
共收到申请0件,尚未办理0件。
其中尚未答复2件。
""".strip().splitlines()


@pytest.mark.parametrize("sentence", POSITIVE)
def test_reads(sentence: str) -> None:
    text, wanted = marks(sentence)
    found = read(text)
    assert [(*absence.span, absence.label) for absence in found] == wanted
    assert all(text[absence.span.start : absence.span.end] == absence.text for absence in found)


@pytest.mark.parametrize("sentence", NEGATIVE)
def test_refuses(sentence: str) -> None:
    assert [(absence.text, absence.label) for absence in read(sentence)] == []


RULES = load_rules("absences", frozenset({"trigger", "object"})).file.rule


@pytest.mark.parametrize(("rule", "sentence"), [(rule.id, text) for rule in RULES for text in rule.examples])
def test_rule_examples(rule: str, sentence: str) -> None:
    text, wanted = marks(sentence)
    assert [(*absence.span, absence.label) for absence in read(text) if absence.rule == rule] == [
        (start, end, label) for start, end, label in wanted
    ]


@pytest.mark.parametrize(("rule", "sentence"), [(rule.id, text) for rule in RULES for text in rule.rejects])
def test_rule_rejects(rule: str, sentence: str) -> None:
    assert [absence.text for absence in read(sentence) if absence.rule == rule] == []


def test_period_of_the_sentence() -> None:
    day = datetime.date
    year = DateMention(
        id="d",
        rule="dates.test",
        text="2015年",
        span=Span(0, 5),
        start=day(2015, 1, 1),
        end=day(2015, 12, 31),
        granularity="year",
    )
    first, second = read("2015年未收到申请。无行政复议。", dates=(year,))
    assert first.period == Period(start=day(2015, 1, 1), end=day(2015, 12, 31))
    assert second.period is None


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("四、收费及减免情况\n无。\n", [("无", "收费及减免")]),
        ("四、收费及减免情况 无。\n", [("无", "收费及减免")]),
        ("四、收费及减免情况:无。\n", [("无", "收费及减免")]),
        ("五、行政复议、行政诉讼的情况\n\n本年度未发生。\n", [("未发生", "行政复议、行政诉讼")]),
        ("五、投诉情况\n(一)群众举报\n尚未发生。\n", [("尚未发生", "群众举报")]),
        ("(一)收费情况。暂无。\n(二)减免情况。没有。\n", [("暂无", "收费"), ("没有", "减免")]),
        ("(一)机构人员问题没有。\n(二)行政诉讼未发生。\n", [("没有", "机构人员问题"), ("未发生", "行政诉讼")]),
        ("六、其他需要报告的事项\n无此类情况。\n", [("无", "其他需要报告的事项")]),
        ("三、咨询处理情况\n我局无相关情况。\n", [("无", "咨询处理")]),
        # A list, a table, words within a sentence, and text between the heading and the answer.
        ("四、收费情况\n1、无。\n2、无。\n", []),
        ("四、收费情况\n项目 | 金额 |\n无。 | 无 |\n", []),
        ("四、收费情况\n核对有无相关情况。从无到有。\n", []),
        ("四、收费情况\n费用的标准已经公布。没有。\n", []),
        ("四、收费情况\n费用的标准已经公布。\n无。\n", [("无", "")]),
    ],
)
def test_bare_answer_denies_what_its_heading_names(page: str, expected: list[tuple[str, str]]) -> None:
    report = parse("清河县民政局2016年政府信息公开工作年度报告\n" + page)
    assert [(absence.text, absence.label) for absence in report.absences] == expected
    assert all(report.quote(absence) == absence.text for absence in report.absences)
