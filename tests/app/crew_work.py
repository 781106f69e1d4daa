"""What the crews of the tests work at: each process of a crew imports this module, and little else."""

import os
import signal
import sys
import time
from typing import Any

from broadsheet.app.batch import Batch


def added(held: int, item: int) -> int:
    return held + item


def failing(_held: Any, item: int) -> int:
    if item == 3:
        raise ValueError("three")
    return item


def dying(_held: Any, item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid() if item < 0 else item


def slow(_held: Any, item: float) -> float:
    time.sleep(item)
    return item


def chatty(_held: Any, item: str) -> str:
    print(item)  # noqa: T201 - what a library may do
    return item


def dies_on_three(_own: Any, batch: Batch) -> Any:
    if any("3人" in stored.value.text for stored in batch.articles):
        sys.exit(9)
    return [{"keywords": [len(names)]} for names in batch.lacking]
