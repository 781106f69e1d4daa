"""What joining names across languages needs: the reports not looked at yet, those beside them, names by their sound."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import articles, entities, entity_mentions, entity_sounds, linked


class Alignments:
    """The repository of what was compared across languages. A report that is linked anew is compared anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, version: int, *, limit: int = 512) -> list[int]:
        """Up to `limit` linked articles, oldest first, whose names were not compared at `version`."""
        query = select(linked.c.article).where(linked.c.aligned != version).order_by(linked.c.article).limit(limit)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def done(self, ids: Sequence[int], version: int) -> None:
        """Mark articles as compared at `version`."""
        with self._database.writing() as connection:
            for part in chunks(ids):
                mine = linked.update().where(linked.c.article.in_(part))
                connection.execute(mine.values(aligned=version))

    def written(self, ids: Sequence[int]) -> dict[int, tuple[str, datetime]]:
        """For each article its language and when it was published, or taken in where nobody says."""
        query = select(articles.c.id, articles.c.language, articles.c.ordered)
        found: dict[int, tuple[str, datetime]] = {}
        with self._database.reading() as connection:
            for part in chunks(ids):
                rows = connection.execute(query.where(articles.c.id.in_(part)))
                found |= {row.id: (row.language, row.ordered) for row in rows}
        return found

    def within(self, first: datetime, last: datetime, *, language: str, limit: int) -> list[int]:
        """Up to `limit` articles in `language` published from `first` to `last`, newest first."""
        mine = (articles.c.language == language) & articles.c.ordered.between(first, last)
        query = select(articles.c.id).where(mine).order_by(articles.c.ordered.desc(), articles.c.id.desc())
        with self._database.reading() as connection:
            return list(connection.execute(query.limit(limit)).scalars())

    def newest(self, ids: Sequence[int], *, limit: int) -> dict[int, list[int]]:
        """For each entity the newest `limit` articles that name it."""
        found: dict[int, list[int]] = {}
        rank = func.row_number().over(
            partition_by=entity_mentions.c.entity, order_by=(entity_mentions.c.at.desc(), entity_mentions.c.article)
        )
        with self._database.reading() as connection:
            for part in chunks(ids):
                query = select(entity_mentions.c.entity, entity_mentions.c.article, rank.label("rank"))
                ranked = query.where(entity_mentions.c.entity.in_(part)).subquery()
                kept = select(ranked.c.entity, ranked.c.article).where(ranked.c.rank <= limit)
                for row in connection.execute(kept):
                    found.setdefault(row.entity, []).append(row.article)
        return found

    def note_sounds(self, sounds: Mapping[int, Sequence[str]]) -> None:
        """Keep how names sound, in the place of what was kept of those entities."""
        rows = [{"entity": entity, "sound": sound} for entity, said in sounds.items() for sound in said]
        with self._database.writing() as connection:
            for part in chunks(list(sounds)):
                connection.execute(entity_sounds.delete().where(entity_sounds.c.entity.in_(part)))
            if rows:
                connection.execute(entity_sounds.insert(), rows)

    def sounding(self, sounds: Iterable[str], *, language: str) -> dict[str, list[int]]:
        """For each sound the entities in `language` that are called so, stand for themselves and are named."""
        found: dict[str, list[int]] = {}
        free = entities.c.head.is_(None) & (entities.c.articles > 0) & (entities.c.language == language)
        query = select(entity_sounds.c.sound, entities.c.id).join(entities, entities.c.id == entity_sounds.c.entity)
        with self._database.reading() as connection:
            for part in chunks(sorted(set(sounds))):
                for row in connection.execute(query.where(free, entity_sounds.c.sound.in_(part))):
                    found.setdefault(row.sound, []).append(row.id)
        return found

    def joined(self, *, limit: int) -> list[tuple[str, str]]:
        """Up to `limit` pairs of keys, a spelling's and its head's, of which the languages differ; the newest first."""
        head = entities.alias("head")
        query = select(entities.c.key, head.c.key.label("other")).join(head, head.c.id == entities.c.head)
        query = query.where(entities.c.language != head.c.language).order_by(entities.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [(row.key, row.other) for row in connection.execute(query)]
