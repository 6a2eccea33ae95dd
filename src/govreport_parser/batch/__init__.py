"""Many files in, tables out: processes with a warm parser each, resume after any crash, failures kept as values."""

from govreport_parser.batch.outcomes import Failed, Outcome, Parsed
from govreport_parser.batch.parse import parse_files

__all__ = ["Failed", "Outcome", "Parsed", "parse_files"]
