"""Any number of generated reports as Parquet of name and content, for the checks of engines; the same number, the same bytes.

Forms, layouts, scripts, liberties, blanks and encodings are dealt out by lot. One in fifty is no report at all: an empty
file, a notice, an image, a torn DOCX, bytes of no encoding; another one in fifty has bytes in its middle that cannot be
decoded.
"""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpora.generator.drafts import FORMS, Recipe, draft  # noqa: E402
from corpora.generator.layouts import LAYOUTS  # noqa: E402

PART = 1000
"""Documents a Parquet file, in one row group each."""
LIBERTIES = ("broken", "untitled", "short-labels", "extra-row", "long-titles", "truncated", "serial", "spaced")
FAULTS = ("sum", "part", "reviews", "balance", "row")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")
NO_REPORTS = (
    b"",
    "关于召开全县教育工作会议的通知\n各乡镇：定于10月9日上午召开会议，请派3人参加。\n".encode(),
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
    bytes((number * 197 + 131) % 256 for number in range(1500)),
)


def document(number: int) -> tuple[str, bytes]:
    """Return name and bytes of one document."""
    dice = random.Random(f"engines/{number}")
    name = f"{number:06}.txt"
    if number % 50 == 17:
        return name, NO_REPORTS[number // 50 % len(NO_REPORTS)]
    form = dice.choice(list(FORMS))
    script = dice.choices(("simplified", "traditional", "taiwan"), (18, 1, 1))[0]
    # Wording is converted on mirror pages, never on paper: a word cut by a line's end would stay unconverted.
    layout = dice.choice([layout for layout in LAYOUTS if script != "taiwan" or layout != "pdf-lines"])
    recipe = Recipe(
        name=name, form=form, variant=dice.choice(("dingxi", "putian")) if form == "2008" else "", script=script,
        blanks=dice.choice((0.0, 0.0, 0.4)), marks=dice.choice((("",), ("-", "/", "无"))),
        liberties=frozenset(dice.sample(LIBERTIES, dice.randint(0, 2))), fault=dice.choice(("", "", "", *FAULTS)),
    )  # fmt: skip
    text, _ = LAYOUTS[layout](draft(recipe, "engines").page, random.Random(f"engines/{number}/layout"))
    data = text.encode(dice.choice(ENCODINGS if script == "simplified" else ENCODINGS[:4]))
    if number % 50 == 42:
        data = data[: len(data) // 2] + b"\xff\xff\x80\xff" + data[len(data) // 2 :]
    return name, data


def make_documents(folder: Path, count: int) -> None:
    """Write documents 0 to `count` as Parquet files of name (text) and content (bytes)."""
    folder.mkdir(parents=True)
    tasks = [(folder, start, min(start + PART, count)) for start in range(0, count, PART)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(_write, *zip(*tasks, strict=True)):
            pass


def stored(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the documents of a folder of Parquet files."""
    import pyarrow.parquet as pq

    for path in sorted(folder.glob("*.parquet")):
        table = pq.read_table(path)
        yield from zip(table["name"].to_pylist(), table["content"].to_pylist(), strict=True)


def _write(folder: Path, start: int, end: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names, contents = zip(*(document(number) for number in range(start, end)), strict=True)
    schema = pa.schema([("name", pa.string()), ("content", pa.binary())])
    pq.write_table(pa.table([names, contents], schema=schema), folder / f"{start:06}.parquet", compression="zstd")
