"""Offering: the recommender for a site that puts in its own items and asks for pages, and nothing else."""

from functools import cached_property

from broadsheet import recommend
from broadsheet.app.opened import Opened


class Offering(Opened):
    """The part of the newsroom that serves another site's pages."""

    @cached_property
    def item_feed(self) -> "recommend.ItemFeed":
        """Items under a site's own ids in, acts in, pages out; over the same store and recommender as all else."""
        return recommend.ItemFeed(self.store, self.recommender, folder=self.home, embedder=self.embedder, now=self.now)
