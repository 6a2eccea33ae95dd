"""run_batch: many files into one output, to be killed at any moment and gone on with.

Workers make parts of chunks of files; the parent puts the parts into the output in the order of the plan, while the
workers go on. Everything that was noted as done is on the disk; nothing depends on the clock or on who was faster. Next
to OUT stands the folder OUT.parts:

    lock            held while a run lives
    manifest.json   the settings and whether the run came to its end
    plan.jsonl      the chunks
    parts/KEY       what a worker made of a chunk
    notes/KEY       b for every time a chunk was begun and not ended, c for every worker that died over it
    work/           the output in the making
"""

import contextlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from govreport_parser.batch.items import Item, find_items
from govreport_parser.batch.lock import locked
from govreport_parser.batch.merge import Merge
from govreport_parser.batch.own import HOME, MANIFEST, refuse_foreign
from govreport_parser.batch.plan import CHUNK, Chunk, Settings, parser_version, read_plan, write_plan
from govreport_parser.batch.pool import Crashed, Pool, WorkerProcess
from govreport_parser.batch.progress import Progress, Stage
from govreport_parser.batch.trouble import explained
from govreport_parser.errors import BatchError
from govreport_parser.export.formats import Format, finish, format_of
from govreport_parser.export.sinks import write_durably
from govreport_parser.limits import MAX_BYTES, TIME_LIMIT

__all__ = ["Options", "Progress", "Summary", "run_batch"]

TRIES = 2
"""Workers that a chunk, and then a file by itself, may cost before it is set aside."""
STARTS = 6
"""Times that a file by itself may be begun and not ended where the whole run died each time, as for want of memory."""
_TOLD_EVERY = 256
"""Files found between two reports of it."""
_SET_ASIDE = "its process died twice over it. Parse it alone to see why."


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run works; none of it but the limits decides what is written."""

    workers: int = 1
    resume: bool = False
    max_bytes: int = MAX_BYTES
    time_limit: float = TIME_LIMIT
    chunk: int = CHUNK
    keep_parts: bool = True
    command: list[str] | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended."""

    progress: Progress
    out: Path
    """The output that was asked for."""
    paths: list[Path]
    """All that was written."""


def run_batch(
    paths: Iterable[str | os.PathLike[str]],
    out: Path,
    *,
    options: Options | None = None,
    report: Callable[[Progress], None] | None = None,
) -> Summary:
    """Parse all files of `paths` into `out`; `report` is told how far the run is.

    A run that was killed is gone on with by `Options(resume=True)` and ends with the same output as one that was not.
    Raises BatchError or OutputError for a run that cannot begin or go on, for want of room on the disk too;
    a file that fails is a row, not an error.
    """
    chosen = options or Options()
    form = format_of(out)
    home = out.with_name(f"{out.name}{HOME}")
    with explained(out):
        home.mkdir(parents=True, exist_ok=True)
        with locked(home / "lock"):
            run = _Run(form, home, chosen)
            try:
                return run.go(paths, report or _quiet)
            finally:
                run.leave()


class _Seen:
    """Counts the files that may be read, and keeps the first reason why one may not."""

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._report = report
        self.readable = self.found = 0
        self.problem: str | None = None

    def look(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass the items on, and tell how many there were."""
        for item in items:
            self.found += 1
            self.readable += item.problem is None
            self.problem = self.problem or item.problem
            if self.found % _TOLD_EVERY == 0:
                self._report(Progress(self.found, Counter(), 0, Stage.FINDING))
            yield item


class _Run:
    """One run, the lock held."""

    def __init__(self, form: Format, home: Path, options: Options) -> None:
        self._form, self._home, self._options = form, home, options
        self._settings = Settings(
            format=form.name,
            streams=form.streams,
            max_bytes=options.max_bytes,
            time_limit=options.time_limit,
            version=options.version or parser_version(),
            chunk=options.chunk,
        )
        self._parts, self._notes, self._work = home / "parts", home / "notes", home / "work"

    def go(self, paths: Iterable[str | os.PathLike[str]], report: Callable[[Progress], None]) -> Summary:
        """Plan, parse, put together, and put in place."""
        self._refuse_unfinished()
        refuse_foreign(self._form, self._home)
        plan = self._home / "plan.jsonl"
        seen = _Seen(report)
        items = find_items(paths, without={*self._form.paths(), self._home})
        files = write_plan(plan, seen.look(items), self._settings)
        if files == 0:
            raise BatchError(
                "there are no files to parse. Check the paths; in folders, names that begin with a dot are left out."
            )
        if seen.readable == 0:
            # A slip of the pen in the path must not replace a good output by a row that says so.
            raise BatchError(f"nothing that was given can be read, and nothing was written: {seen.problem}")
        self._prepare()
        self._note(finished=False)
        merge = Merge(self._form.sinks(self._work))
        try:
            progress, used = self._parse(plan, merge, files, report)

            def tell(step: int, steps: int) -> None:
                report(replace(progress, stage=Stage.FINISHING, step=step, steps=steps))

            written = finish(self._form, merge.sinks, self._work, tell)
        finally:
            merge.abandon()
        self._note(finished=True)
        self._tidy(used)
        return Summary(progress, self._form.out, written)

    def leave(self) -> None:
        """Take the books away where nothing was begun: a slip in a path leaves no litter."""
        if not (self._home / MANIFEST).exists() and not self._parts.exists():
            with contextlib.suppress(OSError):
                for entry in os.scandir(self._home):
                    Path(entry.path).unlink()
                self._home.rmdir()

    def _refuse_unfinished(self) -> None:
        manifest = _load(self._home / MANIFEST)
        if manifest and not manifest.get("finished") and not self._options.resume:
            raise BatchError(
                f"{self._home} holds a run that did not end. Go on with --resume, or delete it to begin anew."
            )

    def _prepare(self) -> None:
        """Make the folders; take away what a new run must not use."""
        if not self._options.resume:
            for folder in (self._parts, self._notes, self._work):
                _clear(folder)
        for folder in (self._parts, self._notes, self._work):
            folder.mkdir(exist_ok=True)

    def _note(self, *, finished: bool) -> None:
        facts: dict[str, Any] = {"schema_version": 1, "finished": finished, "settings": asdict(self._settings)}
        write_durably(self._home / MANIFEST, (json.dumps(facts, indent=2) + "\n").encode("ascii"))

    def _parse(
        self, plan: Path, merge: Merge, files: int, report: Callable[[Progress], None]
    ) -> tuple[Progress, set[str]]:
        """Run the chunks through the workers and their parts into the sinks. Returns also the names of the parts."""
        used: set[str] = set()
        statuses: Counter[str] = Counter()
        progress = Progress(files, Counter(), 0)
        with Pool(self._options.workers, command=self._options.command) as pool:
            for made in pool.ordered(self._chunk, read_plan(plan)):
                for path, kept, found in made:
                    merge.add(path)
                    used.add(path.name)
                    statuses.update(found)
                    progress = Progress(files, Counter(statuses), progress.kept + kept)
                report(progress)
        merge.complete()
        return progress, used

    def _chunk(self, worker: WorkerProcess, chunk: Chunk) -> list[tuple[Path, int, list[str]]]:
        """Have a part made of a chunk; of each file by itself where workers died over it."""
        if self._may_try(chunk, TRIES):
            try:
                return [self._ask(worker, chunk)]
            except Crashed:
                pass
        return [self._alone(worker, single) for single in chunk.alone()]

    def _alone(self, worker: WorkerProcess, chunk: Chunk) -> tuple[Path, int, list[str]]:
        if self._may_try(chunk, STARTS):
            try:
                return self._ask(worker, chunk)
            except Crashed:
                pass
        try:
            return self._ask(worker, chunk, set_aside=_SET_ASIDE)
        except Crashed as crash:
            raise BatchError("workers die whatever they are given. Look at disk and memory, then --resume.") from crash

    def _may_try(self, chunk: Chunk, starts: int) -> bool:
        """Whether a chunk may be tried: not where workers died over it, or whole runs, too often."""
        begun, died = _read_note(self._notes / chunk.key)
        return died < TRIES and begun - died < starts

    def _ask(self, worker: WorkerProcess, chunk: Chunk, set_aside: str | None = None) -> tuple[Path, int, list[str]]:
        """Have a part made; Crashed where workers died over it as often as they may."""
        path, note = self._parts / chunk.key, self._notes / chunk.key
        request = {
            "task": "part",
            "key": chunk.key,
            "path": str(path),
            "note": str(note),
            "items": [item.fields() for item in chunk.items],
            "streams": self._settings.streams,
            "max_bytes": self._settings.max_bytes,
            "time_limit": self._settings.time_limit,
            "set_aside": set_aside,
        }
        while True:
            try:
                answer = worker.ask(request)[-1]
                if "refused" in answer:
                    raise OSError(*answer["refused"])
            except Crashed:
                with note.open("ab") as file:
                    file.write(b"c")
                if _read_note(note)[1] >= TRIES:
                    raise
            else:
                kept = len(chunk.items) if answer["kept"] else 0
                return path, kept, answer["statuses"]

    def _tidy(self, used: set[str]) -> None:
        """Take away what no later run can use."""
        _clear(self._work)
        _clear(self._notes)
        for draft in self._home.glob("*.tmp"):
            draft.unlink(missing_ok=True)
        if not self._options.keep_parts:
            _clear(self._parts)
            return
        for entry in os.scandir(self._parts):
            if entry.name not in used:
                Path(entry.path).unlink(missing_ok=True)


def _read_note(path: Path) -> tuple[int, int]:
    try:
        note = path.read_bytes()
    except OSError:
        return 0, 0
    return note.count(b"b"), note.count(b"c")


def _load(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _clear(folder: Path) -> None:
    if folder.is_dir():
        for entry in os.scandir(folder):
            Path(entry.path).unlink(missing_ok=True)


def _quiet(_: Progress) -> None:
    """Tell nobody."""
