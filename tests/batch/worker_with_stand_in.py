"""A worker of the batch with the stand-in parser, and with faults where the environment asks for them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import faults
import stand_in

from govreport_parser.batch.worker import main

faults.unlimited()
faults.arm("worker")
main(stand_in.make_parse)
