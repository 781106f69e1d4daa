from collections.abc import Iterator

import pytest

from tests.ingest.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as made:
        yield made
