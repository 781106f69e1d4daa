"""Listings: of each article what lists and pages are made from, without its text, many at once."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from broadsheet.core import Event
from broadsheet.store.engine import Database
from broadsheet.store.events import _event

_HOUR = 3_600_000_000
_SELECT = """
SELECT id, title, outlet, author, language, section, tags, ordered, length(text), a.story FROM articles
LEFT JOIN story_articles a ON a.article = articles.id WHERE articles.id IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM items WHERE items.article = articles.id AND withdrawn IS NOT NULL) ORDER BY id
"""
_NOTES = """
SELECT article, analysis, value FROM annotations WHERE article IN (SELECT value FROM json_each(?))
AND analysis IN ('topics', 'entities', 'keywords', 'language')
"""
_VECTORS = "SELECT article, vector FROM vectors WHERE model = ? AND article IN (SELECT value FROM json_each(?))"
_ACTS = "SELECT id, key, reader, action, article, topic, value, at, page, position FROM events"
_PARTS = "SELECT part FROM event_parts ORDER BY part DESC"
_NEWEST = f"{_ACTS} WHERE part = ? AND reader = ? ORDER BY id DESC LIMIT ?"
_WHERE = "WHERE part IN (SELECT part FROM event_parts) AND reader = ? AND id < ?"
_FOLLOWS = f"{_ACTS} {_WHERE} AND action IN ('follow', 'unfollow')"
_TOGETHER = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """An article without its text: `hour` since 1970, `length` in characters, `said` its tags, section and author.

    `notes` are its annotations of topics, entities and keywords; `story` the id of its story or -1; `vector` its
    embedding or None.
    """

    id: int
    title: str
    outlet: str
    language: str
    hour: float
    length: int
    said: tuple[str, ...]
    notes: dict[str, Any]
    story: int
    vector: NDArray[np.float32] | None


class Listings:
    """The repository of listings, and of readers' newest acts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, ids: Collection[int], *, model: str) -> Iterator[Listing]:
        """The listings of those of `ids` that are kept and not withdrawn, in order, with embeddings by `model`."""
        ordered = sorted(ids)
        for start in range(0, len(ordered), _TOGETHER):
            yield from self._some(ordered[start : start + _TOGETHER], model)

    def words(self, ids: Collection[int]) -> dict[int, dict[str, str]]:
        """Of each article its `title`, and its tags, names and topics, folded, as they are written in it."""
        found = {}
        for listing in self.of(ids, model=""):
            said = [
                *listing.said,
                *(str(e["text"]) for n in ("entities", "keywords") for e in listing.notes.get(n) or ()),
            ]
            words = {text.casefold(): text for text in said if text} | {
                str(t["id"]): str(t["id"]) for t in listing.notes.get("topics") or ()
            }
            found[listing.id] = words | {"title": listing.title}
        return found

    def acts(self, reader: str, *, most: int) -> list[tuple[int, Event]]:
        """The newest `most` acts of a reader and all they followed or unfollowed, in order, with row numbers."""
        newest: list[tuple[Any, ...]] = []
        with self._database.reading() as connection:
            cursor = _cursor(connection)
            for (part,) in cursor.execute(_PARTS).fetchall():
                newest += cursor.execute(_NEWEST, (part, reader, most - len(newest))).fetchall()
                if len(newest) >= most:
                    newest += cursor.execute(_FOLLOWS, (reader, newest[-1][0])).fetchall()
                    break
        return [(row[0], _event(row)) for row in sorted(newest)]

    def first_act(self, since: int) -> int:
        """The row before the first act at or after `since` (microseconds since 1970), as acts come about in order."""
        with self._database.reading() as connection:
            cursor = _cursor(connection)
            low, high = 0, int(cursor.execute("SELECT COALESCE(MAX(id), 0) FROM events").fetchone()[0])
            while low < high:
                middle = (low + high + 1) // 2
                row = cursor.execute("SELECT at FROM events WHERE id >= ? ORDER BY id LIMIT 1", (middle,)).fetchone()
                low, high = (middle, high) if row and row[0] < since else (low, middle - 1)
        return low

    def _some(self, ids: Collection[int], model: str) -> Iterator[Listing]:
        asked = json.dumps(list(ids))
        with self._database.reading() as connection:
            cursor = _cursor(connection)
            rows = cursor.execute(_SELECT, (asked,)).fetchall()
            notes: dict[int, dict[str, Any]] = {}
            for article, analysis, value in cursor.execute(_NOTES, (asked,)):
                notes.setdefault(article, {})[analysis] = json.loads(value)
            vectors = dict(cursor.execute(_VECTORS, (model, asked)).fetchall()) if model else {}
        for id, title, outlet, author, language, section, tags, ordered, length, story in rows:
            own = {name: value for name, value in notes.get(id, {}).items() if value is not None}
            yield Listing(
                id=id,
                title=title,
                outlet=outlet,
                language=language or str(own.get("language", "")),
                hour=ordered / _HOUR,
                length=length,
                said=(*json.loads(tags), section, author),
                notes=own,
                story=-1 if story is None else story,
                vector=np.frombuffer(vectors[id], dtype=np.float32) if id in vectors else None,
            )


def _cursor(connection: Connection) -> sqlite3.Cursor:
    cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment]
    return cursor
