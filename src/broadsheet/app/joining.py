"""Joining: what came in finds its story. A few are attached one by one; many, and their whole days are joined anew."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from broadsheet import trends
from broadsheet.app.identifying import Identifying
from broadsheet.app.moments import moved
from broadsheet.app.step import Step

WINDOW = timedelta(days=30)  # stories are joined anew among the articles of this long before the newest
SEAM = timedelta(days=4)  # older windows overlap by this much, so that an event at their edge stays whole
ATTACHED = 16  # articles at most that are attached one by one: each takes a fifth of a second, a window some seconds
REJOINED = 400  # attachments after which the window is joined as a whole: attaching can't join two stories, joining can
RESCORED = 200  # stories at the top of the desk whose freshness is reckoned anew


class Joining(Identifying):
    """The part of the newsroom that puts reports into stories."""

    def rejoin(self) -> Iterator[Step]:
        """Join the whole archive anew, window by window, with what was learnt from the rulings so far."""
        moments = self.store.articles.moments()
        yield from self._join_windows(windows_of(moments, joined=(), newest=self.edition()))

    def _join(self) -> Iterator[Step]:
        """Attach what is in no story yet; when it is much, join the newest window and older ones that hold such."""
        pending = self.store.stories.pending()
        few = len(pending) <= ATTACHED and self.store.stories.attached() < REJOINED
        if pending and few and self.store.stories.count():
            yield from self._attach([id for _, id in pending])
        elif pending:
            moments = self.store.articles.moments()
            lacking = {id for _, id in pending}
            joined = {id for _, id in moments if id not in lacking}
            yield from self._join_windows(windows_of(moments, joined=joined, newest=self.edition()))

    def _join_windows(self, windows: Sequence[Sequence[int]]) -> Iterator[Step]:
        total, done = sum(len(ids) for ids in windows), 0
        for ids in windows:
            yield Step("stories", done, total)
            known, matrix = self.store.vectors.load(self.embedder.name, ids)
            vectors = dict(zip(known, matrix, strict=True))
            articles = self.store.articles.get_many(ids)
            weights, bonds = self.judgement()
            found = trends.stories(articles, vectors, now=self.edition(), weights=weights, bonds=bonds)
            self.store.stories.replace(found, considered=set(ids))
            done += len(ids)
        if windows:
            yield Step("stories", total, total)

    def _attach(self, ids: Sequence[int]) -> Iterator[Step]:
        for done, id in enumerate(ids):
            yield Step("stories", done, len(ids))
            home, chance = self.home_of(id)
            members = self.store.stories.get(home).value.articles if home is not None else ()
            reports = self.store.articles.get_many([*members, id])
            self.store.stories.attach(id, trends.story(reports, now=self.edition()), to=home, chance=chance)
        self._age()
        yield Step("stories", len(ids), len(ids))

    def home_of(self, id: int) -> tuple[int | None, float]:
        """The story an article belongs to, None where it begins one, and how sure that is."""
        near = self.stories_near([id])
        identity = self.identity_of([id, *(a for articles in near.values() for a in articles)])
        best = next(iter(identity.nearest([id], near)), None)
        if best is None or best[1].chance < 0.5:
            return None, 1 - best[1].chance if best else 1.0
        return best[0], best[1].chance

    def _age(self) -> None:
        """Reckon the desk's top anew: a score only falls with time, so what should be at the top is among it."""
        now = self.edition()
        told = ((s, trends.aged(s.value, now=now)) for s in self.store.stories.list(limit=RESCORED))
        self.store.stories.score([(s.id, aged) for s, aged in told if aged.score != s.value.score])


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
