"""Readers in charge: the tags used on them, what they saved and did, less of something."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1/readers/{name}", tags=["readers"])


class TagIn(BaseModel):
    """What is to become of one tag; what is left out stays."""

    tag: str = Field(min_length=1, max_length=200)
    weight: float | None = Field(None, ge=0, le=2, allow_inf_nan=False)
    muted: bool | None = None
    followed: bool | None = None


class LessIn(BaseModel):
    """Less like this article: like its story, of its topic, or of its outlet."""

    article: int
    of: Literal["story", "topic", "outlet"] = "story"
    page: str = Field("", max_length=200)
    position: int = Field(0, ge=0, le=10_000)


@router.get("/tags")
def get_tags(here: Here, name: str, language: Annotated[str, Query(max_length=20)] = "") -> JSONResponse:
    """Every tag used on a reader: its weight, where it came from, and what they said about it."""
    return answer({"tags": here.room.reader_tags(name, language=language)})


@router.put("/tags")
def put_tag(here: Here, name: str, body: TagIn) -> JSONResponse:
    """Weigh, mute or follow a tag."""
    if body.weight is not None:
        here.room.weigh(name, body.tag, weight=body.weight)
    if body.muted is not None:
        (here.room.mute if body.muted else here.room.unmute)(name, body.tag)
    if body.followed is not None:
        (here.room.follow if body.followed else here.room.unfollow_topic)(name, body.tag)
    return answer(here.room.reader(name))


@router.post("/less")
def less_of(here: Here, name: str, body: LessIn) -> JSONResponse:
    """Less of this; the next page knows."""
    tags = here.room.less_of(name, body.article, of=body.of, page=body.page, position=body.position)
    return answer({"less": tags or ["story"]})


@router.get("/saved")
def get_saved(here: Here, name: str) -> JSONResponse:
    """The articles a reader saved, the last saved first."""
    return answer({"articles": here.room.saved(name)})


@router.get("/history")
def get_history(here: Here, name: str) -> JSONResponse:
    """Everything a reader did that is kept, oldest first."""
    return answer({"events": here.room.history(name)})


@router.delete("/history", status_code=204)
def forget_act(here: Here, name: str, key: Annotated[str, Query(min_length=1, max_length=200)]) -> None:
    """Forget one thing a reader did; the next page knows."""
    here.room.forget_act(name, key)
