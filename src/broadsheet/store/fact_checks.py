"""Fact checks, the newsroom's own and those of others, each claim of a page once."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, Select, delete, func, select

from broadsheet.core import FactCheck, NotFoundError, Stored
from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database, insert
from broadsheet.store.tables import fact_checks
from broadsheet.store.values import Form

_FACT_CHECK = Form(FactCheck)
_PAGE = 500  # rows read at a time for an export
Put = Literal["new", "changed", "same"]


def identity(check: FactCheck) -> str:
    """What makes a fact check the same one when it comes again: its page, or else its author, and the claim."""
    where = "ours" if check.ours else check.url or check.author
    claim = "".join(unicodedata.normalize("NFKC", check.claim).casefold().split())
    return hashlib.blake2b(f"{where}\n{claim}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class FactChecks:
    """The repository of fact checks, with an embedding of each claim by one model."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def put(self, check: FactCheck) -> tuple[int, Put]:
        """Keep a fact check, in the place of an earlier state of it; returns its id and what that changed."""
        row = _row_of(check)
        query = select(fact_checks.c.id, fact_checks.c.value).where(fact_checks.c.identity == row["identity"])
        with self._database.writing() as connection:
            known = connection.execute(query).first()
            if known is None:
                made = row | {"created": self._now(), "model": "", "vector": None}
                return insert(connection, fact_checks.insert().values(made)), "new"
            if known.value == row["value"]:
                return int(known.id), "same"
            # The claim is what the identity is made of, so its embedding stands.
            connection.execute(fact_checks.update().where(fact_checks.c.id == known.id).values(row))
            return int(known.id), "changed"

    def get(self, id: int) -> Stored[FactCheck]:
        """The fact check under `id`; raises `NotFoundError`."""
        found = self.get_many([id])
        if not found:
            raise NotFoundError("there is no such fact check", asked=str(id), do="`broadsheet facts list` lists them")
        return found[0]

    def get_many(self, ids: Sequence[int]) -> list[Stored[FactCheck]]:
        """Those of `ids` that are kept, in the order asked."""
        with self._database.reading() as connection:
            asked = (select(fact_checks).where(fact_checks.c.id.in_(part)) for part in chunks(ids))
            rows = {row.id: row for query in asked for row in connection.execute(query)}
        return [_stored(rows[id]) for id in ids if id in rows]

    def remove(self, id: int) -> None:
        """Forget a fact check; raises `NotFoundError`."""
        self.get(id)
        with self._database.writing() as connection:
            connection.execute(delete(fact_checks).where(fact_checks.c.id == id))

    def find(
        self, *, language: str = "", ours: bool | None = None, limit: int = 50, before: int | None = None
    ) -> list[Stored[FactCheck]]:
        """Fact checks, the last kept first; `before` is the last id of the page before."""
        query = _narrowed(select(fact_checks), language=language, ours=ours)
        query = query.where(fact_checks.c.id < before) if before is not None else query
        with self._database.reading() as connection:
            return [_stored(row) for row in connection.execute(query.order_by(fact_checks.c.id.desc()).limit(limit))]

    def of_article(self, article: int) -> list[Stored[FactCheck]]:
        """Those that were taken from an article, oldest first."""
        query = select(fact_checks).where(fact_checks.c.article == article).order_by(fact_checks.c.id)
        with self._database.reading() as connection:
            return [_stored(row) for row in connection.execute(query)]

    def count(self) -> int:
        """How many there are."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(fact_checks)).scalar_one())

    def state(self) -> tuple[int, int]:
        """How many there are and the last id: what changes when one comes or goes."""
        with self._database.reading() as connection:
            row = connection.execute(select(func.count(), func.max(fact_checks.c.id))).one()
        return int(row[0]), int(row[1] or 0)

    def stream(self, *, ours: bool | None = None) -> Iterator[Stored[FactCheck]]:
        """Every one, oldest first, a page at a time: an archive of years is never in memory whole."""
        after = 0
        while True:
            query = _narrowed(select(fact_checks), ours=ours).where(fact_checks.c.id > after)
            with self._database.reading() as connection:
                rows = connection.execute(query.order_by(fact_checks.c.id).limit(_PAGE)).all()
            yield from map(_stored, rows)
            if len(rows) < _PAGE:
                return
            after = rows[-1].id

    def unembedded(self, model: str, *, limit: int = 256) -> list[tuple[int, str]]:
        """Up to `limit` (id, claim) that have no embedding by `model`."""
        query = select(fact_checks.c.id, fact_checks.c.value).where(fact_checks.c.model != model).limit(limit)
        with self._database.reading() as connection:
            return [(row.id, _FACT_CHECK.read(row.value).claim) for row in connection.execute(query)]

    def embed(self, model: str, ids: Sequence[int], matrix: NDArray[np.float32]) -> None:
        """Keep row i of `matrix` (shape (n, d)) as the embedding of the claim of `ids[i]`."""
        with self._database.writing() as connection:
            for id, vector in zip(ids, matrix, strict=True):
                kept = {"model": model, "vector": np.ascontiguousarray(vector, dtype=np.float32).tobytes()}
                connection.execute(fact_checks.update().where(fact_checks.c.id == id).values(kept))

    def vectors(self, model: str) -> tuple[list[int], NDArray[np.float32]]:
        """The ids (in order) and the matrix of shape (n, d) of all that have an embedding by `model`."""
        query = select(fact_checks.c.id, fact_checks.c.vector).where(fact_checks.c.model == model)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(fact_checks.c.id)).all()
        if not rows:
            return [], np.zeros((0, 0), dtype=np.float32)
        return [row.id for row in rows], np.stack([np.frombuffer(row.vector, dtype=np.float32) for row in rows])


def _row_of(check: FactCheck) -> dict[str, Any]:
    return {
        "identity": identity(check),
        "url": check.url,
        "language": check.language,
        "ruling": check.ruling,
        "author": check.author,
        "ours": int(check.ours),
        "article": check.article,
        "value": _FACT_CHECK.write(check),
        "published": check.published,
    }


def _narrowed(query: Select[Any], *, language: str = "", ours: bool | None = None) -> Select[Any]:
    query = query.where(fact_checks.c.language == language) if language else query
    return query if ours is None else query.where(fact_checks.c.ours == int(ours))


def _stored(row: Row[Any]) -> Stored[FactCheck]:
    return Stored(row.id, _FACT_CHECK.read(row.value), row.created)
