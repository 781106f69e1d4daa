import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest
import respx

from broadsheet import models
from broadsheet.core import ModelError, ModelInputError, Usage
from broadsheet.models import Books, Chain, Link, Message, Metered, Options, Token
from tests.models.local_models import folder_with
from tests.models.tiny_transformers import KINDS, save

SAID = {
    "en": ("The council voted 31 to 12 to rebuild the bridge.", "The harbour froze over for nine weeks."),
    "zh": ("议会以31票对12票通过重建大桥的决议。", "港口封冻了整整九个星期。"),
}
SERVER = "http://server.test/v1"


class Mute:
    name = "mute"

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        raise NotImplementedError


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_read_is_likelier_than_what_was_not(language: str) -> None:
    read, other = SAID[language]
    stub = models.load("stub", folder=Path())
    likely, strange = (models.likelihood(stub, [Message("user", read)], text) for text in (read, other))
    assert max(likely) <= 0
    assert sum(likely) / len(likely) > sum(strange) / len(strange) + 2


def test_the_same_question_has_the_same_answer() -> None:
    stub = models.load("stub", folder=Path())
    asked = [Message("user", SAID["en"][0])]
    assert models.likelihood(stub, asked, "The council voted.") == models.likelihood(stub, asked, "The council voted.")


def test_a_model_that_can_not_say_names_those_that_can() -> None:
    with pytest.raises(ModelInputError, match="how likely") as caught:
        models.likelihood(Mute(), [Message("user", "x")], "y")
    assert "embedded" in caught.value.do


@pytest.mark.parametrize("answer", ["", " \n"])
def test_no_answer_is_refused(answer: str) -> None:
    with pytest.raises(ModelInputError, match="no answer"):
        models.likelihood(models.load("stub", folder=Path()), [Message("user", "x")], answer)


def test_a_model_behind_books_and_in_a_chain_says_the_same_and_its_cost_is_told() -> None:
    stub, told = models.load("stub", folder=Path()), list[Usage]()
    asked, answer = [Message("user", SAID["zh"][0])], SAID["zh"][0]
    chain = Chain([Link("stub", lambda: Metered(stub, books=Books(after=told.append)))], clock=lambda: 0.0)
    assert models.likelihood(chain, asked, answer) == models.likelihood(stub, asked, answer)
    assert told[0].completion_tokens > 5


@pytest.mark.parametrize("family", [family for family, kind in KINDS.items() if kind != "masked"])
def test_a_greedy_answer_of_a_torch_model_is_weighed_as_it_was_when_said(family: str, tmp_path: Path) -> None:
    model = models.load(f"transformers:{save(family, tmp_path)}", folder=Path(), settings={"threads": "1"})
    scored = models.likelihood(model, [Message("user", "The council voted.")], "abc")
    said = model.generate(
        [Message("user", "The council voted.")], Options(max_tokens=1, logprobs=True, top_logprobs=20)
    )
    assert all(value < 0 for value in scored)
    # The likeliest first token can't be less likely than the one that was given.
    assert scored[0] <= next(iter(said)).top[0][1] + 1e-6


def test_a_model_that_fills_gaps_refuses(tmp_path: Path) -> None:
    model = models.load(f"transformers:{save('bert', tmp_path)}", folder=Path(), settings={"threads": "1"})
    with pytest.raises(ModelInputError, match="how likely"):
        models.likelihood(model, [Message("user", "x [MASK]")], "y")


@pytest.mark.model
def test_the_embedded_model_weighs_what_it_said_as_it_said_it() -> None:
    model = models.load("smollm2-135m", folder=folder_with("smollm2-135m"))
    asked = [Message("user", SAID["en"][0])]
    told = list(model.generate(asked, Options(max_tokens=12, logprobs=True)))
    found = models.likelihood(model, asked, "".join(token.text for token in told))
    models.close(model)
    assert sum(found) == pytest.approx(sum(token.logprob or 0.0 for token in told), abs=0.3)


@pytest.mark.model
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_embedded_model_finds_likelier_what_it_was_asked_about(language: str) -> None:
    model = models.load("smollm2-135m", folder=folder_with("smollm2-135m"))
    asked = [Message("user", SAID[language][0])]
    # Its Chinese characters are bytes, of which the first tell nothing to the engine's own protocol.
    likely, strange = (models.likelihood(model, asked, text) for text in SAID[language])
    models.close(model)
    assert sum(likely) / len(likely) > sum(strange) / len(strange)


@respx.mock
def test_a_server_of_text_completions_weighs_its_own_prompt() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        start = body["prompt"].index("done")
        told = {"text_offset": [0, start, start + 2, len(body["prompt"])], "token_logprobs": [None, -0.5, -0.25, -9.0]}
        return httpx.Response(200, json={"choices": [{"text": body["prompt"], "logprobs": told}]})

    route = respx.post(f"{SERVER}/completions").mock(side_effect=answer)
    model = models.load("openai:m", folder=Path(), settings={"base_url": SERVER, "protocol": "completions"})
    assert models.likelihood(model, [Message("user", "Say so.")], "done") == (-0.5, -0.25)
    assert json.loads(route.calls[0].request.content)["echo"] is True


@respx.mock
@pytest.mark.parametrize(
    ("payload", "error"),
    [({"choices": [{"text": "done"}]}, ModelInputError), ({"choices": []}, ModelError), ({"choices": 3}, ModelError)],
)
def test_a_server_that_tells_nothing_of_use_says_so(payload: dict[str, object], error: type[Exception]) -> None:
    respx.post(f"{SERVER}/completions").mock(return_value=httpx.Response(200, json=payload))
    model = models.load("openai:m", folder=Path(), settings={"base_url": SERVER, "protocol": "completions"})
    with pytest.raises(error):
        models.likelihood(model, [Message("user", "Say so.")], "done")


def test_the_chat_protocol_can_not_weigh_an_answer() -> None:
    model = models.load("openai:m", folder=Path(), settings={"base_url": SERVER})
    with pytest.raises(ModelInputError, match="how likely"):
        models.likelihood(model, [Message("user", "x")], "y")
