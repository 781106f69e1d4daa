"""One of several processes that train together; prints the losses it saw."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import torch

from broadsheet.train.loop import Step, parallel
from tests.train.loop.runs import events, tiny

if __name__ == "__main__":
    torch.set_num_threads(1)
    with parallel.joined(os.environ):
        found = events(Path(sys.argv[1]), model=tiny(dropout=0.0))
    sys.stdout.write(json.dumps([event.loss for event in found if isinstance(event, Step)]))
