"""Labels given to texts, under the name of the analysis they are for; one label a thing and name."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, func, select

from broadsheet.core import Labelled
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import labels


class Labels:
    """The repository of labels."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def put(self, name: str, given: Iterable[Labelled]) -> int:
        """Keep labels under `name`, each in the place of an earlier one for the same thing; returns how many."""
        at = self._now()
        rows = {one.key: _row_of(name, one, at) for one in given}
        keys = list(rows)
        with self._database.writing() as connection:
            for part in chunks(keys):
                old = and_(labels.c.name == name, labels.c.key.in_(part))
                connection.execute(delete(labels).where(old))
            if rows:
                connection.execute(labels.insert(), list(rows.values()))
        return len(rows)

    def of(self, name: str) -> list[Labelled]:
        """Every label under `name`, in the order they were given."""
        query = select(labels).where(labels.c.name == name).order_by(labels.c.given, labels.c.key)
        with self._database.reading() as connection:
            return [_labelled(row) for row in connection.execute(query)]

    def counts(self, name: str) -> dict[str, int]:
        """How many things have each label under `name`, by label."""
        query = select(labels.c.label, func.count()).where(labels.c.name == name)
        with self._database.reading() as connection:
            return {
                str(label): int(n)
                for label, n in connection.execute(query.group_by(labels.c.label).order_by(labels.c.label))
            }

    def names(self) -> list[str]:
        """The names under which there are labels, sorted."""
        with self._database.reading() as connection:
            return list(connection.execute(select(labels.c.name).distinct().order_by(labels.c.name)).scalars())

    def articles(self, name: str) -> set[int]:
        """The articles that have a label under `name`."""
        query = select(labels.c.article).where(labels.c.name == name, labels.c.article.is_not(None))
        with self._database.reading() as connection:
            return {int(id) for id in connection.execute(query).scalars()}

    def remove(self, name: str, *, keys: Sequence[str] | None = None, by: str | None = None) -> int:
        """Forget labels under `name`: those of `keys`, those given `by` somebody, or all; returns how many."""
        wanted = labels.c.name == name
        if by is not None:
            wanted = and_(wanted, labels.c.giver == by)
        with self._database.writing() as connection:
            if keys is None:
                return int(connection.execute(delete(labels).where(wanted)).rowcount)
            return sum(
                int(connection.execute(delete(labels).where(and_(wanted, labels.c.key.in_(part)))).rowcount)
                for part in chunks(keys)
            )


def _row_of(name: str, one: Labelled, at: datetime) -> dict[str, Any]:
    return {
        "name": name,
        "key": one.key,
        "label": one.label,
        "article": one.article,
        "text": one.text.encode("utf-8", "replace").decode(),
        "giver": one.by,
        "given": one.at or at,
    }


def _labelled(row: Row[Any]) -> Labelled:
    return Labelled(row.label, row.text, row.article, row.giver, row.given)
