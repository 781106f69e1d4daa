"""Taste: how large a share of what a reader read has the topics, outlet and names of a candidate."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.catalogue.tagging import code
from broadsheet.recommend.view import Rows, View

_MOST_READ = 60
"""Of what was read the weightiest: their tags are two thousand, and a page must not wait for a diligent reader."""
_NAMES = 3.0
"""A candidate that shares so many tags with everything that was read is as close as can be."""


_LOW = np.uint64(0x3FFF)


def columns(view: View, reader: Reader, rows: Rows) -> dict[str, Floats]:
    """`taste.topic`, `taste.outlet` and `taste.names` of `rows`, each (n,) from 0 to 1; none for an empty profile.

    A muted tag has no part in any of them, and a weight the reader set multiplies a tag's.
    """
    read, weights = _weightiest(view.profile.read)
    if not len(read):
        return {}
    there = view.catalogue
    return {
        "taste.topic": _topics(there, rows, reader, read=read, weights=weights),
        "taste.outlet": _outlets(there, rows, reader, read=read, weights=weights),
        "taste.names": _names(there, rows, reader, read=read, weights=weights),
    }


def _weightiest(read: Mapping[int, float]) -> tuple[Rows, Floats]:
    kept = sorted(read.items(), key=lambda item: -item[1])[:_MOST_READ] if len(read) > _MOST_READ else read.items()
    weights = np.array([weight for _, weight in kept], dtype=np.float32)
    total = max(float(weights.sum()), 1e-9)
    return np.array([row for row, _ in kept], dtype=np.int64), weights / np.float32(total)


def _topics(there: Catalogue, rows: Rows, reader: Reader, *, read: Rows, weights: Floats) -> Floats:
    """The share of what was read that has the candidate's most general topic, of several the most read one."""
    shares = weights @ _bits(there.roots[read])
    for place, name in enumerate(there.names["roots"].names[1 : len(shares) + 1]):
        shares[place] *= _said(reader, name)
    found: Floats = (_bits(there.roots[rows]) * shares).max(axis=1)
    return np.minimum(found, np.float32(1))


def _bits(roots: NDArray[np.uint64]) -> Floats:
    """The bits of each number, the lowest first: (n, 64)."""
    found = np.unpackbits(roots.astype("<u8").view(np.uint8).reshape(len(roots), 8), axis=1, bitorder="little")
    return found.astype(np.float32)


def _outlets(there: Catalogue, rows: Rows, reader: Reader, *, read: Rows, weights: Floats) -> Floats:
    """The share of what was read that the candidate's outlet published; 0 for an article without an outlet."""
    names = there.names["outlets"].names
    shares: dict[int, float] = {}
    for outlet, weight in zip(there.outlet[read].tolist(), weights.tolist(), strict=True):
        if outlet > 0:
            shares[outlet] = shares.get(outlet, 0.0) + weight * _said(reader, names[outlet])
    given = (min(shares.get(outlet, 0.0), 1.0) for outlet in there.outlet[rows].tolist())
    return np.fromiter(given, dtype=np.float32, count=len(rows))


def _names(there: Catalogue, rows: Rows, reader: Reader, *, read: Rows, weights: Floats) -> Floats:
    """The shares of what was read that have each of the candidate's tags, summed; `_NAMES` of them are all there is."""
    places, tags = there.tags.of_rows(read)
    if not len(tags):
        return np.zeros(len(rows), dtype=np.float32)
    known, at = np.unique(tags, return_inverse=True)
    shares = np.bincount(at, weights=weights[places], minlength=len(known))
    for tag, weight in _weights(reader):
        place = int(np.searchsorted(known, tag))
        if place < len(known) and known[place] == tag:
            shares[place] *= weight
    places, tags = there.tags.of_rows(rows)
    likely = _sieve(known)[tags & _LOW]
    places, tags = places[likely], tags[likely]
    at = np.minimum(np.searchsorted(known, tags), len(known) - 1)
    there_as_well = known[at] == tags
    sums = np.bincount(places[there_as_well], weights=shares[at[there_as_well]], minlength=len(rows))
    found: Floats = np.minimum(sums / _NAMES, 1.0).astype(np.float32)
    return found


def _sieve(known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """By a tag's lowest bits whether it may be one of `known`: nine in ten need not be looked for."""
    found = np.zeros(int(_LOW) + 1, dtype=bool)
    found[known & _LOW] = True
    return found


def _weights(reader: Reader) -> Sequence[tuple[np.uint64, float]]:
    return [(np.uint64(code(tag)), _said(reader, tag)) for tag in (*reader.weights, *reader.muted)]


def _said(reader: Reader, tag: str) -> float:
    """How much the reader lets a tag count."""
    folded = tag.casefold()
    return 0.0 if folded in reader.muted or tag in reader.muted else float(reader.weights.get(folded, 1.0))
