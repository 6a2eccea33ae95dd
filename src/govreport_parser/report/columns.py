"""The columns of the flattening: the data dictionary of every output, in both languages."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

__all__ = [
    "DICTIONARY",
    "FILES",
    "TABLES",
    "Column",
    "ColumnType",
    "Row",
    "TableSchema",
    "Value",
    "no_table",
    "schema_of",
]

Value = None | str | int | bool | Decimal | datetime.date
Row = tuple[Value, ...]
ColumnType = Literal["text", "integer", "decimal", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an output: its name, the type of its values, and what they mean, in both languages."""

    name: str
    type: ColumnType
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table of the flattening: its name, what one row holds, and its columns."""

    name: str
    en: str
    zh: str
    columns: tuple[Column, ...]


_SHARED = (
    Column("report", "text", "SHA-256 of the source's bytes: the key of the report.", "来源文件的 SHA-256，报告的主键"),
    Column("source", "text", "Name of the source file.", "来源文件名"),
    Column("issuer", "text", "The body that reports.", "编制机关"),
    Column("division_code", "text", "Code of its administrative division (GB/T 2260).", "行政区划代码"),
    Column("year", "integer", "The year reported on.", "报告年度"),
)
_PLACE = (
    Column("line", "integer", "Line in the source text, from 1.", "原文行号"),
    Column("start_char", "integer", "First character in the source text, from 0.", "原文起始字符"),
    Column("end_char", "integer", "Character after the last.", "原文结束字符"),
)
_ID = Column("id", "text", "Id of the record, stable over re-parsing.", "记录编号")


TABLES: tuple[TableSchema, ...] = (
    TableSchema(
        "reports",
        "One row a report.",
        "每份报告一行",
        (
            *_SHARED,
            Column("genre", "text", "annual_report or other.", "文种"),
            Column("title", "text", "Title, simplified.", "标题"),
            Column("division_name", "text", "Name of the division.", "行政区划名称"),
            Column("division_level", "text", "province, prefecture or county.", "行政区划级别"),
            Column("period_start", "date", "First day reported on.", "统计起始日"),
            Column("period_end", "date", "Last day reported on.", "统计截止日"),
            Column("published", "date", "Day of publication.", "公布日期"),
            Column("form", "text", "National form of the tables: 2008, 2014, 2019, 2021.", "统计表格式年代"),
            Column("script", "text", "simplified, traditional or mixed.", "字体"),
            Column("vocabulary", "text", "mainland or taiwan.", "用词"),
            Column("media_type", "text", "Media type of the source.", "来源类型"),
            Column("encoding", "text", "Encoding of the source.", "来源编码"),
            Column("characters", "integer", "Length of the source text.", "原文字符数"),
            Column("counts", "integer", "Number of counts found in prose.", "正文数字条数"),
            Column("indicators", "integer", "Number of cells found in tables.", "表格指标个数"),
            Column("errors", "integer", "Findings of severity error.", "错误数"),
            Column("warnings", "integer", "Findings of severity warning.", "警告数"),
        ),
    ),
    TableSchema(
        "sections",
        "One row a section.",
        "每个章节一行",
        (
            *_SHARED,
            _ID,
            Column("parent", "text", "Id of the section above.", "上级章节编号"),
            Column("level", "integer", "Depth, from 1.", "层级"),
            Column("marker", "text", "Number as printed: 一、.", "序号"),
            Column("number", "integer", "The number.", "序号数值"),
            Column("title", "text", "Title, simplified, without its number.", "标题"),
            Column("kind", "text", "What the section is about.", "章节类型"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "figures",
        "One row a figure: a cell of the national form (indicator) or a count in prose.",
        "每个数字一行：统计表单元格（indicator）或正文数字（count）",
        (
            *_SHARED,
            _ID,
            Column(
                "kind",
                "text",
                "indicator, count, or file: the one row of a file without figures in outputs of figures alone.",
                "表格指标 indicator、正文数字 count；仅含数字的输出中，无数字的文件占一行 file",
            ),
            Column("code", "text", "Code of the indicator; over forms the same where the meaning is.", "指标代码"),
            Column("label", "text", "What is counted, simplified.", "名称"),
            Column("path", "text", "Labels above it in the form, joined with ' > '.", "上级名称"),
            Column("applicant", "text", "Kind of applicant, for the matrix of applications.", "申请人类型"),
            Column("value", "decimal", "The value; empty is unknown, never zero.", "数值（空表示未知，不是零）"),
            Column("value_to", "decimal", "Upper end of a range.", "区间上限"),
            Column("unit", "text", "Unit as written or as the form has it.", "单位"),
            Column("value_yuan", "decimal", "Amount in yuan, where the unit is known.", "金额（元）"),
            Column("measure", "text", "quantity, money, percent, percentage_points, duration or rank.", "量的类型"),
            Column("approximation", "text", "exact, over, about, under, at_least, at_most or range.", "约数类型"),
            Column("change", "text", "none, increase or decrease.", "增减"),
            Column(
                "status",
                "text",
                "reported, blank, not_applicable, none, unreadable, recovered, ambiguous; of a file its status.",
                "状态：已填、空白、不适用、无、无法读取、已复位、不确定；kind 为 file 时是文件的处理结果",
            ),
            Column("part_of", "text", "Id of the count that this is a part of.", "所属总数编号"),
            Column("period_start", "date", "First day that the count speaks of.", "统计起始日"),
            Column("period_end", "date", "Last day that the count speaks of.", "统计截止日"),
            Column("quote", "text", "The source's own characters.", "原文"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "dates",
        "One row a date named in prose.",
        "正文中的每个日期一行",
        (
            *_SHARED,
            _ID,
            Column("text", "text", "The date as written.", "原文"),
            Column("start_date", "date", "First day.", "起始日"),
            Column("end_date", "date", "Last day, included.", "结束日"),
            Column("granularity", "text", "day, month, year …", "精度"),
            Column("approximate", "boolean", "年初, 月底 and the like.", "是否约略"),
            Column("anchored", "boolean", "The year came from the report.", "年份是否由报告推定"),
            Column("recurring", "boolean", "A rule such as 每年3月31日前.", "是否周期性"),
            Column("status", "text", "read or damaged.", "状态"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "events",
        "One row a dated event.",
        "每个有日期的事件一行",
        (
            *_SHARED,
            _ID,
            Column("start_date", "date", "First day.", "起始日"),
            Column("end_date", "date", "Last day, included.", "结束日"),
            Column("kind", "text", "meeting, training, publication …", "事件类型"),
            Column("planned", "boolean", "Announced, not reported as done.", "是否为计划"),
            Column("what", "text", "The clause, simplified.", "内容（规范化）"),
            Column("actors", "text", "Who acts, joined with 、.", "主体"),
            Column("institutions", "text", "All bodies named, joined with 、.", "涉及机构"),
            Column("place", "text", "Where, if stated.", "地点"),
            Column("quote", "text", "The source's own characters.", "原文"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "absences",
        "One row a statement that something did not happen.",
        "每条“未发生、未收到”一行",
        (
            *_SHARED,
            _ID,
            Column("text", "text", "The words that say no.", "原文"),
            Column("label", "text", "What did not happen, simplified.", "内容"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "institutions",
        "One row a mention of an institution.",
        "机构的每次出现一行",
        (
            *_SHARED,
            _ID,
            Column("canonical", "text", "Full name.", "规范名称"),
            Column("kind", "text", "government, department, office …", "机构类型"),
            Column("institution_division", "text", "Code of the institution's division.", "机构所属区划代码"),
            Column("text", "text", "The name as written here.", "原文"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "documents",
        "One row a cited document.",
        "引用的每份文件一行",
        (
            *_SHARED,
            _ID,
            Column("title", "text", "Title without 《》, simplified.", "标题"),
            Column("number", "text", "Number, its brackets written 〔〕.", "文号"),
            Column("document_issuer", "text", "Issuer, where the source tells.", "发文机关"),
            Column("text", "text", "As written.", "原文"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "unmatched_rows",
        "One row a table row that fitted no form.",
        "与统计表格式不符的每个表格行一行",
        (
            *_SHARED,
            Column("table_id", "text", "Id of the table.", "表编号"),
            Column("form", "text", "Form of the table, where it is known.", "格式年代"),
            Column("text", "text", "The row as written.", "原文"),
            Column("reason", "text", "Why it fitted nothing.", "原因"),
            *_PLACE,
        ),
    ),
    TableSchema(
        "findings",
        "One row a finding: something that does not add up or should be known.",
        "每条核查发现一行",
        (
            *_SHARED,
            _ID,
            Column("code", "text", "Code of the check.", "核查代码"),
            Column("severity", "text", "error, warning or info.", "严重程度"),
            Column("message_zh", "text", "In Chinese.", "中文说明"),
            Column("message_en", "text", "In English.", "英文说明"),
            Column(
                "left_value",
                "text",
                "One side, a number or an ISO date; the message says in what unit.",
                "一方的数值或日期，单位见说明",
            ),
            Column(
                "right_value",
                "text",
                "The other side, in the same unit; empty where it is silent.",
                "另一方的数值或日期，单位相同；空表示未载明",
            ),
            Column("difference", "text", "Left minus right, in the same unit.", "差额，单位相同"),
            Column("fault", "text", "source, scrape or unsure.", "责任推定"),
            Column("operands", "text", "Ids of the records compared.", "涉及记录"),
            *_PLACE,
        ),
    ),
)
"""The tables, in the order in which outputs show them."""


FILES = TableSchema(
    "files",
    "One row a file given, whatever became of it.",
    "每个输入文件一行，无论结果如何",
    (
        Column("source", "text", "Name of the source file, or archive!member.", "来源文件名，或 压缩包!成员"),
        Column("status", "text", "parsed, partial, not a report or failed.", "状态：已解析、部分解析、不是年报、失败"),
        Column("reason", "text", "Why it failed or what of it could not be read.", "失败原因或未能读取的部分"),
        Column("report", "text", "SHA-256 of the source's bytes, where they could be read.", "来源文件的 SHA-256"),
        Column("figures", "integer", "Number of rows in figures.", "数字条数"),
        Column("errors", "integer", "Findings of severity error.", "错误数"),
        Column("parser_version", "text", "Version of govreport_parser.", "解析器版本"),
    ),
)
"""The status line of every file of a batch."""

DICTIONARY = TableSchema(
    "dictionary",
    "One row a column of the other tables.",
    "其他各表的每一列一行",
    (
        Column("table", "text", "Name of the table.", "表名"),
        Column("column", "text", "Name of the column.", "列名"),
        Column("type", "text", "Type of its values.", "类型"),
        Column("description", "text", "What it means.", "英文说明"),
        Column("description_zh", "text", "What it means, in Chinese.", "中文说明"),
    ),
)
"""The data dictionary as a table."""


def schema_of(name: str) -> TableSchema:
    """Return the columns of a table by its name. KeyError names the tables that there are."""
    for schema in (*TABLES, FILES, DICTIONARY):
        if schema.name == name:
            return schema
    raise no_table(name)


def no_table(name: str) -> KeyError:
    """Return the error for a name that no table has; it names the tables that there are."""
    return KeyError(f"there is no table {name!r}. Give one of {', '.join(schema.name for schema in TABLES)}.")
