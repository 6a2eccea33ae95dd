"""The flattening: every row has its columns, of the declared types, and points into the source."""

import datetime
import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "batch"))

import stand_in

from govreport_parser import parse
from govreport_parser.report.columns import DICTIONARY, FILES, TABLES, schema_of
from govreport_parser.report.rows import flatten, table_rows

TYPES = {"text": str, "integer": int, "decimal": Decimal, "boolean": bool, "date": datetime.date}


@pytest.fixture(scope="module")
def report():
    return stand_in.parse("二七区2019年报告:受理申请86件,答复12.5件。表外".encode(), "a.txt")


@pytest.mark.parametrize("schema", [*TABLES, FILES, DICTIONARY], ids=lambda schema: schema.name)
def test_every_column_is_described_in_both_languages(schema):
    names = [column.name for column in schema.columns]
    assert len(names) == len(set(names))
    assert schema.en
    assert schema.zh
    for column in schema.columns:
        assert column.name.isidentifier()
        assert column.en.endswith((".", "…")), column
        assert any("\u4e00" <= character <= "\u9fff" for character in column.zh), column


@pytest.mark.parametrize("schema", TABLES, ids=lambda schema: schema.name)
def test_rows_have_the_declared_types(schema, report):
    for row in flatten(*report)[schema.name]:
        assert len(row) == len(schema.columns)
        for value, column in zip(row, schema.columns, strict=True):
            assert value is None or type(value) is TYPES[column.type], (column.name, value)


def test_figures_quote_the_source(report):
    names = [column.name for column in schema_of("figures").columns]
    rows = [dict(zip(names, row, strict=True)) for row in flatten(*report)["figures"]]
    assert [(row["kind"], row["value"]) for row in rows] == [
        ("indicator", Decimal(86)),
        ("count", Decimal(86)),
        ("count", Decimal("12.5")),
    ]
    for row in rows:
        assert report[0].source.text[row["start_char"] : row["end_char"]] == row["quote"]


def test_unknown_is_none_and_never_zero():
    report, findings = stand_in.parse("没有数字".encode(), "a.txt")
    value = [column.name for column in schema_of("figures").columns].index("value")
    assert [row[value] for row in flatten(report, findings)["figures"]] == [None]


def test_one_table_is_the_same_as_all(report):
    for name, rows in flatten(*report).items():
        assert table_rows(report[0], name, report[1]) == rows


def test_an_unknown_table_names_the_known_ones(report):
    with pytest.raises(KeyError, match="figures"):
        table_rows(report[0], "numbers")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames(library, report):
    pytest.importorskip(library)
    frame = report[0].to_frame("indicators", library=library)
    assert list(frame.columns) == [column.name for column in schema_of("figures").columns]
    assert frame["value"].to_list() == [86.0]
    assert frame["kind"].to_list() == ["indicator"]
    assert report[0].to_frame("counts", library=library)["value"].to_list() == [86.0, 12.5]
    exact = report[0].to_frame("counts", library=library, exact=True)["value"].to_list()
    assert exact == [Decimal(86), Decimal("12.5")]
    findings = report[0].to_frame("findings", library=library, findings=report[1])
    assert len(findings) == 1
    assert len(report[0].to_frame("institutions", library=library)) == 0
    dates = report[0].to_frame("dates", library=library)["start_date"].to_list()
    assert [str(day)[:10] for day in dates] == ["2019-01-01"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_findings_that_nobody_looked_for_are_not_none_found(library, report):
    pytest.importorskip(library)
    with pytest.raises(ValueError, match=r"findings=check\(report\)"):
        report[0].to_frame("findings", library=library)
    assert len(report[0].to_frame("findings", library=library, findings=())) == 0
    unknown = report[0].to_frame("reports", library=library, exact=True)["warnings"]
    assert (unknown.isna() if library == "pandas" else unknown.is_null()).to_list() == [True]
    assert report[0].to_frame("reports", library=library, findings=report[1])["errors"].to_list() == [0]


def test_a_fee_in_a_table_is_money():
    path = Path(__file__).parent.parent / "corpora/reports/luolong-2018.txt"
    names = [column.name for column in schema_of("figures").columns]
    rows = [dict(zip(names, row, strict=True)) for row in table_rows(parse(path), "figures")]
    cells = {row["code"]: row["measure"] for row in rows if row["kind"] == "indicator"}
    assert (cells["fees.on-request"], cells["applications.received"]) == ("money", "quantity")


def test_frames_of_nothing_that_there_is(report):
    with pytest.raises(KeyError, match="figures"):
        report[0].to_frame("numbers")
    with pytest.raises(ValueError, match="pandas or polars"):
        report[0].to_frame(library="excel")
