"""The exceptions of the library: few, with one root, each also a standard-library type.

Every message ends with what the user can do.
"""

__all__ = [
    "BatchError",
    "DictionaryError",
    "GovReportError",
    "MissingExtraError",
    "OutputError",
    "RuleError",
    "SourceError",
    "SourceFormatError",
    "over_limit",
    "unreadable",
]


class GovReportError(Exception):
    """The root of every error that this library raises on purpose."""


class SourceError(GovReportError, OSError):
    """The input is no document: missing, a folder, over the size limit, not readable."""


class SourceFormatError(SourceError, ValueError):
    """The bytes are no document that can be read: empty, binary, a scan without text, a broken archive."""


class MissingExtraError(GovReportError, ImportError):
    """A format or output needs a package that is not installed; the message names the extra."""


class RuleError(GovReportError, ValueError):
    """A rule file, form file or settings file is not well formed; the message names file, rule and field."""


class BatchError(GovReportError, RuntimeError):
    """A run over many files cannot begin or go on: nothing to read, another run there, no room, workers that die."""


class OutputError(GovReportError, ValueError):
    """An output that cannot be as it was asked for: an unknown ending, more rows than a sheet holds, an empty chart."""


class DictionaryError(GovReportError, RuntimeError):
    """The dictionaries of opencc-python-reimplemented were not found where that distribution installs them."""


def unreadable(name: str, error: Exception) -> str:
    """Return the message for a file or folder that the system does not let us read.

    >>> unreadable("二七区.txt", FileNotFoundError(2, "No such file or directory"))
    '二七区.txt: no such file or directory. Check the path and the rights to read it.'
    """
    reason = getattr(error, "strerror", None) or str(error)
    return f"{name}: {reason[:1].lower()}{reason[1:]}. Check the path and the rights to read it."


def over_limit(name: str, max_bytes: int, *, size: int | None = None, unpacked: bool = False) -> str:
    """Return the message for what has more bytes than it may; `size` where it is known, `unpacked` out of an archive.

    >>> over_limit("a.pdf", 64 << 20, size=70 << 20)
    'a.pdf: 70 MB, over the limit of 64 MB. Raise it with --max-size (max_bytes in Python), or give a smaller file.'
    """
    known = "" if size is None else f"{size / 2**20:.4g} MB, "
    way = "unpacks to more than" if unpacked else f"{known}over"
    smaller = "unpack it yourself" if unpacked else "give a smaller file"
    limit = f"the limit of {max_bytes / 2**20:.4g} MB"
    return f"{name}: {way} {limit}. Raise it with --max-size (max_bytes in Python), or {smaller}."
