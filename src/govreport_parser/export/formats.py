"""Formats: what OUT may be, told by its ending: which streams the workers make, and which sinks take them."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govreport_parser.errors import OutputError
from govreport_parser.export import arrow, sqlite, xlsx
from govreport_parser.export.csv import csv_head, csv_rows
from govreport_parser.export.datapackage import datapackage
from govreport_parser.export.document import FAILED, QUARANTINE, Document, figure_rows
from govreport_parser.export.jsonl import jsonl_bytes, line_schema
from govreport_parser.export.sinks import AppendSink, Sink, Tell, untold
from govreport_parser.report.columns import TABLES, TableSchema, schema_of

__all__ = ["ENDINGS", "Format", "encode", "finish", "format_of"]

ENDINGS = (".jsonl", ".csv", ".sqlite", ".xlsx", ".parquet", ".arrow")
_FOLDER, _SIDECARS = "folder", ("files.csv", "quarantine.csv")


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of output for one OUT."""

    out: Path
    name: str
    """`folder`, or the ending without its dot."""
    streams: tuple[str, ...]
    """What the workers make of every part."""

    @property
    def is_folder(self) -> bool:
        """Whether OUT is a folder of tables."""
        return self.name == _FOLDER

    def targets(self) -> dict[str, Path]:
        """Return where each stream that is a file of its own goes."""
        if self.is_folder:
            return {stream: self.out / stream for stream in self.streams}
        beside = {stream: self._beside(stream) for stream in _SIDECARS}
        return {stream: beside.get(stream, self.out) for stream in self.streams if stream not in _BINARY}

    def tables(self) -> list[Path]:
        """Return the files that hold rows, OUT first where it is one of them."""
        main = [] if self.is_folder else [self.out]
        return list(dict.fromkeys([*main, *self.targets().values()]))

    def paths(self) -> set[Path]:
        """Return every file that a run writes; none of them is ever read as input, but what lies beside them is."""
        return {*self.tables(), *self._described().values()}

    def sinks(self, work: Path) -> list[Sink]:
        """Return the sinks; `work` is the folder for what is in the making."""
        targets = self.targets()
        # The last file of the last sink is the one that people wait for: it appears when all others are there.
        ordered = dict(sorted(targets.items(), key=_main_last))
        sinks: list[Sink] = [AppendSink(work, ordered, {stream: _head(stream) for stream in targets})]
        for stream in self.streams:
            if stream in _BINARY:
                sinks.append(_BINARY[stream][1](work, self.out))
        return sinks

    def descriptions(self) -> list[tuple[Path, str]]:
        """Return the data dictionary as files beside the output: path and text."""
        return [(path, _json(self._description(what))) for what, path in self._described().items()]

    @property
    def package(self) -> Path:
        """Where the data package goes, which every output has."""
        return self._described()["package"]

    def _described(self) -> dict[str, Path]:
        """Return where each description goes; the names alone, as making the texts takes a while."""
        names = {"package": "datapackage.json"}
        if any(stream.endswith(".jsonl") for stream in self.streams):
            names["schema"] = "reports.schema.json" if self.is_folder else "schema.json"
        if self.name == "sqlite":
            names["metadata"] = "metadata.json"
        return {what: self.out / name if self.is_folder else self._beside(name) for what, name in names.items()}

    def _description(self, what: str) -> dict[str, Any]:
        if what == "schema":
            return line_schema()
        if what == "metadata":
            return sqlite.datasette_metadata(self.out.stem)
        targets = self.targets().items()
        return datapackage((_table(stream), path.name) for stream, path in targets if stream.endswith(".csv"))

    def _beside(self, name: str) -> Path:
        return self.out.with_name(f"{self.out.name}.{name}")


def format_of(out: Path) -> Format:
    """Return the format that OUT's ending asks for; OutputError where there is none such."""
    ending = out.suffix.lower()
    if not ending and out.exists() and not out.is_dir():
        raise OutputError(f"{out}: a file, where a folder is to be. Move it, or give another --out.")
    if out.is_dir() or not ending:
        tables = tuple(f"{schema.name}.csv" for schema in TABLES)
        return Format(out, _FOLDER, ("reports.jsonl", *_SIDECARS, *tables))
    if ending not in ENDINGS:
        known = " ".join(ENDINGS)
        raise OutputError(f"{out}: nothing writes {ending}. Give a folder or a name that ends with one of {known}.")
    return Format(out, ending[1:], (_MAIN[ending], *_SIDECARS))


def encode(stream: str, documents: Sequence[Document]) -> bytes:
    """Return what a stream holds of some files."""
    if stream in _BINARY:
        return _BINARY[stream][0](documents)
    if stream.endswith(".jsonl"):
        return jsonl_bytes(documents)
    name = stream.removesuffix(".csv")
    if name == "files":
        return csv_rows("files", [document.file for document in documents])
    if name == "quarantine":
        return csv_rows("files", [document.file for document in documents if document.status == FAILED])
    if name == "main":
        return csv_rows("figures", [row for document in documents for row in figure_rows(document)])
    return csv_rows(name, [row for document in documents for row in document.rows.get(name, ())])


def finish(form: Format, sinks: Iterable[Sink], work: Path, tell: Tell = untold) -> list[Path]:
    """Complete all sinks, then put the files in their places, the main one last. Returns the paths."""
    from govreport_parser.export.sinks import replace_durably, write_durably

    made = [pair for sink in sinks for pair in sink.finish(tell)]
    if form.is_folder:
        form.out.mkdir(parents=True, exist_ok=True)
    described = form.descriptions()
    for number, (path, text) in enumerate(described):
        # Made where a later run cleans up: a kill must leave nothing half-made beside the output.
        drafted = work / f"description-{number}"
        write_durably(drafted, text.encode("utf-8"))
        made.insert(number, (drafted, path))
    for source, target in made:
        replace_durably(source, target)
    return [target for _, target in made]


_BINARY: Mapping[str, tuple[Callable[[Sequence[Document]], bytes], Callable[[Path, Path], Sink]]] = {
    sqlite.STREAM: (sqlite.sqlite_bytes, sqlite.SqliteSink),
    xlsx.STREAM: (xlsx.xlsx_bytes, xlsx.XlsxSink),
    arrow.STREAM: (arrow.arrow_bytes, arrow.ParquetSink),
    arrow.FILE_STREAM: (arrow.arrow_bytes, arrow.ArrowSink),
}
"""Streams that are no files by themselves: how they are encoded, and the sink that takes them."""

_MAIN = {
    ".jsonl": "main.jsonl",
    ".csv": "main.csv",
    ".sqlite": sqlite.STREAM,
    ".xlsx": xlsx.STREAM,
    ".parquet": arrow.STREAM,
    ".arrow": arrow.FILE_STREAM,
}


def _head(stream: str) -> bytes:
    if not stream.endswith(".csv"):
        return b""
    name = stream.removesuffix(".csv")
    return csv_head({"quarantine": "files", "main": "figures"}.get(name, name))


def _table(stream: str) -> TableSchema:
    """Return the columns of a CSV stream; the quarantine is the files that failed."""
    name = stream.removesuffix(".csv")
    if name == QUARANTINE.name:
        return QUARANTINE
    return schema_of({"main": "figures"}.get(name, name))


def _main_last(pair: tuple[str, Path]) -> bool:
    return pair[0].startswith(("main.", "reports."))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
