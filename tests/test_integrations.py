"""Arrow in, Arrow out: every document answered for, whatever the engine; the recipes fit the declared schema."""

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")

from govreport_parser.batch.run import run_batch
from govreport_parser.export.arrow import arrow_schema
from govreport_parser.integrations import ray, spark
from govreport_parser.integrations.arrow import DOCUMENTS, parse_batches
from govreport_parser.pipeline import ReportParser
from govreport_parser.report.columns import schema_of

PAGE = Path(__file__).parent.parent / "docs/engines.md"
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


def test_large_documents_are_not_in_memory_together(monkeypatch):
    monkeypatch.setattr("govreport_parser.integrations.arrow.BYTES", 1000)
    sizes = [10, 10, 1000, 10, 600, 600, 10]
    documents = [(f"{number}.txt", ("甲" * size).encode()[:size]) for number, size in enumerate(sizes)]
    found = [{row["source"] for row in rows([part])} for part in parse_batches(iter([batch(documents)]))]
    assert found == [{"0.txt", "1.txt", "2.txt"}, {"3.txt", "4.txt", "5.txt"}, {"6.txt"}]


def test_nothing_in_nothing_out():
    assert list(parse_batches(iter([]))) == []
    assert rows(parse_batches(iter([batch([])]))) == []


def test_rows_are_those_of_the_batch(tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    monkeypatch.chdir(tmp_path)
    documents = [(f"{n}.txt", TEXT.format(n).encode("gb18030" if n == 1 else "utf-8")) for n in range(3)]
    documents += [("empty.txt", b""), ("image.txt", b"\x89PNG\r\n\x1a\n"), ("poem.txt", "床前明月光".encode())]
    for name, data in documents:
        Path(name).write_bytes(data)
    run_batch([name for name, _ in documents], tmp_path / "out.parquet")
    assert rows(parse_batches(iter([batch(documents)]))) == pq.read_table("out.parquet").to_pylist()


def test_how_documents_are_dealt_into_batches_changes_no_row():
    documents = [(f"{n}.txt", TEXT.format(n).encode()) for n in range(7)]
    whole = rows(parse_batches(iter([batch(documents)])))
    for cuts in ([0, 1, 7], [0, 3, 3, 6, 7], range(8)):
        parts = [batch(documents[start:end]) for start, end in itertools.pairwise(cuts)]
        assert rows(parse_batches(iter(parts))) == whole


def test_a_fault_of_the_parser_is_a_row_and_the_others_are_parsed(monkeypatch):
    right = ReportParser.parse

    def faulty(parser, source):
        if source.name == "1.txt":
            raise RuntimeError("planted")
        return right(parser, source)

    monkeypatch.setattr(ReportParser, "parse", faulty)
    found = rows(parse_batches(iter([batch([(f"{n}.txt", TEXT.format(n).encode()) for n in range(3)])])))
    (failed,) = [row for row in found if row["source"] == "1.txt"]
    assert (failed["kind"], failed["status"]) == ("file", "failed")
    assert failed["label"] == "the parser failed: RuntimeError: planted. Please report this file."
    assert {row["source"] for row in found} == {"0.txt", "1.txt", "2.txt"}


def failed(batches):
    return {row["source"]: row["label"] for row in rows(batches) if row["status"] == "failed"}


def slow(monkeypatch, wait):
    right = ReportParser.parse

    def parse(parser, source):
        if source.name == "slow.txt":
            wait()
        return right(parser, source)

    monkeypatch.setattr(ReportParser, "parse", parse)


THREE = [("a.txt", TEXT.format(1).encode()), ("slow.txt", TEXT.format(2).encode()), ("z.txt", TEXT.format(3).encode())]


def busy():
    while True:
        try:
            sum(range(1000))
        except Exception:  # a parser that swallows whatever goes wrong must not swallow the limit
            continue


class Dying:
    """Takes its time when it goes: what an alarm raises meanwhile, Python prints and forgets."""

    def __del__(self):
        end = time.monotonic() + 1.2
        while time.monotonic() < end:
            pass


def dying():
    Dying()
    busy()


@pytest.fixture(scope="module")
def warm():
    """Have the rules read before a limit of a second: the first document would need it for them."""
    list(parse_batches(iter([batch(THREE)])))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("wait", [busy, lambda: time.sleep(60), dying])
def test_a_document_that_takes_too_long_is_a_row_and_the_others_are_parsed(wait, warm, monkeypatch):
    slow(monkeypatch, wait)
    found = list(parse_batches(iter([batch(THREE)]), time_limit=1))
    assert failed(found) == {
        "slow.txt": "it took more than 1 s. Raise --time-limit (time_limit in Python), or look at the file."
    }
    assert [row["value"] for row in rows(found) if row["unit"] == "件"] == [1, 3]


def test_the_limit_gives_back_the_alarm_of_the_engine(warm, monkeypatch):
    """An engine that waits for an alarm of its own gets it, at its time, though documents were limited meanwhile."""
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(time.monotonic()))
    try:
        began = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 4.0)
        slow(monkeypatch, busy)
        assert failed(parse_batches(iter([batch(THREE)]), time_limit=0.5))
        assert not rung
        while not rung and time.monotonic() < began + 20:
            time.sleep(0.01)
        assert 3.9 < rung[0] - began < 15
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_without_the_main_thread_there_is_no_limit_but_all_is_parsed():
    found = []
    thread = threading.Thread(target=lambda: found.extend(parse_batches(iter([batch(THREE)]), time_limit=60)))
    thread.start()
    thread.join()
    assert len({row["source"] for row in rows(found)}) == 3


STAND_IN = [sys.executable, str(Path(__file__).parent / "batch/worker_with_stand_in.py")]


@pytest.mark.timeout(60)
def test_isolated_a_document_that_kills_or_hangs_its_process_is_a_row(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    troubles = {"kill.txt": b"KILL", "hang.txt": b"HANG", "spin.txt": b"SPIN", "raise.txt": b"RAISE"}
    documents = [("a.txt", "受理申请1件".encode()), *troubles.items(), ("z.txt", "受理申请2件".encode())]
    found = list(parse_batches(iter([batch(documents)] * 2), time_limit=0.5, isolated=True, command=STAND_IN))
    reasons = failed(found)
    assert reasons.keys() == troubles.keys()
    assert "died twice" in reasons["kill.txt"]
    assert "more than 0.5 s" in reasons["hang.txt"]
    assert [row["value"] for row in rows(found) if row["kind"] == "count"] == [1, 2, 1, 2]


@pytest.mark.timeout(60)
def test_isolated_rows_are_those_of_this_process():
    documents = [(f"{n}.txt", TEXT.format(n).encode()) for n in range(3)]
    documents += [("empty.txt", b""), ("none.txt", None), ("image.txt", b"\x89PNG\r\n\x1a\n"), ("big.txt", b"x" * 2000)]
    documents += [("0.txt", TEXT.format(9).encode())]
    here, beside = (
        rows(parse_batches(iter([batch(documents)]), max_bytes=1000, isolated=isolated)) for isolated in (False, True)
    )
    assert here == beside
    assert "over the limit" in failed(parse_batches(iter([batch(documents)]), max_bytes=1000))["big.txt"]


def test_isolated_leaves_no_process_and_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    before = set(children.read_text().split())
    batches = parse_batches(iter([batch(THREE)] * 9), isolated=True)
    next(batches)
    assert set(children.read_text().split()) - before
    assert list(tmp_path.iterdir())
    batches.close()
    assert not set(children.read_text().split()) - before
    assert not list(tmp_path.iterdir())


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


def test_ray_gets_tables_of_the_declared_schema():
    table = pa.Table.from_batches([batch([("a.txt", TEXT.format(1).encode()), ("b.txt", b"")])])
    found = list(ray.parse_table(table, time_limit=60))
    assert all(part.schema == arrow_schema() for part in found)
    assert [row["source"] for row in rows(found)] == ["a.txt", "b.txt"]


class Recorded:
    """Stands in for a data set or frame: notes what a recipe asks of it."""

    columns = ("name", "content", "url")

    def __init__(self):
        self.asked = []

    def __getattr__(self, name):
        def ask(*values, **options):
            self.asked.append((name, values, options))
            return self

        return ask


def test_ray_is_told_what_its_defaults_get_wrong():
    documents = Recorded()
    ray.parse_dataset(documents)
    (_, _, blocks), (_, (function,), options) = documents.asked
    assert blocks == {"target_num_rows_per_block": ray.BLOCK}, "or thousands of reports are one task"
    assert function is ray.parse_table
    assert options["fn_kwargs"] == {"time_limit": 120.0, "isolated": False}
    assert options["batch_size"] == DOCUMENTS
    documents = Recorded()
    ray.parse_dataset(documents, isolated=True, time_limit=9)
    assert documents.asked[1][2]["fn_kwargs"] == {"time_limit": 9, "isolated": True}
    assert documents.asked[1][2]["batch_size"] == ray.BLOCK, "or the process beside it starts for every 64 documents"
    assert options["batch_format"] == "pyarrow", "or decimals become floats"
    assert 0 <= options["max_retries"] < 10, "or one killer document hangs the job for ever"


def test_spark_gets_two_columns_and_as_many_partitions_as_asked_for():
    documents = Recorded()
    spark.parse_documents(documents, partitions=8)
    assert [(name, values) for name, values, _ in documents.asked[:2]] == [
        ("select", ("name", "content")),
        ("repartition", (8,)),
    ]
    documents = Recorded()
    spark.parse_documents(documents)
    assert [name for name, _, _ in documents.asked] == ["select", "mapInArrow"]
    assert documents.asked[-1][1][1] == spark.figures_ddl()


def test_the_page_on_engines_shows_every_setting_and_code_that_compiles():
    page = PAGE.read_text("utf-8")
    assert [
        f"| `{name}` | {value} |" for name, value in spark.SETTINGS.items() if f"| `{name}` | {value} |" not in page
    ] == []
    assert f"| `max_retries` | {ray.RETRIES} |" in page
    assert f"| `repartition(target_num_rows_per_block=…)` | {ray.BLOCK} |" in page
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 6
    for block in blocks:
        compile(block, PAGE.name, "exec")


def test_documents_packed_as_the_page_says_are_what_the_recipes_take(tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    (tmp_path / "reports").mkdir()
    for n in range(3):
        (tmp_path / f"reports/{n}.txt").write_text(TEXT.format(n), "utf-8")
    monkeypatch.chdir(tmp_path)
    (packing,) = [
        block
        for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
        if "ParquetWriter" in block
    ]
    exec(packing, {})
    found = rows(parse_batches(pq.ParquetFile("reports.parquet").iter_batches()))
    assert {row["source"] for row in found} == {f"reports/{n}.txt" for n in range(3)}
    assert [row["value"] for row in found if row["unit"] == "件"] == [0, 1, 2]


@pytest.mark.parametrize("module", ["arrow", "spark", "ray"])
def test_importing_an_integration_loads_no_engine(module):
    code = f"import sys, govreport_parser.integrations.{module}; sys.exit(any(name in sys.modules for name in ('pyarrow', 'pyspark', 'ray', 'spacy', 'jieba')))"
    assert (
        subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, check=False).returncode
        == 0
    )


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("engine", "module", "command"), [("spark", "pyspark", "java"), ("ray_data", "ray", "unshare")]
)
def test_rows_equal_the_batchs_though_workers_die(engine, module, command, tmp_path):
    """Heavy: runs where the engine is installed, over some hundred reports; `.ci/run` takes thousands."""
    pytest.importorskip(module)
    if shutil.which(command) is None or (command == "unshare" and not may_unshare()):
        pytest.skip(f"the engine cannot run here without {command}")
    script = Path(__file__).parent.parent / f"benchmarks/{engine}.py"
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, str(script), "--reports", "600", "--work", str(work)],
        capture_output=True,
        text=True,
        timeout=850,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every value the same" in done.stdout


def may_unshare():
    options = ["-n"] if os.geteuid() == 0 else ["-r", "-n"]
    return subprocess.run(["unshare", *options, "true"], capture_output=True, check=False).returncode == 0
