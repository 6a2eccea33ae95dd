"""One document parsed, checked and answered for: within its time; what goes wrong is the reason of a failure."""

import hashlib
from collections.abc import Callable

from govreport_parser.batch.limit import TimeLimitError, time_limit, too_slow
from govreport_parser.batch.outcomes import Parsed
from govreport_parser.errors import GovReportError
from govreport_parser.export.document import Document, document_of, failed_document

__all__ = ["Parse", "attempt", "make_parse", "parse_within"]

Parse = Callable[[bytes, str], Parsed]


def parse_within(max_bytes: int) -> Parse:
    """Return the function that reads bytes of at most so many, parses and checks; SourceError for no document."""
    from govreport_parser.checks import check
    from govreport_parser.pipeline import ReportParser
    from govreport_parser.text.source import read_source

    parser = ReportParser()

    def parse(data: bytes, name: str) -> Parsed:
        report = parser.parse(read_source(data, name=name, max_bytes=max_bytes))
        return Parsed(report, check(report))

    return parse


def make_parse(*, max_bytes: int) -> Parse:
    """Return the same function, warm: a first text has it load the rules."""
    parse = parse_within(max_bytes)
    parse("一、概述\n2019年1月1日至12月31日,某市人民政府办公室受理申请86件。".encode(), "warm")
    return parse


def attempt(parse: Parse, data: bytes, name: str, *, seconds: float, fatal: bool) -> Document:
    """Return the document of some bytes, failed where they cannot be parsed in time; `fatal` as in `time_limit`."""
    try:
        with time_limit(seconds, fatal=fatal):
            parsed = parse(data, name)
            return document_of(parsed.report, parsed.findings)
    except GovReportError as error:
        reason = str(error)
    except TimeLimitError:
        reason = too_slow(seconds)
    except MemoryError:
        reason = "it needs more memory than there is. Parse it alone, or give a smaller file."
    except Exception as error:  # one document must not end the run, nor be dropped with those around it
        reason = f"the parser failed: {type(error).__name__}: {error}. Please report this file."
    return failed_document(name, reason, sha256=hashlib.sha256(data).hexdigest())
