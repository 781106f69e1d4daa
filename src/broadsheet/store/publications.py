"""What was published."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.exc import IntegrityError

from broadsheet.core import ConflictError, NotFoundError, Publication, Stored
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import publications
from broadsheet.store.values import Form

_PUBLICATION = Form(Publication)


class Publications:
    """The repository of publications; a draft is published once."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, publication: Publication) -> int:
        """Keep a publication and return its id; raises `ConflictError` when its draft is published already."""
        row = _row_of(publication) | {"created": self._now()}
        try:
            with self._database.writing() as connection:
                return insert(connection, publications.insert().values(row))
        except IntegrityError as error:
            raise ConflictError("this draft is published already", asked=str(publication.draft)) from error

    def update(self, id: int, publication: Publication) -> None:
        """Put a corrected or withdrawn publication in the place of the old; raises `NotFoundError`."""
        self.get(id)
        with self._database.writing() as connection:
            connection.execute(publications.update().where(publications.c.id == id).values(_row_of(publication)))

    def get(self, id: int) -> Stored[Publication]:
        """The publication under `id`; raises `NotFoundError`."""
        with self._database.reading() as connection:
            row = connection.execute(select(publications).where(publications.c.id == id)).first()
        if row is None:
            raise NotFoundError("there is no such publication", asked=str(id), do="`broadsheet publish` lists them")
        return _publication(row)

    def of_draft(self, draft: int) -> Stored[Publication] | None:
        """The publication of a draft, if it is published."""
        with self._database.reading() as connection:
            row = connection.execute(select(publications).where(publications.c.draft == draft)).first()
        return _publication(row) if row else None

    def list(self, *, language: str = "", limit: int = 50) -> list[Stored[Publication]]:
        """Publications, newest first, in `language` when given."""
        query = select(publications).order_by(publications.c.published.desc(), publications.c.id.desc()).limit(limit)
        if language:
            query = query.where(publications.c.language == language)
        with self._database.reading() as connection:
            return [_publication(row) for row in connection.execute(query)]


def _row_of(publication: Publication) -> dict[str, Any]:
    return {
        "draft": publication.draft,
        "language": publication.language,
        "published": publication.published,
        "value": _PUBLICATION.write(publication),
    }


def _publication(row: Row[Any]) -> Stored[Publication]:
    return Stored(row.id, _PUBLICATION.read(row.value), row.created)
