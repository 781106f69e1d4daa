"""Advertisements of the newsroom: `room.ads` holds all that can be done with them."""

from functools import cached_property

from broadsheet.app.advertising.campaigns import AdCampaigns, Selling
from broadsheet.app.advertising.reports import AdReports
from broadsheet.app.advertising.serving import AdServing


class Ads(AdCampaigns, AdServing, AdReports):
    """Who advertises and what (`AdCampaigns`), slots and events (`AdServing`), what came of it (`AdReports`)."""

    def __init__(self, room: "Advertising") -> None:
        AdServing.__init__(self, room)
        AdReports.__init__(self, room)
        AdCampaigns.__init__(self, room, changed=self.reload)


class Advertising(Selling):
    """The part of the newsroom that earns money."""

    @cached_property
    def ads(self) -> Ads:
        """Everything about advertisements; what serves them is started by the first slot."""
        with self._lock:
            return Ads(self)

    def erase_reader(self, name: str) -> None:
        """Forget a reader here first, in memory too, then wherever else the newsroom keeps them."""
        if "ads" in self.__dict__:
            self.ads.forget(name.strip())
        super().erase_reader(name)  # type: ignore[misc]

    def close(self) -> None:
        """Write what was sold into the books, then give everything back."""
        if "ads" in self.__dict__:
            self.ads.close()
        super().close()
