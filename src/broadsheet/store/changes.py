"""What changed: cheap questions for those who keep something derived from articles and acts in memory."""

import sqlite3
import threading

from sqlalchemy import select

from broadsheet.store.engine import Database
from broadsheet.store.tables import changes

_TOPS = """
SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), (SELECT MAX(id) FROM events),
    (SELECT MAX(id) FROM articles)
"""


class Changes:
    """The feed of changed articles, and how far it and the acts go. Shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._looking: sqlite3.Connection | None = None

    def tops(self) -> tuple[int, int, int]:
        """The last change, the last act and the last article: some 20 microseconds, by a connection kept for it."""
        with self._lock:
            if self._looking is None:
                with self._database.reading() as connection:
                    path = connection.exec_driver_sql("PRAGMA database_list").first()
                if path is None or not path[2]:
                    return self._slowly()
                self._looking = sqlite3.connect(path[2], check_same_thread=False, isolation_level=None, timeout=30)
            row = self._looking.execute(_TOPS).fetchone()
        return (row[0] or 0, row[1] or 0, row[2] or 0)

    def after(self, number: int, *, most: int) -> list[tuple[int, int]]:
        """(number, article) of the changes after `number`, at most `most`, in order."""
        query = select(changes).where(changes.c.id > number).order_by(changes.c.id).limit(most)
        with self._database.reading() as connection:
            return [(row.id, row.article) for row in connection.execute(query)]

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._looking is not None:
                self._looking.close()
                self._looking = None

    def _slowly(self) -> tuple[int, int, int]:
        with self._database.reading() as connection:
            row = connection.exec_driver_sql(_TOPS).first()
        return (row[0] or 0, row[1] or 0, row[2] or 0) if row else (0, 0, 0)
