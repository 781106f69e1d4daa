"""Tests of headlines, what was counted of them and how far readers' acts have been counted."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, cast, delete, func, literal, or_, select, update
from sqlalchemy.exc import IntegrityError

from broadsheet.core import (
    ConflictError,
    Event,
    HeadlineLook,
    HeadlineMark,
    HeadlineTally,
    HeadlineTest,
    NotFoundError,
    Stored,
)
from broadsheet.store.engine import Database, insert
from broadsheet.store.instant import Instant
from broadsheet.store.tables import events, headline_looks, headline_progress, headline_tests, headline_units
from broadsheet.store.upserting import upsert
from broadsheet.store.values import Form

_TEST = Form(HeadlineTest)
_LOOK = Form(HeadlineLook)
COUNTED = ("view", "click", "dwell", "finish", "like", "share", "save")
"""The acts a test is about: the last three are of somebody who read."""
_ONLY = 1  # the one row that says how far acts are counted


class HeadlineTests:
    """The repository of headline tests. While one runs its article has no other."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, test: HeadlineTest) -> int:
        """Keep a new test; returns its id. Raises `ConflictError` when one of this article is running.

        Acts from before the first test that runs are never counted: the count begins at the newest act.
        """
        row = {"article": test.article, "created": self._now(), "ended": None, **_columns(test)}
        try:
            with self._database.writing() as connection:
                running = select(func.count()).where(headline_tests.c.state == "running")
                if not connection.execute(running).scalar_one():
                    newest = connection.execute(select(func.max(events.c.id))).scalar() or 0
                    _count_to(connection, int(newest))
                return insert(connection, headline_tests.insert().values(row))
        except IntegrityError as error:
            raise ConflictError(
                "a test of this article's headlines is running",
                asked=f"article {test.article}",
                do="stop it first",
            ) from error

    def get(self, id: int) -> Stored[HeadlineTest]:
        """The test under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(headline_tests).where(headline_tests.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such headline test", asked=str(id), do="`headlines list` names them")
        return Stored(row.id, _TEST.read(row.value), row.created)

    def find(
        self, *, state: str = "", article: int | None = None, limit: int = 100, before: int | None = None
    ) -> list[Stored[HeadlineTest]]:
        """Tests, newest first: of a state or an article where given; `before` is the last id of the page before."""
        query = select(headline_tests).order_by(headline_tests.c.id.desc()).limit(limit)
        if state:
            query = query.where(headline_tests.c.state == state)
        if article is not None:
            query = query.where(headline_tests.c.article == article)
        if before is not None:
            query = query.where(headline_tests.c.id < before)
        return self._read(query)

    def in_force(self) -> list[Stored[HeadlineTest]]:
        """What pages must know, oldest first: the tests that run, and those whose winner is shown."""
        wanted = or_(headline_tests.c.state == "running", headline_tests.c.shown > 0)
        return self._read(select(headline_tests).where(wanted).order_by(headline_tests.c.id))

    def stamp(self) -> tuple[int, ...]:
        """Numbers one of which changes whenever `in_force` or a look does: a cheap question to ask often."""
        t = headline_tests.c
        told = (func.max(t.id), func.max(cast(t.ended, Integer)), func.sum(t.shown * t.id), func.count())
        looked = select(func.max(cast(headline_looks.c.at, Integer)))
        with self._database.reading() as connection:
            row = connection.execute(select(*told)).one()
            return tuple(int(n or 0) for n in (*row, connection.execute(looked).scalar()))

    def replace(self, id: int, test: HeadlineTest) -> None:
        """Keep the test anew under its id; when it has ended, who saw what is forgotten and the counts stay.

        Raises `NotFoundError`, and `ConflictError` when it had ended already and would run again.
        """
        if test.state == "running" and self.get(id).value.state != "running":
            raise ConflictError("this test has ended", asked=str(id), do="start another")
        row = _columns(test)
        if test.state != "running":
            row["ended"] = func.coalesce(headline_tests.c.ended, literal(self._now(), Instant()))
        with self._database.writing() as connection:
            changed = connection.execute(update(headline_tests).where(headline_tests.c.id == id).values(row))
            if not changed.rowcount:
                raise NotFoundError("there is no such headline test", asked=str(id))
            if test.state != "running":
                connection.execute(delete(headline_units).where(headline_units.c.test == id))

    def remove(self, id: int) -> None:
        """Forget a test and all of it; raises `NotFoundError`."""
        self.get(id)
        with self._database.writing() as connection:
            for table in (headline_units, headline_looks):
                connection.execute(delete(table).where(table.c.test == id))
            connection.execute(delete(headline_tests).where(headline_tests.c.id == id))

    def counted(self) -> int:
        """The row of the newest act that is counted."""
        query = select(headline_progress.c.event).where(headline_progress.c.id == _ONLY)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def acts(self, articles: Iterable[int], *, after: int, limit: int) -> tuple[list[tuple[int, Event]], int]:
        """What readers did with these articles behind row `after`: (row, act) of at most `limit`, and the last row."""
        wanted = events.c.article.in_(sorted(articles)) & events.c.action.in_(COUNTED)
        query = select(events).where(events.c.id > after, wanted).order_by(events.c.id).limit(limit)
        with self._database.reading() as connection:
            newest = int(connection.execute(select(func.max(events.c.id))).scalar() or 0)
            rows = connection.execute(query.where(events.c.id <= newest)).all()
        found = [
            (
                int(r.id),
                Event(r.key, r.reader, r.action, r.at, r.article, value=r.value, page=r.page, position=r.position),
            )
            for r in rows
        ]
        return found, found[-1][0] if len(rows) == limit else max(newest, after)

    def count(self, marks: Iterable[HeadlineMark], *, after: int, upto: int) -> bool:
        """Add what the acts behind row `after` up to `upto` say, all or nothing.

        False, and nothing is added, where another process has counted them in the meantime.
        """
        with self._database.writing() as connection:
            known = connection.execute(select(headline_progress.c.event).where(headline_progress.c.id == _ONLY))
            if int(known.scalar() or 0) != after:
                return False
            for mark in marks:
                _add(connection, mark)
            _count_to(connection, upto)
        return True

    def tallies(self, id: int, *, n: int, stay: float) -> tuple[HeadlineTally, ...]:
        """The counts of the `n` variants while the test runs; `stay` seconds of dwelling are a reading."""
        read = (headline_units.c.finished > 0) | (headline_units.c.dwell >= stay)
        clicked = headline_units.c.clicked
        sums = (func.count(), func.sum(clicked), func.sum(clicked * cast(read, Integer)))
        query = select(headline_units.c.variant, *sums).where(headline_units.c.test == id, headline_units.c.seen > 0)
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(headline_units.c.variant)).all()
        found = {int(v): HeadlineTally(int(seen), int(clicks), int(reads)) for v, seen, clicks, reads in rows}
        return tuple(found.get(variant, HeadlineTally()) for variant in range(n))

    def seen(self, id: int) -> dict[int, int]:
        """Which variant each unit has seen."""
        query = select(headline_units.c.unit, headline_units.c.variant).where(headline_units.c.test == id)
        with self._database.reading() as connection:
            return {int(unit): int(variant) for unit, variant in connection.execute(query)}

    def add_look(self, id: int, look: HeadlineLook) -> None:
        """Keep a look, in the place of one at the same moment."""
        row = {"test": id, "at": look.at, "value": _LOOK.write(look)}
        with self._database.writing() as connection:
            connection.execute(upsert(headline_looks).values(row).on_conflict_do_update(set_={"value": row["value"]}))

    def looks(self, id: int) -> list[HeadlineLook]:
        """The looks at a test, oldest first."""
        query = select(headline_looks.c.value).where(headline_looks.c.test == id).order_by(headline_looks.c.at)
        with self._database.reading() as connection:
            return [_LOOK.read(value) for value in connection.execute(query).scalars()]

    def erase(self, reader: str) -> int:
        """Forget what a reader saw and did in the tests that run; returns in how many. Ended ones have counts alone."""
        gone = 0
        for stored in self.find(state="running", limit=100_000):
            mine = (headline_units.c.test == stored.id) & (headline_units.c.unit == stored.value.number(reader))
            with self._database.writing() as connection:
                gone += int(connection.execute(delete(headline_units).where(mine)).rowcount)
        return gone

    def _read(self, query: Any) -> list[Stored[HeadlineTest]]:
        with self._database.reading() as connection:
            return [Stored(row.id, _TEST.read(row.value), row.created) for row in connection.execute(query)]


def _columns(test: HeadlineTest) -> dict[str, Any]:
    return {"state": test.state, "shown": test.shown, "value": _TEST.write(test)}


def _count_to(connection: Connection, event: int) -> None:
    row = {"id": _ONLY, "event": event}
    connection.execute(upsert(headline_progress).values(row).on_conflict_do_update(set_={"event": event}))


def _add(connection: Connection, mark: HeadlineMark) -> None:
    """Add to what the unit has seen; a unit that saw one variant first belongs to it, another one does not count."""
    t = headline_units.c
    added = {
        "seen": func.max(t.seen, int(mark.seen)),
        "clicked": func.max(t.clicked, int(mark.clicked)),
        "finished": func.max(t.finished, int(mark.finished)),
        "dwell": t.dwell + mark.dwell,
    }
    if mark.variant is None:
        connection.execute(update(headline_units).where(t.test == mark.test, t.unit == mark.unit).values(added))
        return
    row = {
        "test": mark.test,
        "unit": mark.unit,
        "variant": mark.variant,
        "seen": int(mark.seen),
        "clicked": int(mark.clicked),
        "finished": int(mark.finished),
        "dwell": mark.dwell,
    }
    new = upsert(headline_units).values(row)
    connection.execute(
        new.on_conflict_do_update(index_elements=["test", "unit"], set_=added, where=t.variant == mark.variant)
    )
