"""Many small writes as one transaction: whoever comes while one is being made durable goes with the next.

A lone writer begins at once, and the time a commit takes is the time in which others gather (group commit: DeWitt et
al., Implementation Techniques for Main Memory Database Systems, SIGMOD 1984, section 5.2). Those of the turn before
are only now hearing that theirs is kept: the next turn waits a moment for as many to come again, no longer.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from broadsheet.core import BusyError

T = TypeVar("T")
R = TypeVar("R")
_GATHER_SECONDS = 0.002
"""The longest wait for those of the turn before, about half a commit. Without it 32 writers went 2.2 to a turn."""


def _held() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class _Waiting(Generic[T, R]):
    """What one caller wants written, and how it went: `result` or `error` once it is `done`.

    `call` is held until the rows are written, or until the caller is the one who is to write (`leads`).
    """

    rows: Sequence[T]
    call: threading.Lock = field(default_factory=_held)
    leads: bool = False
    done: bool = False
    result: R | None = None
    error: BaseException | None = None


class GroupCommit(Generic[T, R]):
    """`write` gets what several callers brought, in the order they came, and gives a result for each.

    It is called by one thread at a time, and is one transaction: when it raises, every caller of that turn is told.
    At most `most` rows wait for it; who comes beyond that is sent away.
    """

    def __init__(self, write: Callable[[list[Sequence[T]]], list[R]], *, most: int) -> None:
        self._write = write
        self._most = most
        self._gate = threading.Lock()
        self._gathered = threading.Condition(self._gate)
        self._pending: list[_Waiting[T, R]] = []
        self._rows = 0
        self._last = 1
        self._is_led = False

    def run(self, rows: Sequence[T]) -> R:
        """Have `rows` written; returns what came of them when they are durable.

        Raises `BusyError` when too many wait.
        """
        mine: _Waiting[T, R] = _Waiting(rows)
        with self._gate:
            self._enter(mine)
        if not mine.leads:
            self._wait(mine)
        if not mine.done:
            self._lead()
        if mine.error is not None:
            raise mine.error
        return mine.result  # type: ignore[return-value]  # it is done

    def _enter(self, mine: _Waiting[T, R]) -> None:
        if self._pending and self._rows + len(mine.rows) > self._most:
            raise BusyError(
                "more is arriving than can be kept", found=f"{self._rows:,} waiting", do="send it again in a moment"
            )
        self._pending.append(mine)
        self._rows += len(mine.rows)
        if not self._is_led:
            mine.leads = self._is_led = True
        elif len(self._pending) >= self._last:
            self._gathered.notify()

    def _wait(self, mine: _Waiting[T, R]) -> None:
        """Until it is written, or its caller's turn to write; who is interrupted meanwhile leaves nobody waiting."""
        try:
            mine.call.acquire()
        except BaseException:
            with self._gate:
                if mine in self._pending:
                    self._pending.remove(mine)
                    self._rows -= len(mine.rows)
                if mine.leads and not mine.done:
                    self._appoint()
            raise

    def _lead(self) -> None:
        """Write everything that waits, one's own among it, and let one of those who came meanwhile write next."""
        with self._gate:
            if len(self._pending) < self._last:
                self._gathered.wait_for(lambda: len(self._pending) >= self._last, _GATHER_SECONDS)
            turn, self._pending, self._rows = self._pending, [], 0
            self._last = len(turn)
        try:
            for waiting, result in zip(turn, self._write([w.rows for w in turn]), strict=True):
                waiting.result = result
        except BaseException as error:  # noqa: BLE001 - each caller of the turn raises it: nothing of theirs was kept
            for waiting in turn:
                waiting.error = error
        finally:
            with self._gate:
                for waiting in turn:
                    waiting.done = True
                self._appoint()
            for waiting in turn:
                waiting.call.release()

    def _appoint(self) -> None:
        """Let the first of those who wait lead; with nobody there, whoever comes next."""
        self._is_led = bool(self._pending)
        if self._pending:
            self._pending[0].leads = True
            self._pending[0].call.release()
