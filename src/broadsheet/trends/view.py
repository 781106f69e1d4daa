"""What one wants to look at: the window, what is in it, and how time is cut."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.trends.bins import Bins, cut

if TYPE_CHECKING:
    from broadsheet.store import Window


@dataclass(frozen=True, slots=True)
class View:
    """From `since` up to but without `until`; the articles of a `language`, `outlet`, `topic` or `entity` where given.

    `unit` cuts time into hours, days, weeks, months or years (empty: by the length); `zone` is the offset of the clock
    that does, in minutes east of UTC.
    """

    since: datetime
    until: datetime
    language: str = ""
    outlet: str = ""
    topic: str = ""
    entity: str = ""
    unit: str = ""
    zone: int = 0

    def window(self) -> "Window":
        """What the store is asked for."""
        from broadsheet.store import Window

        return Window(self.since, self.until, self.language, self.outlet, self.topic, self.entity)

    def bins(self) -> Bins:
        """Its time in bins; raises as `cut` does."""
        return cut(self.since, self.until, unit=self.unit, zone=self.zone)
