"""A meter on a model: processor time and energy since an answer began, shared among the answers that run beside it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadsheet.models.energy import Counter, counters, method_of, reckoned
from broadsheet.models.language_model import LanguageModel
from broadsheet.models.processor_time import processor_seconds


@dataclass(slots=True, eq=False)
class Fare:
    """What one answer has cost so far: seconds of processor time, joules."""

    cpu_seconds: float = 0.0
    joules: float = 0.0


class Meter:
    """Reads `processor` (seconds so far) and `counters` whenever an answer begins or ends.

    Between two readings the increase is shared equally by the answers that were running, so that their sum is what was
    used. A counter of the whole machine also counts what else the machine does in that time.
    """

    def __init__(self, processor: Callable[[], float], counters: Sequence[Counter]) -> None:
        self._processor = processor
        self._counters = tuple(counters)
        self._running: list[Fare] = []
        self._cpu = 0.0
        self._joules = 0.0
        self._lock = threading.Lock()
        self.method = method_of(counters)

    def begin(self) -> Fare:
        """Start counting for one answer."""
        with self._lock:
            self._settle()
            fare = Fare()
            self._running.append(fare)
            return fare

    def end(self, fare: Fare) -> None:
        """Stop counting for it; `fare` then holds the whole."""
        with self._lock:
            self._settle()
            self._running.remove(fare)

    def _settle(self) -> None:
        cpu, joules = self._processor(), sum(counter.joules() for counter in self._counters)
        # A process that was started anew counts from nothing again.
        used = cpu - self._cpu if cpu >= self._cpu else cpu
        measured = max(joules - self._joules, 0.0)
        self._cpu, self._joules = cpu, joules
        if "model" in self.method:
            measured += reckoned(used)
        for fare in self._running:
            fare.cpu_seconds += used / len(self._running)
            fare.joules += measured / len(self._running)


def meter_of(model: LanguageModel) -> Meter | None:
    """A meter on `model`: on its child process where it has one, else on this process; None for one run elsewhere.

    A backend tells by attributes: `elsewhere` is True for a server's model, `pid()` is its process, and a `device` that
    begins with `cuda` is what the graphics cards are counted for.
    """
    if getattr(model, "elsewhere", False):
        return None
    device = str(getattr(model, "device", ""))
    found = [c for c in counters() if c.method != "nvml" or device.startswith("cuda")]
    return Meter(_processor(model), found)


def _processor(model: LanguageModel) -> Callable[[], float]:
    pid: Callable[[], int | None] | None = getattr(model, "pid", None)
    if pid is None:
        return processor_seconds

    def child() -> float:
        running = pid()
        return 0.0 if running is None else processor_seconds(running)

    return child
