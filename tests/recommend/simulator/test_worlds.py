from collections.abc import Callable

import numpy as np
import pytest

from broadsheet.recommend.simulator.hierarchy import hierarchy
from broadsheet.recommend.simulator.mixture import mixture
from broadsheet.recommend.simulator.play import Visits, chances_of, play
from broadsheet.recommend.simulator.policies import PlainSite, oracle
from broadsheet.recommend.simulator.world import Ints, Size, World

SIZE = Size(readers=120, articles=150, days=4, visits=12.0, slots=10)
GENERATORS: list[Callable[..., World]] = [mixture, hierarchy]


@pytest.fixture(params=GENERATORS, ids=lambda g: g.__name__)
def generator(request: pytest.FixtureRequest) -> Callable[..., World]:
    found: Callable[..., World] = request.param
    return found


def told(world: World, *, seed: int = 1) -> list[Visits]:
    return list(play(world, PlainSite(world, seed=seed), seed=seed))


def test_the_same_seed_tells_the_same_story(generator: Callable[..., World]) -> None:
    one, two = (told(generator(SIZE, seed=5)) for _ in range(2))
    pages = [np.array_equal(a.pages, b.pages) for a, b in zip(one, two, strict=True)]
    clicks = [np.array_equal(a.clicked, b.clicked) for a, b in zip(one, two, strict=True)]
    assert all(pages + clicks)


def test_another_seed_is_another_world(generator: Callable[..., World]) -> None:
    assert not np.array_equal(generator(SIZE, seed=5).observed.vectors, generator(SIZE, seed=6).observed.vectors)


def test_clicks_come_as_often_as_their_probabilities_say(generator: Callable[..., World]) -> None:
    world = generator(SIZE, seed=2)
    looked = world.examined(SIZE.slots)
    expected = clicks = 0.0
    for visits in told(world):
        expected += float((chances_of(world, visits.readers, visits.pages, hour=visits.hour) * looked).sum())
        clicks += float(visits.clicked.sum())
    assert abs(clicks - expected) < 4 * np.sqrt(expected)


def test_nothing_is_shown_before_it_appears(generator: Callable[..., World]) -> None:
    world = generator(SIZE, seed=3)
    assert all((world.observed.hours[v.pages] <= v.hour).all() for v in told(world))


def test_the_same_article_twice_on_a_page_is_clicked_once_at_most(generator: Callable[..., World]) -> None:
    world = generator(SIZE, seed=3)
    pages = np.array([[4, 4, 7, -1]])
    chances = chances_of(world, np.array([0]), pages, hour=world.end)
    assert chances[0, 0] > 0
    assert chances[0, 1] == chances[0, 3] == 0


def test_an_article_is_liked_less_as_it_ages(generator: Callable[..., World]) -> None:
    world = generator(SIZE, seed=3)
    readers, articles = np.arange(20), np.tile(np.arange(15), (20, 1))
    young = world.probability(readers, articles, hour=world.end)
    assert young.shape == (20, 15)
    assert (world.probability(readers, articles, hour=world.end + 96.0) < young).all()


def test_no_page_beats_the_oracles(generator: Callable[..., World]) -> None:
    world = generator(SIZE, seed=4)
    readers: Ints = np.arange(SIZE.readers)
    truth = oracle(world, readers, hour=world.end)
    best = np.sort(truth, axis=1)[:, -SIZE.slots :].mean()
    shown = PlainSite(world, seed=1).pages(readers, hour=world.end, slots=SIZE.slots)
    assert best > chances_of(world, readers, shown, hour=world.end).mean()


def test_the_first_place_is_looked_at_most(generator: Callable[..., World]) -> None:
    looked = generator(SIZE, seed=1).examined(10)
    assert looked[0] == 1.0
    assert (np.diff(looked) < 0).all()


class Stubborn:
    """A policy of one's own: always the first articles, and it counts what it hears."""

    def __init__(self) -> None:
        self.heard = 0

    def pages(self, readers: Ints, *, hour: float, slots: int) -> Ints:  # noqa: ARG002
        return np.tile(np.arange(slots), (len(readers), 1))

    def learn(self, visits: Visits) -> None:
        self.heard += int(visits.clicked.sum())


def test_any_policy_can_be_played_and_hears_every_click(generator: Callable[..., World]) -> None:
    world, policy = generator(SIZE, seed=1), Stubborn()
    assert policy.heard == 0
    clicks = sum(int(v.clicked.sum()) for v in play(world, policy, seed=1))
    assert policy.heard == clicks > 0
