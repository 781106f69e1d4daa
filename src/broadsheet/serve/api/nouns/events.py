"""Events: what readers did, told by sites, apps and the snippet; on disk before it is answered."""

from datetime import datetime
from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError, Taken
from broadsheet.core.event import Action
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.api.event_body import MOST, read, taken_of
from broadsheet.serve.api.problems import MEDIA_TYPE
from broadsheet.serve.shapes import jsonable

router = APIRouter(prefix="/api/v1", tags=["readers"])


class EventIn(BaseModel):
    """Something a reader did. One `key` counts once; the article is named by one of `article`, `url` and `item`."""

    key: str = Field(min_length=1, max_length=200)
    reader: str = Field(min_length=1, max_length=128)
    action: Action
    article: int | None = None
    url: str = Field("", max_length=2_000)
    item: str = Field("", max_length=200)
    topic: str = Field("", max_length=200)
    value: float = Field(1.0, ge=0, le=1e9, allow_inf_nan=False)
    at: datetime | None = None
    page: str = Field("", max_length=200)
    position: int = Field(0, ge=0)


class RefusedOut(BaseModel):
    """One act that was not kept: its place in what was sent, from 0, and why."""

    index: int
    key: str
    reason: str


class TakenOut(BaseModel):
    """What became of a batch: `clamped` are the places of acts from the future, kept as of now."""

    received: int
    new: int
    refused: list[RefusedOut]
    clamped: list[int]


_EVENT = EventIn.model_json_schema()
_EVENTS = {"type": "array", "maxItems": MOST, "items": _EVENT}
_BATCH = {"type": "object", "required": ["events"], "properties": {"events": _EVENTS}}
_BODY = {"required": True, "content": {"application/json": {"schema": _BATCH}}}


@router.post(
    "/events",
    responses={207: {"model": TakenOut, "description": "Some were refused; the rest is kept"}},
    response_model=TakenOut,
    openapi_extra={"requestBody": _BODY},
)
async def add_events(here: Here, request: Request) -> JSONResponse:
    """Keep readers' acts: on disk, and known to the next page, when this answers.

    The body is `{"events": [...]}`, a list, one act, or JSON lines (`application/x-ndjson`), of up to 10,000 acts. An
    act that can't be kept is refused by its place and stops no other; the answer is 207 then.
    """
    size = request.headers.get("content-length", "")
    with here.flow.taking(int(size) if size.isdecimal() else 0):
        body = await request.body()
        media = request.headers.get("content-type", "")
        return await run_sync(partial(_keep, here.room, body, lines="ndjson" in media or "jsonl" in media))


def _keep(room: Newsroom, body: bytes, *, lines: bool) -> JSONResponse:
    told, refused = read(body, lines=lines)
    taken = taken_of(room.take([one for _, one in told]), [index for index, _ in told], refused)
    if taken.refused and len(taken.refused) == taken.received:
        return _none(taken)
    return answer(taken, status=207 if taken.refused else 200)


def _none(taken: Taken) -> JSONResponse:
    """Nothing could be kept: a problem, which says of each act why (RFC 9457, section 3.2, extension members)."""
    first = taken.refused[0]
    told = InvalidInputError("none of the events can be kept", found=f"{first.index}: {first.reason}")
    document = {**jsonable(taken), "type": f"urn:broadsheet:error:{told.code}", "title": told.message}
    document |= {"status": 422, "detail": str(told), "instance": "/api/v1/events"}
    return JSONResponse(document, 422, media_type=MEDIA_TYPE)
