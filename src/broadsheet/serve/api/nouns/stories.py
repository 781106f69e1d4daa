"""Stories: what is happening, what is new in it, who copied whom, who differs; and an editor's merges and splits."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.core import InvalidInputError
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["stories"])
Id = Annotated[int, Field(ge=1)]


class MergeIn(BaseModel):
    """Another story that is the same event; who says so, and why."""

    story: Id
    by: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)


class SplitIn(BaseModel):
    """Reports that are another event; who says so, and why."""

    articles: list[Id] = Field(min_length=1, max_length=1000)
    by: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)


class LookIn(BaseModel):
    """Who looked."""

    reader: str = Field(min_length=1, max_length=200)


@router.get("/stories")
def list_stories(
    here: Here, cursor: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> JSONResponse:
    """Stories in the desk's order; `next` is the cursor of the following page, or null."""
    found = here.room.stories(limit=limit, offset=cursor)
    return answer({"stories": found, "next": cursor + limit if len(found) == limit else None})


@router.get("/stories/rulings")
def list_rulings(here: Here) -> JSONResponse:
    """Every merge and split that stands, oldest first, and how many the identity service has learnt from."""
    weights, _ = here.room.judgement()
    return answer({"rulings": here.room.rulings(), "learnt": weights.learnt})


@router.delete("/stories/rulings/{id}")
def withdraw_ruling(here: Here, id: int) -> JSONResponse:
    """Take a ruling back; `stories` are those its reports are in now."""
    return answer({"stories": here.room.withdraw_ruling(id)})


@router.get("/stories/{id}")
def get_story(here: Here, id: int) -> JSONResponse:
    """A story with all its reports, their copies, and who took words from whom."""
    return answer(here.room.story(id))


@router.get("/stories/{id}/timeline")
def get_timeline(here: Here, id: int) -> JSONResponse:
    """What each report added to those before it, and the chapters over a week away."""
    return answer({"developments": here.room.developments(id), "chapters": here.room.chapters(id)})


@router.get("/stories/{id}/differences")
def get_differences(here: Here, id: int) -> JSONResponse:
    """Where reports give figures that exclude each other: who says which, and when."""
    return answer({"differences": here.room.differences(id)})


@router.get("/stories/{id}/new")
def get_news(
    here: Here, id: int, reader: Annotated[str, Query(max_length=200)] = "", since: datetime | None = None
) -> JSONResponse:
    """What is new since a time, or to a reader; asking is no look."""
    if since is not None and since.tzinfo is None:
        raise InvalidInputError("this time has no zone", asked=since.isoformat(), do="write it as 2026-11-08T00:00Z")
    return answer(here.room.news(id, reader=reader, since=since))


@router.post("/stories/{id}/looks")
def add_look(here: Here, id: int, asked: LookIn) -> JSONResponse:
    """Keep that a reader has seen the story as it is; `new` is how many reports that are."""
    return answer({"new": here.room.look(id, asked.reader)})


@router.get("/stories/{id}/neighbours")
def get_neighbours(here: Here, id: int) -> JSONResponse:
    """Other stories that may be the same event, with how sure that is and the parts that sum to it."""
    return answer({"neighbours": here.room.neighbours(id)})


@router.get("/stories/{id}/likeness/{other}")
def get_likeness(here: Here, id: int, other: int) -> JSONResponse:
    """How sure it is that two stories are one event, and why."""
    return answer(here.room.same_story(id, other))


@router.post("/stories/{id}/merge")
def merge_story(here: Here, id: int, asked: MergeIn) -> JSONResponse:
    """Rule that two stories are one event; `story` is the one they are now."""
    return answer({"story": here.room.merge_stories(id, asked.story, by=asked.by, note=asked.note)})


@router.post("/stories/{id}/split")
def split_story(here: Here, id: int, asked: SplitIn) -> JSONResponse:
    """Rule that some reports are another event; `story` is the one they are now."""
    return answer({"story": here.room.split_story(id, asked.articles, by=asked.by, note=asked.note)})
