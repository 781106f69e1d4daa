"""Bursts of a stream of names in bounded memory: as many names are watched as there is room for, and no more.

Where room runs out the newcomer takes the place of the name with the least weight, and with it its history, which
bounds its own from above (Space-Saving; Metwally, Agrawal, El Abbadi, ICDT 2005): a rare name that comes back is then
never taken for a new one. While there is room the bursts are those of `bursts` over the same bins.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from broadsheet.core import InvalidInputError
from broadsheet.trends.automaton import Automaton, Burstiness, Ended
from broadsheet.trends.bursts import Burst, told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]


class Stream:
    """Reads bins of names and says which burst. `capacity` names take some 500 bytes each."""

    def __init__(self, capacity: int, *, season: int = 1, phase: int = 0, options: Burstiness | None = None) -> None:
        if capacity < 1:
            raise InvalidInputError("a stream must watch at least one name", asked=str(capacity))
        self._automaton = Automaton(capacity, options=options or Burstiness(), season=season, phase=phase)
        self._capacity = capacity
        self._place: dict[str, int] = {}
        self._name: list[str] = []

    def feed(self, counts: Mapping[str, int], total: int) -> list[tuple[str, Burst]]:
        """Read one bin: in how many of its `total` articles each name was. Returns the bursts over for good."""
        import numpy as np

        self._make_room(counts)
        row = np.zeros(self._capacity, dtype=np.int64)
        for name, count in counts.items():
            if name in self._place:
                row[self._place[name]] = count
        return self._named(self._automaton.step(row, total), last=-1)

    def under_way(self) -> list[tuple[str, Burst]]:
        """The bursts as of now that may still change: those on, and the ones just over."""
        return self._named(self._automaton.under_way(), last=self._automaton.bin)

    def rising(self) -> set[str]:
        """The names that are in a burst as of the newest bin."""
        import numpy as np

        on = np.flatnonzero(self._automaton.advantage[: len(self._name)] > 0)
        return {self._name[place] for place in on.tolist()}

    def _make_room(self, counts: Mapping[str, int]) -> None:
        """Give every new name a place: a free one, else that of the lightest name which is not in this bin."""
        newcomers = [name for name in counts if name not in self._place]
        free = self._capacity - len(self._name)
        for name in newcomers[:free]:
            self._place[name] = len(self._name)
            self._name.append(name)
        late = sorted(newcomers[free:], key=lambda name: (-counts[name], name))
        if late:
            self._replace(late, counts)

    def _replace(self, late: "list[str]", counts: Mapping[str, int]) -> None:
        import numpy as np

        order: Places = np.argsort(self._automaton.weight, kind="stable")
        leaving = [p for p in order.tolist() if self._name[p] not in counts][: len(late)]
        for place, name in zip(leaving, late, strict=False):
            del self._place[self._name[place]]
            self._place[name] = place
            self._name[place] = name
        self._automaton.begin_anew(np.array(leaving, dtype=np.int64))

    def _named(self, ended: Ended, *, last: int) -> list[tuple[str, Burst]]:
        return [(self._name[burst.subject], burst) for burst in told(ended, last=last)]
