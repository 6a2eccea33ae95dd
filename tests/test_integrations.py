"""Arrow in, Arrow out: every document answered for, whatever the engine; the recipes fit the declared schema."""

import subprocess
import sys
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")

from govreport_parser.batch import parse_files
from govreport_parser.export.arrow import arrow_schema
from govreport_parser.export.document import document_of, failed_document, figure_rows
from govreport_parser.integrations import ray, spark
from govreport_parser.integrations.arrow import DOCUMENTS, parse_batches
from govreport_parser.report.columns import schema_of

TEXT = "某市2019年政府信息公开工作年度报告\n一、概述\n2019年,我市共受理政府信息公开申请{}件。\n"


def batch(documents):
    return pa.RecordBatch.from_pydict(
        {"name": [name for name, _ in documents], "content": [data for _, data in documents]},
        schema=pa.schema([("name", pa.string()), ("content", pa.binary())]),
    )


def rows(batches):
    return [row for found in batches for row in found.to_pylist()]


def test_every_document_is_answered_for_in_order():
    documents = [(f"{n}.txt", TEXT.format(n).encode()) for n in range(5)]
    documents += [("empty.txt", b""), ("none.txt", None), ("poem.txt", "床前明月光".encode())]
    found = rows(parse_batches(iter([batch(documents[:3]), batch(documents[3:])])))
    assert list(dict.fromkeys(row["source"] for row in found)) == [name for name, _ in documents]
    status = {row["source"]: (row["status"], row["label"]) for row in found if row["kind"] == "file"}
    assert status["empty.txt"] == ("failed", "the file is empty. Give a file that holds a report.")
    assert status["none.txt"][0] == "failed"
    assert status["poem.txt"][0] == "not a report"


def test_batches_come_out_small_and_typed():
    documents = [(f"{n}.txt", TEXT.format(n).encode()) for n in range(DOCUMENTS + 1)]
    found = list(parse_batches(iter([batch(documents)])))
    assert len(found) == 2
    assert all(part.schema == arrow_schema() for part in found)


def test_nothing_in_nothing_out():
    assert list(parse_batches(iter([]))) == []
    assert rows(parse_batches(iter([batch([])]))) == []


def test_rows_are_those_of_the_batch(tmp_path):
    documents = [(str(tmp_path / f"{n}.txt"), TEXT.format(n).encode()) for n in range(3)]
    for name, data in documents:
        Path(name).write_bytes(data)
    (tmp_path / "empty.txt").write_bytes(b"")
    documents.append((str(tmp_path / "empty.txt"), b""))
    expected = []
    for outcome in parse_files([name for name, _ in documents]):
        judged = hasattr(outcome, "report")
        document = (
            document_of(outcome.report, outcome.findings)
            if judged
            else failed_document(outcome.source, str(outcome.error))
        )
        expected += figure_rows(document)
    assert [tuple(row.values())[1:] for row in rows(parse_batches(iter([batch(documents)])))] == [
        tuple(row)[1:] for row in expected
    ]


def test_spark_is_told_the_same_columns_in_the_same_order():
    pairs = [part.rsplit(" ", 1) for part in spark.figures_ddl().split(", ")]
    assert [name.strip("`") for name, _ in pairs] == [column.name for column in schema_of("figures").columns]
    types = {
        "string": pa.string(),
        "bigint": pa.int64(),
        "decimal(38,12)": pa.decimal128(38, 12),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    assert [types[kind] for _, kind in pairs] == [field.type for field in arrow_schema()]


def test_ray_gets_a_table_of_the_declared_schema():
    table = pa.Table.from_batches([batch([("a.txt", TEXT.format(1).encode()), ("b.txt", b"")])])
    found = ray.parse_table(table)
    assert found.schema == arrow_schema()
    assert set(found["source"].to_pylist()) == {"a.txt", "b.txt"}
    assert ray.RETRIES >= 0


@pytest.mark.parametrize("module", ["arrow", "spark", "ray"])
def test_importing_an_integration_loads_no_engine(module):
    code = f"import sys, govreport_parser.integrations.{module}; sys.exit(any(name in sys.modules for name in ('pyarrow', 'pyspark', 'ray', 'spacy', 'jieba')))"
    assert (
        subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, check=False).returncode
        == 0
    )


@pytest.mark.timeout(600)
def test_spark_equals_the_batch_and_survives_a_killed_worker(tmp_path):
    """Heavy: runs where pyspark is installed, over some hundred reports; benchmarks/spark.py takes 20,000."""
    pytest.importorskip("pyspark")
    script = Path(__file__).parent.parent / "benchmarks/spark.py"
    done = subprocess.run(
        [sys.executable, str(script), "--reports", "400", "--work", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=550,
    )
    assert done.returncode == 0, done.stdout + done.stderr
