"""Which article names which entity where, and what its sentences say. What is not linked yet is the work list."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, func, or_, select

from broadsheet.core import Statement
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import articles, entities, entity_mentions, linked, statements

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Linked:
    """What is known of one article: where it names each entity, and its statements."""

    article: int
    at: datetime
    mentions: Mapping[int, Spans]
    statements: Sequence[Statement]


class Mentions:
    """The repository of mentions and statements."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, version: int, *, limit: int = 256) -> list[int]:
        """Up to `limit` article ids, oldest first, that are not linked at `version`."""
        with self._database.reading() as connection:
            return list(connection.execute(_unlinked(version).order_by(articles.c.id).limit(limit)).scalars())

    def count_pending(self, version: int) -> int:
        """How many articles are not linked at `version`."""
        with self._database.reading() as connection:
            query = select(func.count()).select_from(_unlinked(version).subquery())
            return int(connection.execute(query).scalar_one())

    def keep(self, found: Sequence[Linked], version: int) -> None:
        """Keep what is known of articles in the place of what was, mark them linked, in one transaction."""
        if not found:
            return
        with self._database.writing() as connection:
            unlink(connection, [one.article for one in found])
            rows = [row for one in found for row in _mention_rows(one)]
            if rows:
                connection.execute(entity_mentions.insert(), rows)
            said = [_statement_row(s, one.at) for one in found for s in one.statements]
            if said:
                connection.execute(statements.insert(), said)
            marks = [{"article": one.article, "version": version, "aligned": 0} for one in found]
            connection.execute(linked.insert(), marks)
            _add(connection, Counter(row["entity"] for row in rows))

    def forget(self, articles: Sequence[int]) -> None:
        """Unlink articles, so that they are linked anew."""
        with self._database.writing() as connection:
            unlink(connection, articles)

    def of_articles(self, ids: Sequence[int]) -> dict[int, dict[int, list[tuple[int, int]]]]:
        """For each article its entities with where it names them."""
        found: dict[int, dict[int, list[tuple[int, int]]]] = {}
        with self._database.reading() as connection:
            for part in chunks(ids):
                query = select(entity_mentions).where(entity_mentions.c.article.in_(part))
                for row in connection.execute(query):
                    found.setdefault(row.article, {})[row.entity] = [(a, b) for a, b in json.loads(row.spans)]
        return found

    def of_entities(self, ids: Sequence[int], *, limit: int = 200) -> list[tuple[int, datetime]]:
        """The newest `limit` (article, time) that name any of `ids`, newest first."""
        at = func.max(entity_mentions.c.at, type_=entity_mentions.c.at.type)
        query = select(entity_mentions.c.article, at.label("at")).where(entity_mentions.c.entity.in_(ids))
        query = query.group_by(entity_mentions.c.article).order_by(at.desc(), entity_mentions.c.article.desc())
        with self._database.reading() as connection:
            return [(row.article, row.at) for row in connection.execute(query.limit(limit))]

    def count(self, ids: Sequence[int]) -> int:
        """How many articles name any of `ids`."""
        query = select(func.count(func.distinct(entity_mentions.c.article))).where(entity_mentions.c.entity.in_(ids))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def first_and_last(self, ids: Sequence[int]) -> tuple[datetime, datetime] | None:
        """When any of `ids` was named first and last; None where never."""
        at = entity_mentions.c.at
        query = select(func.min(at, type_=at.type), func.max(at, type_=at.type)).where(
            entity_mentions.c.entity.in_(ids)
        )
        with self._database.reading() as connection:
            first, last = connection.execute(query).one()
        return (first, last) if first and last else None

    def beside(self, ids: Sequence[int], *, among: Sequence[int]) -> Counter[int]:
        """In how many of the articles `among` each entity is named, those of `ids` left out; by head."""
        own = func.coalesce(entities.c.head, entities.c.id)
        found: Counter[int] = Counter()
        with self._database.reading() as connection:
            for part in chunks(among):
                query = (
                    select(own.label("who"), func.count(func.distinct(entity_mentions.c.article)).label("n"))
                    .join(entities, entities.c.id == entity_mentions.c.entity)
                    .where(entity_mentions.c.article.in_(part), own.not_in(ids))
                    .group_by(own)
                )
                found.update({row.who: row.n for row in connection.execute(query)})
        return found

    def statements(self, ids: Sequence[int], *, limit: int = 2000) -> list[Statement]:
        """What was said of any of `ids`, as subject or object, the newest `limit`, newest first."""
        touched = or_(statements.c.subject.in_(ids), statements.c.object.in_(ids))
        query = select(statements).where(touched).order_by(statements.c.at.desc(), statements.c.id).limit(limit)
        with self._database.reading() as connection:
            return [_statement(row) for row in connection.execute(query)]


def unlink(connection: Connection, ids: Sequence[int]) -> None:
    """Within a transaction, forget what articles name and say, and count them out of their entities."""
    for part in chunks(ids):
        named = select(entity_mentions.c.entity).where(entity_mentions.c.article.in_(part))
        _add(connection, Counter({e: -n for e, n in Counter(connection.execute(named).scalars()).items()}))
        for table in (entity_mentions, statements, linked):
            connection.execute(delete(table).where(table.c.article.in_(part)))


def _add(connection: Connection, counts: Mapping[int, int]) -> None:
    """Add to how many articles name each entity, and to the weight of what it stands for."""
    rows: dict[int, int | None] = {}
    for part in chunks(sorted(counts)):
        query = select(entities.c.id, entities.c.head).where(entities.c.id.in_(part))
        rows |= {row.id: row.head for row in connection.execute(query)}
    weights: Counter[int] = Counter()
    for id, head in rows.items():
        weights[head or id] += counts[id]
    for column, amounts in (("articles", {i: counts[i] for i in rows}), ("weight", dict(weights))):
        changed = [{"who": id, "more": more} for id, more in amounts.items() if more]
        if changed:
            mine = entities.update().where(entities.c.id == bindparam("who"))
            connection.execute(mine.values({column: entities.c[column] + bindparam("more")}), changed)


def _unlinked(version: int) -> Any:
    done = and_(linked.c.article == articles.c.id, linked.c.version == version)
    return select(articles.c.id).where(~select(linked.c.article).where(done).exists())


def _mention_rows(one: Linked) -> Iterable[dict[str, Any]]:
    for entity, spans in one.mentions.items():
        yield {"article": one.article, "entity": entity, "at": one.at, "spans": json.dumps([list(s) for s in spans])}


def _statement_row(said: Statement, at: datetime) -> dict[str, Any]:
    return {
        "article": said.article,
        "kind": said.kind,
        "subject": said.subject,
        "object": said.object,
        "value": said.value,
        "start_at": said.start,
        "end_at": said.end,
        "at": at,
        "hedged": int(said.hedged),
    }


def _statement(row: Row[Any]) -> Statement:
    return Statement(
        article=row.article,
        kind=row.kind,
        subject=row.subject,
        object=row.object,
        value=row.value,
        start=row.start_at,
        end=row.end_at,
        at=row.at,
        hedged=bool(row.hedged),
    )
