"""Stories: which articles tell of one event. A story keeps its id while it grows."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select

from broadsheet.core import NotFoundError, Stored, Story
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import articles, stories, story_articles, story_attachments
from broadsheet.store.values import Form

_STORY = Form(Story)


class Stories:
    """The repository of stories; an article is in at most one."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def replace(self, found: Sequence[Story], *, considered: Collection[int] | None = None) -> None:
        """Keep `found` as what is known of the articles `considered` (all articles when None), in one transaction.

        A new story takes the id of the old one it shares most articles with, and that one's articles outside
        `considered`. An old story that no new one continues is dropped, unless it has articles outside.
        """
        with self._database.writing() as connection:
            members = {r.article: r.story for r in connection.execute(select(story_articles))}
            names = continued([story.articles for story in found], members)
            outside = {a: s for a, s in members.items() if considered is not None and a not in considered}
            kept = set(outside.values()) - {n for n in names if n is not None}
            for story, name in zip(found, names, strict=True):
                more = sorted(a for a, s in outside.items() if s == name) if name is not None else []
                self._write(connection, replace(story, articles=(*more, *story.articles)), name)
            gone = set(members.values()) - {n for n in names if n is not None} - kept
            connection.execute(delete(stories).where(stories.c.id.in_(gone)))
            self._trim(connection, kept, outside)
            done = considered if considered is not None else members
            for part in chunks(sorted(done)):
                connection.execute(delete(story_attachments).where(story_attachments.c.article.in_(part)))

    def put(self, changed: Sequence[tuple[int | None, Story]], *, gone: Collection[int] = ()) -> list[int]:
        """Keep stories under their ids (a new one under None) and drop those `gone`, in one transaction.

        Returns the ids. An article leaves the story it was in; the caller gives that one too, or drops it.
        """
        with self._database.writing() as connection:
            connection.execute(delete(stories).where(stories.c.id.in_(sorted(gone))))
            return [self._write(connection, story, name) for name, story in changed]

    def attach(self, article: int, story: Story, *, to: int | None, chance: float) -> int:
        """Keep `story`, which `article` has just joined, under `to` (or anew), and that it came by itself."""
        with self._database.writing() as connection:
            name = self._write(connection, story, to)
            connection.execute(delete(story_attachments).where(story_attachments.c.article == article))
            row = {"article": article, "chance": chance, "at": self._now()}
            connection.execute(story_attachments.insert().values(row))
        return name

    def attached(self) -> int:
        """How many articles were attached one by one since their days were last joined as a whole."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(story_attachments)).scalar_one())

    def pending(self) -> "list[tuple[datetime, int]]":
        """(time, id) of the articles that are in no story, oldest first."""
        inside = select(story_articles.c.article).where(story_articles.c.article == articles.c.id).exists()
        query = select(articles.c.ordered, articles.c.id).where(~inside).order_by(articles.c.ordered, articles.c.id)
        with self._database.reading() as connection:
            return [(row.ordered, row.id) for row in connection.execute(query)]

    def of_articles(self, ids: Collection[int]) -> dict[int, int]:
        """For those of the articles `ids` that are in a story, the story's id."""
        query = select(story_articles)
        with self._database.reading() as connection:
            return {
                row.article: row.story
                for part in chunks(sorted(ids))
                for row in connection.execute(query.where(story_articles.c.article.in_(part)))
            }

    def get_many(self, ids: Collection[int]) -> "list[Stored[Story]]":
        """Those of the stories `ids` that there are, by id."""
        with self._database.reading() as connection:
            return [
                _story(row)
                for part in chunks(sorted(ids))
                for row in connection.execute(select(stories).where(stories.c.id.in_(part)).order_by(stories.c.id))
            ]

    def within(self, first: datetime, last: datetime) -> "list[int]":
        """The ids of the articles, in a story or not, from `first` to `last`, in order of time."""
        query = select(articles.c.id).where(articles.c.ordered >= first, articles.c.ordered <= last)
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(articles.c.ordered, articles.c.id)).scalars())

    def score(self, scored: Sequence[tuple[int, Story]]) -> None:
        """Keep new scores; which articles are in which story stays as it is."""
        rows = [{"name": id, "new": _STORY.write(story), "worth": story.score} for id, story in scored]
        change = stories.update().where(stories.c.id == bindparam("name"))
        with self._database.writing() as connection:
            if rows:
                connection.execute(change.values(value=bindparam("new"), score=bindparam("worth")), rows)

    def _write(self, connection: Connection, story: Story, name: int | None) -> int:
        row = {"value": _STORY.write(story), "score": story.score}
        if name is None:
            name = insert(connection, stories.insert().values(row | {"created": self._now()}))
        else:
            connection.execute(stories.update().where(stories.c.id == name).values(row))
            connection.execute(delete(story_articles).where(story_articles.c.story == name))
        connection.execute(delete(story_articles).where(story_articles.c.article.in_(story.articles)))
        connection.execute(story_articles.insert(), [{"article": a, "story": name} for a in story.articles])
        return name

    def _trim(self, connection: Connection, kept: set[int], outside: dict[int, int]) -> None:
        """Take out of the stories that stay the articles that are now told elsewhere."""
        for row in connection.execute(select(stories).where(stories.c.id.in_(kept))).all():
            story = _STORY.read(row.value)
            left = tuple(a for a in story.articles if outside.get(a) == row.id)
            value = _STORY.write(replace(story, articles=left))
            connection.execute(stories.update().where(stories.c.id == row.id).values(value=value))

    def get(self, id: int) -> Stored[Story]:
        """The story under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(stories).where(stories.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such story", asked=str(id), do="`broadsheet stories` lists them")
        return _story(row)

    def list(self, *, limit: int = 50, offset: int = 0) -> list[Stored[Story]]:
        """Stories, the highest score first."""
        query = select(stories).order_by(stories.c.score.desc(), stories.c.id.desc()).limit(limit).offset(offset)
        with self._database.reading() as connection:
            return [_story(row) for row in connection.execute(query)]

    def count(self) -> int:
        """How many stories there are."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(stories)).scalar_one())

    def of_article(self, article: int) -> int | None:
        """The id of the story an article belongs to."""
        query = select(story_articles.c.story).where(story_articles.c.article == article)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def members(self) -> dict[int, int]:
        """For every article in a story, the story's id."""
        with self._database.reading() as connection:
            return {row.article: row.story for row in connection.execute(select(story_articles))}


def continued(groups: Sequence[Collection[int]], members: Mapping[int, int]) -> "list[int | None]":
    """For each group of articles the id of the story it continues, each id once; None for a new story.

    `members` is the story of each article till now. The pairs that share most articles are joined first, so that the
    greater part of what falls apart keeps the id, and with it the links and what readers have seen.
    """
    shared = [
        (count, -number, -old)
        for number, group in enumerate(groups)
        for old, count in Counter(members[a] for a in group if a in members).items()
    ]
    names: list[int | None] = [None] * len(groups)
    taken: set[int] = set()
    for _count, number, old in sorted(shared, reverse=True):
        if names[-number] is None and -old not in taken:
            names[-number] = -old
            taken.add(-old)
    return names


def _story(row: Row[Any]) -> Stored[Story]:
    return Stored(row.id, _STORY.read(row.value), row.created)
