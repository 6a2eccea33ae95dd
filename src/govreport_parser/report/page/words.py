"""The page's words, in both languages; the page shows one of them and can change over."""

from govreport_parser.report.page.markup import Markup, el, join
from govreport_parser.report.words import SHARED, Words, phrase

__all__ = ["KINDS", "WORDS", "both", "pair", "word"]

WORDS: Words = SHARED | {
    # key: (中文, English)
    "text": ("原文", "Source text"),
    "records": ("数据", "Records"),
    "headline": ("主要数字", "Headline figures"),
    "pairs": ("正文与统计表对照", "Prose and table side by side"),
    "counts": ("正文数字", "Figures in prose"),
    "events": ("大事记", "Timeline"),
    "institutions": ("机构", "Institutions"),
    "documents": ("引用文件", "Documents cited"),
    "annex": ("统计表", "Annex"),
    "dates": ("日期", "Dates"),
    "losses": ("无法解码的字符", "Characters that could not be decoded"),
    "pdf_page": ("第{n}页", "page {n}"),
    "prose": ("正文", "prose"),
    "table": ("统计表", "table"),
    "what": ("内容", "What"),
    "in_prose": ("正文", "Prose"),
    "in_table": ("统计表", "Table"),
    "verdict": ("结果", "Result"),
    "same": ("一致", "agree"),
    "differs": ("不一致", "differ"),
    "open": ("无法比较", "not comparable"),
    "fault_source": ("疑为报告本身的问题", "likely the report's own fault"),
    "fault_scrape": ("疑为抓取或转换所致", "likely a fault of the scrape"),
    "fault_unsure": ("原因不明", "cause unsure"),
    "difference": ("相差 {n}", "difference {n}"),
    "compared": ("涉及数据（点击查看两侧）", "What was compared (click to see both sides)"),
    "indicator": ("统计指标", "Indicator"),
    "unit": ("单位", "Unit"),
    "value": ("统计数", "Figure"),
    "legal_persons": ("法人或其他组织", "Legal persons or other organisations"),
    "form": ("{id} 年格式", "Form of {id}"),
    "no_form": ("未识别的表格", "Table of no known form"),
    "no_annex": ("没有统计表。", "There is no table of figures."),
    "unmatched": ("未归入格式的行", "Rows that fitted no form"),
    "parts_cover": ("其中各项合计 {sum}，占 {share}", "stated parts add up to {sum}, {share}"),
    "parts_equal": ("其中各项合计等于总数", "stated parts add up to the whole"),
    "parts_exceed": ("其中各项合计 {sum}，超过总数", "stated parts add up to {sum}, more than the whole"),
    "damaged": ("日期残缺", "damaged date"),
    "recurring": ("周期性", "recurring"),
    "approximate": ("约略", "approximate"),
    "anchored": ("年份由报告推定", "year taken from the report"),
    "mentions": ("{n} 处", "{n} places"),
    "period": ("统计期限 {start} 至 {end}", "period {start} to {end}"),
    "published": ("公布 {day}", "published {day}"),
    "division": ("行政区划 {code} {name}", "division {code} {name}"),
    "national_form": ("国家格式 {id}", "national form {id}"),
    "size": ("{n} 字", "{n} characters"),
    "copy": ("引用", "Cite"),
    "search": ("搜索", "Search"),
    "as_printed": ("原样", "as printed"),
    "repairs": ("校改", "repairs"),
    "all_changes": ("全部转换", "every change"),
    "fold": ("全部折叠", "Fold all"),
    "unfold": ("全部展开", "Unfold all"),
    "light_dark": ("明暗", "Light / dark"),
    "print": ("打印", "Print"),
    "keys": ("键盘", "Keys"),
    "close": ("关闭", "Close"),
    "back": ("← 前一处", "← Previous"),
    "next": ("后一处 →", "Next →"),
    "skip": ("跳到原文", "Skip to the source text"),
    "more": ("另有 {n} 项", "{n} more"),
    "made_by": (
        "本页由 govreport-parser 生成，只显示源文件所载内容，不访问网络。",
        "Made by govreport-parser from the source file alone; this page makes no request to anywhere.",
    ),
}

KINDS: dict[str, tuple[str, str, str]] = {
    # kind: (sign, 中文, English); the sign and the line under the words tell the kinds apart without colour
    "count": ("■", "数字", "figures"),
    "date": ("◆", "日期", "dates"),
    "event": ("❯", "事件", "events"),
    "institution": ("●", "机构", "institutions"),
    "document": ("▲", "文件", "documents"),
    "absence": ("∅", "未发生", "absences"),
    "cell": ("▦", "单元格", "cells"),
    "finding": ("✗", "核查发现", "findings"),
}

KEYS: tuple[tuple[str, str, str], ...] = (
    ("/", "搜索", "search"),
    ("n / p", "后一个／前一个标记", "next / previous mark"),
    ("Enter", "在原文与数据之间跳转", "jump between text and records"),
    ("f / Shift+F", "后一条／前一条核查发现", "next / previous finding"),
    ("c", "复制引用", "copy the citation line"),
    ("t / r", "到原文／到数据", "go to the text / the records"),
    ("[ / ]", "全部折叠／全部展开", "fold / unfold all sections"),
    ("w", "显示校改", "show repairs and rewording"),
    ("Esc", "取消选择", "clear the selection"),
    ("?", "本帮助", "this help"),
)


def word(key: str, lang: str, **figures: object) -> str:
    """Return one phrase in one language."""
    return phrase(WORDS, key, lang, **figures)


def both(key: str, **figures: object) -> Markup:
    """Return one phrase in both languages, of which the page shows one."""
    return pair(word(key, "zh", **figures), word(key, "en", **figures))


def pair(zh: str, en: str) -> Markup:
    """Return two wordings, of which the page shows one."""
    return join([el("span", zh, cls="zh", lang="zh-Hans"), el("span", en, cls="en", lang="en")])
