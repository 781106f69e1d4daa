"""Clients that leave, that come eight at a time, and a model that fails: over a model of another server."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

from broadsheet.app import Newsroom
from tests.models.fake_server import FakeServer, fake_server
from tests.newsrooms import NOW
from tests.serve.openai import script
from tests.serve.openai.conftest import client_of
from tests.web.conftest import served

MODEL = "openai:far"
MESSAGES: Any = script.prompt("en")
LONG = "word " * 400


@pytest.fixture
def far() -> Iterator[FakeServer]:
    with fake_server() as server:
        yield server


@contextmanager
def relayed(far: FakeServer, folder: Path) -> Iterator[str]:
    """The address of a newsroom whose model is on `far`."""
    folder.mkdir(exist_ok=True)
    (folder / "broadsheet.toml").write_text(f'model = "{MODEL}"\nbase_url = "{far.url}"\n[server]\nretries = 0\n')
    with Newsroom.open(folder, now=lambda: NOW) as room, served(room) as address:
        yield address


def test_a_model_of_another_server_is_passed_on(far: FakeServer, tmp_path: Path) -> None:
    with relayed(far, tmp_path / "room") as address, client_of(address) as client:
        assert client.models.list().data[0].id == MODEL
        answer = client.chat.completions.create(model=MODEL, messages=MESSAGES, temperature=0.5, seed=9)
        assert answer.choices[0].message.content == far.answer
        assert answer.usage is not None
        assert answer.usage.prompt_tokens == 7
    sent = far.requests[-1]
    assert (sent["temperature"], sent["seed"], sent["top_p"]) == (0.5, 9, 1.0)


def test_a_client_that_leaves_a_stream_ends_the_work(far: FakeServer, tmp_path: Path) -> None:
    far.answer, far.pause = LONG, 0.02
    with relayed(far, tmp_path / "room") as address, client_of(address) as client:
        stream = client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
        next(iter(stream))
        stream.close()
        assert far.hung_up.wait(10)


def test_a_client_that_does_not_wait_for_its_answer_ends_the_work(far: FakeServer, tmp_path: Path) -> None:
    far.answer, far.pause = LONG, 0.02
    body = {"model": MODEL, "messages": MESSAGES}
    with relayed(far, tmp_path / "room") as address:
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{address}/v1/chat/completions", json=body, timeout=1.0, trust_env=False)
        assert far.hung_up.wait(10)


def test_eight_clients_are_answered_together(far: FakeServer, tmp_path: Path) -> None:
    far.pause = 0.05
    together = threading.Barrier(8, timeout=30)

    def ask(seed: int) -> str:
        together.wait()
        with client_of(address) as client:
            answer = client.chat.completions.create(model=MODEL, messages=MESSAGES, seed=seed)
        return answer.choices[0].message.content or ""

    with relayed(far, tmp_path / "room") as address, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [far.answer] * 8
    assert sorted(request["seed"] for request in far.requests) == list(range(8))


def test_a_model_that_fails_is_the_servers_fault(far: FakeServer, tmp_path: Path) -> None:
    far.status = 500
    with (
        relayed(far, tmp_path / "room") as address,
        client_of(address) as client,
        pytest.raises(openai.InternalServerError, match="server failed"),
    ):
        client.chat.completions.create(model=MODEL, messages=MESSAGES)


def test_a_prompt_that_is_too_long_says_so(far: FakeServer, tmp_path: Path) -> None:
    far.status = 400
    with relayed(far, tmp_path / "room") as address, client_of(address) as client:
        with pytest.raises(openai.BadRequestError) as caught:
            client.chat.completions.create(model=MODEL, messages=MESSAGES)
        assert caught.value.code == "context_length_exceeded"


def test_a_stream_that_breaks_off_says_so(far: FakeServer, tmp_path: Path) -> None:
    far.end_mark = False
    with relayed(far, tmp_path / "room") as address, client_of(address) as client:
        stream = client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
        with pytest.raises(openai.APIError, match="broke off"):
            list(stream)
