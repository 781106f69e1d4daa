"""The memory that a training can't do without, told before it is tried and the system ends it unasked."""

import tempfile
from pathlib import Path

from broadsheet.core import InvalidInputError
from broadsheet.models.machine import this_machine
from broadsheet.train.loop import Training
from broadsheet.train.tuning.starting import Started

# Numbers in memory for each that learns, four bytes each: itself, its gradient, and what the optimiser keeps of it:
# Adam and AdamW two averages, the others one.
COPIES = {"sgd": 3, "adagrad": 3, "muon": 3}
MOST_COPIES = 4
BYTES = 4


def needed(started: Started, training: Training) -> int:
    """Bytes for all weights, and for gradients and averages of those that learn; activations come on top."""
    copies = COPIES.get(training.optimiser, MOST_COPIES)
    return BYTES * (started.held + copies * started.learning)


def check_fits(started: Started, training: Training) -> None:
    """Raise `InvalidInputError` for what is more than all the memory of the machine."""
    wanted, there = needed(started, training), this_machine(Path(tempfile.gettempdir())).memory
    if wanted > there:
        raise InvalidInputError(
            "the training doesn't fit into memory",
            asked=f"{wanted / 1e9:.1f} GB: {started.held:,} numbers held, {started.learning:,} that learn",
            found=f"{there / 1e9:.1f} GB in this machine",
            do="hold more of it still (tuning.lora.rank=8, tuning.freeze) or take a smaller base",
        )
