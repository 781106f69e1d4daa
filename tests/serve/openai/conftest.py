"""A newsroom's models behind `/v1` on a port of this machine, and the official client that asks them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openai
import pytest

from broadsheet.app import Newsroom
from tests.newsrooms import NOW
from tests.web.conftest import served

Clients = Callable[..., openai.OpenAI]


def client_of(address: str, *, key: str = "any") -> openai.OpenAI:
    """As a script makes one; a proxy that stands in the environment is not asked for this machine."""
    http = openai.DefaultHttpxClient(trust_env=False)
    return openai.OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0, timeout=60, http_client=http)


@pytest.fixture(scope="session")
def models_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder: Path = tmp_path_factory.mktemp("openai")
    (folder / "newsroom").mkdir()
    (folder / "newsroom" / "broadsheet.toml").write_text(f'models_folder = "{folder / "none"}"\n')
    with Newsroom.open(folder / "newsroom", model="none", now=lambda: NOW) as room:
        yield room


@pytest.fixture(scope="session")
def models_address(models_room: Newsroom) -> Iterator[str]:
    with served(models_room) as address:
        yield address


@pytest.fixture
def client(models_address: str) -> Iterator[openai.OpenAI]:
    with client_of(models_address) as opened:
        yield opened
