"""Put figures into the pages that offices publish: merged cells, notes in headers, and the liberties they take."""

import random
import re
from dataclasses import dataclass, field

from .figures import Figures
from .forms import APPLICANTS, BLOCKS, FORM_2008, FORM_2014, NOTE, OUTCOMES, REVIEWS, Block, Row, bare
from .model import Cell, Fact, Table

__all__ = ["Look", "tables"]

_BLANK_MARKS = ("", "-", "/", "无")
_SHORT = {
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "5.属于三类内部事务信息": "5.属于内部事务信息",
    "6.属于四类过程性信息": "6.属于过程性信息",
}


@dataclass(slots=True)
class Look:
    """How a page shows the form: how often a zero is left blank and with which mark, and the office's own liberties."""

    dice: random.Random
    blanks: float = 0.0
    marks: tuple[str, ...] = ("",)
    liberties: frozenset[str] = field(default_factory=frozenset)

    def show(self, figure: int | str) -> str:
        """Return what the cell shows; only a zero may be left blank."""
        if str(figure) == "0" and self.dice.random() < self.blanks:
            return self.dice.choice(self.marks)
        return str(figure)


def tables(form: str, variant: str, figures: Figures, look: Look, year: int) -> list[Table]:
    """Return the tables of a form, in order."""
    if form == "2008":
        return [_table_2008(variant, figures, look, year)]
    if form == "2014":
        return [_table_2014(figures, look)]
    return [_blocks(form, figures, look, year), _applications(form, figures, look), _reviews(figures, look)]


def _table_2008(variant: str, figures: Figures, look: Look, year: int) -> Table:
    columns = ("本期实际", "本年累计") if variant == "dingxi" else ("本年", "历年累计")
    heads = ["指标名称", "计量单位", *(["代码"] if variant == "dingxi" else []), *columns]
    rows = [[Cell(head if head != "本年" else f"{year}年度") for head in heads]]
    if variant == "dingxi":
        rows.append([Cell(letter) for letter in ("甲", "乙", "丙", "1", "2")])
    for number, row in enumerate(FORM_2008[variant], 1):
        cells = [Cell(row.label), Cell(row.unit or "")]
        if variant == "dingxi":
            cells.append(Cell(f"{number:02}"))
        for column in columns:
            raw = look.show(figures[row.key, column])
            cells.append(Cell(raw, fact=_list_fact(row, raw, column)))
        rows.append(cells)
    return Table(rows, "政府信息公开指标统计表", headers=2 if variant == "dingxi" else 1)


def _list_fact(row: Row, raw: str, column: str | None = None) -> Fact:
    return Fact(label=row.label, name=row.name, under=row.under, unit=row.unit, raw=raw, column=column)


def _table_2014(figures: Figures, look: Look) -> Table:
    title = "统 计 指 标" if "spaced" in look.liberties else "统计指标"
    rows = [[Cell(title), Cell("单位"), Cell("统计数")]]
    serial = 0
    for row in FORM_2014:
        raw = look.show(figures[row.key, ""]) if row.unit else ""
        fact = _list_fact(row, raw)
        cells = [Cell(row.label), Cell(row.unit or "——"), Cell(raw, fact=fact)]
        if "serial" in look.liberties:
            serial += 1
            cells.insert(0, Cell(str(serial)))
        rows.append(cells)
    if "serial" in look.liberties:
        rows[0].insert(0, Cell("序号"))
    return Table(rows, "政府信息公开情况统计表", headers=1)


def _blocks(form: str, figures: Figures, look: Look, year: int) -> Table:
    rows: list[list[Cell]] = []
    for block in BLOCKS[form]:
        first = block.item == "第二十条第（一）项"
        if not (first and "untitled" in look.liberties):
            item = f"中华人民共和国政府信息公开条例\n{block.item}" if "long-titles" in look.liberties else block.item
            rows.append([Cell(item, colspan=4)])
        rows.append(_block_header(block, look, year))
        rows.extend(_block_row(block, name, figures, look) for name in block.rows)
        if first and "extra-row" in look.liberties:
            rows.append(_extra_row(look))
    return Table(rows)


def _block_header(block: Block, look: Look, year: int) -> list[Cell]:
    cells = [Cell("信息内容")]
    for position, column in enumerate(block.columns):
        text = column
        if "truncated" in look.liberties:
            text = {
                "现行有效件数": "现行有效件",
                "本年增/减": "本年增\\减",
                "本年制发件数": f"本年({year})制发件数",
            }.get(text, text)
            if column in ("本年新制作数量", "本年新公开数量"):
                text = "本年新"
        elif column in ("本年新制作数量", "本年新公开数量"):
            text = column.replace("本年新", "本年新\n") if "broken" in look.liberties else column
        if column == "采购总金额" and "amount-header" in look.liberties:
            text += "（万元）"
        wide = 3 - len(block.columns) + 1 if position == len(block.columns) - 1 else 1
        cells.append(Cell(text, colspan=wide))
    return cells


def _block_row(block: Block, name: str, figures: Figures, look: Look) -> list[Cell]:
    cells = [Cell(name)]
    for position, (column, unit) in enumerate(zip(block.columns, block.units, strict=True)):
        raw, real = look.show(figures[name, column]), unit
        if column == "采购总金额":
            if "amount-header" in look.liberties:
                raw = re.sub(r"万?元", "", raw)
            elif raw.endswith("元") and not raw.endswith("万元"):
                real = "元"
        wide = 3 - len(block.columns) + 1 if position == len(block.columns) - 1 else 1
        if _repeats(look, name, raw):
            wide = 1
        fact = Fact(label=name, name=name, under="第二十条第", unit=real, raw=raw, column=column.split("（")[0])
        cells.append(Cell(raw, colspan=wide, fact=fact))
    if len(block.columns) == 1 and _repeats(look, name, cells[1].text):
        cells += [Cell("0"), Cell("0")]
    return cells


def _repeats(look: Look, name: str, raw: str) -> bool:
    """Whether the office filled the whole width of a one-column row with zeros."""
    return "too-many" in look.liberties and name in ("行政处罚", "行政强制") and raw == "0"


def _extra_row(look: Look) -> list[Cell]:
    label = "其他主动公开文件（含通知公告、工作动态、“双随机”抽查结果等）"
    cells = [Cell(label)]
    for _ in range(3):
        raw = str(look.dice.randint(1, 900))
        cells.append(Cell(raw, fact=Fact(label=label, name=label, under=None, unit=None, raw=raw, extra=True)))
    return cells


def _applications(form: str, figures: Figures, look: Look) -> Table:
    outcomes = OUTCOMES[form]
    rows = _applications_header(look)
    rows.append(
        [
            Cell("一、本年新收政府信息公开申请数量", colspan=3),
            *_seven("new", "一、本年新收政府信息公开申请数量", None, figures, look),
        ]
    )
    rows.append(
        [
            Cell("二、上年结转政府信息公开申请数量", colspan=3),
            *_seven("in", "二、上年结转政府信息公开申请数量", None, figures, look),
        ]
    )
    group = ""
    for number, (head, label) in enumerate(outcomes):
        row = [Cell("三、本年度办理结果", rowspan=len(outcomes) + 1)] if number == 0 else []
        numbered = label[0].isdigit()
        if head:
            group = head
            row.append(Cell(head, rowspan=_size(outcomes, number)))
        shown = _SHORT.get(label, label) if "short-labels" in look.liberties else label
        row.append(Cell(shown, colspan=1 if numbered else 2))
        name = shown if "short-labels" in look.liberties and shown != label else label
        rows.append(
            [
                *row,
                *_seven(
                    f"outcome.{number}", label, bare(group) if numbered else "本年度办理结果", figures, look, shown=name
                ),
            ]
        )
    rows.append([Cell("（七）总计", colspan=2), *_seven("done", "（七）总计", "本年度办理结果", figures, look)])
    rows.append(
        [Cell("四、结转下年度继续办理", colspan=3), *_seven("out", "四、结转下年度继续办理", None, figures, look)]
    )
    return Table(rows, headers=3)


def _applications_header(look: Look) -> list[list[Cell]]:
    broken = "broken" in look.liberties
    names = list(APPLICANTS.values())[1:6]
    if broken:
        names = [
            name
            if len(name) < 4 or "组织" in name or "机构" in name[-2:] and len(name) > 4
            else f"{name[:2]}\n{name[2:]}"
            for name in names
        ]
    bodies = [Cell(name) for name in names]
    if "total-first" in look.liberties:
        return [
            [Cell(NOTE, colspan=3, rowspan=3), Cell("申请人情况", colspan=6), Cell("总计", rowspan=3)],
            [Cell("自然人", rowspan=2), Cell("法人或其他组织", colspan=5)],
            bodies,
        ]
    return [
        [Cell(NOTE, colspan=3, rowspan=3), Cell("申请人情况", colspan=7)],
        [Cell("自然人", rowspan=2), Cell("法人或其他组织", colspan=5), Cell("总计", rowspan=2)],
        bodies,
    ]


def _size(outcomes: list[tuple[str, str]], start: int) -> int:
    size = 1
    for head, label in outcomes[start + 1 :]:
        if head or not label[0].isdigit():
            break
        size += 1
    return size


def _seven(key: str, label: str, under: str | None, figures: Figures, look: Look, *, shown: str = "") -> list[Cell]:
    cells = []
    for who in APPLICANTS:
        raw = look.show(figures[key, who])
        fact = Fact(label=shown or label, name=bare(label), under=under, unit="件", raw=raw, applicant=who)
        cells.append(Cell(raw, fact=fact))
    return cells


def _reviews(figures: Figures, look: Look) -> Table:
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    values = []
    for number, group in enumerate(REVIEWS):
        for position, outcome in enumerate(outcomes):
            raw = look.show(figures[f"review.{number}", str(position)])
            values.append(Cell(raw, fact=Fact(label=outcome, name=outcome, under=group, unit="件", raw=raw)))
    return Table(
        [
            [Cell("行政复议", colspan=5), Cell("行政诉讼", colspan=10)],
            [
                *(Cell(o, rowspan=2) for o in outcomes),
                Cell("未经复议直接起诉", colspan=5),
                Cell("复议后起诉", colspan=5),
            ],
            [Cell(o) for o in outcomes * 2],
            values,
        ]
    )
