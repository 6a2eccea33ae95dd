"""A whole run of the batch with the stand-in parser, in a process that can be killed."""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import faults

from govreport_parser.batch import merge
from govreport_parser.batch.run import Options, run_batch

WORKER = [sys.executable, str(Path(__file__).parent / "worker_with_stand_in.py")]

if __name__ == "__main__":
    source, out, workers, *flags = sys.argv[1:]
    faults.arm("run")
    merge.CHECKPOINT = 2
    # How many files may be through before this process kills itself; chunks of two make many moments between writes.
    last = int(os.environ.get("GOVREPORT_TEST_KILL_AT", "0"))

    def report(progress):
        if last and progress.done >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    chunk = 16 if last else 2
    summary = run_batch(
        [source],
        Path(out),
        options=Options(workers=int(workers), resume="--resume" in flags, chunk=chunk, command=WORKER, version="test"),
        report=report,
    )
    print(summary.progress.kept)
