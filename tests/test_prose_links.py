"""Prose against table: each figure that both state, in both scripts; and figures that are near and are not the same.

A case is a passage, the rows of its table, and the pairs (figure in prose, figure in table) that must be told. Every
passage of `FAULTS` has one twin in `LOOK_ALIKES`: the same thing of other people, of another time, or of another kind.
"""

import functools
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from opencc import OpenCC

from govreport_parser import check, find_counts, parse
from govreport_parser.numerals import plain
from govreport_parser.report.comparison import stated_in_both
from govreport_parser.report.links import link_counts
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.selftest import read_example
from govreport_parser.tables.forms import load_form

CODES = {"prose.table-differs", "prose.table-blank"}
YEARS = {"2008": 2011, "2014": 2016, "2019": 2019, "2021": 2023}


def in_list(form: str, cells: dict[str, str]) -> str:
    head = "指标名称 | 计量单位 | 本年累计 |\n" if form == "2008" else "统计指标 | 单位 | 统计数 |\n"
    rows = [row for row in load_form(form).part[0].row if row.kind != "heading"]
    if form == "2008" and "replies.refused" not in cells:
        # No table has 否决公开 and Shanghai's 不予公开, which leaves out what does not exist, side by side.
        rows = [row for row in rows if "replies.refused" not in {row.code, row.parent}]
    return head + "".join(f"{row.label} | {row.unit or '元'} | {cells.get(row.code, '0')} |\n" for row in rows)


def in_blocks(form: str, cells: dict[str, str]) -> str:
    lines = []
    for part in load_form(form).part:
        if part.kind == "block":
            columns = [column.label + ("(单位:万元)" if column.unit == "万元" else "") for column in part.column]
            lines += [f"| {part.title} |", f"| 信息内容 | {' | '.join(columns)} |"]
            for row in part.row:
                values = [cells.get(f"{row.code}.{column.code}", "0") for column in part.column]
                lines.append(f"| {row.label} | {' | '.join(values)} |")
    return "\n".join(lines) + "\n"


def in_matrix(form: str, cells: dict[str, str]) -> str:
    part = next(part for part in load_form(form).part if part.kind == "matrix")
    lines = ["| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"]
    for row in part.row:
        if row.kind != "heading":
            value = cells.get(row.code, "0")
            people = cells.get(f"{row.code}@natural_person", value)
            firms = "0" if people == value else str(int(value) - int(people))
            lines.append(f"| {row.label} | {people} | {firms} | 0 | 0 | 0 | 0 | {value} |")
    return "\n".join(lines) + "\n"


def in_cells(cells: dict[str, str]) -> str:
    ends = ("upheld", "corrected", "other", "pending", "total")
    groups = ("reconsideration", "litigation.direct", "litigation.after-reconsideration")
    values = [cells.get(f"{group}.{end}", "0") for group in groups for end in ends]
    names = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    return (
        "| 行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  |  |\n"
        f"| {names} | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |\n"
        f"|  |  |  |  |  | {names} | {names} |\n| {' | '.join(values)} |\n"
    )


def report(form: str, passage: str, cells: dict[str, str]) -> str:
    year = YEARS[form]
    title = (
        f"二七区人民政府{year}年政府信息公开工作年度报告\n本报告的统计期限自{year}年1月1日起至{year}年12月31日止。\n"
    )
    prose = f"一、概述\n{passage}\n二、附表\n统计表见下。\n"
    if form in ("2008", "2014"):
        return title + prose + in_list(form, cells)
    tables = [in_blocks(form, cells), in_matrix(form, cells), in_cells(cells)]
    return title + prose + "\n".join(tables)


@functools.cache
def converted(text: str, configuration: str) -> str:
    return str(OpenCC(configuration).convert(text))


def traditional(text: str) -> str:
    return converted(text, "s2t")


def told(text: str) -> list[tuple[str | None, str | None]]:
    found = [finding for finding in check(parse(text)) if finding.code in CODES]
    return [(finding.left and plain(Decimal(finding.left)), finding.right) for finding in found]


def cells_of(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


FAULTS = [
    # applications and their channels
    ("2014", "本机关共收到政府信息公开申请86件。", "applications.received=85", [("86", "85")]),
    ("2014", "全年收到依申请公开1,234宗。", "applications.received=1243", [("1234", "1243")]),
    ("2014", "收到申请86件,其中当面申请6件、网络申请60件、信函申请20件。",
     "applications.received=86 applications.received.in-person=6 applications.received.online=50 applications.received.letter=20",
     [("60", "50")]),
    ("2014", "收到申请86件,其中,通过网络申请60件,占70%;通过信函申请26件。",
     "applications.received=86 applications.received.online=60 applications.received.letter=24", [("26", "24")]),
    ("2021", "全年新收政府信息公开申请45件,上年结转3件,结转下年度继续办理2件。",
     "applications.received=45 applications.carried-in=5 applications.carried-out=1 results.total=46", [("3", "5"), ("2", "1")]),
    ("2021", "全年办理政府信息公开申请49件(含上年结转3件),办结47件。",
     "applications.received=45 applications.carried-in=3 results.total=46", [("49", "48"), ("47", "46")]),
    ("2014", "收到申请77件,办结77件,其中按时办结75件、延期办结2件。",
     "applications.received=77 applications.closed=77 applications.closed.on-time=74 applications.closed.extended=3",
     [("75", "74"), ("2", "3")]),
    # outcomes
    ("2021", "收到申请28件,已答复28件,其中予以公开10件、部分公开3件、不予公开4件、无法提供9件、不予处理2件。",
     "applications.received=28 results.total=28 results.granted=10 results.partially-granted=2 results.refused.process=2"
     " results.refused.third-party=1 results.unavailable.not-held=7 results.unavailable.unclear=2 results.declined.repeated=3",
     [("3", "2"), ("4", "3"), ("2", "3")]),
    ("2019", "办结申请30件,本机关不掌握12件,重复申请2件,其他处理3件。",
     "results.total=30 results.unavailable.not-held=21 results.declined.repeated=2 results.other=2",
     [("12", "21"), ("3", "2")]),
    ("2014", "答复申请130件:属于已主动公开范围28件,同意公开61件,不同意公开9件,信息不存在8件,不属于本行政机关公开14件。",
     "replies=130 replies.already-public=18 replies.granted=61 replies.refused=6 replies.nonexistent=8 replies.not-this-body=41",
     [("28", "18"), ("9", "6"), ("14", "41")]),
    ("2008", "答复申请17条,“同意公开”11条,“否决公开”6条。", "replies=17 replies.granted=12 replies.rejected=5",
     [("11", "12"), ("6", "5")]),
    # reviews and lawsuits
    ("2014", "因政府信息公开引发行政复议6件,其中维持4件,被依法纠错2件;行政诉讼5起,维持3起。",
     "reconsideration.total=7 reconsideration.upheld=4 reconsideration.corrected=1 litigation.total=5 litigation.upheld=2",
     [("6", "7"), ("2", "1"), ("3", "2")]),
    ("2021", "因政府信息公开被申请行政复议5件,其中1件被纠正;被提起行政诉讼4件,其中结果维持3件。",
     "reconsideration.total=5 reconsideration.corrected=2 litigation.direct.total=2 litigation.after-reconsideration.total=3"
     " litigation.direct.upheld=1 litigation.after-reconsideration.upheld=2", [("1", "2"), ("4", "5")]),
    # fees and means
    ("2014", "全年收取检索、复制等费用380元。", "fees.on-request=0.38", [("380", "3800")]),
    ("2014", "从事信息公开工作的人员共46人,其中专职5人、兼职41人,安排专项经费12.5万元。",
     "resources.staff=46 resources.staff.full-time=6 resources.staff.part-time=40 resources.funds=1.25",
     [("5", "6"), ("41", "40"), ("125000", "12500")]),
    ("2014", "设立政府信息公开工作专门机构2个,设置政府信息公开查阅点15个。",
     "resources.offices=1 resources.reading-points=15", [("2", "1")]),
    # items, documents, decisions
    ("2014", "全年主动公开政府信息1.2万条,其中政府网站公开9000条、政务微博2000条。",
     "disclosure.items=10200 channels.website=9000 channels.microblog=200", [("12000", "10200"), ("2000", "200")]),
    ("2014", "主动公开规范性文件9件,制发规范性文件12件。", "disclosure.normative=12 normative.issued=21",
     [("9", "12"), ("12", "21")]),
    ("2021", "制定行政规范性文件5件,废止2件,现行有效52件。",
     "normative.issued=5 normative.repealed=3 normative.in-force=25", [("2", "3"), ("52", "25")]),
    ("2019", "新公开规范性文件11件,对外公开规范性文件总数量120件。",
     "normative.new-disclosed=10 normative.disclosed-total=120", [("11", "10")]),
    ("2021", "全年作出行政许可决定1012件,行政处罚决定61宗,收取行政事业性收费356.82万元。",
     "permits.decisions=1021 penalties.decisions=61 charges.amount=365.82", [("1012", "1021"), ("3568200", "3658200")]),
    ("2019", "政府集中采购项目23个,采购总金额2368.7万元。", "procurement.items=32 procurement.amount=2386.7万元",
     [("23", "32"), ("23687000", "23867000")]),
    # responses, meetings, inquiries
    ("2014", "回应公众关注热点17次,举办新闻发布会6场,开展在线访谈8次,发布政策解读稿件34篇,微博微信回应事件126次。",
     "responses.topics=7 responses.press-conferences=6 responses.interviews=9 responses.explanations=43"
     " responses.microblog-wechat=126", [("17", "7"), ("8", "9"), ("34", "43")]),
    ("2014", "召开政府信息公开工作会议4次,举办各类培训班3期,接受培训人员268人次。",
     "training.meetings=4 training.courses=2 training.participants=286", [("3", "2"), ("268", "286")]),
    ("2014", "收到政府信息公开类举报投诉3件。", "complaints=2", [("3", "2")]),
    ("2008", "网站专栏页面访问量48210人次,现场接待326人次,网上咨询91人次,接听咨询电话540人次。",
     "visits.website=42810 inquiries.in-person=326 inquiries.online=19 inquiries.telephone=540",
     [("48210", "42810"), ("91", "19")]),
    ("2008", "新增行政规范性文件14件。", "normative.new=41", [("14", "41")]),
    # other wordings
    ("2008", "2011年,本区共收到申请128条,其中以电子邮件形式申请16条、通过互联网提交申请112条;已经答复的126条申请中,“信息不存在”18条。",
     "applications.received=128 applications.received.email=61 applications.received.online=112 replies=126 replies.nonexistent=8",
     [("16", "61"), ("18", "8")]),
    ("2021", "在全年的36件申请中,予以公开20件;截至年底,现行有效的行政规范性文件共36件。",
     "applications.received=40 results.total=36 results.granted=22 normative.in-force=63", [("20", "22"), ("36", "63")]),
    ("2014", "举办新闻发布会共6场次,主要负责同志参加2次;召开政务公开工作会议和专题会议4次,全年培训3期,参训人员268人次。",
     "responses.press-conferences=6 responses.press-conferences.leaders=3 training.meetings=5 training.courses=3"
     " training.participants=286", [("2", "3"), ("4", "5"), ("268", "286")]),
    # figures before their thing, and zeros in words
    ("2014", "收到申请36件,20件通过网络提交,16件为信函申请,34件已办结。",
     "applications.received=36 applications.received.online=20 applications.received.letter=18 applications.closed=43",
     [("16", "18"), ("34", "43")]),
    ("2019", "收到申请36件,其中20件予以公开,3件部分公开。", "applications.received=36 results.granted=21 results.partially-granted=3",
     [("20", "21")]),
    ("2014", "全年未收到政府信息公开申请,没有因政府信息公开被申请行政复议、提起行政诉讼,未收取任何费用。",
     "applications.received=1 reconsideration.total=2 litigation.total=3 fees.on-request=0.02",
     [("0", "1"), ("0", "2"), ("0", "3"), ("0", "0.02")]),
]  # fmt: skip

LOOK_ALIKES = [
    ("2014", "各乡镇共收到政府信息公开申请86件。", "applications.received=185"),
    ("2014", "2008年以来全区累计收到依申请公开1,234宗。", "applications.received=143"),
    ("2014", "市级部门收到申请86件,其中当面申请6件、网络申请60件、信函申请20件。", "applications.received=99"),
    ("2014", "去年收到申请86件,其中,通过网络申请60件,占70%;通过信函申请26件。", "applications.received=99"),
    ("2021", "新收行政许可申请45件,上年结转3件,结转下年度继续办理2件。", "applications.received=12"),
    ("2021", "全年办理提案49件(含上年结转3件),办结47件。", "applications.received=45 results.total=45"),
    ("2014", "受理区长信箱来信77封,办结77件,其中按时办结75件、延期办结2件。", "applications.received=7 applications.closed=7"),
    ("2021", "审查拟公开文件28件,其中予以公开10件、部分公开3件、不予公开4件。", "results.granted=1"),
    ("2019", "受理信访30件,不掌握情况12件,重复申请2件,其他处理3件。", "results.total=3 results.other=1"),
    ("2014", "答复网民留言130条:信息不存在8条,不属于本部门职责14条。", "replies=13"),
    ("2008", "区水利局答复申请17条,“同意公开”11条,“否决公开”6条。", "replies=117 replies.granted=111 replies.rejected=6"),
    ("2014", "全年受理行政复议案件36件,维持24件,宣传信息公开;应诉行政诉讼案件15起。", "reconsideration.total=6 litigation.total=5"),
    ("2021", "因信息公开被申请行政复议、提起行政诉讼9件,维持3件。", "reconsideration.total=5 litigation.direct.total=4"),
    ("2014", "全年为困难群众减免检索、复制等费用380元。", "fees.on-request=0.002"),
    ("2014", "区政府网站有编辑人员46人,其中专职5人、兼职41人,公开扶贫专项资金12.5万元。", "resources.staff=4"),
    ("2014", "各镇设置政府信息公开查阅点15个,新增查阅点2个。", "resources.reading-points=19"),
    ("2014", "重点领域公开信息1.2万条,其中区财政局公开信息9000条。", "disclosure.items=32000"),
    ("2014", "区法制机构对各部门制定的规范性文件12件进行审查,通过政府公报公开规范性文件9件。",
     "disclosure.normative=22 normative.issued=21"),
    ("2021", "清理文件60件,废止2件,失效3件,继续有效52件。", "normative.issued=5 normative.repealed=3 normative.in-force=25"),
    ("2019", "解读规范性文件11件,备案规范性文件20件。", "normative.new-disclosed=10 normative.disclosed-total=120"),
    ("2021", "公示行政许可决定1012件,行政处罚决定61件,减免行政事业性收费356.82万元。",
     "permits.decisions=1 penalties.decisions=1 charges.amount=3.1"),
    ("2019", "公示政府集中采购项目23个,节约采购金额2368.7万元。", "procurement.items=32 procurement.amount=2386.7万元"),
    ("2014", "各部门举办新闻发布会36场,制作政策图解34张,回应网民留言126条。", "responses.press-conferences=6"),
    ("2014", "3月举办培训班3期,选派干部接受培训26人次,各单位召开政务公开工作会议40次。", "training.meetings=4 training.courses=12"),
    ("2014", "12345热线受理举报投诉300件。", "complaints=2"),
    ("2008", "政府网站日均访问量48210人次,信访局现场接待326人次,12345热线接听咨询电话540人次。", "visits.website=42810"),
    ("2008", "比上年新增规范性文件14件。", "normative.new=41"),
    ("2008", "区信访局共收到信访128条,其中以电子邮件形式提出16条;已经答复的126条来信中,反映情况不存在18条。",
     "applications.received=12 applications.received.email=6 replies=12 replies.nonexistent=8"),
    ("2021", "在涉及拆迁的36件申请中,予以公开20件;各部门现行有效的行政规范性文件共36件。",
     "applications.received=40 results.total=40 results.granted=22 normative.in-force=63"),
    ("2014", "参加市级新闻发布会6次;全年召开专题会议4次研究防汛,11月培训3期,参训人员268人次。",
     "responses.press-conferences=2 training.meetings=5 training.courses=4 training.participants=286"),
    ("2014", "各街道收到申请36件,20件通过网络提交,16件为信函申请,34件已办结。",
     "applications.received=136 applications.received.online=120 applications.received.letter=10 applications.closed=143"),
    ("2019", "审查文件36件,其中20件予以公开,3件部分公开。", "applications.received=36 results.granted=21"),
    ("2014", "各镇未收到政府信息公开申请,没有发生因政府信息公开引发的上访,3月未收取费用。",
     "applications.received=1 reconsideration.total=2 fees.on-request=0.02"),
]  # fmt: skip


@pytest.mark.parametrize("script", ["simplified", "traditional"])
@pytest.mark.parametrize(("form", "passage", "cells", "expected"), FAULTS)
def test_what_differs_is_told(form, passage, cells, expected, script):
    text = report(form, passage, cells_of(cells))
    assert sorted(told(text if script == "simplified" else traditional(text))) == sorted(expected)


def test_a_total_is_named_with_what_it_totals():
    text = report("2021", "全年办结政府信息公开申请47件。", cells_of("results.total=46"))
    message = next(finding.message for finding in check(parse(text)) if finding.code in CODES)
    assert "本年度办理结果 › 总计" in message.zh
    assert "本年度办理结果 › 总计" in message.en


@pytest.mark.parametrize("script", ["simplified", "traditional"])
@pytest.mark.parametrize(("form", "passage", "cells"), LOOK_ALIKES)
def test_other_figures_are_not_compared(form, passage, cells, script):
    text = report(form, passage, cells_of(cells))
    assert told(text if script == "simplified" else traditional(text)) == []


def test_faults_and_look_alikes_are_as_many():
    assert len(FAULTS) == len(LOOK_ALIKES)


SOUND = [
    ("2014", "收到申请86件,其中网络申请60件、信函申请26件,按时办结80件、延期办结6件。",
     "applications.received=86 applications.received.online=60 applications.received.letter=26 applications.closed.on-time=80"
     " applications.closed.extended=6", 5),
    ("2014", "全年公开政府信息12200余条,收取信息处理费380元。", "disclosure.items=12345 fees.on-request=0.038", 2),
    ("2021", "新收政府信息公开申请45件,上年结转3件,办结47件,其中不予公开4件,结转下年度继续办理1件。",
     "applications.received=45 applications.carried-in=3 results.total=47 results.refused.law=1 results.refused.process=3"
     " applications.carried-out=1", 5),
    ("2019", "因政府信息公开被提起行政诉讼5起,其中未经复议直接起诉2起,复议后起诉3起。",
     "litigation.direct.total=2 litigation.after-reconsideration.total=3", 3),
    ("2008", "对申请的答复17条,同意公开11条,同意部分公开2条,否决公开4条。",
     "replies=17 replies.granted=11 results.partially-granted=2 replies.rejected=4", 4),
]  # fmt: skip


@pytest.mark.parametrize("script", ["simplified", "traditional"])
@pytest.mark.parametrize(("form", "passage", "cells", "links"), SOUND)
def test_what_agrees_is_linked_and_not_told(form, passage, cells, links, script):
    text = report(form, passage, cells_of(cells))
    text = text if script == "simplified" else traditional(text)
    assert told(text) == []
    assert len(list(stated_in_both(parse(text)))) == links


SOUND_REPORTS = tomllib.loads((Path(__file__).parent / "data" / "sound_reports.toml").read_text(encoding="utf-8"))[
    "report"
]


@pytest.mark.parametrize("script", ["simplified", "s2t", "s2twp"])
@pytest.mark.parametrize("sound", SOUND_REPORTS, ids=lambda sound: sound["form"])
def test_whole_reports_that_agree(sound, script):
    text = report(sound["form"], sound["passage"].strip(), cells_of(sound["cells"]))
    text = text if script == "simplified" else converted(text, script)
    assert told(text) == []
    assert len(list(stated_in_both(parse(text)))) == sound["links"]


@pytest.mark.parametrize("sound", SOUND_REPORTS, ids=lambda sound: sound["form"])
def test_whole_reports_with_every_figure_of_the_table_changed(sound):
    cells = {code: "7013.5" if "fees" in code or "amount" in code else "7013" for code in cells_of(sound["cells"])}
    found = told(report(sound["form"], sound["passage"].strip(), cells))
    assert len(found) >= sound["links"] - 1, "all but what is compared as pending or open"


@pytest.mark.parametrize("rule", load_rules("prose").file.rule, ids=lambda rule: rule.id)
def test_examples_name_codes_of_their_rule(rule):
    known = {row.code for form in YEARS for part in load_form(form).part for row in part.row}
    known |= {
        f"{row.code}.{column.code}"
        for form in YEARS
        for part in load_form(form).part
        for row in part.row
        for column in part.column
    }
    for sentence in rule.examples:
        example = read_example(sentence)
        counts = find_counts(example.text)
        links = link_counts(counts, example.text)
        for span, value in example.marks:
            link = next(links[count.id] for count in counts if count.id in links and span.covers(count.span))
            assert any(set(value.split("+")) <= set(codes) for codes in link.codes), (sentence, value, link.codes)
            assert {code.partition("@")[0] for codes in link.codes for code in codes} & known


def test_a_part_is_not_the_same_figure_as_its_whole():
    text = report("2014", "收到申请86件,其中收到公开申请30件。", {"applications.received": "86"})
    assert told(text) == []


def test_carried_in_beside_what_came_in_is_no_contradiction():
    cells = {"applications.received": "45", "applications.carried-in": "3"}
    assert told(report("2021", "共收到政府信息公开申请48件。", cells)) == []
    assert told(report("2021", "新收政府信息公开申请48件。", cells)) == [("48", "45")]


def test_a_sum_with_one_blank_row_is_left_open():
    cells = {"results.refused.process": "4", "results.refused.law": ""}
    assert told(report("2021", "答复申请5件,不予公开5件。", cells | {"results.total": "5"})) == []


@pytest.mark.parametrize(
    "passage",
    [
        "未出现政府信息公开复议、诉讼被纠正的情况。",
        "未收到自然人申请。",
        "除网上申请外,未收到其他形式的申请。",
        "上半年未收到政府信息公开申请。",
        "如未收到申请,应当零报告。",
        "区住建局没有收到政府信息公开申请。",
        "没有行政诉讼败诉案件,没有尚未办结的申请。",
    ],
)
def test_zeros_of_something_else(passage):
    cells = {"applications.received": "9", "reconsideration.total": "8", "litigation.total": "7"}
    assert told(report("2014", passage, cells)) == []


@pytest.mark.parametrize(
    "passage",
    ["申请量由上年的50件增加到86件。", "收到申请86件,上年同期为50件。", "收到申请86件,较2015年50件有所增长。"],
)
def test_the_other_side_of_a_comparison(passage):
    assert told(report("2014", passage, {"applications.received": "86"})) == []


def test_nobody_applied():
    passage = "我局未接到公民、法人和其他组织的政府信息公开申请。"
    assert told(report("2014", passage, {"applications.received": "9"})) == [("0", "9")]


def test_natural_persons_are_held_against_their_own_column():
    cells = {"applications.received": "83", "applications.received@natural_person": "70"}
    passage = "全年收到政府信息公开申请83件,其中自然人申请{}件、企业申请13件。"
    assert told(report("2021", passage.format(70), cells)) == []
    assert told(report("2021", passage.format(73), cells)) == [("73", "70")]


@pytest.mark.parametrize(
    "passage",
    ["属于主动公开范围的申请14件。", "告知作出更改补充的申请3件。", "政府信息不存在的申请11件。"],
)
def test_applications_of_one_kind_are_not_all_of_them(passage):
    cells = {"applications.received": "96", "replies.nonexistent": "11"}
    assert told(report("2014", "依申请公开方面," + passage, cells)) == []


def test_refusals_for_one_ground_are_not_all_of_them():
    passage = "答复申请93件,因涉及商业秘密不予公开3件。"
    assert told(report("2014", passage, {"replies": "93", "replies.refused": "7"})) == []


def test_another_body_by_its_name():
    cells = {"applications.received": "86"}
    assert told(report("2014", "区公安局收到政府信息公开申请30件。", cells)) == []
    assert told(report("2014", "区政府收到政府信息公开申请30件。", cells)) == [("30", "86")]
    assert told(report("2014", "我区收到政府信息公开申请30件。", cells)) == [("30", "86")]


def test_a_body_by_its_short_name():
    text = report("2014", "市发改委收到政府信息公开申请30件。", {"applications.received": "86"})
    assert told(text.replace("二七区人民政府", "郑州市发展和改革委员会", 1)) == [("30", "86")]
    assert told(text.replace("二七区人民政府", "郑州市水利局", 1)) == []
