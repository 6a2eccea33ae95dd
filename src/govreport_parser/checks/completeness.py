"""What a form prints and the report's tables lack: whole tables of the form, and rows of one table."""

from collections.abc import Iterator

from govreport_parser.checks.base import check, finding, numbered
from govreport_parser.checks.examined import Examined
from govreport_parser.report.model import Finding
from govreport_parser.tables.form_model import Part
from govreport_parser.tables.forms import load_form

__all__ = ["missing_rows", "missing_tables"]

_SHEETS = {"2019", "2021"}
"""The national forms of several tables; the older ones have one, and provinces changed its rows."""
_MOST_NAMES = 6


@check("form.missing-tables", zh="缺少统计表格式中的表", en="Tables of the form are not there.")
def missing_tables(examined: Examined) -> Iterator[Finding]:
    """Name the tables of the forms of 2019 and 2021 that a report lacks: a scrape that stopped early has not all."""
    report = examined.report
    for name in sorted({table.form for table in report.tables if table.form in _SHEETS}):
        tables = [table for table in report.tables if table.form == name]
        there = {table.part for table in report.tables if table.form}
        printed = load_form(name).part
        lacking = [part for part in printed if part.id not in there]
        if lacking:
            yield finding(
                "form.missing-tables",
                "info",
                zh=f"{name} 年格式共有 {len(printed)} 张表，缺 {len(lacking)} 张:{_names(lacking, '、')}。",
                en=f"The form of {name} has {len(printed)} tables, "
                f"of which the report lacks {len(lacking)}: {_names(lacking, ', ')}.",
                spans=[table.span for table in tables[-1:]],
                operands=[table.id for table in tables[-1:]],
            )


def _names(parts: list[Part], between: str) -> str:
    return between.join(part.title for part in parts)


@check("form.missing-rows", zh="表中缺少格式规定的行", en="Rows of the form are not in the table.")
def missing_rows(examined: Examined) -> Iterator[Finding]:
    """Name the rows of the national forms that a table lacks; a table broken over pages counts as one."""
    report = examined.report
    for name in sorted({table.form for table in report.tables if table.form and table.form != "2008"}):
        for part in load_form(name).part:
            tables = [table for table in report.tables if table.form == name and table.part == part.id]
            ids = {table.id for table in tables}
            codes = {cell.code for cell in report.indicators if cell.table in ids}
            # A row is there by its own code or by one of its columns', permits.change.
            rows = codes | {code.rpartition(".")[0] for code in codes}
            lacking = [row.label for row in part.row if row.kind != "heading" and row.code not in rows]
            if codes and lacking:
                yield finding(
                    "form.missing-rows",
                    "info",
                    zh=f"“{part.title}”表缺 {len(lacking)} 行:{'、'.join(lacking[:_MOST_NAMES])}"
                    f"{'等' if len(lacking) > _MOST_NAMES else ''}。",
                    en=f"The table {part.title} lacks {numbered(len(lacking), 'row')}: "
                    f"{', '.join(lacking[:_MOST_NAMES])}"
                    f"{', …' if len(lacking) > _MOST_NAMES else ''}.",
                    spans=[table.span for table in tables],
                    operands=[table.id for table in tables],
                )
