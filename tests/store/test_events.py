"""What readers did: once, in order, durable together, and quick however many are kept."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import MagicMock

import pytest

from broadsheet import store
from broadsheet.core import BusyError, Event, InvalidInputError
from broadsheet.store import event_keys, events
from broadsheet.store.group_commit import GroupCommit, _Waiting

AT = datetime(2026, 11, 8, 9, 30, 1, 5, tzinfo=UTC)


def act(key: str, reader: str = "若川") -> Event:
    return Event(key, reader, "click", AT, 7, "", 2.5, "page-1", 3)


def acts(start: int, end: int) -> list[Event]:
    return [act(f"key-{n}", f"reader-{n % 5}") for n in range(start, end)]


def test_an_act_comes_back_as_it_was_given(kept: store.Store) -> None:
    kept.events.add([act("a"), replace(act("b"), article=None, action="follow", topic="科学")])
    assert kept.events.of("若川") == [act("a"), replace(act("b"), article=None, action="follow", topic="科学")]


def test_a_key_counts_once_within_a_call_and_between_calls(kept: store.Store) -> None:
    assert kept.events.add([act("a"), act("a"), act("b")]) == 2
    assert kept.events.add([act("b"), act("c")]) == 1
    assert [e.key for e in kept.events.of("若川")] == ["a", "b", "c"]


def test_a_key_counts_once_across_full_parts(kept: store.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "SIZE", 50)
    for start in range(0, 400, 40):
        kept.events.add(acts(start, start + 40))
    assert kept.events.add(acts(0, 420)) == 20
    assert kept.events.count() == 420
    assert [e.key for e in kept.events.of("reader-3")] == [f"key-{n}" for n in range(3, 420, 5)]


def test_another_process_knows_the_keys_of_full_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "SIZE", 50)
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with store.open(url, now=lambda: AT) as one, store.open(url, now=lambda: AT) as other:
        for start in range(0, 400, 100):
            assert one.events.add(acts(start, start + 60)) == 60
            assert other.events.add(acts(0, start + 100)) == 40
        assert one.events.count() == 400


def test_a_filter_knows_its_keys_and_hardly_any_other(kept: store.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "SIZE", 5_000)
    kept.events.add(acts(0, 5_000))
    asked: list[Sequence[str]] = []
    searched = event_keys._kept

    def counted(cursor: object, part: int, keys: Sequence[str]) -> set[str]:
        asked.append(keys)
        return searched(cursor, part, keys)  # type: ignore[arg-type]

    monkeypatch.setattr(event_keys, "_kept", counted)
    assert kept.events.add(acts(5_000, 9_000)) == 4_000
    assert sum(map(len, asked)) <= 10
    assert kept.events.add(acts(0, 5_000)) == 0


def test_acts_are_read_on_from_where_one_was(kept: store.Store) -> None:
    kept.events.add(acts(0, 10))
    first = kept.events.since(0, limit=4)
    rest = list(kept.events.stream(first[-1][0], step=4))
    assert [e.key for _, e in first + rest] == [f"key-{n}" for n in range(10)]


def test_acts_that_come_at_once_are_all_kept_and_once(kept: store.Store) -> None:
    counts: list[int] = []

    def one_by_one(first: int) -> None:
        counts.extend(kept.events.add([act(f"key-{n}")]) for n in range(first, first + 60))

    threads = [threading.Thread(target=one_by_one, args=(30 * n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == kept.events.count() == 270


@pytest.mark.parametrize("bad", [replace(act("b"), key="\ud800"), replace(act("b"), article=2**70)])
def test_an_act_that_cannot_be_written_down_is_refused_before_any_is_kept(kept: store.Store, bad: Event) -> None:
    with pytest.raises(InvalidInputError):
        kept.events.add([act("a"), bad])
    assert kept.events.count() == 0


def test_writers_that_gather_share_a_turn_and_its_failure() -> None:
    entered, go = threading.Event(), threading.Event()
    turns: list[int] = []

    def write(brought: list[Sequence[int]]) -> list[int]:
        turns.append(len(brought))
        entered.set()
        go.wait(10)
        if len(turns) > 1:
            raise InvalidInputError("no")
        return [len(rows) for rows in brought]

    commits = GroupCommit(write, most=100)
    outcomes: list[object] = []

    def bring(rows: Sequence[int]) -> None:
        try:
            outcomes.append(commits.run(rows))
        except InvalidInputError as error:
            outcomes.append(error.message)

    first = threading.Thread(target=bring, args=([1, 2],))
    first.start()
    assert entered.wait(10)
    others = [threading.Thread(target=bring, args=([n],)) for n in range(5)]
    for thread in others:
        thread.start()
    while commits._rows < 5:
        threading.Event().wait(0.001)
    go.set()
    for thread in [first, *others]:
        thread.join()
    assert turns == [1, 5]
    assert sorted(map(str, outcomes)) == ["2", "no", "no", "no", "no", "no"]


def test_who_comes_when_too_many_wait_is_sent_away() -> None:
    entered, go = threading.Event(), threading.Event()

    def write(brought: list[Sequence[int]]) -> list[int]:
        entered.set()
        go.wait(10)
        return [len(rows) for rows in brought]

    commits = GroupCommit(write, most=10)
    threads = [threading.Thread(target=commits.run, args=([0] * 9,)) for _ in range(2)]
    threads[0].start()
    assert entered.wait(10)
    threads[1].start()
    while commits._rows < 9:
        threading.Event().wait(0.001)
    with pytest.raises(BusyError):
        commits.run([1, 2])
    go.set()
    for thread in threads:
        thread.join()


def test_who_brought_acts_is_told_where_they_stand(kept: store.Store) -> None:
    told = kept.events.keep([act(f"key-{n}") for n in range(5)])
    assert [(row, e.key) for row, e in kept.events.since(0)] == [(row, f"key-{n}") for n, row in enumerate(told.rows)]
    assert told.new == 5


def test_acts_of_which_one_was_known_stand_nowhere_in_particular(kept: store.Store) -> None:
    kept.events.add([act("key-1")])
    told = kept.events.keep([act("key-0"), act("key-1"), act("key-2")])
    assert (told.new, list(told.rows)) == (2, [])


def test_acts_brought_at_once_stand_each_where_it_is_said(kept: store.Store) -> None:
    told: dict[str, range] = {}

    def bring(name: str) -> None:
        for n in range(20):
            told[f"{name}-{n}"] = kept.events.keep([act(f"{name}-{n}"), act(f"{name}-{n}-more")]).rows

    threads = [threading.Thread(target=bring, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stand = {e.key: row for row, e in kept.events.since(0)}
    assert all(list(rows) == [stand[key], stand[f"{key}-more"]] for key, rows in told.items())
    assert len(told) == 120


def test_a_writer_that_is_interrupted_while_it_waits_leaves_the_others_served() -> None:
    entered, go = threading.Event(), threading.Event()

    def write(brought: list[Sequence[int]]) -> list[int]:
        entered.set()
        go.wait(10)
        return [len(rows) for rows in brought]

    class Interrupted(BaseException):
        pass

    commits: GroupCommit[int, int] = GroupCommit(write, most=100)
    first = threading.Thread(target=commits.run, args=([1],))
    first.start()
    assert entered.wait(10)
    waiting: _Waiting[int, int] = _Waiting([1, 2], call=MagicMock(acquire=MagicMock(side_effect=Interrupted)))
    with commits._gate:
        commits._enter(waiting)
    with pytest.raises(Interrupted):
        commits._wait(waiting)
    go.set()
    first.join()
    assert (commits._pending, commits._rows) == ([], 0)
    assert commits.run([5, 6, 7]) == 3
