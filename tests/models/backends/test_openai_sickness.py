"""A server with every sickness there is: each ends in a clear error within its limit."""

import logging
import time
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import MissingModelError, ModelError, ModelInputError
from broadsheet.models import LanguageModel, Message, Options, connection
from tests.models import sick_server as ill
from tests.models.sick_server import Behaviour, SickServer, sick_server

PROMPT = [Message("user", "写一个标题。 Write a headline.")]
KEY = "sk-very-secret"
# Short where waiting is what is tested; long elsewhere, as a busy machine may be slow.
SHORT = {"stopped answering": {"timeout": "0.4"}, "did not finish in time": {"deadline": "1.5"}}


def load(server: SickServer, name: str = "openai:m", **settings: str) -> LanguageModel:
    given = {"base_url": server.url, "api_key": KEY, "timeout": "20", "deadline": "30", "retries": "0"}
    return models.load(name, folder=Path(), settings=given | settings)


def said(model: LanguageModel, options: Options | None = None) -> str:
    return "".join(token.text for token in model.generate(PROMPT, options or Options(max_tokens=20)))


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        (ill.hangs, "stopped answering"),
        (ill.hangs_after_the_head, "stopped answering"),
        (ill.sends_a_byte_at_a_time, "stopped answering"),
        (ill.sends_a_token_at_a_time, "did not finish in time"),
        (ill.answers_500, "out of memory"),
        (ill.drips_its_refusal, "stopped answering"),
        (ill.breaks_its_stream, "broke off|hung up"),
        (ill.closes_before_a_word, "hung up"),
        (ill.breaks_its_json, "not what the protocol says"),
        (ill.sends_other_json, "not what the protocol says"),
        (ill.sends_a_page, "Welcome to the intranet"),
        (ill.never_stops, "does not stop"),
        (ill.never_ends_its_line, "a line without end"),
        (ill.answers_200_with_an_error, "no such deployment"),
        (ill.tells_an_error_in_its_stream, "overloaded"),
    ],
)
@pytest.mark.parametrize("name", ["openai:m", "openai-text:m"])
def test_every_sickness_is_a_clear_error_within_its_limit(name: str, behaviour: Behaviour, message: str) -> None:
    with sick_server(behaviour) as server:
        began = time.monotonic()
        with pytest.raises(ModelError) as caught:
            said(load(server, name, **SHORT.get(message, {})), Options(max_tokens=100))
        assert time.monotonic() - began < 20
    told = str(caught.value)
    assert any(part in told for part in message.split("|"))
    assert KEY not in told
    assert KEY not in repr(caught.value.__cause__)


def test_the_breaker_opens_and_the_server_is_left_alone() -> None:
    with sick_server(ill.answers_500) as server:
        model = load(server)
        for _ in range(3):
            with pytest.raises(ModelError):
                said(model)
        with pytest.raises(ModelError, match="in a row"):
            model.generate(PROMPT, Options())
        assert len(server.requests) == 3


@pytest.mark.parametrize("behaviour", [ill.answers_500, ill.closes_before_a_word])
def test_what_may_pass_is_asked_again(behaviour: Behaviour) -> None:
    with sick_server(behaviour, ill.well) as server:
        assert said(load(server, retries="2", deadline="20")) == "Five people were injured."
        assert len(server.requests) == 2


def test_after_the_first_token_nothing_is_asked_again() -> None:
    with sick_server(ill.breaks_its_stream, ill.well) as server:
        with pytest.raises(ModelError):
            said(load(server, retries="2", deadline="20"))
        assert len(server.requests) == 1


def test_a_server_is_left_alone_for_as_long_as_it_asks() -> None:
    def busy(sick: ill.Sick) -> None:
        sick.head(429, kind="application/json", Retry_After="1")
        sick.say(b"{}")

    with sick_server(busy, ill.well) as server:
        began = time.monotonic()
        assert said(load(server, retries="1", deadline="20")) == "Five people were injured."
        assert time.monotonic() - began >= 1


def test_one_that_asks_for_an_hour_is_not_waited_for() -> None:
    def busy(sick: ill.Sick) -> None:
        sick.head(429, kind="application/json", Retry_After="3600")
        sick.say(b"{}")

    with sick_server(busy) as server:
        with pytest.raises(ModelError, match="busy"):
            said(load(server, retries="3", deadline="9000"))
        assert len(server.requests) == 1


def test_a_model_the_server_has_not_is_missing() -> None:
    def unknown(sick: ill.Sick) -> None:
        sick.head(404, kind="application/json")
        sick.say(b'{"error": {"message": "model m not found"}}')

    with sick_server(unknown) as server, pytest.raises(MissingModelError, match="model m not found"):
        said(load(server))


def test_a_refused_request_is_not_asked_again() -> None:
    def refuses(sick: ill.Sick) -> None:
        sick.head(400, kind="application/json")
        sick.say(b'{"error": {"message": "bad temperature"}}')

    with sick_server(refuses) as server:
        with pytest.raises(ModelInputError, match="bad temperature"):
            said(load(server, retries="3"))
        assert len(server.requests) == 1


def test_a_server_that_does_not_stream_is_understood() -> None:
    def at_once(sick: ill.Sick) -> None:
        sick.head(kind="application/json; charset=utf-8")
        sick.say(
            '{"choices": [{"message": {"content": "五人受伤。"}, "finish_reason": "stop"}],'
            ' "usage": {"prompt_tokens": 4, "completion_tokens": 3}}'.encode()
        )

    with sick_server(at_once) as server:
        last = list(load(server).generate(PROMPT, Options()))[-1]
        assert said(load(server)) == "五人受伤。"
        assert last.usage is not None
        assert (last.usage.prompt_tokens, last.usage.completion_tokens) == (4, 3)


def test_half_a_character_does_not_come_through() -> None:
    def halves(sick: ill.Sick) -> None:
        sick.head()
        sick.say(b'data: {"choices": [{"delta": {"content": "a\\ud800b"}}]}\n\n', ill.END)

    with sick_server(halves) as server:
        assert said(load(server)) == "a?b"


def test_text_completions_send_a_prompt_and_read_text() -> None:
    def completes(sick: ill.Sick) -> None:
        sick.head()
        sick.say(
            b'data: {"choices": [{"text": "Port", "logprobs": {"tokens": ["Port"], "token_logprobs": [-0.5]}}]}\n\n',
            b'data: {"choices": [{"text": " Aster", "finish_reason": "length"}]}\n\n',
            b"data: [DONE]\n\n",
        )

    with sick_server(completes) as server:
        turns = [Message("system", "Facts."), Message("user", "Continue.")]
        tokens = list(load(server, "openai-text:base").generate(turns, Options(logprobs=True)))
        assert [token.text for token in tokens] == ["Port", " Aster", ""]
        assert (tokens[0].logprob, tokens[-1].finish) == (-0.5, "length")
        assert server.requests[0]["prompt"] == "Facts.\n\nContinue.\n\n"
        assert "messages" not in server.requests[0]
        with pytest.raises(ModelInputError, match="schema"):
            load(server, "openai-text:base").generate(turns, Options(schema={"type": "object"}))


def test_the_key_is_in_no_log_and_no_name_or_password_in_an_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with sick_server(ill.well, ill.closes_before_a_word) as server:
        model = load(server, base_url=server.url.replace("http://", "http://editor:hunter2@"))
        assert said(model) == "Five people were injured."
        with pytest.raises(ModelError, match="hung up") as caught:
            said(model)
    assert caplog.text
    for secret in (KEY, "hunter2"):
        assert secret not in str(caught.value)
    assert KEY not in caplog.text
    assert KEY not in repr(connection.told({"api_key": KEY}))
