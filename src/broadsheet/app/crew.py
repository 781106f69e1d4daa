"""A crew: processes that do one kind of work on many items side by side, each with what it needs loaded once.

The processes are this interpreter, started anew and spoken to through pipes: a caller's script is never run again in
them, as `multiprocessing` would, and one whose newsroom ends in any way, killed or not, reads the end of its pipe and
ends too.
"""

import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

# Items under way for each process: one in work and one waiting, so that none is idle while a result is written down.
WAITING = 2
# How long a process that was told to end may take before it is killed, in seconds.
PATIENCE = 5.0


class LostError(Exception):
    """A process of the crew ended in the midst of its work."""


class Crew(Generic[Item, Made]):
    """`size` processes that call `work(held, item)`, a function of a module; a context manager.

    `held` and each item and result go through pickle; `held` is sent once to each process.
    """

    def __init__(self, work: Callable[[Any, Item], Made], held: Any, *, size: int) -> None:
        self._hello = pickle.dumps((work, held))
        self._size = size
        self._members: list[_Member] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self._members:
            member.end()
        self._members.clear()

    def each(self, items: Iterable[Item]) -> Iterator[tuple[Item, Made | LostError | Exception]]:
        """Each of `items` with what was made of it, or the error it ended in, in the order they are done.

        At most `size * WAITING` items are taken ahead of the results. A process that dies is replaced.
        """
        todo: queue.SimpleQueue[Item | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[Item, Any]] = queue.SimpleQueue()
        while len(self._members) < self._size:
            self._members.append(_Member(self._hello))
        threads = [threading.Thread(target=m.serve, args=(todo, done), daemon=True) for m in self._members]
        for thread in threads:
            thread.start()
        under_way = 0
        try:
            for item in items:
                todo.put(item)
                under_way += 1
                if under_way >= self._size * WAITING:
                    yield done.get()
                    under_way -= 1
            for _ in range(under_way):
                yield done.get()
        finally:
            _empty(todo)
            for _ in threads:
                todo.put(None)


class _Member:
    """One process of the crew, started at its first item."""

    def __init__(self, hello: bytes) -> None:
        self._hello = hello
        self._process: subprocess.Popen[bytes] | None = None

    def serve(self, todo: "queue.SimpleQueue[Any]", done: "queue.SimpleQueue[tuple[Any, Any]]") -> None:
        """Have the items of `todo` worked on, until there is a None among them."""
        while (item := todo.get()) is not None:
            done.put((item, self._ask(item)))

    def _ask(self, item: Any) -> Any:
        process = self._process or self._start()
        self._process = process
        try:
            if process.stdin is None or process.stdout is None:
                return LostError("the process has no pipes")
            pickle.dump(item, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            return pickle.load(process.stdout)  # noqa: S301 - our own process, on a pipe nobody else has
        except (OSError, ValueError, EOFError, pickle.UnpicklingError) as error:
            self.end()
            return LostError(f"a process ended in the midst of its work ({process.returncode}): {error}")

    def _start(self) -> "subprocess.Popen[bytes]":
        # A session of its own: an interrupt at the keyboard is for the newsroom, which ends its crew in order.
        process = subprocess.Popen(
            [sys.executable, "-m", "broadsheet.app.crew_member"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        if process.stdin is not None:
            process.stdin.write(self._hello)
        return process

    def end(self) -> None:
        """Close its input, at which the process ends when it is done with its item; kill it when that takes long."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):  # what was still to be written has no reader any more
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _empty(todo: "queue.SimpleQueue[Any]") -> None:
    with suppress(queue.Empty):
        while True:
            todo.get_nowait()
