"""Numerals: read, found, written; what only looks like a number."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.numerals import chinese_number, find_numerals, ordinal, parse_numeral, parse_ordinal, plain

READ = {
    "三十二": "32", "卅二": "32", "廿三": "23", "３２": "32", "壹佰": "100", "5万4千": "54000", "1.2万": "12000",
    "1,234": "1234", "３，６００，０００": "3600000", "七十八万五千": "785000", "二〇一六": "2016", "十五点七": "15.7",
    "一点五万": "15000", "五分之一": "0.2", "三分之二": "0.666666666666667", "百分之五": "0.05", "半": "0.5", "半百": "50",
    "一万三": "13000", "两千零三": "2003", "四萬萬": "400000000", "二十万亿": "20000000000000", "负三": "-3", "-1.5": "-1.5",
    "3又一千分之23": "3.023", "4/3": "1.33333333333333", "十余万": "100000", "零": "0", "0": "0", "007": "7",
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_parse(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "若干",
        "几十",
        "一定",
        "统一",
        "十分",
        "伍",
        "百",
        "万",
        "3件",
        "三 是",
        "abc",
        "1.2.3",
        "五分之零"[:2],
        "〔",
        "一/二",
        "3/0",
    ],
)
def test_parse_refuses(text: str) -> None:
    assert parse_numeral(text) is None


FOUND = [
    ("公开信息12200余条", [("12200余", "12200", "over")]),
    (
        "培训近2000人,约３００件,超2300万",
        [("近2000", "2000", "under"), ("约３００", "300", "about"), ("超2300万", "23000000", "over")],
    ),
    ("不少于5条,不超过20个", [("不少于5", "5", "at_least"), ("不超过20", "20", "at_most")]),
    (
        "900余万条,3.5万余元,十几个",
        [("900余万", "9000000", "over"), ("3.5万余", "35000", "over"), ("十几", "10", "over")],
    ),
    ("兩三百件", [("兩三百", "200", "range")]),
    ("一共1，234件，另有5件", [("一", "1", "exact"), ("1，234", "1234", "exact"), ("5", "5", "exact")]),
    ("答复三千　八百件", [("三千　八百", "3800", "exact")]),
    ("为期半天", [("半", "0.5", "exact")]),
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_find(text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = find_numerals(text)
    assert [(n.text, plain(n.value), n.approximation) for n in found] == wanted
    assert all(text[n.span.start : n.span.end] == n.text for n in found)


@pytest.mark.parametrize(
    "text",
    [
        "进一步统一部署",
        "十分重视队伍建设",
        "几十件",
        "数百条",
        "上半年和下半年",
        "零星投诉",
        "大陆",
        "收拾",
        "一般",
        "百姓",
        "千方百计",
        "万元",
        "一律",
    ],
)
def test_find_refuses(text: str) -> None:
    assert find_numerals(text) == ()


def test_two_neighbouring_figures_are_a_range() -> None:
    (found,) = find_numerals("十七八件")
    assert (found.value, found.value_to) == (17, 18)


@given(st.integers(min_value=0, max_value=10**12))
def test_law_there_and_back(number: int) -> None:
    assert parse_numeral(chinese_number(number)) == number


@given(st.integers(min_value=1, max_value=99))
def test_law_ordinals(number: int) -> None:
    assert parse_ordinal(ordinal(number)) == number


@given(st.text(alphabet="0123456789,.-/ 零〇一二两三十百千万亿点分之又余几半负多近约", max_size=24))
def test_law_find_is_total_and_ordered(text: str) -> None:
    spans = [numeral.span for numeral in find_numerals(text)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_law_plain_reads_back(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "零"), (10, "十"), (12, "十二"), (110, "一百一十"), (10_300, "一万零三百"), (10**8 + 1, "一亿零一")],
)
def test_chinese_number(number: int, text: str) -> None:
    assert chinese_number(number) == text


@pytest.mark.parametrize("number", [-1, 10**16])
def test_chinese_number_refuses(number: int) -> None:
    with pytest.raises(ValueError, match="Arabic figures"):
        chinese_number(number)


@pytest.mark.parametrize("number", [0, 100])
def test_ordinal_refuses(number: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 99"):
        ordinal(number)


@pytest.mark.parametrize("text", ["", "零", "一百", "二一", "12", "十二、"])
def test_parse_ordinal_refuses(text: str) -> None:
    assert parse_ordinal(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.2E+4", "12000"), ("4.800", "4.8"), ("-0", "0"), ("0.00", "0"), ("100", "100"), ("1E-3", "0.001")],
)
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text
