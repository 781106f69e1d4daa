"""Which of an engine's slots holds which prompt: a prompt asked again, with another seed, need not be read again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from broadsheet.core import ModelError


@dataclass(slots=True)
class Slot:
    """A place for one answer. `prompt` is the key of the prompt whose state the engine holds there, or empty."""

    number: int
    prompt: str = ""
    used: float = 0.0


class Slots:
    """Lends `count` slots, each to one answer at a time; `clock` gives seconds that only grow."""

    def __init__(self, count: int, *, clock: Callable[[], float]) -> None:
        self._count = count
        self._clock = clock
        self._free = [Slot(number) for number in range(count)]
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, prompt: str, *, patience: float) -> Iterator[Slot]:
        """A free slot, the one that holds `prompt` if it can be, else the one unused for longest.

        Waits at most `patience` seconds, then raises `ModelError`.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: bool(self._free), patience):
                raise ModelError(
                    f"all {self._count} slots of the model are busy",
                    found=f"none was free for {patience:g} s",
                    do="close answers that are not read to the end, or raise the setting `slots`",
                )
            slot = min(self._free, key=lambda s: (s.prompt != prompt, s.used))
            self._free.remove(slot)
        try:
            yield slot
        finally:
            with self._changed:
                slot.used = self._clock()
                self._free.append(slot)
                self._changed.notify()
