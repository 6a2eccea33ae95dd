"""Ray Data over generated reports: nothing lost or doubled when a worker dies, rows equal the batch's, and no hanging.

    python benchmarks/ray_data.py --reports 2000

Needs the extra `ray`, and `unshare` with the right to make a network namespace: Ray listens on every interface that it
finds, so it gets one that has none but loopback. Ends with 0 only where everything holds.
"""

import argparse
import fcntl
import os
import shutil
import socket
import struct
import sys
import tempfile
import time
from pathlib import Path

from engines import differences, family, is_loopback, listening, run_batch_here
from generated import make_documents

KILLS, RAISES = "000350.txt", "000205.txt"
INSIDE = "GOVREPORT_BENCHMARK_INSIDE"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--reports", type=int, default=2000, help="at least 400")
    arguments.add_argument("--work", type=Path, help="an empty folder that is kept; by default one that is not")
    chosen = arguments.parse_args()
    if INSIDE not in os.environ:
        go_inside()
    loopback_up()
    work = (chosen.work or Path(tempfile.mkdtemp())).resolve()
    began = time.perf_counter()
    make_documents(work / "documents", chosen.reports)
    print(f"{chosen.reports} documents generated in {time.perf_counter() - began:.0f} s", flush=True)
    wrong = run_ray(work)
    seconds = run_batch_here(work / "documents", work / "files", work / "batch.parquet")
    print(f"govreport batch, 2 workers: {seconds:.0f} s", flush=True)
    rows, unlike = differences(work / "batch.parquet", work / "ray", chosen.reports, apart=RAISES)
    wrong += unlike + raised(work / "ray")
    print(f"{rows} rows compared")
    if chosen.work is None:
        shutil.rmtree(work)
    for line in wrong:
        print(f"WRONG: {line}")
    if not wrong:
        print("Ray's rows are the batch's: none missing, none doubled, every value the same")
    return 1 if wrong else 0


def go_inside() -> None:
    """Start again in a network namespace of our own; who is not root gets one by way of a user namespace."""
    options = ["-n"] if os.geteuid() == 0 else ["-r", "-n"]
    os.environ[INSIDE] = "1"
    os.execvp("unshare", ["unshare", *options, sys.executable, *sys.argv])


def loopback_up() -> None:
    """Do what `ip link set lo up` does."""
    set_flags, up = 0x8914, 0x1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, set_flags, struct.pack("16sh14x", b"lo", up))


def run_ray(work: Path) -> list[str]:
    """Run the recipe while a worker dies and a document raises, then over one that always kills. Returns what is wrong."""
    # Nobody else is in this namespace: no token, which would be written into the home folder; no reports of usage.
    os.environ |= {"RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0"}
    import ray

    from govreport_parser.integrations import ray as recipe

    began = time.perf_counter()
    # Paths of sockets must be short, so this is not below `work`.
    home = tempfile.mkdtemp(prefix="ray")
    ray.init(num_cpus=2, include_dashboard=False, _temp_dir=home, logging_level="ERROR", log_to_driver=False)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    try:
        started = time.perf_counter()
        documents = ray.data.read_parquet(str(work / "documents"), columns=["name", "content"])
        recipe.parse_table = dying(work / "deaths", once=True)
        recipe.parse_dataset(documents, block=128).write_parquet(str(work / "ray"))
        print(f"Ray: start {started - began:.0f} s, work {time.perf_counter() - started:.0f} s")
        deaths = len(list((work / "deaths").iterdir()))
        addresses = listening(family(os.getpid()))
        print(f"{deaths} worker killed itself; listened on: {', '.join(sorted(addresses))}", flush=True)
        always = killed_always(recipe, documents, work)
    finally:
        ray.shutdown()
        shutil.rmtree(home, ignore_errors=True)
    checks = {
        f"{deaths} workers died, not one": deaths == 1,
        f"listens on {addresses}": bool(addresses) and all(map(is_loopback, addresses)),
        f"a document that always kills was tried {always} times": always == 1 + recipe.RETRIES,
    }
    return [what for what, held in checks.items() if not held]


def killed_always(recipe, documents, work: Path) -> int:
    """Return how often a document that always kills its worker was tried before the job ended; 0 if it did not fail."""
    recipe.parse_table = dying(work / "killer", once=False)
    began = time.perf_counter()
    try:
        recipe.parse_dataset(documents.limit(400), block=128).write_parquet(str(work / "unfinished"))
    except Exception as error:
        tries = len(list((work / "killer").iterdir()))
        print(
            f"a document that always kills: tried {tries} times, then {type(error).__name__} after {time.perf_counter() - began:.0f} s"
        )
        return tries
    return 0


def dying(deaths: Path, *, once: bool):
    """Return the recipe's function; it dies over one document, once or always, and the parser raises over another."""
    deaths.mkdir()
    folder, kills, raises = str(deaths), KILLS, RAISES

    def parse(table, **settings):
        import os
        import signal

        from govreport_parser.integrations.ray import parse_table
        from govreport_parser.pipeline import ReportParser

        if "planted" not in vars(ReportParser):
            right = ReportParser.parse

            def planted(self, source):
                if source.name == raises:
                    raise RuntimeError("planted")
                return right(self, source)

            ReportParser.parse, ReportParser.planted = planted, True
        for found in parse_table(table, **settings):
            if kills in table["name"].to_pylist() and not (once and any(Path(folder).iterdir())):
                os.close(os.open(f"{folder}/{os.getpid()}", os.O_CREAT))
                os.kill(os.getpid(), signal.SIGKILL)
            yield found

    return parse


def raised(out: Path) -> list[str]:
    """The document over which the parser raised must be one row that says so."""
    import pyarrow.dataset as ds

    rows = ds.dataset(out, format="parquet").to_table(filter=ds.field("source") == RAISES).to_pylist()
    said = [(row["kind"], row["status"], row["label"]) for row in rows]
    right = [("file", "failed", "the parser failed: RuntimeError: planted. Please report this file.")]
    print(f"the document that raises: {said}")
    return [] if said == right else [f"the document that raises gave {said}"]


if __name__ == "__main__":
    sys.exit(main())
