"""Answers given to requests that carry a key, kept so that sending one again has no second effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from broadsheet.store.engine import Database
from broadsheet.store.tables import answers

KEPT_FOR = timedelta(days=1)  # a client that retries does so within minutes; a queue over night within a day


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: `request` is the digest of what was asked, `media` the content type of `body`."""

    request: str
    status: int
    media: str
    body: bytes


class Answers:
    """The repository of answers by key."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def get(self, key: str) -> Answer | None:
        """What was answered under `key` within the last day, or None."""
        recent = answers.c.created > self._now() - KEPT_FOR
        with self._database.reading() as connection:
            row = connection.execute(select(answers).where(answers.c.key == key, recent)).first()
        return Answer(row.request, row.status, row.media, bytes(row.body)) if row else None

    def put(self, key: str, answer: Answer) -> None:
        """Keep what was answered under `key`, and drop what is older than a day."""
        row = {"key": key, "request": answer.request, "status": answer.status, "media": answer.media}
        with self._database.writing() as connection:
            connection.execute(delete(answers).where(answers.c.created <= self._now() - KEPT_FOR))
            connection.execute(delete(answers).where(answers.c.key == key))
            connection.execute(answers.insert().values(row | {"body": answer.body, "created": self._now()}))
