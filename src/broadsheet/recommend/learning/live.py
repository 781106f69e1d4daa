"""The ranker that serves now: seen anew within a second of another version's being chosen, without a restart."""

import time
from collections.abc import Callable
from pathlib import Path

from broadsheet.core import BroadsheetError
from broadsheet.recommend.learning.chances import Chances
from broadsheet.recommend.learning.versions import Versions
from broadsheet.recommend.ranking.ranker import Ranker
from broadsheet.recommend.watched import Watched

_Found = tuple[Ranker | None, tuple[str, ...]]
_NOTHING: _Found = (None, ())


class Live:
    """What ranks pages: the version chosen, or the last good one before it, or nothing (the linear ranker serves).

    `tick` gives seconds that only grow. Shared by threads.
    """

    def __init__(self, folder: Path, *, tick: Callable[[], float] = time.monotonic) -> None:
        self.versions = Versions(folder)
        self._found = Watched(self._read, first=_NOTHING, stamp=self.versions.stamp, tick=tick)

    def ranker(self) -> Ranker | None:
        """The learnt ranker, None when there is none that is whole; `notices` then say what is wrong."""
        return self._found.look()[0]

    def chances(self) -> Chances | None:
        """How likely what the learnt ranker scores is opened; None for the linear one, and where it is not known."""
        ranker = self.ranker()
        told = self.versions.card(ranker.version).chances if ranker else ()
        return Chances(*told) if told else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What is wrong with each version that was to serve and can't."""
        return self._found.look()[1]

    def _read(self) -> _Found:
        notices: list[str] = []
        for name in self.versions.standing().order:
            if not name:
                break
            try:
                return self.versions.load(name), tuple(notices)
            except BroadsheetError as error:
                notices.append(f"{name}: {error}")
        return None, tuple(notices)
