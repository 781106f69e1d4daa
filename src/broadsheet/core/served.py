"""What was served: each page as it was decided, for learning from it and for answering for it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """One slot as it was decided. `features` are the ranker's columns at that moment, in the order of its version.

    `propensity` is the probability with which this article got this slot under the policy that decided; `title` is the
    variant of a headline test that was shown, empty for the article's own.
    """

    article: int
    position: int
    score: float
    propensity: float = 1.0
    explored: bool = False
    title: str = ""
    features: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Served:
    """One served page. `key` is the front page's `id`; `version` what ranked it; `columns` name the features.

    `personalised` says whether what the reader did was used; a page without it keeps no reader's name.
    """

    key: str
    reader: str
    at: datetime
    version: str
    surface: str
    language: str
    items: tuple[Shown, ...]
    columns: tuple[str, ...] = ()
    personalised: bool = True
