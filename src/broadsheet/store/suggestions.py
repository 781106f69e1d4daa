"""Suggestions of the writing assistant, each with its fate."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import func, select

from broadsheet.core import ConflictError, NotFoundError, Stored, Suggestion
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import suggestions
from broadsheet.store.values import Form

_SUGGESTION = Form(Suggestion)
# Rows read at a time for an export: an archive of years is never in memory whole.
_PAGE = 200


class Suggestions:
    """The repository of suggestions. A fate is settled once and then stands."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, suggestion: Suggestion) -> int:
        """Keep a suggestion; returns its id."""
        row = {
            "edit": suggestion.edit,
            "language": suggestion.language,
            "draft": suggestion.draft,
            "model": suggestion.model,
            "fate": suggestion.fate,
            "value": _SUGGESTION.write(suggestion),
            "created": self._now(),
        }
        with self._database.writing() as connection:
            return insert(connection, suggestions.insert().values(row))

    def get(self, id: int) -> Stored[Suggestion]:
        """The suggestion under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(suggestions).where(suggestions.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such suggestion", asked=str(id))
        return Stored(row.id, _SUGGESTION.read(row.value), row.created)

    def settle(self, id: int, settled: Suggestion) -> None:
        """Keep what became of a suggestion, in its place.

        Raises `NotFoundError`, and `ConflictError` when another fate was settled before.
        """
        known = self.get(id).value
        if known.fate and (known.fate, known.final) != (settled.fate, settled.final):
            raise ConflictError(
                "this suggestion's fate is settled already", asked=settled.fate, found=f"{known.fate} by {known.by}"
            )
        row = {"fate": settled.fate, "value": _SUGGESTION.write(settled), "settled": self._now()}
        change = suggestions.update().where(suggestions.c.id == id, suggestions.c.fate.in_(("", known.fate)))
        with self._database.writing() as connection:
            connection.execute(change.values(row))

    def settled(self) -> Iterator[Stored[Suggestion]]:
        """Every suggestion with a fate, oldest first, a page at a time."""
        after = 0
        while True:
            query = select(suggestions).where(suggestions.c.id > after, suggestions.c.fate != "")
            with self._database.reading() as connection:
                rows = connection.execute(query.order_by(suggestions.c.id).limit(_PAGE)).all()
            for row in rows:
                yield Stored(row.id, _SUGGESTION.read(row.value), row.created)
            if len(rows) < _PAGE:
                return
            after = rows[-1].id

    def counts(self) -> dict[tuple[str, str], int]:
        """How many suggestions each edit has of each fate (empty: not settled yet)."""
        query = select(suggestions.c.edit, suggestions.c.fate, func.count()).group_by(
            suggestions.c.edit, suggestions.c.fate
        )
        with self._database.reading() as connection:
            return {(edit, fate): int(n) for edit, fate, n in connection.execute(query).tuples()}
