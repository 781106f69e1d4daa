"""A story told in a world: readers come, a policy makes their pages, they click, and the policy hears of it.

Any recommender can be a policy: two methods, numbers in and numbers out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.simulator.world import Ints, World


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """Pages of one hour: `readers` (b,), their `pages` (b, slots) of articles, -1 for an empty place, and `clicked`."""

    hour: float
    readers: Ints
    pages: Ints
    clicked: NDArray[np.bool_]


class Policy(Protocol):
    """Whatever makes pages. It sees articles by their number; those that have not appeared yet are not to be shown."""

    def pages(self, readers: Ints, *, hour: float, slots: int) -> Ints:
        """A page for each of `readers` (b,): articles (b, slots), -1 where there is none."""
        ...

    def learn(self, visits: Visits) -> None:
        """Hear what was shown and clicked."""
        ...


def play(
    world: World, policy: Policy, *, seed: int, start: float = 0.0, end: float | None = None, step: float = 6.0
) -> Iterator[Visits]:
    """Let readers come from hour `start` to `end` (the world's), in steps of `step` hours, and yield what happened.

    A place is looked at by the world's examination, and then clicked by the probability of its article; an empty place
    or one told of twice is not. Deterministic by seed.
    """
    rng = np.random.default_rng([seed, 3])
    last = world.end if end is None else end
    come = world.appetite() * (world.size.visits * step / (world.size.days * 24.0))
    looked = world.examined(world.size.slots)
    hour = start
    while hour < last:
        readers = np.repeat(np.arange(world.size.readers), rng.poisson(come))
        if len(readers):
            rng.shuffle(readers)
            pages = policy.pages(readers, hour=hour + step, slots=world.size.slots)
            chances = chances_of(world, readers, pages, hour=hour + step) * looked
            visits = Visits(hour + step, readers, pages, rng.random(pages.shape, dtype=np.float32) < chances)
            policy.learn(visits)
            yield visits
        hour += step


def chances_of(world: World, readers: Ints, pages: Ints, *, hour: float, batch: int = 20_000) -> NDArray[np.float32]:
    """The probability of a click on each place of pages that is looked at, 0 for empty or repeated ones, (b, slots)."""
    found = np.zeros(pages.shape, dtype=np.float32)
    for at in range(0, len(readers), batch):
        part = slice(at, at + batch)
        shown = np.maximum(pages[part], 0)
        found[part] = world.probability(readers[part], shown, hour=hour)
    order = np.argsort(pages, axis=1, kind="stable")
    ordered = np.take_along_axis(pages, order, axis=1)
    again = np.zeros(pages.shape, dtype=bool)
    np.put_along_axis(again, order[:, 1:], ordered[:, 1:] == ordered[:, :-1], axis=1)
    found[again | (pages < 0)] = 0.0
    return found
