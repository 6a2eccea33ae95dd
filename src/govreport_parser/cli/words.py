"""The words of the summary in both languages."""

import re

from govreport_parser.report.words import SHARED, Words, phrase

__all__ = ["WORDS", "say"]

WORDS: Words = SHARED | {
    # key: (中文, English)
    "form": ("统计表格式", "national form"),
    "no_form": ("无统计表", "no table of figures"),
    "unknown_form": ("统计表格式未识别", "table of no known form"),
    "headline": ("主要数字（正文）", "Headline figures (prose)"),
    "annex": ("统计表", "What the annex says"),
    "annex_note": (
        "共 {all} 格：{reported} 格有数，其中 {zero} 格为 0；{blank} 格空白；{other} 格为其他状态",
        "{all} cells: {reported} with a figure, of which {zero} are 0; {blank} blank; {other} otherwise",
    ),
    "annex_hidden": (
        "为 0 与空白的格未列出；--format csv 列出全部。",
        "Zeros and blanks are not shown; --format csv lists all.",
    ),
    "applicants_hidden": (
        "按申请人类型分列的 {cells} 格未列出；--format csv 列出全部。",
        "{cells} cells by kind of applicant are not shown; --format csv lists all.",
    ),
    "annex_unmatched": (
        "{rows} 行不符合已知格式，其中数字未读取；govreport view 显示这些行。",
        "{rows} table rows fit no known form, and their figures were not read; govreport view shows them.",
    ),
    "is_planned": ("（计划）", " (planned)"),
    "events": ("大事", "Dated events"),
    "lines_of_text": (
        "行号是从文件中读出的正文的行号，不是原文件的；govreport view 显示正文和行号。",
        "Lines are those of the text read out of the file, not the file's own; govreport view shows them.",
    ),
    "more": ("另有 {n} 项，见 --format json", "{n} more: see --format json"),
    "summary_of": (
        "{sections} 个章节，{counts} 个正文数字，{institutions} 个机构，{documents} 份引用文件",
        "{sections} sections, {counts} counts, {institutions} institutions, {documents} documents cited",
    ),
}

_ONE = re.compile(r"(?<![\d,.])(1 (?:section|count|institution|document|cell))s")


def say(key: str, lang: str, **figures: object) -> str:
    """Return the phrase `key` in `lang` (zh or en), filled with `figures`."""
    said = phrase(WORDS, key, lang, **figures)
    return said if lang == "zh" else _ONE.sub(r"\1", said)
