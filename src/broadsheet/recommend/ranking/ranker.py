"""What a ranker is: from a table of features to parts that add up to scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The candidates of one page: `rows` (n), and `columns`, each feature's values (n,) by its name `group.feature`.

    A group is a candidate source or one of `news` (age, counts, click rate, size of the story), `language`, `seen`,
    `refused`: the part of the score a feature may move, and what a reason may name.
    """

    rows: Rows
    columns: Mapping[str, Floats]


class Ranker(Protocol):
    """Gives each candidate a score that is a sum of parts, one a group, so that a cause can be taken away exactly.

    `version` names it in pages and logs; `columns` are the features it reads, in the order they are logged.
    """

    version: str
    columns: tuple[str, ...]

    def parts(self, table: Table) -> Mapping[str, Floats]:
        """For each group its part, shape (n,); their sum is the score. A column the table lacks counts as 0."""
        ...
