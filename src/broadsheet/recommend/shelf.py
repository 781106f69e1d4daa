"""The shelf: the catalogue in memory, brought up to date with the store by asking it a few cheap questions."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet import nlp
from broadsheet.recommend.catalogue import Card, Catalogue, Floats, card, catalogue

if TYPE_CHECKING:
    from broadsheet.store import Store

_MOST = 20_000
"""The newest articles that can be on a page: a newspaper needs no older ones, and they fit in memory."""
_ANALYSIS = "topics"


class Shelf:
    """The store's articles as a catalogue. Each look costs some queries that don't grow; reading is only what is new.

    What may change is articles added, annotations and vectors made for those that had none, and stories joined anew
    (noticed by the desk's top and by the newest article that had none).
    """

    def __init__(self, store: "Store", *, model: str) -> None:
        self._store = store
        self._model = model
        self._cards: dict[int, Card] = {}
        self._vectors: dict[int, Floats] = {}
        self._stories: dict[int, int] = {}
        self._count = -1
        self._pending = 0
        self._desk: object = None
        self._held: Catalogue | None = None

    def catalogue(self) -> Catalogue:
        """The articles as they are now."""
        changed = [self._take_articles(), self._take_annotations(), self._take_vectors(), self._take_stories()]
        if self._held is None or any(changed):
            self._held = catalogue(self._cards.values(), vectors=self._vectors, stories=self._stories)
        return self._held

    def _take_articles(self) -> bool:
        count = self._store.articles.count()
        if count == self._count:
            return False
        if self._cards:
            last = max(self._cards)
            fresh = self._store.articles.get_many([i for i in self._store.articles.ids() if i > last])
        else:
            fresh = self._store.articles.find(limit=_MOST)
        self._cards |= {a.id: card(a, parents=_parents()) for a in fresh}
        self._count = count
        return True

    def _take_annotations(self) -> bool:
        """Read again those that were not analysed, when the number waiting for it has changed."""
        waiting = [c.id for c in self._cards.values() if not c.analysed]
        if not waiting:
            return False
        pending = self._store.annotations.count_pending(_ANALYSIS, nlp.version(_ANALYSIS))
        if pending == self._pending:
            return False
        self._pending = pending
        self._cards |= {a.id: card(a, parents=_parents()) for a in self._store.articles.get_many(waiting)}
        return True

    def _take_vectors(self) -> bool:
        missing = self._cards.keys() - self._vectors.keys()
        if not missing:
            return False
        ids, matrix = self._store.vectors.load(self._model, sorted(missing))
        self._vectors |= dict(zip(ids, matrix, strict=True))
        return bool(ids)

    def _take_stories(self) -> bool:
        alone = max(self._cards.keys() - self._stories.keys(), default=None)
        joined = alone is not None and self._store.stories.of_article(alone) is not None
        desk = [(s.id, s.value.articles, s.value.score) for s in self._store.stories.list(limit=3)]
        if desk == self._desk and not joined:
            return False
        self._desk = desk
        self._stories = self._store.stories.members()
        return True


@cache
def _parents() -> Mapping[str, str]:
    return MappingProxyType({topic.id: topic.parent for topic in nlp.topics()})
