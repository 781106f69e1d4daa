"""`Idempotency-Key` on what creates: the same request sent again gets the same answer and has no second effect.

As the IETF draft draft-ietf-httpapi-idempotency-key-header says: another request under a used key is 422, one that
comes while the first is still under way is 409. What failed on our side (5xx), or broke off, may be sent again.
"""

import hashlib
import threading
from functools import partial

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.core import BroadsheetError, ConflictError, InvalidInputError
from broadsheet.serve.api.problems import problem
from broadsheet.store import Answer, Store

HEADER = "idempotency-key"
LONGEST_KEY = 255


class Once:
    """ASGI middleware round the API; answers are kept in the newsroom, keys under way in this process."""

    def __init__(self, app: ASGIApp, *, store: Store) -> None:
        self._app = app
        self._store = store
        self._running: set[str] = set()
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless its key was answered already."""
        key = Headers(scope=scope).get(HEADER) if scope["type"] == "http" and scope["method"] == "POST" else None
        if key is None or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        body = await _whole(receive)
        if body is None:
            return
        request = hashlib.blake2b(f"{scope['path']}?{scope['query_string']!r}\n".encode() + body).hexdigest()
        try:
            known = await run_sync(partial(self._begin, key, request))
        except BroadsheetError as error:
            await problem(error, instance=scope["path"])(scope, receive, send)
            return
        if known:
            headers = {"Idempotency-Replayed": "true"}
            await Response(known.body, known.status, headers, known.media)(scope, receive, send)
            return
        try:
            await self._answer(key, request, scope=scope, receive=_again(body, receive), send=send)
        finally:
            with self._lock:
                self._running.discard(key)

    def _begin(self, key: str, request: str) -> Answer | None:
        """The answer that was given already, or None: then the key is ours until the request is done."""
        if not key.isprintable() or not 0 < len(key) <= LONGEST_KEY:
            raise InvalidInputError(
                "this is no key", asked=key[:80], do=f"give 1 to {LONGEST_KEY} printable characters"
            )
        with self._lock:
            known = self._store.answers.get(key)
            if known and known.request != request:
                raise InvalidInputError("this key was used for another request", asked=key, do="give each its own key")
            if not known and key in self._running:
                raise ConflictError("the request with this key is still under way", asked=key, do="wait for its answer")
            if not known:
                self._running.add(key)
            return known

    async def _answer(self, key: str, request: str, *, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        pieces: list[bytes] = []

        async def keeping(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                pieces.append(message.get("body", b""))
                if not message.get("more_body", False) and start["status"] < 500:
                    media = Headers(raw=start["headers"]).get("content-type", "")
                    answer = Answer(request, start["status"], media, b"".join(pieces))
                    await run_sync(partial(self._store.answers.put, key, answer))
            await send(message)

        await self._app(scope, receive, keeping)


async def _whole(receive: Receive) -> bytes | None:
    """The body, or None when the client left before its end: half a request has no effect."""
    pieces: list[bytes] = []
    while (message := await receive())["type"] != "http.disconnect":
        pieces.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(pieces)
    return None


def _again(body: bytes, receive: Receive) -> Receive:
    """`receive` with a body that was taken already in front."""
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again
