"""Embeddings of articles, as float32 rows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, delete, select

from broadsheet.store.chunks import chunks
from broadsheet.store.engine import Database
from broadsheet.store.lacking import lacking
from broadsheet.store.tables import vectors


class Vectors:
    """The repository of embeddings, one an article and model."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, model: str, ids: Sequence[int], matrix: NDArray[np.float32]) -> None:
        """Keep row i of `matrix` (shape (n, d)) as the embedding of article `ids[i]`, replacing an older one."""
        rows = [
            {"article": id, "model": model, "vector": np.ascontiguousarray(row, dtype=np.float32).tobytes()}
            for id, row in zip(ids, matrix, strict=True)
        ]
        if not rows:
            return
        with self._database.writing() as connection:
            for part in chunks(ids):
                old = and_(vectors.c.model == model, vectors.c.article.in_(part))
                connection.execute(delete(vectors).where(old))
            connection.execute(vectors.insert(), rows)

    def pending(self, model: str, *, limit: int = 256) -> list[int]:
        """Up to `limit` article ids that have no embedding by `model`."""
        with self._database.reading() as connection:
            return lacking(connection, select(vectors.c.article).where(vectors.c.model == model))[:limit]

    def load(
        self, model: str, ids: Sequence[int] | None = None, *, after: int = 0
    ) -> tuple[list[int], NDArray[np.float32]]:
        """The ids (in order) and the matrix of shape (n, d); of all articles after id `after`, or of `ids`."""
        query = select(vectors.c.article, vectors.c.vector).where(vectors.c.model == model, vectors.c.article > after)
        with self._database.reading() as connection:
            if ids is None:
                rows = list(connection.execute(query.order_by(vectors.c.article)))
            else:
                parts = chunks(ids)
                rows = [r for p in parts for r in connection.execute(query.where(vectors.c.article.in_(p)))]
        if not rows:
            return [], np.zeros((0, 0), dtype=np.float32)
        rows.sort(key=lambda r: r.article)
        return [r.article for r in rows], np.stack([np.frombuffer(r.vector, dtype=np.float32) for r in rows])
