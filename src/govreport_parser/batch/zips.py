"""Zip archives of a batch: members by number, read from where the archive lies, within the limits of the readers."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from govreport_parser.errors import SourceFormatError
from govreport_parser.text.readers.archive import documents, open_zip, read_member

__all__ = ["Zips", "zip_members"]


def zip_members(path: str, name: str) -> Iterator[tuple[int, str, int]]:
    """Yield number, name and size of every member that is a file. SourceFormatError for a broken archive."""
    with open_zip(Path(path), name) as archive:
        for number, member, info in documents(archive):
            yield number, member, info.file_size


class Zips:
    """Reads members; keeps the last archive open."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._archive: zipfile.ZipFile | None = None

    def read(self, path: str, number: int, *, max_bytes: int, name: str) -> bytes:
        """Return the bytes of a member. SourceError for one that is broken, encrypted, a bomb or too large."""
        archive = self._open(path, name)
        try:
            info = archive.infolist()[number]
        except IndexError as error:
            raise SourceFormatError(f"{name}: the archive changed while it was read. Run again.") from error
        return read_member(archive, info, max_bytes=max_bytes, name=name)

    def _open(self, path: str, name: str) -> zipfile.ZipFile:
        if self._archive is None or self._path != path:
            if self._archive is not None:
                self._archive.close()
            self._archive, self._path = open_zip(Path(path), name), path
        return self._archive
