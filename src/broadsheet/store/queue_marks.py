"""What editors made of the sentences of the queue, one mark a sentence."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from broadsheet.core import QueueMark
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.tables import queue_marks
from broadsheet.store.values import Form

_MARK = Form(QueueMark)


class QueueMarks:
    """The repository of marks, by the identity of what was marked."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def put(self, identity: str, mark: QueueMark) -> None:
        """Keep a mark, in the place of an earlier one."""
        row = {"identity": identity, "state": mark.state, "value": _MARK.write(mark), "created": self._now()}
        with self._database.writing() as connection:
            connection.execute(delete(queue_marks).where(queue_marks.c.identity == identity))
            connection.execute(queue_marks.insert().values(row))

    def remove(self, identity: str) -> None:
        """Take a mark back; what has none is open again."""
        with self._database.writing() as connection:
            connection.execute(delete(queue_marks).where(queue_marks.c.identity == identity))

    def of(self, identities: Sequence[str]) -> Mapping[str, QueueMark]:
        """The marks there are among `identities`."""
        with self._database.reading() as connection:
            asked = (select(queue_marks).where(queue_marks.c.identity.in_(part)) for part in chunks(identities))
            return {row.identity: _MARK.read(row.value) for query in asked for row in connection.execute(query)}
