"""What a world is: articles one can see, readers one can't look into, and the probability of each click.

A generator makes one from a `Size` and a seed: the same seed gives the same world, to the last bit.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a world is. A reader asks for `visits` pages on average over `days`; a page has `slots` places."""

    readers: int = 2_000
    articles: int = 2_000
    days: int = 14
    visits: float = 28.0
    slots: int = 30


SMALL = Size()
"""Made, played and learnt from in seconds."""
FULL = Size(readers=100_000, articles=20_000)
"""Of the order of a city's newspaper: about five million clicks in two weeks."""


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """What a recommender may know of the articles, all noisy; a row is an article (n of them).

    `hours` are when they appeared, from 0; `vectors` (n, d) unit rows made of their text; `topics` and `roots` labels
    as a classifier gives them (some wrong), `outlets` and `places` numbers (-1: of no place), `languages` 0 or 1.
    """

    hours: NDArray[np.float64]
    vectors: Floats
    topics: Ints
    roots: Ints
    outlets: Ints
    places: Ints
    languages: Ints

    def __len__(self) -> int:
        return len(self.hours)


class World(Protocol):
    """Readers and articles with known click probabilities."""

    @property
    def size(self) -> Size:
        """How large it is."""
        ...

    @property
    def observed(self) -> Observed:
        """What may be known of its articles."""
        ...

    @property
    def end(self) -> float:
        """The hour its story ends."""
        ...

    def probability(self, readers: Ints, articles: Ints, *, hour: float) -> Floats:
        """The probability of a click once the article is looked at, (b, n), for `readers` (b,) and `articles` (b, n).

        Tastes are those of `hour`, ages are measured from it.
        """
        ...

    def examined(self, slots: int) -> Floats:
        """The probability that each position of a page is looked at, (slots,), the first place first."""
        ...

    def sections(self, readers: Ints, *, hour: float, rng: np.random.Generator) -> Ints:
        """The root topic whose section each reader would go and look at now, (b,): a habit, not all of their taste."""
        ...

    def appetite(self) -> Floats:
        """How often each reader comes, (readers,), of mean 1."""
        ...


def unit(rows: NDArray[np.floating]) -> Floats:
    """The rows at unit length; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    found: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0).astype(np.float32)
    return found


def logistic(values: NDArray[np.floating]) -> Floats:
    """1 / (1 + exp(-x))."""
    found: Floats = (1.0 / (1.0 + np.exp(-values))).astype(np.float32)
    return found


def appearance(size: Size, rng: np.random.Generator) -> NDArray[np.float64]:
    """The hours articles appear at: evenly over the days, a tenth of them waiting at the start."""
    hours = rng.uniform(0.0, size.days * 24.0, size.articles)
    hours[: size.articles // 10] = 0.0
    return np.sort(hours)


def mislabelled(labels: Ints, *, among: int, share: float, rng: np.random.Generator) -> Ints:
    """The labels with a share of them drawn anew: what a classifier gets wrong."""
    wrong = rng.random(len(labels)) < share
    found: Ints = np.where(wrong, rng.integers(0, among, len(labels)), labels)
    return found
