"""The exceptions of the library: few, with one root, each also a standard-library type.

Every message ends with what the user can do.
"""

__all__ = ["DictionaryError", "GovReportError", "MissingExtraError", "RuleError", "SourceError", "SourceFormatError"]


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


class DictionaryError(GovReportError, RuntimeError):
    """The dictionaries of opencc-python-reimplemented were not found where that distribution installs them."""
