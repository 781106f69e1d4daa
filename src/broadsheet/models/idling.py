"""A model that nobody has asked for a while is put down, so that its memory comes back."""

import threading
from collections.abc import Callable


class Idling:
    """Calls `rest` when nothing has been `begun` for `seconds` since the last was `ended`; 0 seconds: never.

    `clock` gives seconds that only grow.
    """

    def __init__(self, rest: Callable[[], None], *, seconds: float, clock: Callable[[], float]) -> None:
        self._rest = rest
        self._seconds = seconds
        self._clock = clock
        self._busy = 0
        self._since = 0.0
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def begun(self) -> None:
        """An answer begins."""
        with self._lock:
            self._busy += 1

    def ended(self) -> None:
        """An answer has ended."""
        with self._lock:
            self._busy -= 1
            self._since = self._clock()
            if self._seconds and self._timer is None:
                self._wait(self._seconds)

    def stop(self) -> None:
        """Watch no longer."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._seconds = 0.0

    def look(self) -> None:
        """What the timer does: put the model down, or look again when it may be time."""
        with self._lock:
            self._timer = None
            left = self._seconds - (self._clock() - self._since)
            if not self._seconds or self._busy:
                return
            if left > 0:
                self._wait(left)
                return
            self._rest()

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self.look)
        self._timer.daemon = True
        self._timer.start()
