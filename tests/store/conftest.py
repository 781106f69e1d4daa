"""A store of every engine there is: what passes here passes on each."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import store

NOW = datetime(2026, 11, 8, 9, 30, tzinfo=UTC)


@pytest.fixture(params=["sqlite"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[store.Store]:
    urls = {"sqlite": f"sqlite:///{tmp_path / 'newsroom.db'}"}
    with store.open(urls[request.param], now=lambda: NOW) as opened:
        yield opened
