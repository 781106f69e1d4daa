"""Readers: their settings, their page, what they do, and their rights."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.core import Context, FrontPage, Reader
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["readers"])

Topic = Annotated[str, Field(min_length=1, max_length=200)]
Tag = Annotated[str, Field(max_length=20)]
Weight = Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)]


class ReaderIn(BaseModel):
    """A reader's settings; what is left out stays."""

    topics: list[Topic] | None = Field(None, max_length=200)
    languages: list[Tag] | None = Field(None, max_length=20)
    personalised: bool | None = None
    muted: list[Topic] | None = Field(None, max_length=500)
    weights: dict[Topic, Weight] | None = Field(None, max_length=500)
    places: list[Topic] | None = Field(None, max_length=50)


@router.get("/readers/{name}", response_model=Reader)
def get_reader(here: Here, name: str) -> JSONResponse:
    """A reader's settings."""
    return answer(here.room.reader(name))


@router.put("/readers/{name}", response_model=Reader)
def put_reader(here: Here, name: str, body: ReaderIn) -> JSONResponse:
    """Change a reader's settings."""
    given = body.model_dump(exclude_none=True)
    told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    reader = replace(here.room.reader(name), **told)
    here.room.put_reader(reader)
    return answer(reader)


@router.get("/readers/{name}/front-page", response_model=FrontPage)
def get_front_page(
    here: Here,
    name: str,
    n: Annotated[int, Query(ge=1, le=200)] = 30,
    language: str = "",
    place: Annotated[str, Query(max_length=200)] = "",
    device: Annotated[str, Query(pattern="^(phone|tablet|computer)?$")] = "",
) -> JSONResponse:
    """The page this reader gets now, with a reason for each item; `place` and `device` are those of the moment."""
    return answer(here.room.front_page(name, n=n, language=language, context=Context(place=place, device=device)))


@router.get("/readers/{name}/export")
def export_reader(here: Here, name: str) -> JSONResponse:
    """Everything kept of a reader."""
    return answer(here.room.export_reader(name))


@router.delete("/readers/{name}", status_code=204)
def erase_reader(here: Here, name: str) -> None:
    """Forget a reader and all they did."""
    here.room.erase_reader(name)
