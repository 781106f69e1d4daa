"""Understanding: whatever the archive has that is not analysed, indexed or joined into stories yet, is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet import nlp, trends
from broadsheet.app.opened import Opened
from broadsheet.core import Article, InvalidInputError, Stored, Story
from broadsheet.search import Filters, Hit
from broadsheet.trends import Trend

BATCH = 64  # articles an analysis transaction: small enough to stop soon, large enough to write seldom
RISING_WINDOW = timedelta(days=2)  # with a window of one day a quiet Sunday makes everything rise on Monday
RISING_PAST = timedelta(days=10)
RISING_MOST = 5000  # articles looked at: a week of a large desk
INDEXED = 256  # articles indexed between two steps: some seconds
WINDOW = timedelta(days=30)  # stories are joined anew among the articles of this long before the newest
SEAM = timedelta(days=4)  # older windows overlap by this much, so that an event at their edge stays whole


@dataclass(frozen=True, slots=True)
class Step:
    """Progress: `done` of `total` articles through `stage` (analyse, index, stories)."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its articles, oldest first, and for each the (address, outlet) of its known copies."""

    id: int
    story: Story
    articles: list[Stored[Article]]
    duplicates: Mapping[int, list[tuple[str, str]]]


class Understanding(Opened):
    """The part of the newsroom that reads what was taken in."""

    def refresh(self) -> Iterator[Step]:
        """Analyse, index and join into stories whatever is pending. Stopped between two steps it goes on from there."""
        yield from self._analyse()
        yield from self._index()
        yield from self._join()

    def _index(self) -> Iterator[Step]:
        total, done = self.store.articles.count(), 0
        while changed := self.index.update(limit=INDEXED):
            done += changed
            yield Step("index", done, max(total, done))
        if done:
            yield Step("index", done, done)

    def _analyse(self) -> Iterator[Step]:
        versions = {name: nlp.version(name) for name in nlp.analyses()}
        waiting = max((self.store.annotations.count_pending(n, v) for n, v in versions.items()), default=0)
        done = 0
        while pending := self._pending(versions):
            for stored in self.store.articles.get_many(sorted(pending)):
                self._annotate(stored, pending[stored.id], versions)
                done += 1
                if done % BATCH == 0:
                    yield Step("analyse", done, max(waiting, done))
        if done:
            yield Step("analyse", done, done)

    def _pending(self, versions: Mapping[str, int]) -> dict[int, list[str]]:
        """For up to a batch of articles, the analyses each lacks at its present version, in dependency order."""
        lacking: dict[int, list[str]] = {}
        for name, version in versions.items():
            for id in self.store.annotations.pending(name, version, limit=BATCH):
                lacking.setdefault(id, []).append(name)
        return lacking

    def _annotate(self, stored: Stored[Article], names: Sequence[str], versions: Mapping[str, int]) -> None:
        notes = nlp.analyse(stored.value, only=names).annotations
        # An analysis that failed on this article is kept as None, so that it is not tried for ever.
        self.store.annotations.put((stored.id, name, versions[name], notes.get(name)) for name in names)

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

    def analyse(
        self, text: str, *, title: str = "", language: str = "", only: Sequence[str] | None = None
    ) -> dict[str, Any]:
        """The annotations of one text, which is not kept; raises `InvalidInputError` when there is no text."""
        if not text.strip() and not title.strip():
            raise InvalidInputError("there is no text to analyse", found="an empty text")
        article = Article(title=title, text=text, language=language, published=None)
        return dict(nlp.analyse(article, only=only).annotations)

    def search(self, query: str, *, n: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The best `n` hits by words and meaning together, in both languages; raises `InvalidInputError`."""
        return self.index.find(query, n=n, filters=filters or Filters())

    def related(self, article: int, n: int = 5) -> list[Hit]:
        """The `n` articles nearest in meaning to an article; raises `NotFoundError`."""
        self.article(article)
        return self.index.related(article, n)

    def stories(self, *, limit: int = 50, offset: int = 0) -> list[Stored[Story]]:
        """Stories in the desk's order."""
        return self.store.stories.list(limit=limit, offset=offset)

    def story(self, id: int) -> StoryView:
        """A story with its articles and their copies; raises `NotFoundError`."""
        story = self.store.stories.get(id).value
        articles = self.store.articles.get_many(story.articles)
        return StoryView(id, story, articles, {a.id: self.store.articles.duplicates(a.id) for a in articles})

    def rising(self, n: int = 10) -> list[Trend]:
        """The `n` words that rise most surely in the newest two days against the week before."""
        now = self.edition()
        recent = self.store.articles.find(since=_moved(now, -RISING_PAST), limit=RISING_MOST)
        return trends.rising(recent, now=now, window=RISING_WINDOW, n=n)


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
    edge = _moved(newest, -WINDOW)
    starts: list[datetime] = []
    for at in pending:
        if at < edge and (not starts or at > _moved(starts[-1], WINDOW)):
            starts.append(at)
    older = [(_moved(start, -SEAM), _moved(start, WINDOW + SEAM)) for start in starts]
    groups = [[id for at, id in moments if first <= at <= last] for first, last in older]
    return [*groups, [id for at, id in moments if at >= edge]]


def _moved(at: datetime, by: timedelta) -> datetime:
    """`at + by`, held within what a datetime can say."""
    try:
        return at + by
    except OverflowError:
        return (datetime.max if by > timedelta() else datetime.min).replace(tzinfo=UTC)
