"""A process that estimates an experiment, or runs it, and says how far its memory rose in it and what was foretold."""

import json
import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import torch

from broadsheet.train.experiments.costing import estimate
from tests.train.tuning.tuned import documents, made, recipe

# Seven million numbers: with gradients and averages a hundred megabytes, several times what the text takes.
GIVEN = recipe(
    "causal",
    model={"architecture": "gpt2", "layers": 4, "width": 384, "heads": 4, "context": 32},
    tokenizer={"kind": "bytes_bpe", "size": 400},
    training={"steps": 6, "keep": 1, "evaluate_every": 6},
)


def peak() -> int:
    """The most memory this program has had, in bytes; `getrusage` would count that of the tests which started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


def main(what: str, folder: Path) -> None:
    torch.set_num_threads(1)
    torch.ones(2, requires_grad=True).sum().backward()
    before, told = peak(), 0
    if what == "estimate":
        ticks = count()
        told = estimate(GIVEN, documents(), lab=folder, models=folder, clock=lambda: next(ticks) / 10).memory
    else:
        made(GIVEN, folder / "run")
    sys.stdout.write(json.dumps({"before": before, "peak": peak(), "told": told}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
