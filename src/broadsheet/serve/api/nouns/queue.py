"""The queue: what of the day's wire is most worth checking."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.app.queue_item import QueueItem
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.api.nouns.facts import shown_match
from broadsheet.serve.shapes import jsonable

router = APIRouter(prefix="/api/v1/queue", tags=["facts"])


class MarkIn(BaseModel):
    """What an editor makes of a sentence: `taken`, `dismissed`, or `open` again."""

    sentence: str = Field(min_length=1, max_length=2000)
    state: str = Field(max_length=20)
    by: str = Field("", max_length=80)
    article: int | None = Field(None, ge=1, lt=2**63)


@router.get("")
def get_queue(
    here: Here,
    hours: Annotated[int, Query(ge=1, le=336)] = 24,
    day: Annotated[str, Query(max_length=10)] = "",
    language: Annotated[str, Query(max_length=20)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 30,
    told: Annotated[str, Query(max_length=20)] = "",
) -> JSONResponse:
    """The sentences most worth checking, best first; the weights of a sentence's `parts` add up to its log-odds."""
    found = here.room.queue(hours=hours, day=day, language=language, state=state, limit=limit, told=told)
    return answer({"queue": [_shown(item) for item in found]})


@router.post("/marks", status_code=201)
def mark_sentence(here: Here, body: MarkIn) -> JSONResponse:
    """Take, dismiss or open a sentence again."""
    key = here.room.mark(body.sentence, body.state, by=body.by, article=body.article)
    return answer({"key": key, "state": body.state}, status=201)


def _shown(item: QueueItem) -> dict[str, Any]:
    shown: dict[str, Any] = jsonable(item)
    return {**shown, "earlier": [shown_match(one) for one in item.earlier]}
