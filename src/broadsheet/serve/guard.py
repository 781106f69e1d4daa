"""What every request to the pages passes first, and what every answer carries. It knows HTTP and no page.

What `sites` of the publisher's own ask for across origins (what readers do, and their pages) is let through, and told
so to the browser (Fetch standard, CORS protocol). Refused: a Host that is neither an address, this machine nor the
newsroom's own site (DNS rebinding); a change asked for by another site (Fetch Metadata, else Origin); a body over the
limit.
"""

import re
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The largest upload: a folder of a year's copy from one desk is about 20 MB; a form is never more than 2 MB.
BODY_LIMIT = 32 * 1024 * 1024
_OPEN = re.compile(r"/api/v1/(?:events|readers/[^/]+/(?:front-page|page)|(?:articles|items)/[^/]+/similar)")
"""What pages of the publisher's own sites may ask for."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


_PREFLIGHT = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "content-type, idempotency-key",
    "access-control-max-age": "7200",
}


class BodyTooLargeError(HTTPException):
    """More arrived than `BODY_LIMIT`; one of the framework's own, which lets those through while it reads a body."""

    def __init__(self) -> None:
        super().__init__(413, f"Too large: the limit is {BODY_LIMIT // 1024 // 1024} MB")


class Guard:
    """ASGI middleware round the pages; `hosts` are the names the newsroom answers to besides this machine's.

    `sites` are the origins (`https://www.news.example`) of the publisher's own sites.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = (), sites: Collection[str] = ()) -> None:
        self._app = app
        self._sites = frozenset(site.rstrip("/").lower() for site in sites)
        self._hosts = frozenset(hosts) | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = self._origin(scope["path"], headers)
        sending = _with_headers(send, origin=origin)
        refusal = self._refusal(scope["method"], scope["path"], headers)
        if refusal is None and origin and scope["method"] == "OPTIONS":
            refusal = Response(status_code=204, headers=_PREFLIGHT)
        if refusal:
            await refusal(scope, receive, sending)
            return
        try:
            await self._app(scope, _bounded(receive), sending)
        except BodyTooLargeError:
            await _too_large(scope["path"])(scope, receive, sending)

    def _origin(self, path: str, headers: Headers) -> str:
        """The site of the publisher's own that asks for something it may; empty for any other."""
        origin = headers.get("origin", "")
        return origin if origin.lower() in self._sites and _OPEN.fullmatch(path) else ""

    def _refusal(self, method: str, path: str, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if not self._is_ours(host):
            return _refused(path, 421, f"Host {host!r} is not this newsroom", f"主机 {host!r} 不是本站")
        if method not in _SAFE and not self._origin(path, headers) and not _same_origin(headers, host):
            return _refused(path, 403, "Refused: the request came from another site", "已拒绝：请求来自其他网站")
        length = headers.get("content-length") or ""
        if length.isdecimal() and int(length) > BODY_LIMIT:
            return _too_large(path)
        return None

    def _is_ours(self, host: str) -> bool:
        name = _name_of(f"//{host}")
        try:
            ip_address(name)
        except ValueError:
            return name in self._hosts
        return True


def _same_origin(headers: Headers, host: str) -> bool:
    """Whether a browser says the page asking is ours; what is no browser sends neither header and has no cookies."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == host


def _name_of(url: str) -> str:
    """The host's name in `url`; empty when there is none to be made out."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _too_large(path: str) -> Response:
    limit = BODY_LIMIT // 1024 // 1024
    return _refused(path, 413, f"Too large: the limit is {limit} MB", f"太大：上限为 {limit} MB")


def _refused(path: str, status: int, en: str, zh: str) -> Response:
    """A problem document (RFC 9457) for programs, or OpenAI's error; a line in each language for people."""
    if path.startswith("/v1/"):
        told = {"message": f"{en} · {zh}", "type": "invalid_request_error", "param": None, "code": None}
        return JSONResponse({"error": told}, status)
    if not path.startswith("/api/"):
        return PlainTextResponse(f"{en}\n{zh}\n", status)
    document = {"type": "about:blank", "title": en, "status": status, "detail": zh, "instance": path}
    return JSONResponse(document, status, media_type="application/problem+json")


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY_LIMIT:
            raise BodyTooLargeError
        return message

    return bounded


def _with_headers(send: Send, *, origin: str = "") -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if origin:
                headers["access-control-allow-origin"] = origin
                headers.add_vary_header("Origin")
        await send(message)

    return with_headers
