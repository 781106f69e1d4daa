"""Images of drafts."""

from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError, NotFoundError, TooLargeError

GIF = b"GIF89a" + bytes(20)


def test_an_image_is_kept_once_under_the_hash_of_what_is_in_it(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path, model="none") as room:
        name = room.keep_image(GIF)
        assert room.keep_image(GIF) == name
        assert room.image(name).read_bytes() == GIF


def test_what_is_no_image_is_refused(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path, model="none") as room:
        with pytest.raises(InvalidInputError):
            room.keep_image(b"<svg onload=alert(1)>")
        with pytest.raises(TooLargeError):
            room.keep_image(GIF + bytes(10 * 1024 * 1024))
        with pytest.raises(NotFoundError):
            room.image("../newsroom.db")
