"""What an editor ruled about stories: that two are one event, or that one is two."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Ruling:
    """Reports `one` and `two` (article ids) are of one event (`merge`) or of two (`split`).

    It names reports and not stories, so it holds whatever ids the stories have. `comparison` is what the identity
    service saw of the two when it was ruled and `limit` the log-odds at which it would have joined them: from these
    it learns. `by` is who ruled.
    """

    verb: Literal["merge", "split"]
    one: tuple[int, ...]
    two: tuple[int, ...]
    by: str = ""
    note: str = ""
    comparison: tuple[float, ...] = ()
    limit: float = 0.0
