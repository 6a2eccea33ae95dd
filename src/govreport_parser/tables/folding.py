"""Fold a label to what tells it from others: without blanks, numbering, notes in brackets, 其中 and punctuation."""

import functools

import regex

__all__ = ["article_item", "bracketed_unit", "fold", "is_within"]

_NOTE = regex.compile(r"\([^()]*\)")
_OPEN_NOTE = regex.compile(r"\([^()]*$|^[^()]{0,3}\)")
_LEAD = regex.compile(
    r"""(?:其中[:：;；,，、]*|[#*★☆●■◆·•]+
    |[一二三四五六七八九十]{1,3}[、.．:]|\d{1,2}(?:\.\d{1,2})*(?:[、．:)]|\.(?!\d))|\d{1,2}(?:\.\d{1,2})+(?=\D)|[①-⑳㈠-㈩⑴-⒇⒈-⒛])+""",
    regex.VERBOSE,
)
"""Numbers, 其中 and signs, in any order: 其中:1. and 1.其中:."""
_DROPPED = regex.compile(r"[\s、,，.。;；:：“”‘’\"'「」『』《》〈〉<>/\\|·*_#—–\-]+")
_BLANK = regex.compile(r"\s+")
_SPELLINGS = str.maketrans({"（": "(", "）": ")", "〔": "(", "〕": ")", "[": "(", "]": ")", "复": "复", "複": "复"})
_ARTICLE = regex.compile(r"第二十条第?\(?([一五六八九])\)?项?")
_UNIT_NOTE = regex.compile(r"\((?:单位)?[:：]?[^()]*?(亿元|万元|元|件|条|项)\)")
_SAME = (
    ("其它", "其他"),
    ("设定政府", "设置政府"),
    ("答覆", "答复"),
    ("做出", "作出"),
    ("规范性档案", "规范性文件"),
    ("网路", "网络"),
    ("线上访谈", "在线访谈"),
    ("的", ""),
)
"""Spellings that copies of the forms use for one word, whether or not the text was normalised before."""


@functools.lru_cache(maxsize=8192)
def fold(label: str) -> str:
    """Return the folded label.

    >>> fold("(一)主动公开政府信息数 (不同渠道和方式公开相同信息计1条)")
    '主动公开政府信息数'
    >>> fold("其中:1.网站公开的政府信息数")
    '网站公开政府信息数'
    >>> fold("3.危及“三安全一稳定”")
    '危及三安全一稳定'
    """
    text: str = _BLANK.sub("", label).translate(_SPELLINGS)
    if "(" in text or ")" in text:
        text = _OPEN_NOTE.sub("", _NOTE.sub("", _NOTE.sub("", text)))
    lead = _LEAD.match(text)
    if lead:
        text = text[lead.end() :]
    text = _DROPPED.sub("", text)
    for other, usual in _SAME:
        if other in text:
            text = text.replace(other, usual)
    return text


def article_item(label: str) -> str | None:
    """Return which item of Article 20 a block's title names.

    >>> article_item("第二十条第(五)项")
    '五'
    """
    if "二十条" not in label:
        return None
    match = _ARTICLE.search(_BLANK.sub("", label).translate(_SPELLINGS))
    return str(match[1]) if match else None


def bracketed_unit(label: str) -> str | None:
    """Return the unit that a header names in brackets.

    >>> bracketed_unit("采购总金额(万元)")
    '万元'
    """
    match = _UNIT_NOTE.search(label.translate(_SPELLINGS))
    return match[1] if match else None


def is_within(part: str, whole: str) -> bool:
    """Tell whether `part` is `whole` with characters lost: more than half are left, in their order.

    >>> is_within("本年发件", "本年制发件数"), is_within("本年发文", "本年制发件数")
    (True, False)
    """
    rest = iter(whole)
    return len(part) * 2 > len(whole) and all(character in rest for character in part)
