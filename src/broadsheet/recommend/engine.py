"""The engine: front pages from what it was given, in memory. It knows no store; whoever feeds it says what changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet.core import Context, Event, FrontPage, InvalidInputError, Item, Plugins, Reader

if TYPE_CHECKING:
    from broadsheet.recommend.catalogue import Card, Catalogue, Floats
    from broadsheet.recommend.pages.layout import Slot
    from broadsheet.recommend.view import Candidates, View

CANDIDATES = Plugins("broadsheet.recommend.candidates", "candidate source")
VERSION = "linear-1"
"""What ranked a page; raised with every change of a weight."""
Past = Callable[[str], Sequence[Event]]
_HOUR = 3600.0
_HERE = Context()


class Engine:
    """Articles and acts in, pages out. Shared by threads.

    `past` gives what a reader did, oldest first; without it the engine keeps every reader's acts itself.
    """

    def __init__(self, *, past: Past | None = None) -> None:
        from broadsheet.recommend.crowd import Crowd

        self._past = past
        self._cards: dict[int, Card] = {}
        self._vectors: dict[int, Floats] = {}
        self._stories: dict[int, int] = {}
        self._acts: dict[str, list[Event]] = {}
        self._crowd = Crowd()
        self._held: Catalogue | None = None
        self._lock = RLock()

    def put(self, cards: "Iterable[Card]" = (), *, vectors: "Mapping[int, Floats] | None" = None) -> None:
        """Add articles or put them in the place of what is kept under their ids, and give articles their embeddings."""
        with self._lock:
            self._cards |= {c.id: c for c in cards}
            self._vectors |= vectors or {}
            self._held = None

    def join(self, stories: Mapping[int, int]) -> None:
        """Say which story each of these articles is in now; -1 for none."""
        with self._lock:
            self._stories |= stories
            self._held = None

    def remove(self, articles: Iterable[int]) -> None:
        """Take articles away; those that are not here are passed over."""
        with self._lock:
            for id in articles:
                for kept in (self._cards, self._vectors, self._stories):
                    kept.pop(id, None)
            self._held = None

    def take(self, events: Iterable[Event]) -> None:
        """Learn what readers did, each act once, of those who let it be used."""
        with self._lock:
            events = list(events)
            self._crowd.take(events)
            if self._past is None:
                for event in events:
                    self._acts.setdefault(event.reader, []).append(event)

    def forget(self, reader: str) -> None:
        """Take out everything `reader` did."""
        with self._lock:
            self._crowd.forget(reader)
            self._acts.pop(reader, None)

    def page(
        self, reader: Reader, *, n: int = 30, now: datetime, language: str = "en", context: Context = _HERE
    ) -> FrontPage:
        """The page `reader` gets now: up to `n` items, the best first, with reasons in `language` (`zh` or English).

        `now` is aware; ages are measured from it. Without articles the page is empty.
        Raises `InvalidInputError` when `n` is negative or `now` has no time zone.
        """
        from broadsheet.recommend.pages.layout import lay_out
        from broadsheet.recommend.ranking.rank import rank

        if n < 0 or now.tzinfo is None:
            raise InvalidInputError("a page needs a size of 0 or more and an aware time", asked=f"n={n}, now={now}")
        view = self.view(reader, now=now, context=context)
        sources = _sources(reader)
        ranked = rank(view, reader, sources=sources, language=language)
        slots = lay_out(ranked, view.catalogue, n=n + 1, top=view.profile.top) if n and len(ranked.rows) else []
        items = _items(slots, n=n, view=view, sources=sources, language=language)
        return FrontPage(reader=reader.name, items=items, language=language, version=VERSION)

    def view(self, reader: Reader, *, now: datetime, context: Context = _HERE) -> "View":
        """What the sources of a page for `reader` look at."""
        from broadsheet.recommend.profile import profile
        from broadsheet.recommend.view import View

        with self._lock:
            catalogue = self._catalogue()
            if not reader.personalised:
                self._crowd.forget(reader.name)
            crowd = self._crowd.share(catalogue)
            events = self._acts_of(reader) if reader.personalised else ()
        return View(catalogue, profile(reader, events, catalogue=catalogue), crowd, now.timestamp() / _HOUR, context)

    def _acts_of(self, reader: Reader) -> Sequence[Event]:
        return tuple(self._acts.get(reader.name, ())) if self._past is None else self._past(reader.name)

    def _catalogue(self) -> "Catalogue":
        from broadsheet.recommend.catalogue import catalogue

        if self._held is None:
            self._held = catalogue(self._cards.values(), vectors=self._vectors, stories=self._stories)
        return self._held


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
                article=int(view.catalogue.ids[slot.row]),
                rank=rank,
                score=slot.score,
                parts=slot.parts,
                reason=spoken,
                cause=why,
                story=story if story >= 0 else None,
            )
        )
    return tuple(items)
