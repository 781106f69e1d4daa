from pathlib import Path

import pytest

from broadsheet.recommend.watched import Watched, stamp_of


class _Shelf:
    """Something that can be changed, with how often it was read, and a clock."""

    def __init__(self) -> None:
        self.value = "old"
        self.reads = 0
        self.now = 0.0

    def read(self) -> str:
        self.reads += 1
        if self.value == "torn":
            raise OSError("torn")
        return self.value

    def watched(self) -> Watched[str]:
        return Watched(self.read, first="nothing", stamp=lambda: self.value, tick=lambda: self.now)


def test_it_is_read_once_while_its_stamp_stays() -> None:
    shelf = _Shelf()
    watched = shelf.watched()
    for shelf.now in (0.0, 2.0, 4.0):
        assert watched.look() == "old"
    assert shelf.reads == 1


def test_a_change_is_seen_a_second_later() -> None:
    shelf = _Shelf()
    watched = shelf.watched()
    watched.look()
    shelf.value, shelf.now = "new", 0.5
    assert watched.look() == "old"
    shelf.now = 1.0
    assert watched.look() == "new"


def test_what_could_not_be_read_is_tried_again() -> None:
    shelf = _Shelf()
    watched = shelf.watched()
    shelf.value = "torn"
    with pytest.raises(OSError, match="torn"):
        watched.look()
    assert watched.look() == "nothing"
    shelf.now, shelf.value = 1.0, "new"
    assert watched.look() == "new"


def test_a_file_that_is_replaced_has_another_stamp(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    assert stamp_of(file) is None
    file.write_text("one")
    other.write_text("two")
    before = stamp_of(file)
    other.replace(file)
    assert before != stamp_of(file) is not None
