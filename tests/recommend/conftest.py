"""A newsroom and its recommender."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.recommend import Recommender
from tests.recommend import newsroom


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[store.Store]:
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: newsroom.NOW) as opened:
        yield opened


@pytest.fixture
def kept(empty: store.Store) -> store.Store:
    newsroom.fill(empty)
    return empty


@pytest.fixture
def recommender(kept: store.Store) -> Recommender:
    return Recommender(kept)
