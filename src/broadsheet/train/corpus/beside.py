"""Work that can't be asked how far it is, nor to stop, done beside whoever waits: they are told that it goes on.

A vocabulary is learnt within one call of a library, which takes seconds, of a large corpus a minute.
"""

import threading
from collections.abc import Callable, Generator
from typing import TypeVar

# Seconds between two words of it: whoever wants to stop waits no longer than this.
EVERY = 0.5
T = TypeVar("T")
W = TypeVar("W")


def beside(work: Callable[[], T], *, word: W) -> Generator[W, None, T]:
    """Yield `word` every half a second until `work` is done, and return what came of it; raises what it raises.

    Closed before, it leaves the work to itself: a thread that nothing waits for, and that ends with the process.
    """
    found: list[T] = []
    failed: list[BaseException] = []

    def go() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=go, name="beside", daemon=True)
    thread.start()
    while thread.is_alive():
        yield word
        thread.join(EVERY)
    if failed:
        raise failed[0]
    return found[0]
