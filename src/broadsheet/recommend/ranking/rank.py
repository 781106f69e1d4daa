"""Ranking: candidates with a score that is a sum of named parts, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.ranking.features import table
from broadsheet.recommend.ranking.linear import Linear
from broadsheet.recommend.ranking.ranker import Ranker, Table
from broadsheet.recommend.ranking.wished import less
from broadsheet.recommend.view import Candidates, Rows, View


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """The candidates of one page: their rows, and the value of each part for each of them.

    `table` are the features they were ranked by and `version` the ranker, both for the log.
    """

    rows: Rows
    parts: Mapping[str, Floats]
    table: Table | None = None
    version: str = ""

    @property
    def scores(self) -> Floats:
        """The sum of the parts."""
        total: Floats = np.sum(list(self.parts.values()), axis=0, dtype=np.float32)
        return total


def rank(
    view: View,
    reader: Reader,
    rows: Rows,
    *,
    sources: Mapping[str, Candidates],
    language: str,
    ranker: Ranker | None = None,
) -> Ranked:
    """`rows` with their parts for `reader`, by `ranker` (none: the linear one). `language` is the page's."""
    chosen = ranker or Linear({name: source.WEIGHT for name, source in sources.items()})
    found = table(view, reader, rows, sources=sources, language=language)
    parts = dict(chosen.parts(found))
    unwanted = less(view.catalogue, rows, reader)
    if unwanted.any():
        parts["refused"] = parts["refused"] + unwanted if "refused" in parts else unwanted
    return Ranked(rows, parts, found, chosen.version)
