import hashlib
from pathlib import Path

import pytest

from broadsheet.core import IntegrityError
from broadsheet.models import seal

GOOD = hashlib.sha256(b"model").hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "m.gguf"
    file.write_bytes(b"model")
    return file


def test_a_verified_file_is_not_hashed_again(path: Path) -> None:
    read: list[int] = []
    seal.verify(path, GOOD, progress=read.append)
    seal.verify(path, GOOD, progress=read.append)
    assert read == [5]


def test_a_changed_file_loses_its_seal(path: Path) -> None:
    seal.verify(path, GOOD)
    path.write_bytes(b"other")
    with pytest.raises(IntegrityError, match="not the one"):
        seal.verify(path, GOOD)


def test_a_seal_for_another_hash_does_not_count(path: Path) -> None:
    seal.verify(path, GOOD)
    with pytest.raises(IntegrityError):
        seal.verify(path, hashlib.sha256(b"else").hexdigest())


def test_a_damaged_seal_only_costs_a_hash(path: Path) -> None:
    seal.verify(path, GOOD)
    (path.parent / "m.gguf.seal.json").write_text("{")
    seal.verify(path, GOOD)
