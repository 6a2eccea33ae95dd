"""How fast the batch is, what a second worker brings, whether memory stays flat, what each output and a kill cost.

    PYTHONPATH=src python benchmarks/batch.py [--reports 1000] [--growth 1000,10000] [--resumed 2000] [--rounds 3] [--home DIR]

The reports are those of corpora/generator: all four national forms, ten layouts of text and HTML, some 16 kB each, no two
alike. `--home` keeps them (a hundred thousand are 1.6 GB and four minutes) and the outputs, which otherwise go at the end.

Rounds are interleaved and the best of each is taken, as noise only ever adds. Where the machine does other work too, the
clock tells who else was busy: compare the processor seconds then.
"""

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpora.generator.drafts import FORMS, Recipe, draft
from corpora.generator.layouts import LAYOUTS
from corpora.generator.scrape import html

from govreport_parser.batch import parse_files
from govreport_parser.batch.attempt import make_parse
from govreport_parser.batch.items import find_items
from govreport_parser.batch.merge import Merge
from govreport_parser.batch.plan import Settings, read_plan, write_plan
from govreport_parser.batch.run import Options, run_batch
from govreport_parser.batch.worker import Worker
from govreport_parser.export.formats import finish, format_of

OUTPUTS = ("out.csv", "out.jsonl", "out.parquet", "out.arrow", "out.sqlite", "tables", "out.xlsx")
MILESTONES = (1000, 2000, 5000, *range(10_000, 1_000_000, 10_000))
A_FOLDER = 100
CHARACTERS = 20 * 341


def make_report(number: int) -> tuple[str, str]:
    """Return the text of a report and its ending. The same number gives the same report."""
    dice = random.Random(number)
    form, layout = dice.choice(list(FORMS)), dice.choice([*LAYOUTS, "html"])
    variant = dice.choice(["dingxi", "putian"]) if form == "2008" else ""
    page = draft(Recipe(name=f"{number:06}", form=form, variant=variant, size=CHARACTERS), 2024).page
    return (html(page), "html") if layout == "html" else (LAYOUTS[layout](page, dice)[0], "txt")


def make_folder(folder: Path, first: int) -> None:
    """Write the reports of one folder; it is there whole or not at all."""
    drafted = folder.with_name(f"{folder.name}.tmp")
    drafted.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + A_FOLDER):
        text, ending = make_report(number)
        (drafted / f"{number:06}.{ending}").write_bytes(text.encode())
    drafted.rename(folder)


def make_reports(home: Path, count: int) -> list[Path]:
    """Return the folders that hold the first `count` reports, made where they are not there yet."""
    folders = [home / "in" / f"{number:04}" for number in range(-(-count // A_FOLDER))]
    missing = [(folder, number * A_FOLDER) for number, folder in enumerate(folders) if not folder.is_dir()]
    if missing:
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(make_folder, *zip(*missing, strict=True)))
    return folders


@dataclass
class Spent:
    """What a stretch of work took: seconds of the clock, of the processor in this process, and in its workers."""

    clock: float = 0.0
    parent: float = 0.0
    workers: float = 0.0

    @classmethod
    def now(cls) -> "Spent":
        """Return what was spent so far; of workers only what those spent that have ended."""
        times = os.times()
        return cls(time.perf_counter(), times.user + times.system, times.children_user + times.children_system)

    def since(self) -> "Spent":
        """Return what was spent since."""
        now = Spent.now()
        return Spent(now.clock - self.clock, now.parent - self.parent, now.workers - self.workers)

    @property
    def processor(self) -> float:
        """Processor seconds of all processes."""
        return self.parent + self.workers


class Watch:
    """Looks at the memory of this process and of its workers while the block runs; `done` is told how far it is."""

    def __enter__(self):
        self.seen: list[tuple[int, float, float]] = []
        self.done, self.told, self.began = 0, 0, Spent.now()
        self.through = self.began.clock
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()
        self.finishing = time.perf_counter() - self.through

    def show(self, progress):
        self.done = progress.done
        if progress.stage == "parsing":
            self.through = time.perf_counter()
        milestone = next((number for number in reversed(MILESTONES) if number <= self.done), 0)
        if milestone > self.told and self.done < progress.files:
            self.told = milestone
            self._tell()

    def _tell(self):
        """Print how far a long run is: what it spent is seen before it ends."""
        spent = self.began.since()
        workers = sum(processor_of(pid) for pid in children(os.getpid()))
        memory = self.seen[-1][1:] if self.seen else (0.0, 0.0)
        print(
            f"  at {self.done:,}: {spent.clock:.0f} s, processor {workers:.0f} s in workers and {spent.parent:.0f} s "
            f"in the parent, memory {memory[0]:.0f} MB a worker and {memory[1]:.0f} MB the parent",
            flush=True,
        )

    def _look(self):
        while not self._end.wait(0.25):
            workers = [resident(pid) for pid in children(os.getpid())]
            if workers:
                self.seen.append((self.done, max(workers), resident(os.getpid())))

    def at(self, share: float) -> tuple[float, float]:
        """Return the memory of the larger worker and of this process, in MB, when that share was done."""
        last = self.seen[-1][0]
        found = next((seen for seen in self.seen if seen[0] >= share * last), self.seen[-1])
        return found[1], found[2]

    def peak(self) -> tuple[float, float]:
        """Return the most that the larger worker and this process ever took."""
        return max(seen[1] for seen in self.seen), max(seen[2] for seen in self.seen)


def resident(pid: int) -> float:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return 0.0


def processor_of(pid: int) -> float:
    with contextlib.suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def children(parent: int) -> list[int]:
    with contextlib.suppress(OSError):
        tasks = Path(f"/proc/{parent}/task").iterdir()
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
    return []


def without_a_pool(source: list[Path], out: Path) -> Spent:
    """One worker in this process: the same parts, the same output, no pool. The parser is warm before the clock starts."""
    form, work = format_of(out), out.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    settings = Settings(format=form.name, streams=form.streams, max_bytes=2**26, time_limit=120, version="x")
    request = {"task": "part", "streams": form.streams, "max_bytes": 2**26, "time_limit": 120, "set_aside": None}
    parse = make_parse(max_bytes=2**26)
    worker = Worker(lambda max_bytes: parse, lambda _: None)  # noqa: ARG005
    began = Spent.now()
    write_plan(work / "plan", find_items(source), settings)
    merge = Merge(form.sinks(work))
    for chunk in read_plan(work / "plan"):
        path = work / chunk.key
        items = [item.fields() for item in chunk.items]
        worker.run(request | {"key": chunk.key, "path": str(path), "note": f"{path}.note", "items": items})
        merge.add(path)
    merge.complete()
    finish(form, merge.sinks, work)
    return began.since()


def run(source: list[Path], out: Path, workers: int, report=None) -> Spent:
    """Make an output from nothing."""
    shutil.rmtree(f"{out}.parts", ignore_errors=True)
    began = Spent.now()
    run_batch(source, out, options=Options(workers=workers), report=report)
    return began.since()


def start_up(source: list[Path], home: Path) -> Spent:
    """What a run costs before it parses: starting and warming a worker. Taken from runs over one report."""
    one = home / "one"
    one.mkdir(exist_ok=True)
    shutil.copy(next(source[0].glob("*.txt")), one)
    return min((run([one], home / "one.csv", 1) for _ in range(3)), key=_processor)


def _processor(spent: Spent) -> float:
    return spent.processor


def rates(source: list[Path], home: Path, count: int, rounds: int, start: Spent) -> None:
    """Reports a second with a pool and without."""
    labels = ("without a pool", "1 worker", "2 workers")
    best = {label: Spent(float("inf"), float("inf"), 0.0) for label in labels}
    for _ in range(rounds):
        for label in labels:
            if label == "without a pool":
                spent, workers = without_a_pool(source, home / "alone" / "out.csv"), 0
            else:
                workers = int(label[0])
                spent = run(source, home / "out.csv", workers)
            clock, processor = spent.clock - (workers > 0) * start.clock, spent.processor - workers * start.processor
            best[label] = Spent(min(best[label].clock, clock), min(best[label].parent, processor))
    print(f"\n{'':20}{'s':>8}{'reports/s':>12}{'efficiency':>12}{'processor s':>14}{'of it useful':>14}")
    alone = best["without a pool"]
    for label, spent in best.items():
        share = alone.clock / spent.clock / (2 if label == "2 workers" else 1)
        useful = alone.parent / spent.parent
        print(f"{label:20}{spent.clock:8.2f}{count / spent.clock:12.0f}{share:12.2f}{spent.parent:14.2f}{useful:14.2f}")


def handing_over(source: list[Path], count: int, start: Spent) -> None:
    """What it costs to have parse_files parse in another process: reports cross as JSON."""
    print(f"\n{'parse_files':20}{'s':>8}{'ms/report':>12}{'processor ms/report':>22}")
    list(parse_files(source[:1], workers=0))
    for workers in (0, 1, 2):
        began = Spent.now()
        for _ in parse_files(source, workers=workers):
            pass
        spent = began.since()
        clock, processor = spent.clock - (workers > 0) * start.clock, spent.processor - workers * start.processor
        print(f"workers={workers:<12}{clock:8.2f}{1000 * clock / count:12.2f}{1000 * processor / count:22.2f}")


def outputs(source: list[Path], home: Path, count: int) -> None:
    """What each output costs with two workers."""
    print(
        f"\n{'2 workers, output':18}{'s':>7}{'to finish s':>13}{'processor ms/report':>21}{'of it parent':>14}"
        f"{'kB/report':>11}{'parts kB':>10}{'peak MB worker, parent':>24}"
    )
    for name in OUTPUTS:
        out = home / name
        with Watch() as watch:
            spent = run(source, out, 2, watch.show)
        worker, parent = watch.peak()
        print(
            f"{name:18}{spent.clock:7.1f}{watch.finishing:13.1f}{1000 * spent.processor / count:21.2f}{1000 * spent.parent / count:14.2f}"
            f"{size(out) / count:11.1f}{size(Path(f'{out}.parts')) / count:10.1f}{f'{worker:.0f}, {parent:.0f}':>24}",
            flush=True,
        )


def growth(home: Path, sizes: list[int], output: str) -> None:
    """Whether time and memory grow with the number of reports."""
    print(
        f"\n{f'reports, {output}':20}{'s':>9}{'ms/report':>11}{'processor ms':>14}{'of it parent':>14}"
        f"{'worker MB at 10, 50, 100 %, peak':>36}{'parent MB':>24}"
    )
    for count in sizes:
        source = make_reports(home, count)
        with Watch() as watch:
            spent = run(source, home / f"growth{count}{output}", 2, watch.show)
        moments = [*(watch.at(share) for share in (0.1, 0.5, 1.0)), watch.peak()]
        workers, parents = (", ".join(f"{moment[index]:.0f}" for moment in moments) for index in (0, 1))
        print(
            f"{count:<20,}{spent.clock:9.1f}{1000 * spent.clock / count:11.2f}{1000 * spent.processor / count:14.2f}"
            f"{1000 * spent.parent / count:14.2f}{workers:>36}{parents:>24}",
            flush=True,
        )


KILLED = """
import os, signal, sys
from pathlib import Path
from govreport_parser.batch.run import Options, run_batch
def report(progress):
    if progress.done >= 0.9 * progress.files and progress.stage == "parsing":
        os.kill(os.getpid(), signal.SIGKILL)
run_batch(sys.argv[2:], Path(sys.argv[1]), options=Options(workers=2), report=report)
"""
RUN = "import sys; from govreport_parser.cli.main import main; main()"


def resumed(home: Path, count: int, ending: str) -> None:
    """What going on costs after a kill at nine tenths: times of whole processes, their start in them."""
    source = [str(folder) for folder in make_reports(home, count)]
    for old in home.glob(f"*resumed{ending}.parts"):
        shutil.rmtree(old)
    out, other = str(home / f"resumed{ending}"), str(home / f"not-resumed{ending}")
    command = [sys.executable, "-c", RUN, "batch", *source, "--workers", "2", "--out"]
    whole, whole_processor = timed([*command, other])
    before, _ = timed([sys.executable, "-c", KILLED, out, *source])
    after, after_processor = timed([*command, out, "--resume"])
    print(
        f"\n{count:,} reports, {ending}, 2 workers: undisturbed {whole:.1f} s; killed at 90 % after {before:.1f} s, gone on "
        f"with for {after:.1f} s: {after / whole:.1%} of the whole, the start of all processes included; processor "
        f"{after_processor:.1f} of {whole_processor:.1f} s, {after_processor / whole_processor:.1%}",
        flush=True,
    )


def timed(command: list[str]) -> tuple[float, float]:
    """Return the seconds from the start of a process to its end, which may be a kill, and of the processor."""
    began = Spent.now()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, -9):
        raise RuntimeError(done.stderr.decode())
    spent = began.since()
    return spent.clock, spent.workers


def size(path: Path) -> float:
    """Return kilobytes on the disk."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e3


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--reports", type=int, default=1000, help="for rates and outputs; 0: leave them out")
    arguments.add_argument("--growth", default="1000,4000", help="numbers of reports, hundreds; empty: leave it out")
    arguments.add_argument("--growth-output", default=".sqlite", help="the ending of what growth writes")
    arguments.add_argument("--resumed", type=int, default=0, help="reports of a run that is killed at nine tenths")
    arguments.add_argument("--resumed-output", default=".sqlite", help="the ending of what that run writes")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--rates-only", action="store_true")
    arguments.add_argument("--outputs-only", action="store_true", help="of what --reports asks for")
    arguments.add_argument("--home", type=Path, help="keep reports and outputs here")
    chosen = arguments.parse_args()
    sizes = [] if chosen.rates_only else [int(number) for number in chosen.growth.split(",") if number]
    with tempfile.TemporaryDirectory() as name:
        home = chosen.home or Path(name)
        home.mkdir(parents=True, exist_ok=True)
        if chosen.reports and chosen.outputs_only:
            outputs(make_reports(home, chosen.reports), home, chosen.reports)
        elif chosen.reports:
            source = make_reports(home, chosen.reports)
            start = start_up(source, home)
            print(f"{chosen.reports} reports; starting and warming a worker: {start.clock:.2f} s, left out of rates")
            rates(source, home, chosen.reports, chosen.rounds, start)
            if not chosen.rates_only:
                handing_over(source, chosen.reports, start)
                outputs(source, home, chosen.reports)
        if sizes:
            growth(home, sizes, chosen.growth_output)
        if chosen.resumed:
            resumed(home, chosen.resumed, chosen.resumed_output)


if __name__ == "__main__":
    sys.exit(main())
