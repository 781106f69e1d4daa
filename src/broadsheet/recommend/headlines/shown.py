"""Which headline each article is shown with now: what a page asks when it is made.

Kept in memory and read anew when the store's stamp has changed, which is looked at once a second at most.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from broadsheet.core import FrontPage, HeadlineTest, Reader, Stored
from broadsheet.recommend.headlines.assigning import Running, assigned

if TYPE_CHECKING:
    from broadsheet.store import Store

FRESH = 1.0  # seconds between two looks at the stamp: a stopped test leaves the pages as soon


class Titles:
    """The headlines in force. Shared by threads; `clock` gives seconds that only grow."""

    def __init__(self, store: "Store", *, clock: Callable[[], float] = monotonic) -> None:
        self._store = store
        self._clock = clock
        self._lock = Lock()
        self._looked = float("-inf")
        self._stamp: tuple[int, ...] = ()
        self._running: Mapping[int, Running] = {}
        self._won: Mapping[int, str] = {}

    def titles(self, articles: Iterable[int], *, reader: str, page: str) -> dict[int, str]:
        """The headlines that differ from the articles' own, by article; .01 ms for 30 articles of which 3 are tested.

        `reader` is empty where nothing may be kept of them: such a page draws by its own key.
        """
        self._refresh()
        running, won = self._running, self._won
        if not running and not won:
            return {}
        found: dict[int, str] = {}
        for article in articles:
            test = running.get(article)
            if test is None:
                if article in won:
                    found[article] = won[article]
                continue
            by_reader = reader and test.test.unit == "reader"
            place = assigned(test, reader if by_reader else f"page:{page}")
            if place:
                found[article] = test.test.variants[place].text
        return found

    def put_on(self, page: FrontPage, *, reader: Reader) -> FrontPage:
        """The page with the headlines in force; without personalisation it is drawn for by its own key."""
        name = reader.name if reader.personalised else ""
        found = self.titles((item.article for item in page.items), reader=name, page=page.id)
        if not found:
            return page
        return replace(page, items=tuple(replace(i, title=found.get(i.article, "")) for i in page.items))

    def _refresh(self) -> None:
        now = self._clock()
        if now - self._looked < FRESH or not self._lock.acquire(blocking=False):
            return
        try:
            stamp = self._store.headline_tests.stamp()
            if stamp != self._stamp:
                tests = self._store.headline_tests.in_force()
                self._running = {t.value.article: self._run(t) for t in tests if t.value.state == "running"}
                self._won = {t.value.article: t.value.variants[t.value.shown].text for t in tests if t.value.shown}
                self._stamp = stamp
            self._looked = now
        finally:
            self._lock.release()

    def _run(self, stored: Stored[HeadlineTest]) -> Running:
        test = stored.value
        odds = test.last.odds if test.last else ()
        shares = tuple(o.share for o in odds) or (1 / len(test.variants),) * len(test.variants)
        return Running(test, shares, self._store.headline_tests.seen(stored.id))
