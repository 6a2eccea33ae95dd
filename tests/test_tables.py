"""Tables of every form in every layout: each cell is right or flagged, and a shown cell is never flagged."""

import itertools
import random
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_parser.blocks import split_blocks
from govreport_parser.tables.forms import load_form
from govreport_parser.tables.model import Indicator, Tables
from govreport_parser.tables.read import read_tables
from govreport_parser.text.normalize import normalize

FLAGGED = {"recovered", "ambiguous", "unreadable"}


def read(text: str) -> Tables:
    normal = normalize(text)
    tables = read_tables(normal, split_blocks(normal.text))
    for indicator in tables.indicators:
        assert text[indicator.span.start : indicator.span.end] == indicator.raw
    ids = [record.id for record in (*tables.tables, *tables.indicators)]
    assert len(set(ids)) == len(ids)
    return tables


def values(tables: Tables) -> dict[tuple[str, str | None], Decimal | None]:
    found = {(i.code, i.applicant): i.value for i in tables.indicators}
    assert len(found) == len(tables.indicators)
    return found


def by_code(tables: Tables) -> dict[str, Indicator]:
    return {indicator.code: indicator for indicator in tables.indicators}


# --- a page's table, and what each extraction tool makes of it -------------------------------------------------


@dataclass
class Cell:
    text: str
    colspan: int = 1
    rowspan: int = 1


Page = list[list[Cell]]


def cells(*texts: str) -> list[Cell]:
    return [Cell(text) for text in texts]


def doubled(page: Page) -> str:
    return "\n".join("|" + "||".join(c.text for c in row if c.text) + "|" for row in page)


def pipe_first(page: Page) -> str:
    return "\n".join(f"|{c.text}" for row in page for c in row if c.text)


def pipe_last(page: Page) -> str:
    return "\n".join(f"{c.text}|" for row in page for c in row if c.text)


def padding(row: list[Cell]) -> str:
    extra = sum(c.colspan - 1 for c in row)
    return " " + "|" * extra if extra else ""


def trailing(page: Page) -> str:
    return "\n".join(" | ".join(c.text for c in row if c.text) + " |" + padding(row) for row in page)


def both(page: Page) -> str:
    return "\n".join("| " + " | ".join(c.text for c in row if c.text) + " |" + padding(row) for row in page)


def moved(page: Page) -> str:
    lines = []
    for row in page:
        blanks = sum(not c.text for c in row)
        lines.append("| " + " | ".join(c.text for c in row if c.text) + " |" + padding(row) + " |" * blanks)
    return "\n".join(lines)


def full(page: Page) -> str:
    lines, hanging = [], {}
    for row in page:
        out: list[str] = []
        todo = list(row)
        while todo or hanging.get(len(out), 0):
            if hanging.get(len(out), 0):
                hanging[len(out)] -= 1
                out.append("")
                continue
            c = todo.pop(0)
            if c.rowspan > 1:
                hanging[len(out)] = c.rowspan - 1
            out.extend([c.text, *[""] * (c.colspan - 1)])
        lines.append("| " + " | ".join(out) + " |")
    return "\n".join(lines)


def markdown(page: Page) -> str:
    lines = full(page).split("\n")
    return "\n".join([lines[0], "|" + "---|" * (lines[0].count("|") - 1), *lines[1:]])


def lone_lines(page: Page) -> str:
    return "\n\n".join(c.text for row in page for c in row if c.text)


def inner_breaks(page: Page) -> str:
    return "\n".join("| \n " + "  | \n ".join(c.text for c in row if c.text) + "  |" for row in page)


def printed(page: Page) -> str:
    return "\n".join(" ".join(c.text for c in row if c.text) for row in page)


def single_pipe_last(page: Page) -> str:
    return "\n".join(" |\n".join(c.text for c in row if c.text) + " |" for row in page)


LAYOUTS = [
    doubled, pipe_first, pipe_last, trailing, both, moved, full, markdown, lone_lines, inner_breaks, printed, single_pipe_last,
]  # fmt: skip

# --- the forms of 2019 and 2021 --------------------------------------------------------------------------------

OUTCOMES = {
    "2021": [
        ("(一)予以公开", None, "results.granted"),
        ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", None, "results.partially-granted"),
        ("1.属于国家秘密", "(三)不予公开", "results.refused.state-secret"),
        ("2.其他法律行政法规禁止公开", None, "results.refused.law"),
        ("3.危及“三安全一稳定”", None, "results.refused.three-securities"),
        ("4.保护第三方合法权益", None, "results.refused.third-party"),
        ("5.属于三类内部事务信息", None, "results.refused.internal"),
        ("6.属于四类过程性信息", None, "results.refused.process"),
        ("7.属于行政执法案卷", None, "results.refused.enforcement-files"),
        ("8.属于行政查询事项", None, "results.refused.inquiries"),
        ("1.本机关不掌握相关政府信息", "(四)无法提供", "results.unavailable.not-held"),
        ("2.没有现成信息需要另行制作", None, "results.unavailable.needs-making"),
        ("3.补正后申请内容仍不明确", None, "results.unavailable.unclear"),
        ("1.信访举报投诉类申请", "(五)不予处理", "results.declined.petition"),
        ("2.重复申请", None, "results.declined.repeated"),
        ("3.要求提供公开出版物", None, "results.declined.publications"),
        ("4.无正当理由大量反复申请", None, "results.declined.excessive"),
        ("5.要求行政机关确认或重新出具已获取信息", None, "results.declined.confirmation"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "(六)其他处理", "results.other.not-amended"),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", None, "results.other.unpaid"),
        ("3.其他", None, "results.other.rest"),
    ]
}
OUTCOMES["2019"] = [*OUTCOMES["2021"][:18], ("(六)其他处理", None, "results.other")]
APPLICANTS = [column.applicant for part in load_form("2021").part if part.id == "applications" for column in part.column]


def applications(form: str, seed: int) -> tuple[Page, dict[tuple[str, str | None], Decimal | None]]:
    """A consistent table of applications, as a page shows it, and what must be read from it."""
    dice = random.Random(seed)
    outcomes = OUTCOMES[form]
    rows = {code: [dice.choice([0, 0, 0, 1, 2, 5, 17]) for _ in range(6)] for _, _, code in outcomes}
    rows["results.total"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    rows["applications.carried-in"] = [dice.choice([0, 0, 1]) for _ in range(6)]
    rows["applications.carried-out"] = [dice.choice([0, 1]) for _ in range(6)]
    rows["applications.received"] = [
        t + o - i for t, o, i in zip(rows["results.total"], rows["applications.carried-out"], rows["applications.carried-in"], strict=True)
    ]
    figures = {code: [*map(str, row), str(sum(row))] for code, row in rows.items()}
    page = [
        [Cell("(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)", 3, 3), Cell("申请人情况", 7)],
        [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)],
        cells("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
        [Cell("一、本年新收政府信息公开申请数量", 3), *cells(*figures["applications.received"])],
        [Cell("二、上年结转政府信息公开申请数量", 3), *cells(*figures["applications.carried-in"])],
    ]
    for position, (label, group, code) in enumerate(outcomes):
        row = [Cell("三、本年度办理结果", 1, len(outcomes) + 1)] if position == 0 else []
        if group:
            row.append(Cell(group, 1, _group_size(outcomes, position)))
        wide = 1 if group or position and label[0].isdigit() else 2
        page.append([*row, Cell(label, wide), *cells(*figures[code])])
    page.append([Cell("(七)总计", 2), *cells(*figures["results.total"])])
    page.append([Cell("四、结转下年度继续办理", 3), *cells(*figures["applications.carried-out"])])
    wanted = {(code, who): Decimal(cell) for code, row in figures.items() for who, cell in zip(APPLICANTS, row, strict=True)}
    return page, wanted


def _group_size(outcomes: list[tuple[str, str | None, str]], start: int) -> int:
    size = 1
    for label, group, _ in outcomes[start + 1 :]:
        if group or not label[0].isdigit():
            break
        size += 1
    return size


REVIEWS = [
    [Cell("行政复议", 5), Cell("行政诉讼", 10)],
    [*[Cell(word, 1, 2) for word in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")], Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
    cells("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
    cells("3", "1", "0", "2", "6", "0", "0", "1", "4", "5", "2", "0", "0", "0", "2"),
]  # fmt: skip
REVIEW_CODES = [
    f"{group}.{outcome}"
    for group in ("reconsideration", "litigation.direct", "litigation.after-reconsideration")
    for outcome in ("upheld", "corrected", "other", "pending", "total")
]

BLOCKS_2021 = [
    [Cell("第二十条第(一)项", 4)],
    cells("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    cells("规章", "2", "1", "31"),
    cells("行政规范性文件", "14", "3", "207"),
    [Cell("第二十条第(五)项", 4)],
    [Cell("信息内容"), Cell("本年处理决定数量", 3)],
    [Cell("行政许可"), Cell("1808595", 3)],
    [Cell("第二十条第(六)项", 4)],
    [Cell("信息内容"), Cell("本年处理决定数量", 3)],
    [Cell("行政处罚"), Cell("4,120", 3)],
    [Cell("行政强制"), Cell("88", 3)],
    [Cell("第二十条第(八)项", 4)],
    [Cell("信息内容"), Cell("本年收费金额(单位:万元)", 3)],
    [Cell("行政事业性收费"), Cell("59237.2449", 3)],
]
WANTED_BLOCKS_2021 = {
    "rules.issued": "2", "rules.repealed": "1", "rules.in-force": "31",
    "normative.issued": "14", "normative.repealed": "3", "normative.in-force": "207",
    "permits.decisions": "1808595", "penalties.decisions": "4120", "compulsion.decisions": "88",
    "charges.amount": "59237.2449",
}  # fmt: skip

BLOCKS_2019 = [
    [Cell("第二十条第(一)项", 4)],
    cells("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
    cells("规章", "0", "4", "12"),
    cells("规范性文件", "9", "8", "131"),
    [Cell("第二十条第(五)项", 4)],
    cells("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    cells("行政许可", "214", "-8", "30211"),
    cells("其他对外管理服务事项", "96", "增14", "512"),
    [Cell("第二十条第(六)项", 4)],
    cells("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    cells("行政处罚", "1036", "+12", "77"),
    cells("行政强制", "41", "0", "6"),
    [Cell("第二十条第(八)项", 4)],
    [*cells("信息内容", "上一年项目数量"), Cell("本年增/减", 2)],
    [*cells("行政事业性收费", "7"), Cell("-1", 2)],
    [Cell("第二十条第(九)项", 4)],
    [*cells("信息内容", "采购项目数量"), Cell("采购总金额", 2)],
    [*cells("政府集中采购", "63"), Cell("1646.5万元", 2)],
]
WANTED_BLOCKS_2019 = {
    "rules.new-made": "0", "rules.new-disclosed": "4", "rules.disclosed-total": "12",
    "normative.new-made": "9", "normative.new-disclosed": "8", "normative.disclosed-total": "131",
    "permits.previous-items": "214", "permits.change": "-8", "permits.decisions": "30211",
    "services.previous-items": "96", "services.change": "14", "services.decisions": "512",
    "penalties.previous-items": "1036", "penalties.change": "12", "penalties.decisions": "77",
    "compulsion.previous-items": "41", "compulsion.change": "0", "compulsion.decisions": "6",
    "charges.previous-items": "7", "charges.change": "-1",
    "procurement.items": "63", "procurement.amount": "1646.5",
}  # fmt: skip


def report(form: str, layout, seed: int = 1) -> tuple[str, dict[tuple[str, str | None], Decimal | None]]:
    blocks, wanted_blocks = (BLOCKS_2021, WANTED_BLOCKS_2021) if form == "2021" else (BLOCKS_2019, WANTED_BLOCKS_2019)
    page, wanted = applications(form, seed)
    wanted = wanted | {(code, None): Decimal(value) for code, value in wanted_blocks.items()}
    wanted |= {(code, None): Decimal(cell.text) for code, cell in zip(REVIEW_CODES, REVIEWS[3], strict=True)}
    text = (
        f"一、总体情况\n本年度公开信息若干。\n二、主动公开政府信息情况\n{layout(blocks)}\n"
        f"三、收到和处理政府信息公开申请情况\n{layout(page)}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{layout(REVIEWS)}\n五、存在的主要问题及改进情况\n人员不足。\n"
    )
    return text, wanted


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_cell_of_every_layout(form, layout):
    text, wanted = report(form, layout)
    tables = read(text)
    found = values(tables)
    wrong = {key: (found.get(key, "missing"), value) for key, value in wanted.items() if found.get(key, "missing") != value}
    assert not wrong
    assert not set(found) - set(wanted)
    assert {i.status for i in tables.indicators} == {"reported"}
    assert {table.form for table in tables.tables} == {form}
    assert not [row for table in tables.tables for row in table.unmatched]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_headings_are_not_claimed(form, layout):
    text, _ = report(form, layout)
    normal = normalize(text)
    claimed = read_tables(normal, split_blocks(normal.text)).claimed
    for heading in ("一、总体情况", "二、主动公开", "三、收到和处理", "四、政府信息公开行政复议", "五、存在的", "人员不足"):
        place = normal.text.index(heading)
        assert not any(span.start <= place < span.end for span in claimed)
    assert bool(claimed) == (layout in {lone_lines, printed, inner_breaks}) or not claimed
