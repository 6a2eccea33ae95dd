"""Normalisation of one report beside OpenCC("tw2sp").convert of opencc-python-reimplemented, both in this run.

    python benchmarks/normalize.py REPORT.txt [--limit 0.1]

Then its time per character from 10 thousand to 10 million characters, and pathological inputs. Exits with 1 over the
limit.
"""

import argparse
import sys
import timeit
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


def milliseconds(work: Callable[[], object], number: int) -> float:
    work()
    return min(timeit.repeat(work, number=number, repeat=5)) / number * 1e3


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("report", type=Path)
    arguments.add_argument("--limit", type=float, default=0.1)
    options = arguments.parse_args()
    text = options.report.read_text(encoding="utf-8")

    theirs = milliseconds(lambda: OPENCC.convert(text), 3)
    ours = milliseconds(lambda: normalize(text), 30)
    edits = milliseconds(lambda: normalize(text).edits, 10)
    print(f"{len(text)} characters: tw2sp {theirs:.2f} ms, normalize {ours:.2f} ms, {ours / theirs:.3f} of it")
    print(f"normalize and all its edits: {edits:.2f} ms")

    for size in (10_000, 100_000, MILLION, 10 * MILLION):
        long = (text * (size // len(text) + 1))[:size]
        once = timeit.timeit(lambda long=long: normalize(long), number=1)
        print(f"{size:>10} characters: {once / size * 1e9:7.1f} ns each")
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
