"""The list forms of 2008 and 2014 as offices print them: one row an indicator, with the columns and rows that provinces add."""

from .figures import Figures
from .forms import FORM_2008, FORM_2014, Row
from .look import Look
from .model import Cell, Fact, Table

__all__ = ["REGIONAL", "table_2008", "table_2014"]

REGIONAL = ("区政府统计数", "区直单位统计数", "乡镇街道统计数")
_REGIONAL_ROWS = (
    ("（三）重点领域公开政府信息数", "条"),
    ("其中：财政预算决算、“三公经费”和行政经费信息数", "条"),
    ("生产安全事故的政府信息数", "条"),
    ("机构领导信息", "条"),
    ("政府文件数", "件"),
    ("规划计划、统计信息", "条"),
)
"""What provinces print below 制发规范性文件总数: rows of no national form."""


def table_2008(variant: str, figures: Figures, look: Look, year: int) -> Table:
    """Return the table of Dingxi (with codes, the last period beside the year) or of Putian (since counting began)."""
    columns = ("本期实际", "本年累计") if variant == "dingxi" else ("本年", "历年累计")
    coded = variant == "dingxi" and not look.takes("no-codes")
    heads = ["指标名称", "计量单位", *(["代码"] if coded else []), *columns]
    rows = [[Cell(head if head != "本年" else f"{year}年度") for head in heads]]
    if variant == "dingxi" and not look.takes("no-letters"):
        rows.append([Cell(letter) for letter in ("甲", "乙", *(["丙"] if coded else []), "1", "2")])
    headers = len(rows)
    for number, row in enumerate(FORM_2008[variant], 1):
        if "." in row.key and look.leaves_out(figures[row.key, column] for column in columns):
            continue
        cells = [Cell(row.label), Cell(row.unit or "")]
        if coded:
            cells.append(Cell(f"{number:02}"))
        for column in columns:
            raw = look.show(figures[row.key, column], row.unit)
            cells.append(Cell(raw, fact=_fact(row, raw, column)))
        rows.append(cells)
    return Table(rows, "政府信息公开指标统计表", headers=headers)


def _fact(row: Row, raw: str, column: str | None = None) -> Fact:
    return Fact(label=row.label, name=row.name, under=row.under, unit=row.unit, raw=raw, column=column)


def table_2014(figures: Figures, look: Look) -> Table:
    """Return the national table of 2014; with `regional`, three columns of values as in Anhui."""
    columns = REGIONAL if look.takes("regional") else ("统计数",)
    title = "统 计 指 标" if look.takes("spaced") else "统计指标"
    rows = [[Cell(title), Cell("单位"), *map(Cell, columns)]]
    for row in FORM_2014:
        if "." in row.key and look.leaves_out([figures[row.key, ""]]):
            continue
        rows.append(_row_2014(row, figures, look, columns))
        if row.key == "normative" and look.takes("regional-rows"):
            rows.extend(_extra(label, unit, len(columns), look) for label, unit in _REGIONAL_ROWS)
    if look.takes("serial"):
        for serial, cells in enumerate(rows):
            cells.insert(0, Cell(str(serial) if serial else "序号"))
    return Table(rows, "政府信息公开情况统计表", headers=1)


def _row_2014(row: Row, figures: Figures, look: Look, columns: tuple[str, ...]) -> list[Cell]:
    cells = [Cell(row.label), Cell(row.unit or ("" if look.takes("bare-headings") else "——"))]
    for number, column in enumerate(columns):
        raw = ""
        if row.unit:
            raw = look.show(look.dice.randint(0, 12) if number else figures[row.key, ""], row.unit)
        cells.append(Cell(raw, fact=_fact(row, raw, column if len(columns) > 1 else None)))
    return cells


def _extra(label: str, unit: str, columns: int, look: Look) -> list[Cell]:
    cells = [Cell(label), Cell(unit)]
    for _ in range(columns):
        raw = str(look.dice.randint(1, 400))
        cells.append(Cell(raw, fact=Fact(label=label, name=label, under=None, unit=unit, raw=raw, extra=True)))
    return cells
