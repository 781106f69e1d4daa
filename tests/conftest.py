"""Fixtures for every test: a newsroom without a model, and one with reports in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from broadsheet.app import Newsroom
from tests.databases import prepared
from tests.newsrooms import NOW, Clock, furnish


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, in whatever order the tests were shuffled into."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def _no_literals_of_ours() -> Iterator[None]:
    """Hypothesis also draws literals out of our own modules: gazetteers and word lists, checked against every field.

    That was two thirds of the time of the API's fuzzer, and found nothing that its own odd values don't.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(providers, "_get_local_constants", Constants)
        yield


@pytest.fixture(scope="session", autouse=True)
def _new_databases_are_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with prepared(tmp_path_factory.mktemp("prepared") / "newsroom.db"):
        yield


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "API_KEY", "MODEL", "BASE_URL", "ALLOW"):
        monkeypatch.delenv(f"BROADSHEET_{name}", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def furnished(room: Newsroom) -> Newsroom:
    furnish(room)
    return room


@pytest.fixture
def clock() -> Clock:
    return Clock()
