"""How much may be on its way in at once: beyond that the sender is told to wait, and what was let in goes through."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from broadsheet.core import BusyError

MOST_REQUESTS = 1_000
MOST_BYTES = 128 * 1024 * 1024


class Flow:
    """Counts what is under way. Shared by threads."""

    def __init__(self, *, requests: int = MOST_REQUESTS, size: int = MOST_BYTES) -> None:
        self._most = (requests, size)
        self._requests = 0
        self._bytes = 0
        self._lock = threading.Lock()

    @contextmanager
    def taking(self, size: int) -> Iterator[None]:
        """Let a request of `size` bytes in until the block ends; raises `BusyError` when too much is under way."""
        with self._lock:
            requests, most = self._most
            if self._requests >= requests or (self._requests and self._bytes + size > most):
                raise BusyError(
                    "more is arriving than can be kept",
                    found=f"{self._requests} requests under way",
                    do="send it again in a moment",
                )
            self._requests += 1
            self._bytes += size
        try:
            yield
        finally:
            with self._lock:
                self._requests -= 1
                self._bytes -= size
