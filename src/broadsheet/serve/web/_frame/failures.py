"""Errors as pages: what was asked, what was found, what to do, in the reader's language."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from broadsheet.core import BroadsheetError, TooLargeError
from broadsheet.serve.guard import BODY_LIMIT, BodyTooLargeError
from broadsheet.serve.web._frame.site import Site, is_fragment
from broadsheet.serve.web._frame.strings import strings

_log = logging.getLogger(__name__)


def wording(error: BroadsheetError, *, language: str) -> str:
    """What went wrong, in the reader's language where the error has a wording, else as it was raised."""
    return strings(language).get(f"error.text_{error.code}", error.message)


def install(web: FastAPI, site: Site) -> None:
    """Answer every failure of `web` with a page (a fragment for HTMX, a problem document for what reads no HTML)."""

    @web.exception_handler(BroadsheetError)
    def known(request: Request, error: BroadsheetError) -> Response:
        return _answer(site, request, error, status=error.http_status)

    @web.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(f"{row['loc'][-1]}: {row['msg']}" for row in error.errors())
        return _answer(site, request, BroadsheetError("invalid", asked=request.url.path, found=wrong), status=422)

    @web.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> Response:
        said = BroadsheetError(str(error.detail), asked=f"{request.method} {request.url.path}")
        return _answer(site, request, said, status=error.status_code)

    @web.exception_handler(BodyTooLargeError)
    def too_large(request: Request, error: BodyTooLargeError) -> Response:  # noqa: ARG001 - the shape
        limit = f"{BODY_LIMIT // 1024 // 1024} MB"
        return _answer(site, request, TooLargeError("too large", asked=request.url.path, found=limit), status=413)

    @web.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        said = BroadsheetError("unforeseen", asked=f"{request.method} {request.url.path}", found=type(error).__name__)
        return _answer(site, request, said, status=500)


def _answer(site: Site, request: Request, error: BroadsheetError, *, status: int) -> Response:
    if is_fragment(request):
        return site.page(request, "parts/alert.html", status=status, error=error, code=status)
    if "text/html" in request.headers.get("accept", "*/*") or "*/*" in request.headers.get("accept", "*/*"):
        return site.page(request, "error.html", status=status, error=error, code=status)
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **error.as_dict()}
    return JSONResponse(problem, status, media_type="application/problem+json")
