"""The engine: front pages from what it was given, in memory. It knows no store; whoever feeds it says what changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet.core import Context, Event, FrontPage, InvalidInputError, Item, Plugins, Reader, Steering, TagUse

if TYPE_CHECKING:
    from broadsheet.recommend.catalogue import Card, Catalogue, Floats
    from broadsheet.recommend.factors.factors import Factors
    from broadsheet.recommend.pages.page import Composed
    from broadsheet.recommend.ranking.rank import Ranked
    from broadsheet.recommend.ranking.ranker import Ranker
    from broadsheet.recommend.readers import Past
    from broadsheet.recommend.view import Candidates, Rows, View

CANDIDATES = Plugins("broadsheet.recommend.candidates", "candidate source")
Words = Callable[[Sequence[int]], Mapping[int, Mapping[str, str]]]
_HOUR = 3600.0
_HERE = Context()
_CANDIDATES = 400
"""Articles a page is chosen from: with more, pages take longer and are no better."""
_ONCE = 20_000
_WORDS = 20_000
_OFTEN = 200
"""What is the same for every reader is made anew after each 1/200 more acts: at once when there are few."""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A page with what it was decided by: the candidates, their features and parts."""

    page: FrontPage
    ranked: "Ranked"


class Engine:
    """Articles and acts in, pages out. Shared by threads: what changes it takes turns, pages are made side by side.

    `past` gives what a reader did, with row numbers, oldest first; without it the engine keeps every reader's acts
    itself. `words` gives, by article, its `title` and its tags as they are written; without it the engine keeps titles.
    `steering` is the editor's hand on every page and `ranker` what ranks it (None: the linear one), `factors` what
    everyone's acts say articles have in common; whoever feeds the engine sets them.
    """

    def __init__(self, *, past: "Past | None" = None, words: Words | None = None) -> None:
        from broadsheet.recommend.catalogue.stock import Stock
        from broadsheet.recommend.crowd import Crowd
        from broadsheet.recommend.readers import Readers

        self.steering = Steering()
        self.ranker: Ranker | None = None
        self.factors: Factors | None = None
        self.stock = Stock()
        self._crowd = Crowd()
        self._readers = Readers(past)
        self._words = words
        self._told: dict[int, Mapping[str, str]] = {}
        self._once: dict[tuple[object, ...], Rows] = {}
        self._moment: tuple[object, ...] = ()
        self._held: Catalogue | None = None
        self._turned: tuple[Factors | None, int] = (None, 0)
        self._lock = RLock()

    def put(self, cards: "Iterable[Card]" = (), *, vectors: "Mapping[int, Floats] | None" = None) -> None:
        """Add articles or put them in the place of what is kept under their ids, and give articles their embeddings."""
        cards = list(cards)
        with self._lock:
            self.stock.put(cards, vectors=vectors or {})
            for card in cards:
                self._told.pop(card.id, None)
                if self._words is None:
                    self._told[card.id] = {"title": card.title}
            self._held = None

    def join(self, stories: Mapping[int, int]) -> None:
        """Say which story each of these articles is in now; -1 for none."""
        with self._lock:
            self.stock.join(stories)
            self._held = None

    def remove(self, articles: Iterable[int]) -> None:
        """Take articles away; those that are not here are passed over."""
        articles = list(articles)
        with self._lock:
            self.stock.remove(articles)
            for id in articles:
                self._told.pop(id, None)
            self._held = None

    def settle(self) -> None:
        """Do the slow work that may be done late, while pages are made: for the one thread that feeds the engine."""
        with self._lock:
            look = self._catalogue() if self.stock.due else None
        if look is not None:
            settled = self.stock.prepare(look)
            with self._lock:
                self.stock.accept(settled)
                self._held = None
                self._once = {}

    def take(self, events: Iterable[Event], *, rows: Iterable[int] | None = None) -> None:
        """Learn what readers did, each act once, of those who let it be used.

        `rows` are the acts' numbers in the store `past` reads from; an act whose number was read from there already is
        not counted twice.
        """
        events = list(events)
        with self._lock:
            self._crowd.take(events)
            self._readers.take(events, rows=rows)

    def forget(self, reader: str) -> None:
        """Take out everything `reader` did."""
        with self._lock:
            self._crowd.forget(reader)
            self._readers.forget(reader)
            self._once = {}

    def held(self) -> set[str]:
        """The names of the readers of whom something is in memory."""
        with self._lock:
            return {*filter(None, self._crowd.readers.names), *self._readers.names()}

    def page(
        self, reader: Reader, *, n: int = 30, now: datetime, language: str = "en", context: Context = _HERE
    ) -> FrontPage:
        """The page `reader` gets now: up to `n` items, the best first, with reasons in `language` (`zh` or English).

        `now` is aware; ages are measured from it. Without articles the page is empty.
        Raises `InvalidInputError` when `n` is negative or `now` has no time zone.
        """
        return self.make(reader, n=n, now=now, language=language, context=context).page

    def make(
        self, reader: Reader, *, n: int = 30, now: datetime, language: str = "en", context: Context = _HERE
    ) -> Made:
        """As `page`, with what it was decided by."""
        made = self.compose(reader, n=n, now=now, language=language, context=context)
        items = made.items(language)
        return Made(FrontPage(reader.name, items, language=language, version=made.ranked.version), made.ranked)

    def compose(
        self,
        reader: Reader,
        *,
        n: int = 30,
        now: datetime,
        language: str = "en",
        context: Context = _HERE,
        steering: Steering | None = None,
    ) -> "Composed":
        """The page before it is put into words, under another `steering` than the engine's if one is given."""
        from broadsheet.recommend.gathering import gather
        from broadsheet.recommend.pages.page import composed
        from broadsheet.recommend.ranking.rank import rank
        from broadsheet.recommend.steering import hand

        if n < 0 or now.tzinfo is None:
            raise InvalidInputError("a page needs a size of 0 or more and an aware time", asked=f"n={n}, now={now}")
        view = self.view(reader, now=now, context=context, language=language)
        sources = sources_for(reader)
        rows = gather(view, sources, most=max(_CANDIDATES, 2 * n))
        ranker = self.ranker
        ranked = rank(view, reader, rows, sources=sources, language=language, ranker=ranker)
        steered = hand(steering or self.steering, view, reader, language=language)
        return composed(view, ranked, n=n, hand=steered, sources=sources)

    def view(self, reader: Reader, *, now: datetime, context: Context = _HERE, language: str = "") -> "View":
        """What the sources of a page for `reader` look at; `language` is the page's."""
        from broadsheet.recommend.pages.items import seed_of
        from broadsheet.recommend.view import View

        hour = now.timestamp() / _HOUR
        with self._lock:
            catalogue = self._catalogue()
            if not reader.personalised:
                self._crowd.forget(reader.name)
            crowd = self._crowd.look(catalogue, hour=hour)
            known = self._readers.profile(
                reader, catalogue=catalogue, touched=self.stock.touched, generation=self.stock.generation
            )
            self._turn(hour)
            once = self._once
            turn, factors = self._turn_of(self.factors)
        return View(
            catalogue,
            known,
            crowd,
            hour,
            context,
            languages=tuple(reader.languages),
            language=language,
            seed=seed_of(reader.name if reader.personalised else "", hour=hour),
            told=self._say,
            once=partial(_make_once, once),
            factors=factors,
            turn=turn,
        )

    def catalogue(self) -> "Catalogue":
        """The articles as they are now."""
        with self._lock:
            return self._catalogue()

    def similar(
        self, article: int, *, n: int = 10, now: datetime, language: str = "en", reader: Reader | None = None
    ) -> tuple[Item, ...]:
        """Up to `n` articles like `article`, the most alike first, with the cosine as score; none for an unknown one.

        Without what `reader` read or refused.
        """
        from broadsheet.recommend.similarity import similar

        view = self.view(reader or Reader("", personalised=False), now=now)
        return similar(view, article, n=n, language=language)

    def tags(self, reader: Reader, *, now: datetime, language: str = "en", most: int = 50) -> tuple[TagUse, ...]:
        """The tags used on `reader`, the weightiest first: what they follow, read of, set, and last what they muted."""
        from broadsheet.recommend.tags import tags_used

        return tags_used(self.view(reader, now=now), reader, most=most, language=language)

    def features(self, page: FrontPage, ranked: "Ranked") -> tuple[tuple[str, ...], dict[int, tuple[float, ...]]]:
        """The names of the features a page was ranked by, and their values for each article on it."""
        if ranked.table is None or not page.items:
            return (), {}
        import numpy as np

        names = tuple(ranked.table.columns)
        rows = self._catalogue().index.find([item.article for item in page.items])
        places = np.searchsorted(ranked.table.rows, rows)
        places = np.minimum(places, len(ranked.table.rows) - 1)
        there = ranked.table.rows[places] == rows
        values = np.stack([column[places] for column in ranked.table.columns.values()], axis=1).tolist()
        kept = zip(page.items, values, there.tolist(), strict=True)
        return names, {item.article: tuple(line) for item, line, known in kept if known}

    def _catalogue(self) -> "Catalogue":
        if self._held is None:
            self._held = self.stock.catalogue()
            self._turned = (self._turned[0], self._turned[1] + 1)
        return self._held

    def _turn_of(self, factors: "Factors | None") -> "tuple[int, Factors | None]":
        """The number of this catalogue with these factors, which is no other's."""
        if factors is not self._turned[0]:
            self._turned = (factors, self._turned[1] + 1)
        return self._turned[1], factors

    def _turn(self, hour: float) -> None:
        """Let go what was made once for all readers when enough has changed."""
        acts = self._crowd.acts
        moment = (self.stock.generation, acts // max(acts // _OFTEN, 1), int(hour * 30))
        if moment != self._moment:
            kept = self.stock.cells is not None and len(self._once) < _ONCE
            self._once = {key: rows for key, rows in self._once.items() if key[0] == "like"} if kept else {}
            self._moment = moment

    def _say(self, row: int) -> Mapping[str, str]:
        """The words of one article."""
        id = int(self._catalogue().ids[row])
        found = self._told.get(id)
        if found is None:
            found = self._words([id]).get(id, {}) if self._words else {}
            if len(self._told) > _WORDS and self._words:
                self._told = {}
            self._told[id] = found
        return found


def _make_once(once: "dict[tuple[object, ...], Rows]", key: tuple[object, ...], make: "Callable[[], Rows]") -> "Rows":
    """What is under `key` in the store of one moment, made if it is not there; two at once may both make it."""
    found = once.get(key)
    if found is None:
        found = once[key] = make()
    return found


@cache
def _loaded() -> "Mapping[str, Candidates]":
    return MappingProxyType({name: CANDIDATES.load(name) for name in CANDIDATES.names()})


def sources_for(reader: Reader) -> "dict[str, Candidates]":
    """The candidate sources that may be used on `reader`, by name."""
    return {name: source for name, source in _loaded().items() if reader.personalised or not source.PERSONAL}
