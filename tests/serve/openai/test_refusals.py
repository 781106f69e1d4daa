"""What is wrong with a request is said in the protocol's shape, so that the client raises the right exception."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

from broadsheet.app import Newsroom
from broadsheet.serve.openai import entry
from broadsheet.serve.openai.refusals import RefusedError
from tests.newsrooms import NOW
from tests.serve.openai import script
from tests.serve.openai.conftest import client_of
from tests.web.conftest import served

MESSAGES: Any = script.prompt("en")
PICTURE = [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://x.example/a.png"}}]}]
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"temperature": 3}, "temperature", "less than or equal to 2"),
    ({"temperature": "warm"}, "temperature", "valid number"),
    ({"top_p": -1}, "top_p", "greater than or equal to 0"),
    ({"max_tokens": 0}, "max_tokens", "greater than or equal to 1"),
    ({"n": 0}, "n", "greater than or equal to 1"),
    ({"messages": []}, "messages", "at least 1 item"),
    ({"messages": [{"role": "king", "content": "Hi"}]}, "messages[0].role", "'user'"),
    ({"messages": PICTURE}, "messages[0].content", "read text, not 'image_url'"),
    ({"messages": [{"role": "tool", "content": "Snow"}]}, "messages[0].tool_call_id", "Missing"),
    ({"extra_body": {"temprature": 1}}, "temprature", "Did you mean 'temperature'?"),
    ({"logit_bias": {"50256": -100}}, "logit_bias", "no 'logit_bias'"),
    ({"top_logprobs": 2}, "top_logprobs", "needs 'logprobs'"),
    ({"tool_choice": "required"}, "tool_choice", "needs 'tools'"),
    ({"response_format": {"type": "json_schema"}}, "response_format.json_schema", "Missing"),
    ({"stop": ["a"] * 20}, "stop", "out of range"),
]


@pytest.mark.parametrize(("more", "param", "said"), WRONG, ids=[f"{p}-{n}" for n, (_, p, _) in enumerate(WRONG)])
def test_what_is_wrong_is_named(client: openai.OpenAI, more: dict[str, Any], param: str, said: str) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(**{"model": "stub", "messages": MESSAGES, **more})
    assert caught.value.param == param
    assert said in caught.value.message
    assert caught.value.type == "invalid_request_error"


def test_a_wrong_request_for_a_stream_is_refused_before_the_stream(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model="stub", messages=MESSAGES, stream=True, stop=["a"] * 20)


@pytest.mark.parametrize("name", ["gpt-nowhere", "none", "file:/etc/passwd", "openai:", "embedded:/etc/passwd"])
def test_a_model_that_is_not_here_is_not_found(client: openai.OpenAI, name: str) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(model=name, messages=MESSAGES)
    assert caught.value.code == "model_not_found"
    assert "stub" in caught.value.message
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve(name)


def test_a_model_that_was_not_fetched_names_the_command_that_fetches_it(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match=r"broadsheet models pull qwen2\.5-1\.5b"):
        client.chat.completions.create(model="qwen2.5-1.5b", messages=MESSAGES)


def test_an_address_that_is_none_says_so(models_address: str) -> None:
    answer = httpx.get(f"{models_address}/v1/nowhere", trust_env=False)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_url"


def test_what_is_no_json_is_refused(models_address: str) -> None:
    answer = httpx.post(f"{models_address}/v1/chat/completions", content=b'{"model": ', trust_env=False)
    assert answer.status_code == 400
    assert "not JSON" in answer.json()["error"]["message"]


def test_another_site_cannot_ask_through_a_browser(models_address: str) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = httpx.post(f"{models_address}/v1/chat/completions", json={}, headers=headers, trust_env=False)
    assert answer.status_code == 403
    assert "another site" in answer.json()["error"]["message"]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[str]:
    with Newsroom.open(tmp_path / "locked", model="none", now=lambda: NOW) as room:
        room.settings = replace(room.settings, api_keys=("right", "also-right"))
        with served(room) as address:
            yield address


def test_where_there_are_keys_one_is_needed(locked: str) -> None:
    with client_of(locked, key="wrong") as client, pytest.raises(openai.AuthenticationError) as caught:
        client.models.list()
    assert caught.value.code == "invalid_api_key"
    assert httpx.get(f"{locked}/v1/models", trust_env=False).status_code == 401
    with client_of(locked, key="also-right") as client:
        assert client.models.list().data


def test_more_than_can_wait_are_told_to_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "MOST_AT_ONCE", 0)
    with (
        Newsroom.open(tmp_path / "busy", model="none", now=lambda: NOW) as room,
        served(room) as address,
        client_of(address) as client,
        pytest.raises(openai.RateLimitError) as caught,
    ):
        client.chat.completions.create(model="stub", messages=MESSAGES)
    assert caught.value.code == "rate_limit_exceeded"
    assert int(caught.value.response.headers["retry-after"]) > 0


def test_a_turnstile_lets_the_next_one_in_when_one_has_left() -> None:
    turnstile = entry.Turnstile(1)
    with turnstile.passed(), pytest.raises(RefusedError) as caught, turnstile.passed():
        pytest.fail("the second must wait")
    assert caught.value.status == 429
    with turnstile.passed():
        pass


def test_no_embedding_of_nothing_and_none_that_is_cut(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="empty"):
        client.embeddings.create(model="usem3", input=["fire", " "])
    with pytest.raises(openai.BadRequestError, match="can't be cut"):
        client.embeddings.create(model="usem3", input="fire", dimensions=64)
    with pytest.raises(openai.BadRequestError, match="input"):
        client.embeddings.create(model="usem3", input=[[1, 2, 3]])
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model="stub", input="fire")
