"""The annex re-drawn as the official form, with units, and each kind of cell told apart by shape as well as colour."""

from collections.abc import Iterator

from govreport_parser.errors import GovReportError
from govreport_parser.report.display import cell_name, grouped
from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.markup import Markup, el, join
from govreport_parser.report.page.record import cite_button
from govreport_parser.report.page.words import both, pair
from govreport_parser.tables.form_model import Column, Part, Row
from govreport_parser.tables.forms import load_form
from govreport_parser.tables.model import APPLICANTS, Indicator, Table

__all__ = ["annex", "cell_content"]

_STATUSES = ("reported", "zero", "blank", "not_applicable", "none", "recovered", "unreadable", "ambiguous", "absent")
_SIGNS = {"recovered": "↺", "unreadable": "⚠", "ambiguous": "?"}
_Cells = dict[tuple[str, str | None], Indicator]


def annex(context: PageContext) -> Markup:
    """Return every table, drawn as its form has it."""
    report = context.report
    if not report.tables and not report.indicators:
        return el("p", both("no_annex"), cls="none")
    by_table: dict[str, list[Indicator]] = {}
    for cell in report.indicators:
        by_table.setdefault(cell.table, []).append(cell)
    tables = [_table(context, table, by_table.pop(table.id, [])) for table in report.tables]
    left = [_plain(context, cells) for cells in by_table.values()]
    return join([_legend(), *tables, *left])


def _legend() -> Markup:
    samples = {
        "reported": "12",
        "zero": "0",
        "blank": " ",
        "not_applicable": "——",
        "none": "无",
        "recovered": "12 ↺",
        "unreadable": "⚠",
        "ambiguous": "?",
        "absent": "",
    }
    items = [
        el("li", el("span", samples[status], cls=f"v {status}", aria_hidden="true"), both(f"st_{status}"))
        for status in _STATUSES
    ]
    return el("ul", *items, cls="celllegend", aria_label="单元格状态 Kinds of cell")


def _table(context: PageContext, table: Table, cells: list[Indicator]) -> Markup:
    part = _part_of(table)
    name = part.title if part else None
    title = el(
        "h4",
        name or both("no_form"),
        Markup(" "),
        el("span", both("form", id=table.form), cls="tag") if table.form else None,
        context.flag(table.id),
        context.go(table.id, table.span),
    )
    drawn = _form(context, part, cells) if part and cells else _plain(context, cells) if cells else None
    return el(
        "section",
        title,
        drawn,
        _unmatched(context, table),
        cls="tab rec",
        tabindex="-1",
        **context.at(table.id, table.span, kind="table"),
    )


def _part_of(table: Table) -> Part | None:
    if table.form is None:
        return None
    try:
        form = load_form(table.form)
    except (GovReportError, OSError, ValueError):
        # A report read back from a newer version may name a form that this one does not have.
        return None
    return next((part for part in form.part if part.id == table.part), None)


def _form(context: PageContext, part: Part, cells: list[Indicator]) -> Markup:
    by_code: _Cells = {}
    left: list[Indicator] = []
    for cell in cells:
        if by_code.setdefault((cell.code, cell.applicant), cell) is not cell:
            left.append(cell)
    draw = {"list": _list, "block": _block, "matrix": _matrix, "cells": _row_of_cells}[part.kind]
    drawn = el("div", draw(context, part, by_code), cls="scroll", tabindex="0", role="region", aria_label=part.title)
    used = _codes(part)
    left += [cell for key, cell in by_code.items() if key not in used]
    return join([drawn, _plain(context, left)]) if left else drawn


def _codes(part: Part) -> set[tuple[str, str | None]]:
    """Return the keys of all cells that the drawing of a part has."""
    keys: set[tuple[str, str | None]] = set()
    for row in part.row:
        keys.add((row.code, None))
        for column in part.columns_of(row):
            keys.add(_key(part, row, column))
    return keys


def _key(part: Part, row: Row, column: Column) -> tuple[str, str | None]:
    if part.kind == "matrix":
        return row.code if not column.code or column.applicant else f"{row.code}.{column.code}", column.applicant
    return f"{row.code}.{column.code}" if column.code else row.code, None


def _list(context: PageContext, part: Part, cells: _Cells) -> Markup:
    """统计指标 | 单位 | 统计数, and further columns of values where the form has them."""
    # Further columns of values belong to some years and places only: those without a cell are not drawn.
    drawn = {code for code, _ in cells}
    columns = [
        column
        for column in part.column
        if column.code and any(f"{row.code}.{column.code}" in drawn for row in part.row)
    ]
    heads = [el("th", column.label, scope="col") for column in columns] or [el("th", both("value"), scope="col")]
    extra = bool(columns) and any((row.code, None) in cells for row in part.row)
    if extra:
        heads.insert(0, el("th", both("value"), scope="col"))
    rows = []
    for row in part.row:
        unit = el("td", row.unit or "", cls="unit")
        span = len(heads)
        if (
            row.kind == "heading"
            and not any((f"{row.code}.{column.code}", None) in cells for column in columns)
            and (row.code, None) not in cells
        ):
            rows.append(el("tr", _label(part, row), unit, el("td", colspan=span, cls="heading"), cls="heading"))
            continue
        values = [_cell(context, cells.get((f"{row.code}.{column.code}", None))) for column in columns]
        if extra or not columns:
            values.insert(0, _cell(context, cells.get((row.code, None))))
        rows.append(el("tr", _label(part, row), unit, *values))
    head = el("tr", el("th", both("indicator"), scope="col"), el("th", both("unit"), scope="col"), *heads)
    return el("table", el("caption", part.title, cls="sr"), el("thead", head), el("tbody", *rows), cls="form list")


def _block(context: PageContext, part: Part, cells: _Cells) -> Markup:
    head = el("tr", el("th", both("indicator"), scope="col"), *(_column_head(column) for column in part.column))
    rows = []
    for row in part.row:
        own = {column.code for column in part.columns_of(row)}
        values = [
            _cell(context, cells.get((f"{row.code}.{column.code}", None)), unit=column.unit or row.unit)
            if column.code in own
            else el("td", cls="v heading")
            for column in part.column
        ]
        rows.append(el("tr", _label(part, row), *values))
    return el("table", el("caption", part.title, cls="sr"), el("thead", head), el("tbody", *rows), cls="form block")


def _matrix(context: PageContext, part: Part, cells: _Cells) -> Markup:
    """Rows by applicants: 自然人 | 法人或其他组织 (five) | 总计."""
    columns = list(part.column)
    legal = [column for column in columns if column.applicant not in {None, "natural_person", "total"}]
    top: list[Markup] = [el("th", both("indicator"), scope="col", rowspan=2)]
    for column in columns:
        if column in legal:
            if column is legal[0]:
                top.append(el("th", both("legal_persons"), colspan=len(legal), scope="colgroup"))
        else:
            top.append(_column_head(column, rowspan=2))
    rows = []
    for row in part.row:
        if row.kind == "heading":
            rows.append(el("tr", _label(part, row), *(el("td", cls="heading") for _ in columns), cls="heading"))
            continue
        values = [_cell(context, cells.get(_key(part, row, column)), unit=None) for column in columns]
        rows.append(el("tr", _label(part, row), *values))
    head = el("thead", el("tr", *top), el("tr", *(_column_head(column) for column in legal)))
    return el("table", el("caption", part.title, cls="sr"), head, el("tbody", *rows), cls="form matrix")


def _row_of_cells(context: PageContext, part: Part, cells: _Cells) -> Markup:
    """Reviews and litigation: groups of columns over one row of values."""
    groups = [(row, part.columns_of(row)) for row in part.row]
    top = [
        el("th", pair(row.label, row.gloss), colspan=len(columns), scope="colgroup")
        for row, columns in groups
        if columns
    ]
    low = [_column_head(column) for _, columns in groups for column in columns]
    values = [
        _cell(context, cells.get((f"{row.code}.{column.code}", None))) for row, columns in groups for column in columns
    ]
    return el(
        "table",
        el("caption", part.title, cls="sr"),
        el("thead", el("tr", *top), el("tr", *low)),
        el("tbody", el("tr", *values)),
        cls="form cells",
    )


def _column_head(column: Column, *, rowspan: int | None = None) -> Markup:
    gloss = APPLICANTS[column.applicant].short if column.applicant else column.label
    return el("th", pair(column.label, gloss), scope="col", rowspan=rowspan, title=column.definition)


def _label(part: Part, row: Row) -> Markup:
    depth = min(len(part.ancestors(row.code)), 5)
    gloss = el("span", row.gloss, cls="gloss en", lang="en")
    return el("th", el("span", row.label, lang="zh-Hans"), gloss, cls=f"d{depth}", scope="row", title=row.definition)


def _cell(context: PageContext, cell: Indicator | None, *, unit: str | None = None) -> Markup:
    if cell is None:
        return el("td", el("span", both("st_absent"), cls="sr"), cls="v absent")
    shown = el("a", cell_content(context, cell), href=f"#t-{cell.id}", data_go=cell.id, cls="cellgo")
    suffix = el("span", unit, cls="u") if unit and cell.value is not None else None
    return el(
        "td",
        shown,
        suffix,
        context.flag(cell.id),
        cls=f"v rec {_status(cell)}",
        tabindex="-1",
        **context.at(cell.id, cell.span, kind="cell"),
    )


def _status(cell: Indicator) -> str:
    return "zero" if cell.status == "reported" and cell.value == 0 else cell.status


def cell_content(context: PageContext, cell: Indicator) -> Markup:
    """Return what a cell shows: its figure, or what stands in its place, with the name of its state."""
    status = _status(cell)
    sign = _SIGNS.get(cell.status)
    if cell.value is not None:
        value = el("span", grouped(cell.value), cls="n")
        return (
            join([value, el("span", f" {sign}", aria_hidden="true"), el("span", both(f"st_{status}"), cls="sr")])
            if sign
            else value
        )
    raw = context.quote(cell.span).strip() or "　"
    if cell.status == "ambiguous":
        raw = " / ".join(grouped(value) for value in cell.candidates) or raw
    note = el("span", both(f"st_{status}"), cls="st")
    return join([el("span", f"{sign} {raw}" if sign else raw, cls="raw"), note])


def _plain(context: PageContext, cells: list[Indicator]) -> Markup:
    """Cells of a form that this version cannot draw, one a row."""
    rows = [
        el(
            "tr",
            el("th", cell_name(cell, "zh"), scope="row"),
            el("td", cell.unit or "", cls="unit"),
            _cell(context, cell),
            el("td", cite_button(cell.id)),
        )
        for cell in cells
    ]
    head = el(
        "tr",
        el("th", both("indicator"), scope="col"),
        el("th", both("unit"), scope="col"),
        el("th", both("value"), scope="col"),
        el("td"),
    )
    return el("table", el("thead", head), el("tbody", *rows), cls="form list")


def _unmatched(context: PageContext, table: Table) -> Markup | None:
    if not table.unmatched:
        return None
    rows = list(_unmatched_rows(context, table))
    return el(
        "details", el("summary", both("unmatched"), f" {len(rows)}"), el("ul", *rows, cls="list"), cls="unmatched"
    )


def _unmatched_rows(context: PageContext, table: Table) -> Iterator[Markup]:
    for row in table.unmatched:
        where = el(
            "a",
            context.place(row.span),
            href=f"#t-{table.id}",
            cls="go",
            data_at=context.unit_of(row.span.start),
            data_go=table.id,
        )
        yield el("li", el("code", row.text), el("span", row.reason, cls="said"), where)
