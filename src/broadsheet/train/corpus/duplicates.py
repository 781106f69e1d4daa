"""Which documents repeat earlier ones, told from their digests and MinHash signatures alone.

Memory is some forty bytes a document: what is compared lies on disk, and the bands of signatures are sorted one after
the other (Broder 1997; Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, 3.4).
"""

import numpy as np
from numpy.typing import NDArray

KEPT, EXACT, NEAR, CONFLICT = range(4)
# Numbers of a signature that make a band: at a similarity of .8 two texts share one of 32 bands but for once in 10^7.
_ROWS = 4
# Pairs of signatures compared at once: 64 MB of them.
_PAIRS = 65_536


def same(digests: "NDArray[np.void]", labels: "NDArray[np.uint64]") -> "NDArray[np.uint8]":
    """For each document `KEPT`, `EXACT` when an earlier one has its digest, `CONFLICT` when that has another label.

    `digests` (n,) of 16 bytes, `labels` (n,) hashes of labels, 0 for none.
    """
    fates = np.zeros(len(digests), dtype=np.uint8)
    _, first, group = np.unique(digests, return_index=True, return_inverse=True)
    earlier = first[group]
    repeats = earlier != np.arange(len(digests))
    fates[repeats] = EXACT
    both = (labels != 0) & (labels[earlier] != 0)
    fates[repeats & both & (labels != labels[earlier])] = CONFLICT
    return fates


def near(signatures: "NDArray[np.uint32]", fates: "NDArray[np.uint8]", *, least: float) -> "NDArray[np.uint8]":
    """`fates` with `NEAR` for each kept document that is like an earlier one, or like one that is like an earlier one.

    `signatures` (n, 128), a row of zeros where a text is too short for a signature; `least` is the similarity, the
    share of equal numbers.
    """
    rows = (
        np.flatnonzero((fates == KEPT) & signatures[:, :1].any(axis=1)) if len(fates) else np.zeros(0, dtype=np.int64)
    )
    leaders = np.arange(len(fates), dtype=np.int64)
    for start in range(0, signatures.shape[1], _ROWS):
        for left, right in _alike(signatures, rows, start, least):
            _join(leaders, left, right)
    found = fates.copy()
    found[[row for row in rows.tolist() if _leader(leaders, row) != row]] = NEAR
    return found


def _alike(
    signatures: "NDArray[np.uint32]", rows: "NDArray[np.int64]", start: int, least: float
) -> "list[tuple[int, int]]":
    """Pairs of documents that share the band beginning at `start` and are alike enough."""
    band = np.ascontiguousarray(signatures[rows, start : start + _ROWS]).view(f"V{4 * _ROWS}").ravel()
    order = np.argsort(band, kind="stable")
    ends = np.flatnonzero(band[order[1:]] == band[order[:-1]])
    pairs: list[tuple[int, int]] = []
    for at in range(0, len(ends), _PAIRS):
        left, right = rows[order[ends[at : at + _PAIRS]]], rows[order[ends[at : at + _PAIRS] + 1]]
        shares = (signatures[left] == signatures[right]).mean(axis=1)
        pairs.extend(zip(left[shares >= least].tolist(), right[shares >= least].tolist(), strict=True))
    return pairs


def _leader(leaders: "NDArray[np.int64]", row: int) -> int:
    while leaders[row] != row:
        leaders[row] = leaders[leaders[row]]
        row = int(leaders[row])
    return row


def _join(leaders: "NDArray[np.int64]", left: int, right: int) -> None:
    first, second = sorted((_leader(leaders, left), _leader(leaders, right)))
    leaders[second] = first
