"""The annex as a whole: there or not, in which form, with rows that fitted nothing."""

from collections.abc import Iterator

from govreport_parser.checks.base import MOST_PLACES, check, finding, numbered
from govreport_parser.checks.examined import Examined
from govreport_parser.report.model import Finding
from govreport_parser.spans import Span
from govreport_parser.tables.broken import UNCLEAR_REASON, UNREAD

__all__: list[str] = []

_FIRST_FORM_YEAR = 2014
"""国办发〔2014〕32号: from this year on a table of figures belongs to every report."""


@check("form.no-table", zh="没有统计表", en="The report has no table of figures.")
def no_table(examined: Examined) -> Iterator[Finding]:
    """From 2014 on every report has a table; its absence mostly means that the scrape stopped at an attachment."""
    report = examined.report
    metadata = report.metadata
    if metadata.genre != "annual_report" or report.indicators or (metadata.year or 0) < _FIRST_FORM_YEAR:
        return
    if any(table.rule == UNREAD for table in report.tables):
        return
    if metadata.period is not None and metadata.period.start.year < metadata.period.end.year:
        return  # an academic year: schools report under 教育部令第29号, which has no such table
    yield finding(
        "form.no-table",
        "info",
        zh=f"{metadata.year} 年的报告应附统计表，文本中没有找到；可能只在附件里。",
        en=f"A report on {metadata.year} should carry a table of figures; none was found. It may be in an attachment.",
        spans=[Span(0, 0)],
        fault="scrape",
    )


@check("form.unread-table", zh="有统计表无法读取", en="A table of figures could not be read.")
def unread_table(examined: Examined) -> Iterator[Finding]:
    """Tell where a table stands whose cells nothing parts: 信息内容本年制发件数…规章000."""
    report = examined.report
    for table in report.tables:
        if table.rule == UNREAD:
            yield finding(
                "form.unread-table",
                "warning",
                zh="此处有统计表，但单元格之间没有分隔，无法确定各项数值，一个也没有读取。",
                en="A table stands here whose cells cannot be told apart; none of its figures was read.",
                spans=[table.span],
                operands=[table.id],
                fault="scrape",
            )


@check("form.mixed", zh="统计表混用不同年代的格式", en="The tables mix the forms of different years.")
def mixed(examined: Examined) -> Iterator[Finding]:
    """Two national forms in one report: their figures are comparable only where the codes are the same."""
    report = examined.report
    tables = [table for table in report.tables if table.form is not None]
    forms = sorted({table.form for table in tables if table.form})
    if len(forms) > 1:
        yield finding(
            "form.mixed",
            "info",
            zh=f"统计表混用了 {'、'.join(forms)} 年的格式。",
            en=f"The tables mix the forms of {', '.join(forms)}.",
            spans=[table.span for table in tables],
            operands=[table.id for table in tables],
        )


@check("form.unmatched-rows", zh="有表格行与统计表格式不符", en="Rows of a table fitted no form.")
def unmatched_rows(examined: Examined) -> Iterator[Finding]:
    """Rows that fitted no form, one finding for each table."""
    for table in examined.report.tables:
        number = len(table.unmatched)
        if any(row.reason == UNCLEAR_REASON for row in table.unmatched):
            zh = f"表中有 {number} 行属于统计表，但看不出是哪一年的格式，已原样保留。"
            en = f"The table has {numbered(number, 'row')} whose form is not clear, kept as printed."
        elif table.form is not None and number:
            zh = f"表中有 {number} 行与 {table.form} 年格式不符，已原样保留。"
            en = f"{numbered(number, 'row')} fitted nothing in the form of {table.form}, kept as printed."
        else:
            continue
        yield finding(
            "form.unmatched-rows",
            "info",
            zh=zh,
            en=en,
            spans=[row.span for row in table.unmatched[:MOST_PLACES]],
            operands=[table.id],
        )


@check("form.cells", zh="有单元格无法确定数值", en="Cells whose value stays open.")
def open_cells(examined: Examined) -> Iterator[Finding]:
    """Cells that could not be read, or that fit several places."""
    report = examined.report
    for status, zh, en in (
        ("unreadable", "个单元格无法读成数字", "could not be read as a number"),
        ("ambiguous", "个单元格有多种可能的数值", "may hold one of several values"),
        ("recovered", "个单元格按表内勾稽关系复位", "got back in place by the form's identities"),
    ):
        cells = [indicator for indicator in report.indicators if indicator.status == status]
        if cells:
            yield finding(
                "form.cells",
                "info" if status == "recovered" else "warning",
                zh=f"{len(cells)} {zh}。",
                en=f"{numbered(len(cells), 'cell')} {en}.",
                spans=[cell.span for cell in cells[:MOST_PLACES]],
                operands=[cell.id for cell in cells[:MOST_PLACES]],
                fault="scrape",
            )


@check(
    "form.rules-below-city",
    zh="县级以下机关填报规章",
    en="A body below the city level reports rules (规章) of its own.",
)
def rules_below_city(examined: Examined) -> Iterator[Finding]:
    """Only provinces, cities divided into districts and autonomous prefectures may make 规章 (Legislation Law, 93)."""
    report = examined.report
    division = report.metadata.division
    if division is None or division.level != "county":
        return
    cells = [cell for cell in report.indicators if cell.code.startswith("rules.") and cell.value]
    if cells:
        yield finding(
            "form.rules-below-city",
            "warning",
            zh=f"{division.name}为县级，无权制定规章，表中却填有规章数；可能误把规范性文件填作规章。",
            en=f"{division.name} is a county-level division and cannot make rules; perhaps documents were meant.",
            spans=[cell.span for cell in cells],
            operands=[cell.id for cell in cells],
            fault="source",
        )
