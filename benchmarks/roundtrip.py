"""Sentences of the genre through OpenCC's s2twp (simplified → Taiwan wording) and back: what comes back wrong?

    python benchmarks/roundtrip.py [--sentences 2400] [--list 40] [--minimum 0.9995]

Prints the share of characters that come back right, each sentence alone and all as one text, with OpenCC's own tw2sp
beside it, and lists what is wrong. Exits with 1 below the minimum. The sentences are those of the reports in corpora/
and, up to the number asked for, some assembled from benchmarks/roundtrip.toml.
"""

import argparse
import difflib
import json
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import regex
from opencc import OpenCC

from govreport_parser.text.normalize import normalize

ROOT = Path(__file__).resolve().parent.parent
SLOT = regex.compile(r"\{(\w+)\}")
WORDS = regex.compile("文件|档案|资料|数据|程序|信息|设置|审核|建立|执行|查询")


def corpus_sentences() -> Iterator[str]:
    for path in sorted((ROOT / "corpora" / "reports").glob("*.txt")):
        yield from regex.findall(r"[^。;；\n|]+[。;；]?", path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "corpora" / "sentences").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line).get("text", "")
            if WORDS.search(text):
                yield text


def assembled(number: int) -> Iterator[str]:
    data = tomllib.loads((ROOT / "benchmarks" / "roundtrip.toml").read_text(encoding="utf-8"))
    choose = random.Random(20080501)
    seen: set[str] = set()
    while len(seen) < number:
        sentence = SLOT.sub(lambda match: choose.choice(data["slots"][match[1]]), choose.choice(data["templates"]))
        if sentence not in seen:
            seen.add(sentence)
            yield sentence


def wrong(expected: str, got: str) -> list[tuple[str, str]]:
    if expected == got:
        return []
    parts = difflib.SequenceMatcher(None, expected, got, autojunk=False).get_opcodes()
    return [(expected[a:b], got[c:d]) for tag, a, b, c, d in parts if tag != "equal"]


def score(name: str, pairs: list[tuple[str, str]], show: int) -> float:
    total = sum(len(expected) for expected, _ in pairs)
    found = Counter((old, new) for expected, got in pairs for old, new in wrong(expected, got))
    errors = sum(max(len(old), len(new)) * count for (old, new), count in found.items())
    share = 1 - errors / total
    print(f"{name:32} {share:8.4%} of {total} characters, {errors} wrong in {len(pairs)} texts")
    for (old, new), count in found.most_common(show):
        print(f"    {count:4} × {old or '∅'} → {new or '∅'}")
    if show:
        for expected, got in [pair for pair in pairs if pair[0] != pair[1] and len(pair[0]) < 400][:show]:
            print(f"    {expected.strip()}\n    {got.strip()}")
    return share


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sentences", type=int, default=2400)
    arguments.add_argument("--list", type=int, default=20)
    arguments.add_argument("--minimum", type=float, default=0.9995)
    options = arguments.parse_args()

    there, back = OpenCC("s2twp"), OpenCC("tw2sp")
    real = [text for text in map(str.strip, corpus_sentences()) if len(text) >= 5]
    real = [text for text in real if normalize(text).script == "simplified"]
    sentences = [*real, *assembled(max(0, options.sentences - len(real)))]
    plain = [normalize(text).text for text in sentences]
    taiwan = [there.convert(text) for text in plain]
    print(f"{len(real)} sentences of reports, {len(sentences) - len(real)} assembled")
    pairs = list(zip(plain, taiwan, strict=True))
    alone = score("each sentence alone", [(p, normalize(t).text) for p, t in pairs], options.list)
    whole = normalize("\n".join(taiwan)).text.split("\n")
    together = score("all as one text", list(zip(plain, whole, strict=True)), options.list)
    score("OpenCC tw2sp", [(p, back.convert(t)) for p, t in pairs], options.list and 10)
    return 0 if min(alone, together) >= options.minimum else 1


if __name__ == "__main__":
    sys.exit(main())
