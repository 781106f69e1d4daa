"""Which headline each article is shown with now: what a page asks when it is made.

Kept in memory and read anew when the store's stamp has changed, which is looked at once a second at most.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from broadsheet.core import FrontPage, HeadlineTest, Reader, Stored
from broadsheet.recommend.headlines.assigning import Running, assigned
from broadsheet.recommend.watched import Watched

if TYPE_CHECKING:
    from broadsheet.store import Store

_InForce = tuple[Mapping[int, Running], Mapping[int, str]]
_NONE: _InForce = ({}, {})


class Titles:
    """The headlines in force. Shared by threads; `tick` gives seconds that only grow."""

    def __init__(self, store: "Store", *, tick: Callable[[], float] = monotonic) -> None:
        self._store = store
        self._found = Watched(self._read, first=_NONE, stamp=store.headline_tests.stamp, tick=tick)

    def titles(self, articles: Iterable[int], *, reader: str, page: str) -> dict[int, str]:
        """The headlines that differ from the articles' own, by article; .01 ms for 30 articles of which 3 are tested.

        `reader` is empty where nothing may be kept of them: such a page draws by its own key.
        """
        running, won = self._found.look()
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

    def _read(self) -> _InForce:
        tests = self._store.headline_tests.in_force()
        running = {t.value.article: self._run(t) for t in tests if t.value.state == "running"}
        return running, {t.value.article: t.value.variants[t.value.shown].text for t in tests if t.value.shown}

    def _run(self, stored: Stored[HeadlineTest]) -> Running:
        test = stored.value
        odds = test.last.odds if test.last else ()
        shares = tuple(o.share for o in odds) or (1 / len(test.variants),) * len(test.variants)
        return Running(test, shares, self._store.headline_tests.seen(stored.id))
