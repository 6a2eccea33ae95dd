"""The words for people that the summary and the page have in common, in both languages."""

__all__ = ["SHARED", "Words", "phrase"]

Words = dict[str, tuple[str, str]]
"""One entry a phrase: (中文, English); `{}` takes the figures."""

SHARED: Words = {
    "findings": ("核查发现", "What does not add up"),
    "no_findings": ("未发现自相矛盾之处。", "Nothing was found that contradicts itself."),
    "line": ("第{n}行", "line {n}"),
    "year": ("{n}年度", "report on {n}"),
    "unknown_issuer": ("编制机关未能识别", "issuer not recognised"),
    "unknown_year": ("年度未知", "year unknown"),
    "simplified": ("简体", "simplified"),
    "traditional": ("繁体", "traditional"),
    "mixed": ("简繁混用", "mixed script"),
    "taiwan": ("台湾用词", "Taiwan wording"),
    "not_a_report": (
        "这份文本不像政府信息公开工作年度报告。",
        "This text does not look like an annual report on information disclosure.",
    ),
    "absences": ("报告称没有发生", "What the report says did not happen"),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "info": ("提示", "note"),
    "planned": ("计划", "planned"),
    "over": ("余", "over "),
    "about": ("约", "about "),
    "under": ("近", "nearly "),
    "at_least": ("不少于", "at least "),
    "at_most": ("不超过", "at most "),
    "increase": ("增", "up "),
    "decrease": ("减", "down "),
    "st_reported": ("已填", "stated"),
    "st_zero": ("零", "zero"),
    "st_blank": ("空白", "blank"),
    "st_not_applicable": ("不适用", "not applicable"),
    "st_none": ("无", "none"),
    "st_unreadable": ("无法读取", "unreadable"),
    "st_recovered": ("已复位", "recovered"),
    "st_ambiguous": ("不确定", "ambiguous"),
    "st_absent": ("原文无此格", "not in the source"),
}


def phrase(words: Words, key: str, lang: str, **figures: object) -> str:
    """Return the phrase `key` in `lang` (zh or en), filled with `figures`: 第25行.

    >>> phrase(SHARED, "line", "zh", n=25)
    '第25行'
    """
    return words[key][0 if lang == "zh" else 1].format(**figures)
