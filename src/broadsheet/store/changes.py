"""What changed: cheap questions for those who keep something derived from articles and acts in memory."""

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

    def tops(self) -> tuple[int, int, int]:
        """The last change, the last act and the last article; cheap enough to be asked at every page."""
        row = self._database.glance(_TOPS) or (0, 0, 0)
        return (row[0] or 0, row[1] or 0, row[2] or 0)

    def after(self, number: int, *, most: int) -> list[tuple[int, int]]:
        """(number, article) of the changes after `number`, at most `most`, in order."""
        query = select(changes).where(changes.c.id > number).order_by(changes.c.id).limit(most)
        with self._database.reading() as connection:
            return [(row.id, row.article) for row in connection.execute(query)]
