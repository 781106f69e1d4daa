"""Identifying: the identity service over what the store has, for a question about some reports and their days."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from broadsheet import trends
from broadsheet.app.moments import moved
from broadsheet.app.opened import Opened

if TYPE_CHECKING:
    from broadsheet.trends.identity import Identity

DAYS = timedelta(days=7)  # as far apart as two reports are compared
SAMPLED = 160  # articles that stand for their days: rarity and what is usual are measured on them
LOOKED_AT = 60  # nearest articles whose stories are asked about
STORIES = 6  # and so many of their stories, those of the nearest first
MEMBERS = 24  # reports of one story that are compared, its last ones: a saga has hundreds


class Identifying(Opened):
    """The part of the newsroom that answers "same story?"."""

    def judgement(self) -> tuple[trends.Weights, trends.Bonds]:
        """The weights as learnt from all rulings, and what the rulings put together and keep apart."""
        rulings = [stored.value for stored in self.store.rulings.list()]
        return trends.learn(rulings), trends.bonds(rulings)

    def identity_of(self, ids: Sequence[int]) -> "Identity":
        """The identity service ready to be asked about the articles `ids`, with a sample of their days as crowd."""
        from broadsheet.trends.trace import Crowd

        around = self._days_of(ids)
        step = max(len(around) // SAMPLED, 1)
        sample = around[::step]
        asked = set(ids)
        articles = self.store.articles.get_many(sorted(asked | set(sample)))
        known, matrix = self.store.vectors.load(self.embedder.name, [a.id for a in articles])
        weights, bonds = self.judgement()
        return trends.identify(
            [a for a in articles if a.id in asked],
            dict(zip(known, matrix, strict=True)),
            weights=weights,
            bonds=bonds,
            crowd=Crowd([a for a in articles if a.id not in asked], len(around)),
        )

    def stories_near(self, ids: Sequence[int], *, within: timedelta = DAYS) -> dict[int, tuple[int, ...]]:
        """The stories of the days of `ids`, and `within` so long of them, that are nearest in meaning.

        With their last reports; those of `ids` themselves are not among them.
        """
        known, matrix = self.store.vectors.load(self.embedder.name, self._days_of(ids, within=within))
        places = [place for place, id in enumerate(known) if id in set(ids)]
        if not places:
            return {}
        nearness = matrix @ matrix[places].mean(axis=0)
        nearest = [known[place] for place in (-nearness).argsort()[: LOOKED_AT + len(ids)].tolist()]
        of = self.store.stories.of_articles(nearest)
        own = {of[id] for id in ids if id in of}
        wanted = list(dict.fromkeys(of[id] for id in nearest if id in of and of[id] not in own))[:STORIES]
        return {s.id: s.value.articles[-MEMBERS:] for s in self.store.stories.get_many(wanted)}

    def _days_of(self, ids: Sequence[int], *, within: timedelta = DAYS) -> list[int]:
        """The articles from so long before the first of `ids` to so long after the last."""
        times = [a.value.published or a.created for a in self.store.articles.get_many(list(ids))]
        if not times:
            return []
        return self.store.stories.within(moved(min(times), -within), moved(max(times), within))
