"""How fast the batch is, what a second worker brings, whether memory stays flat, and what each output costs.

    PYTHONPATH=src python benchmarks/batch.py [--reports 1000] [--growth 1000,10000] [--rounds 3]

The reports are the specimens of corpora/ with their numbers changed, so that no two are alike. Times are wall clock on
an otherwise idle machine; the rounds are interleaved and the best of each is taken, as noise only ever adds.
"""

import argparse
import contextlib
import os
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from govreport_parser.batch.items import find_items
from govreport_parser.batch.merge import Merge
from govreport_parser.batch.plan import Settings, read_plan, write_plan
from govreport_parser.batch.run import Options, run_batch
from govreport_parser.batch.worker import Worker, make_parse
from govreport_parser.export.formats import finish, format_of

SPECIMENS = sorted((Path(__file__).parent.parent / "corpora/reports").glob("*.txt"))
OUTPUTS = ("out.jsonl", "out.csv", "out.parquet", "out.sqlite", "tables", "out.xlsx")


def make_reports(folder: Path, count: int) -> None:
    texts = [path.read_text("utf-8", "replace") for path in SPECIMENS]
    numbers = random.Random(0)
    for index in range(count):
        text = re.sub(r"(?<!\d)[1-9]\d{1,2}(?!\d)", lambda _: str(numbers.randint(10, 999)), texts[index % len(texts)])
        place = folder / f"{index // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{index:06}.txt").write_text(text, "utf-8")


def without_a_pool(source: Path, out: Path) -> float:
    """One worker in this process: the same parts, the same output, no pool. The parser is warm before the clock starts."""
    form, work = format_of(out), out.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    settings = Settings(format=form.name, streams=form.streams, max_bytes=2**26, time_limit=120, version="x")
    request = {"task": "part", "streams": form.streams, "max_bytes": 2**26, "time_limit": 120, "set_aside": None}
    parse = make_parse(max_bytes=2**26)
    worker = Worker(lambda max_bytes: parse, lambda _: None)  # noqa: ARG005
    began = time.perf_counter()
    write_plan(work / "plan", find_items([source]), settings)
    merge = Merge(form.sinks(work))
    for chunk in read_plan(work / "plan"):
        path = work / chunk.key
        items = [item.fields() for item in chunk.items]
        worker.run(request | {"key": chunk.key, "path": str(path), "note": f"{path}.note", "items": items})
        merge.add(path)
    merge.complete()
    finish(form, merge.sinks, work)
    return time.perf_counter() - began


class Watch:
    """Looks at the memory of this process and its workers while the block runs."""

    def __enter__(self):
        self.worker: list[float] = []
        self.parent: list[float] = []
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def _look(self):
        while not self._end.wait(0.25):
            self.parent.append(resident(os.getpid()))
            workers = [resident(pid) for pid in children(os.getpid())]
            if workers:
                self.worker.append(max(workers))


def resident(pid: int) -> float:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return 0.0


def children(parent: int) -> list[int]:
    with contextlib.suppress(OSError):
        tasks = Path(f"/proc/{parent}/task").iterdir()
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
    return []


def run(source: Path, out: Path, workers: int) -> float:
    shutil.rmtree(f"{out}.parts", ignore_errors=True)
    began = time.perf_counter()
    run_batch([source], out, options=Options(workers=workers))
    return time.perf_counter() - began


def start_up(source: Path, folder: Path) -> tuple[float, float]:
    """What a run costs before it parses: starting and warming a worker. Taken from a run over one report."""
    one = folder / "one"
    one.mkdir(exist_ok=True)
    shutil.copy(next(source.rglob("*.txt")), one)
    best = (float("inf"), float("inf"))
    for _ in range(3):
        before = processor()
        seconds = run(one, folder / "one.csv", 1)
        best = min(best[0], seconds), min(best[1], processor() - before)
    return best


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--reports", type=int, default=1000)
    arguments.add_argument("--growth", default="500,1000,2000")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--rates-only", action="store_true")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "in"
        make_reports(source, chosen.reports)
        starting = start_up(source, folder)
        print(f"{chosen.reports} reports; starting and warming a worker: {starting[0]:.2f} s (left out of the rates)")
        rates(source, folder, chosen.reports, chosen.rounds, starting)
        if chosen.rates_only:
            return
        outputs(source, folder)
        growth(folder, [int(size) for size in chosen.growth.split(",")])


def processor() -> float:
    """Processor seconds of this process and of the workers that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def rates(source: Path, folder: Path, count: int, rounds: int, starting: tuple[float, float]) -> None:
    """On a machine that does other work too, compare processor seconds: there the clock tells who else was busy."""
    labels = ("without a pool", "1 worker", "2 workers")
    best = dict.fromkeys(labels, (float("inf"), float("inf")))
    for _ in range(rounds):
        for label in labels:
            before, workers = processor(), 0
            if label == "without a pool":
                seconds = without_a_pool(source, folder / "alone" / "out.csv")
            else:
                workers = int(label[0])
                seconds = run(source, folder / "out.csv", workers) - starting[0]
            spent = processor() - before - workers * starting[1]
            best[label] = min(best[label][0], seconds), min(best[label][1], spent)
    print(f"\n{'':20}{'s':>8}{'reports/s':>12}{'efficiency':>12}{'processor s':>14}")
    for label, (seconds, spent) in best.items():
        share = best["without a pool"][0] / seconds / (2 if label == "2 workers" else 1)
        print(f"{label:20}{seconds:8.2f}{count / seconds:12.0f}{share:12.2f}{spent:14.2f}")


def outputs(source: Path, folder: Path) -> None:
    print(f"\n{'2 workers, output':20}{'s':>8}{'MB':>8}{'parts MB':>10}{'parent peak MB':>16}{'worker peak MB':>16}")
    for name in OUTPUTS:
        out = folder / name
        with Watch() as watch:
            seconds = run(source, out, 2)
        print(
            f"{name:20}{seconds:8.2f}{size(out):8.1f}{size(Path(f'{out}.parts')):10.1f}"
            f"{max(watch.parent):16.0f}{max(watch.worker, default=0):16.0f}"
        )


def growth(folder: Path, sizes: list[int]) -> None:
    print(
        f"\n{'reports, SQLite':20}{'s':>8}{'ms/report':>12}{'worker MB at 25 %, end':>26}{'parent MB at 25 %, end':>26}"
    )
    for count in sizes:
        source = folder / f"growth{count}"
        make_reports(source, count)
        with Watch() as watch:
            seconds = run(source, folder / f"growth{count}.sqlite", 2)
        workers, parents = watch.worker, watch.parent
        flat = f"{workers[len(workers) // 4]:.0f}, {max(workers[-8:]):.0f}"
        parent = f"{parents[len(parents) // 4]:.0f}, {max(parents[-8:]):.0f}"
        print(f"{count:<20}{seconds:8.1f}{1000 * seconds / count:12.2f}{flat:>26}{parent:>26}")
        shutil.rmtree(source)


def size(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


if __name__ == "__main__":
    sys.exit(main())
