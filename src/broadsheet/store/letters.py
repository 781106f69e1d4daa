"""The letters made for readers, one a day and reader."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select

from broadsheet.core import Letter
from broadsheet.store.engine import Database
from broadsheet.store.tables import letters
from broadsheet.store.values import Form

_LETTER = Form(Letter)


class Letters:
    """The repository of letters."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def put(self, letter: Letter) -> None:
        """Keep a letter in the place of the one the reader had of that day."""
        row = {"reader": letter.reader, "edition": letter.edition, "value": _LETTER.write(letter)}
        own = (letters.c.reader == letter.reader, letters.c.edition == letter.edition)
        with self._database.writing() as connection:
            connection.execute(delete(letters).where(*own))
            connection.execute(letters.insert().values(row | {"created": self._now()}))

    def get(self, reader: str, edition: str) -> Letter | None:
        """A reader's letter of a day, if it was made."""
        query = select(letters.c.value).where(letters.c.reader == reader, letters.c.edition == edition)
        with self._database.reading() as connection:
            value = connection.execute(query).scalar()
        return _LETTER.read(value) if value else None

    def of(self, reader: str) -> list[Letter]:
        """A reader's letters, newest first."""
        query = select(letters.c.value).where(letters.c.reader == reader).order_by(letters.c.edition.desc())
        with self._database.reading() as connection:
            return [_LETTER.read(value) for value in connection.execute(query).scalars()]

    def erase(self, reader: str) -> None:
        """Forget a reader's letters."""
        with self._database.writing() as connection:
            connection.execute(delete(letters).where(letters.c.reader == reader))
