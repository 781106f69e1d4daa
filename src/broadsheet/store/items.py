"""Items that a site put in under its own ids: articles of ours, known by a name of theirs."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import IntegrityError

from broadsheet.core import CatalogueItem, ConflictError
from broadsheet.store.annotations import Annotations
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import articles, items

_SAID = ("title", "text")
"""What vectors and annotations are made of: when it changes they are made anew."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What putting items in came to: the article of each, those that were new, and those whose text changed."""

    articles: Mapping[str, int]
    added: frozenset[str]
    reworded: frozenset[str]


class Items:
    """The repository of items from outside. One id is one article; putting it again changes that article."""

    def __init__(self, database: Database, annotations: Annotations, now: Callable[[], datetime]) -> None:
        self._database = database
        self._annotations = annotations
        self._now = now

    def put(self, given: Sequence[CatalogueItem]) -> Kept:
        """Keep items in one transaction, the later of two with one id; one withdrawn before is back.

        Raises `ConflictError` when an address is another article's.
        """
        rows = {item.id: _row(item, self._now()) for item in given}
        try:
            with self._database.writing() as connection:
                known = _known(connection, list(rows))
                reworded = self._change(connection, {id: rows[id] for id in rows if id in known}, known)
                added = _insert(connection, {id: rows[id] for id in rows if id not in known})
        except IntegrityError as error:
            raise ConflictError(
                "an item's address is that of another article",
                found=str(error.orig),
                do="give each item its own url, or none",
            ) from error
        return Kept(known | added, frozenset(added), reworded)

    def articles_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The article of each of `ids` that is known."""
        with self._database.reading() as connection:
            return _known(connection, list(ids))

    def ids_of(self, of: Iterable[int]) -> dict[int, str]:
        """The site's own id of each of the articles `of` that came under one."""
        found: dict[int, str] = {}
        with self._database.reading() as connection:
            for part in chunks(list(of)):
                query = select(items.c.article, items.c.id).where(items.c.article.in_(part))
                found |= {int(row.article): row.id for row in connection.execute(query)}
        return found

    def withdraw(self, ids: Iterable[str]) -> list[int]:
        """Take items off every page; returns the articles of those that were on them. Events about them stay."""
        with self._database.writing() as connection:
            known = _known(connection, list(ids), there=True)
            for part in chunks(list(known)):
                connection.execute(update(items).where(items.c.id.in_(part)).values(withdrawn=self._now()))
        return list(known.values())

    def withdrawn(self) -> set[int]:
        """The articles that may be on no page."""
        query = select(items.c.article).where(items.c.withdrawn.is_not(None))
        with self._database.reading() as connection:
            return {int(a) for a in connection.execute(query).scalars()}

    def _change(
        self, connection: Connection, rows: Mapping[str, Mapping[str, Any]], known: Mapping[str, int]
    ) -> frozenset[str]:
        if not rows:
            return frozenset()
        reworded = frozenset(_reworded(connection, rows, known))
        for id in reworded:
            self._annotations.forget(connection, known[id])
        change = update(articles).where(articles.c.id == bindparam("of"))
        change = change.values({c: bindparam(f"new_{c}") for c in _changeable(rows)})
        values = [{"of": known[id]} | {f"new_{c}": row[c] for c in _changeable(rows)} for id, row in rows.items()]
        connection.execute(change, values)
        for part in chunks(list(rows)):
            connection.execute(update(items).where(items.c.id.in_(part)).values(withdrawn=None))
        return reworded


def _changeable(rows: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return [c for c in next(iter(rows.values())) if c not in ("content_hash", "created")]


def _known(connection: Connection, ids: Sequence[str], *, there: bool = False) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in chunks(ids):
        query = select(items.c.id, items.c.article).where(items.c.id.in_(part))
        query = query.where(items.c.withdrawn.is_(None)) if there else query
        found |= {row.id: int(row.article) for row in connection.execute(query)}
    return found


def _reworded(connection: Connection, rows: Mapping[str, Mapping[str, Any]], known: Mapping[str, int]) -> Iterable[str]:
    ids = {known[id]: id for id in rows}
    for part in chunks(list(ids)):
        query = select(articles.c.id, articles.c.title, articles.c.text).where(articles.c.id.in_(part))
        for row in connection.execute(query):
            new = rows[ids[row.id]]
            if (row.title, row.text) != tuple(new[c] for c in _SAID):
                yield ids[row.id]


def _insert(connection: Connection, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    if not rows:
        return {}
    names = {row["content_hash"]: id for id, row in rows.items()}
    adding = articles.insert().returning(articles.c.id, articles.c.content_hash)
    added = {names[r.content_hash]: int(r.id) for r in connection.execute(adding, [dict(r) for r in rows.values()])}
    connection.execute(items.insert(), [{"id": id, "article": article} for id, article in added.items()])
    return added


def _row(item: CatalogueItem, now: datetime) -> dict[str, Any]:
    """An item as a row of articles. Its identity is its id: two items may say the same."""
    return {
        "url": item.url or None,
        "content_hash": hashlib.blake2b(f"item:{item.id}".encode(), digest_size=16).hexdigest(),
        "title": item.title,
        "text": item.text,
        "outlet": item.outlet,
        "author": item.author,
        "language": item.language,
        "section": item.section,
        "tags": json.dumps(list(item.tags), ensure_ascii=False),
        "published": item.published,
        "created": now,
        "ordered": item.published or now,
        "zone": 0,
    }
