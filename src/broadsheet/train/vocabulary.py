"""The grams that a classifier knows, and texts as sparse rows over them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from broadsheet.nlp.own import grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Grams kept, the most frequent first: 300,000 of ten labels are 6 MB on disk.
MOST = 300_000
# While counting, grams met once are dropped whenever so many have gathered (lossy counting, Manku and Motwani 2002):
# a few thousand long articles would otherwise fill gigabytes with phrases that stand in one of them.
GATHERED = 2_000_000
# From so many texts on a gram must stand in two: it halves the file, and cost .001 of accuracy on headlines.
MANY = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """`rows` gives a gram's number; `mass` (n,) its smoothed inverse document frequency, ln((1 + N) / (1 + df)) + 1."""

    rows: Mapping[str, int]
    mass: "NDArray[np.float32]"


def gather(texts: Sequence[str]) -> Vocabulary:
    """The vocabulary of `texts`."""
    import numpy as np

    counted = _counted(texts)
    least = 2 if len(texts) >= MANY else 1
    kept = list(islice(((g, n) for g, n in counted.most_common() if n >= least), MOST))
    frequencies = np.array([n for _, n in kept], dtype=np.float32)
    mass = np.log((1 + len(texts)) / (1 + frequencies)) + 1
    return Vocabulary({gram: row for row, (gram, _) in enumerate(kept)}, mass.astype(np.float32))


def matrix(texts: Iterable[str], vocabulary: Vocabulary) -> Any:
    """A row a text: a scipy CSR matrix of float32, each gram its mass once, rows of length one."""
    import numpy as np
    from scipy import sparse

    rows = vocabulary.rows
    columns: list[NDArray[np.int32]] = []
    starts = [0]
    for text in texts:
        met = sorted({row for gram in set(grams(text)) if (row := rows.get(gram, -1)) >= 0})
        columns.append(np.array(met, dtype=np.int32))
        starts.append(starts[-1] + len(met))
    flat = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int32)
    mass = vocabulary.mass[flat]
    lengths = np.repeat([float(np.sqrt(vocabulary.mass[c] @ vocabulary.mass[c])) for c in columns], np.diff(starts))
    return sparse.csr_matrix(((mass / lengths).astype(np.float32), flat, starts), shape=(len(columns), len(rows)))


def _counted(texts: Sequence[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(set(grams(text)))
        if len(counted) > GATHERED:
            counted = Counter({gram: n for gram, n in counted.items() if n > 1})
    return counted
