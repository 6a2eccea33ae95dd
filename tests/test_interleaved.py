"""Cells and prose in one line: both are read, each figure once, whatever line ends a page has lost."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from govreport_parser import check, parse
from govreport_parser.blocks import split_blocks
from govreport_parser.report.model import Report
from govreport_parser.tables.folding import fold
from govreport_parser.tables.interleaved import part_prose

TITLE = "清河县民政局2016年政府信息公开工作年度报告\n"
HEADER = "统计指标 | 单位 | 统计数 |\n"
ROW = "收到申请数 | 件 | 3 |"
CORPORA = Path(__file__).parents[1] / "corpora"
DAMAGED = [
    *sorted((CORPORA / "reports").glob("*.txt"))[2::5],
    *sorted((CORPORA / "layouts" / "reports").glob("*.txt"))[4::24],
]


@pytest.mark.parametrize("unit", ["一、总体情况", "一、总体情况 ", "一、存在问题 我", "公开8条。 规章 ", "公开8条。 |"])
def test_time_is_linear_in_one_line(unit: str, growth: Callable[..., float]):
    def parting(times: int) -> Callable[[], object]:
        text = ROW + unit * times + " | 3 |\n"
        return lambda: part_prose(text, split_blocks(text))

    assert growth(parting, 200, 2000) < 1.5


def counts(report: Report) -> list[str]:
    for count in report.counts:
        assert report.source.text[count.span.start : count.span.end] == count.text
    return [f"{count.label} {count.value}" for count in report.counts]


def titles(report: Report) -> list[str]:
    return [section.title for section in report.sections if section.marker]


def figures(report: Report) -> dict[tuple[str, str | None], object]:
    return {(i.code, i.applicant): i.value for i in report.indicators if i.value is not None}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"2016年,我局主动公开信息12条。 {HEADER}{ROW}\n", ["主动公开信息 12"]),
        (f"2016年,我局主动公开信息12条。 | {HEADER}{ROW}\n", ["主动公开信息 12"]),
        (f"2016年,我局主动公开信息12条。 统计指标｜单位｜统计数｜\n{ROW}\n", ["主动公开信息 12"]),
        (f"{HEADER}{ROW} 三、收费及减免情况 全年办理咨询15次。\n", ["办理咨询 15"]),
        (f"{HEADER}收到申请数 | 件 | 3 五、存在的主要问题及改进情况 全年办理咨询15次。\n", ["办理咨询 15"]),
        (f"| {HEADER}| {ROW} 六、人员与经费 我局有专职人员2名。 |\n", ["专职人员 2"]),
        (
            f"一、概述 全年公开信息12条。 {HEADER.strip()} {ROW} 申请办结数 | 件 | 2 | 全年办理咨询15次。 "
            "五、存在的主要问题及改进情况 公开不够及时,下一步增加2名人员。",
            ["公开信息 12", "办理咨询 15", "增加人员 2"],
        ),
    ],
)
def test_sentences_between_cells_are_prose(page: str, expected: list[str]) -> None:
    report = parse(TITLE + page)
    assert counts(report) == expected
    assert figures(report)["applications.received", None] == 3


@pytest.mark.parametrize(
    "page",
    [
        "统计指标(注:同一信息公开多次的计1条。更正的不重复计3次。) | 单位 | 统计数 |\n" + ROW,
        f"{HEADER}{ROW}\n其他需要说明的事项 | 本年度收到咨询15次,均当场答复。下一步将增加2名人员,改进咨询工作,保证答复质量。 |",
        f"统计指标 | 单位 | 统计数 | 备注 |\n{ROW} 其中1件为上年结转。 |\n主动公开政府信息数 | 条 | 8 | |",
        f"统计指标 | 单位 | 统计数 | 备注\n{ROW} 其中1件为上年结转。\n主动公开政府信息数 | 条 | 8 | 其中2条为转载。",
        f"本年度主动公开政府信息的总数,含重发的。 | 条 | 86 |\n{ROW}",
        f"索引号 | 0123 | 内容概述 | 一、总体情况 2016年,我局公开信息12条。 |\n{HEADER}{ROW}",
    ],
)
def test_cells_with_sentences_stay_cells(page: str) -> None:
    report = parse(TITLE + page + "\n")
    assert counts(report) == []
    assert figures(report)["applications.received", None] == 3


def test_titles_between_cells_open_sections() -> None:
    page = f"一、总体情况 全年公开信息12条。 二、主动公开政府信息情况 {HEADER.strip()} {ROW} "
    report = parse(TITLE + page + "三、收到和处理政府信息公开申请情况 2016年,我局收到申请12件。")
    assert titles(report) == ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"]
    # A row of the form that is called like a section is none.
    listed = parse(
        f"{TITLE}{HEADER}一、主动公开情况 | —— | |\n主动公开政府信息数 | 条 | 8 |\n三、依申请公开情况 | —— | |\n{ROW}\n"
    )
    assert titles(listed) == []


def test_blocks_tile_a_line_of_cells_and_prose() -> None:
    text = f"全年公开8条。 二、主动公开政府信息情况 {HEADER.strip()} {ROW} 五、存在的主要问题及改进情况 公开不够及时。 | \n"
    blocks = part_prose(text, split_blocks(text))
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert [block.kind for block in blocks] == [
        "paragraph", "heading", "table_row", "heading", "paragraph", "table_row",
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", " ", ""])
def test_table_differs_behind_a_title_in_one_line(between: str) -> None:
    rows = f"{HEADER}收到申请数 | 件 | 3 |\n"
    report = parse(f"{TITLE}三、收到和处理政府信息公开申请情况{between}收到申请12件,均已办结。\n{rows}")
    assert titles(report) == ["收到和处理政府信息公开申请情况"]
    assert counts(report) == ["收到申请 12"]
    assert "prose.table-differs" in {finding.code for finding in check(report)}


def all_removed(lines: list[str]) -> str:
    return " ".join(lines)


def every_fifth(lines: list[str]) -> str:
    return "".join(line + ("\n" if place % 5 == 4 else " ") for place, line in enumerate(lines))


def where(lines: list[str], *, inside: bool) -> str:
    piped = ["|" in line for line in lines]
    between = [" " if (left and right) == inside else "\n" for left, right in pairwise(piped)]
    return "".join(line + gap for line, gap in zip(lines, [*between, "\n"], strict=True))


@pytest.mark.parametrize(
    ("damage", "share"),
    [
        (all_removed, 0.75),
        (every_fifth, 0.0),
        (partial(where, inside=True), 0.75),
        (partial(where, inside=False), 0.9),
    ],
    ids=["all", "fifth", "inside", "outside"],
)
@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.stem)
def test_lost_line_ends_lose_no_prose(path: Path, damage: Callable[[list[str]], str], share: float) -> None:
    """Counts and absences are found again; a cell is found again or left open, and never says another value."""
    text = path.read_text(encoding="utf-8")
    whole, damaged = parse(text), parse(damage(text.splitlines()))
    for kind in ("counts", "absences"):
        wanted, found = (Counter(record.text for record in getattr(report, kind)) for report in (whole, damaged))
        assert not wanted - found
    wanted_cells, found_cells = figures(whole), figures(damaged)
    assert found_cells.items() <= wanted_cells.items()
    assert len(found_cells) >= share * len(wanted_cells)


def test_lines_cut_within_rows_are_a_stream() -> None:
    page = (
        "指标名称 | 计量单位 | 本年度 |\n主动公开信息数 | 条 |\n310 | 申请总数 | 条 |\n9 | 对申请的答复总数 | 条 |\n"
        "66 | 行政复议数 | 件 |\n2 | 行政诉讼数 | 件 | 1 |\n"
    )
    assert figures(parse(page)) == {
        ("disclosure.items", None): 310, ("applications.received", None): 9, ("replies", None): 66,
        ("reconsideration.total", None): 2, ("litigation.total", None): 1,
    }  # fmt: skip


def test_code_is_no_value_where_the_header_is_lost() -> None:
    page = "".join(
        f"{label} | 条 | {code} |{values}\n"
        for label, code, values in [
            ("主动公开信息数", "01", " 310 | 2044 |"), ("申请总数", "10", " 9 | 66 |"), ("传真申请数", "12", ""),
            ("对申请的答复总数", "17", " 8 | 60 |"),
        ]
    )  # fmt: skip
    assert ("applications.received.fax", None) not in figures(parse(page))


@pytest.mark.parametrize(
    "label",
    [
        "其中:1.网站公开的政府信息数",
        "1.其中:政府网站公开信息数",
        "其中:1)网站公开信息数",
        "#其中:政府网站公开的信息数",
        "1.1政府网站公开信息数",
    ],
)
def test_labels_behind_numbers_and_of_which(label: str) -> None:
    page = f"指标名称 | 计量单位 | 本年度 |\n主动公开信息数 | 条 | 310 |\n{label} | 条 | 290 |\n申请总数 | 条 | 9 |\n"
    assert figures(parse(page))["channels.website", None] == 290


def test_folding_keeps_a_label_cut_before_its_noun_apart() -> None:
    assert fold("网站在线访谈次数") != fold("政府网站在线访谈次数")
