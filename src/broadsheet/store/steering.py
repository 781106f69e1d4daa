"""The editor's hand on front pages: settings of the dials, pins and boosts, all of them kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from broadsheet.core import ConflictError, Dials, DialSetting, NotFoundError, Steer, Steering, Stored
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import dial_settings, steers
from broadsheet.store.values import Form

_SETTING = Form(DialSetting)
_STEER = Form(Steer)
_STATE = """
SELECT (SELECT COALESCE(MAX(id), 0) FROM dial_settings), (SELECT COALESCE(MAX(id), 0) FROM steers),
    (SELECT COUNT(ended) FROM steers)
"""
"""Asked at each page, so not put together anew each time."""


@dataclass(frozen=True, slots=True)
class KeptSteer:
    """A pin or a boost as it is kept: `ended` is when somebody took it back before its time, and `ended_by` who."""

    id: int
    value: Steer
    ended: datetime | None = None
    ended_by: str = ""


class Steerings:
    """The repository of dials, pins and boosts. Nothing is overwritten: history is who set what, when and why."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def set_dials(self, setting: DialSetting) -> int:
        """Keep a setting of the dials; from its `since` it is the one that holds. Returns its id."""
        row = {"since": setting.since, "until": setting.until, "value": _SETTING.write(setting)}
        with self._database.writing() as connection:
            return insert(connection, dial_settings.insert().values(row))

    def dials(self, at: datetime) -> Stored[DialSetting] | None:
        """The last setting that holds at `at`: one that ran out gives way to the one before. None: never set."""
        query = select(dial_settings).where(dial_settings.c.since <= at)
        query = query.where(dial_settings.c.until.is_(None) | (dial_settings.c.until > at))
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(dial_settings.c.id.desc()).limit(1)).first()
        return _setting(row) if row else None

    def settings(self, *, limit: int = 50) -> list[Stored[DialSetting]]:
        """The settings of the dials, the last first."""
        query = select(dial_settings).order_by(dial_settings.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_setting(row) for row in connection.execute(query)]

    def add(self, steer: Steer) -> int:
        """Keep a pin or a boost; returns its id."""
        row = {
            "kind": steer.kind,
            "article": steer.article,
            "since": steer.since,
            "until": steer.until,
            "ended": None,
            "ended_by": "",
            "value": _STEER.write(steer),
        }
        with self._database.writing() as connection:
            return insert(connection, steers.insert().values(row))

    def get(self, id: int) -> KeptSteer:
        """The pin or boost under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(steers).where(steers.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such pin or boost", asked=str(id), do="`broadsheet steer` lists them")
        return _steer(row)

    def end(self, id: int, *, by: str) -> None:
        """Take a pin or a boost back now; raises `NotFoundError`, and `ConflictError` when it was already."""
        if self.get(id).ended:
            raise ConflictError("this was taken back before", asked=str(id))
        with self._database.writing() as connection:
            connection.execute(steers.update().where(steers.c.id == id).values(ended=self._now(), ended_by=by))

    def running(self, at: datetime) -> list[KeptSteer]:
        """What bears on a page made at `at`, oldest first."""
        query = select(steers).where(steers.c.since <= at, steers.c.until > at, steers.c.ended.is_(None))
        with self._database.reading() as connection:
            return [_steer(row) for row in connection.execute(query.order_by(steers.c.id))]

    def steers(self, *, limit: int = 50) -> list[KeptSteer]:
        """All pins and boosts there ever were, the last first."""
        with self._database.reading() as connection:
            return [_steer(row) for row in connection.execute(select(steers).order_by(steers.c.id.desc()).limit(limit))]

    def at(self, moment: datetime) -> Steering:
        """Everything that bears on a page made at `moment`."""
        setting = self.dials(moment)
        running = tuple((kept.id, kept.value) for kept in self.running(moment))
        return Steering(setting.value.dials if setting else Dials(), running)

    def moment(self) -> datetime:
        """Now, by the clock of the store."""
        return self._now()

    def next_end(self, at: datetime) -> datetime | None:
        """When what bears on a page made at `at` is next another, if nobody changes anything; None: never."""
        with self._database.reading() as connection:
            moments = [
                connection.execute(select(func.min(column)).where(column > at)).scalar()
                for column in (dial_settings.c.since, dial_settings.c.until, steers.c.since, steers.c.until)
            ]
        return min((moment for moment in moments if moment is not None), default=None)

    def current(self) -> Steering:
        """Everything that bears on a page made now."""
        return self.at(self._now())

    def state(self) -> tuple[int, int, int]:
        """What changes with every change here: for those who hold a `Steering` in memory. One cheap query."""
        row = self._database.glance(_STATE) or (0, 0, 0)
        return int(row[0]), int(row[1]), int(row[2])


def _setting(row: Row[Any]) -> Stored[DialSetting]:
    value = _SETTING.read(row.value)
    return Stored(row.id, value, value.since)


def _steer(row: Row[Any]) -> KeptSteer:
    return KeptSteer(row.id, _STEER.read(row.value), row.ended, row.ended_by)
