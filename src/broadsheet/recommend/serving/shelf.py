"""The shelf: brings the engine what is new in the store, by reading on from the last change it saw."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet import nlp
from broadsheet.recommend.catalogue import Card, card_of

if TYPE_CHECKING:
    from broadsheet.recommend.catalogue.embeddings import Floats
    from broadsheet.recommend.engine import Engine
    from broadsheet.store import Store
    from broadsheet.store.listings import Listing

_STEP = 5_000
"""Articles read at once: the engine is free for pages between two steps."""


class Shelf:
    """What of the store the engine has: everything up to `seen`, the number of a change. For one thread at a time."""

    def __init__(self, store: "Store", *, model: str, seen: int = -1) -> None:
        self._store = store
        self._model = model
        self.seen = seen

    def fill(self, engine: "Engine", *, most: int = 1_000_000_000) -> int:
        """Give `engine` up to `most` changed articles; returns how many are known to be left."""
        if self.seen < 0:
            return self._begin(engine)
        changes = self._store.changes.after(self.seen, most=min(most, _STEP))
        while changes:
            self._give(engine, [article for _, article in changes])
            self.seen = changes[-1][0]
            most -= len(changes)
            changes = self._store.changes.after(self.seen, most=min(most, _STEP)) if most > 0 else []
        return max(self._store.changes.tops()[0] - self.seen, 0)

    def _begin(self, engine: "Engine") -> int:
        """Everything there is; what changes meanwhile comes after it."""
        seen = self._store.changes.tops()[0]
        ids = self._store.articles.ids()
        for start in range(0, len(ids), _STEP):
            self._give(engine, ids[start : start + _STEP])
        self.seen = seen
        return self.fill(engine)

    def _give(self, engine: "Engine", ids: Sequence[int]) -> None:
        found = list(self._store.listings.of(ids, model=self._model))
        vectors: dict[int, Floats] = {f.id: f.vector for f in found if f.vector is not None}
        engine.put([_card(f) for f in found], vectors=vectors)
        engine.join({f.id: f.story for f in found})
        there = {f.id for f in found}
        engine.remove([id for id in ids if id not in there])


def _card(listing: "Listing") -> Card:
    told = {
        "title": listing.title,
        "language": listing.language,
        "outlet": listing.outlet,
        "length": listing.length,
        "said": listing.said,
        **listing.notes,
    }
    return card_of(listing.id, hour=listing.hour, told=told, parents=_parents())


@cache
def _parents() -> Mapping[str, str]:
    return MappingProxyType({topic.id: topic.parent for topic in nlp.topics()})
