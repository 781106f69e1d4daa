"""What editors typed and have not saved by name."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.core import Draft, Variant
from broadsheet.core.unsaved import Unsaved
from broadsheet.store import autosaves

AT = datetime(2026, 11, 8, 9, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> store.Store:
    opened = store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=clock)
    opened.drafts.add(Draft("brief", "zh", (Variant("五人受伤。"),)))
    return opened


def _texts(kept: store.Store) -> list[str]:
    return [s.value.text for s in kept.autosaves.list(1)]


def test_within_a_minute_the_latest_state_takes_the_place_of_the_one_before(kept: store.Store, clock: Clock) -> None:
    kept.autosaves.keep(Unsaved(1, "六", 1, "Ada", "a"))
    clock.at += timedelta(seconds=40)
    kept.autosaves.keep(Unsaved(1, "六人", 1, "Ada", "a"))
    assert _texts(kept) == ["六人"]
    clock.at += timedelta(seconds=40)
    kept.autosaves.keep(Unsaved(1, "六人受伤", 1, "Ada", "a"))
    assert _texts(kept) == ["六人受伤", "六人"]


def test_only_so_many_states_are_kept(kept: store.Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosaves, "STATES", 3)
    for n in range(5):
        clock.at += timedelta(minutes=2)
        kept.autosaves.keep(Unsaved(1, str(n), 1, "Ada", "a"))
    assert _texts(kept) == ["4", "3", "2"]


def test_saving_in_one_window_leaves_the_others_alone(kept: store.Store) -> None:
    kept.autosaves.keep(Unsaved(1, "one", 1, "Ada", "a"))
    kept.autosaves.keep(Unsaved(1, "two", 1, "Ada", "b"))
    kept.autosaves.keep(Unsaved(1, "三", 1, "林岚", "a"))
    kept.autosaves.settle(Unsaved(1, "", 1, "Ada", "a"))
    assert sorted(_texts(kept)) == ["two", "三"]
