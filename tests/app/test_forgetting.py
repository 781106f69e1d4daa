"""A reader's right to all of it, or to nothing: looked for in the raw bytes of every file."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Event, Reader, StoreError, Told
from broadsheet.store import digest, tombstones
from tests.newsrooms import NOW, furnish

CANARY = "canary-若川-7f3a91"
TRACES = (CANARY.encode(), b"key-of-the-canary", "金丝雀话题".encode())


def opened(home: Path) -> Newsroom:
    return Newsroom.open(home, model="none", now=lambda: NOW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with opened(tmp_path / "home") as room:
        furnish(room)
    return tmp_path / "home"


def live(room: Newsroom, name: str, *, acts: int = 300) -> None:
    """What a reader leaves behind: settings, acts, served pages, looks, and an answer under an idempotency key."""
    room.put_reader(Reader(name, topics=("金丝雀话题",), weights={"金丝雀话题": 2.0}))
    for _ in range(3):
        assert room.front_page(name, n=3).items
    known = [a.id for a in room.articles()]
    told = [Told(f"key-of-the-canary-{name}-{n}", name, "click", article=known[n % len(known)]) for n in range(acts)]
    assert room.take([*told, Told(f"f-{name}", name, "follow", topic="金丝雀话题")]).new == acts + 1
    room.store.looks.note(name, known, at=NOW)


def left(home: Path) -> list[str]:
    """The files that hold a trace."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if any(trace in path.read_bytes() for trace in TRACES)]


def test_nothing_of_an_erased_reader_is_in_any_file(home: Path) -> None:
    with opened(home) as room:
        live(room, CANARY)
        live(room, "ann", acts=20)
        assert left(home)
        room.put_reader(Reader("ann"))
        room.erase_reader("ann")
        room.erase_reader(CANARY)
        assert left(home) == []
    assert left(home) == []


def test_erasing_one_reader_leaves_the_others(home: Path) -> None:
    with opened(home) as room:
        live(room, CANARY, acts=30)
        live(room, "ann", acts=30)
        room.erase_reader(CANARY)
        told = room.export_reader("ann")
        assert (len(told["events"]), len(told["served"])) == (31, 3)
        assert room.reader("ann").topics == ("金丝雀话题",)


def test_what_an_older_version_left_in_free_pages_is_gone_too(home: Path) -> None:
    with opened(home) as room:
        live(room, CANARY)
    with sqlite3.connect(home / "newsroom.db", isolation_level=None) as raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("DELETE FROM events WHERE reader = ? AND id % 2", (CANARY,))
    raw.close()
    with opened(home) as room:
        room.erase_reader(CANARY)
    assert left(home) == []


def test_a_backup_put_back_forgets_who_was_erased_since(home: Path, tmp_path: Path) -> None:
    with opened(home) as room:
        live(room, CANARY)
        live(room, "ann", acts=5)
    shutil.copy(home / "newsroom.db", tmp_path / "backup.db")
    with opened(home) as room:
        room.erase_reader(CANARY)
    shutil.copy(tmp_path / "backup.db", home / "newsroom.db")
    with opened(home) as room:
        assert room.store.events.of(CANARY) == []
        assert room.reader(CANARY) == Reader(CANARY)
        assert len(room.store.events.of("ann")) == 6
    assert [name for name in left(home) if name != "newsroom.db"] == []
    assert CANARY.encode() not in (home / "newsroom.db").read_bytes()


def test_who_comes_back_is_new_and_is_not_forgotten_again(home: Path) -> None:
    with opened(home) as room:
        live(room, CANARY)
        room.erase_reader(CANARY)
        live(room, CANARY, acts=4)
    with opened(home) as room:
        assert len(room.store.events.of(CANARY)) == 5


def test_a_lost_list_of_the_erased_is_made_again(home: Path) -> None:
    with opened(home) as room:
        live(room, CANARY, acts=3)
        room.erase_reader(CANARY)
    (home / tombstones.FILE).unlink()
    with opened(home):
        assert tombstones.read(home) == {(digest(CANARY), NOW)}


def test_a_torn_line_in_the_list_of_the_erased_is_passed_over(tmp_path: Path) -> None:
    tombstones.bury(tmp_path, [(digest("ann"), NOW)])
    with (tmp_path / tombstones.FILE).open("a") as file:
        file.write("abc123 12")
    tombstones.bury(tmp_path, [(digest("bob"), NOW)])
    assert {(digest("ann"), NOW), (digest("bob"), NOW)} <= tombstones.read(tmp_path)


def test_a_page_served_before_the_erasure_is_not_logged_after_it(home: Path) -> None:
    with opened(home) as server, opened(home) as other:
        live(server, CANARY, acts=3)
        other.erase_reader(CANARY)
        server.recommender.flush()
        assert server.store.served.of(CANARY) == []


def test_everything_of_a_reader_is_given_in_one_piece(home: Path) -> None:
    with opened(home) as room:
        live(room, CANARY, acts=3)
        told = room.export_reader(CANARY)
    assert told["reader"].topics == ("金丝雀话题",)
    assert [type(e) for e in told["events"]] == [Event] * 4
    assert len(told["served"]) == 3
    assert {row["reader"] for row in told["rows"]["story_looks"]} == {CANARY}


def test_a_server_forgets_whom_another_process_erased(home: Path) -> None:
    with Newsroom.open(home, model="none") as serving, Newsroom.open(home, model="none") as beside:
        article = serving.articles()[0].id
        serving.read("canary-reader", article)
        serving.front_page("somebody")
        assert "canary-reader" in serving.recommender.engine.held()
        serving.recommender.follow(every=0.01)
        with suppress(StoreError):  # the server reads at that moment: the file is emptied the next time
            beside.erase_reader("canary-reader")
        _wait_for(lambda: "canary-reader" not in serving.recommender.engine.held())


def _wait_for(so: Callable[[], bool]) -> None:
    for _ in range(500):
        if so():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come about in five seconds")
