"""Which variant a reader gets: the same one each time, in the shares that are wanted now.

Weighted rendezvous hashing (Thaler and Ravishankar 1998; the weights are -log(u)/w): when the shares move, readers
change only from a variant that lost to one that gained on it, and whoever has already seen one keeps that one.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.core import HeadlineTest

MOST = 8  # variants of one test: a digest has 64 bytes, 8 for each
_SPAN = float(2**64)


@dataclass(frozen=True, slots=True)
class Running:
    """A running test as pages need it: the shares of its variants now, and by number who has seen which."""

    test: HeadlineTest
    shares: tuple[float, ...]
    kept: Mapping[int, int] = field(default_factory=dict)


def assigned(running: Running, key: str) -> int:
    """The place of the variant that `key` gets."""
    if running.kept:
        seen = running.kept.get(running.test.number(key))
        if seen is not None and running.shares[seen] > 0:
            return seen
    return drawn(running.shares, salt=running.test.salt, key=key)


def drawn(shares: Sequence[float], *, salt: str, key: str) -> int:
    """The variant of the least -log(u)/share, u a number of (0, 1) of the key's own for each variant."""
    size = 8 * len(shares)
    digest = hashlib.blake2b(
        b"draw" + key.encode("utf-8", "replace"), digest_size=size, key=salt.encode()[:64]
    ).digest()
    least, place = math.inf, 0
    for i, share in enumerate(shares):
        if share <= 0:
            continue
        u = (int.from_bytes(digest[8 * i : 8 * i + 8]) + 0.5) / _SPAN
        wait = -math.log(u) / share
        if wait < least:
            least, place = wait, i
    return place
