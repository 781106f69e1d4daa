"""A catalogue in memory, ranked candidates over it, and readers, for tests of how a page is composed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue import Card, Catalogue
from broadsheet.recommend.catalogue.stock import Stock
from broadsheet.recommend.crowd import Crowd
from broadsheet.recommend.ranking.rank import Ranked
from broadsheet.recommend.readers.profile import Profile
from broadsheet.recommend.view import View

HOUR = 500_000.0
SUBJECTS = ("medtop:15000000", "medtop:11000000", "medtop:01000000", "medtop:04000000")
"""Sport, politics, culture and business: the second alone is of public interest."""
DIMENSION = 64
_MADE = {"latest": 1, "similar": 2, "trending": 4}
"""Parts made up when none are given: the higher the number, the fewer articles have much of it."""


def card(id: int, **more: object) -> Card:
    """Article `id`, an hour older than the one before."""
    plain = Card(
        id,
        HOUR - id,
        f"Report {id}",
        "zh" if id % 2 else "en",
        f"Outlet {id % 9}",
        frozenset([SUBJECTS[id % len(SUBJECTS)]]),
        (f"tag {id % 5}",),
        length=100 * id,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def vectors(n: int, *, seed: int = 3) -> NDArray[np.float32]:
    """Unit rows around a few centres."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((max(n // 6, 1), DIMENSION))
    rows = centres[random.integers(len(centres), size=n)] + 0.9 * random.standard_normal((n, DIMENSION))
    found: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return found


def catalogue(
    cards: Sequence[Card], *, stories: Mapping[int, int] | None = None, told: NDArray[np.float32] | None = None
) -> Catalogue:
    """The catalogue of `cards` with the embeddings `told`, one a card."""
    stock = Stock()
    rows = vectors(len(cards)) if told is None else told
    stock.put(cards, vectors={c.id: row for c, row in zip(cards, rows, strict=True)})
    stock.join(stories or {})
    return stock.catalogue()


def view(of: Catalogue, profile: Profile | None = None) -> View:
    """What a page for a reader looks at."""
    return View(of, profile or Profile(), Crowd().look(of, hour=HOUR), HOUR)


def ranked(of: Catalogue, *, seed: int = 1, **parts: Sequence[float]) -> Ranked:
    """Every article as a candidate, with the given parts, or three made up."""
    n = len(of)
    random = np.random.default_rng(seed)
    told = {name: np.array(values, dtype=np.float32) for name, values in parts.items()}
    made = {name: (random.random(n) ** power).astype(np.float32) for name, power in _MADE.items()}
    return Ranked(np.arange(n), told or made)
