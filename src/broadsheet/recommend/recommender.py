"""The recommender: an engine over a store. It brings the engine what the store has that is new."""

from collections.abc import Iterable
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING

from broadsheet.core import Context, Event, FrontPage, Reader
from broadsheet.recommend.engine import CANDIDATES, VERSION

if TYPE_CHECKING:
    from broadsheet.store import Store

__all__ = ["CANDIDATES", "VERSION", "Recommender"]
_HERE = Context()


class Recommender:
    """Front pages over a store, shared by threads. Events that other processes kept are seen at the next page.

    `model` names the embeddings to compare by, those the search index keeps.
    """

    def __init__(self, store: "Store", *, model: str = "usem3") -> None:
        from broadsheet.recommend.engine import Engine
        from broadsheet.recommend.headlines import Titles
        from broadsheet.recommend.shelf import Shelf

        self._store = store
        self.engine = Engine(past=store.events.of)
        self._shelf = Shelf(store, model=model)
        self._titles = Titles(store)
        self._last_row = 0
        self._lock = RLock()

    def front_page(
        self, reader: Reader, *, n: int = 30, now: datetime, language: str = "en", context: Context = _HERE
    ) -> FrontPage:
        """The page `reader` gets now: up to `n` items, the best first, with reasons in `language` (`zh` or English).

        `now` is aware; ages are measured from it. A newsroom without articles gives an empty page.
        Raises `InvalidInputError` when `n` is negative or `now` has no time zone.
        """
        with self._lock:
            self._shelf.fill(self.engine)
            self._catch_up()
        page = self.engine.page(reader, n=n, now=now, language=language, context=context)
        return self._titles.put_on(page, reader=reader)

    def observe(self, events: Iterable[Event]) -> int:
        """Keep what readers did, if it is not kept already, and let every next page know; returns how many were new."""
        added: int = self._store.events.add(list(events))
        with self._lock:
            self._catch_up()
        return added

    def forget(self, reader: str) -> None:
        """Take out of memory what `reader` did; erasing it from the store is the store's."""
        self.engine.forget(reader)

    def _catch_up(self) -> None:
        """Count the acts kept since the last look, by whichever process, of readers who let them be used."""
        fresh = self._store.events.since(self._last_row)
        if fresh:
            willing = {name: self._store.readers.get(name).personalised for name in {e.reader for _, e in fresh}}
            self.engine.take(event for _, event in fresh if willing[event.reader])
            self._last_row = fresh[-1][0]
