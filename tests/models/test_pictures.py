import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import ModelError
from broadsheet.models.pictures import LARGEST_FILE, check_file


def png(width: int, height: int) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)
    return head + struct.pack(">I4sI", 0, b"IEND", 0)


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 4) + b"ab"
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


@given(st.integers(1, 8192), st.integers(1, 8192))
def test_width_and_height_are_read_from_both_formats(width: int, height: int) -> None:
    assert check_file(png(width, height)) == (width, height)
    assert check_file(jpeg(width, height)) == (width, height)


@pytest.mark.parametrize(
    "file", [b"", b"GIF89a", png(0, 6), png(9000, 6), png(8, 6)[:-1], jpeg(8, 6)[:-2], png(8, 6) + b"x" * LARGEST_FILE]
)
def test_anything_else_is_refused(file: bytes) -> None:
    with pytest.raises(ModelError):
        check_file(file)


@given(st.binary(max_size=80), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8"]))
def test_no_bytes_break_the_reader(rest: bytes, start: bytes) -> None:
    try:
        width, height = check_file(start + rest)
    except ModelError:
        return
    assert width > 0
    assert height > 0
