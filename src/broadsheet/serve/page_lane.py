"""The short way to a front page: the one thing every reader asks for, past the framework. It knows no other route.

A request that the route of the API would take as it stands is answered here, with the same document; any other one,
and what is wrong in any way, goes on to that route. Routing, the solving of dependencies and the making of a response
out of plain dictionaries took two and a half of a page's eighteen milliseconds.
"""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cache, partial
from urllib.parse import parse_qsl

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from broadsheet.app import Newsroom
from broadsheet.app.reading import PAGES_AT_ONCE
from broadsheet.core import BroadsheetError, Context, FrontPage, Item
from broadsheet.serve.api.problems import problem
from broadsheet.serve.shapes import jsonable

_PATH = re.compile(r"/api/v1/readers/([^/]+)/front-page")
_SIZE = re.compile(r"[1-9][0-9]?|1[0-9]{2}|200", re.ASCII)
_DEVICES = frozenset({"", "phone", "tablet", "computer"})
_LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose page, and how: what the route's parameters say."""

    reader: str
    n: int
    language: str
    context: Context


class PageLane:
    """ASGI middleware before the API: it makes pages in threads of its own, as many as are made at once."""

    def __init__(self, app: ASGIApp, *, room: Newsroom) -> None:
        self._app = app
        self._room = room
        self._pool = ThreadPoolExecutor(PAGES_AT_ONCE, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a page, or pass the request on."""
        asked = _read(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if asked is None:
            await self._app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        try:
            body = await loop.run_in_executor(self._pool, partial(_made, self._room, asked))
        except BroadsheetError as error:
            await problem(error, instance=scope["path"])(scope, receive, send)
            return
        await Response(body, media_type="application/json")(scope, receive, send)


def body_of(page: FrontPage) -> bytes:
    """The page as the API's JSON; the items by pydantic's own writer, in a tenth of the time of `jsonable`.

    Both know the same values. What that writer can't write, half a character in a headline say, `jsonable` mends.
    """
    try:
        items = _items().dump_json(page.items, warnings="error")
    except PydanticSerializationError:
        items = _plain(page.items)
    told = (items if f.name == "items" else _plain(getattr(page, f.name)) for f in fields(page))
    return (
        b"{"
        + b",".join(b'"%s":%s' % (f.name.encode(), said) for f, said in zip(fields(page), told, strict=True))
        + b"}"
    )


@cache
def _items() -> TypeAdapter[tuple[Item, ...]]:
    return TypeAdapter(tuple[Item, ...])


def _plain(value: object) -> bytes:
    return json.dumps(jsonable(value), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _made(room: Newsroom, asked: _Asked) -> bytes:
    return body_of(room.front_page(asked.reader, n=asked.n, language=asked.language, context=asked.context))


def _read(scope: Scope) -> _Asked | None:
    """What a request asks for; None for one that is not for this lane, or that the route has to judge."""
    found = _PATH.fullmatch(scope["path"])
    if found is None:
        return None
    told = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    n, place, device = told.get("n", "30"), told.get("place", ""), told.get("device", "")
    if not _SIZE.fullmatch(n) or len(place) > _LONGEST_PLACE or device not in _DEVICES:
        return None
    return _Asked(found.group(1), int(n), told.get("language", ""), Context(place=place, device=device))
