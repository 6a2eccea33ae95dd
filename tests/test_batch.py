"""The batch: which files it finds, what becomes of each, and that nothing but the files decides the output."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "batch"))

import same
import stand_in

from govreport_parser.batch import Failed, Parsed, limit, merge, parse_files
from govreport_parser.batch.attempt import attempt
from govreport_parser.batch.items import Reader, find_items
from govreport_parser.batch.lock import locked
from govreport_parser.batch.plan import Settings, read_plan, write_plan
from govreport_parser.batch.pool import WorkerProcess
from govreport_parser.batch.run import Options, run_batch
from govreport_parser.errors import BatchError, GovReportError, MissingExtraError, SourceError, SourceFormatError

WORKER = [sys.executable, str(Path(__file__).parent / "batch/worker_with_stand_in.py")]
TEXT = "二七区2019年报告:受理申请{}件。"


@pytest.fixture(autouse=True)
def package_on_path(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    (folder / "县" / "乡").mkdir(parents=True)
    for number in range(12):
        place = folder if number % 3 else folder / "县" / "乡"
        (place / f"{number:02}.txt").write_text(TEXT.format(number), "utf-8")
    (folder / ".hidden").write_text("no")
    return folder


def options(**others):
    return Options(**({"command": WORKER, "version": "test", "chunk": 2} | others))


def names(paths, **others):
    return [Path(item.name).name for item in find_items(paths, **others)]


# Finding files


def test_folders_are_read_in_one_order_whatever_the_disk_says(source):
    found = [item.name for item in find_items([source])]
    assert found == [str(source / f"{n:02}.txt") for n in range(12) if n % 3] + [
        str(source / "县/乡" / f"{n:02}.txt") for n in range(0, 12, 3)
    ]
    assert list(find_items([source / "县", source])) == list(find_items([source, source / "县"]))


def test_names_are_as_short_as_the_folder_given(source, monkeypatch):
    monkeypatch.chdir(source / "县")
    assert [item.name for item in find_items(["."])] == [f"乡/{n:02}.txt" for n in range(0, 12, 3)]


def test_a_file_given_twice_is_parsed_once(source):
    assert (
        Counter(names([source, source, f"{source}/*.txt", source / "01.txt", f"{source}/./01.txt"])).most_common(1)[0][
            1
        ]
        == 1
    )


def test_globs(source):
    assert names([f"{source}/0[12].txt"]) == ["01.txt", "02.txt"]
    assert len(names([f"{source}/**/*.txt"])) == 12
    (item,) = find_items([f"{source}/*.pdf"])
    assert "no file matches" in item.problem


def test_what_is_missing_is_an_item_with_a_problem(tmp_path):
    (item,) = find_items([tmp_path / "missing.txt"])
    with pytest.raises(SourceError, match="no such file"):
        Reader(max_bytes=100).read(item)


def test_the_output_is_never_read_as_input(source):
    run_batch([source], source / "out.csv", options=options())
    first = same.contents(source / "out.csv")
    run_batch([source], source / "out.csv", options=options(resume=True))
    assert same.contents(source / "out.csv") == first
    run_batch([source], source / "tables", options=options())
    assert "tables" not in (source / "tables/files.csv").read_text("utf-8-sig")


def test_outputs_of_earlier_runs_are_never_read_as_reports(source, tmp_path, monkeypatch):
    """Tables and parts of a run among the reports would be counted as reports; what lies beside them is still read."""
    expected = [Path(item.name).name for item in find_items([source])]
    run_batch([source], source / "out.csv", options=options())
    run_batch([source], source / "县/tables", options=options())
    run_batch([source / "县"], source / "县/乡", options=options())
    (source / "县/tables/late.txt").write_text(TEXT.format(1))
    assert (source / "out.csv.parts/parts").is_dir()
    assert sorted(names([source])) == sorted([*expected, "late.txt"])
    assert sorted(names([source / "县/乡"])) == [f"{n:02}.txt" for n in range(0, 12, 3)]
    assert len(list(parse_files([source], workers=0))) == len(expected) + 1


def test_a_folder_of_reports_may_be_the_output_too(source, tmp_path):
    run_batch([source], source, options=options())
    again = run_batch([source], source, options=options(resume=True))
    assert (again.progress.done, again.progress.kept) == (12, 12)


@pytest.mark.parametrize("name", ["mine.csv", "mine.sqlite", "tables"])
def test_a_file_that_no_run_has_made_is_never_written_over(name, source, tmp_path):
    victim = tmp_path / name
    if name == "tables":
        victim.mkdir()
        victim = victim / "files.csv"
    victim.write_text("precious")
    with pytest.raises(BatchError, match="no run of this command has made it"):
        run_batch([source], tmp_path / name, options=options())
    assert victim.read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({"in", name})


def test_the_output_given_as_input_is_refused(source, tmp_path):
    run_batch([source], tmp_path / "out.csv", options=options())
    with pytest.raises(BatchError, match="what this run writes"):
        run_batch([tmp_path / "out.csv"], tmp_path / "out.csv", options=options())


def test_a_file_by_its_relative_and_its_absolute_path_is_one(source, monkeypatch):
    monkeypatch.chdir(source)
    assert names(["01.txt", source / "01.txt", "县/../01.txt"]) == ["01.txt"]


def test_a_folder_that_may_not_be_read_is_an_item(source, monkeypatch):
    right = os.scandir

    def scandir(path):
        if Path(path).name == "乡":
            raise PermissionError(13, "Permission denied", str(path))
        return right(path)

    monkeypatch.setattr(os, "scandir", scandir)
    (broken,) = [item for item in find_items([source]) if item.problem]
    assert broken.problem == f"{source}/县/乡: permission denied. Check the path and the rights to read it."


def test_links_in_a_circle_end(source):
    (source / "loop").symlink_to(source)
    (source / "dangling").symlink_to(source / "nothing")
    problems = {Path(item.name).name: item.problem for item in find_items([source]) if item.problem}
    assert "not followed" in problems["loop"]
    assert "no such file" in problems["dangling"]
    assert len(list(find_items([source]))) == 14


def make_zip(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data, **options)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zip_members_are_files(tmp_path):
    make_zip(
        tmp_path / "a.zip",
        [("甲.txt", "一"), ("d/", ""), ("甲.txt", "二"), ("../../evil.txt", "三"), ("__MACOSX/x", "")],
    )
    items = list(find_items([tmp_path]))
    assert [item.name.split("!")[1] for item in items] == ["甲.txt", "甲.txt#2", "../../evil.txt"]
    reader = Reader(max_bytes=100)
    assert [reader.read(item).decode() for item in items] == ["一", "二", "三"]


def test_zip_names_in_gbk(tmp_path):
    data = io.BytesIO()
    make_zip(data, [("ABCD.txt", "x")])
    (tmp_path / "a.zip").write_bytes(data.getvalue().replace(b"ABCD", "报告".encode("gbk")))
    assert names([tmp_path]) == ["a.zip!报告.txt"]


def test_a_truncated_zip_is_an_error(tmp_path):
    make_zip(tmp_path / "a.zip", [("a.txt", "x" * 1000)])
    (tmp_path / "a.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:-30])
    (item,) = find_items([tmp_path])
    assert "cut off" in item.problem


def test_a_zip_bomb_is_refused_without_being_read(tmp_path):
    make_zip(tmp_path / "a.zip", [("a.txt", b"0" * 5_000_000)])
    (item,) = find_items([tmp_path])
    with pytest.raises(SourceError, match="max-size"):
        Reader(max_bytes=1000).read(item)


def test_a_zip_bomb_within_the_limit_is_refused_too(tmp_path):
    make_zip(tmp_path / "a.zip", [("a.txt", bytes(9_000_000))])
    (item,) = find_items([tmp_path])
    with pytest.raises(SourceFormatError, match=r"a\.zip!a\.txt: unpacks to over 200 times"):
        Reader(max_bytes=64_000_000).read(item)


def test_a_locked_member_says_so(tmp_path):
    make_zip(tmp_path / "a.zip", [("a.txt", "x" * 100)])
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + place] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    (item,) = find_items([tmp_path])
    with pytest.raises(SourceFormatError, match="password"):
        Reader(max_bytes=1000).read(item)


def test_a_damaged_member_is_an_error(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", b"AAAAAAAAAA")
    (tmp_path / "a.zip").write_bytes((tmp_path / "a.zip").read_bytes().replace(b"AAAAAAAAAA", b"AAAAABAAAA"))
    (item,) = find_items([tmp_path])
    with pytest.raises(SourceFormatError, match="CRC"):
        Reader(max_bytes=1000).read(item)


def make_warc(path, bodies, *, gz, encoding=None):
    warcio = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    with path.open("wb") as file:
        writer = warcio.WARCWriter(file, gzip=gz)
        for number, (status, kind, body) in enumerate(bodies):
            headers = [("Content-Type", kind)] + ([("Content-Encoding", encoding)] if encoding else [])
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"http://x.gov.cn/{number}", "response", payload=io.BytesIO(body), http_headers=http
            )
            writer.write_record(record)
            record.raw_stream.close()


PAGES = [
    ("200 OK", "text/html", "申请1件".encode() * 50),
    ("200 OK", "image/png", b"\x89PNG"),
    ("404 Not Found", "text/html", b"gone"),
    ("200 OK", "text/plain; charset=utf-8", "申请2件".encode() * 50),
]


@pytest.mark.parametrize("gz", [True, False])
def test_warc_records_are_files(gz, tmp_path):
    path = tmp_path / ("a.warc.gz" if gz else "a.warc")
    make_warc(path, PAGES, gz=gz)
    items = list(find_items([tmp_path]))
    assert [item.name.split("!")[1] for item in items] == ["http://x.gov.cn/0", "http://x.gov.cn/3"]
    reader = Reader(max_bytes=10_000)
    assert [reader.read(item) for item in items] == [PAGES[0][2], PAGES[3][2]]


@pytest.mark.parametrize("gz", [True, False])
@pytest.mark.parametrize("cut", [1, 5, 40, 200, 300])
def test_a_truncated_warc_is_an_error_not_a_shorter_result(gz, cut, tmp_path):
    path = tmp_path / ("a.warc.gz" if gz else "a.warc")
    make_warc(path, PAGES, gz=gz)
    path.write_bytes(path.read_bytes()[:-cut])
    items = list(find_items([tmp_path]))
    assert items[-1].problem
    assert items[0].problem is None
    reader = Reader(max_bytes=10_000)
    assert all(reader.read(item) in (PAGES[0][2], PAGES[3][2]) for item in items[:-1])


def test_a_warc_record_that_differs_from_its_digest_is_an_error(tmp_path):
    make_warc(tmp_path / "a.warc", PAGES, gz=False)
    path = tmp_path / "a.warc"
    path.write_bytes(path.read_bytes().replace("申请2件".encode(), "申请3件".encode()))
    items = list(find_items([path]))
    with pytest.raises(SourceFormatError, match="digest"):
        Reader(max_bytes=10_000).read(items[1])


def test_a_warc_record_that_cannot_be_unpacked_is_an_error(tmp_path):
    make_warc(tmp_path / "a.warc", PAGES[:1], gz=False, encoding="br")
    (item,) = find_items([tmp_path])
    with pytest.raises(SourceFormatError, match="br"):
        Reader(max_bytes=10_000).read(item)


# Chunks


def plan_of(folder, tmp_path, time_limit=1):
    settings = Settings(format="csv", streams=("main.csv",), max_bytes=100, time_limit=time_limit, version="1", chunk=4)
    write_plan(tmp_path / "plan", find_items([folder]), settings)
    return list(read_plan(tmp_path / "plan"))


def test_a_new_file_disturbs_few_chunks(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text("x")
    before = {chunk.key for chunk in plan_of(folder, tmp_path)}
    (folder / "0505.txt").write_text("x")
    after = {chunk.key for chunk in plan_of(folder, tmp_path)}
    assert 30 < len(before) < 100
    # Where the new file closes a chunk by itself, none of the old ones changes.
    assert len(before - after) <= 3
    assert 1 <= len(after - before) <= 3


def test_a_limit_of_time_names_chunks_by_its_value(tmp_path):
    """A run begun from Python with 120 goes on from the command line, which has 120.0."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_text("x")
    assert plan_of(folder, tmp_path, 120) == plan_of(folder, tmp_path, 120.0) != plan_of(folder, tmp_path, 60)


# Whole runs


@pytest.fixture
def troubles(source):
    for name, text in {
        "empty": "",
        "kill": "KILL",
        "raise": "RAISE",
        "hang": "HANG",
        "spin": "SPIN",
        "big": "x" * 5000,
        "poem": "诗",
        "odd": "表外",
    }.items():
        (source / f"{name}.txt").write_text(text, "utf-8")
    return source


REASONS = {
    "empty": "the file is empty",
    "kill": "its process died twice",
    "raise": "ZeroDivisionError: a fault of the parser",
    "hang": "it took more than 0.5 s",
    "spin": "",
    "big": "over the limit",
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("workers", [1, 2])
def test_every_file_has_a_status_and_the_run_goes_on(workers, troubles, tmp_path):
    out = tmp_path / "out"
    summary = run_batch(
        [troubles, tmp_path / "missing"], out, options=options(workers=workers, time_limit=0.5, max_bytes=4000)
    )
    import csv

    with (out / "files.csv").open(encoding="utf-8-sig", newline="") as file:
        files = {Path(row["source"]).stem: row for row in csv.DictReader(file)}
    assert len(files) == 12 + 8 + 1
    assert {name for name, row in files.items() if row["status"] == "failed"} == {*REASONS, "missing"}
    assert files["poem"]["status"] == "not a report"
    assert (files["odd"]["status"], files["odd"]["reason"]) == ("partial", "1 table row fitted no form")
    for name, reason in REASONS.items():
        assert reason in files[name]["reason"]
    assert summary.progress.statuses == Counter(row["status"] for row in files.values())
    with (out / "quarantine.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {Path(row["source"]).stem for row in csv.DictReader(file)} == {*REASONS, "missing"}
    assert (out / "reports.jsonl").read_text("utf-8").count("\n") == 21


@pytest.mark.parametrize("name", ["tables", "out.jsonl", "out.sqlite"])
def test_two_workers_write_what_one_writes(name, source, tmp_path):
    run_batch([source], tmp_path / "1" / name, options=options(workers=1))
    run_batch([source], tmp_path / "2" / name, options=options(workers=2, chunk=3))
    assert same.contents(tmp_path / "1" / name) == same.contents(tmp_path / "2" / name)


def statuses(summary):
    return summary.progress.statuses, summary.progress.kept


def test_changed_new_and_lost_files(source, tmp_path):
    out = tmp_path / "out.csv"
    run_batch([source], out, options=options())
    (source / "01.txt").write_text(TEXT.format(777))
    (source / "015.txt").write_text(TEXT.format(888))
    (source / "02.txt").unlink()
    again = run_batch([source], out, options=options(resume=True))
    assert 0 < again.progress.kept < again.progress.done == 12
    fresh = tmp_path / "fresh" / "out.csv"
    run_batch([source], fresh, options=options())
    assert same.contents(out) == same.contents(fresh)
    assert "777" in out.read_text("utf-8")


def test_a_change_in_the_middle_of_a_killed_run(source, tmp_path, monkeypatch):
    """What the output held already is put together anew where a file changed after it was merged."""
    monkeypatch.setattr(merge, "CHECKPOINT", 1)
    out, seen = tmp_path / "out.sqlite", []

    def stop(progress):
        seen.append(progress)
        if progress.done >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch([source], out, options=options(), report=stop)
    (source / "01.txt").write_text(TEXT.format(777))
    run_batch([source], out, options=options(resume=True))
    run_batch([source], tmp_path / "fresh" / "out.sqlite", options=options())
    assert same.contents(out) == same.contents(tmp_path / "fresh" / "out.sqlite")


def test_another_parser_version_parses_everything_again(source, tmp_path):
    out = tmp_path / "out.csv"
    run_batch([source], out, options=options(version="1"))
    assert run_batch([source], out, options=options(version="1", resume=True)).progress.kept == 12
    assert run_batch([source], out, options=options(version="2", resume=True)).progress.kept == 0


def test_a_damaged_part_is_made_again(source, tmp_path):
    out = tmp_path / "out.csv"
    run_batch([source], out, options=options())
    before = same.contents(out)
    part = next((tmp_path / "out.csv.parts/parts").iterdir())
    part.write_bytes(part.read_bytes()[:-3])
    run_batch([source], out, options=options(resume=True))
    assert same.contents(out) == before


@pytest.mark.parametrize("suffix", [".txt", ".gz", ".toml"])
def test_any_data_of_the_package_is_part_of_its_version(suffix, tmp_path, monkeypatch):
    import importlib.resources

    from govreport_parser.batch.plan import parser_version

    (tmp_path / "data").mkdir()
    (tmp_path / f"data/places{suffix}").write_bytes(b"one")
    monkeypatch.setattr(importlib.resources, "files", lambda _: tmp_path)
    before = parser_version()
    (tmp_path / "data/__pycache__").mkdir()
    (tmp_path / "data/__pycache__/x.pyc").write_bytes(b"x")
    assert parser_version() == before
    (tmp_path / f"data/places{suffix}").write_bytes(b"two")
    assert parser_version() != before


FULL = """
import errno, os, sys
from pathlib import Path
sys.path.insert(0, {here!r})
import stand_in
from govreport_parser.batch import parts, worker
right = parts.write_durably
def write(path, data):
    if Path({sign!r}).exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    right(path, data)
parts.write_durably = write
worker.main(stand_in.make_parse)
"""


def test_a_full_disk_ends_the_run_and_blames_no_file(source, tmp_path):
    sign = tmp_path / "full"
    code = FULL.format(here=str(Path(__file__).parent / "batch"), sign=str(sign))
    command, out = [sys.executable, "-c", code], tmp_path / "out.csv"
    sign.touch()
    for resume in (False, True, True, True):
        with pytest.raises(BatchError, match=r"the disk is full. Make room and go on with --resume"):
            run_batch([source], out, options=options(command=command, resume=resume, workers=2))
    sign.unlink()
    assert run_batch([source], out, options=options(command=command, resume=True)).progress.statuses == {"parsed": 12}
    run_batch([source], tmp_path / "fresh" / "out.csv", options=options())
    assert same.contents(out) == same.contents(tmp_path / "fresh" / "out.csv")


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (sqlite3.OperationalError("database or disk is full"), "Make room and go on with --resume"),
        (sqlite3.OperationalError("disk I/O error"), "disk I/O error. See to the disk"),
        (PermissionError(13, "Permission denied", "x"), r"Permission denied \(x\). Give an --out in a folder where"),
        (OSError(5, "Input/output error"), "See to the disk and go on with --resume"),
    ],
)
def test_what_the_disk_refuses_is_told_with_advice(error, advice, source, tmp_path, monkeypatch):
    def refuse(*_):
        raise error

    monkeypatch.setattr(merge.Merge, "add", refuse)
    with pytest.raises(BatchError, match=advice):
        run_batch([source], tmp_path / "out.sqlite", options=options())


def test_an_output_that_cannot_be_is_refused_with_advice(source, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(GovReportError, match="where a folder is to be"):
        run_batch([source], tmp_path / "file", options=options())
    with pytest.raises(BatchError, match="Give another --out"):
        run_batch([source], tmp_path / "file/out.csv", options=options())


def test_a_run_that_cannot_begin_leaves_no_litter(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(BatchError, match="no files to parse"):
        run_batch([tmp_path / "empty"], tmp_path / "out.csv", options=options())
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_a_lock_that_was_taken_away_is_no_lock(tmp_path, monkeypatch):
    path = tmp_path / "lock"
    import fcntl

    monkeypatch.setattr(fcntl, "flock", lambda *_: path.unlink())
    with pytest.raises(BatchError, match="Start again"), locked(path):
        pass


def test_every_stage_is_told(source, tmp_path):
    for number in range(300):
        (source / f"many{number}.txt").write_text("")
    told = []
    run_batch([source], tmp_path / "out.sqlite", options=options(chunk=16), report=told.append)
    stages = [progress.stage for progress in told]
    assert stages == sorted(stages, key=["finding", "parsing", "finishing"].index)
    assert told[0].files == 256
    done = [progress.done for progress in told if progress.stage == "parsing"]
    assert done == sorted(set(done)), "what was told stays as it was told"
    steps = [(progress.step, progress.steps) for progress in told if progress.stage == "finishing"][1:]
    assert steps == [(step, len(steps)) for step in range(1, len(steps) + 1)]
    assert len(steps) > 20, "every index of SQLite is a step"


def test_an_unfinished_run_is_not_thrown_away_by_accident(source, tmp_path):
    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch([source], tmp_path / "out.csv", options=options(), report=stop)
    with pytest.raises(BatchError, match="--resume"):
        run_batch([source], tmp_path / "out.csv", options=options())
    run_batch([source], tmp_path / "out.csv", options=options(resume=True))


def test_two_runs_into_one_output_refuse_each_other(source, tmp_path):
    (tmp_path / "out.csv.parts").mkdir()
    with locked(tmp_path / "out.csv.parts/lock"), pytest.raises(BatchError, match="another run"):
        run_batch([source], tmp_path / "out.csv", options=options())
    run_batch([source], tmp_path / "out.csv", options=options())


def test_workers_that_cannot_start_end_the_run_with_advice(source, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVREPORT_TEST_NO_START", "1")
    with pytest.raises(BatchError, match="govreport parse"):
        run_batch([source], tmp_path / "out.csv", options=options())
    monkeypatch.delenv("GOVREPORT_TEST_NO_START")
    assert not run_batch([source], tmp_path / "out.csv", options=options(resume=True)).progress.statuses["failed"]


def test_a_process_that_the_system_refuses_ends_the_run_with_advice(source, tmp_path):
    nothing = [str(tmp_path / "no-such-program")]
    with pytest.raises(BatchError, match=r"no worker process can be started: No such file.*\. Give fewer workers"):
        run_batch([source], tmp_path / "out.csv", options=options(command=nothing))
    with pytest.raises(BatchError, match="Give fewer workers"):
        list(parse_files([source], command=nothing))


def test_parts_can_be_discarded(source, tmp_path):
    run_batch([source], tmp_path / "out.csv", options=options(keep_parts=False))
    assert not list((tmp_path / "out.csv.parts/parts").iterdir())


# parse_files


def test_outcomes_come_in_the_order_given(source, tmp_path):
    paths = [source / "02.txt", tmp_path / "missing.txt", source / "01.txt"]
    for workers in (1, 2):
        outcomes = list(parse_files(paths, workers=workers, command=WORKER))
        assert [type(outcome) for outcome in outcomes] == [Parsed, Failed, Parsed]
        assert [outcome.source for outcome in outcomes] == [str(path) for path in paths]
        assert "missing.txt: no such file" in str(outcomes[1].error)
        data = paths[0].read_bytes()
        assert (outcomes[0].report, outcomes[0].findings) == stand_in.parse(data, str(paths[0]))


@pytest.mark.timeout(120)
def test_a_killer_is_set_aside_and_the_others_are_parsed(source):
    (source / "015.txt").write_text("KILL")
    (source / "016.txt").write_text("KILL")
    outcomes = list(parse_files([source], workers=2, command=WORKER))
    failed = [Path(outcome.source).name for outcome in outcomes if isinstance(outcome, Failed)]
    assert failed == ["015.txt", "016.txt"]
    assert len(outcomes) == 14


def test_large_files_are_not_asked_for_together(tmp_path, monkeypatch):
    asked = []
    right = WorkerProcess.ask

    def ask(worker, request):
        asked.append([Path(fields[0]).name for fields in request["items"]])
        return right(worker, request)

    monkeypatch.setattr(WorkerProcess, "ask", ask)
    monkeypatch.setattr("govreport_parser.batch.parse._BYTES", 100)
    for number, size in enumerate([60, 60, 300, *[10] * 9]):
        (tmp_path / f"{number:02}.txt").write_bytes(b"1" * size)
    outcomes = list(parse_files([tmp_path], command=WORKER))
    assert [Path(outcome.source).name for outcome in outcomes] == [f"{number:02}.txt" for number in range(12)]
    assert [len(names) for names in asked] == [1, 1, 1, 8, 1]


def test_parse_files_can_be_left_early(source):
    outcomes = parse_files([source], workers=2, command=WORKER)
    assert isinstance(next(outcomes), Parsed)
    outcomes.close()


def test_a_file_that_needs_an_extra_says_which_and_blames_no_fault():
    def parse(data, name):
        raise MissingExtraError(f"{name}: reading PDF needs pdfplumber. Install it with `pip install …`.")

    document = attempt(parse, b"%PDF", "a.pdf", seconds=9, fatal=False)
    assert (document.status, document.reason) == (
        "failed",
        "reading PDF needs pdfplumber. Install it with `pip install …`.",
    )


def test_fewer_than_no_workers_are_refused(source):
    with pytest.raises(ValueError, match="or 0 to parse in this one"):
        list(parse_files([source], workers=-1))


@pytest.mark.timeout(60)
def test_one_worker_has_limits_too(source):
    for name, text in (("03", "HANG"), ("015", "KILL")):
        (source / f"{name}.txt").write_text(text)
    outcomes = list(parse_files([source], time_limit=0.5, command=WORKER))
    failed = {Path(outcome.source).stem: str(outcome.error) for outcome in outcomes if isinstance(outcome, Failed)}
    assert set(failed) == {"03", "015"}
    assert "more than 0.5 s" in failed["03"]
    assert "died twice" in failed["015"]
    assert len(outcomes) == 14


def test_no_workers_start_no_process(source, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert sum(isinstance(outcome, Parsed) for outcome in parse_files([source], workers=0)) == 12


def test_parse_files_with_the_parser_itself(tmp_path):
    (tmp_path / "a.txt").write_text("2019年,我区共受理政府信息公开申请86件。", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    one, other = (list(parse_files([tmp_path], workers=workers)) for workers in (0, 2))
    assert isinstance(one[0], Parsed)
    assert one[0] == other[0]
    assert [type(outcome) for outcome in one] == [type(outcome) for outcome in other] == [Parsed, Failed]
    assert str(one[1].error) == str(other[1].error)


def test_a_script_needs_no_main_guard(tmp_path):
    (tmp_path / "a.txt").write_text("2019年,我区共受理政府信息公开申请86件。", "utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom govreport_parser import parse_files\nprint(len(list(parse_files(sys.argv[1:], workers=2))))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "a.txt")], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr


# The command


def call(*arguments, **others):
    from govreport_parser.cli.main import cli

    return CliRunner().invoke(cli, ["batch", *map(str, arguments)], **others)


def test_the_command(tmp_path):
    (tmp_path / "a.txt").write_text("2019年,我区共受理政府信息公开申请86件。", "utf-8")
    done = call(tmp_path / "a.txt", "--out", tmp_path / "out.csv")
    assert done.exit_code == 0, done.output
    assert "1 file in" in done.output
    assert "86" in (tmp_path / "out.csv").read_text("utf-8")


def test_a_list_on_standard_input_and_exit_code_3(tmp_path):
    (tmp_path / "a.txt").write_text("2019年,我区共受理政府信息公开申请86件。", "utf-8")
    listed = f"{tmp_path}/a.txt\n\n{tmp_path}/missing.txt\n"
    done = call("-", "--out", tmp_path / "out.jsonl", input=listed)
    assert done.exit_code == 3, done.output
    assert "out.jsonl.quarantine.csv" in done.output
    done = call(
        "-", "--out", tmp_path / "out.jsonl", "--resume", input=listed.replace("\n\n", "\0").replace("\n", "\0")
    )
    assert "2 as an earlier run" in done.output


def test_the_end_names_output_statuses_and_failures(tmp_path):
    (tmp_path / "a.txt").write_text("2019年,我区共受理政府信息公开申请86件。", "utf-8")
    (tmp_path / "空 的\n.txt").write_bytes(b"")
    done = call(tmp_path, "--out", tmp_path / "tables")
    lines = done.output.splitlines()
    assert f"written: {tmp_path / 'tables'}" in lines
    assert f"status of every file: {tmp_path / 'tables/files.csv'}" in lines
    assert f"  {tmp_path}/空 的 .txt: the file is empty. Give a file that holds a report." in lines
    assert lines[-1] == f"files that failed, and why: {tmp_path / 'tables/quarantine.csv'}"


def test_a_wrong_path_leaves_the_output_as_it_was(source, tmp_path):
    out = tmp_path / "out.csv"
    run_batch([source], out, options=options())
    before = same.contents(out)
    for resume in (False, True):
        with pytest.raises(BatchError, match="no such file"):
            run_batch([tmp_path / "typo"], out, options=options(resume=resume))
        assert same.contents(out) == before
    assert run_batch([source], out, options=options(resume=True)).progress.kept == 12


def test_the_rate_after_resuming_counts_what_is_parsed_now(monkeypatch):
    from govreport_parser.batch.run import Progress
    from govreport_parser.cli.progress import Reporter

    reporter = Reporter()
    monkeypatch.setattr(time, "monotonic", lambda now=reporter._started + 10: now)
    line = reporter._line(Progress(1000, Counter(parsed=920), 900))
    assert line == "920 of 1,000 files, 2.0 a second, 0:00:40 left, 0 failed"


def test_lines_without_a_terminal_tell_of_finding_and_finishing(monkeypatch, capsys):
    from govreport_parser.batch.progress import Progress, Stage
    from govreport_parser.cli.progress import Reporter

    reporter, clock = Reporter(), [0.0]
    began = reporter._started
    monkeypatch.setattr(time, "monotonic", lambda: began + clock[0])
    through = Progress(900, Counter(parsed=900), 0)
    for second, progress in [
        (1, Progress(256, Counter(), 0, Stage.FINDING)),
        (11, Progress(60_000, Counter(), 0, Stage.FINDING)),
        (12, Progress(70_000, Counter(), 0, Stage.FINDING)),
        (13, Progress(900, Counter(parsed=9), 0)),
        (14, through),
        (15, Progress(900, through.statuses, 0, Stage.FINISHING, 1, 30)),
        (16, Progress(900, through.statuses, 0, Stage.FINISHING, 2, 30)),
        (40, Progress(900, through.statuses, 0, Stage.FINISHING, 3, 30)),
    ]:
        clock[0] = second
        reporter.show(progress)
    assert capsys.readouterr().err.splitlines() == [
        "60,000 files found, looking for more",
        "9 of 900 files, 0.7 a second, 0:21:27 left, 0 failed",
        "900 files through; putting the output together, step 1 of 30",
        "900 files through; putting the output together, step 3 of 30",
    ]


def test_a_bar_knows_all_stages(monkeypatch):
    from govreport_parser.batch.progress import Progress, Stage
    from govreport_parser.cli.progress import Reporter

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Reporter() as reporter:
        for progress in (
            Progress(256, Counter(), 0, Stage.FINDING),
            Progress(900, Counter(parsed=9, failed=1), 0),
            Progress(900, Counter(parsed=900), 0, Stage.FINISHING, 3, 30),
        ):
            reporter.show(progress)
            (task,) = reporter._bar.tasks
            seen = (task.description, task.completed, task.total, task.fields["failed"])
            expected = {
                "finding": ("finding files", 256, None, 0),
                "parsing": ("", 10, 900, 1),
                "finishing": ("writing step 3 of 30", 900, 900, 0),
            }
            assert seen == expected[progress.stage]


@pytest.mark.timeout(120)
def test_ctrl_c_says_how_to_go_on_and_leaves_no_worker(tmp_path):
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text("2019年,我区共受理政府信息公开申请86件。" * 40, "utf-8")
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        f"sys.path[:0] = {sys.path!r}; from govreport_parser.cli.main import main; main()"
    )
    arguments = [
        sys.executable,
        "-c",
        code,
        "batch",
        str(tmp_path),
        "--out",
        str(tmp_path / "out.csv"),
        "--workers",
        "2",
    ]
    run = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, start_new_session=True)
    parts = tmp_path / "out.csv.parts/parts"
    while not (parts.is_dir() and any(parts.iterdir())) and run.poll() is None:
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130, said
    assert said.splitlines()[-1].endswith("Go on with the same command and --resume.")
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
    assert call(tmp_path, "--out", tmp_path / "out.csv", "--resume").exit_code == 0


def test_an_empty_list_on_standard_input_is_refused():
    done = call("-", "--out", "out.csv", input="\n \n")
    assert done.exit_code == 2
    assert "standard input names no file" in done.output


@pytest.mark.parametrize("arguments", [["--out", "x.doc"], ["--out", "x.csv", "--workers", "0"], []])
def test_wrong_use_is_exit_code_2(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from govreport_parser.errors import GovReportError

    done = call(".", *arguments)
    assert done.exit_code == 2 or isinstance(done.exception, GovReportError)


class Slow:
    """Something whose end takes longer than the limit: the alarm rings where nothing that is raised is heard."""

    def __init__(self, error=None):
        self.error = error

    def __del__(self):
        began = time.monotonic()
        while time.monotonic() - began < 0.3:
            pass
        if self.error is not None:
            raise self.error


def loiter():
    Slow()
    time.sleep(5)


def test_an_alarm_that_is_lost_rings_again_and_prints_nothing(capfd, monkeypatch):
    monkeypatch.setattr(limit, "AGAIN", 0.2)
    told = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with pytest.raises(limit.TimeLimitError), limit.time_limit(0.1, fatal=False):
        loiter()
    assert told == []
    assert "TimeLimitError" not in capfd.readouterr().err
    with limit.time_limit(5, fatal=False):
        Slow(KeyError("another fault"))
    assert [type(what.exc_value) for what in told] == [KeyError]
    assert sys.unraisablehook == told.append
