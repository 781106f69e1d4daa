"""Errors in the OpenAI protocol's shape, with the statuses from which its clients choose what to raise."""

import logging
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from broadsheet.core import BroadsheetError, MissingModelError, ModelInputError, NotFoundError, UnknownNameError
from broadsheet.serve.shapes import jsonable

# What a client waits before it asks again: about one short answer of a small model on two cores.
RETRY_SECONDS = "5"
_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_TYPES = frozenset({"str", "int", "float", "bool", "dict", "none"})

log = logging.getLogger(__name__)


class RefusedError(Exception):
    """A request that is answered with an error of the protocol; `kind` is its `type`."""

    def __init__(
        self, message: str, *, status: int = 400, kind: str = "invalid_request_error", param: str = "", code: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.kind = kind
        self.param = param
        self.code = code

    def body(self) -> dict[str, Any]:
        """The error as the protocol writes it."""
        told = {"message": self.message, "type": self.kind, "param": self.param or None, "code": self.code or None}
        return {"error": jsonable(told)}


def of(error: BroadsheetError) -> RefusedError:
    """One of our errors as one of the protocol's."""
    said = str(error)
    if isinstance(error, UnknownNameError | MissingModelError | NotFoundError):
        return RefusedError(said, status=404, param="model", code="model_not_found")
    if isinstance(error, ModelInputError) and "context" in said:
        return RefusedError(said, param="messages", code="context_length_exceeded")
    if error.http_status < 500:
        return RefusedError(said, param=_named(error.asked))
    return RefusedError(said, status=error.http_status, kind="server_error", code=error.code)


def unfit(error: ValidationError, known: Iterable[str]) -> RefusedError:
    """A body that is not what the endpoint takes: the first thing that is wrong with it; `known` are its fields."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    param, kind = _path(first["loc"]), first["type"]
    if kind == "json_invalid":
        return RefusedError(f"The body of the request is not JSON: {first['msg']}")
    if kind == "missing":
        return RefusedError(f"Missing required parameter: '{param}'.", param=param, code="missing_required_parameter")
    if kind == "extra_forbidden":
        near = get_close_matches(param, list(known), n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        return RefusedError(f"Unknown parameter: '{param}'.{hint}", param=param, code="unknown_parameter")
    return RefusedError(f"Invalid value for '{param}': {first['msg']}.", param=param, code="invalid_value")


def install(app: FastAPI) -> None:
    """Let every error of `app` leave in the protocol's shape."""

    @app.exception_handler(RefusedError)
    async def refused(_request: Request, error: RefusedError) -> JSONResponse:
        return reply(error)

    @app.exception_handler(BroadsheetError)
    async def ours(_request: Request, error: BroadsheetError) -> JSONResponse:
        return reply(of(error))

    @app.exception_handler(HTTPException)
    async def framework(request: Request, error: HTTPException) -> JSONResponse:
        url = f"{request.method} {request.url.path}"
        said = f"Unknown request URL: {url}" if error.status_code == 404 else f"{error.detail}: {url}"
        code = "unknown_url" if error.status_code == 404 else ""
        return reply(RefusedError(said, status=error.status_code, code=code), error.headers)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> JSONResponse:
        log.error("unforeseen error at %s", request.url.path, exc_info=error)
        return reply(RefusedError(f"{type(error).__name__}; the log has more", status=500, kind="server_error"))


def reply(error: RefusedError, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The error as an answer; one that may pass says when to ask again."""
    again = {"Retry-After": RETRY_SECONDS} if error.status in (429, 503) else {}
    return JSONResponse(error.body(), error.status, {**again, **(headers or {})})


def _path(place: Iterable[str | int]) -> str:
    """`messages[0].role` of where pydantic stood; the types of a union that it tried are left out."""
    path = ""
    for step in place:
        if isinstance(step, int):
            path += f"[{step}]"
        elif not path or (_FIELD.fullmatch(step) and step not in _TYPES):
            path += f".{step}" if path else step
    return path


def _named(asked: str) -> str:
    """The field that an option's error names, as in `temperature=3`."""
    name = asked.partition("=")[0]
    return name if _FIELD.fullmatch(name) else ""
