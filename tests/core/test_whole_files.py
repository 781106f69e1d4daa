"""Files and folders are the old ones or the new ones, whatever happens in between."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Barrier, Event, Thread
from unittest.mock import Mock

import pytest

from broadsheet.core import DiskFullError, StoreError
from broadsheet.core.whole_files import placed, removed, room_told, scratch, swept, whole_file, whole_folder, written

# A process that kills itself, with no time to tidy up, the Nth time it asks for something to be forced to the disk.
KILLED = """
import os, signal, sys
from pathlib import Path
from broadsheet.core.whole_files import whole_folder, written
left, synced = int(sys.argv[3]), os.fsync
def counted(number):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    synced(number)
os.fsync = counted
path = Path(sys.argv[2])
if sys.argv[1] == "file":
    written(path, b"new" * 1000)
else:
    with whole_folder(path) as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "one").write_bytes(b"new")
        (folder / "two").write_bytes(b"new")
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def folder_of(path: Path, content: str) -> Path:
    with whole_folder(path) as folder:
        (folder / content).write_text(content)
    return path


def test_what_is_written_is_there_alone_in_a_folder_made_for_it(tmp_path: Path) -> None:
    written(tmp_path / "deep" / "file", b"one")
    written(tmp_path / "deep" / "file", b"two")
    assert (tmp_path / "deep" / "file").read_bytes() == b"two"
    assert names(tmp_path / "deep") == ["file"]


def test_a_new_folder_takes_the_old_ones_place_with_nothing_left_of_it(tmp_path: Path) -> None:
    folder_of(tmp_path / "model", "old")
    folder_of(tmp_path / "model", "new")
    assert names(tmp_path / "model") == ["new"]
    assert names(tmp_path) == ["model"]


@pytest.mark.parametrize("making", [whole_file, whole_folder])
def test_a_block_that_raises_leaves_what_was_there(
    tmp_path: Path, making: Callable[[Path], AbstractContextManager[object]]
) -> None:
    written(tmp_path / "file", b"old") if making is whole_file else folder_of(tmp_path / "file", "old")
    with pytest.raises(KeyboardInterrupt), making(tmp_path / "file"):
        raise KeyboardInterrupt
    there = tmp_path / "file"
    assert there.read_bytes() == b"old" if making is whole_file else names(there) == ["old"]
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_one_killed_at_any_moment_leaves_the_old_or_the_new_and_the_next_tidies_up(tmp_path: Path, kind: str) -> None:
    place, kills = tmp_path / "thing", 0
    for moment in range(1, 9):
        written(place, b"old") if kind == "file" else folder_of(place, "old")
        ended = subprocess.run([sys.executable, "-c", KILLED, kind, str(place), str(moment)], check=False).returncode
        kills += ended == -signal.SIGKILL
        if kind == "file":
            assert place.read_bytes() in (b"old", b"new" * 1000)
            written(place, b"next")
        else:
            assert names(place) in (["old"], ["deep", "two"])
            folder_of(place, "next")
        assert names(tmp_path) == ["thing"]
        if ended == 0:
            break
    assert ended == 0
    assert kills >= 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_with_what_is_free_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    written(tmp_path / "file", b"old")
    folder_of(tmp_path / "folder", "old")
    monkeypatch.setattr(os, "fsync", Mock(side_effect=OSError(number, os.strerror(number))))
    with pytest.raises(DiskFullError, match="MB free") as caught:
        written(tmp_path / "file", b"new")
    assert caught.value.asked == str(tmp_path / "file")
    with pytest.raises(DiskFullError, match="keep fewer"), whole_folder(tmp_path / "folder", do="keep fewer") as folder:
        (folder / "new").touch()
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path / "folder") == ["old"]
    assert names(tmp_path) == ["file", "folder"]


def test_any_other_refusal_of_the_disk_is_our_error_too(tmp_path: Path) -> None:
    written(tmp_path / "file", b"old")
    with pytest.raises(StoreError, match="can't be written") as caught:
        written(tmp_path / "file" / "below", b"new")
    assert not isinstance(caught.value, DiskFullError)
    with pytest.raises(ConnectionError), room_told(tmp_path / "file"):
        raise ConnectionError


def test_a_folder_that_can_t_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, place = folder_of(tmp_path / "made", "new"), folder_of(tmp_path / "model", "old")
    monkeypatch.setattr(Path, "replace", Mock(side_effect=OSError(errno.EXDEV, "another disk")))
    with pytest.raises(StoreError, match="another disk"):
        placed(made, place)
    assert names(place) == ["old"]
    assert names(tmp_path) == ["made", "model"]


def test_all_that_is_in_a_folder_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[tuple[str, bool]] = []
    synced, place = os.fsync, tmp_path / "model"

    def noted(handle: int) -> None:
        forced.append((Path(f"/proc/self/fd/{handle}").readlink().name, place.exists()))
        synced(handle)

    monkeypatch.setattr(os, "fsync", noted)
    with whole_folder(place) as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "one").write_bytes(b"1")
    assert forced == [("one", False), ("deep", False), ("model", False), (tmp_path.name, True)]


def test_writers_of_one_path_come_one_after_the_other(tmp_path: Path) -> None:
    contents = [bytes([65 + n]) * (n + 1) * 20_000 for n in range(4)]
    together = Barrier(len(contents))

    def write(content: bytes) -> list[bytes]:
        together.wait()
        seen = []
        for _ in range(5):
            written(tmp_path / "file", content)
            seen.append((tmp_path / "file").read_bytes())
        return seen

    with ThreadPoolExecutor(len(contents)) as pool:
        seen = [content for found in pool.map(write, contents) for content in found]
    assert set(seen) <= set(contents)
    assert names(tmp_path) == ["file"]


def test_sweeping_takes_what_the_dead_left_and_nothing_of_the_living(tmp_path: Path) -> None:
    for name in (".dead.half", ".dead.gone"):
        (tmp_path / name / "deep").mkdir(parents=True)
    (tmp_path / "kept").touch()
    with scratch(tmp_path / "living") as folder:
        swept(tmp_path)
        assert folder.is_dir()
        assert names(tmp_path) == [".living.half", "kept"]
    assert names(tmp_path) == ["kept"]


def test_who_comes_second_waits_and_begins_with_an_empty_folder(tmp_path: Path) -> None:
    found: list[list[str]] = []
    begun = Event()

    def second() -> None:
        begun.set()
        with scratch(tmp_path / "model") as folder:
            found.append(names(folder))

    with scratch(tmp_path / "model") as folder:
        (folder / "mine").touch()
        waiting = Thread(target=second)
        waiting.start()
        begun.wait()
        assert found == []
        assert names(folder) == ["mine"]
    waiting.join(30)
    assert found == [[]]


def test_a_removed_folder_is_gone_and_one_that_never_was_is_no_matter(tmp_path: Path) -> None:
    removed(folder_of(tmp_path / "model", "old"))
    removed(tmp_path / "never")
    assert names(tmp_path) == []
