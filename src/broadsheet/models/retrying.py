"""Asking again: a failure that may pass is tried anew after a growing, jittered wait, before anything was answered."""

from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from itertools import count
from typing import TypeVar

from broadsheet.core import ModelError

# The first wait is at most half a second and each next twice as long: Amazon's "full jitter", which keeps many clients
# from coming back at once (M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
FIRST_WAIT = 0.5
# Nobody sits at a page longer than this before the next model might as well be asked.
LONGEST_WAIT = 20.0
# What a server says passes: timeout, conflict, too many, and its own failures.
PASSING = frozenset({408, 409, 429, *range(500, 600)})

T = TypeVar("T")


class PassingError(ModelError):
    """A failure that may pass. `wait` is how many seconds the server asked to be left alone, None when it did not."""

    def __init__(self, error: ModelError, *, wait: float | None = None) -> None:
        super().__init__(error.message, asked=error.asked, found=error.found, do=error.do, choices=error.choices)
        self.wait = wait


def retried(
    attempt: Callable[[], Iterator[T]],
    *,
    retries: int,
    until: float,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    chance: Callable[[], float],
) -> Iterator[T]:
    """What `attempt` yields; when it raises `PassingError` before its first item, it is begun again.

    At most `retries` times, and never past the time `until` of `clock`. `chance` gives numbers from 0 to 1. A server
    that asks for a longer wait than `LONGEST_WAIT` is not waited for.
    """
    for tried in count():
        begun = False
        try:
            for item in attempt():
                begun = True
                yield item
        except PassingError as error:
            wait = min(FIRST_WAIT * 2**tried, LONGEST_WAIT) * chance() if error.wait is None else error.wait
            if begun or tried >= retries or wait > LONGEST_WAIT or clock() + wait >= until:
                raise
            sleep(wait)
        else:
            return


def retry_after(said: str, *, now: float) -> float | None:
    """The header Retry-After (RFC 9110, 10.2.3) in seconds from `now`, seconds since 1970; None when it says none."""
    text = said.strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(parsedate_to_datetime(text).timestamp() - now, 0.0)
    except (ValueError, TypeError):
        return None
