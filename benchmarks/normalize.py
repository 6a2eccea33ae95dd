"""Normalisation of one report beside OpenCC("tw2sp").convert of opencc-python-reimplemented, both in this run.

    python benchmarks/normalize.py REPORT.txt [--limit 0.1] [--peers FOLDER]

Then its time per character from 10 thousand to 10 million characters, and pathological inputs. Exits with 1 over the
limit. With `--peers`, OpenCC's C++ package and zhconv-rs are measured too, each in an environment of its own below
FOLDER, made on the first run (two packages own the module name `opencc`); none of them is needed, and one that cannot
be installed is said to be so. None of them aligns, repairs or reads context.
"""

import argparse
import subprocess
import sys
import timeit
import venv
from collections.abc import Callable
from pathlib import Path

from opencc import OpenCC

from govreport_parser.text.normalize import normalize

MILLION = 1_000_000
ODD = {
    "1 MB of pipes": "|" * MILLION,
    "1 MB of pipes and blanks": "| " * (MILLION // 2),
    "1 MB of spaces": " " * MILLION,
    "1 MB of (a": "(a" * (MILLION // 2),
    "1 MB of 國(a": "國(a" * (MILLION // 3),
    "1 MB of 國(guo)": "國(guo)" * (MILLION // 6),
    "1 MB of &amp;": "&amp;" * (MILLION // 5),
    "1 MB of 統 計": "統 計 " * (MILLION // 4),
    "1 MB of 2 0 1 5": "2 0 1 5 " * (MILLION // 8),
    "1 MB of 15 條": "共 15 條" * (MILLION // 6),
    "1 MB of 檔案": "檔案" * (MILLION // 2),
    "1 MB of bet": "bet365" * (MILLION // 6),
    "1 MB of mixed lines": "发檔\n" * (MILLION // 3),
    "1 MB of asterisks": "*" * MILLION,
}

PEERS = {
    "OpenCC": "import opencc; convert = opencc.OpenCC('tw2sp').convert",
    "zhconv-rs": "from zhconv_rs import zhconv\nconvert = lambda text: zhconv(text, 'zh-cn')",
}
MEASURE = """
import sys, timeit
text = open(sys.argv[1], encoding="utf-8", newline="").read()
convert(text)
print(min(timeit.repeat(lambda: convert(text), number=20, repeat=5)) / 20 * 1e3)
"""


def peer(package: str, folder: Path, report: Path) -> str:
    """Measure another converter in an environment of its own; say why where it cannot be had."""
    home = folder / package
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    steps = ([python, "-m", "pip", "install", "-q", package], [python, "-c", PEERS[package] + MEASURE, report])
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"not measured: {(done.stderr.strip() or 'failed').splitlines()[-1]}"
    return f"{float(done.stdout):.2f} ms"


def milliseconds(work: Callable[[], object], number: int) -> float:
    work()
    return min(timeit.repeat(work, number=number, repeat=5)) / number * 1e3


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("report", type=Path)
    arguments.add_argument("--limit", type=float, default=0.1)
    arguments.add_argument("--peers", type=Path, metavar="FOLDER")
    options = arguments.parse_args()
    text = options.report.read_text(encoding="utf-8")

    theirs = milliseconds(lambda: OPENCC.convert(text), 3)
    ours = milliseconds(lambda: normalize(text), 30)
    edits = milliseconds(lambda: normalize(text).edits, 10)
    print(f"{len(text)} characters: tw2sp {theirs:.2f} ms, normalize {ours:.2f} ms, {ours / theirs:.3f} of it")
    print(f"normalize and all its edits: {edits:.2f} ms")

    for package in PEERS if options.peers else ():
        print(f"{package}: {peer(package, options.peers, options.report)}")

    growth = {}
    for size in (10_000, 100_000, MILLION, 10 * MILLION):
        long = (text * (size // len(text) + 1))[:size]
        times = timeit.repeat(lambda long=long: normalize(long), number=1, repeat=max(2, MILLION // size))
        growth[size] = min(times) / size * 1e9
        print(f"{size:>10} characters: {min(times) * 1e3:9.1f} ms, {growth[size]:7.1f} ns each")
    print(f"10 million against 10 thousand, each character: {growth[10 * MILLION] / growth[10_000]:.2f} times")
    one_line = text.replace("\n", "") * (10 * MILLION // len(text))
    print(f"one line of {len(one_line)}: {timeit.timeit(lambda: normalize(one_line), number=1):.2f} s")
    for name, odd in ODD.items():
        half = timeit.timeit(lambda odd=odd: normalize(odd[: len(odd) // 2]), number=1)
        whole = timeit.timeit(lambda odd=odd: normalize(odd), number=1)
        print(f"{name:26} {whole:6.2f} s, half of it {half:6.2f} s")
    return 0 if ours <= options.limit * theirs else 1


OPENCC = OpenCC("tw2sp")

if __name__ == "__main__":
    sys.exit(main())
