"""What a process that makes pages has answered at the desk."""

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from broadsheet.serve.processes.forwarding import Forwarding

Ask = Callable[[httpx.AsyncClient], Awaitable[Any]]


async def _mirror(request: Request) -> Response:
    body = await request.body()
    told = {"method": request.method, "path": request.scope["raw_path"].decode(), "query": request.url.query}
    told |= {"host": request.headers["host"], "body": body.decode(), "kind": request.headers.get("x-kind", "")}
    return JSONResponse(told, 207, {"x-said": "here"})


async def _stream(_request: Request) -> Response:
    async def pieces() -> Any:
        for piece in ("one ", "two ", "三"):
            yield piece
            await asyncio.sleep(0)

    return StreamingResponse(pieces(), media_type="text/plain; charset=utf-8")


async def _own(_request: Request) -> Response:
    return PlainTextResponse("own")


DESK = Starlette(routes=[Route("/stream", _stream), Route("/{rest:path}", _mirror, methods=["GET", "POST", "PUT"])])
OWN = Starlette(routes=[Route("/{rest:path}", _own, methods=["GET", "POST"])])


@pytest.fixture
def desk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:  # the address of a Unix socket is short
        yield Path(folder) / "desk"


def asked(desk: Path, ask: Ask, *, is_open: bool = True) -> Any:
    """What `ask` gets of a process before a desk."""

    async def run() -> Any:
        server = uvicorn.Server(uvicorn.Config(DESK, uds=str(desk), log_level="warning", lifespan="off"))
        serving = asyncio.create_task(server.serve()) if is_open else None
        while serving and not server.started:
            await asyncio.sleep(0.005)
        transport = httpx.ASGITransport(Forwarding(OWN, desk=desk))
        async with httpx.AsyncClient(transport=transport, base_url="http://news.example") as client:
            found = await ask(client)
        server.should_exit = True
        if serving:
            await serving
        return found

    # In a thread of its own: where a browser was driven before, this one's loop is taken.
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(lambda: asyncio.run(run())).result()


def test_a_request_arrives_as_it_was_sent(desk: Path) -> None:
    async def ask(client: httpx.AsyncClient) -> httpx.Response:
        return await client.put("/desk/%E8%8B%A5%2Fx?a=1&b=%20", content="内容".encode(), headers={"x-kind": "k"})

    answer = asked(desk, ask)
    assert (answer.status_code, answer.headers["x-said"]) == (207, "here")
    assert json.loads(answer.content) == {
        "method": "PUT",
        "path": "/desk/%E8%8B%A5%2Fx",
        "query": "a=1&b=%20",
        "host": "news.example",
        "body": "内容",
        "kind": "k",
    }


def test_a_request_without_a_body_has_none_there(desk: Path) -> None:
    assert asked(desk, lambda client: client.get("/desk")).json()["body"] == ""


def test_a_stream_comes_through_whole(desk: Path) -> None:
    assert asked(desk, lambda client: client.get("/stream")).text == "one two 三"


@pytest.mark.parametrize("path", ["/api/v1/events", "/api/v1/readers/ada/front-page"])
def test_what_readers_need_is_answered_here(desk: Path, path: str) -> None:
    assert asked(desk, lambda client: client.get(path), is_open=False).text == "own"


def test_while_there_is_no_desk_a_problem_says_to_ask_again(desk: Path) -> None:
    answer = asked(desk, lambda client: client.get("/api/v1/articles"), is_open=False)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert "retry-after" in answer.headers
