"""Ruling: an editor says that two stories are one event, or that one is two; it holds, and is learnt from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadsheet import core, trends
from broadsheet.app.identifying import DAYS
from broadsheet.app.joining import Joining
from broadsheet.core import InvalidInputError, Stored, Story
from broadsheet.store import continued
from broadsheet.trends.likeness import Likeness

NEIGHBOURS = 5
REACH = timedelta(days=60)  # how far a story's earlier and later chapters are looked for
SURE = 0.8  # a chapter is only named when this is its chance: across weeks there is more that is only alike


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another story that may be the same event, with how sure that is and why."""

    id: int
    story: Story
    likeness: Likeness


class Ruling(Joining):
    """The part of the newsroom that lets an editor merge and split stories."""

    def same_story(self, one: int, two: int) -> Likeness:
        """How sure it is that stories `one` and `two` are one event, and why; raises `NotFoundError`."""
        a, b = (self.store.stories.get(id).value.articles for id in (one, two))
        return self.identity_of([*a, *b]).likeness(a, b)

    def neighbours(self, id: int, n: int = NEIGHBOURS) -> list[Neighbour]:
        """Up to `n` other stories that may be of this one's event, the likeliest first; raises `NotFoundError`."""
        own = self.store.stories.get(id).value.articles
        near = self.stories_near(own)
        identity = self.identity_of([*own, *(a for articles in near.values() for a in articles)])
        told = {s.id: s.value for s in self.store.stories.get_many(list(near))}
        return [Neighbour(other, told[other], likeness) for other, likeness in identity.nearest(own, near)[:n]]

    def chapters(self, id: int) -> list[Neighbour]:
        """Stories over a week before or after this one that tell of the same matter, in order of time.

        A story ends where nothing is told for a week; when it is taken up again that is its next chapter. Raises
        `NotFoundError`.
        """
        own = self.store.stories.get(id).value
        near = self.stories_near(own.articles, within=REACH)
        told = [s for s in self.store.stories.get_many(list(near)) if _gap(s.value, own) > DAYS]
        identity = self.identity_of([*own.articles, *(a for s in told for a in near[s.id])])
        weighed = [
            Neighbour(s.id, s.value, identity.likeness(own.articles, near[s.id], without=frozenset({"time"})))
            for s in told
        ]
        return sorted((n for n in weighed if n.likeness.chance >= SURE), key=lambda n: (n.story.first, n.id))

    def merge_stories(self, one: int, two: int, *, by: str = "", note: str = "") -> int:
        """Rule that two stories are one event. The one with more reports keeps its id, which is returned.

        Raises `NotFoundError`, and `InvalidInputError` when both are the same.
        """
        if one == two:
            raise InvalidInputError("a story can't be merged with itself", asked=str(one), do="name another story")
        a, b = sorted((self.store.stories.get(id) for id in (one, two)), key=lambda s: (-len(s.value.articles), s.id))
        self._rule("merge", a.value.articles, b.value.articles, by=by, note=note)
        self._put([(a.id, (*a.value.articles, *b.value.articles))], gone=[b.id])
        return a.id

    def split_story(self, id: int, articles: Collection[int], *, by: str = "", note: str = "") -> int:
        """Rule that `articles` of a story are another event; returns the id of the story they now are.

        Raises `NotFoundError`, and `InvalidInputError` unless they are some of its reports and not all.
        """
        story = self.store.stories.get(id)
        taken = [a for a in story.value.articles if a in set(articles)]
        rest = [a for a in story.value.articles if a not in set(articles)]
        foreign = sorted(set(articles) - set(taken))
        if foreign or not taken or not rest:
            raise InvalidInputError(
                "these are not some of the story's reports",
                asked=", ".join(map(str, sorted(set(articles)))) or "none",
                found=f"its reports are {', '.join(map(str, story.value.articles))}",
                do="name some of them, and leave at least one",
            )
        self._rule("split", taken, rest, by=by, note=note)
        return self._put([(id, rest), (None, taken)])[1]

    def rulings(self) -> list[Stored[core.Ruling]]:
        """Every ruling that stands, oldest first."""
        return self.store.rulings.list()

    def withdraw_ruling(self, id: int) -> list[int]:
        """Take a ruling back and join its reports anew; returns the stories they are in now. Raises `NotFoundError`."""
        ruling = self.store.rulings.get(id).value
        self.store.rulings.withdraw(id)
        touched = sorted(set(self.store.stories.of_articles([*ruling.one, *ruling.two]).values()))
        members = {a: s.id for s in self.store.stories.get_many(touched) for a in s.value.articles}
        groups = self.identity_of(list(members)).groups() if members else []
        names = continued(groups, members)
        kept = {name for name in names if name is not None}
        return self._put(list(zip(names, groups, strict=True)), gone=[id for id in touched if id not in kept])

    def _rule(self, verb: str, one: Sequence[int], two: Sequence[int], *, by: str, note: str) -> None:
        identity = self.identity_of([*one, *two])
        self.store.rulings.add(
            core.Ruling(
                "merge" if verb == "merge" else "split",
                tuple(one),
                tuple(two),
                by=by,
                note=note,
                comparison=tuple(round(v, 6) for v in identity.compare(one, two)),
                limit=round(identity.limit, 6),
            )
        )

    def _put(self, groups: Sequence[tuple[int | None, Sequence[int]]], *, gone: Collection[int] = ()) -> list[int]:
        now = self.edition()
        told = [(name, trends.story(self.store.articles.get_many(ids), now=now)) for name, ids in groups]
        return self.store.stories.put(told, gone=gone)


def _gap(one: Story, two: Story) -> timedelta:
    """How long nothing was told between two stories; nothing or less when they overlap."""
    return max(one.first - two.last, two.first - one.last)
