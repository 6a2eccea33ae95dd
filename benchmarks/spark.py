"""Spark over generated reports on a local cluster: nothing lost or doubled with a killed worker, rows equal the batch's.

    PYTHONPATH=src python benchmarks/spark.py --reports 20000

Needs pyspark[sql], pandas below 3, and Java 17. Everything listens on 127.0.0.1.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ADDRESS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}
MASTER = "local-cluster[2,1,2048]"
"""Two executors of one core: a real cluster in small, which retries tasks; local[2] would not."""


def make_documents(path: Path, count: int) -> None:
    """Write short reports, each with numbers of its own, as Parquet of name and content."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("name", pa.string()), ("content", pa.binary())])
    path.mkdir(parents=True)
    for start in range(0, count, 1000):
        numbers = range(start, min(start + 1000, count))
        names = [f"{number:06}.txt" for number in numbers]
        contents = [b"" if number % 997 == 5 else text(number).encode() for number in numbers]
        pq.write_table(pa.table([names, contents], schema=schema), path / f"{start:06}.parquet", compression="zstd")


def text(number: int) -> str:
    return (
        f"某市{2008 + number % 15}年政府信息公开工作年度报告\n一、概述\n"
        f"全年共受理政府信息公开申请{number}件，其中当面申请{number % 7}件。\n二、主动公开\n主动公开政府信息{number * 3}条。\n"
    )


def run_spark(documents: Path, out: Path, killed: Path) -> float:
    """Run the recipe; the worker that first meets a marked document kills itself."""
    from pyspark.sql import SparkSession

    from govreport_parser.integrations.spark import SETTINGS, figures_ddl

    root = Path(__file__).resolve().parent.parent / "src"
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    environment = {"spark.executorEnv.PYTHONPATH": str(root)}
    spark = SparkSession.builder.master(MASTER).config(map=SETTINGS | ADDRESS | environment).getOrCreate()
    try:
        marker = str(killed)

        def parse(batches):
            import os
            import signal

            from govreport_parser.integrations.arrow import parse_batches

            def watched():
                for batch in batches:
                    if "000150.txt" in batch.column(0).to_pylist():
                        try:
                            os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                        except FileExistsError:
                            pass
                        else:
                            os.kill(os.getpid(), signal.SIGKILL)
                    yield batch

            return parse_batches(watched())

        began = time.perf_counter()
        frame = spark.read.parquet(str(documents)).select("name", "content")
        # parse_documents of the recipe, with the killer around it.
        frame.mapInArrow(parse, figures_ddl()).write.mode("overwrite").parquet(str(out))
        return time.perf_counter() - began
    finally:
        spark.stop()


def run_here(documents: Path, out: Path, folder: Path) -> float:
    """Write the same documents as files and run the batch over them."""
    import pyarrow.parquet as pq

    from govreport_parser.batch.run import Options, run_batch

    folder.mkdir()
    for part in sorted(documents.glob("*.parquet")):
        for row in pq.read_table(part).to_pylist():
            (folder / row["name"]).write_bytes(row["content"])
    began = time.perf_counter()
    before = Path.cwd()
    os.chdir(folder)
    try:
        run_batch(["."], out, options=Options(workers=2))
    finally:
        os.chdir(before)
    return time.perf_counter() - began


def rows(path: Path) -> list:
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    return sorted((tuple(row.values()) for row in table.to_pylist()), key=_key)


def _key(row: tuple) -> str:
    # The report of an empty file is unknown to one side only where it failed; name and place decide the order.
    return repr(row[1:])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--reports", type=int, default=20_000)
    arguments.add_argument("--work", type=Path)
    chosen = arguments.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp())
    make_documents(work / "documents", chosen.reports)
    spark = run_spark(work / "documents", work / "spark.parquet", work / "killed")
    here = run_here(work / "documents", work / "here.parquet", work / "files")
    ours, theirs = rows(work / "here.parquet"), rows(work / "spark.parquet")
    killed = (work / "killed").exists()
    equal = [row[1:] for row in ours] == [row[1:] for row in theirs]
    print(f"{chosen.reports} reports, {len(ours)} rows; Spark {spark:.1f} s, batch {here:.1f} s")
    print(f"a worker was killed: {killed}; Spark's rows equal the batch's: {equal}")
    if chosen.work is None:
        shutil.rmtree(work)
    return 0 if killed and equal else 1


if __name__ == "__main__":
    sys.exit(main())
