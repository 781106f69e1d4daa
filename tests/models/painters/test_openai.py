import json
from base64 import b64encode
from typing import Any

import pytest

from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import ImageModel, load_image_model
from tests.models import sick_server as ill
from tests.models.sick_server import Behaviour, Sick, SickServer, sick_server
from tests.models.test_pictures import jpeg, png


def load(server: SickServer, name: str = "openai:some") -> ImageModel:
    settings = {"base_url": server.url, "timeout": "20", "deadline": "30", "retries": "0"}
    return load_image_model(name, settings=settings)


def answers(*files: Any) -> Behaviour:
    def behave(sick: Sick) -> None:
        sick.head(kind="application/json")
        rows = [{"b64_json": b64encode(file).decode()} if isinstance(file, bytes) else file for file in files]
        sick.say(json.dumps({"data": rows}).encode())

    return behave


def test_pictures_come_as_files() -> None:
    files = [png(8, 6), jpeg(8, 6)]
    with sick_server(answers(*files)) as server:
        assert load(server).generate("A bridge. 一座桥。", size="8x6", n=2, seed=3) == files
        sent = server.requests[0]
        assert (sent["prompt"], sent["size"], sent["n"], sent["seed"]) == ("A bridge. 一座桥。", "8x6", 2, 3)
        assert sent["response_format"] == "b64_json"


def test_a_model_that_always_answers_inline_is_not_asked_to() -> None:
    with sick_server(answers(png(8, 6))) as server:
        load(server, "openai:gpt-image-1").generate("A bridge.", size="8x6")
        assert "response_format" not in server.requests[0]


@pytest.mark.parametrize(
    "behaviour",
    [
        answers(b"<svg/>"),
        answers(png(8, 6)[:-12]),
        answers({"url": "http://10.0.0.1/picture.png"}),
        answers({"b64_json": "%%%"}),
        answers(),
        ill.sends_a_page,
        ill.answers_500,
    ],
)
def test_what_is_no_picture_is_an_error_and_no_address_is_followed(behaviour: Behaviour) -> None:
    with sick_server(behaviour) as server:
        with pytest.raises(ModelError):
            load(server).generate("A bridge.", size="8x6")
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "asked", [{"prompt": " "}, {"prompt": "x" * 5000}, {"size": "big"}, {"size": "0x9"}, {"n": 0}, {"n": 11}]
)
def test_a_request_that_cannot_be_met_is_refused_before_it_is_sent(asked: dict[str, Any]) -> None:
    with sick_server(answers(png(8, 6))) as server:
        with pytest.raises(ModelInputError):
            load(server).generate(**{"prompt": "A bridge."} | asked)
        assert server.requests == []
