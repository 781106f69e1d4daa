"""Between threads that generate and a client that may leave: whoever hangs up ends the work."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

import anyio
from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from broadsheet.core import BroadsheetError
from broadsheet.serve.openai.entry import Turnstile
from broadsheet.serve.openai.refusals import of
from broadsheet.serve.openai.sampling import Numbered
from broadsheet.serve.shapes import jsonable

# nginx's status for a client that left before its answer; nobody reads it but the log.
GONE = 499


async def at_once(
    request: Request, tokens: Iterable[Numbered], turnstile: Turnstile, *, told: Callable[[Iterable[Numbered]], Any]
) -> Response:
    """The answer that `told` makes of the tokens; when the client leaves, no further token is made."""
    gone = threading.Event()

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone.set()

    watching = asyncio.create_task(watch())
    try:
        made = await run_sync(partial(_made, tokens, turnstile, told, gone))
    finally:
        watching.cancel()
    return Response(status_code=GONE) if gone.is_set() else JSONResponse(jsonable(made))


def _made(
    tokens: Iterable[Numbered], turnstile: Turnstile, told: Callable[[Iterable[Numbered]], Any], gone: threading.Event
) -> Any:
    def heard() -> Iterator[Numbered]:
        for token in tokens:
            if gone.is_set():
                return
            yield token

    with turnstile.passed():
        return told(heard())


async def streamed(
    tokens: Iterable[Numbered], turnstile: Turnstile, *, told: Callable[[Iterable[Numbered]], Any]
) -> Response:
    """The chunks that `told` makes of the tokens as server-sent events; a request that is wrong is refused before."""
    events = _events(tokens, turnstile, told)
    first = await run_sync(partial(next, events))
    return StreamingResponse(
        _carried(chain([first], events), events),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _events(
    tokens: Iterable[Numbered], turnstile: Turnstile, told: Callable[[Iterable[Numbered]], Iterable[Any]]
) -> Generator[str, None, None]:
    begun = False
    with turnstile.passed():
        try:
            for chunk in told(tokens):
                yield _event(chunk)
                begun = True
        except BroadsheetError as error:
            if not begun:
                raise
            yield _event(of(error).body())
            return
    yield "data: [DONE]\n\n"


def _event(chunk: Any) -> str:
    return f"data: {json.dumps(jsonable(chunk), ensure_ascii=False)}\n\n"


async def _carried(events: Iterator[str], source: Generator[str, None, None]) -> AsyncIterator[str]:
    """`events`, each waited for in a thread; however it ends, `source` is closed."""
    try:
        while (event := await run_sync(partial(next, events, None))) is not None:
            yield event
    finally:
        with anyio.CancelScope(shield=True):
            await run_sync(source.close)
