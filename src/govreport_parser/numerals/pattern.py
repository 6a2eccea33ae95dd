"""What one numeral looks like, as pieces of a `regex` pattern over simplified, half-width text.

Blanks may stand inside: 三千 八百.
"""

__all__ = ["ANOTHER", "BLANK", "FRACTION_MARK", "NUMBER", "SIGN"]

BLANK = r"[ \t\u00a0\u3000]*"
_DIGIT = r"[俩零〇一二三四五六七八九两廿卅卌壹贰叁肆伍陆柒捌玖]"
_TEN = r"[十拾]"
_DIGITS = rf"{_DIGIT}(?:{BLANK}{_DIGIT})*"
_ARABIC = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"  # 3,600,000
    r"|\d{1,3}(?:,[ ]\d{3}){2,}(?!\d)(?:\.\d+)?"  # 1, 234, 567: split by a scraper
    r"|(?<![\d.])\d+\.\d+(?!\.?\d)|(?<![\d.])\.\d+|\d+)"
)
_UNIT = rf"(?:{BLANK}(?:[余多几]{BLANK})?(?:[十千万亿兆拾佰仟]|百(?!{BLANK}分{BLANK}[位点])))"
_NEXT = (
    rf"(?:{BLANK}(?:零?(?:(?<=[百千万亿兆零佰仟]){_ARABIC}|{_ARABIC}(?={_UNIT}))"
    rf"|零?几(?={BLANK}[万亿])|{_DIGITS}))"
)
_TAIL = rf"(?:{_UNIT}+{_NEXT}?)*"
_POINT = rf"(?:{BLANK}点{BLANK}{_DIGITS}(?!{BLANK}[十分]){_UNIT}*)?"
_GLUED = r"(?!一二|二三|两三|三四|三五|四五|五六|六七|七八|八九)[一二三四五六七八九]{2}[十百千]"
"""之一三十五项: two figures before 十 are no numeral, unless they are neighbours (二三十)."""
_PLAIN = (
    rf"(?:{_ARABIC}{_TAIL}"
    rf"|(?!(?<=队)伍|(?<=[大内])陆|{_GLUED})"
    rf"(?:{_DIGITS}|{_TEN}(?!分(?!之|钟))(?:{BLANK}{_DIGITS})?|半(?=[百千万亿])"
    rf"|[百千](?=万?余)|(?<=[近逾超破])[百千](?![分姓年])){_TAIL}{_POINT})"
)
SIGN = r"(?:(?<![A-Za-z0-9.\-])-(?=[\d.])|负(?=[\d零一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]))"
FRACTION_MARK = rf"{BLANK}分{BLANK}之{BLANK}"
_FRACTION = r"(?<![\d/])(?:\d+[ ])?\d+/\d+(?![\d/.])"
_PARTS = rf"(?:(?:{BLANK}又{BLANK}(?&plain))?{FRACTION_MARK}{SIGN}?(?&plain))?"
NUMBER = rf"(?:{_FRACTION}|(?P<plain>{_PLAIN}){_PARTS})"
"""One unsigned numeral, fractions among them: 三十二, 5万4千, 1,234.5, 三又五分之一, 4/3. Once in a pattern."""
ANOTHER = rf"(?:{_FRACTION}|(?&plain){_PARTS})"
"""The same where NUMBER stands in the pattern too: a call of its group, which compiles in no time and runs slower."""
