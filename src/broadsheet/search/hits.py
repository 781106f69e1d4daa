"""What search takes and gives: filters and hits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, whatever the query says; empty asks nothing.

    `since` is included and `until` is not, both aware. `outlet` is a whole name, `topic` an IPTC id with all below it,
    `entity` words of a name, `sentiment` a label. Case does not matter.
    """

    since: datetime | None = None
    until: datetime | None = None
    outlet: str = ""
    language: str = ""
    topic: str = ""
    entity: str = ""
    sentiment: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. The values of `parts` (`text`, `vector`) sum to `score`.

    `snippet` is the stretch of the text that answers best; `highlights` are the (start, end) of matched words in it;
    `title_highlights` those in `title`.
    """

    article: int
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    highlights: tuple[tuple[int, int], ...] = ()
    snippet: str = ""
    title: str = ""
    title_highlights: tuple[tuple[int, int], ...] = ()
