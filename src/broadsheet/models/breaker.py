"""A breaker: after several failures in a row it refuses at once for a while, so that callers don't queue up."""

import threading
from collections.abc import Callable

from broadsheet.core import ModelError

# Three in a row is no accident; half a minute is what a server or a machine short of memory needs to come back.
LIMIT = 3
REST = 30.0


class Breaker:
    """Counts failures in a row of the thing called `name`; `clock` gives seconds that only grow."""

    def __init__(self, name: str, *, clock: Callable[[], float]) -> None:
        self._name = name
        self._clock = clock
        self._failures = 0
        self._until = 0.0
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise `ModelError` while the breaker is open."""
        with self._lock:
            left = self._until - self._clock()
        if left > 0:
            raise ModelError(
                f"{self._name} failed {LIMIT} times in a row",
                found="not asked again yet",
                do=f"try again in {left:.0f} s, or choose another model or none",
            )

    def failed(self) -> None:
        """Note a failure; the one that reaches the limit opens the breaker."""
        with self._lock:
            self._failures += 1
            if self._failures >= LIMIT:
                self._failures = 0
                self._until = self._clock() + REST

    def worked(self) -> None:
        """Note a success: the count starts again."""
        with self._lock:
            self._failures = 0
            self._until = 0.0
