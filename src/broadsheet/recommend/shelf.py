"""The shelf: the catalogue in memory, brought up to date with the store by asking it a few cheap questions."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet import nlp
from broadsheet.core import Article, Stored
from broadsheet.recommend.catalogue import Card, Floats, card

if TYPE_CHECKING:
    from broadsheet.recommend.engine import Engine
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
        self._unread: set[int] = set()
        self._bare: set[int] = set()
        self._alone: int | None = None
        self._count = -1
        self._pending = 0
        self._desk: object = None

    def fill(self, engine: "Engine") -> None:
        """Give `engine` the articles as they are now."""
        changed = [self._take_articles(), self._take_annotations(), self._take_vectors(), self._take_stories()]
        if any(changed):
            engine.put(self._cards.values(), vectors=self._vectors)
            engine.join({id: self._stories.get(id, -1) for id in self._cards})

    def _take_articles(self) -> bool:
        count = self._store.articles.count()
        if count == self._count:
            return False
        if self._cards:
            last = max(self._cards)
            fresh = self._store.articles.get_many([i for i in self._store.articles.ids() if i > last])
        else:
            fresh = self._store.articles.find(limit=_MOST)
        self._take(fresh)
        self._bare |= {a.id for a in fresh}
        self._alone = max(self._cards, default=None)
        self._count = count
        return True

    def _take(self, articles: Iterable[Stored[Article]]) -> None:
        made = [card(a, parents=_parents()) for a in articles]
        self._cards |= {c.id: c for c in made}
        self._unread |= {c.id for c in made if not c.analysed}
        self._unread -= {c.id for c in made if c.analysed}

    def _take_annotations(self) -> bool:
        """Read again those that were not analysed, when the number waiting for it has changed."""
        if not self._unread:
            return False
        pending = self._store.annotations.count_pending(_ANALYSIS, nlp.version(_ANALYSIS))
        if pending == self._pending:
            return False
        self._pending = pending
        self._take(self._store.articles.get_many(sorted(self._unread)))
        return True

    def _take_vectors(self) -> bool:
        if not self._bare:
            return False
        ids, matrix = self._store.vectors.load(self._model, sorted(self._bare))
        self._vectors |= dict(zip(ids, matrix, strict=True))
        self._bare -= set(ids)
        return bool(ids)

    def _take_stories(self) -> bool:
        joined = self._alone is not None and self._store.stories.of_article(self._alone) is not None
        desk = [(s.id, s.value.articles, s.value.score) for s in self._store.stories.list(limit=3)]
        if desk == self._desk and not joined:
            return False
        self._desk = desk
        self._stories = self._store.stories.members()
        self._alone = max(self._cards.keys() - self._stories.keys(), default=None)
        return True


@cache
def _parents() -> Mapping[str, str]:
    return MappingProxyType({topic.id: topic.parent for topic in nlp.topics()})
