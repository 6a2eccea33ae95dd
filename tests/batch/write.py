"""Documents written to an output in this process, by what the batch writes them with, without parts and resume."""

import tempfile
from pathlib import Path

from govreport_parser.export.formats import encode, finish, format_of


def write_documents(documents, out: Path) -> list[Path]:
    form = format_of(out)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as work:
        sinks = form.sinks(Path(work))
        try:
            for sink in sinks:
                sink.reset()
            for document in documents:
                streams = {stream: encode(stream, [document]) for stream in form.streams}
                for sink in sinks:
                    sink.add(streams)
            return finish(form, sinks, Path(work))
        finally:
            for sink in sinks:
                sink.abandon()
