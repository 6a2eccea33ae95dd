"""Spark over generated reports on a local cluster: nothing lost or doubled when workers die, rows equal the batch's.

    python benchmarks/spark.py --reports 20000

Needs the extra `spark` and Java 17. A worker is killed in the middle of a partition, then an executor. Everything
listens on 127.0.0.1, which is looked at too. Ends with 0 only where all of it holds.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from engines import command_of, differences, family, is_loopback, listening, run_batch_here
from generated import make_documents

ADDRESS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
MASTER = "local-cluster[2,1,1024]"
"""Two executors of one core: a real cluster in small, which retries tasks; local[2] would not."""
VICTIM = 1
"""The partition whose worker kills itself, once, when it has handed out some of its rows."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--reports", type=int, default=20_000)
    arguments.add_argument("--work", type=Path, help="an empty folder that is kept; by default one that is not")
    chosen = arguments.parse_args()
    work = (chosen.work or Path(tempfile.mkdtemp())).resolve()
    began = time.perf_counter()
    make_documents(work / "documents", chosen.reports)
    print(f"{chosen.reports} documents generated in {time.perf_counter() - began:.0f} s", flush=True)
    wrong = run_spark(work, partitions=max(chosen.reports // 500, 4))
    seconds = run_batch_here(work / "documents", work / "files", work / "batch.parquet")
    print(f"govreport batch, 2 workers: {seconds:.0f} s", flush=True)
    began = time.perf_counter()
    rows, unlike = differences(work / "batch.parquet", work / "spark.parquet", chosen.reports)
    print(f"{rows} rows compared in {time.perf_counter() - began:.0f} s", flush=True)
    if chosen.work is None:
        shutil.rmtree(work)
    for line in wrong + unlike:
        print(f"WRONG: {line}")
    if not (wrong or unlike):
        print("Spark's rows are the batch's: none missing, none doubled, every value the same")
    return 1 if wrong or unlike else 0


def run_spark(work: Path, partitions: int) -> list[str]:
    """Run the recipe over the documents while a worker and an executor die. Returns what did not go as it should."""
    from pyspark.sql import SparkSession

    from govreport_parser.integrations import spark as recipe

    environment = prepare(work)
    (work / "starts").mkdir()
    hunter = Hunter(work / "worker-died")
    began = time.perf_counter()
    settings = recipe.SETTINGS | ADDRESS | environment
    spark = SparkSession.builder.master(MASTER).config(map=settings).getOrCreate()
    try:
        spark.sparkContext.setLogLevel("ERROR")
        started = time.perf_counter()
        right = recipe._parse
        recipe._parse = dying(work / "worker-died", work / "starts")
        documents = spark.read.parquet(str(work / "documents"))
        figures = recipe.parse_documents(documents, partitions=partitions)
        hunter.start()
        figures.write.parquet(str(work / "spark.parquet"))
        ended = time.perf_counter()
        hunter.over.set()
        recipe._parse = right
        slow, isolated = limits(recipe, documents)
    finally:
        hunter.over.set()
        spark.stop()
    starts = sorted(int(path.name.partition("-")[0]) for path in (work / "starts").iterdir())
    again = sorted({partition for partition in starts if starts.count(partition) > 1})
    print(f"Spark, {MASTER}: start {started - began:.0f} s, work {ended - started:.0f} s")
    print(f"a worker killed itself in partition {VICTIM} of {partitions}, executor {hunter.killed} was killed")
    print(f"partitions started more than once: {', '.join(map(str, again))}")
    print(f"listened on: {', '.join(sorted(hunter.addresses))}", flush=True)
    checks = {
        "no worker died": (work / "worker-died").exists(),
        "no executor died": hunter.killed is not None,
        "partitions that never ran": set(starts) == set(range(partitions)),
        "the partition of the dead worker was not tried again": VICTIM in again,
        "nobody was seen to listen": bool(hunter.addresses),
        f"a limit of time left {slow} statuses": slow == {"failed"},
        f"isolated, {isolated[0]} rows are not {isolated[1]}": isolated[0] == isolated[1],
        f"listens on {hunter.addresses}": all(map(is_loopback, hunter.addresses)),
    }
    return [what for what, held in checks.items() if not held]


def limits(recipe, documents):
    """Return the statuses of documents that nobody can parse in time, and numbers of rows parsed isolated and not."""
    some = documents.orderBy("name").limit(100)  # without an order, each use of it takes what comes first
    slow = recipe.parse_documents(some, partitions=2, time_limit=0.0005).select("status").distinct().collect()
    numbers = tuple(recipe.parse_documents(some, partitions=2, isolated=isolated).count() for isolated in (True, False))
    print(f"statuses beyond the limit of time: {slow}; rows of 100 documents isolated and not: {numbers}", flush=True)
    return {row["status"] for row in slow}, numbers


def prepare(work: Path) -> dict[str, str]:
    """Set this process's environment; return the settings for that of the executors.

    Workers of a local cluster write into $SPARK_HOME/work, which is inside the installed package: a folder of links
    takes its place.
    """
    import pyspark

    home = work / "spark-home"
    home.mkdir()
    for entry in Path(pyspark.__file__).parent.iterdir():
        if entry.name != "work":
            (home / entry.name).symlink_to(entry)
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_DIRS": str(work / "spark-local"),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    path = os.pathsep.join(
        str(Path(part).resolve()) for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part
    )
    return {"spark.executorEnv.PYTHONPATH": path}


def dying(marker: Path, starts: Path):
    """Return the recipe's function with a worker in it that dies once, after it has handed out rows of its partition.

    Every start is noted in a folder, as PARTITION-ATTEMPT.
    """
    place, noted, victim = str(marker), str(starts), VICTIM

    def parse(batches, **options):
        import os
        import signal

        from pyspark import TaskContext

        from govreport_parser.integrations.arrow import DOCUMENTS, parse_batches

        def watched():
            given, task = 0, TaskContext.get()
            os.close(os.open(f"{noted}/{task.partitionId()}-{task.taskAttemptId()}", os.O_CREAT))
            for batch in batches:
                for start in range(0, batch.num_rows, DOCUMENTS):
                    if given and task.partitionId() == victim:
                        try:
                            os.close(os.open(place, os.O_CREAT | os.O_EXCL))
                            os.kill(os.getpid(), signal.SIGKILL)
                        except FileExistsError:
                            pass
                    yield batch.slice(start, DOCUMENTS)
                    given += 1

        return parse_batches(watched(), **options)

    return parse


class Hunter(threading.Thread):
    """Kills one executor, some time after the worker died, and notes on which addresses Spark listens."""

    def __init__(self, marker: Path) -> None:
        super().__init__(daemon=True)
        self.killed: int | None = None
        self.addresses: set[str] = set()
        self.over = threading.Event()
        self._marker = marker

    def run(self) -> None:
        while not self._marker.exists():
            if self.over.wait(0.2):
                return
        time.sleep(2)
        ours = family(os.getpid())
        self.addresses = listening(ours)
        for pid in sorted(ours):
            if "CoarseGrainedExecutorBackend" in command_of(pid):
                os.kill(pid, signal.SIGKILL)
                self.killed = pid
                return


if __name__ == "__main__":
    sys.exit(main())
