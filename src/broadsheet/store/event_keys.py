"""Which keys of acts were kept before: one Bloom filter for each full part, so that a new key costs no search.

A filter (Bloom, CACM 13(7), 1970) says "never seen" for certain; of what it says may have been seen the part itself is
asked. Only the newest part's index is written to, and it is small: with one index over all keys, which arrive in no
order, each act touched a page of its own, and writing fell from 83,000 acts a second to 14,000 at a million kept.
"""

import sqlite3
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from broadsheet.store.chunks import chunks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 131_072
"""Acts in a part before the next is begun: its index of about 6 MiB stays in the connection's cache."""
_BITS = 1 << 21
"""Of a filter, 256 KiB: 16 for each key. With 5 probes one new key in 700 has to be looked for in a part."""
_PROBES = 5
_AT_ONCE = 1_000
"""Keys that are asked of all filters together: a megabyte or so of intermediate results."""


class PastKeys:
    """The filters of the full parts, read as parts fill. Called within a writing transaction, by one thread at a time.

    What was seen by another process is seen here too: a part is full for all of them at once.
    """

    def __init__(self) -> None:
        self._filters: NDArray[np.uint8] | None = None
        self._parts: list[int] = []

    def known(self, cursor: sqlite3.Cursor, keys: Sequence[str], *, part: int) -> set[str]:
        """Those of `keys` that are kept in the parts before `part`, the one that is written to."""
        self._load(cursor, part)
        if self._filters is None or not keys:
            return set()
        found: set[str] = set()
        for some in (keys[i : i + _AT_ONCE] for i in range(0, len(keys), _AT_ONCE)):
            bits = _places(some)
            hit = ((self._filters[:, bits >> 3] >> (bits & 7).astype("uint8")) & 1).all(axis=2)
            for row in hit.any(axis=1).nonzero()[0]:
                found |= _kept(cursor, self._parts[row], [some[i] for i in hit[row].nonzero()[0]])
        return found

    def _load(self, cursor: sqlite3.Cursor, part: int) -> None:
        last = self._parts[-1] if self._parts else -1
        if part - 1 <= last:
            return
        import numpy as np

        query = "SELECT part, keys FROM event_parts WHERE part > ? AND part < ? ORDER BY part"
        rows = cursor.execute(query, (last, part)).fetchall()
        filters = [np.frombuffer(bits or _fill(cursor, number), dtype=np.uint8) for number, bits in rows]
        if filters:
            self._filters = np.stack([*([] if self._filters is None else self._filters), *filters])
            self._parts += [number for number, _ in rows]


def _fill(cursor: sqlite3.Cursor, part: int) -> bytes:
    """Make and keep the filter of a part that has become full."""
    import numpy as np

    keys = [key for (key,) in cursor.execute("SELECT key FROM events WHERE part = ?", (part,))]
    bits = np.zeros(_BITS, dtype=np.uint8)
    for some in (keys[i : i + SIZE] for i in range(0, len(keys), SIZE)):
        bits[_places(some).ravel()] = 1
    packed = np.packbits(bits, bitorder="little").tobytes()
    cursor.execute("UPDATE event_parts SET keys = ? WHERE part = ?", (packed, part))
    return packed


def _places(keys: Sequence[str]) -> "NDArray[np.int64]":
    """(keys, probes): the bits of each key, two halves of one hash combined (Kirsch and Mitzenmacher, ESA 2006)."""
    import numpy as np

    hashed = b"".join(blake2b(key.encode(), digest_size=16).digest() for key in keys)
    first, second = np.frombuffer(hashed, dtype="<u8").reshape(-1, 2).T
    probes = np.arange(_PROBES, dtype=np.uint64)
    mixed = first[:, None] + probes * (second | np.uint64(1))[:, None]
    return (mixed % np.uint64(_BITS)).astype(np.int64)


def _kept(cursor: sqlite3.Cursor, part: int, keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(keys):
        marks = ",".join("?" * len(some))
        query = f"SELECT key FROM events WHERE part = ? AND key IN ({marks})"  # noqa: S608 - only question marks
        found |= {key for (key,) in cursor.execute(query, (part, *some))}
    return found
