"""Runs of the batch that are really killed, at named writes and at any moment, end with the output of an undisturbed one."""

import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "batch"
sys.path.insert(0, str(HERE))

import same

FORMATS = ("tables", "out.jsonl", "out.csv", "out.sqlite", "out.xlsx", "out.parquet", "out.arrow")
NEEDS = {"out.xlsx": ("xlsxwriter", "openpyxl"), "out.parquet": ("pyarrow",), "out.arrow": ("pyarrow",)}
FILES = 24
MANY = 600
"""Files of the run whose time is taken: 12 s of one core."""
REWRITTEN = ("out.xlsx", "out.parquet", "out.arrow")
"""What cannot grow after a kill is written by other code than ours: kills within a write are those of the system."""
LARGEST = dict.fromkeys(FORMATS, 0)
"""Bytes of the largest file that a run of this format writes, known when one was undisturbed."""
WITHIN = dict.fromkeys(FORMATS, 0)
"""Kills by the system, within a write."""
KILLS = dict.fromkeys(FORMATS, 0)
"""Kills that really ended a run, by format."""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    for number in range(FILES):
        text = (
            f"二七区2019年报告:受理申请{number}件,答复{number * 3}件。"
            + "表外" * (number % 7 == 0)
            + "诗" * (number == 3)
        )
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "raise.txt").write_bytes(b"RAISE")
    return folder


def command(source, out, workers, *flags):
    return [sys.executable, str(HERE / "run_with_stand_in.py"), str(source), str(out), str(workers), *flags]


def environment(fault=None):
    root = Path(__file__).parent.parent / "src"
    path = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path} | ({"GOVREPORT_TEST_KILL": fault} if fault else {})


def run(source, out, *, workers=1, resume=True, fault=None):
    flags = ["--resume"] if resume else []
    done = subprocess.run(
        command(source, out, workers, *flags), env=environment(fault), capture_output=True, timeout=60
    )
    assert done.returncode in (0, -signal.SIGKILL, -signal.SIGXFSZ), done.stderr.decode()
    return done.returncode == 0


@pytest.fixture(scope="module")
def undisturbed(source, tmp_path_factory):
    """The output of a run that nobody disturbed, made once a format."""
    made = {}

    def get(name):
        if name not in made:
            for package in NEEDS.get(name, ()):
                pytest.importorskip(package)
            out = tmp_path_factory.mktemp("whole") / name
            assert run(source, out, workers=2, resume=False)
            made[name] = same.contents(out)
            written = [path for path in out.parent.rglob("*") if path.is_file() and "parts" not in path.parent.name]
            LARGEST[name] = max(path.stat().st_size for path in written)
        return made[name]

    return get


def faults(name, seed, largest):
    """Yield moments for ever: each kind of write, before, after and within it, early and late."""
    points = ["fsync", "replace"] + ["commit"] * (name == "out.sqlite") + ["write"] * (name not in REWRITTEN)
    kinds = [f"run:{point}:{{}}:{when}" for point in points for when in ("before", "after")]
    moments = random.Random(seed)
    for kind in itertools.cycle(kinds):
        yield kind.format(moments.choice((1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17)))
        # Inside a write, at any byte of the largest file that this output has in the making.
        yield f"run:size:{moments.randrange(1, largest)}:within"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", FORMATS)
def test_killed_and_resumed_equals_undisturbed(name, source, undisturbed, tmp_path):
    """Three chains: killed again and again at writes of the parent, then left alone."""
    expected = undisturbed(name)
    for chain in range(3):
        out = tmp_path / str(chain) / name
        out.parent.mkdir()
        ended = False
        for fault in itertools.islice(faults(name, f"{name}{chain}", LARGEST[name]), 6):
            ended = run(source, out, workers=1 + chain % 2, resume=True, fault=fault)
            KILLS[name] += not ended
            WITHIN[name] += not ended and ":within" in fault
            if ended:
                break
        assert run(source, out, workers=2)
        assert same.contents(out) == expected


WORKER_FAULTS = ("fsync:3:before", "fsync:4:after", "replace:1:after")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("fault", WORKER_FAULTS)
def test_workers_killed_at_their_writes(fault, source, undisturbed, tmp_path):
    """Every worker dies at this write of its life: the run makes good what they leave, without being started again."""
    out = tmp_path / "out.jsonl"
    assert run(source, out, resume=False, fault=f"worker:{fault}")
    assert same.contents(out) == undisturbed("out.jsonl")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", FORMATS)
def test_killed_at_any_moment(name, source, undisturbed, tmp_path):
    """The whole group, or the parent alone, killed after a random time."""
    expected, moments = undisturbed(name), random.Random(name)
    out = tmp_path / name
    for _ in range(5):
        process = subprocess.Popen(
            command(source, out, 2, "--resume"), env=environment(), start_new_session=True, stderr=subprocess.DEVNULL
        )
        time.sleep(moments.uniform(0.1, 0.45))
        if process.poll() is None:
            if moments.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            KILLS[name] += 1
        process.wait()
    assert run(source, out, workers=2)
    assert same.contents(out) == expected


def test_kills_were_many():
    """At least a hundred runs really died, some for every format."""
    if any(count == 0 for count in KILLS.values()):
        pytest.skip("the tests before did not all run")
    assert sum(KILLS.values()) >= 100, KILLS
    assert min(KILLS.values()) >= 12, KILLS
    assert min(WITHIN.values()) >= 3, WITHIN


def timed(arguments, **others):
    began = time.monotonic()
    done = subprocess.run(arguments, env=environment() | others, capture_output=True, timeout=280)
    return time.monotonic() - began, done


@pytest.mark.timeout(400)
def test_resuming_after_a_kill_at_90_percent_takes_under_15_percent_of_the_whole(tmp_path):
    """What is parsed again is counted; of the time, what a run over a single file takes is left out of both sides.

    The stand-in works 40 ms a file, in processor time as the parser does. `benchmarks/batch.py --resumed 2000` takes
    the time of the real parser, from the start of each process to its end, with nothing left out. Where the machine
    had something else to do in one of the runs, they are made once more.
    """
    start, whole, resumed = times_of_resuming(tmp_path / "first")
    if resumed - start >= 0.15 * (whole - start):
        start, whole, resumed = times_of_resuming(tmp_path / "again")
    assert resumed - start < 0.15 * (whole - start), (
        f"start {start:.1f} s, whole {whole:.1f} s, resumed {resumed:.1f} s"
    )


def times_of_resuming(home):
    """Return the seconds of a run over one file, of an undisturbed one over all, and of one that goes on at 90 %."""
    (home / "in").mkdir(parents=True)
    (home / "one.txt").write_text("2019年:受理申请1件", "utf-8")
    for number in range(MANY):
        (home / f"in/{number:04}.txt").write_text(f"BUSY0.04 2019年:受理申请{number}件", "utf-8")
    out, marks = home / "out.sqlite", {"GOVREPORT_TEST_KILL_AT": str(MANY * 9 // 10)}
    start, _ = timed(command(home / "one.txt", home / "one.sqlite", 2))
    whole, _ = timed(command(home / "in", home / "undisturbed.sqlite", 2))
    _, killed = timed(command(home / "in", out, 2), **marks)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert not out.exists()
    resumed, done = timed(command(home / "in", out, 2, "--resume"), GOVREPORT_TEST_KILL_AT=str(10 * MANY))
    assert done.returncode == 0, done.stderr.decode()
    with sqlite3.connect(out) as database:
        assert database.execute("SELECT count(*) FROM files WHERE status = 'parsed'").fetchone() == (MANY,)
        (total,) = database.execute("SELECT sum(value) FROM figures WHERE kind = 'count'").fetchone()
    assert total == sum(range(MANY))
    assert MANY - int(done.stdout) <= 0.1 * MANY
    return start, whole, resumed


def test_no_worker_outlives_its_parent(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text("SLEEP30 报告")
    process = subprocess.Popen(command(folder, tmp_path / "out.jsonl", 2), env=environment())
    workers = wait_for(lambda: children(process.pid), 2)
    time.sleep(0.3)
    process.kill()
    process.wait()
    assert wait_for(lambda: None if any(alive(worker) for worker in workers) else [0, 0], 2, seconds=5)


def children(parent):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for(look, count, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found and len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")
