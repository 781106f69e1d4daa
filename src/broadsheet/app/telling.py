"""Telling: which reports are of one event."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet import trends
from broadsheet.app.moments import moved
from broadsheet.app.opened import Opened
from broadsheet.app.step import Step
from broadsheet.core import Article, Stored, Story

WINDOW = timedelta(days=30)  # stories are joined anew among the articles of this long before the newest
SEAM = timedelta(days=4)  # older windows overlap by this much, so that an event at their edge stays whole


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its articles, oldest first, and for each the (address, outlet) of its known copies."""

    id: int
    story: Story
    articles: list[Stored[Article]]
    duplicates: Mapping[int, list[tuple[str, str]]]


class Telling(Opened):
    """The part of the newsroom that knows which reports are of one event."""

    def stories(self, *, limit: int = 50, offset: int = 0) -> list[Stored[Story]]:
        """Stories in the desk's order."""
        return self.store.stories.list(limit=limit, offset=offset)

    def story(self, id: int) -> StoryView:
        """A story with its articles and their copies; raises `NotFoundError`."""
        story = self.store.stories.get(id).value
        articles = self.store.articles.get_many(story.articles)
        return StoryView(id, story, articles, {a.id: self.store.articles.duplicates(a.id) for a in articles})

    def _join(self) -> Iterator[Step]:
        """Join the newest window anew whenever an article is in no story yet, and older windows that hold such."""
        joined = self.store.stories.members()
        windows = windows_of(self.store.articles.moments(), joined=joined, newest=self.edition())
        total, done = sum(len(ids) for ids in windows), 0
        for ids in windows:
            yield Step("stories", done, total)
            known, matrix = self.store.vectors.load(self.embedder.name, ids)
            vectors = dict(zip(known, matrix, strict=True))
            found = trends.stories(self.store.articles.get_many(ids), vectors, now=self.edition())
            self.store.stories.replace(found, considered=set(ids))
            done += len(ids)
        if windows:
            yield Step("stories", total, total)


def windows_of(
    moments: Sequence[tuple[datetime, int]], *, joined: Collection[int], newest: datetime
) -> list[list[int]]:
    """The groups of article ids to be joined, oldest first: none when every article is in a story.

    `moments` are (time, id), oldest first. The last group is the `WINDOW` up to `newest`; the ones before it cover
    the older articles that are not in `joined`, each with a `SEAM` to either side.
    """
    pending = [at for at, id in moments if id not in joined]
    if not pending:
        return []
    edge = moved(newest, -WINDOW)
    starts: list[datetime] = []
    for at in pending:
        if at < edge and (not starts or at > moved(starts[-1], WINDOW)):
            starts.append(at)
    older = [(moved(start, -SEAM), moved(start, WINDOW + SEAM)) for start in starts]
    groups = [[id for at, id in moments if first <= at <= last] for first, last in older]
    return [*groups, [id for at, id in moments if at >= edge]]
