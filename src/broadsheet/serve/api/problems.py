"""Errors as problem documents (RFC 9457): our tree, the framework's, and what nobody foresaw."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from broadsheet.core import BroadsheetError
from broadsheet.serve.shapes import jsonable

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "5"
_WORDS = {"type": "string"}
_MEMBERS = dict.fromkeys(("type", "title", "detail", "instance", "asked", "found", "do"), _WORDS)
_SHAPE: dict[str, Any] = {"type": "object", "required": ["type", "title", "status", "detail"]}
_SHAPE |= {"properties": {**_MEMBERS, "status": {"type": "integer"}, "choices": {"type": "array", "items": _WORDS}}}
TOLD: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem (RFC 9457): what was asked, what was found and what to do",
        "content": {MEDIA_TYPE: {"schema": _SHAPE}},
    }
}
"""What the description of every route says of its errors."""

log = logging.getLogger(__name__)


def problem(error: BroadsheetError, *, instance: str = "") -> JSONResponse:
    """One of our errors as a problem document: `type`, `title`, `status`, `detail` and what the error knows."""
    document = {
        **error.as_dict(),
        "type": f"urn:broadsheet:error:{error.code}",
        "title": error.message,
        "status": error.http_status,
        "detail": str(error),
        "instance": instance,
    }
    headers = {"Retry-After": RETRY_SECONDS} if error.http_status == 503 else None
    return JSONResponse(jsonable(document), error.http_status, headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of `app` leave as a problem document."""
    app.add_exception_handler(BroadsheetError, _ours)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(HTTPException, _framework)
    app.add_exception_handler(Exception, _unforeseen)


def _plain(status: int, title: str, detail: str, request: Request) -> JSONResponse:
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": request.url.path}
    return JSONResponse(jsonable(document), status, media_type=MEDIA_TYPE)


def _ours(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, BroadsheetError):
        raise error
    return problem(error, instance=request.url.path)


def _unfit(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    said = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors())
    return _plain(422, "the request does not fit", said, request)


def _framework(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    answer = _plain(error.status_code, str(error.detail), str(error.detail), request)
    answer.headers.update(error.headers or {})
    return answer


def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    log.error("unforeseen error at %s", request.url.path, exc_info=error)
    return _plain(500, "something broke", f"{type(error).__name__}; the log has more", request)
