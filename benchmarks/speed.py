"""Speed against yardsticks, measured in one run: jieba and opencc beside our own parse and normalisation.

    python benchmarks/speed.py [--quick] [REPORT.txt]

Budgets are those of README.md. Times are processor time, so that what the machine does beside counts little. The report is the first of GOVREPORT_GOLD, else a specimen.
"""

import argparse
import logging
import os
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent


def timed(action: Callable[[], object], rounds: int) -> float:
    """Return the median time of one call in milliseconds, after one call to warm up."""
    return interleaved({"": action}, rounds)[""]


def interleaved(
    actions: dict[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Time several actions in turn, so that all see the same machine, after one call of each to warm up.

    Return the medians in milliseconds.
    """
    times: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(rounds):
        for name, action in actions.items():
            start = clock()
            action()
            times[name].append((clock() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def processes(codes: dict[str, str], rounds: int) -> dict[str, float]:
    """Return the median processor time of fresh Python processes in milliseconds, run in turn, each once to warm up.

    Bytecode is kept, as it is where a package is installed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = partial(subprocess.run, check=True, capture_output=True, env=environment)
    commands = {name: partial(start, [sys.executable, "-W", "ignore", "-c", code]) for name, code in codes.items()}
    return interleaved(commands, rounds, clock=time_of_children)


def time_of_children() -> float:
    """Return the seconds of processor time of all processes that were started here and ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def report_path() -> Path:
    folder = os.environ.get("GOVREPORT_GOLD")
    if folder:
        return next(iter(sorted(Path(folder).glob("reports/*.txt"))))
    return ROOT / "corpora" / "reports" / "wuchang-2016.txt"


def line(what: str, ours: float, limit: float, unit: str = "ms") -> str:
    return f"  {what:62}{ours:10.2f}{limit:10.2f} {unit:5}{'ok' if ours <= limit else 'OVER'}"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("report", nargs="?", type=Path, default=report_path())
    ap.add_argument("--quick", action="store_true", help="fewer rounds, no growth to 10 million characters")
    args = ap.parse_args()
    warnings.simplefilter("ignore")
    logging.getLogger("jieba").setLevel(logging.ERROR)
    import jieba
    import opencc

    from govreport_parser import check, normalize, parse

    text = args.report.read_text(encoding="utf-8")
    rounds = 9 if args.quick else 31
    converter = opencc.OpenCC("tw2sp")
    got = interleaved(
        {
            "jieba": lambda: jieba.lcut(text),
            "opencc": lambda: converter.convert(text),
            "parse": lambda: parse(text),
            "normalize": lambda: normalize(text),
        },
        rounds,
    )
    print(
        f"{args.report.name}: {len(text)} characters; medians of {rounds} interleaved rounds, Python {sys.version.split()[0]}"
    )
    print(f"  {'what':62}{'ours':>10}{'limit':>10}")
    print(line(f"parse, all records, warm (jieba.lcut {got['jieba']:.1f} ms × 0.5)", got["parse"], 0.5 * got["jieba"]))
    print(
        line(
            f"normalise with alignment (opencc tw2sp {got['opencc']:.1f} ms × 0.1)",
            got["normalize"],
            0.1 * got["opencc"],
        )
    )
    report = parse(text)
    print(f"  check {timed(lambda: check(report), rounds):.2f} ms, to_json {timed(report.to_json, rounds):.2f} ms")
    starts = 3 if args.quick else 9
    command = f"sys.argv=['govreport','parse',{str(args.report)!r}]; from govreport_parser.cli.main import main; main()"
    fresh = processes(
        {
            "bare": "pass",
            "import": "import govreport_parser",
            "yardstick": "import spacy, jieba; jieba.initialize()",
            "first": f"import sys; {command}",
        },
        starts,
    )
    print(
        line(
            f"import govreport_parser (bare Python {fresh['bare']:.0f} ms taken off)",
            fresh["import"] - fresh["bare"],
            150,
        )
    )
    print(
        line(
            f"first `govreport parse` (spacy + jieba {fresh['yardstick']:.0f} ms × 1.5)",
            fresh["first"],
            1.5 * fresh["yardstick"],
        )
    )
    growth(text, sizes=(10_000, 100_000, 1_000_000) if args.quick else (10_000, 100_000, 1_000_000, 10_000_000))


def growth(text: str, sizes: tuple[int, ...]) -> None:
    """Print the time per character for longer and longer texts, made of the report again and again."""
    from govreport_parser import parse

    per_character = {}
    for size in sizes:
        long = (text * (size // len(text) + 1))[:size]
        rounds = max(1, 200_000 // size)
        per_character[size] = (
            timed(lambda long=long: parse(long), rounds) / size * 1e6 if size <= 1_000_000 else once(long)
        )
        print(f"  {size:>11,} characters: {per_character[size]:8.1f} ns a character")
    first, last = per_character[sizes[0]], per_character[sizes[-1]]
    print(line(f"time per character, {sizes[-1]:,} against {sizes[0]:,} characters", last / first, 1.3, "×"))


def once(text: str) -> float:
    from govreport_parser import parse

    start = time.process_time()
    parse(text)
    return (time.process_time() - start) / len(text) * 1e9


if __name__ == "__main__":
    main()
