"""`openai:MODEL`: pictures by any server that speaks the OpenAI protocol. Settings as the backend `openai`."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import connection, pictures
from broadsheet.models.connection import Connection

# OpenAI's own newer models answer in base64 always, and refuse to be asked for it.
_ALWAYS_INLINE = "gpt-image"


def load(what: str = "", *, settings: Mapping[str, str] | None = None) -> "OpenAIPainter":
    """The image model the server knows as `what`; raises `ModelInputError` on a bad setting. Nothing is sent yet."""
    if not what:
        raise ModelInputError("which image model? the name is missing", asked="openai:", do="give `openai:MODEL`")
    return OpenAIPainter(what, Connection(f"the server of {what!r}", connection.told(settings or {})))


class OpenAIPainter:
    """An image model behind the OpenAI protocol."""

    elsewhere = True

    def __init__(self, model: str, server: Connection) -> None:
        self.name = f"openai:{model}"
        self._model = model
        self._server = server

    def generate(self, prompt: str, *, size: str = "1024x1024", n: int = 1, seed: int | None = None) -> list[bytes]:
        """`n` pictures as PNG or JPEG files. Pictures come inside the answer: no address of the server's is followed.

        Raises `ModelInputError` for a request that can't be met, `ModelError` when the server fails or what it sends is
        no such picture.
        """
        pictures.check_request(prompt, size=size, n=n)
        self._server.check()
        body: dict[str, Any] = {"model": self._model, "prompt": prompt, "size": size, "n": n}
        if not self._model.startswith(_ALWAYS_INLINE):
            body["response_format"] = "b64_json"
        if seed is not None:
            body["seed"] = seed
        found = _files(self._server.whole("images/generations", body))
        if len(found) != n:
            raise ModelError("the server made another number of pictures", asked=str(n), found=str(len(found)))
        for file in found:
            pictures.check_file(file)
        return found


def _files(answer: Any) -> list[bytes]:
    try:
        return [b64decode(row["b64_json"], validate=True) for row in answer["data"]]
    except (AttributeError, KeyError, TypeError, binascii.Error, ValueError) as error:
        raise ModelError(
            "the server's answer holds no pictures",
            found=repr(error)[:200],
            do="choose a model that answers with `b64_json`; addresses are not followed",
        ) from error
