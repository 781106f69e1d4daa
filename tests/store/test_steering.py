"""Dials, pins and boosts as they are kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.core import ConflictError, Dials, DialSetting, NotFoundError, Steer, Steering

NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[store.Store]:
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: NOW) as opened:
        yield opened


def pin(article: int, *, hours: int = 2) -> Steer:
    return Steer("pin", "今天最重要的事", "Ada", NOW, NOW + hours * HOUR, article=article, position=1)


def test_a_newsroom_that_never_set_anything_is_steered_by_nobody(kept: store.Store) -> None:
    assert kept.steering.at(NOW) == Steering()
    assert kept.steering.dials(NOW) is None


def test_the_last_setting_of_the_dials_holds_and_all_are_kept(kept: store.Store) -> None:
    for freshness in (0.7, 0.9):
        kept.steering.set_dials(DialSetting(Dials(freshness=freshness), "election night", "Ada", NOW))
    assert kept.steering.at(NOW).dials.freshness == 0.9
    assert [s.value.dials.freshness for s in kept.steering.settings()] == [0.9, 0.7]


def test_a_setting_that_ran_out_gives_way_to_the_one_before(kept: store.Store) -> None:
    kept.steering.set_dials(DialSetting(Dials(depth=0.8), "weekend", "Ada", NOW))
    kept.steering.set_dials(DialSetting(Dials(depth=0.1), "breaking", "Bo", NOW, until=NOW + HOUR))
    assert kept.steering.at(NOW).dials.depth == 0.1
    assert kept.steering.at(NOW + HOUR).dials.depth == 0.8


def test_a_pin_runs_from_its_beginning_to_its_end(kept: store.Store) -> None:
    id = kept.steering.add(pin(7))
    assert kept.steering.at(NOW).steers == ((id, pin(7)),)
    assert kept.steering.running(NOW - HOUR) == []
    assert kept.steering.running(NOW + 2 * HOUR) == []


def test_what_was_taken_back_runs_no_longer_and_stays_in_the_history(kept: store.Store) -> None:
    id = kept.steering.add(pin(7))
    kept.steering.end(id, by="Bo")
    assert kept.steering.running(NOW) == []
    (row,) = kept.steering.steers()
    assert (row.ended, row.ended_by) == (NOW, "Bo")
    with pytest.raises(ConflictError):
        kept.steering.end(id, by="Bo")
    with pytest.raises(NotFoundError):
        kept.steering.end(99, by="Bo")


def test_every_change_changes_the_state(kept: store.Store) -> None:
    seen = {kept.steering.state()}
    kept.steering.set_dials(DialSetting(Dials(), "as it was", "Ada", NOW))
    seen.add(kept.steering.state())
    id = kept.steering.add(pin(1))
    seen.add(kept.steering.state())
    kept.steering.end(id, by="Ada")
    seen.add(kept.steering.state())
    assert len(seen) == 4
