"""Entities and their spellings: who and what the archive names, found by key, by name and by how often."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select, text

from broadsheet.core import Entity, NotFoundError, Stored
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import entities, entities_apart, entity_names

_COLUMNS = ("key", "family", "sense", "type", "name", "language", "head", "articles", "weight", "decided")

# One statement for both engines: SQLite 3.24 and PostgreSQL know this form of "insert, or add to what is there".
_COUNT_NAME = text(
    "INSERT INTO entity_names (entity, name, folded, times) VALUES (:e, :n, :f, :t) "
    "ON CONFLICT (entity, name) DO UPDATE SET times = entity_names.times + excluded.times"
)


class Entities:
    """The repository of entities. A spelling that is known to be another entity's has that one as its head."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, found: Sequence[Entity]) -> list[int]:
        """Keep new entities and return their ids, in order."""
        with self._database.writing() as connection:
            return [insert(connection, entities.insert().values(self._row(entity))) for entity in found]

    def _row(self, entity: Entity) -> dict[str, Any]:
        return {name: getattr(entity, name) for name in _COLUMNS} | {"why": "{}", "created": self._now()}

    def get(self, id: int) -> Stored[Entity]:
        """The entity kept under `id`; raises `NotFoundError`."""
        found = self.get_many([id])
        if not found:
            raise NotFoundError("there is no such entity", asked=str(id), do="`broadsheet about --list` lists them")
        return found[0]

    def get_many(self, ids: Sequence[int]) -> list[Stored[Entity]]:
        """The entities of `ids` that there are, in that order."""
        found: dict[int, Stored[Entity]] = {}
        with self._database.reading() as connection:
            for part in chunks(list(dict.fromkeys(ids))):
                found |= {r.id: _entity(r) for r in connection.execute(select(entities).where(entities.c.id.in_(part)))}
        return [found[id] for id in ids if id in found]

    def by_keys(self, keys: Iterable[str]) -> dict[tuple[str, str], list[Stored[Entity]]]:
        """For each (family, key) of `keys` the entities of that key, by sense."""
        found: dict[tuple[str, str], list[Stored[Entity]]] = {}
        with self._database.reading() as connection:
            for part in chunks(sorted(set(keys))):
                query = select(entities).where(entities.c.key.in_(part)).order_by(entities.c.sense)
                for row in connection.execute(query):
                    found.setdefault((row.family, row.key), []).append(_entity(row))
        return found

    def by_name(self, folded: str, *, prefix: bool = False, limit: int = 20) -> list[Stored[Entity]]:
        """Entities with a spelling that folds to `folded` (or begins so), the most named first, heads and spellings."""
        named = entity_names.c.folded == folded
        if prefix:
            named = entity_names.c.folded.between(folded, folded + "\U0010ffff")
        ids = select(entity_names.c.entity).where(named).limit(2000)
        query = select(entities).where(entities.c.id.in_(ids), entities.c.articles > 0)
        query = query.order_by(entities.c.weight.desc(), entities.c.articles.desc(), entities.c.id).limit(limit)
        with self._database.reading() as connection:
            return [_entity(row) for row in connection.execute(query)]

    def heads(self, *, type: str = "", limit: int = 50, before: tuple[int, int] | None = None) -> list[Stored[Entity]]:
        """Entities that stand for themselves, the most named first; `before` is the last (weight, id) of a page."""
        query = select(entities).where(entities.c.head.is_(None), entities.c.weight > 0)
        if type:
            query = query.where(entities.c.type == type)
        if before:
            weight, id = before
            later = (entities.c.weight == weight) & (entities.c.id < id)
            query = query.where(or_(entities.c.weight < weight, later))
        query = query.order_by(entities.c.weight.desc(), entities.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_entity(row) for row in connection.execute(query)]

    def count(self) -> int:
        """How many stand for themselves and are named."""
        query = select(func.count()).select_from(entities).where(entities.c.head.is_(None), entities.c.weight > 0)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def spellings_of(self, head: int) -> list[Stored[Entity]]:
        """The entity `head` and those it is the head of; empty where there is none."""
        query = select(entities).where(or_(entities.c.id == head, entities.c.head == head)).order_by(entities.c.id)
        with self._database.reading() as connection:
            return [_entity(row) for row in connection.execute(query)]

    def groups(self, heads: Sequence[int]) -> dict[int, list[Stored[Entity]]]:
        """For each of `heads` itself and its spellings."""
        found: dict[int, list[Stored[Entity]]] = {}
        with self._database.reading() as connection:
            for part in chunks(heads):
                mine = entities.c.id.in_(part) | entities.c.head.in_(part)
                for row in connection.execute(select(entities).where(mine).order_by(entities.c.id)):
                    found.setdefault(row.head if row.head in part else row.id, []).append(_entity(row))
        return found

    def names_of(self, ids: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
        """For each entity its spellings with how often each was met, the commonest first."""
        found: dict[int, list[tuple[str, int]]] = {}
        with self._database.reading() as connection:
            for part in chunks(ids):
                query = select(entity_names).where(entity_names.c.entity.in_(part))
                for row in connection.execute(query.order_by(entity_names.c.times.desc(), entity_names.c.name)):
                    found.setdefault(row.entity, []).append((row.name, row.times))
        return found

    def note_names(self, rows: Iterable[tuple[int, str, str, int]]) -> None:
        """Count spellings: (entity, name, folded name, times) rows are added to what is there."""
        made = [{"e": e, "n": name, "f": folded, "t": times} for e, name, folded, times in rows]
        if made:
            with self._database.writing() as connection:
                connection.execute(_COUNT_NAME, made)

    def heading(self, ids: Sequence[int]) -> set[int]:
        """Those of `ids` that have spellings joined to them."""
        found: set[int] = set()
        with self._database.reading() as connection:
            for part in chunks(ids):
                query = select(entities.c.head).where(entities.c.head.in_(part)).distinct()
                found.update(connection.execute(query).scalars())
        return found

    def sharing_names(self, ids: Sequence[int]) -> list[tuple[Stored[Entity], Stored[Entity]]]:
        """Pairs that stand for themselves of which one has a spelling that is the other's key; one is of `ids`."""
        keys = {e.id: e.value.key for e in self.get_many(ids)}
        pairs: set[tuple[int, int]] = set()
        with self._database.reading() as connection:
            for part in chunks(sorted(set(keys.values()))):
                query = select(entity_names.c.entity, entity_names.c.folded).where(entity_names.c.folded.in_(part))
                bearing: dict[str, set[int]] = {}
                for row in connection.execute(query):
                    bearing.setdefault(row.folded, set()).add(row.entity)
                pairs |= {(id, other) for id, key in keys.items() for other in bearing.get(key, ())}
            called = self._folded(connection, ids)
        named = self.by_keys({form for forms in called.values() for form in forms})
        by_form: dict[str, list[Stored[Entity]]] = {}
        for (_, key), found in named.items():
            by_form.setdefault(key, []).extend(found)
        pairs |= {(e.id, id) for id, forms in called.items() for form in forms for e in by_form.get(form, ())}
        kept = {e.id: e for e in self.get_many(sorted({id for pair in pairs for id in pair})) if _is_free(e.value)}
        return [(kept[a], kept[b]) for a, b in sorted(pairs) if a in kept and b in kept and _are_two(kept[a], kept[b])]

    def _folded(self, connection: Connection, ids: Sequence[int]) -> dict[int, set[str]]:
        """For each entity its folded spellings."""
        found: dict[int, set[str]] = {}
        for part in chunks(ids):
            query = select(entity_names.c.entity, entity_names.c.folded).where(entity_names.c.entity.in_(part))
            for row in connection.execute(query):
                found.setdefault(row.entity, set()).add(row.folded)
        return found

    def set_head(self, id: int, head: int | None, *, why: Mapping[str, float], decided: bool = False) -> None:
        """Make `id`, and all it heads, spellings of `head`; None lets it stand for itself again.

        `why` is the evidence in parts, kept beside it; a decision of an editor is not undone by what is found later.
        """
        with self._database.writing() as connection:
            old = connection.execute(select(entities.c.head).where(entities.c.id == id)).scalar()
            if head is not None:
                mine = (entities.c.id == id) | (entities.c.head == id)
                values: dict[str, Any] = {"head": head, "why": json.dumps(dict(why))}
                connection.execute(entities.update().where(mine).values(values | {"decided": int(decided)}))
            else:
                only = entities.c.id == id
                connection.execute(entities.update().where(only).values(head=None, why="{}", decided=int(decided)))
            reweigh(connection, [changed for changed in dict.fromkeys((id, head, old)) if changed is not None])

    def why(self, id: int) -> dict[str, float]:
        """The evidence on which a spelling was joined to its head, in parts; empty where it was not."""
        with self._database.reading() as connection:
            kept = connection.execute(select(entities.c.why).where(entities.c.id == id)).scalar()
        found: dict[str, float] = json.loads(kept or "{}")
        return found

    def rename(self, id: int, name: str, *, type: str = "") -> None:
        """Call an entity `name` (and of `type`, where given) from now on; raises `NotFoundError`."""
        values: dict[str, Any] = {"name": name, "decided": 1} | ({"type": type} if type else {})
        with self._database.writing() as connection:
            if not connection.execute(entities.update().where(entities.c.id == id).values(values)).rowcount:
                raise NotFoundError("there is no such entity", asked=str(id))

    def keep_apart(self, one: int, other: int) -> None:
        """Remember that two are never the same."""
        pair = {"one": min(one, other), "other": max(one, other)}
        same = (entities_apart.c.one == pair["one"]) & (entities_apart.c.other == pair["other"])
        with self._database.writing() as connection:
            if not connection.execute(select(entities_apart).where(same)).first():
                connection.execute(entities_apart.insert().values(pair))

    def apart(self) -> set[tuple[int, int]]:
        """The pairs, smaller id first, that an editor said are two."""
        with self._database.reading() as connection:
            return {(row.one, row.other) for row in connection.execute(select(entities_apart))}


def reweigh(connection: Connection, ids: Iterable[int]) -> None:
    """Within a transaction, count anew how many reports name each of `ids` or a spelling of it."""
    for id in ids:
        mine = (entities.c.id == id) | (entities.c.head == id)
        total = connection.execute(select(func.sum(entities.c.articles)).where(mine)).scalar() or 0
        head = connection.execute(select(entities.c.head).where(entities.c.id == id)).scalar()
        connection.execute(entities.update().where(entities.c.id == id).values(weight=0 if head else total))


def _is_free(entity: Entity) -> bool:
    return entity.head is None and not entity.decided and entity.articles > 0


def _are_two(one: Stored[Entity], other: Stored[Entity]) -> bool:
    return one.id != other.id and one.value.family == other.value.family and one.value.key != other.value.key


def _entity(row: Row[Any]) -> Stored[Entity]:
    values = {name: getattr(row, name) for name in _COLUMNS}
    return Stored(row.id, Entity(**values | {"decided": bool(row.decided)}), row.created)
