"""The nearest vectors: the coarse look misses little, and a snapshot says what was written."""

from pathlib import Path

import numpy as np
import pytest

from broadsheet.search import snapshot, vectors
from broadsheet.search.vectors import EXACT, Vectors


def held(n: int, *, dimension: int = 128) -> Vectors:
    """Rows with a falling spectrum, as embeddings have one."""
    chance = np.random.default_rng(3)
    rows = chance.standard_normal((n, dimension)) / np.arange(1, dimension + 1) ** 0.5
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return Vectors(np.arange(1, n + 1, dtype=np.uint64), rows)


def test_a_coarse_look_finds_nearly_all_that_an_exact_one_finds() -> None:
    many = held(3 * EXACT)
    hits = 0
    for query in many.rows[:40]:
        exact = np.argsort(-(many.rows @ query))[:10]
        found, cosines = many.nearest(query, n=10, least=-1.0)
        hits += len(set(exact.tolist()) & set(found.tolist()))
        assert list(cosines) == sorted(cosines, reverse=True)
    assert hits >= 0.97 * 400


@pytest.mark.parametrize("share", [2, 500])
def test_a_mask_leaves_only_its_rows(share: int) -> None:
    many = held(3 * EXACT)
    mask = np.arange(len(many)) % share == 0
    found, _ = many.nearest(many.rows[1], n=20, least=-1.0, mask=mask)
    assert len(found) == min(20, int(mask.sum()))
    assert mask[found].all()


def test_rows_of_nothing_are_near_nothing() -> None:
    many = Vectors(np.arange(3 * EXACT, dtype=np.uint64), np.zeros((3 * EXACT, 256), dtype=np.float32))
    found, _ = many.nearest(np.full(256, 1 / 16, dtype=np.float32), n=5, least=0.1)
    assert len(found) == 0


def test_nothing_is_nearest_to_nothing() -> None:
    found, cosines = vectors.none(4).nearest(np.ones(4, dtype=np.float32), n=3, least=0.0)
    assert len(found) == len(cosines) == 0


def test_a_newer_row_takes_the_place_of_an_older_one() -> None:
    old, new = held(3), Vectors(np.array([2], dtype=np.uint64), np.ones((1, 128), dtype=np.float32))
    assert sorted(vectors.joined(old, new).keys.tolist()) == [1, 2, 3]
    assert (vectors.joined(old, new).rows[-1] == 1).all()


def test_a_snapshot_says_what_was_written(tmp_path: Path) -> None:
    written = held(50)
    snapshot.write(tmp_path, held(20), token="1")
    snapshot.write(tmp_path, written, token="2")
    read = snapshot.read(tmp_path, dimension=128)
    assert read is not None
    assert (read.rows == written.rows).all()
    assert (read.keys == written.keys).all()
    assert [p.name for p in tmp_path.iterdir()] == ["kept-2"]


@pytest.mark.parametrize("name", ["keys", "rows", "axes", "coarse"])
@pytest.mark.parametrize("damage", [b"", b"nonsense"])
def test_a_damaged_snapshot_is_as_good_as_none(tmp_path: Path, name: str, damage: bytes) -> None:
    snapshot.write(tmp_path, held(20), token="1")
    (tmp_path / "kept-1" / f"{name}.npy").write_bytes(damage)
    assert snapshot.read(tmp_path, dimension=128) is None
    snapshot.write(tmp_path, held(20), token="1")
    assert snapshot.read(tmp_path, dimension=128) is not None
