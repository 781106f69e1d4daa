"""Articles and their known copies."""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, literal, select, tuple_
from sqlalchemy.exc import IntegrityError

from broadsheet.core import Article, ConflictError, NotFoundError, Stored
from broadsheet.store.annotations import Annotations
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database, insert
from broadsheet.store.instant import Instant, instant
from broadsheet.store.tables import articles, duplicates

_HEADS = select(
    articles.c.id,
    articles.c.title,
    func.substr(articles.c.text, 1, bindparam("characters")).label("text"),
    articles.c.language,
).where(articles.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Head:
    """What a list shows of an article: its title, the beginning of its text, and its language."""

    id: int
    title: str
    text: str
    language: str


def content_hash(article: Article) -> str:
    """The identity of what an article says: a hash of title and text without spacing and width differences."""
    said = unicodedata.normalize("NFKC", article.title + "\n" + article.text)
    return hashlib.blake2b("".join(said.split()).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Articles:
    """The repository of articles. An address and a content are each kept once."""

    def __init__(self, database: Database, annotations: Annotations, now: Callable[[], datetime]) -> None:
        self._database = database
        self._annotations = annotations
        self._now = now

    def add(self, article: Article) -> int:
        """Keep a new article and return its id; raises `ConflictError` when its address or content is kept already."""
        return self.add_with(article, lambda _connection, _id: None)

    def add_with(self, article: Article, then: Callable[[Connection, int], None]) -> int:
        """As `add`, with more rows written by `then(connection, id)` in the same transaction."""
        created = self._now()
        row = {
            "url": article.url or None,
            "content_hash": content_hash(article),
            "title": article.title,
            "text": article.text,
            "outlet": article.outlet,
            "author": article.author,
            "language": article.language,
            "section": article.section,
            "summary": article.summary,
            "tags": json.dumps(list(article.tags), ensure_ascii=False),
            "published": article.published,
            "created": created,
            "ordered": article.published or created,
            "zone": _zone(article.published),
        }
        try:
            with self._database.writing() as connection:
                id = insert(connection, articles.insert().values(row))
                then(connection, id)
                return id
        except IntegrityError as error:
            raise _already_there(article) from error

    def replace(self, id: int, article: Article) -> None:
        """Put a corrected text in the place of the old one; its annotations and vectors are made anew."""
        values = {
            "title": article.title,
            "text": article.text,
            "summary": article.summary,
            "author": article.author,
            "content_hash": content_hash(article),
        }
        try:
            with self._database.writing() as connection:
                changed = connection.execute(articles.update().where(articles.c.id == id).values(values)).rowcount
                if not changed:
                    raise _unknown(id)
                self._annotations.forget(connection, id)
        except IntegrityError as error:
            raise _already_there(article) from error

    def get(self, id: int) -> Stored[Article]:
        """The article kept under `id` with its annotations; raises `NotFoundError`."""
        found = self.get_many([id])
        if not found:
            raise _unknown(id)
        return found[0]

    def get_many(self, ids: Sequence[int]) -> list[Stored[Article]]:
        """Those of `ids` that are kept, in the order asked."""
        with self._database.reading() as connection:
            rows = [r for part in chunks(ids) for r in connection.execute(_by_ids(part))]
        notes = self._annotations.of(ids)
        found = {row.id: _article(row, notes.get(row.id, {})) for row in rows}
        return [found[id] for id in ids if id in found]

    def leads(self, ids: Sequence[int], *, characters: int) -> list[Stored[Article]]:
        """Those of `ids` that are kept, in the order asked: the text's first `characters`, no annotations.

        Some twenty times quicker than `get_many`, for lists of what was found.
        """
        columns = [func.substr(c, 1, characters).label("text") if c is articles.c.text else c for c in articles.c]
        with self._database.reading() as connection:
            parts = [select(*columns).where(articles.c.id.in_(part)) for part in chunks(ids)]
            rows = [row for part in parts for row in connection.execute(part)]
        unsaid = [row.id for row in rows if not row.language]
        notes = self._annotations.of(unsaid, only=("language",))
        found = {row.id: _article(row, notes.get(row.id, {})) for row in rows}
        return [replace(found[id], value=replace(found[id].value, annotations={})) for id in ids if id in found]

    def heads(self, ids: Sequence[int], *, characters: int) -> list[Head]:
        """As `leads`, of what a result of a search shows alone: three times quicker again."""
        with self._database.reading() as connection:
            asked = ({"ids": list(part), "characters": characters} for part in chunks(ids))
            rows = [row for values in asked for row in connection.execute(_HEADS, values)]
        notes = self._annotations.of([row.id for row in rows if not row.language], only=("language",))
        found = {r.id: Head(r.id, r.title, r.text, r.language or notes.get(r.id, {}).get("language", "")) for r in rows}
        return [found[id] for id in ids if id in found]

    def find(
        self,
        *,
        language: str = "",
        outlet: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
        before: tuple[datetime, int] | None = None,
    ) -> list[Stored[Article]]:
        """Articles, newest first (by publication, else arrival); `before` is the last one's (time, id) of a page."""
        query = select(articles).order_by(articles.c.ordered.desc(), articles.c.id.desc()).limit(limit)
        query = _narrowed(query, language=language, outlet=outlet, since=since, until=until)
        if before:
            query = query.where(tuple_(articles.c.ordered, articles.c.id) < tuple_(*_bound(before)))
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        notes = self._annotations.of([r.id for r in rows])
        return [_article(row, notes.get(row.id, {})) for row in rows]

    def by_url(self, url: str) -> int | None:
        """The id of the article at `url`, or of the one it is known to copy."""
        with self._database.reading() as connection:
            own = connection.execute(select(articles.c.id).where(articles.c.url == url)).scalar()
            copy = select(duplicates.c.article).where(duplicates.c.url == url)
            return int(own) if own is not None else connection.execute(copy).scalar()

    def by_content(self, hash: str) -> int | None:
        """The id of the article whose `content_hash` this is."""
        with self._database.reading() as connection:
            return connection.execute(select(articles.c.id).where(articles.c.content_hash == hash)).scalar()

    def count(self) -> int:
        """How many there are."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())

    def ids(self, *, since: datetime | None = None) -> list[int]:
        """Every id in order, or of those from `since` on."""
        query = _narrowed(select(articles.c.id), since=since)
        with self._database.reading() as connection:
            return sorted(connection.execute(query).scalars())  # asked in order, the whole table of texts is walked

    def moments(self) -> list[tuple[datetime, int]]:
        """When each article was published (or arrived), with its id, oldest first."""
        query = select(articles.c.ordered, articles.c.id).order_by(articles.c.ordered, articles.c.id)
        with self._database.reading() as connection:
            return [(row.ordered, row.id) for row in connection.execute(query)]

    def newest(self) -> datetime | None:
        """When the newest article was published."""
        row = self._database.glance("SELECT ordered, zone FROM articles ORDER BY ordered DESC LIMIT 1")
        return _there(instant(row[0]), row[1]) if row else None

    def note_duplicate(self, of: int, url: str, outlet: str) -> None:
        """Record that `url` (by `outlet`) carries a copy of article `of`; saying it twice changes nothing."""
        with self._database.writing() as connection:
            known = connection.execute(select(duplicates.c.url).where(duplicates.c.url == url)).first()
            if not known:
                connection.execute(duplicates.insert().values(url=url, article=of, outlet=outlet))

    def duplicates(self, id: int) -> list[tuple[str, str]]:
        """The (address, outlet) of every known copy of article `id`."""
        query = (
            select(duplicates.c.url, duplicates.c.outlet).where(duplicates.c.article == id).order_by(duplicates.c.url)
        )
        with self._database.reading() as connection:
            return [(row.url, row.outlet) for row in connection.execute(query)]


def _already_there(article: Article) -> ConflictError:
    return ConflictError("this article is kept already", asked=article.url or article.title)


def _unknown(id: int) -> NotFoundError:
    return NotFoundError("there is no such article", asked=str(id), do="`broadsheet search` lists what there is")


def _by_ids(ids: Sequence[int]) -> Select[Any]:
    return select(articles).where(articles.c.id.in_(ids))


def _bound(before: tuple[datetime, int]) -> tuple[Any, Any]:
    return literal(before[0], Instant), literal(before[1])


def _narrowed(
    query: Select[Any],
    *,
    language: str = "",
    outlet: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Select[Any]:
    if language:
        query = query.where(articles.c.language == language)
    if outlet:
        query = query.where(articles.c.outlet == outlet)
    if since:
        query = query.where(articles.c.ordered >= since)
    return query.where(articles.c.ordered < until) if until else query


def _article(row: Row[Any], notes: Mapping[str, Any]) -> Stored[Article]:
    article = Article(
        title=row.title,
        text=row.text,
        url=row.url or "",
        outlet=row.outlet,
        author=row.author,
        language=row.language or str(notes.get("language", "")),
        section=row.section,
        summary=row.summary,
        published=_there(row.published, row.zone) if row.published else None,
        tags=tuple(json.loads(row.tags)),
        annotations=notes,
    )
    return Stored(row.id, article, row.created)


def _zone(published: datetime | None) -> int:
    """The offset of a time, in minutes east of UTC."""
    offset = published.utcoffset() if published else None
    return int(offset.total_seconds() // 60) if offset else 0


def _there(at: datetime, zone: int) -> datetime:
    """The same instant by the clock of `zone`; at the ends of time, where that clock stops, by UTC."""
    try:
        return at.astimezone(timezone(timedelta(minutes=zone)))
    except OverflowError:
        return at
