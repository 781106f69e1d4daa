"""What was read off the articles of a window, a row at a time: for counting, never for showing. It decodes no text."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from broadsheet.core import UnknownNameError
from broadsheet.store.engine import Database
from broadsheet.store.tables import annotations, articles, entities, entity_mentions, linked, stories, story_articles

_FETCHED = 1000  # rows held at once
_LOOKED_UP = 500  # ids in one IN list
_NAMED = frozenset({"person", "organisation", "place"})
_HEAD = 80  # a sentiment's value is mostly its parts (5 kB): what is counted stands in its first characters
_SCORE = re.compile(r'"score": ?(-?\d+(?:\.\d+)?(?:e-?\d+)?)[,}]')
_NEGATIVE = '"label": "negative"'


@dataclass(frozen=True, slots=True)
class Window:
    """Which articles are counted: from `since` up to but without `until`; None is without end.

    Those alone that have the `language`, `outlet`, `topic` (a subject's id) or `entity` (a name as it was read) given.
    """

    since: datetime | None = None
    until: datetime | None = None
    language: str = ""
    outlet: str = ""
    topic: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it counts: when (UTC), whose, in what language, its sentiment (-1..1; None without).

    `negative` is whether that sentiment was called negative; `subjects` are the distinct names of the kind asked for,
    an entity's as `type:name` of what it is another spelling of, once its article is linked.
    """

    article: int
    at: datetime
    outlet: str
    language: str
    score: float | None
    negative: bool
    subjects: tuple[str, ...]


class Readings:
    """The repository that counts are made from. It only reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stream(self, kind: str, window: Window) -> Iterator[Reading]:
        """The articles of `window`, oldest first, with their subjects of `kind`: one of `KINDS`.

        Raises `UnknownNameError` for another kind. One pass, a thousand rows in memory at a time.
        """
        if kind not in KINDS:
            raise UnknownNameError("there is no such kind of subject", asked=kind, choices=sorted(KINDS))
        query, decode = _query(kind, window), KINDS[kind]
        with self._database.reading() as connection:
            for rows in connection.execution_options(yield_per=_FETCHED).execute(query).partitions():
                known = self._resolved([row.id for row in rows]) if kind == "entities" else {}
                yield from (_reading(row, known.get(row.id), decode) for row in rows)

    def _resolved(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """For each article that is linked what it names, as `type:name` of what a spelling stands for."""
        head = entities.alias("head")
        query = (
            select(
                entity_mentions.c.article,
                func.coalesce(head.c.type, entities.c.type).label("type"),
                func.coalesce(head.c.name, entities.c.name).label("name"),
            )
            .join(entities, entities.c.id == entity_mentions.c.entity)
            .outerjoin(head, head.c.id == entities.c.head)
            .order_by(entity_mentions.c.article, entities.c.id)
        )
        found: dict[int, list[str]] = {}
        with self._database.reading() as connection:
            for start in range(0, len(ids), _LOOKED_UP):
                mine = entity_mentions.c.article.in_(ids[start : start + _LOOKED_UP])
                for row in connection.execute(query.where(mine)):
                    found.setdefault(row.article, [])
                    if row.type in _NAMED:
                        found[row.article].append(f"{row.type}:{row.name}")
        return found

    def span(self, window: Window) -> tuple[datetime, datetime, int] | None:
        """The first and the last moment of the articles of `window`, and how many there are; None of none."""
        asked: Any = select(func.min(articles.c.ordered), func.max(articles.c.ordered), func.count())
        with self._database.reading() as connection:
            row = connection.execute(_narrowed(asked, window)).one()
        return (row[0], row[1], int(row[2])) if row[2] else None

    def stamp(self) -> tuple[int, ...]:
        """Changes when articles, annotations or stories come or go, names are linked or spellings joined."""
        with self._database.reading() as connection:
            parts = (
                select(func.count()).select_from(articles),
                select(func.max(stories.c.id)),
                select(func.count()).select_from(annotations),
                select(func.count()).select_from(story_articles),
                select(func.count()).select_from(linked),
                select(func.count(entities.c.head)),
            )
            return tuple(int(connection.execute(part).scalar() or 0) for part in parts)


def _reading(row: Any, known: Sequence[str] | None, decode: Callable[[Any], Iterator[str]]) -> Reading:
    subjects = known if known is not None else decode(row.subjects) if row.subjects else ()
    return Reading(
        article=row.id,
        at=row.ordered,
        outlet=row.outlet,
        language=row.language or _text(row.detected),
        score=_score(row.sentiment),
        negative=_NEGATIVE in (row.sentiment or ""),
        subjects=tuple(dict.fromkeys(subjects)),
    )


def _query(kind: str, window: Window) -> Select[Any]:
    """A row an article; what is counted stands beside it, undecoded."""
    mood, tongue, subject = annotations.alias(), annotations.alias(), annotations.alias()
    told: ColumnElement[Any] = story_articles.c.story if kind == "stories" else subject.c.value
    query = select(
        articles.c.id,
        articles.c.ordered,
        articles.c.outlet,
        articles.c.language,
        tongue.c.value.label("detected"),
        func.substr(mood.c.value, 1, _HEAD).label("sentiment"),
        told.label("subjects"),
    ).select_from(
        articles.outerjoin(mood, _of(mood, "sentiment"))
        .outerjoin(tongue, _of(tongue, "language"))
        .outerjoin(
            *(
                (story_articles, story_articles.c.article == articles.c.id)
                if kind == "stories"
                else (subject, _of(subject, _ANALYSIS.get(kind, "")))
            )
        )
    )
    return _narrowed(query, window).order_by(articles.c.ordered, articles.c.id)


def _of(table: Any, analysis: str) -> ColumnElement[bool]:
    return and_(table.c.article == articles.c.id, table.c.analysis == analysis)


def _narrowed(query: Select[Any], window: Window) -> Select[Any]:
    if window.since:
        query = query.where(articles.c.ordered >= window.since)
    if window.until:
        query = query.where(articles.c.ordered < window.until)
    if window.outlet:
        query = query.where(articles.c.outlet == window.outlet)
    if window.language:
        query = query.where(_speaks(window.language))
    for analysis, key, value in (("topics", "id", window.topic), ("entities", "text", window.entity)):
        if value:
            query = query.where(_holds(analysis, f'"{key}": {json.dumps(value, ensure_ascii=False)}'))
    return query


def _speaks(language: str) -> ColumnElement[bool]:
    """In `language` by its source's word, else by what was read."""
    return (articles.c.language == language) | ((articles.c.language == "") & _holds("language", f'"{language}"'))


def _holds(analysis: str, text: str) -> ColumnElement[bool]:
    """Has an annotation with `text` in its JSON: the member as the store writes it."""
    found = func.instr(annotations.c.value, text) > 0
    return exists(
        select(annotations.c.article).where(
            annotations.c.article == articles.c.id, annotations.c.analysis == analysis, found
        )
    )


def _text(value: str | None) -> str:
    found = json.loads(value) if value else ""
    return found if isinstance(found, str) else ""


def _score(head: str | None) -> float | None:
    found = _SCORE.search(head) if head else None
    return float(found[1]) if found else None


def _keywords(value: str) -> Iterator[str]:
    return (str(row["text"]) for row in json.loads(value) or ())


def _entities(value: str) -> Iterator[str]:
    rows: Sequence[Mapping[str, Any]] = json.loads(value) or ()
    return (f"{row['type']}:{row['text']}" for row in rows if row.get("type") in _NAMED)


def _topics(value: str) -> Iterator[str]:
    return (str(row["id"]) for row in json.loads(value) or ())


_ANALYSIS = {"terms": "keywords", "entities": "entities", "topics": "topics"}
KINDS: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "entities": _entities,
    "stories": lambda story: iter((str(story),)),
    "terms": _keywords,
    "topics": _topics,
}
