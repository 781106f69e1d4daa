import re
from pathlib import Path

import pytest

from broadsheet.core import NotFoundError, UnknownNameError
from broadsheet.models import catalogue, installed, remove
from broadsheet.models.catalogue import find
from broadsheet.models.pull import origins


def test_every_model_is_pinned_described_in_both_languages_and_licensed() -> None:
    for entry in catalogue():
        assert re.fullmatch(r"[0-9a-f]{64}", entry.sha256), entry.name
        assert set(entry.description) == {"en", "zh"}
        assert entry.licence == "Apache-2.0"
        assert entry.bytes < entry.memory


def test_every_origin_is_of_a_kind_there_is_and_every_address_is_https() -> None:
    for origin in (o for entry in catalogue() for o in entry.origins):
        assert origin.kind in origins.names()
        assert origin.url.startswith("https://") == (origin.kind == "url")
        assert bool(origin.packages) == bool(origin.version) == (origin.kind == "package")


def test_no_name_and_no_file_is_there_twice() -> None:
    assert len({e.name for e in catalogue()}) == len({e.sha256 for e in catalogue()}) == len(catalogue())


def test_the_default_model_reads_both_languages_and_comes_first() -> None:
    assert set(catalogue()[0].languages) >= {"zh", "en"}


def test_the_parts_of_a_model_are_listed_in_order() -> None:
    packages = find("qwen2.5-1.5b").origins[-1].packages
    assert [p.rpartition("part")[2] for p in packages] == [str(n) for n in range(1, 23)]


def test_a_model_counts_as_installed_only_when_whole(tmp_path: Path) -> None:
    size = find("smollm2-135m").bytes
    with (tmp_path / "smollm2-135m.gguf").open("wb") as file:
        file.truncate(size - 1)
    assert installed(tmp_path) == []
    with (tmp_path / "smollm2-135m.gguf").open("ab") as file:
        file.truncate(size)
    assert installed(tmp_path) == ["smollm2-135m"]


def test_removing_takes_the_file_and_every_leftover(tmp_path: Path) -> None:
    (tmp_path / "smollm2-135m.gguf").write_bytes(b"x")
    (tmp_path / "smollm2-135m.gguf.part").write_bytes(b"x")
    (tmp_path / "smollm2-135m.gguf.pieces").mkdir()
    (tmp_path / "smollm2-135m.gguf.pieces" / "sizes.json").write_text("{}")
    remove("smollm2-135m", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_removing_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="not on this machine"):
        remove("smollm2-135m", tmp_path)
    with pytest.raises(UnknownNameError):
        remove("../../etc/passwd", tmp_path)
