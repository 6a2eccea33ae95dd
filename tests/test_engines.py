"""The judge of the engines: a row lost, doubled, changed or moved to another document must not escape it."""

import datetime
import os
import socket
import sys
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from engines import differences, family, is_loopback, listening
from generated import NO_REPORTS, document, make_documents, stored
from govreport_parser.integrations.arrow import parse_batches

COUNT = 24


@pytest.fixture(scope="module")
def table():
    names, contents = zip(*(document(number) for number in range(COUNT)), strict=True)
    batch = pa.RecordBatch.from_arrays([pa.array(names), pa.array(contents, pa.binary())], ["name", "content"])
    return pa.Table.from_batches(parse_batches(iter([batch])))


@pytest.fixture
def judged(table, tmp_path):
    pq.write_table(table, tmp_path / "right.parquet")

    def judge(found, **options):
        pq.write_table(found, tmp_path / "found.parquet")
        return differences(tmp_path / "right.parquet", tmp_path / "found.parquet", COUNT, **options)

    return judge


def changed(table, column, value):
    values = table[column].to_pylist()
    values[5] = value
    return table.set_column(table.column_names.index(column), column, pa.array(values, table[column].type))


def test_the_same_rows_in_another_order_are_right(table, judged):
    assert judged(table.take(list(range(table.num_rows))[::-1])) == (table.num_rows, [])


def test_a_lost_row_is_seen(table, judged):
    _, wrong = judged(pa.concat_tables([table.slice(0, 5), table.slice(6)]))
    assert any("1 records missing" in line for line in wrong)


def test_a_doubled_row_is_seen(table, judged):
    _, wrong = judged(pa.concat_tables([table, table.slice(5, 1)]))
    assert any("1 in the engine's" in line for line in wrong)


def test_a_row_lost_and_another_doubled_are_seen_though_the_numbers_agree(table, judged):
    _, wrong = judged(pa.concat_tables([table.slice(0, 5), table.slice(6), table.slice(9, 1)]))
    assert any("missing" in line for line in wrong)
    assert any("more than once" in line for line in wrong)


def test_a_lost_row_of_a_file_that_failed_is_seen(table, judged):
    kinds = table["kind"].to_pylist()
    place = kinds.index("file")
    _, wrong = judged(pa.concat_tables([table.slice(0, place), table.slice(place + 1)]))
    assert any("1 records missing" in line for line in wrong)


@pytest.mark.parametrize(
    ("column", "value"), [("value", 987654), ("quote", "x"), ("report", "x"), ("period_end", datetime.date(1999, 1, 1))]
)
def test_a_changed_value_is_seen_in_any_column(table, judged, column, value):
    _, wrong = judged(changed(table, column, value))
    assert wrong == [f"documents 0 to 1000: values differ in {column}"]


def test_a_row_of_another_document_is_seen(table, judged):
    _, wrong = judged(changed(table, "source", "000023.txt"))
    assert any("missing" in line for line in wrong)
    assert any("too many" in line for line in wrong)


def test_one_document_can_be_left_to_another_judge(table, judged):
    name = table["source"][5].as_py()
    rows, wrong = judged(changed(table, "value", 987654), apart=name)
    assert wrong == []
    assert rows == sum(source != name for source in table["source"].to_pylist())


def test_documents_are_the_same_at_any_time_and_some_are_no_reports(tmp_path):
    make_documents(tmp_path / "documents", COUNT)
    assert list(stored(tmp_path / "documents")) == [document(number) for number in range(COUNT)]
    assert [document(50 * number + 17)[1] for number in range(len(NO_REPORTS))] == list(NO_REPORTS)
    assert len({document(number)[1] for number in range(100)}) == 100


def test_who_listens_is_seen():
    assert os.getpid() in family(os.getppid())
    with socket.create_server(("127.0.0.1", 0)):
        assert "127.0.0.1" in listening({os.getpid()})
    assert is_loopback("127.0.0.1")
    assert is_loopback("::ffff:127.0.0.1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("::")
