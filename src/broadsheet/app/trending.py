"""Trending: what rises, bursts, differs from before and is out of the ordinary, counted from what was read."""

from collections import OrderedDict
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from broadsheet import knowledge, nlp, trends
from broadsheet.app.moments import moved
from broadsheet.app.opened import Opened
from broadsheet.store import Window
from broadsheet.trends import Anomaly, Coverage, Difference, Ledger, Point, Silence, Trend, View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RECENT = timedelta(days=2)  # with a window of one day a quiet Sunday makes everything rise on Monday
LOOKED_BACK = timedelta(days=30)  # four weekends: what is usual on one is known
_KEPT = 6  # ledgers in memory: a page asks for the same few; of 100,000 articles one takes some 25 MB
_FRESH = timedelta(minutes=10)  # after which a ledger is read again whatever its stamp says


class Trending(Opened):
    """The part of the newsroom that watches what rises. `kind` is of what: terms, entities, topics or stories."""

    def view(self, *, since: datetime | None = None, until: datetime | None = None, like: View | None = None) -> View:
        """The window from `since` up to `until`: by default the thirty days up to the newest article, that included.

        The rest is as in the view `like`.
        """
        end = until or moved(self.edition(), timedelta(microseconds=1))
        start = since or self._beginning(end)
        if like is None:
            return View(start, end)
        return View(start, end, like.language, like.outlet, like.topic, like.entity, like.unit, like.zone)

    def _beginning(self, end: datetime) -> datetime:
        """Thirty days before `end`, or the first article where the archive is younger."""
        start = moved(end, -LOOKED_BACK)
        span = self.store.readings.span(Window(until=end))
        return max(start, span[0]) if span else start

    def rising(self, n: int = 10, *, kind: str = "terms", view: View | None = None) -> list[Trend]:
        """The `n` subjects that rise most surely in the newest two days of the window against the days before."""
        looked = view or self.view()
        bins = looked.bins()
        recent = trends.cut(
            max(looked.since, moved(looked.until, -RECENT)), looked.until, unit=bins.unit, zone=bins.zone
        )
        return trends.rising(self._ledger(kind, looked), bins, recent=recent.n, kind=kind, n=n)

    def bursts(self, n: int = 50, *, kind: str = "terms", view: View | None = None) -> list[Trend]:
        """The `n` strongest bursts of the window, learnt from as long a time before it, at most thirty days."""
        looked = view or self.view()
        bins = looked.bins()
        before = self.view(since=moved(looked.since, -min(looked.until - looked.since, LOOKED_BACK)), like=looked)
        wide = View(before.since, looked.until, looked.language, looked.outlet, looked.topic, looked.entity)
        learnt = trends.cut(wide.since, wide.until, unit=bins.unit, zone=bins.zone)
        return trends.all_bursts(self._ledger(kind, wide), learnt, after=learnt.n - bins.n, kind=kind, n=n)

    def series(self, subject: str = "", *, kind: str = "terms", view: View | None = None) -> list[Point]:
        """Count and sentiment bin by bin: of the articles about `subject` (an entity as `type:name`), or of all."""
        looked = view or self.view()
        kept = self._ledger(kind, looked)
        return trends.series(kept, looked.bins(), about=self._places_about(kept, subject, kind=kind))

    def coverage(self, subject: str = "", *, kind: str = "terms", view: View | None = None) -> list[Coverage]:
        """How much each outlet had about `subject`, and how it spoke of it."""
        kept = self._ledger(kind, view or self.view())
        return trends.coverage(kept, about=self._places_about(kept, subject, kind=kind))

    def compare(self, now: View, then: View, *, kind: str = "terms", n: int = 20) -> list[Difference]:
        """What is said more in the window `now` than in `then`, and what less: up to `n` of each, the surest first."""
        return trends.compare(self._ledger(kind, now), self._ledger(kind, then), n=n)

    def anomalies(self, subject: str = "", *, kind: str = "terms", view: View | None = None) -> list[Anomaly]:
        """The bins with more or fewer articles than the ones before foretold."""
        looked = view or self.view()
        points = self.series(subject, kind=kind, view=looked)
        import numpy as np

        return trends.anomalies(np.array([point.count for point in points]), looked.bins())

    def silences(self, *, view: View | None = None) -> list[Silence]:
        """The outlets that have said nothing for longer than their habit explains."""
        looked = view or self.view()
        from broadsheet.trends.bins import instant

        return trends.silences(self._ledger("topics", looked), until=instant(looked.until))

    def most(self, n: int, *, kind: str, view: View) -> list[tuple[str, list[int]]]:
        """The `n` subjects with most articles of the window and their articles bin by bin."""
        return self._ledger(kind, view).most(view.bins(), n=n)

    def places(self, subject: str = "", *, kind: str = "terms", view: View) -> list[tuple[str, int]]:
        """The places that the articles about `subject` (or all) name, and how many of them do; the most first."""
        held = self._ledger(kind, view)
        about = (
            set(held.ids[holders].tolist())
            if (holders := self._places_about(held, subject, kind=kind)) is not None
            else None
        )
        return self._ledger("entities", view).tally(prefix="place:", among=about)

    def examples(self, subject: str, *, kind: str, view: View, n: int = 10) -> list[int]:
        """The ids of the newest articles about `subject` in the window."""
        held = self._ledger(kind, view)
        places = held.holders(self._counted_as(subject, kind=kind))
        found: list[int] = held.ids[places][::-1][:n].tolist()
        return found

    def split(self, view: View) -> tuple[View, View]:
        """The newest week of a window, or its second half where that is shorter, and what is before it."""
        middle = moved(view.until, -min(timedelta(days=7), (view.until - view.since) / 2))
        return self.view(since=middle, until=view.until, like=view), self.view(
            since=view.since, until=middle, like=view
        )

    def called(self, subject: str, *, kind: str, language: str) -> str:
        """What people call a subject: a topic's label, a story's headline, an entity's name without its type."""
        if kind == "topics" and subject:
            return nlp.tag_label(subject, language)
        if kind == "stories" and subject.isdecimal():
            titles = self.store.stories.get(int(subject)).value.titles
            return titles.get(language) or next(iter(titles.values()), subject)
        if kind == "entities" and (id := self.entity_of(subject)):
            return knowledge.labels(self.store, [id])[id].name(language)
        return subject.partition(":")[2] if kind == "entities" and ":" in subject else subject

    def entity_of(self, subject: str) -> int | None:
        """The id of the entity that a subject (`type:name`, or a name) of the kind entities is; None of none."""
        type, _, name = subject.partition(":")
        if type not in knowledge.TYPES:
            return knowledge.called(self.store, subject)
        return knowledge.called(self.store, name, type=type)

    def _counted_as(self, subject: str, *, kind: str) -> str:
        """The subject under which an entity of any spelling is counted; any other subject as it is."""
        if kind != "entities" or not (id := self.entity_of(subject)):
            return subject
        entity = self.store.entities.get(id).value
        return f"{entity.type}:{entity.name}"

    def _places_about(self, kept: Ledger, subject: str, *, kind: str) -> "NDArray[np.int64] | None":
        return kept.holders(self._counted_as(subject, kind=kind)) if subject else None

    @cached_property
    def _ledgers(self) -> "OrderedDict[tuple[str, View], tuple[tuple[int, ...], datetime, Ledger]]":
        return OrderedDict()

    def _ledger(self, kind: str, view: View) -> Ledger:
        """What was read of the window; kept while nothing is added to the store."""
        key = (kind, View(view.since, view.until, view.language, view.outlet, view.topic, view.entity))
        with self._lock:
            stamp = self.store.readings.stamp()
            held = self._ledgers.get(key)
            if held and held[0] == stamp and abs(self.now() - held[1]) < _FRESH:
                self._ledgers.move_to_end(key)
                return held[2]
            made = trends.ledger(self.store.readings.stream(kind, view.window()))
            self._ledgers[key] = (stamp, self.now(), made)
            while len(self._ledgers) > _KEPT:
                self._ledgers.popitem(last=False)
            return made
