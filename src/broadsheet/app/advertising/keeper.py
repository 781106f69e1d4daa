"""The keeper of the books: a thread that does its rounds whatever happens in one of them."""

import logging
import threading
from collections.abc import Callable

EVERY = 0.25
"""Seconds between two rounds: what a kill -9 can lose of slots that nobody saw yet."""
_LOG = logging.getLogger(__name__)


class Keeper:
    """Calls `round_` with the number of the round, from 1, until it is stopped. What a round raises is logged.

    The same trouble round after round is logged once, and once more when it is over.
    """

    def __init__(self, round_: Callable[[int], None], *, every: float = EVERY) -> None:
        self._round = round_
        self._every = every
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.trouble = ""
        """What went wrong in the last round; empty where nothing did."""

    def begin(self) -> None:
        """Start, unless it was started or stopped before."""
        with self._lock:
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._keep, name="ads", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End after the round that is under way."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _keep(self) -> None:
        n = 0
        while not self._stop.wait(self._every):
            n += 1
            try:
                self._round(n)
            # Nobody waits for this thread: an error that ended it would leave money held and slots unwritten for good.
            except Exception as error:  # noqa: BLE001
                self._tell(f"{type(error).__name__}: {error}", error)
            else:
                self._tell("")

    def _tell(self, trouble: str, error: Exception | None = None) -> None:
        if trouble and trouble != self.trouble:
            _LOG.error("the books of advertisements were not kept in this round: %s", trouble, exc_info=error)
        elif self.trouble and not trouble:
            _LOG.warning("the books of advertisements are kept again")
        self.trouble = trouble
