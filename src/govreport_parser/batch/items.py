"""Items: the files of a batch, found in folders, globs, lists, zip archives and WARC, in one stable order."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from govreport_parser.batch.own import Own
from govreport_parser.batch.warc import read_record, warc_records
from govreport_parser.batch.zips import Zips, zip_members
from govreport_parser.errors import GovReportError, SourceError, over_limit, unreadable

__all__ = ["Item", "Reader", "expand", "find_items", "grouped", "readable"]

Kind = Literal["file", "zip", "warc"]
_WARC = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Item:
    """One file to parse: a path, or a member of an archive."""

    name: str
    """What the outputs call it: the path, or archive!member."""
    path: str
    kind: Kind = "file"
    at: int = 0
    """Number of the member of a zip archive, offset of the record of a WARC file."""
    size: int = 0
    problem: str | None = None
    """Why it cannot be read, where that is already known."""

    def fields(self) -> list[object]:
        """Return the values for JSON; `Item(*fields)` gives the item back."""
        return [self.name, self.path, self.kind, self.at, self.size, self.problem]


class Reader:
    """Reads items; keeps the last archive open, as its members come one after another."""

    def __init__(self, *, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._zips = Zips()

    def read(self, item: Item) -> bytes:
        """Return the bytes of an item. SourceError for what is missing, broken or too large."""
        if item.problem is not None:
            raise SourceError(item.problem)
        if item.kind == "zip":
            return self._zips.read(item.path, item.at, max_bytes=self._max_bytes, name=item.name)
        if item.kind == "warc":
            return read_record(item.path, item.at, max_bytes=self._max_bytes)
        return _read_file(item.path, self._max_bytes)


def find_items(paths: Iterable[str | os.PathLike[str]], *, without: Iterable[Path] = ()) -> Iterator[Item]:
    """Yield every file once, sorted: arguments by name, folders depth first, archives in their own order.

    Names that begin with a dot are left out in folders, and so are `without` and what earlier runs wrote. What is
    missing or broken is an item with a problem.
    """
    seen: set[bytes] = set()
    own, here = Own(without), os.path.join(os.path.abspath(os.curdir), "")  # noqa: PTH100, PTH118 - no Path a file
    for path in sorted({os.path.normpath(path) for path in paths}):
        for item in expand(path, own=own):
            # The same file by its relative and its absolute path is one.
            identity = f"{item.path.removeprefix(here)}\0{item.kind}{item.at}\0{item.problem}"
            key = hashlib.blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=12).digest()
            if key not in seen:
                seen.add(key)
                yield item


def grouped(items: Iterable[Item], *, most_bytes: int, full: Callable[[list[Item]], bool]) -> Iterator[list[Item]]:
    """Yield items together until they are `full`; before that, where the next would take them over `most_bytes`."""
    group: list[Item] = []
    size = 0
    for item in items:
        if group and size + item.size > most_bytes:
            yield group
            group, size = [], 0
        group.append(item)
        size += item.size
        if full(group):
            yield group
            group, size = [], 0
    if group:
        yield group


def expand(path: str, *, own: Own | None = None) -> Iterator[Item]:
    """Yield the files of one argument: a file, folder, archive or glob."""
    own = own or Own()
    if Path(path).is_dir():
        yield from _folder(path, own)
    elif not os.path.lexists(path) and any(sign in path for sign in "*?["):
        yield from _glob(path, own)
    elif own.holds(path):
        yield _broken(path, f"{readable(path)}: what this run writes. Give the reports, or another --out.")
    else:
        yield from _file(path)


def _folder(path: str, own: Own) -> Iterator[Item]:
    try:
        entries = sorted(os.scandir(path), key=_entry_name)
    except OSError as error:
        yield _broken(path, unreadable(path, error))
        return
    own = own.with_outputs_of(path, map(_entry_name, entries))
    for entry in entries:
        if entry.name.startswith(".") or own.holds(entry.path):
            continue
        place = entry.name if path == os.curdir else entry.path
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(place, own)
        else:
            yield from _file(place)


def _glob(pattern: str, own: Own) -> Iterator[Item]:
    import glob

    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    if not matches:
        yield _broken(pattern, f"{pattern}: no file matches. Check the pattern.")
    for match in matches:
        if not own.holds(match) and not (Path(match).is_dir() and "**" in pattern):
            yield from expand(match, own=own)


def _file(path: str) -> Iterator[Item]:
    lower = path.lower()
    if lower.endswith(".zip") and Path(path).is_file():
        yield from _archive(path, "zip")
    elif lower.endswith(_WARC) and Path(path).is_file():
        yield from _archive(path, "warc")
    else:
        yield _plain(path)


def _plain(path: str) -> Item:
    name = readable(path)
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:
        return _broken(path, unreadable(name, error))
    if Path(path).is_dir():
        return _broken(path, f"{name}: a link to a folder, which is not followed. Give the folder itself.")
    if not Path(path).is_file():
        return _broken(path, f"{name}: a device or pipe, not a file. Copy it into a file first.")
    return Item(name, path, size=status.st_size)


def _archive(path: str, kind: Kind) -> Iterator[Item]:
    """Yield the members; an archive that breaks off is an item of its own, after the members that are whole."""
    archive, taken = readable(path), dict[str, int]()
    members = zip_members(path, archive) if kind == "zip" else warc_records(path)
    try:
        for at, member, size in members:
            taken[member] = taken.get(member, 0) + 1
            again = f"#{taken[member]}" if taken[member] > 1 else ""
            yield Item(f"{archive}!{readable(member)}{again}", path, kind, at, size)
    except (GovReportError, OSError) as error:
        yield _broken(path, f"{archive}: {str(error).removeprefix(f'{archive}: ')}")


def _broken(path: str, problem: str) -> Item:
    return Item(readable(path), path, problem=readable(problem))


def readable(name: str) -> str:
    """Return a name that can be written as UTF-8; names of old Chinese systems are read as GB 18030."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        data = name.encode("utf-8", "surrogateescape")
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return data.decode("utf-8", "replace")
    return name


def _entry_name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _read_file(path: str, max_bytes: int) -> bytes:
    """Return the bytes of a file, one more than allowed where it is too large: the parser then refuses it."""
    name = readable(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise SourceError(unreadable(name, error)) from error
    if len(data) > max_bytes:
        raise SourceError(over_limit(name, max_bytes))
    return data
