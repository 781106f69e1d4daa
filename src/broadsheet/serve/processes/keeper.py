"""The process above the others: it takes connections in and hands them out, and puts a new worker where one died.

It is one thread and keeps no file of the newsroom open while it forks: neither locks nor a database survive that. What
it read of the newsroom before, its workers share with it and each other until they change it.
"""

import logging
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from broadsheet.serve.processes.handed import Handed, hand, pair

log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.1
"""Between two looks whether a worker died."""
_AGAIN_SECONDS = 0.5
"""Between two words to a worker to end: one that came before it listened to signals was lost."""
_LONGEST_PAUSE = 10.0
_SOON = 5.0
"""A worker that died within so many seconds is started again later and later."""
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True, eq=False)
class _Place:
    """Where a worker is: its ends of the pair stay when it dies, so that what was handed to it is not lost."""

    number: int
    give: socket.socket
    take: Handed
    pid: int = 0
    since: float = 0.0
    deaths: int = 0
    due: float = 0.0


@dataclass(slots=True)
class Keeper:
    """Keeps `count` workers; each is `work(number, connections)` in a process of its own, which ends when it returns.

    `before` is called before any fork, `tick` gives seconds that only grow.
    """

    work: Callable[[int, Handed], None]
    count: int
    before: Callable[[], None]
    grace: float
    tick: Callable[[], float] = time.monotonic
    _places: list[_Place] = field(default_factory=list)
    _next: int = 0
    _stopping: bool = False

    def run(self, listening: socket.socket) -> None:
        """Serve `listening` until told to end (SIGINT, SIGTERM)."""
        self._places = [_Place(number, *pair()) for number in range(self.count)]
        listening.listen(2048)
        listening.settimeout(0)
        earlier = {number: signal.signal(number, self._stop) for number in _STOP_SIGNALS}
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(listening, selectors.EVENT_READ)
                while not self._stopping:
                    self._look(listening)
                    if selector.select(_LOOK_SECONDS):
                        self._take_in(listening)
        finally:
            listening.close()
            self._end()
            for number, handler in earlier.items():
                signal.signal(number, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _take_in(self, listening: socket.socket) -> None:
        """Hand out the connections that wait, each worker in turn."""
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                order = (self._places * 2)[self._next : self._next + self.count]
                if not any(hand(connection, place.give) for place in order):
                    log.warning("a connection was closed: no worker takes any")
            self._next = (self._next + 1) % self.count

    def _look(self, listening: socket.socket) -> None:
        """Note who died, and put workers where there are none."""
        for place in self._places:
            if place.pid and (status := _ended(place.pid)) is not None:
                self._bury(place, status)
        now = self.tick()
        missing = [place for place in self._places if not place.pid and now >= place.due]
        if missing:
            self.before()
            for place in missing:
                self._fork(place, listening)

    def _bury(self, place: _Place, status: int) -> None:
        now = self.tick()
        place.deaths = place.deaths + 1 if now - place.since < _SOON else 0
        place.due = now + min(_LOOK_SECONDS * 2**place.deaths if place.deaths else 0.0, _LONGEST_PAUSE)
        log.warning("worker %d (process %d) ended with %d; another takes its place", place.number, place.pid, status)
        place.pid = 0

    def _fork(self, place: _Place, listening: socket.socket) -> None:
        place.pid, place.since = os.fork(), self.tick()
        if place.pid:
            return
        status = 1
        try:
            for number in _STOP_SIGNALS:  # until the server listens to them; the keeper says it again
                signal.signal(number, lambda *_: None)
            listening.close()
            for other in self._places:
                other.give.close()
                if other is not place:
                    other.take.close()
            self.work(place.number, place.take)
            status = 0
        except Exception:  # the process is a door: nobody above it in this copy of the program may go on
            log.exception("worker %d broke off", place.number)
        finally:
            os._exit(status)

    def _end(self) -> None:
        """Have every worker end in its own time, and after the grace at once."""
        until = self.tick() + self.grace
        alive: Sequence[_Place] = [place for place in self._places if place.pid]
        while alive:
            for place in alive:
                os.kill(place.pid, signal.SIGTERM if self.tick() < until else signal.SIGKILL)
            again = self.tick() + _AGAIN_SECONDS
            while alive and self.tick() < again:
                time.sleep(0.02)
                alive = [place for place in alive if _ended(place.pid) is None]
        for place in self._places:
            place.give.close()
            place.take.close()


def _ended(pid: int) -> int | None:
    """The exit code of a process (a signal's number below zero), None while it runs."""
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None
