"""The crowd: what one reader does over and over says little more than once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from broadsheet.core import Event
from broadsheet.core.event import Action
from broadsheet.recommend.catalogue import Card, Catalogue
from broadsheet.recommend.crowd import Crowd, Look
from broadsheet.recommend.engine import Engine

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = NOW.timestamp() / 3600
ROWS = np.arange(20)


@pytest.fixture
def catalogue() -> Catalogue:
    engine = Engine()
    engine.put(Card(n, HOUR - 3, f"News {n}", "en", "outlet", frozenset({"root"}), ("tag",)) for n in range(1, 21))
    return engine.catalogue()


def acts(reader: str, articles: list[int], action: Action = "click") -> Iterator[Event]:
    return (Event(f"{reader}{n}", reader, action, NOW - timedelta(minutes=9), a) for n, a in enumerate(articles))


def seen(crowd: Crowd, catalogue: Catalogue, *, later: float = 0.0) -> Look:
    return crowd.look(catalogue, hour=HOUR + later)


def test_a_thousand_clicks_of_one_reader_are_no_more_than_those_of_two(catalogue: Catalogue) -> None:
    crowd = Crowd()
    crowd.take(acts("machine", [1] * 1_000))
    crowd.take([*acts("ann", [2]), *acts("若川", [2])])
    clicks = seen(crowd, catalogue).clicks(ROWS)
    assert clicks[1] * 0.75 < clicks[0] <= clicks[1]


def test_a_thousand_times_in_view_of_one_reader_do_not_press_an_article_down(catalogue: Catalogue) -> None:
    crowd = Crowd()
    crowd.take([*acts("machine", [1] * 1_000, "view"), *acts("ann", [2], "view"), *acts("若川", [2], "view")])
    shown = seen(crowd, catalogue).exposures(ROWS)
    assert shown[0] <= shown[1]


def test_clicks_told_one_by_one_and_together_count_the_same(catalogue: Catalogue) -> None:
    together, single = Crowd(), Crowd()
    told = [*acts("machine", [1, 2, 1, 1]), *acts("ann", [1, 3, 3])]
    together.take(told)
    for act in told:
        single.take([act])
        seen(single, catalogue)
    assert np.allclose(seen(together, catalogue).clicks(ROWS), seen(single, catalogue).clicks(ROWS))


def test_a_reader_who_comes_back_after_days_counts_anew(catalogue: Catalogue) -> None:
    crowd = Crowd()
    crowd.take(acts("ann", [1] * 3))
    seen(crowd, catalogue)
    days = timedelta(hours=400)
    crowd.take([Event("late", "ann", "click", NOW + days, 1), Event("other", "若川", "click", NOW + days, 2)])
    clicks = seen(crowd, catalogue, later=400).clicks(ROWS)
    assert clicks[0] == pytest.approx(clicks[1], rel=1e-3)


def test_forgetting_a_reader_leaves_what_others_weigh(catalogue: Catalogue) -> None:
    crowd, never = Crowd(), Crowd()
    crowd.take([*acts("ann", [1, 1]), *acts("machine", [1] * 9)])
    never.take(acts("ann", [1, 1]))
    seen(crowd, catalogue)
    crowd.forget("machine")
    crowd.take(acts("ann", [1]))
    never.take(acts("ann", [1]))
    assert np.allclose(seen(crowd, catalogue).clicks(ROWS), seen(never, catalogue).clicks(ROWS))


def test_one_reader_going_round_does_not_fill_the_places_of_others(catalogue: Catalogue) -> None:
    crowd = Crowd()
    crowd.take(act for n in range(9) for act in acts(f"reader {n}", [1, 2]))
    honest = dict(zip(*(part.tolist() for part in seen(crowd, catalogue).beside(0)), strict=True))
    crowd.take(acts("machine", [*range(1, 21)] * 60))
    after = dict(zip(*(part.tolist() for part in seen(crowd, catalogue).beside(0)), strict=True))
    assert after[1] == pytest.approx(honest[1], rel=0.1)
    assert max(weight for row, weight in after.items() if row != 1) < 0.2 * after[1]


def test_what_two_articles_share_is_what_is_beside_the_one_of_the_other(catalogue: Catalogue) -> None:
    crowd = Crowd()
    crowd.take(act for n in range(9) for act in acts(f"reader {n}", [1, 2, *range(3, 3 + n % 3)]))
    crowd.take(acts("elsewhere", [5, 6]))
    look = seen(crowd, catalogue)
    rows, weights = look.beside(0)
    shared = look.shared(0, rows)
    assert len(rows) > 2
    assert np.allclose(shared / shared[0], weights / weights[0])
    assert not look.shared(0, np.array([5])).any()
    assert not look.shared(8, np.array([0, 1])).any()
