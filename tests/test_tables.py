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
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "(六)其他处理",
            "results.other.not-amended",
        ),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", None, "results.other.unpaid"),
        ("3.其他", None, "results.other.rest"),
    ]
}
OUTCOMES["2019"] = [*OUTCOMES["2021"][:18], ("(六)其他处理", None, "results.other")]
APPLICANTS = [
    column.applicant for part in load_form("2021").part if part.id == "applications" for column in part.column
]


def applications(form: str, seed: int) -> tuple[Page, dict[tuple[str, str | None], Decimal | None]]:
    """A consistent table of applications, as a page shows it, and what must be read from it."""
    dice = random.Random(seed)
    outcomes = OUTCOMES[form]
    rows = {code: [dice.choice([0, 0, 0, 1, 2, 5, 17]) for _ in range(6)] for _, _, code in outcomes}
    rows["results.total"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    rows["applications.carried-in"] = [dice.choice([0, 0, 1]) for _ in range(6)]
    rows["applications.carried-out"] = [dice.choice([0, 1]) for _ in range(6)]
    rows["applications.received"] = [
        t + o - i
        for t, o, i in zip(
            rows["results.total"], rows["applications.carried-out"], rows["applications.carried-in"], strict=True
        )
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
        wide = 1 if group or (position and label[0].isdigit()) else 2
        page.append([*row, Cell(label, wide), *cells(*figures[code])])
    page.append([Cell("(七)总计", 2), *cells(*figures["results.total"])])
    page.append([Cell("四、结转下年度继续办理", 3), *cells(*figures["applications.carried-out"])])
    wanted = {
        (code, who): Decimal(cell) for code, row in figures.items() for who, cell in zip(APPLICANTS, row, strict=True)
    }
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
    wrong = {
        key: (found.get(key, "missing"), value) for key, value in wanted.items() if found.get(key, "missing") != value
    }
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
    for heading in (
        "一、总体情况",
        "二、主动公开",
        "三、收到和处理",
        "四、政府信息公开行政复议",
        "五、存在的",
        "人员不足",
    ):
        place = normal.text.index(heading)
        assert not any(span.start <= place < span.end for span in claimed)
    assert bool(claimed) == (layout in {lone_lines, printed, inner_breaks}) or not claimed


# --- blanks: shown, lost, moved --------------------------------------------------------------------------------


def with_blanks(page: Page, wanted, seed: int, share: float):
    """Blank some zeros (which leaves every identity true), and what must then be read."""
    dice = random.Random(seed)
    wanted = dict(wanted)
    codes = iter(sorted({code for code, _ in wanted}, key=list(dict.fromkeys(code for code, _ in wanted)).index))
    del codes
    for row in page:
        figures = [cell for cell in row if cell.text.isdecimal()]
        if len(figures) != 7 or any(cell.text and not cell.text.isdecimal() and cell.rowspan > 5 for cell in row):
            continue
        code = next(key for key in {k for k, _ in wanted} if _label_of(key) == row[-8].text)
        for who, cell in zip(APPLICANTS, figures, strict=True):
            if cell.text == "0" and dice.random() < share:
                cell.text = ""
                wanted[code, who] = None
    return page, wanted


def _label_of(code: str) -> str:
    names = {code: label for label, _, code in OUTCOMES["2021"]}
    names |= {
        "applications.received": "一、本年新收政府信息公开申请数量",
        "applications.carried-in": "二、上年结转政府信息公开申请数量",
        "results.total": "(七)总计",
        "applications.carried-out": "四、结转下年度继续办理",
    }
    return names[code]


def judge(tables: Tables, wanted) -> dict[str, int]:
    """Every cell right or flagged, and the number of each status."""
    found = {(i.code, i.applicant): i for i in tables.indicators}
    shares: dict[str, int] = {}
    for key, value in wanted.items():
        assert key in found, key
        cell = found[key]
        shares[cell.status] = shares.get(cell.status, 0) + 1
        if cell.status == "ambiguous":
            assert cell.value is None
            assert value is None or value in cell.candidates, (key, value, cell)
        else:
            assert cell.value == value, (key, value, cell)
    return shares


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("share", [0.02, 0.2])
@pytest.mark.parametrize("seed", [3, 4, 5])
def test_lost_blanks_are_placed_or_flagged(layout, share, seed):
    page, wanted = with_blanks(*applications("2021", seed), seed, share)
    tables = read(f"三、收到和处理政府信息公开申请情况\n{layout(page)}\n")
    shares = judge(tables, wanted)
    if layout in (full, markdown):
        assert not FLAGGED & set(shares), shares


def test_one_placement_is_recovered():
    row = "| 一、本年新收政府信息公开申请数量 | 2 | 3 | 4 | 5 | 6 | 20 | |"
    rest = [
        "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "| 三、本年度办理结果 | (七)总计 | 2 | 3 | 0 | 4 | 5 | 6 | 20 |",
        "| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
    ]
    found = {i.applicant: i for i in read("\n".join([row, *rest])).indicators if i.code == "applications.received"}
    assert [found[who].raw for who in APPLICANTS] == ["2", "3", "", "4", "5", "6", "20"]
    assert found["research_institution"].value is None
    assert found["research_institution"].status == "recovered"
    assert found["total"].value == 20


def test_sparse_rows_are_placed_by_their_columns():
    """Only the totals are filled: where a column's total is 0, no row can have a value there."""
    rows = [
        "一、本年新收政府信息公开申请数量 | 30 | 4 | 0 | 0 | 0 | 0 | 34 |",
        "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "三、本年度办理结果 | (一)予以公开 | 9 | 4 | 13 | ||||",
        "(二)部分公开 | 6 | 6 | |||||",
        *(f"{label} | |||||||" for label, _, _ in OUTCOMES["2021"][2:10]),
        *(f"{label} | 3 | 3 | |||||" for label, _, _ in OUTCOMES["2021"][10:13]),
        *(f"{label} | |||||||" for label, _, _ in OUTCOMES["2021"][13:20]),
        "(六)其他处理 | 3.其他 | 6 | 6 | |||||",
        "(七)总计 | 30 | 4 | 0 | 0 | 0 | 0 | 34 |",
        "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
    ]
    tables = read("\n".join(rows))
    found = values(tables)
    assert len(found) == 175
    assert "ambiguous" not in {i.status for i in tables.indicators}
    assert [found["results.granted", who] for who in APPLICANTS] == [9, 4, None, None, None, None, 13]
    assert [found["results.other.rest", who] for who in APPLICANTS] == [6, None, None, None, None, None, 6]


def test_several_placements_stay_open():
    rows = "| (一)予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | |\n| (二)部分公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"
    found = [i for i in read(rows).indicators if i.code == "results.granted"]
    assert {i.status for i in found} == {"ambiguous"}
    assert {i.value for i in found} == {None}
    assert {i.candidates for i in found} == {(Decimal(0),)}


def test_a_block_has_no_identity_to_place_by():
    text = "第二十条第(一)项 | |||\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 524 |\n行政规范性文件 | 3 | 1 | 40 |"
    found = by_code(read(text))
    assert (
        found["rules.issued"].status == found["rules.repealed"].status == found["rules.in-force"].status == "ambiguous"
    )
    assert found["rules.issued"].candidates == (0,) or found["rules.issued"].candidates == (0, 524)
    assert 524 in found["rules.in-force"].candidates
    assert found["rules.in-force"].raw == "0 | 524"
    assert found["normative.in-force"].value == 40


def test_reviews_with_one_lost_cell():
    head = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n"
    shown = "3 | 1 | 2 | 6 | 0 | 0 | 1 | 4 | 5 | 2 | 0 | 0 | 0 | 2 |"
    found = read(head + shown).indicators
    assert len(found) == 15
    assert {i.status for i in found} <= {"ambiguous", "recovered"}
    assert by_code(read(head + shown))["litigation.direct.total"].value == 5


def test_a_row_total_that_does_not_sum_leaves_the_row_open():
    """Where the report contradicts itself, a place told by its sums would be a wrong one."""
    rows = [
        "(一)予以公开 | 2 | 1 | 0 | 0 | 0 | 13 |",
        "(二)部分公开 | 1 | 2 | 0 | 0 | 0 | 3 |",
        "1.属于国家秘密 | 4 | 0 | 0 | 0 | 0 | 4 |",
    ]
    found = [i for i in read("\n".join(rows)).indicators if i.code == "results.granted"]
    assert {(i.status, i.value) for i in found} == {("ambiguous", None)}


def test_totals_that_the_report_leaves_blank_tell_places_all_the_same():
    rows = ["(一)予以公开 | 2 | 1 | 0 | 0 | 0 | 4 |", "(二)部分公开 | 1 | 2 | 0 | 0 | 0 | 5 |"]
    found = values(read("\n".join(rows)))
    assert [found["results.granted", who] for who in APPLICANTS] == [2, 1, 0, 0, 0, 4, None]


def test_a_kind_of_applicant_is_no_row_that_tells_the_form():
    """其他 heads a column in both forms and names a row in that of 2021 alone."""
    block = "第二十条第(一)项 |\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 1 | 2 | 3 |\n"
    head = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
    tables = read(
        block
        + head
        + "一、本年新收政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n(七)总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"
    )
    assert [table.form for table in tables.tables] == ["2019", "2019"]


def test_several_rows_without_totals_make_every_total_doubtful():
    """Two rows have no total: the 1 at the end of the third may be an applicant's as well as the total."""
    rows = [
        "(一)予以公开 | 2 | 1 | 0 | 0 | 0 | 4 |",
        "(二)部分公开 | 1 | 2 | 0 | 0 | 0 | 5 |",
        "1.属于国家秘密 | 0 | 1 | 0 | 0 | 0 | 1 |",
    ]
    found = {i.applicant: i for i in read("\n".join(rows)).indicators if i.code == "results.refused.state-secret"}
    assert found["total"].status == "ambiguous"
    assert found["total"].value is None


def test_group_name_broken_before_its_pipe_is_no_heading():
    cells = " |\n".join(["一、本年新收政府信息公开申请数量", *"3000003"])
    refused = " |\n".join(["1.属于国家秘密", *"2000002"])
    text = f"{cells} |\n三、本年度办理结果 |\n(三)不予公开\n|\n{refused} |\n(七)总计 |\n2 |\n0 |\n0 |\n0 |\n0 |\n0 |\n2 |\n"
    tables = read(text)
    assert len(tables.tables) == 1
    assert values(tables)["results.refused.state-secret", "natural_person"] == 2


def test_labels_repeated_on_every_row_do_not_end_the_table():
    rows = [
        ("(三)", "不予公开", "1.属于国家秘密", *"2000002"),
        ("(三)", "不予公开", "2.其他法律行政法规禁止公开", *"1000001"),
    ]
    text = "\n\n".join("\n\n".join(["三、本年度办理结果", *row]) for row in rows)
    tables = read("一、本年新收政府信息公开申请数量\n\n3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3\n\n" + text)
    assert len([table for table in tables.tables if table.part == "applications"]) == 1
    assert values(tables)["results.refused.law", "total"] == 1


def test_headers_of_two_blocks_that_run_together():
    lines = [
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        "规章 0 0 0",
        "信息内容 本年处理决定数量",
        "第二十条第(六)项",
        "信息内容 本年处理决定数量",
        "行政处罚 781",
        "行政强制 80822",
    ]
    found = by_code(read("\n".join(lines)))
    assert (found["penalties.decisions"].value, found["compulsion.decisions"].value) == (781, 80822)


def test_reviews_whose_total_does_not_sum_stay_open():
    head = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n"
    found = read(head + "3 | 1 | 1 | 6 | 2 | 0 | 0 | 0 | 2 | 1 | 0 | 0 | 0 | 1 |").indicators
    assert {(i.status, i.value) for i in found} == {("ambiguous", None)}


def test_few_values_of_reviews_are_kept():
    head = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3 + "\n"
    found = read(head + "1 | 1 | 2 |").indicators
    assert len(found) == 15
    assert {i.value for i in found} == {None}


@pytest.mark.parametrize("shape", ["| {} | {} |", "{} | {} |", "{} |\n{} |"])
def test_dashes_in_the_first_column_are_a_value_there(shape):
    cells = " |\n".join if "\n" in shape else " | ".join
    row = shape.format("(一)予以公开", cells(["——", "1", "0", "0", "0", "0", "1"]))
    rest = shape.format("(二)部分公开", cells(["2", "0", "0", "0", "0", "0", "2"]))
    found = {(i.code, i.applicant): i for i in read(f"{row}\n{rest}").indicators}
    assert found["results.granted", "natural_person"].status == "not_applicable"
    assert found["results.granted", "commercial_enterprise"].value == 1
    assert found["results.granted", "total"].value == 1


def test_small_values_behind_serial_numbers_of_a_printed_page():
    lines = [
        "序号 统计指标 单位 统计数",
        "1 三、依申请公开情况 ——",
        "2 （一）收到申请数 件 1",
        "3 1.当面申请数 件 1",
        "4 2.传真申请数 件 2",
        "5 3.网络申请数 件 3",
        "6 4.信函申请数 件 4",
    ]
    found = by_code(read("\n".join(lines)))
    ways = ["", ".in-person", ".fax", ".online", ".letter"]
    assert [found[f"applications.received{way}"].value for way in ways] == [1, 1, 2, 3, 4]


def test_title_of_a_block_broken_over_two_lines():
    title = "中华人民共和国政府信息公开条例第二十条第（八）项\n|\n"
    found = by_code(read(f"{title}信息内容|\n本年收费金额（单位：万元）|\n行政事业性收费|\n59.24|\n"))
    assert found["charges.amount"].value == Decimal("59.24")


def test_header_whose_line_breaks_end_its_row():
    head = "|第二十条第（一）项|\n|信息内容||本年新|\n制作数量\n|本年新|\n公开数量\n|对外公开总数量|\n"
    found = by_code(read(head + "|规章||2||17||176|\n|规范性文件||13||18||248|"))
    assert [found[f"rules.{column}"].value for column in ("new-made", "new-disclosed", "disclosed-total")] == [
        2,
        17,
        176,
    ]


def test_header_broken_by_lone_pipes():
    head = "信息内容|\n本年新制作数量\n|\n本年新公开数量\n|\n对外公开总数量|\n"
    found = by_code(read("第二十条第（一）项\n|\n" + head + "规章|\n无|\n无|\n无|\n规范性文件|\n6|\n10|\n223|"))
    assert found["normative.disclosed-total"].value == 223
    assert found["rules.new-made"].status == "none"


# --- wording and placing ---------------------------------------------------------------------------------------


def test_mixed_forms_in_one_report():
    text = (
        "第二十条第(一)项 |\n信息内容 | 本年新 | 本年新 | 对外公开总数量 |\n规章 | 1 | 2 | 3 |\n规范性文件 | 4 | 5 | 6 |\n"
        "第二十条第(五)项 |\n信息内容 | 本年处理决定数量 |\n行政许可 | 77 |\n"
        "第二十条第(六)项 |\n信息内容 | 本年处理决定数量 |\n行政处罚 | 8 |\n行政强制 | 9 |"
    )
    tables = read(text)
    assert [(table.form, table.part) for table in tables.tables] == [
        ("2019", "rules"),
        ("2021", "permits"),
        ("2021", "penalties"),
    ]
    found = by_code(tables)
    assert [found[f"rules.{c}"].value for c in ("new-made", "new-disclosed", "disclosed-total")] == [1, 2, 3]
    assert found["permits.decisions"].rule == "forms.2021"


def test_extra_rows_are_kept_and_never_forced():
    text = (
        "第二十条第(五)项 | |||\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政许可 | 10 | 0 | 300 |\n"
        "其他对外管理服务事项 | 行政检查 | 1 | 2 | 3 |\n其他对外管理服务事项 | 行政确认 | 4 | 5 | 6 |\n"
        "其他主动公开文件(含会议、讲话等) | 7 | 8 | 9 |"
    )
    tables = read(text)
    assert [row.text.split(" | ")[-2] for row in tables.tables[0].unmatched] == ["2", "5", "8"]
    assert all(row.reason for row in tables.tables[0].unmatched)
    assert set(by_code(tables)) == {"permits.previous-items", "permits.change", "permits.decisions"}


def test_missing_block_title_and_truncated_header():
    text = (
        "信息内容 | 本年(2023)制发件数 | 本年废止件数 | 现行有效件 |\n规章 | 0 | 0 | 0 |\n行政规范性文件 | 5 | 2 | 61 |"
    )
    found = by_code(read(text))
    assert found["normative.in-force"].value == 61
    assert found["normative.in-force"].path[-1] == "现行有效件数"


@pytest.mark.parametrize(("header", "cell", "unit", "yuan"), [
    ("采购总金额", "15646978.85", None, None),
    ("采购总金额", "251000元", "元", "251000"),
    ("采购总金额", "23600万元", "万元", "236000000"),
    ("采购总金额(万元)", "477.35", "万元", "4773500"),
])  # fmt: skip
def test_unit_of_amounts(header, cell, unit, yuan):
    found = by_code(read(f"第二十条第(九)项 |\n信息内容 | 采购项目数量 | {header} |\n政府集中采购 | 12 | {cell} |"))
    amount = found["procurement.amount"]
    assert (amount.unit, amount.raw) == (unit, cell)
    assert amount.value_yuan == (None if yuan is None else Decimal(yuan))
    assert found["procurement.items"].value == 12


def test_more_values_than_columns():
    head = "第二十条第(六)项 |\n信息内容 | 本年处理决定数量 |\n"
    same = by_code(read(head + "行政处罚 |0 |0 |0 |\n行政强制 |2 |"))
    assert same["penalties.decisions"].value == 0
    other = by_code(read(head + "行政处罚 |10 |-2 |31 |\n行政强制 |2 |"))
    assert other["penalties.decisions"].status == "ambiguous"
    assert other["penalties.decisions"].candidates == (-2, 10, 31)


def test_two_tables_of_one_kind():
    page, _ = applications("2021", 1)
    again, _ = applications("2021", 2)
    tables = read(f"{full(page)}\n\n附:另一份\n说明文字在此。\n{full(again)}\n")
    assert [table.part for table in tables.tables] == ["applications", "applications"]
    assert len(tables.indicators) == 2 * 175


def test_header_repeated_at_a_page_break():
    page, wanted = applications("2021", 7)
    tables = read(both([*page[:14], *page[1:3], *page[14:]]))
    assert len(tables.tables) == 1
    assert values(tables) == wanted


def test_order_of_applicants_follows_the_header():
    text = "项目 | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n(一)予以公开 | 21 | 1 | 2 | 3 | 4 | 5 | 6 |"
    found = {i.applicant: i.value for i in read(text).indicators}
    assert found["total"] == 21
    assert found["natural_person"] == 1


def test_rest_is_known_by_its_path_only():
    text = "(三)不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n9.其他 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n(六)其他处理 | 3.其他 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"
    tables = read(text)
    found = {i.code: i.value for i in tables.indicators if i.applicant == "total"}
    assert found == {"results.refused.state-secret": 0, "results.other.rest": 2}
    assert [row.text[:4] for row in tables.tables[0].unmatched] == ["9.其他"]


def test_wrapped_labels_of_printed_pages():
    text = (
        "(本列数据的勾稽关系为:第一项加第二项之和,\n等于第三项加第四项之和)\n申请人情况\n自然\n人\n法人或其他组织\n总计\n商业\n企业\n科研\n机构\n"
        "社会公益\n组织\n法律服务\n机构 其他\n一、本年新收政府信息公开申请数\n量 3 1 0 0 0 0 4\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n三\n、\n本\n年\n度\n办\n理\n结\n果\n"
        "(一)予以公开 1 0 0 0 0 0 1\n(三)不予\n公开\n1. 属于国家秘密 0 0 0 0 0 0 0\n2. 其他法律行政法规禁止公\n开 27 0 0 0 0 0 27\n"
        "1.申请人无正当理由逾期不补正、行 5 0 0 0 0 0 5\n政机关不再处理其政府信息公开申请\n四、结转下年度继续办理 0 0 0 0 0 0 0\n四、工作中的不足\n问题仍有不少。\n"
    )
    tables = read(text)
    found = {i.code: i.value for i in tables.indicators if i.applicant == "total"}
    assert found == {
        "applications.received": 4, "applications.carried-in": 0, "results.granted": 1, "results.refused.state-secret": 0,
        "results.refused.law": 27, "results.other.not-amended": 5, "applications.carried-out": 0,
    }  # fmt: skip
    normal = normalize(text)
    (claim,) = read_tables(normal, split_blocks(normal.text)).claimed
    assert "四、工作中的不足" not in normal.text[claim.start : claim.end]
    assert normal.text[claim.start : claim.end].rstrip().endswith("四、结转下年度继续办理 0 0 0 0 0 0 0")


def test_bare_row_of_fifteen_numbers():
    row = " ".join(cell.text for cell in REVIEWS[3])
    text = f"二、情况\n第二十条第(五)项\n信息内容\n四、政府信息公开行政复议、行政诉讼情况\n{row}\n五、其他\n"
    assert [i.code for i in read(text).indicators] == REVIEW_CODES
    assert not read(f"四、分月来信情况\n{row}\n信息内容\n").indicators


@pytest.mark.parametrize("text", [
    "一、总体情况\n2023年收到公开申请数量5件,办结5件。\n行政许可\n行政处罚\n二、主动公开政府信息情况\n信息内容丰富。\n",
    "结转下年度的工作有\n三项\n",
    "各位代表:\n2024年完成投资30亿元。\n信息内容\n统计指标\n",
])  # fmt: skip
def test_prose_is_no_table(text):
    tables = read(text)
    assert not tables.indicators
    assert not tables.claimed


# --- the forms of 2014 and before ------------------------------------------------------------------------------


def list_form(seed: int) -> tuple[Page, dict[tuple[str, str | None], Decimal | None]]:
    dice = random.Random(seed)
    (part,) = load_form("2014").part
    page, wanted = [cells("统 计 指 标", "单位", "统计数")], {}
    depth = {row.code: len(part.ancestors(row.code)) for row in part.row}
    marks = {0: "一、", 1: "(一)", 2: "1.", 3: "其中:"}
    for row in part.row:
        label = marks[depth[row.code]] + row.label
        if row.kind == "heading":
            page.append(cells(label, "——", "-"))
        else:
            value = str(dice.randrange(90))
            page.append(cells(label, row.unit or "", value))
            wanted[row.code, None] = Decimal(value)
    return page, wanted


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_form_of_2014_in_every_layout(layout):
    page, wanted = list_form(9)
    tables = read(f"附件\n{layout(page)}\n")
    assert values(tables) == wanted
    assert [table.form for table in tables.tables] == ["2014"]
    assert {i.status for i in tables.indicators} == {"reported"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_blanks_of_2014_in_every_layout(layout):
    page, wanted = list_form(9)
    for row in itertools.islice(page, 3, None, 5):
        if row[1].text != "——":
            row[2].text = ""
    found = values(read(f"附件\n{layout(page)}\n"))
    for row, (key, value) in zip([row for row in page[1:] if row[1].text != "——"], wanted.items(), strict=True):
        assert found[key] == (value if row[2].text else None), key


def test_outcomes_are_known_by_what_stands_above():
    text = (
        "统计指标 | 单位 | 统计数 |\n四、行政复议数量 | 件 | 5 |\n(三)其他情形数 | 件 | 1 |\n五、行政诉讼数量 | 件 | 7 |\n"
        "(二)被依法纠错数 | 件 | 2 |\n(三)其他情形数 | 件 | 3 |"
    )
    found = {i.code: i.value for i in read(text).indicators}
    assert found == {
        "reconsideration.total": 5, "reconsideration.other": 1, "litigation.total": 7, "litigation.corrected": 2, "litigation.other": 3,
    }  # fmt: skip


def test_regional_rows_stay_unmatched():
    text = (
        "统计指标 | 单位 | 统计数 |\n(一)主动公开政府信息数 | 条 | 900 |\n其中:主动公开规范性文件数 | 条 | 12 |\n"
        "重点领域公开政府信息数 | 条 | 88 |\n财政预算决算信息 | 条 | 30 |\n制发规范性文件总数 | 件 | 15 |"
    )
    tables = read(text)
    assert [row.text[:4] for row in tables.tables[0].unmatched] == ["重点领域", "财政预算"]
    assert {i.code: i.value for i in tables.indicators} == {
        "disclosure.items": 900,
        "disclosure.normative": 12,
        "normative.issued": 15,
    }


def test_columns_of_a_province():
    text = (
        "序号 | 统计指标 | 单位 | 区政府统计数 | 区直单位统计数 | 乡镇街道统计数 |\n"
        "1 | 收到申请数 | 件 | 4 | 5 | 6 |\n2 | 当面申请数 | 件 | 0 | 1 | - |\n3 | 举报投诉数量 | 件 | 0 | 0 | 0 |"
    )
    found = by_code(read(text))
    assert [found[f"applications.received.{c}"].value for c in ("government", "departments", "townships")] == [4, 5, 6]
    assert found["applications.received.in-person.townships"].status == "blank"


def test_codes_and_values_of_the_last_period():
    text = (
        "指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计 |\n甲 | 乙 | 丙 | 1 | 2 |\n主动公开信息数 | 条 | 01 | 40 | 95 |\n"
        "其中:全文电子化的主动公开信息数 | 条 | 02 | 39 | 90 |\n申请总数 | 条 | 10 | 3 | 8 |\n其中:1.当面申请数 | 条 | 11 | 2 | 5 |\n"
        "4.网上申请数 | 条 | 14 | 1 |  |\n行政诉讼数 | 件 | 33 | 0 | 1 |"
    )
    tables = read(text)
    found = by_code(tables)
    assert tables.tables[0].form == "2008"
    assert (found["disclosure.items"].value, found["disclosure.items.period"].value) == (95, 40)
    assert (found["applications.received"].unit, found["applications.received"].value) == ("条", 8)
    assert found["applications.received.online"].value is None
    assert found["applications.received.online.period"].value == 1
    assert not tables.tables[0].unmatched


def test_blank_moved_to_the_end_may_have_been_either_value():
    text = (
        "| 指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计 |\n| 申请总数 | 条 | 10 | 3 | 8 |\n| 4.网上申请数 | 条 | 14 | 1 | |\n"
        "| 行政诉讼数 | 件 | 33 | 0 | 1 |"
    )
    found = by_code(read(text))
    for code in ("applications.received.online", "applications.received.online.period"):
        assert (found[code].value, found[code].status, found[code].candidates) == (None, "ambiguous", (1,))


@pytest.mark.parametrize("lost", ["", " |\n"])
def test_code_is_no_value_where_blanks_are_lost(lost: str):
    text = (
        "指标名称 |\n计量单位 |\n代码 |\n本期实际 |\n本年累计 |\n申请总数 |\n条 |\n10 |\n3 |\n8 |\n2.传真申请数 |\n条 |\n12 |\n"
        f"{lost}行政诉讼数 |\n件 |\n33 |\n0 |\n1 |"
    )
    found = by_code(read(text))
    assert (found["applications.received.fax"].value, found["applications.received.fax"].status) == (None, "blank")
    assert found["litigation.total"].value == 1


def test_serial_numbers_in_a_stream_of_cells():
    text = (
        "|序号\n|统计指标\n|单位\n|统计数\n|1\n|三、依申请公开情况\n|——\n|2\n|(一)收到申请数\n|件\n|3\n|3\n|1.当面申请数\n|件\n|3\n|4\n|2.传真申请数\n|件\n|5"
        "\n|3.网络申请数\n|件\n|0\n"
    )
    found = by_code(read(text))
    assert (found["applications.received"].value, found["applications.received.in-person"].value) == (3, 3)
    assert (found["applications.received.fax"].status, found["applications.received.online"].value) == ("blank", 0)


@pytest.mark.parametrize("line", ["|{}", "{} |", "{}\n"])
def test_year_names_a_column_in_a_stream_of_cells(line: str):
    cells = [
        "指标名称",
        "计量单位",
        "2009年度",
        "历年累计",
        "主动公开信息数",
        "条",
        "210",
        "530",
        "申请总数",
        "件",
        "4",
        "9",
        "行政申诉数",
        "件",
        "0",
        "0",
    ]
    found = by_code(read("\n".join(line.format(cell) for cell in cells)))
    assert (found["disclosure.items"].value, found["disclosure.items.cumulative"].value) == (210, 530)
    assert (found["applications.received"].value, found["appeals.cumulative"].value) == (4, 0)


def test_note_of_a_label_cut_within_its_brackets():
    text = "统计指标 单位 统计数\n(一)主动公开政府信息数(不同渠道和方式公开相同信\n息计1条) 条 8055\n其中:主动公开规范性文件数 条 12\n制发规范性文件总数 件 12\n"
    assert by_code(read(text))["disclosure.items"].value == 8055


def test_cells_that_stand_one_a_line_with_a_pipe_between():
    cells = "第二十条第(五)项 信息内容 上一年项目数量 本年增/减 处理决定数量 行政许可 812 -12 640 其他对外管理服务事项 0 0 3"
    found = read(cells.replace(" ", "\n|\n") + "\n|\n三、收到和处理政府信息公开申请情况\n")
    assert [str(indicator.value) for indicator in found.indicators] == ["812", "-12", "640", "0", "0", "3"]


def test_blank_cells_of_rows_that_a_lone_pipe_opens():
    text = (
        "| \n 第二十条第(一)项  | |||\n| \n 信息内容  | \n 本年制发件数  | \n 本年废止件数  | \n 现行有效件数  |\n"
        "| \n 规章  | \n   | \n 2  | \n   |\n| \n 行政规范性文件  | \n 4  | \n 1  | \n 30  |\n"
    )
    found = by_code(read(text))
    assert (found["rules.issued"].status, found["rules.repealed"].value, found["rules.in-force"].status) == (
        "blank",
        2,
        "blank",
    )
    assert found["normative.in-force"].value == 30


def test_blank_first_cell_of_a_row_without_labels():
    text = (
        "行政复议 | |||| 行政诉讼 | |||||||||\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | |||| 复议后起诉 | ||||\n"
        " | 1 |  | 2 | 3 | 0 | 0 | 0 |  | 0 | 1 | 0 | 0 | 0 | 1 |"
    )
    tables = read(text)
    found = by_code(tables)
    assert found["reconsideration.upheld"].status == "blank"
    assert (found["reconsideration.corrected"].value, found["reconsideration.total"].value) == (1, 3)
    assert not any(i.status in FLAGGED for i in tables.indicators)


def test_row_without_values_before_the_next_block_is_blank():
    text = "第二十条第(五)项|\n信息内容|\n本年处理决定数量|\n行政许可|\n第二十条第(六)项|\n信息内容|\n本年处理决定数量|\n行政处罚|\n469|\n行政强制|\n3|"
    found = by_code(read(text))
    assert found["permits.decisions"].status == "blank"
    assert (found["penalties.decisions"].value, found["compulsion.decisions"].value) == (469, 3)


def test_unit_of_one_column_is_not_that_of_its_neighbour():
    text = "第二十条第(九)项 | ||\n信息内容 | 采购项目数量 | 采购总金额(万元) |\n政府集中采购 | 41 | 477.35 |"
    found = by_code(read(text))
    assert (found["procurement.items"].unit, found["procurement.amount"].unit) == ("件", "万元")


def test_column_names_cut_in_two():
    text = "第二十条第(一)项\n\n信息内容\n\n本年新\n\n制作数量\n\n本年新\n\n公开数量\n\n对外公开总数量\n\n规章\n\n11\n\n10\n\n158\n\n规范性文件\n\n3\n\n5\n\n201\n"
    found = by_code(read(text))
    assert [found[f"rules.{c}"].value for c in ("new-made", "new-disclosed", "disclosed-total")] == [11, 10, 158]


def test_year_and_cumulative_value():
    text = "指标名称 | 计量单位 | 2009年度 | 历年累计 |\n主动公开信息数 | 条 | 210 | 530 |\n受理依申请公开信息总数 | 件 | 4 | 9 |\n行政申诉数 | 件 | 0 | 0 |"
    found = by_code(read(text))
    assert (found["disclosure.items"].value, found["disclosure.items.cumulative"].value) == (210, 530)
    assert (found["applications.received"].value, found["applications.received"].unit) == (4, "件")


def test_unit_printed_in_the_row_wins():
    found = by_code(
        read("统计指标 | 单位 | 统计数 |\n七、依申请公开信息收取的费用 | 元 | 380 |\n六、举报投诉数量 | 件 | 0 |")
    )
    assert (found["fees.on-request"].unit, found["fees.on-request"].value_yuan) == ("元", 380)


def test_tables_of_other_kinds_are_kept_whole():
    text = "索引号 | 0001/2020-1 | 发布机构 | 某局 |\n名称 | 某报告 | 日期 | 2020-01-02 |\n"
    tables = read(text)
    assert not tables.indicators
    assert [(table.form, len(table.unmatched)) for table in tables.tables] == [(None, 2)]
    tables = read("栏目 | 单位简介 | 通知公告 |\n")
    assert [row.text for row in tables.tables[0].unmatched] == ["栏目 | 单位简介 | 通知公告 |"]


# --- laws ------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["|", "|", "||", "\n", "\n\n", " ", "0", "17", "-", "——", "件", "其他", "总计", "收到申请数", "信息内容", "行政许可", "规章", "第二十条第(一)项",
     "结果维持", "尚未审结", "一、", "(七)", "本年新收政府信息公开申请数量", "统计指标", "单位", "。", "公开", "1.2万", "自然人", "甲", "无", "二〇"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=80))
def test_any_text_is_read(pieces):
    text = "".join(pieces)
    normal = normalize(text)
    tables = read_tables(normal, split_blocks(normal.text))
    for indicator in tables.indicators:
        assert text[indicator.span.start : indicator.span.end] == indicator.raw
        assert indicator.value is None or indicator.status in {"reported", "recovered"}
    assert all(left.end <= right.start for left, right in itertools.pairwise(tables.claimed))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_read(text):
    read(text)
