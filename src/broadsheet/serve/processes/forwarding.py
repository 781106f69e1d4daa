"""What is not a page's goes to the process that has the desk: it alone knows what is under way, and has the models."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.core import BusyError
from broadsheet.serve.api.problems import problem

# What any process answers by itself: what a reader's page needs, and what readers did.
_OWN = re.compile(r"/api/v1/(?:events|readers/[^/]+/front-page)")
# Of one connection, not of the message (RFC 9110, section 7.6.1); the date is put on by who sends the answer.
_HOPS = frozenset({b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade", b"date"})
_CONNECT_SECONDS = 5.0


class Forwarding:
    """ASGI middleware round the application of a process that makes pages; the desk listens on the socket `desk`."""

    def __init__(self, app: ASGIApp, *, desk: Path) -> None:
        self._app = app
        self._desk = desk
        self._client: httpx.AsyncClient | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here, or have it answered there."""
        if scope["type"] != "http" or _OWN.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        body_read = anyio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(_until_gone, receive, body_read, group.cancel_scope)
            await self._forward(scope, _body(receive, body_read), send)
            group.cancel_scope.cancel()

    async def _forward(self, scope: Scope, body: AsyncIterator[bytes], send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name not in _HOPS]
        path = scope.get("raw_path") or scope["path"].encode()
        target = path + (b"?" + scope["query_string"] if scope["query_string"] else b"")
        url = httpx.URL(scheme="http", host="desk", raw_path=target)
        try:
            holds = _holds_body(scope)
            if not holds:
                await _drained(body)
            request = httpx.Request(scope["method"], url, headers=headers, content=body if holds else None)
            answer = await self._open().send(request, stream=True)
        except httpx.TransportError as error:
            gone = BusyError("the desk is being started again", found=type(error).__name__, do="ask again in a moment")
            await problem(gone, instance=scope["path"])(scope, _silent, send)
            return
        try:
            await _pass_on(answer, send)
        finally:
            with anyio.CancelScope(shield=True):
                await answer.aclose()

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                transport=httpx.AsyncHTTPTransport(uds=str(self._desk), limits=httpx.Limits(max_connections=None)),
                timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
                follow_redirects=False,
                trust_env=False,
            )
        return self._client


async def _pass_on(answer: httpx.Response, send: Send) -> None:
    headers = [(name.lower(), value) for name, value in answer.headers.raw if name.lower() not in _HOPS]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    async for piece in answer.aiter_raw():
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _body(receive: Receive, body_read: anyio.Event) -> AsyncIterator[bytes]:
    """The request's body as it comes."""
    more = True
    while more:
        message = await receive()
        more = message.get("more_body", False)
        if piece := message.get("body", b""):
            yield piece
    body_read.set()


async def _drained(body: AsyncIterator[bytes]) -> None:
    """Read a body that is known to be empty to its end."""
    async for _ in body:
        pass


def _holds_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


async def _until_gone(receive: Receive, body_read: anyio.Event, scope: anyio.CancelScope) -> None:
    """End it all when whoever asked hangs up: a stream of the desk would else go on for nobody."""
    await body_read.wait()
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()


async def _silent() -> Message:
    return {"type": "http.disconnect"}
