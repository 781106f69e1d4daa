"""What dials, pins and boosts do to one reader's page."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from broadsheet.core import Context, Dials, Reader, Steer, Steering
from broadsheet.recommend.pages.compose import compose
from broadsheet.recommend.readers.profile import Profile
from broadsheet.recommend.steering import MOST_BOOST, Hand, hand, steered
from broadsheet.recommend.view import View
from tests.recommend.pages.field_of_news import HOUR, card, catalogue, ranked, view

NOW = datetime(2026, 11, 8, 18, tzinfo=UTC)
ANN = Reader("ann")


def pin(article: int, *, position: int = 1, since: int = 0, languages: tuple[str, ...] = ()) -> Steer:
    start = NOW + timedelta(minutes=since)
    until = NOW + timedelta(days=1)
    return Steer("pin", "why", "Ada", start, until, article=article, position=position, languages=languages)


def boost(amount: float, **about: object) -> Steer:
    return Steer("boost", "why", "Ada", NOW, NOW + timedelta(days=1), amount=amount, **about)  # type: ignore[arg-type]


def steering(*steers: Steer) -> Steering:
    return Steering(steers=tuple(enumerate(steers, start=1)))


def test_dials_at_their_middle_change_nothing() -> None:
    of = catalogue([card(i + 1) for i in range(30)])
    made = ranked(of)
    assert steered(made, view(of), Hand()) is made
    assert compose(made, view(of), n=10) == compose(made, view(of), n=10, hand=Hand(dials=Dials()))


@pytest.mark.parametrize(("turned", "order"), [(1.0, [0, 1, 2]), (0.0, [2, 1, 0])])
def test_the_dial_for_freshness_puts_the_newest_first_or_last(turned: float, order: list[int]) -> None:
    of = catalogue([card(i + 1, hour=HOUR - 30 * i) for i in range(3)])
    slots = compose(ranked(of, latest=[0.5] * 3), view(of), n=3, hand=Hand(dials=Dials(freshness=turned)), seed=None)
    assert [s.row for s in slots] == order


def test_the_dial_for_depth_puts_long_reads_first_in_either_language() -> None:
    lengths = [200, 4000, 600, 12_000]
    of = catalogue([card(i + 1, length=n, language="zh" if i < 2 else "en") for i, n in enumerate(lengths)])
    slots = compose(ranked(of, latest=[0.5] * 4), view(of), n=4, hand=Hand(dials=Dials(depth=1.0)), seed=None)
    assert {s.row for s in slots[:2]} == {1, 3}


def test_the_dial_for_locality_is_about_the_readers_place_or_the_moments() -> None:
    of = catalogue([card(1), card(2, tags=("星港",)), card(3, tags=("port aster",))])
    told = view(of)
    here = View(of, told.profile, told.crowd, told.hour, Context(place="Port Aster"))
    found = hand(Steering(Dials(locality=1.0)), here, Reader("ann", places=("星港",)), language="zh")
    assert steered(ranked(of), here, found).parts["dials"].tolist() == pytest.approx([0, 1.2, 1.2])
    quiet = hand(
        Steering(Dials(locality=1.0)), told, Reader("ann", places=("星港",), personalised=False), language="zh"
    )
    assert "dials" not in steered(ranked(of), told, quiet).parts


@pytest.mark.parametrize(
    ("about", "raised"), [({"article": 3}, [2]), ({"tag": "Tag 4"}, [3, 8]), ({"outlet": "Outlet 1"}, [0, 9])]
)
def test_a_boost_raises_what_it_is_about_and_nothing_else(about: dict[str, object], raised: list[int]) -> None:
    of = catalogue([card(i + 1) for i in range(10)])
    found = hand(steering(boost(1.5, **about)), view(of), ANN, language="en")
    assert np.flatnonzero(steered(ranked(of), view(of), found).parts["boosted"]).tolist() == raised


def test_boosts_add_up_and_have_an_end() -> None:
    of = catalogue([card(i + 1) for i in range(4)])
    found = hand(steering(*[boost(2.0, article=1)] * 3, boost(-1.0, article=2)), view(of), ANN, language="en")
    assert steered(ranked(of), view(of), found).parts["boosted"].tolist() == [MOST_BOOST, -1, 0, 0]


def test_a_pin_of_an_article_that_is_gone_is_skipped_and_said() -> None:
    of = catalogue([card(i + 1) for i in range(4)])
    found = hand(steering(pin(99)), view(of), ANN, language="en")
    assert (found.pins, found.skipped) == ({}, {1: "gone"})


@pytest.mark.parametrize(
    ("reader", "profile", "why"),
    [
        (ANN, Profile(refused=(0,)), "hidden"),
        (ANN, Profile(read={0: 1.0}), "read"),
        (Reader("ann", languages=("en",)), Profile(), "language"),
    ],
)
def test_a_pin_gives_way_to_the_reader(reader: Reader, profile: Profile, why: str) -> None:
    of = catalogue([card(i + 1) for i in range(4)])
    found = hand(steering(pin(1)), view(of, profile), reader, language="en")
    assert (found.pins, found.skipped) == ({}, {1: why})


def test_of_two_pins_of_one_place_the_later_has_it_and_the_other_the_next() -> None:
    of = catalogue([card(i + 1) for i in range(6)])
    found = hand(steering(pin(1, since=0), pin(2, since=5)), view(of), ANN, language="en")
    assert {slot: row for slot, (row, _, _) in found.pins.items()} == {0: 1, 1: 0}


def test_a_pin_for_one_language_is_on_no_page_of_another() -> None:
    of = catalogue([card(i + 1) for i in range(4)])
    assert hand(steering(pin(1, languages=("zh",))), view(of), ANN, language="en").pins == {}
    assert hand(steering(pin(1, languages=("zh",))), view(of), ANN, language="zh").pins
