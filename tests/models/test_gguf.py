import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import IntegrityError, MissingModelError
from broadsheet.models.gguf import check_header
from tests.models.tiny import header


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(IntegrityError) as caught:
        check_header(path)
    return caught.value.found


def test_a_plausible_header_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(header() + bytes(4096))
    check_header(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "too short"),
        (b"<html>not a model at all</html>", "starts with"),
        (struct.pack("<4sIQQ", b"GGUF", 9, 10, 10) + bytes(4096), "version 9"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 2**60, 10) + bytes(4096), "tensors"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 10, 0) + bytes(4096), "0 keys"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 300, 30), "too few"),
    ],
)
def test_what_is_no_model_is_refused_with_the_reason(tmp_path: Path, content: bytes, why: str) -> None:
    assert why in refused(tmp_path / "a.gguf", content)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError):
        check_header(tmp_path / "none.gguf")


@given(st.binary(max_size=200))
def test_no_small_file_passes_or_crashes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    refused(tmp_path_factory.getbasetemp() / "any.gguf", content)
