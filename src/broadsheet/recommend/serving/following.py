"""Following: a thread that brings what is new, a step at a time, until it is stopped."""

import logging
import threading
from collections.abc import Callable

from broadsheet.core import BroadsheetError

log = logging.getLogger(__name__)


class Following:
    """Calls `step` each `every` seconds, or at once when woken or when the step says that there is more."""

    def __init__(self, step: Callable[[], bool], *, every: float) -> None:
        self._step = step
        self._every = every
        self._asked = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._run, name="following", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Have the next step done now."""
        self._asked.set()

    def stop(self) -> None:
        """Stop after the step that is being done."""
        self._over = True
        self._asked.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        while not self._over:
            self._asked.clear()
            try:
                more = self._step()
            except BroadsheetError as error:  # a store that is busy or full for a moment: pages go on as they are
                log.warning("what is new was not brought: %s", error)
                more = False
            if not more:
                self._asked.wait(self._every)
