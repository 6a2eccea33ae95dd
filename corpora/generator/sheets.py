"""The tables of 2019 and 2021 as offices print them: merged cells, notes in headers, and the liberties they take."""

import re
from collections.abc import Iterator

from .figures import Figures
from .forms import APPLICANTS, BLOCKS, NOTE, OUTCOMES, REVIEWS, Block, bare
from .look import Look
from .model import Cell, Fact, Table

__all__ = ["applications", "blocks", "reviews"]

_SHORT = {
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "5.属于三类内部事务信息": "5.属于内部事务信息",
    "6.属于四类过程性信息": "6.属于过程性信息",
}
_TRUNCATED = {
    "现行有效件数": "现行有效件",
    "本年增/减": "本年增\\减",
    "本年新制作数量": "本年新",
    "本年新公开数量": "本年新",
}
_BROKEN = {
    "本年新制作数量": "本年新\n制作数量", "本年新公开数量": "本年新\n公开数量", "对外公开总数量": "对外公开\n总数量",
    "商业企业": "商业\n企业", "科研机构": "科研\n机构", "社会公益组织": "社会公益\n组织", "法律服务机构": "法律服务\n机构",
    "（三）不予公开": "（三）\n不予公开", "（四）无法提供": "（四）\n无法提供", "（五）不予处理": "（五）\n不予处理",
    "（六）其他处理": "（六）\n其他处理",
}  # fmt: skip
"""Where narrow columns break labels."""


def _label(text: str, look: Look) -> str:
    return _BROKEN.get(text, text) if look.takes("broken") else text


def blocks(form: str, figures: Figures, look: Look, year: int) -> Table:
    """Return the second table: the blocks of Article 20."""
    rows: list[list[Cell]] = []
    for block in BLOCKS[form]:
        first = block.item == "第二十条第（一）项"
        if not (first and look.takes("untitled")) and not (look.takes("untitled-some") and look.dice.random() < 0.4):
            item = f"中华人民共和国政府信息公开条例\n{block.item}" if look.takes("long-titles") else block.item
            rows.append([Cell(item, colspan=4)])
        rows.append(_block_header(block, look, year))
        kept = len(rows)
        for name in block.rows:
            if name == "其他对外管理服务事项" and look.takes("inspections"):
                continue
            last = name == block.rows[-1] and len(rows) == kept  # a header stands over no empty block
            if last or not look.leaves_out(figures[name, column] for column in block.columns):
                rows.append(_block_row(block, name, figures, look))
        if first and look.takes("extra-row"):
            label = "其他主动公开文件（含通知公告、工作动态、“双随机”抽查结果等）"
            rows.append([Cell(label), *_extra_cells(label, 3, look)])
        if block.item == "第二十条第（五）项" and look.takes("inspections"):
            rows.extend(_inspections(len(block.columns), look))
    return Table(rows)


def _block_header(block: Block, look: Look, year: int) -> list[Cell]:
    cells = [Cell("信息内容")]
    for position, column in enumerate(block.columns):
        text = _label(column, look)
        if look.takes("truncated"):
            text = f"本年({year})制发件数" if column == "本年制发件数" else _TRUNCATED.get(column, text)
        if column == "采购总金额" and look.takes("amount-header"):
            text += "（万元）"
        if look.takes("odd-unit"):
            text = text.replace("单位：万元", "单位:0万元")
        cells.append(Cell(text, colspan=_width(block, position)))
    return cells


def _width(block: Block, position: int) -> int:
    """Return how many of the four columns a cell takes: the last of a short row takes the rest."""
    return 4 - len(block.columns) if position == len(block.columns) - 1 else 1


def _block_row(block: Block, name: str, figures: Figures, look: Look) -> list[Cell]:
    cells = [Cell(name)]
    for position, (column, unit) in enumerate(zip(block.columns, block.units, strict=True)):
        counted = unit if column not in ("本年增/减", "采购总金额") else None
        raw, real = look.show(figures[name, column], counted), unit
        if column == "采购总金额":
            if look.takes("amount-header"):
                raw = re.sub(r"万?元", "", raw)
            elif raw.endswith("元") and not raw.endswith("万元"):
                real = "元"
        wide = 1 if _repeats(look, name, raw) else _width(block, position)
        fact = Fact(label=name, name=name, under="第二十条第", unit=real, raw=raw, column=column.split("（")[0])
        cells.append(Cell(raw, colspan=wide, fact=fact))
    if len(block.columns) == 1 and _repeats(look, name, cells[1].text):
        cells += [Cell("0"), Cell("0")]
    return cells


def _repeats(look: Look, name: str, raw: str) -> bool:
    """Whether the office filled the whole width of a one-column row with zeros."""
    return look.takes("too-many") and name in ("行政处罚", "行政强制") and raw == "0"


def _inspections(columns: int, look: Look) -> Iterator[list[Cell]]:
    """Yield two rows of an office's own under 其他对外管理服务事项, whose name stands beside the first only."""
    for number, label in enumerate(("行政检查", "行政确认")):
        head = [Cell("其他对外管理服务事项", rowspan=2)] if number == 0 else []
        yield [*head, Cell(label), *_extra_cells(label, columns, look)]


def _extra_cells(label: str, columns: int, look: Look) -> Iterator[Cell]:
    for _ in range(columns):
        raw = str(look.dice.randint(1, 900))
        yield Cell(raw, fact=Fact(label=label, name=label, under=None, unit=None, raw=raw, extra=True))


def applications(form: str, figures: Figures, look: Look) -> Table:
    """Return the third table: what became of applications, by applicant."""
    rows = _applications_header(look)
    for key, label in (("new", "一、本年新收政府信息公开申请数量"), ("in", "二、上年结转政府信息公开申请数量")):
        rows.append([Cell(label, colspan=3), *_seven(key, label, None, figures, look)])
    rows.extend(_results(form, figures, look))
    label = "四、结转下年度继续办理"
    rows.append([Cell(label, colspan=3), *_seven("out", label, None, figures, look)])
    return Table(rows, headers=3)


def _results(form: str, figures: Figures, look: Look) -> list[list[Cell]]:
    """Return the rows under 本年度办理结果; what stands left of several rows is printed as the office does it."""
    shown: list[tuple[str, list[Cell]]] = []
    group = ""
    for number, (head, label) in enumerate(OUTCOMES[form]):
        group = head or (group if label[0].isdigit() else "")
        if look.leaves_out(figures[f"outcome.{number}", who] for who in APPLICANTS):
            continue
        text = _SHORT.get(label, label) if look.takes("short-labels") else label
        under = bare(group) if group else "本年度办理结果"
        cells = _seven(f"outcome.{number}", label, under, figures, look, shown=text)
        if look.takes("no-totals"):
            cells[-1] = _without(cells[-1])
        shown.append((group, [Cell(text, colspan=1 if group else 2), *cells]))
    total = _seven("done", "（七）总计", "本年度办理结果", figures, look)
    shown.append(("", [Cell("（七）总计", colspan=2), *total]))
    _set_heads(shown, look)
    return [row for _, row in shown]


def _without(cell: Cell) -> Cell:
    """A total that the office did not fill in."""
    fact = cell.fact
    assert fact is not None
    blank = Fact(label=fact.label, name=fact.name, under=fact.under, unit=fact.unit, raw="", applicant=fact.applicant)
    return Cell("", fact=blank)


def _set_heads(shown: list[tuple[str, list[Cell]]], look: Look) -> None:
    """Put 三、本年度办理结果 and the groups' names before their rows: merged, or on each of them."""
    repeated = look.takes("heads-repeated")
    for position, (group, row) in enumerate(shown):
        before = shown[position - 1][0] if position else None
        size = next((n for n, (other, _) in enumerate(shown[position:]) if other != group), len(shown) - position)
        if group and (group != before or repeated):
            row.insert(0, Cell(_label(group, look), rowspan=1 if repeated else size))
        if position == 0 or repeated:
            row.insert(0, Cell("三、本年度办理结果", rowspan=1 if repeated else len(shown)))


def _applications_header(look: Look) -> list[list[Cell]]:
    bodies = [Cell(_label(name, look)) for name in list(APPLICANTS.values())[1:6]]
    if look.takes("total-first"):
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


def _seven(key: str, label: str, under: str | None, figures: Figures, look: Look, *, shown: str = "") -> list[Cell]:
    cells = []
    for who in APPLICANTS:
        raw = look.show(figures[key, who])
        fact = Fact(label=shown or label, name=bare(label), under=under, unit="件", raw=raw, applicant=who)
        cells.append(Cell(raw, fact=fact))
    return cells


def reviews(figures: Figures, look: Look) -> Table:
    """Return the fourth table: one row of 15 cells."""
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    values = []
    for number, group in enumerate(REVIEWS):
        for position, outcome in enumerate(outcomes):
            raw = look.show(figures[f"review.{number}", str(position)])
            values.append(Cell(raw, fact=Fact(label=outcome, name=outcome, under=group, unit="件", raw=raw)))
    spanned = [Cell(outcome, rowspan=2) for outcome in outcomes]
    suits = [Cell("未经复议直接起诉", colspan=5), Cell("复议后起诉", colspan=5)]
    return Table(
        [
            [Cell("行政复议", colspan=5), Cell("行政诉讼", colspan=10)],
            [*spanned, *suits],
            [Cell(outcome) for outcome in outcomes * 2],
            values,
        ]
    )
