"""The official client passes its script on whatever model is here."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from broadsheet.app import Newsroom
from tests.models.local_models import folder_with
from tests.newsrooms import NOW
from tests.serve.openai import script
from tests.serve.openai.conftest import client_of
from tests.web.conftest import served

LOCAL = pytest.mark.model
CASES = [
    pytest.param(("stub", "en")),
    pytest.param(("stub", "zh")),
    pytest.param(("smollm2-135m", "en"), marks=LOCAL),
    pytest.param(("qwen2.5-1.5b", "zh"), marks=LOCAL),
]


@pytest.fixture(scope="module", params=CASES)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the script got, once for each model."""
    model, language = request.param
    folder: Path = tmp_path_factory.mktemp("script")
    if model != "stub":
        (folder / "broadsheet.toml").write_text(f'models_folder = "{folder_with(model)}"\n')
    with (
        Newsroom.open(folder, model="none", now=lambda: NOW) as room,
        served(room) as address,
        client_of(address) as client,
    ):
        yield {**script.run(client, model, language), "model": model}


def test_a_chat_is_answered_and_billed(told: dict[str, Any]) -> None:
    answer = told["chat"]
    assert answer.object == "chat.completion"
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content.strip()
    assert answer.choices[0].finish_reason in ("stop", "length")
    assert answer.usage.prompt_tokens > 0
    assert 0 < answer.usage.completion_tokens <= 24
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens
    assert answer.system_fingerprint.startswith("fp_")


def test_a_stream_says_what_the_whole_answer_says(told: dict[str, Any]) -> None:
    whole, streamed = told["chat"], told["streamed"]
    assert streamed["text"] == whole.choices[0].message.content
    assert streamed["finish"] == whole.choices[0].finish_reason
    assert streamed["usage"] == whole.usage


def test_the_same_seed_draws_the_same_choices_again(told: dict[str, Any]) -> None:
    first, second = told["drawn"]
    assert first == second
    assert len(first) == 3


def test_every_token_has_its_chance_and_the_likeliest_beside_it(told: dict[str, Any]) -> None:
    assert told["likely"]
    for token in told["likely"]:
        assert token.logprob <= 0
        assert 0 < len(token.top_logprobs) <= 3
        assert bytes(token.bytes).decode("utf-8", "replace") == token.token
    first = told["likely"][0]
    assert first.token == first.top_logprobs[0].token


def test_an_answer_fits_its_schema(told: dict[str, Any]) -> None:
    assert set(told["form"]) == {"open", "place"}
    assert isinstance(told["form"]["open"], bool)
    assert len(told["form"]["place"]) <= 40


def test_a_tool_that_must_be_called_is_called_with_arguments_that_fit(told: dict[str, Any]) -> None:
    choice = told["calls"]
    assert choice.finish_reason == "tool_calls"
    call = choice.message.tool_calls[0]
    assert call.function.name == "find_articles"
    assert isinstance(json.loads(call.function.arguments)["words"], str)
    assert choice.message.content is None


def test_the_model_is_listed_and_found(told: dict[str, Any]) -> None:
    assert told["model"] in told["listed"]
    assert told["found"] == told["model"]


def test_a_text_is_completed(told: dict[str, Any]) -> None:
    assert told["text"].object == "text_completion"
    assert told["text"].choices[0].text.strip()
    assert told["text"].usage.completion_tokens <= 8


def test_texts_of_like_meaning_have_like_vectors(told: dict[str, Any]) -> None:
    english, chinese, soup = (row.embedding for row in told["vectors"].data)
    assert len(english) == 512
    assert script.likeness(english, chinese) > script.likeness(english, soup) + 0.1
    assert told["vectors"].usage.prompt_tokens > 10


def test_the_client_knows_the_types_of_all_that_came(told: dict[str, Any]) -> None:
    assert isinstance(told["chat"], openai.types.chat.ChatCompletion)
    assert isinstance(told["vectors"], openai.types.CreateEmbeddingResponse)
