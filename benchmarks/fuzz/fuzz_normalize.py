"""Fuzz the normaliser: any string comes out, aligned, its edits true, in the time that its length allows.

    python benchmarks/fuzz/fuzz_normalize.py -max_total_time=240 -timeout=10 -max_len=2000 [CORPUS]

Needs `pip install atheris` in an environment that has this package's dependencies.
"""

import sys
import time

import atheris

with atheris.instrument_imports(include=["govreport_parser.text"]):
    from govreport_parser.text.normalize import normalize

from fragments import TEXT, text_of

SLOWEST = 40e-6
"""Seconds a character, instrumented and on a busy machine; less than a tenth of it otherwise."""


def check(text: str) -> None:
    """Raise where a promise of `normalize` does not hold."""
    began = time.process_time()
    result = normalize(text)
    took = time.process_time() - began
    assert took < 0.5 + SLOWEST * len(text), f"{took:.2f} s for {len(text)} characters"
    assert result.source == text
    assert "\r" not in result.text
    result.text.encode("utf-8")
    pieces, position = [], 0
    for edit in result.edits:
        assert position <= edit.start <= edit.end <= len(text)
        pieces += [text[position : edit.start], edit.replacement]
        position = edit.end
    assert "".join(pieces) + text[position:] == result.text
    reach = 0
    for start in range(0, len(result.text), max(1, len(result.text) // 50)):
        span = result.source_span(start, start + 1)
        assert reach <= span.start <= span.end <= len(text)
        reach = span.start


def one(data: bytes) -> None:
    """Take half of the cases as tokens, half as the bytes' own characters."""
    if data[:1] < b"\x80":
        check(text_of(data[1:], TEXT))
    else:
        check(data[1:].decode("utf-8", "surrogatepass" if data[:1] < b"\xc0" else "replace") if _valid(data) else "")


def _valid(data: bytes) -> bool:
    try:
        data[1:].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data[:1] >= b"\xc0"
    return True


if __name__ == "__main__":
    normalize("先讀一次")
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
