"""What lacks something: the ids of the articles that no row of another table speaks of, read off indexes alone."""

from typing import Any

from sqlalchemy import Connection, Select, func, select

from broadsheet.store.tables import articles


def lacking(connection: Connection, done: "Select[tuple[Any]]") -> list[int]:
    """The articles, by id, that are not in `done`: a query of ids of articles that are kept, each once.

    Asked row by row whether each article is done, the database read every annotation's value and walked the table of
    texts to have them in order: of 100,000 articles half a second of a core, and gigabytes off a cold disk. Most often
    nothing lacks, which two counts tell.
    """
    if not count_lacking(connection, done):
        return []
    return sorted(connection.execute(select(articles.c.id).where(articles.c.id.not_in(done))).scalars())


def count_lacking(connection: Connection, done: "Select[tuple[Any]]") -> int:
    """How many `lacking` would find."""
    had = connection.execute(select(func.count()).select_from(done.subquery())).scalar_one()
    return int(connection.execute(select(func.count()).select_from(articles)).scalar_one()) - int(had)
