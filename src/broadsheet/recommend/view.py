"""A view: all a candidate source may look at when it says what it thinks of each article."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.profile import Profile


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The catalogue, the reader's profile, what the crowd opens (None when nothing is known) and the time in hours."""

    catalogue: Catalogue
    profile: Profile
    crowd: Floats | None
    hour: float

    @property
    def ages(self) -> NDArray[np.float64]:
        """Each article's age in hours, 0 for one dated in the future."""
        ages: NDArray[np.float64] = np.maximum(self.hour - self.catalogue.hours, 0.0)
        return ages


class Candidates(Protocol):
    """The shape of a file in `candidates/`: a source of articles, which is also a part of their score.

    `WEIGHT` is what a signal of 1 adds to the score. `PERSONAL` says whether the signal depends on the profile; such
    a source is left out for a reader who switched personalisation off.
    """

    WEIGHT: float
    PERSONAL: bool

    def signal(self, view: View) -> Floats:
        """One number from 0 to 1 for each row of the catalogue."""
        ...

    def reason(self, view: View, row: int, *, language: str) -> str:
        """Why this source put the article of `row` forward, in `language` (`zh`, else English), for the reader."""
        ...
