"""A training that kills itself, with no time to tidy up, the Nth time it asks the system for something of a save."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import torch

from tests.train.loop.runs import events


def main(folder: Path, calls: int) -> None:
    """Every step and every fsync counts as one call, so that kills fall between saves and in their midst."""
    left = [calls]
    synced = os.fsync

    def counted(number: Any) -> None:
        tick()
        synced(number)

    def tick() -> bool:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return False

    os.fsync = counted  # type: ignore[assignment]
    torch.set_num_threads(1)
    events(folder, stop=tick)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
