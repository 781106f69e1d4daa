"""What a run has cost so far: tokens, seconds, joules; and at which speed it goes of late."""

from collections import deque
from collections.abc import Callable, Mapping

from broadsheet.models.energy import counters
from broadsheet.models.meter import Meter
from broadsheet.models.processor_time import processor_seconds

# Steps of which the speed is shown: enough to be steady, few enough to follow a machine that others use.
LATE = 20
# Reading the counters takes up to a millisecond: once a second is enough for a figure of a whole run.
APART = 1.0


class Cost:
    """Tokens, seconds and joules since the run began; `before` is what earlier sittings had cost."""

    def __init__(self, clock: Callable[[], float], *, on_card: bool, before: Mapping[str, float]) -> None:
        self._clock, self._began = clock, clock()
        self._meter = Meter(processor_seconds, [c for c in counters() if on_card or c.method != "nvml"])
        self._fare, self._read = self._meter.begin(), self._began
        self._tokens, self._seconds = int(before.get("tokens", 0)), float(before.get("seconds", 0.0))
        self._joules = float(before.get("joules", 0.0))
        self._late: deque[tuple[float, int]] = deque([(self._began, self._tokens)], maxlen=LATE + 1)
        self.method = self._meter.method

    def took(self, tokens: int) -> None:
        """A step was taken that read so many tokens."""
        self._tokens += tokens
        now = self._clock()
        self._late.append((now, self._tokens))
        if now - self._read >= APART:
            self._settle(now)

    def pause(self) -> None:
        """What comes now (a save, an evaluation) is no part of the speed."""
        self._late.clear()
        self._late.append((self._clock(), self._tokens))

    def told(self) -> Mapping[str, float]:
        """The cost so far, as a checkpoint keeps it."""
        return {"tokens": self._tokens, "seconds": self.seconds, "joules": self._joules}

    def settled(self) -> Mapping[str, float]:
        """The cost so far, the counters read anew."""
        self._settle(self._clock())
        return self.told()

    @property
    def tokens(self) -> int:
        """Tokens read."""
        return self._tokens

    @property
    def seconds(self) -> float:
        """Seconds, over all sittings."""
        return self._seconds + self._clock() - self._began

    @property
    def joules(self) -> float:
        """Joules, a second old at most."""
        return self._joules

    def pace(self) -> tuple[float, float]:
        """Tokens a second and seconds a step, of late; 0 when nothing is known yet."""
        (then, before), (now, after) = self._late[0], self._late[-1]
        spent = now - then
        return ((after - before) / spent if spent > 0 else 0.0), spent / max(1, len(self._late) - 1)

    def _settle(self, now: float) -> None:
        self._meter.end(self._fare)
        self._joules += self._fare.joules
        self._fare, self._read = self._meter.begin(), now
