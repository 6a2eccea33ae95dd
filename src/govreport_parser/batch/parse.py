"""parse_files: many files, their reports one after another, in the order in which they were given."""

import itertools
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govreport_parser.batch.items import Item, Reader, expand, grouped
from govreport_parser.batch.outcomes import Failed, Outcome
from govreport_parser.errors import SourceError
from govreport_parser.limits import MAX_BYTES, TIME_LIMIT

if TYPE_CHECKING:
    from govreport_parser.batch.pool import WorkerProcess

__all__ = ["ask_reports", "parse_files"]

_TOGETHER = 8
"""Files a request: fewer, and workers wait for the parent between two files."""
_BYTES = 8 * 1024 * 1024
"""Bytes a request, but for a file that is larger by itself: the reports of a request are in memory together."""


def parse_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    workers: int = 1,
    max_bytes: int = MAX_BYTES,
    time_limit: float = TIME_LIMIT,
    command: list[str] | None = None,
) -> Iterator[Outcome]:
    """Yield Parsed(report, findings) or Failed(source, error) for every file, in the order given.

    Folders, globs, zip archives and WARC files stand for the files in them. Nothing raises for a file: what is missing,
    no document, too large, too slow or fatal to its process is a Failed.

    `workers` are processes, each with a warm parser; a file that takes more than `time_limit` seconds, or kills its
    process twice, is a Failed, and the others go on. `workers=0` parses in this process: nothing is started, no report
    is handed over, but there is no limit of time, and what kills the parser kills the caller. One worker is the default
    because files of unknown making need the limits; it costs the start of a process and a quarter more processor time a
    report, for handing it over as JSON (benchmarks/batch.py).

        for outcome in parse_files(["reports/"], workers=2):
            match outcome:
                case Parsed(report, findings): ...
                case Failed(source, error): ...
    """
    if workers < 0:
        raise ValueError(f"workers is {workers}. Give the number of processes, or 0 to parse in this one.")
    items = itertools.chain.from_iterable(expand(os.fspath(path)) for path in paths)
    if workers == 0:
        yield from _here(items, max_bytes)
    else:
        yield from _there(items, workers, max_bytes, time_limit, command)


def _here(items: Iterable[Item], max_bytes: int) -> Iterator[Outcome]:
    from govreport_parser.batch.attempt import parse_within

    parse, reader = parse_within(max_bytes), Reader(max_bytes=max_bytes)
    for item in items:
        try:
            yield parse(reader.read(item), item.name)
        except Exception as error:  # a file must not end the run
            yield Failed(item.name, error)


def _there(
    items: Iterable[Item], workers: int, max_bytes: int, time_limit: float, command: list[str] | None
) -> Iterator[Outcome]:
    from govreport_parser.batch.pool import Pool, WorkerProcess

    def work(worker: WorkerProcess, group: list[Item]) -> list[Outcome]:
        return ask_reports(worker, group, {"task": "reports", "max_bytes": max_bytes, "time_limit": time_limit})

    with Pool(workers, command=command) as pool:
        for outcomes in pool.ordered(work, grouped(items, most_bytes=_BYTES, full=_full), ahead=2):
            yield from outcomes


def _full(group: list[Item]) -> bool:
    return len(group) == _TOGETHER


def ask_reports(worker: "WorkerProcess", group: list[Item], request: dict[str, object]) -> list[Outcome]:
    """Ask for the reports of some files; the one over which the worker dies twice is a Failed, the others go on."""
    from govreport_parser.batch.pool import Crashed

    outcomes: list[Outcome] = []
    deaths = 0
    while len(outcomes) < len(group):
        rest = group[len(outcomes) :]
        try:
            answers = worker.ask(request | {"items": [item.fields() for item in rest]})
        except Crashed as crash:
            answers, deaths = crash.answers, 1 if crash.answers else deaths + 1
        outcomes += (_outcome(item, answer) for item, answer in zip(rest, answers, strict=False))
        if deaths >= 2:
            killer = group[len(outcomes)].name
            outcomes.append(
                Failed(killer, SourceError(f"{killer}: its process died twice. Parse it alone to see why."))
            )
            deaths = 0
    return outcomes


def _outcome(item: Item, answer: dict[str, Any]) -> Outcome:
    from govreport_parser.batch.wire import unpack

    if "failed" in answer:
        return Failed(item.name, SourceError(f"{item.name}: {answer['failed']}"))
    return unpack(answer["report"])
