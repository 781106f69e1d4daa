"""Many small writes as one transaction: whoever comes while one is being made durable goes with the next.

Nobody waits on purpose: a lone writer begins at once, and the time a commit takes is the time in which others gather
(group commit: DeWitt et al., Implementation Techniques for Main Memory Database Systems, SIGMOD 1984, section 5.2).
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from broadsheet.core import BusyError

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[T]):
    """What one caller wants written, and how it went: `result` or `error` once it is `done`."""

    rows: Sequence[T]
    done: bool = False
    result: int = 0
    error: BaseException | None = None


class GroupCommit(Generic[T]):
    """`write` gets what several callers brought, in the order they came, and gives a number for each.

    It is called by one thread at a time, and is one transaction: when it raises, every caller of that turn is told.
    At most `most` rows wait for it; who comes beyond that is sent away.
    """

    def __init__(self, write: Callable[[list[Sequence[T]]], list[int]], *, most: int) -> None:
        self._write = write
        self._most = most
        self._turn = threading.Lock()
        self._gate = threading.Lock()
        self._pending: list[_Waiting[T]] = []
        self._rows = 0

    def run(self, rows: Sequence[T]) -> int:
        """Have `rows` written; returns their number when they are durable. Raises `BusyError` when too many wait."""
        mine = _Waiting(rows)
        with self._gate:
            if self._pending and self._rows + len(rows) > self._most:
                raise BusyError(
                    "more is arriving than can be kept", found=f"{self._rows:,} waiting", do="send it again in a moment"
                )
            self._pending.append(mine)
            self._rows += len(rows)
        with self._turn:
            if not mine.done:
                self._lead()
        if mine.error is not None:
            raise mine.error
        return mine.result

    def _lead(self) -> None:
        """Write everything that waits, one's own among it."""
        with self._gate:
            turn, self._pending, self._rows = self._pending, [], 0
        try:
            for waiting, result in zip(turn, self._write([w.rows for w in turn]), strict=True):
                waiting.result = result
        except BaseException as error:  # noqa: BLE001 - each caller of the turn raises it: nothing of theirs was kept
            for waiting in turn:
                waiting.error = error
        finally:
            for waiting in turn:
                waiting.done = True
