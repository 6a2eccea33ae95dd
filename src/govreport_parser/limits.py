"""What one file may take unless whoever calls says otherwise: the one place of the two numbers."""

__all__ = ["MAX_BYTES", "TIME_LIMIT"]

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of a file, and of what it unpacks to."""
TIME_LIMIT: float = 120
"""Seconds: a report takes a hundredth of one, a PDF of a thousand pages a minute."""
