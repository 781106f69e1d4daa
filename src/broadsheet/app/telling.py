"""Telling: a story with what each report added, who took it from whom, where they differ, what is new to a reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet import trends
from broadsheet.app.differing import Difference, differences
from broadsheet.app.gathering import as_evidence
from broadsheet.app.moments import moved
from broadsheet.app.novelty import Development, developments
from broadsheet.app.ruling import Ruling
from broadsheet.core import Article, Stored, Story

COMPARED = 24  # reports whose figures are compared, the last ones: pairs of sentences grow with the square
FOLLOWED = 60  # reports whose values are read for the timeline, the last ones: each takes some milliseconds
SITTING = timedelta(minutes=30)  # a page loaded twice in one sitting shows the same as new both times


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its articles, oldest first, and for each the (address, outlet) of its known copies.

    `copies` tells who took words from whom; `agencies` the agencies an article names as its source.
    """

    id: int
    story: Story
    articles: list[Stored[Article]]
    duplicates: Mapping[int, list[tuple[str, str]]]
    copies: tuple[trends.Copy, ...] = ()
    agencies: Mapping[int, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What came to a story since: `since` is when the reader first saw the rest, None for one who never looked."""

    since: datetime | None
    reports: tuple[Development, ...]


class Telling(Ruling):
    """The part of the newsroom that knows which reports are of one event."""

    def stories(self, *, limit: int = 50, offset: int = 0) -> list[Stored[Story]]:
        """Stories in the desk's order."""
        return self.store.stories.list(limit=limit, offset=offset)

    def story(self, id: int) -> StoryView:
        """A story with its articles and their copies; raises `NotFoundError`."""
        story = self.store.stories.get(id).value
        articles = self._reports(id)
        return StoryView(
            id,
            story,
            articles,
            {a.id: self.store.articles.duplicates(a.id) for a in articles},
            copies=tuple(trends.copies(articles[-FOLLOWED:])),
            agencies={a.id: named for a in articles if (named := trends.agencies(a.value))},
        )

    def developments(self, id: int) -> list[Development]:
        """What each report of a story added to those before it, oldest first; raises `NotFoundError`."""
        return developments(self._reports(id)[-FOLLOWED:])

    def differences(self, id: int) -> list[Difference]:
        """Where the reports of a story give figures that exclude each other; raises `NotFoundError`."""
        return differences([(a.id, as_evidence(a)) for a in self._reports(id)[-COMPARED:]])

    def news(self, id: int, *, reader: str = "", since: datetime | None = None) -> News:
        """What is new in a story: reports published after `since`, or that `reader` has not seen; all else is known.

        Raises `NotFoundError`. It doesn't count as a look: `look` does.
        """
        reports = self._reports(id)[-FOLLOWED:]
        if since is not None:
            known = [a.id for a in reports if (a.value.published or a.created) <= since]
            return News(since, tuple(developments(reports, known=known)))
        seen = self.store.looks.seen(reader, [a.id for a in reports])
        settled = {a: at for a, at in seen.items() if at <= moved(self.now(), -SITTING)}
        if not settled:
            return News(None, tuple(developments(reports)))
        return News(max(settled.values()), tuple(developments(reports, known=settled)))

    def look(self, id: int, reader: str) -> int:
        """Keep that `reader` has seen the story's reports; returns how many were new. Raises `NotFoundError`."""
        return self.store.looks.note(reader, self.store.stories.get(id).value.articles, at=self.now())

    def _reports(self, id: int) -> list[Stored[Article]]:
        articles = self.store.articles.get_many(self.store.stories.get(id).value.articles)
        return sorted(articles, key=lambda a: (a.value.published or a.created, a.id))
