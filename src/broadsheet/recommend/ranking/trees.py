"""The learnt ranker: gradient-boosted trees, each about one cause, so that a score is exactly the sum of its parts.

LambdaMART (Burges 2010, MSR-TR-2010-82) under interaction constraints: the features of a tree are all of one group.
That makes a generalised additive model over groups (Lou et al., KDD 2013), free inside a group. On drawn logs it costs
.003 to .004 of nDCG@10 against trees that may mix causes (`evals/ranking_learnt.py`).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.ranking.forest import Forest, forest, indices
from broadsheet.recommend.ranking.ranker import Table

POSITION = "position"
"""The group that is known while learning only: where on the page the article stood. A page is ranked without it."""


class Trees:
    """A ranker from a LightGBM model file.

    `scale` is what its values are multiplied by, so that a part weighs against the page's rules (diversity, dials) as
    the linear ranker's does. A group's part is 0 where all its features are 0: where the cause is not there.
    """

    def __init__(self, text: str, *, version: str, columns: Sequence[str], scale: float = 1.0) -> None:
        """Raises `IntegrityError` when `text` is no whole model of these columns."""
        self.version = version
        self.columns = tuple(column for column in columns if not column.startswith(f"{POSITION}."))
        self.groups, places = indices(columns)
        self._every = tuple(columns)
        self._forest = forest(text, groups=[places[column.split(".", 1)[0]] for column in columns])
        self._scale = np.float32(scale)
        self._served = self._forest.of_groups(i for i, name in enumerate(self.groups) if name != POSITION)
        self._nothing = self._sums(np.zeros((len(columns), 1), dtype=np.float32), self._served)

    def parts(self, table: Table) -> Mapping[str, Floats]:
        """For each group its part, shape (n,)."""
        matrix = np.zeros((len(self._every), len(table.rows)), dtype=np.float32)
        for place, column in enumerate(self._every):
            if column in table.columns and not column.startswith(f"{POSITION}."):
                matrix[place] = table.columns[column]
        sums = self._sums(matrix, self._served) - self._nothing
        sums *= self._scale
        return {name: sums[place] for place, name in enumerate(self.groups) if name != POSITION}

    def at(self, positions: Sequence[int]) -> Floats:
        """What standing at each of `positions` (from 1) adds to being opened, as learnt: log-odds less those at 1."""
        here = [i for i, name in enumerate(self.groups) if name == POSITION]
        matrix = np.zeros((len(self._every), len(positions) + 1), dtype=np.float32)
        for place, column in enumerate(self._every):
            if column.startswith(f"{POSITION}."):
                matrix[place] = [1, *positions]
        found: Floats = self._sums(matrix, self._forest.of_groups(here)).sum(axis=0)
        beside: Floats = found[1:] - found[0]
        return beside

    def _sums(self, matrix: Floats, trees: Forest) -> Floats:
        """The values of `trees` summed by group: (groups, n)."""
        found = np.zeros((len(self.groups), matrix.shape[1]), dtype=np.float32)
        if len(trees):  # the trees of a group lie together
            starts = np.flatnonzero(np.r_[True, np.diff(trees.of) != 0])
            found[trees.of[starts]] = np.add.reduceat(trees.values(matrix), starts, axis=0)
        return found
