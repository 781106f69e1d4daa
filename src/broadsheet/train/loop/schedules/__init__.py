"""How the rate goes over a run, one file each: `share(done)`, pure, from 1 at the end of the warm-up to 0."""

from broadsheet.core import Plugins
from broadsheet.train.loop.settings import Training

_SCHEDULES = Plugins("broadsheet.train.loop.schedules", "schedule of the rate")


def names() -> list[str]:
    """The schedules there are, sorted."""
    return _SCHEDULES.names()


def rate(training: Training, step: int) -> float:
    """The rate of a step, the first being 1; a pure function. Raises `UnknownNameError`.

    Up to `warmup` it rises in a line, then it is least + (rate - least) * share of the schedule.
    """
    schedule = _SCHEDULES.load(training.schedule)
    if step <= training.warmup:
        return training.rate * step / training.warmup
    share = schedule.share(step - training.warmup, of=max(1, training.steps - training.warmup), warmup=training.warmup)
    return training.least_rate + (training.rate - training.least_rate) * float(share)


__all__ = ["names", "rate"]
