from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import LanguageModel, Message, Options
from tests.models.fake_server import FakeServer, fake_server

PROMPT = [Message("user", "写一个标题。")]


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as running:
        yield running


def load(server: FakeServer, **settings: str) -> LanguageModel:
    given = {"base_url": server.url, "api_key": "secret", **settings}
    return models.load("openai:some-model", folder=Path(), settings=given)


def test_the_name_the_key_and_the_options_reach_the_server(server: FakeServer) -> None:
    list(load(server).generate(PROMPT, Options("sample", temperature=0.3, seed=4, stop=("。",))))
    sent = server.requests[0]
    assert (sent["model"], sent["temperature"], sent["seed"], sent["stop"]) == ("some-model", 0.3, 4, ["。"])
    assert server.keys == ["Bearer secret"]


def test_the_key_is_in_no_error(server: FakeServer) -> None:
    server.status = 401
    with pytest.raises(ModelError) as caught:
        list(load(server).generate(PROMPT, Options()))
    assert "secret" not in str(caught.value)
    assert "api_key" in caught.value.do


def test_options_the_protocol_lacks_are_refused_not_dropped(server: FakeServer) -> None:
    with pytest.raises(ModelInputError, match="top_k"):
        load(server).generate(PROMPT, Options("sample", top_k=5))


def test_a_server_that_knows_more_gets_more(server: FakeServer) -> None:
    list(load(server, dialect="extended").generate(PROMPT, Options("sample", top_k=5, repeat_penalty=1.1)))
    assert (server.requests[0]["top_k"], server.requests[0]["repetition_penalty"]) == (5, 1.1)


def test_a_prompt_that_is_too_long_is_the_askers_fault(server: FakeServer) -> None:
    server.status = 400
    with pytest.raises(ModelInputError, match="too long") as caught:
        list(load(server).generate(PROMPT, Options()))
    assert "less evidence" in caught.value.do


def test_a_server_that_is_not_there_is_an_error_and_soon_not_asked_at_all() -> None:
    model = models.load("openai:m", folder=Path(), settings={"base_url": "http://127.0.0.1:9/v1"})
    for _ in range(3):
        with pytest.raises(ModelError, match="reached"):
            list(model.generate(PROMPT, Options()))
    with pytest.raises(ModelError, match="in a row"):
        model.generate(PROMPT, Options())


def test_a_silent_server_is_given_up(server: FakeServer) -> None:
    server.pause = 5
    with pytest.raises(ModelError, match="stopped answering"):
        list(load(server, timeout="0.2").generate(PROMPT, Options()))


def test_an_answer_that_breaks_off_is_an_error(server: FakeServer) -> None:
    server.end_mark = False
    with pytest.raises(ModelError, match="broke off"):
        list(load(server).generate(PROMPT, Options()))


def test_closing_the_answer_hangs_up(server: FakeServer) -> None:
    server.answer = "word " * 2000
    server.pause = 0.01
    answer = load(server).generate(PROMPT, Options(max_tokens=2000))
    next(answer)
    answer.close()  # type: ignore[attr-defined]
    assert server.hung_up.wait(5)


@pytest.mark.parametrize(
    "settings", [{"base_url": "ftp://x"}, {"base_url": "nonsense"}, {"dialect": "klingon"}, {"timeout": "soon"}]
)
def test_a_bad_setting_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ModelInputError):
        models.load("openai:m", folder=Path(), settings=settings)


def test_a_missing_model_name_is_refused() -> None:
    with pytest.raises(ModelInputError, match="missing"):
        models.load("openai:", folder=Path())
