"""A whole run of the batch with the stand-in parser, in a process that can be killed."""

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
    run_batch(
        [source],
        Path(out),
        options=Options(workers=int(workers), resume="--resume" in flags, chunk=2, command=WORKER, version="test"),
    )
