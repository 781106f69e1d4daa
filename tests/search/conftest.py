"""A newsroom with eight reports, indexed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.search import Index
from tests.search import newsroom


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[store.Store]:
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: newsroom.START) as opened:
        newsroom.fill(opened)
        yield opened


@pytest.fixture
def index(kept: store.Store, tmp_path: Path) -> Index:
    opened = newsroom.open_index(tmp_path / "index", kept)
    opened.update()
    return opened
