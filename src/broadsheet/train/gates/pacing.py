"""How fast a model answers, by the processor's time: other work of the machine makes no model look slower."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], float]
# Both of torch and of onnxruntime work where they are called, with one thread; CTranslate2 has threads of its own.
CALLER: Clock = time.thread_time
WHOLE_PROCESS: Clock = time.process_time
# clock_getcpuclockid(3) of another process, as Linux makes its numbers (include/linux/posix-timers.h): CPUCLOCK_SCHED.
_SCHEDULED, _SHIFT = 2, 3
# The clock's own step: nothing is quicker.
_LEAST = 1e-9


def paced(work: Callable[[], object], count: int, *, clock: Clock) -> float:
    """How many of `count` things `work` does in a second of `clock`."""
    start = clock()
    work()
    return count / max(clock() - start, _LEAST)


def clock_of(process: int | None) -> Clock | None:
    """The processor's time of another process in seconds; None where the system doesn't tell."""
    if not process or not hasattr(time, "clock_gettime"):
        return None
    number = (~process << _SHIFT) | _SCHEDULED
    try:
        time.clock_gettime(number)
    except OSError:
        return None
    return lambda: time.clock_gettime(number)


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it torch works with one thread, as the engines do that it is compared with."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
