"""MinHash signatures, cut in bands, so that near-duplicates are found by equality."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from broadsheet.store.engine import Database
from broadsheet.store.tables import bands, digests


class Signatures:
    """The repository of signatures: `digest` is the whole, the bands are 64-bit hashes of its parts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, id: int, bands_of: Sequence[int], *, digest: bytes) -> None:
        """Keep the signature of article `id`, replacing an older one."""
        with self._database.writing() as connection:
            self.add_in(connection, id, bands_of, digest=digest)

    def add_in(self, connection: Connection, id: int, bands_of: Sequence[int], *, digest: bytes) -> None:
        """As `add`, within a transaction that is already open."""
        connection.execute(delete(digests).where(digests.c.article == id))
        connection.execute(delete(bands).where(bands.c.article == id))
        connection.execute(digests.insert().values(article=id, digest=digest))
        rows = [{"band": _signed(b), "article": id} for b in sorted(set(bands_of))]
        if rows:
            connection.execute(bands.insert(), rows)

    def candidates(self, bands_of: Sequence[int]) -> list[int]:
        """The ids of articles that share a band, in order."""
        query = select(bands.c.article).where(bands.c.band.in_([_signed(b) for b in bands_of])).distinct()
        with self._database.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def digest(self, id: int) -> bytes:
        """The whole signature of article `id`, or empty when it has none."""
        with self._database.reading() as connection:
            found = connection.execute(select(digests.c.digest).where(digests.c.article == id)).scalar()
            return bytes(found) if found else b""


def _signed(band: int) -> int:
    """A 64-bit hash as the signed integer that both engines keep."""
    return (band & 0xFFFF_FFFF_FFFF_FFFF) - (1 << 63)
