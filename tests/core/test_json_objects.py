"""JSON objects in files, and in what is none."""

from pathlib import Path

import pytest

from broadsheet.core.json_objects import object_in


def test_an_object_is_read_in_either_language(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text('{"name": "诗", "steps": 3}', encoding="utf-8")
    assert object_in(tmp_path / "card.json") == {"name": "诗", "steps": 3}


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1', b"[1]", b"null", b'"a"', b"\xff\xfe{", b"PK\x03\x04"])
def test_what_is_no_object_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "torn.json").write_bytes(content)
    assert object_in(tmp_path / "torn.json") == {}


def test_a_missing_file_and_a_folder_are_empty_objects(tmp_path: Path) -> None:
    assert object_in(tmp_path / "missing.json") == {}
    assert object_in(tmp_path) == {}
