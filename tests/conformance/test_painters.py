"""What every file in `models/painters/` promises, whatever makes its pictures."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from broadsheet.core import ModelError, ModelInputError, UnknownNameError
from broadsheet.models import ImageModel, load_image_model
from broadsheet.models.pictures import LONGEST_PROMPT, LONGEST_SIDE, PAINTERS
from tests.models.sick_server import Sick, sick_server
from tests.models.test_pictures import jpeg, png

Opened = Callable[..., AbstractContextManager[ImageModel]]


@contextmanager
def _openai(*files: bytes) -> Iterator[ImageModel]:
    """An image model whose server answers with `files`; a second answer would be an error of the test."""

    def behave(sick: Sick) -> None:
        sick.head(kind="application/json")
        rows = [{"b64_json": b64encode(file).decode()} for file in files]
        sick.say(json.dumps({"data": rows}).encode())

    with sick_server(behave) as server:
        yield load_image_model("openai:some", settings={"base_url": server.url, "retries": "0"})
        assert len(server.requests) == bool(files), "a request that can't be met is never sent"


# How each painter is made to answer with given files.
OPENED: dict[str, Opened] = {"openai": _openai}


@pytest.fixture(params=PAINTERS.names())
def opened(request: pytest.FixtureRequest) -> Opened:
    return OPENED[request.param]


def test_every_painter_is_looked_at_here() -> None:
    assert set(PAINTERS.names()) == set(OPENED)


def test_as_many_pictures_as_were_asked_for_come_as_files_in_their_order(opened: Opened) -> None:
    files = [png(8, 6), jpeg(8, 6)]
    with opened(*files) as painter:
        assert painter.generate("A bridge. 一座桥。", size="8x6", n=2, seed=3) == files
        assert painter.name.partition(":")[0] in PAINTERS.names()


@pytest.mark.parametrize(
    "asked",
    [
        {"prompt": " "},
        {"prompt": "x" * (LONGEST_PROMPT + 1)},
        {"size": "large"},
        {"size": f"{LONGEST_SIDE + 1}x8"},
        {"n": 0},
    ],
)
def test_a_request_that_cannot_be_met_is_refused_before_anything_is_sent(opened: Opened, asked: dict[str, Any]) -> None:
    with opened() as painter, pytest.raises(ModelInputError):
        painter.generate(**{"prompt": "A bridge.", "size": "8x6", **asked})


@pytest.mark.parametrize("file", [b"<svg onload='alert(1)'/>", b"GIF89a", png(8, 6)[:-12]])
def test_what_is_no_picture_is_never_handed_on(opened: Opened, file: bytes) -> None:
    with opened(file) as painter, pytest.raises(ModelError):
        painter.generate("A bridge.", size="8x6")


def test_another_number_of_pictures_than_asked_for_is_an_error(opened: Opened) -> None:
    with opened(png(8, 6)) as painter, pytest.raises(ModelError):
        painter.generate("A bridge.", size="8x6", n=2)


def test_an_unknown_painter_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as raised:
        load_image_model("crayon:blue")
    assert set(PAINTERS.names()) <= set(raised.value.choices)
