"""Zip archives: members by number, their names as the archive's maker wrote them. Nothing is ever unpacked to disk."""

import zipfile
import zlib
from collections.abc import Iterator

from govreport_parser.errors import SourceError, SourceFormatError

__all__ = ["Zips", "zip_members"]


def zip_members(path: str) -> Iterator[tuple[int, str, int]]:
    """Yield number, name and size of every member that is a file. SourceFormatError for a broken archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            for number, info in enumerate(archive.infolist()):
                name = _name(info)
                if not info.is_dir() and not _hidden(name):
                    yield number, name, info.file_size
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise SourceFormatError(f"a broken or cut off zip archive ({error}). Fetch it again.") from error


class Zips:
    """Reads members; keeps the last archive open."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._archive: zipfile.ZipFile | None = None

    def read(self, path: str, number: int, *, max_bytes: int) -> bytes:
        """Return the bytes of a member. SourceError for one that is broken, encrypted or too large."""
        try:
            archive = self._open(path)
            info = archive.infolist()[number]
            with archive.open(info) as file:
                # Never believe the size that the archive states: read one byte more than allowed.
                data = file.read(max_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, IndexError, NotImplementedError, RuntimeError) as error:
            raise SourceFormatError(
                f"{path}: member {number + 1} cannot be read ({error}). Unpack it by hand."
            ) from error
        except OSError as error:
            raise SourceError(f"{path}: {error.strerror}. Check the path and the rights to read it.") from error
        if len(data) > max_bytes:
            raise SourceError(f"{path}: member {number + 1} is over {max_bytes / 2**20:.4g} MB. Raise --max-size.")
        return data

    def _open(self, path: str) -> zipfile.ZipFile:
        if self._archive is None or self._path != path:
            if self._archive is not None:
                self._archive.close()
            self._archive, self._path = zipfile.ZipFile(path), path
        return self._archive


def _name(info: zipfile.ZipInfo) -> str:
    """Return the member's name. Without the UTF-8 flag Python reads code page 437; Chinese makers wrote GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    data = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")
