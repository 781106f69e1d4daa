"""Logs of served pages drawn from readers whose tastes are known: what each would open, and where they look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Event, Served, Shown

COLUMNS = (
    "similar.signal",
    "taste.topic",
    "taste.names",
    "news.fresh",
    "news.rate",
    "news.size",
    "language.first",
    "seen.times",
)
START = datetime(2026, 5, 1, tzinfo=UTC)
SLOTS, POOL = 30, 120


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A log, and of each page's slots the true chance of being opened once looked at: (pages, slots)."""

    pages: list[Served]
    acts: list[Event]
    chances: NDArray[np.float64]


def interest(features: NDArray[np.float64], *, crossing: float = 1.0) -> NDArray[np.float64]:
    """The log-odds of opening: likeness counts where the news is fresh (`crossing` between causes), and so on."""
    similar, topic, names, fresh, rate, size, language, seen = np.moveaxis(features, -1, 0)
    alone = 2.0 * similar * (0.5 + topic) + 1.2 * np.sqrt(names) + 1.5 * fresh + 4.0 * rate + 0.3 * np.log1p(size)
    return -4.2 + alone + 1.0 * language - 0.5 * np.minimum(seen, 3) + crossing * 1.5 * similar * fresh


def examined(slots: int = SLOTS) -> NDArray[np.float64]:
    """The chance that each place is looked at: by the square root of its number, as click logs of pages show."""
    return 1.0 / np.sqrt(np.arange(1, slots + 1))


def draw(n: int, *, seed: int, crossing: float = 1.0, wrong: float = 0.0, hours: float = 400.0) -> Drawn:
    """`n` pages over `hours`, ranked by a policy that knows interest up to noise.

    `wrong` is how much it overrates large stories, which readers here hardly care for.

    Slots 8 and 20 are drawn from the candidates with a softmax, and logged with its propensity.
    """
    rng = np.random.default_rng(seed)
    pages, acts, chances = [], [], np.zeros((n, SLOTS))
    for place in range(n):
        features = _candidates(rng)
        true = interest(features, crossing=crossing)
        guess = 0.6 * true + 0.8 * rng.normal(size=POOL) + wrong * features[:, 5]
        order, propensities = _page(guess, rng)
        chances[place] = 1 / (1 + np.exp(-true[order]))
        at = START + timedelta(hours=hours * place / n)
        page = _served(f"p{seed}-{place}", at, features[order], guess[order], propensities)
        pages.append(page)
        acts += _acts(page, chances[place], rng)
    return Drawn(pages, acts, chances)


def _candidates(rng: np.random.Generator) -> NDArray[np.float64]:
    one = rng.random((POOL, len(COLUMNS)))
    one[:, 0] = np.clip(one[:, 0] * 2 - 1, 0, 1)
    one[:, 1:3] **= 2
    one[:, 3] = 1 / (1 + one[:, 3] * 6)
    one[:, 4] = rng.beta(2, 40, POOL)
    one[:, 5] = rng.poisson(0.5, POOL)
    one[:, 6] = one[:, 6] < 0.7
    one[:, 7] = rng.poisson(0.4, POOL)
    return one


def _page(guess: NDArray[np.float64], rng: np.random.Generator) -> tuple[list[int], list[float]]:
    left, order, chances = list(np.argsort(-guess)), [], []
    for slot in range(SLOTS):
        chosen, chance = 0, 1.0
        if slot in (7, 19):
            weights = np.exp(guess[left] - guess[left].max())
            weights = 0.5 * weights / weights.sum() + 0.5 / len(left)
            chosen = int(rng.choice(len(left), p=weights))
            chance = float(weights[chosen])
        order.append(int(left.pop(chosen)))
        chances.append(chance)
    return order, chances


def _served(
    key: str, at: datetime, features: NDArray[np.float64], scores: NDArray[np.float64], chances: list[float]
) -> Served:
    shown = tuple(
        Shown(slot + 1, slot + 1, float(scores[slot]), chance, chance < 1, "", tuple(features[slot].tolist()))
        for slot, chance in enumerate(chances)
    )
    reader = f"reader-{int(key.rsplit('-', 1)[1]) % 97}"
    return Served(key, reader, at, "drawn", "front", "zh", shown, COLUMNS)


def _acts(page: Served, chances: NDArray[np.float64], rng: np.random.Generator) -> Iterator[Event]:
    opened = np.flatnonzero(rng.random(SLOTS) < chances * examined())
    for slot in opened.tolist():
        item = page.items[slot]
        at = page.at + timedelta(seconds=30)
        yield Event(f"{page.key}-{slot}", page.reader, "click", at, item.article, page=page.key, position=item.position)
