"""The words of the summary in both languages. One entry a phrase; `{}` takes the figures."""

import re

__all__ = ["WORDS", "say"]

WORDS: dict[str, tuple[str, str]] = {
    # key: (中文, English)
    "reports_on": ("{issuer}　{year}年度", "{issuer}, report on {year}"),
    "unknown_issuer": ("编制机关未能识别", "issuer not recognised"),
    "unknown_year": ("年度未知", "unknown year"),
    "form": ("统计表格式", "national form"),
    "no_form": ("无统计表", "no table of figures"),
    "simplified": ("简体", "simplified"),
    "traditional": ("繁体", "traditional"),
    "mixed": ("简繁混用", "mixed"),
    "taiwan": ("台湾用词", "Taiwan wording"),
    "not_a_report": (
        "这份文本不像政府信息公开工作年度报告。",
        "This text does not look like an annual report on disclosure.",
    ),
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
    "events": ("大事", "Dated events"),
    "absences": ("报告称没有发生", "What the report says did not happen"),
    "findings": ("核查发现", "What does not add up"),
    "no_findings": ("未发现自相矛盾之处。", "Nothing was found that contradicts itself."),
    "lines_of_text": (
        "行号是从文件中读出的正文的行号，不是原文件的；govreport view 显示正文和行号。",
        "Lines are those of the text read out of the file, not the file's own; govreport view shows them.",
    ),
    "planned": ("（计划）", " (planned)"),
    "more": ("另有 {n} 项，见 --format json", "{n} more: see --format json"),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "info": ("提示", "note"),
    "over": ("余", "over "),
    "about": ("约", "about "),
    "under": ("近", "nearly "),
    "at_least": ("不少于", "at least "),
    "at_most": ("不超过", "at most "),
    "increase": ("增", "up "),
    "decrease": ("减", "down "),
    "unreadable": ("无法读取", "unreadable"),
    "ambiguous": ("不确定", "ambiguous"),
    "recovered": ("已复位", "recovered"),
    "summary_of": (
        "{sections} 个章节，{counts} 个正文数字，{institutions} 个机构，{documents} 份引用文件",
        "{sections} sections, {counts} counts, {institutions} institutions, {documents} documents cited",
    ),
}

_ONE = re.compile(r"(?<![\d,.])(1 (?:section|count|institution|document|cell))s")


def say(key: str, lang: str, **figures: object) -> str:
    """Return the phrase `key` in `lang` (zh or en), filled with `figures`."""
    zh, en = WORDS[key]
    return zh.format(**figures) if lang == "zh" else _ONE.sub(r"\1", en.format(**figures))
