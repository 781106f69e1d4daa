"""Serving: a page's slots filled, what happens to them counted, and the books kept in step behind the reader's back."""

import threading
import time
import uuid
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from broadsheet.app.advertising.company import SETTLE, Company
from broadsheet.app.advertising.keeper import Keeper
from broadsheet.app.advertising.preview import Preview, Wanting
from broadsheet.app.opened import Opened
from broadsheet.core import (
    AdChoices,
    AdEvent,
    AdPage,
    AdServed,
    AdSlot,
    Article,
    InvalidInputError,
    NotFoundError,
    UnknownNameError,
)
from broadsheet.core.advert import AdAction
from broadsheet.recommend import ads

RELOAD = (
    8  # rounds of the keeper between two readings of the books: two seconds, in which another process may have spent
)
RELEARN = timedelta(minutes=10)
KEPT = timedelta(days=30)  # readers' names in what was served: a month of reach, then nothing
READERS = 20_000  # whose counts are in memory, the latest
CAP_DAYS = timedelta(days=2)  # any day on any clock began at most two days ago
ACTIONS = ("impression", "viewable", "click", "hide")


class AdServing:
    """Slots out, events in. Started by the first slot; `close` writes what is left."""

    def __init__(self, room: Opened) -> None:
        self._room = room
        self._ledger, self._counts = room.store.ad_ledger, room.store.ad_counts
        terms = room.settings.ads
        self.exchange = ads.Exchange(ads.Terms(reserve=terms.reserve, most=terms.most))
        self._offer = ads.Offer([])
        self._model = ads.fit([])
        self._traffic = ads.traffic({})
        self._learnt: datetime | None = None
        self._seen: OrderedDict[str, Counter[tuple[int, str]]] = OrderedDict()
        self._fill: Counter[str] = Counter()
        self._lock, self._books = threading.RLock(), threading.RLock()
        self._keeper = Keeper(lambda n: self.flush() if n % RELOAD else self.reload())
        self._company = Company(room.home / "serving")
        self._joined = False

    def slots(
        self, page: AdPage, *, n: int = 1, reader: str = "", language: str = "", taken: Sequence[int] = ()
    ) -> list[AdSlot]:
        """Fill up to `n` slots of `page` for `reader` (empty: somebody unknown), the first slot first.

        What is kept of the reader depends on what they let be kept: without personalisation nothing, and only the
        page decides. `language` is that of the label and the reason; `taken` are advertisers the page has already.
        """
        if not 1 <= n <= 10:
            raise InvalidInputError("a page has 1 to 10 slots", asked=str(n))
        now = self._room.now()
        if not self.exchange.is_of(now):
            self.reload()
        shared = self._begin()
        asked = self._request(page, reader, now=now, language=language or page.language or "en")
        hidden = replace(asked.choices, advertisers=(*asked.choices.advertisers, *taken))
        asked = replace(asked, choices=hidden, slots=n)
        if shared and asked.reader:
            return self._claimed(asked)
        with self._lock:  # what a reader has seen is looked at and counted in one go: two pages at once are two
            seen = self._seen.get(asked.reader, Counter())
            filled = self.exchange.fill(replace(asked, seen=seen))
            self._fill["asked"] += n
            self._fill["filled"] += len(filled)
            seen.update((s.campaign, s.day) for s in filled)
        return filled

    def page_of(self, article: int, *, surface: str = "article", place: str = "") -> AdPage:
        """The page that an article stands on, as advertisements see it."""
        return page_of([self._room.article(article).value], surface=surface, place=place)

    def page_beside(self, articles: Iterable[int], *, surface: str = "front", language: str = "") -> AdPage:
        """The page of many articles, of which `articles` stand next to the slot."""
        found = self._room.store.articles.get_many(list(articles))
        return page_of([a.value for a in found], surface=surface, language=language)

    def preview(self, article: int) -> Preview:
        """Who would want the page of an article now, the most valuable first; nothing is served, held or charged."""
        page, now = self.page_of(article), self._room.now()
        self.reload()
        worth = self.exchange.worth(page, now)
        wanting = tuple(
            Wanting(e.campaign.id, e.campaign.value.name, mils, self._offer.matched(place, page, None))
            for place, e, mils in worth
        )
        return Preview(article, ads.unsafe(page), self._room.settings.ads.currency, wanting)

    def record(self, events: Sequence[AdEvent]) -> list[str]:
        """Count events and charge for them, on disk when this returns; a verdict for each, empty where it counts.

        The other verdicts are those of `store.AdLedger.record`. Raises `UnknownNameError` for another action.
        """
        for event in events:
            if event.action not in ACTIONS:
                raise UnknownNameError("nothing like this happens to a slot", asked=event.action, choices=ACTIONS)
        self.flush()
        return self._ledger.record(events)

    def happened(self, slot: str, action: AdAction, *, key: str = "") -> str:
        """One event now; its verdict."""
        return self.record([AdEvent(key or uuid.uuid4().hex, slot, action, self._room.now())])[0]

    def slot(self, key: str) -> AdServed:
        """A slot that was served; raises `NotFoundError`."""
        self.flush()
        if (found := self._ledger.slot(key)) is None:
            raise NotFoundError("no such slot was served", asked=key)
        return found

    def choices(self, reader: str) -> AdChoices:
        """What a reader decided about advertisements."""
        return self._room.store.adverts.choices(reader)

    def consent(self, reader: str, *, interests: bool) -> AdChoices:
        """Whether a reader lets advertisements be chosen by their interests; a consent of its own, off by default."""
        made = replace(self.choices(reader), interests=interests)
        self._room.store.adverts.put_choices(made)
        return made

    def hide(self, slot: str, *, reader: str = "", what: str = "creative") -> None:
        """Not this advertisement (`creative`), or none of this `advertiser`; without a reader it is only counted."""
        if what not in ("creative", "advertiser"):
            raise UnknownNameError("this can't be hidden", asked=what, choices=("creative", "advertiser"))
        served = self.slot(slot)
        self.happened(slot, "hide", key=f"hide:{slot}")
        if reader:
            old = self.choices(reader)
            more = (
                replace(old, creatives=tuple(dict.fromkeys((*old.creatives, served.creative))))
                if what == "creative"
                else replace(old, advertisers=tuple(dict.fromkeys((*old.advertisers, served.advertiser))))
            )
            self._room.store.adverts.put_choices(more)

    def forget(self, reader: str) -> None:
        """Take a reader out of memory and out of the store."""
        self.flush()
        with self._lock:
            self._seen.pop(reader, None)
        self._room.store.adverts.erase(reader)

    def flush(self) -> None:
        """Write what was sold into the books. What they can't take now is kept for the next time."""
        with self._books:
            rows = self.exchange.sold()
            with self._lock:
                fill, self._fill = self._fill, Counter()
            kept = False
            try:
                if rows:
                    self._ledger.serve(rows)
                kept = True
            finally:
                if not kept:
                    self.exchange.unsold(rows)
                    with self._lock:
                        self._fill.update(fill)
            if fill["asked"]:
                day = f"{self._room.now():%Y-%m-%d}"
                self._ledger.note_fill(day, asked=fill["asked"], filled=fill["filled"])

    def reload(self) -> None:
        """Read the books, and everything that may be served, anew."""
        with self._books:
            self.flush()
            now, kept = self._room.now(), self._room.store
            self._ledger.release(now)
            self._learn(now)
            advertisers = {a.id: a for a in kept.adverts.advertisers()}
            offer = ads.Offer.of(kept.adverts.campaigns(), advertisers, kept.adverts.creatives())
            if offer.entries != self._offer.entries:
                self._offer = offer
            days = {ads.day_of(now, zone) for zone in {e.campaign.value.zone for e in self._offer.entries}}
            used = {(b.campaign, b.day): b.spent + b.held for b in self._ledger.balances(days=sorted(days))}
            recent = self._counts.between(now - timedelta(seconds=ads.TAU), now)
            budgets = ads.Budgets.of(self._offer, used, recent, traffic=self._traffic, now=now)
            self.exchange.load(self._offer, budgets, self._model)

    def close(self) -> None:
        """Stop the keeper and write what is left."""
        self._keeper.stop()
        self.flush()
        self._company.leave()

    def _request(self, page: AdPage, name: str, *, now: datetime, language: str) -> ads.Request:
        if not name:
            return ads.Request(page, now, language=language)
        reader = self._room.store.readers.get(name)
        choices = self.choices(name)
        if not reader.personalised:
            return ads.Request(page, now, choices=choices, language=language)
        self._remember(name, now)
        return ads.Request(
            page,
            now,
            reader=name,
            interests=self._interests(name) if choices.interests else None,
            choices=choices,
            language=language,
        )

    def _interests(self, name: str) -> tuple[str, ...]:
        """What they follow and what they muted not; nothing is guessed from what they read."""
        reader = self._room.store.readers.get(name)
        muted = {m.casefold() for m in reader.muted}
        return tuple(t for t in reader.topics if t.casefold() not in muted and not ads.sensitive(t))

    def _remember(self, name: str, now: datetime) -> None:
        """Have what a reader was served lately in memory."""
        if name not in self._seen:
            self.flush()
            counts = Counter(self._ledger.seen_by(name, since=now - CAP_DAYS))
            with self._lock:
                self._seen.setdefault(name, counts)
        with self._lock:
            self._seen.move_to_end(name)
            while len(self._seen) > READERS:
                self._seen.popitem(last=False)

    def _learn(self, now: datetime) -> None:
        if self._learnt is None or abs(now - self._learnt) >= RELEARN:
            self._model = ads.fit(self._counts.learnt())
            self._traffic = ads.traffic(self._counts.hours(since=now - timedelta(days=7)))
            self._room.store.adverts.forget_viewers(now - KEPT)
            self._learnt = now

    def _begin(self) -> bool:
        """Keep the books from now on; whether another process serves from them too."""
        with self._lock:
            if not self._joined:
                if self._company.join():
                    time.sleep(SETTLE)
                self._joined = True
            self._keeper.begin()
            return self._company.others()

    def _claimed(self, asked: ads.Request) -> list[AdSlot]:
        """Slots where other processes serve the same reader: what they have seen is what the books say, at once.

        A slot over a cap is left empty; every slot given is on disk.
        """
        with self._books, self._lock:
            self.flush()
            seen = Counter(self._ledger.seen_by(asked.reader, since=asked.now - CAP_DAYS))
            filled = self.exchange.fill(replace(asked, seen=seen))
            caps = {e.campaign.id: e.campaign.value.cap for e in self._offer.entries}
            refused = self._ledger.claim(self.exchange.sold(), caps=caps)
            given = [slot for slot in filled if slot.key not in refused]
            seen.update((s.campaign, s.day) for s in given)
            self._seen[asked.reader] = seen
            self._fill["asked"] += asked.slots
            self._fill["filled"] += len(given)
        return given


def page_of(
    articles: Sequence[Article], *, surface: str, place: str = "", language: str = "", page: str = ""
) -> AdPage:
    """What advertisements may know of a page that shows these articles: topics, headlines, keywords, the worst mood."""
    notes = [a.annotations for a in articles]
    topics = (row["id"] for note in notes for row in note.get("topics") or [])
    words = [a.title for a in articles] + [row["text"] for note in notes for row in note.get("keywords") or []]
    moods = [float((note.get("sentiment") or {}).get("score", 0.0)) for note in notes]
    return AdPage(
        surface=surface,
        language=language or next((a.language for a in articles if a.language), ""),
        topics=tuple(dict.fromkeys(topics)),
        words=" · ".join(words),
        place=place,
        sentiment=min(moods, default=0.0),
        page=page,
    )
