"""What steers every page now, held in memory for as long as nobody changed it and nothing of it ran out."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from broadsheet.core import Steering

if TYPE_CHECKING:
    from broadsheet.store import Store


class SteeringNow:
    """The store's steering, asked for at each page: one cheap query, and all of it only when something changed."""

    def __init__(self, store: "Store") -> None:
        self._kept = store.steering
        self._state: tuple[int, int, int] | None = None
        self._since = datetime.max.replace(tzinfo=UTC)
        self._until: datetime | None = None
        self._held = Steering()

    def look(self) -> Steering:
        """What bears on a page made now, whoever set it, in whichever process."""
        state, now = self._kept.state(), self._kept.moment()
        over = now < self._since or (self._until is not None and now >= self._until)
        if state != self._state or over:  # a clock set back makes a pin run again that was over a moment ago
            self._held, self._until, self._state = self._kept.at(now), self._kept.next_end(now), state
            self._since = now
        return self._held
