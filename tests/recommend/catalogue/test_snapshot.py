"""The snapshot of the catalogue: whole, or as good as none, however it was harmed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.recommend.catalogue import Card
from broadsheet.recommend.catalogue.snapshot import load, save
from broadsheet.recommend.catalogue.stock import Stock

SEEN, ARTICLES = 5, 40


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a snapshot of forty articles in it."""
    folder, stock, dice = tmp_path_factory.mktemp("snapshot"), Stock(), np.random.default_rng(1)
    cards = [Card(n, 1000.0 + n, f"Title {n}", "en", "Wire", frozenset({"a"}), ("x",)) for n in range(1, ARTICLES + 1)]
    stock.put(cards, vectors={card.id: dice.normal(size=8).astype(np.float32) for card in cards})
    save(stock, folder, seen=SEEN, model="m")
    return folder


def read(folder: Path) -> int:
    return load(Stock(), folder, model="m", top=SEEN, articles=ARTICLES)


@pytest.fixture
def harmed(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole / "catalogue", tmp_path / "catalogue")
    assert read(tmp_path) == SEEN
    return tmp_path


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "of no bytes": lambda _: b"",
    "cut short": lambda b: b[: len(b) // 2],
    "of another kind": lambda _: b"PK\x03\x04 not an array and no JSON \xff",
    "with a bit turned in its head": lambda b: b[:20] + bytes([b[20] ^ 4]) + b[21:],
    "with its last byte turned": lambda b: b[:-1] + bytes([b[-1] ^ 1]),
    "nested without end": lambda _: b"[" * 100_000,
}


@pytest.mark.parametrize("name", ["ids.npy", "codes.npy", "lists.1.npy", "manifest.json"])
@pytest.mark.parametrize("harm", HARMS)
def test_a_file_that_is_harmed_is_not_believed(harmed: Path, name: str, harm: str) -> None:
    file = harmed / "catalogue" / name
    file.write_bytes(HARMS[harm](file.read_bytes()))
    assert read(harmed) == -1


@pytest.mark.parametrize("name", ["ids.npy", "manifest.json"])
def test_a_file_that_is_gone_or_a_folder_is_not_believed(harmed: Path, name: str) -> None:
    (harmed / "catalogue" / name).unlink()
    assert read(harmed) == -1
    (harmed / "catalogue" / name).mkdir()
    assert read(harmed) == -1


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5)


@given(key=st.sampled_from(["version", "seen", "model", "words", "checks", "ascending", "seal"]), value=JSON)
def test_a_manifest_that_says_something_else_is_not_believed(whole: Path, key: str, value: object) -> None:
    kept = (whole / "catalogue" / "manifest.json").read_text(encoding="utf-8")
    told = json.loads(kept)
    if told[key] == value:
        return
    try:
        (whole / "catalogue" / "manifest.json").write_text(json.dumps({**told, key: value}), encoding="utf-8")
        assert read(whole) == -1
    finally:
        (whole / "catalogue" / "manifest.json").write_text(kept, encoding="utf-8")
