"""What a cell says: blank, not applicable, none and zero are four things; units only where they are named."""

from decimal import Decimal

import pytest

from govreport_parser.tables.values import in_yuan, is_value, read_value


@pytest.mark.parametrize(("text", "value"), [
    ("0", "0"), ("86", "86"), ("1,234", "1234"), ("3,600,000", "3600000"), ("３２", "32"), ("增1423", "1423"), ("增52", "52"),
    ("增加 7", "7"), ("减3", "-3"), ("减少12", "-12"), ("+1036", "1036"), ("−8", "-8"), ("-8", "-8"), ("－8", "-8"),
    ("1.2万", "12000"), ("59237.2449", "59237.2449"), ("190.457379", "190.457379"), ("0.038", "0.038"), ("15646978.85", "15646978.85"),
    ("2亿", "200000000"), ("007", "7"),
])  # fmt: skip
def test_numbers(text, value):
    read = read_value(text)
    assert (read.status, read.value, read.unit) == ("reported", Decimal(value), None)


def test_decimals_keep_what_was_printed():
    assert str(read_value("12.50").value) == "12.50"
    assert str(read_value("1.2万").value) == "12000"


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("251000元", "251000", "元"), ("23600万元", "23600", "万元"), ("1.2亿元", "1.2", "亿元"), ("44人次", "44", "人次"), ("5 件", "5", "件"),
    ("1.5万条", "15000", "条"), ("0条", "0", "条"),
])  # fmt: skip
def test_units_that_the_cell_names(text, value, unit):
    read = read_value(text)
    assert (read.status, read.value, read.unit) == ("reported", Decimal(value), unit)


@pytest.mark.parametrize(("text", "status"), [
    ("", "blank"), ("-", "blank"), ("—", "blank"), ("－", "blank"), ("——", "not_applicable"), ("--", "not_applicable"), ("----", "not_applicable"), ("－－－", "not_applicable"), ("--3", "unreadable"),
    ("/", "not_applicable"), ("不适用", "not_applicable"), ("无", "none"), ("没有", "none"),
])  # fmt: skip
def test_marks_for_no_value(text, status):
    read = read_value(text)
    assert (read.status, read.value) == (status, None)


@pytest.mark.parametrize(
    "text",
    [
        "约300",
        "12,34",
        "1,23",
        "三件",
        "3-5",
        "100余",
        "2020年",
        "见附件",
        "*",
        "1.2.3",
        "+",
        "万",
        "元",
        "1e5",
        "9" * 60 + "x",
    ],
)
def test_what_cannot_be_read(text):
    read = read_value(text)
    assert (read.status, read.value) == ("unreadable", None)
    assert not is_value(text)


@pytest.mark.parametrize(("value", "unit", "yuan"), [
    ("1646.5", "万元", "16465000"), ("380", "元", "380"), ("2", "亿元", "200000000"), ("0", "万元", "0"), ("0.038", "万元", "380"),
])  # fmt: skip
def test_yuan_where_the_unit_is_known(value, unit, yuan):
    assert str(in_yuan(Decimal(value), unit)) == yuan


@pytest.mark.parametrize(("value", "unit"), [("15646978.85", None), ("3", "件"), (None, "万元")])
def test_no_yuan_where_it_is_not(value, unit):
    assert in_yuan(None if value is None else Decimal(value), unit) is None
