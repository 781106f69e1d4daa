"""An engine's slots: which holds which prompt, and when prompts are read and answers written.

A prompt asked again, with another seed, need not be read again, nor the beginning it shares with the one before it.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from broadsheet.core import ModelError


@dataclass(slots=True)
class Slot:
    """A place for one answer. `prompt` and `head` are keys of what the engine holds there, empty where it is nothing.

    `head` is the beginning that many prompts share.
    """

    number: int
    prompt: str = ""
    head: str = ""
    used: float = 0.0


class Slots:
    """Lends `count` slots, each to one answer at a time; `clock` gives seconds that only grow.

    Prompts are read one after the other and never while an answer is written: an engine cuts a prompt at another place
    when other answers grow beside it, which rounds sums otherwise. Answers are written together, so those who have
    slots read first, and then all write.
    """

    def __init__(self, count: int, *, clock: Callable[[], float]) -> None:
        self._count = count
        self._clock = clock
        self._free = [Slot(number) for number in range(count)]
        self._changed = threading.Condition()
        self._to_read = 0
        self._is_reading = False
        self._writing = 0

    @contextmanager
    def taken(self, prompt: str, *, head: str = "", patience: float) -> Iterator[Slot]:
        """A free slot, the one that holds `prompt` if it can be, or its `head`; else the one unused for longest.

        Waits at most `patience` seconds, then raises `ModelError`.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: bool(self._free), patience):
                raise ModelError(
                    f"all {self._count} slots of the model are busy",
                    found=f"none was free for {patience:g} s",
                    do="close answers that are not read to the end, or raise the setting `slots`",
                )
            slot = min(self._free, key=lambda s: (s.prompt != prompt, s.head != head, s.used))
            self._free.remove(slot)
        try:
            yield slot
        finally:
            with self._changed:
                slot.used = self._clock()
                self._free.append(slot)
                self._changed.notify_all()

    @contextmanager
    def reading(self, *, patience: float) -> Iterator[None]:
        """The time in which the holder of a slot reads its prompt; nobody else reads or writes in it.

        Waits at most `patience` seconds, then raises `ModelError`.
        """
        with self._changed:
            self._to_read += 1
            try:
                self._wait(lambda: not self._is_reading and not self._writing, patience)
                self._is_reading = True
            finally:
                self._to_read -= 1
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._is_reading = False
                self._changed.notify_all()

    @contextmanager
    def writing(self, *, patience: float) -> Iterator[None]:
        """The time in which the holder of a slot has its answer written, beside others. Raises as `reading` does."""
        with self._changed:
            self._wait(lambda: not self._is_reading and not self._to_read, patience)
            self._writing += 1
        try:
            yield
        finally:
            with self._changed:
                self._writing -= 1
                self._changed.notify_all()

    def _wait(self, may: Callable[[], bool], patience: float) -> None:
        if not self._changed.wait_for(may, patience):
            raise ModelError(
                "the model is busy with other answers",
                found=f"they took longer than {patience:g} s",
                do="close answers that are not read to the end, ask for shorter ones, or raise the setting `timeout`",
            )
